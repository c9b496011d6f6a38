import "./fold.css";
import { ChevronRight } from "lucide";
import type { ComponentChildren } from "preact";
import { Icon } from "./icon.tsx";

/** What most people need not see, one click away: a native disclosure. */
export function Fold(props: { title: string; about?: string; open?: boolean; children: ComponentChildren }) {
  return (
    <details class="fold" open={props.open ?? false}>
      <summary class="fold-title">
        <Icon node={ChevronRight} size={16} />
        <span>{props.title}</span>
        {props.about && <span class="fold-about">{props.about}</span>}
      </summary>
      <div class="fold-body">{props.children}</div>
    </details>
  );
}
