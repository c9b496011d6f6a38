import "./button.css";
import type { IconNode } from "lucide";
import type { ButtonHTMLAttributes, ComponentChildren, Ref } from "preact";
import { Icon } from "./icon.tsx";

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "icon" | "size" | "loading"> {
  /** `primary`: the one thing to do here. `quiet`: everything else. `plain`: words only. `danger`: cannot be undone. */
  kind?: "primary" | "quiet" | "plain" | "danger";
  icon?: IconNode;
  /** Shows that it is under way and takes no second click; the words stay. */
  loading?: boolean;
  /** As wide as what holds it. */
  wide?: boolean;
  children?: ComponentChildren;
  buttonRef?: Ref<HTMLButtonElement>;
}

/** A button with words. */
export function Button(props: ButtonProps) {
  const {
    kind = "quiet",
    icon,
    loading = false,
    wide = false,
    children,
    buttonRef,
    onClick,
    ...rest
  } = props;
  const names = ["button", `button-${kind}`, wide && "button-wide", loading && "button-loading", rest.class];
  return (
    <button
      type="button"
      {...rest}
      ref={buttonRef ?? null}
      class={names.filter(Boolean).join(" ")}
      aria-busy={loading || undefined}
      aria-disabled={loading || undefined}
      onClick={(event) => (loading ? event.preventDefault() : onClick?.(event))}
    >
      {icon && <Icon node={icon} />}
      <span class="button-words">{children}</span>
      {loading && <span class="button-spinner" />}
    </button>
  );
}

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "icon" | "size"> {
  /** What it does, in words: its name for a screen reader, and its tooltip. */
  label: string;
  icon: IconNode;
  /** Further keys that do the same, shown in the tooltip. */
  keys?: string;
  buttonRef?: Ref<HTMLButtonElement>;
}

/** A button with an icon only: 40 px, for a finger 44 px. */
export function IconButton({ label, icon, keys, buttonRef, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={keys ? `${label} (${keys})` : label}
      {...rest}
      ref={buttonRef ?? null}
      class={["icon-button", rest.class].filter(Boolean).join(" ")}
    >
      <Icon node={icon} size={20} />
    </button>
  );
}
