import "./notice.css";
import { type IconNode, X } from "lucide";
import type { ComponentChildren } from "preact";
import { IconButton } from "./button.tsx";
import { Icon } from "./icon.tsx";

interface NoticeProps {
  /** `warning`: something is at risk. `danger`: something failed. `plain`: good to know. */
  kind?: "plain" | "warning" | "danger";
  icon?: IconNode;
  children: ComponentChildren;
  /** A button at its end. */
  action?: ComponentChildren;
  onDismiss?: () => void;
}

/** A line or two about how things stand: across the top of the page, or inside a screen. */
export function Notice({ kind = "plain", icon, children, action, onDismiss }: NoticeProps) {
  return (
    <div class={`notice notice-${kind}`}>
      {icon && <Icon node={icon} />}
      <div class="notice-words">{children}</div>
      {action}
      {onDismiss && <IconButton class="notice-dismiss" label="Dismiss" icon={X} onClick={onDismiss} />}
    </div>
  );
}

/** An error's words, and its code in small print to copy into a question. */
export function FailureWords({ message, code }: { message: string; code: string }) {
  return (
    <>
      {message} <code class="notice-code">{code}</code>
    </>
  );
}
