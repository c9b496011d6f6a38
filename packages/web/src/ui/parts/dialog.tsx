import "./dialog.css";
import { X } from "lucide";
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { IconButton } from "./button.tsx";

interface DialogProps {
  title: string;
  /** Esc, the cross or a click beside it: the owner stops rendering it. */
  onClose(): void;
  children: ComponentChildren;
  /** The row of buttons at the foot, the main one last. */
  actions?: ComponentChildren;
  size?: "small" | "middle" | "large";
  /** Stands under the title. */
  subtitle?: ComponentChildren;
}

/**
 * A native modal dialog: open for as long as it is rendered. Focus goes to what has `autofocus`, else to the title, and
 * back to where it was when it closes. On phones it rises from the lower edge.
 */
export function Dialog({ title, onClose, children, actions, size = "middle", subtitle }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const pressedOutside = useRef(false);
  const id = useId();

  useLayoutEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement;
    if (shown && !shown.open) shown.showModal();
    if (!shown?.querySelector("[autofocus]")) heading.current?.focus();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc does the same, by the cancel event.
    <dialog
      ref={dialog}
      class={`dialog dialog-${size}`}
      aria-labelledby={id}
      onCancel={(event) => {
        // A file picker inside sends its own.
        if (event.target !== dialog.current) return;
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        pressedOutside.current = event.target === dialog.current;
      }}
      onClick={(event) => {
        // Both: a selection that began inside and ends outside closes nothing.
        if (pressedOutside.current && event.target === dialog.current) onClose();
      }}
    >
      <div class="dialog-sheet">
        <header class="dialog-header">
          <div class="dialog-titles">
            <h2 id={id} class="dialog-title" ref={heading} tabIndex={-1}>
              {title}
            </h2>
            {subtitle && <p class="dialog-subtitle">{subtitle}</p>}
          </div>
          <IconButton class="dialog-close" label="Close" icon={X} onClick={onClose} />
        </header>
        <div class="dialog-body">{children}</div>
        {actions && <footer class="dialog-actions">{actions}</footer>}
      </div>
    </dialog>
  );
}
