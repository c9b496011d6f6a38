import "./switchboards.css";
import type { AppModel } from "../../state/model.ts";
import { Dialog, toast } from "../parts/index.ts";
import { answered, SwitchboardField } from "./switchboard-field.tsx";

/** One more switchboard, in one field. */
export function AddSwitchboard({ app, onClose }: { app: AppModel; onClose(): void }) {
  return (
    <Dialog
      title="Add a switchboard"
      subtitle="It connects rooms over the internet, or where devices cannot see each other."
      onClose={onClose}
    >
      <div class="switchboards">
        <SwitchboardField
          app={app}
          autofocus
          onAdded={(added) => {
            onClose();
            toast(`${answered(added)} Its rooms are on this page.`);
          }}
        />
        <p class="switchboards-sees">
          A switchboard sees the names of rooms, addresses, sizes and times. It cannot read what is said: that
          is sealed between the members and the host.
        </p>
      </div>
    </Dialog>
  );
}
