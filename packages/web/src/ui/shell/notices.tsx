import "./notices.css";
import { CircleAlert, Clock, HardDrive, type IconNode, Unplug } from "lucide";
import type { AppModel, Notice as NoticeModel } from "../../state/model.ts";
import { FailureWords, Notice } from "../parts/index.ts";
import { problem } from "./actions.ts";

const ICONS: Record<NoticeModel["kind"], IconNode> = {
  "program-gone": Unplug,
  "storage-refused": HardDrive,
  "storage-failing": HardDrive,
  clock: Clock,
};

/** The bar across the top: what is wrong with the page as a whole, and what failed outside any form. */
export function Notices({ app }: { app: AppModel }) {
  const failed = problem.value;
  return (
    <div class="notices" role="status">
      {app.notices.value.map((notice) => (
        <Notice
          key={notice.kind}
          kind="warning"
          icon={ICONS[notice.kind]}
          // It ends by itself, and until then nothing else works.
          {...(notice.kind === "program-gone" ? {} : { onDismiss: () => app.dismiss(notice) })}
        >
          {notice.message}
        </Notice>
      ))}
      {failed && (
        <Notice
          kind="danger"
          icon={CircleAlert}
          onDismiss={() => {
            problem.value = undefined;
          }}
        >
          <FailureWords {...failed} />
        </Notice>
      )}
    </div>
  );
}
