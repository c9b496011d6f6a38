import "./menu.css";
import { EllipsisVertical, type IconNode } from "lucide";
import { useId, useRef, useState } from "preact/hooks";
import { IconButton } from "./button.tsx";
import { Icon } from "./icon.tsx";

interface MenuItem {
  readonly label: string;
  readonly icon?: IconNode;
  /** For what cannot be undone. */
  readonly danger?: boolean;
  readonly onSelect: () => void;
}

interface MenuProps {
  /** What the menu is about, in words: "More about Reading Club". */
  label: string;
  icon?: IconNode;
  items: readonly (MenuItem | false | undefined)[];
  class?: string;
}

/** Pixels between the button and its menu, and between the menu and the window's edge. */
const GAP = 4;
const EDGE = 8;

/** A button that opens a menu: native popover, arrow keys, Home and End; Esc and Tab close it. */
export function Menu({ label, icon = EllipsisVertical, items, class: name = "" }: MenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  const choices = () => [...(menu.current?.querySelectorAll<HTMLButtonElement>("[role=menuitem]") ?? [])];
  const onToggle = (event: Event) => {
    const isOpen = (event as ToggleEvent).newState === "open";
    setOpen(isOpen);
    if (!isOpen || !menu.current || !button.current) return;
    place(menu.current, button.current.getBoundingClientRect());
    choices()[0]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = choices();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === "Tab") menu.current?.hidePopover();
    if (to === undefined) return;
    event.preventDefault();
    all.at(to % all.length)?.focus();
  };

  return (
    <>
      <IconButton
        label={label}
        icon={icon}
        class={name}
        buttonRef={button}
        popovertarget={id}
        aria-haspopup="menu"
        aria-expanded={open}
      />
      <div
        id={id}
        ref={menu}
        class="menu"
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={label}
        onToggle={onToggle}
        onKeyDown={onKeyDown}
      >
        {items.map(
          (item) =>
            item && (
              <button
                key={item.label}
                type="button"
                role="menuitem"
                tabIndex={-1}
                class={`menu-item ${item.danger ? "menu-item-danger" : ""}`}
                onClick={() => {
                  menu.current?.hidePopover();
                  button.current?.focus();
                  item.onSelect();
                }}
              >
                {item.icon && <Icon node={item.icon} />}
                <span>{item.label}</span>
              </button>
            ),
        )}
      </div>
    </>
  );
}

/** Under the button with their ends in line, or above it where there is more room; never over the window's edge. */
function place(menu: HTMLElement, button: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = menu;
  const rightToLeft = getComputedStyle(menu).direction === "rtl";
  const left = rightToLeft ? button.left : button.right - width;
  const below = button.bottom + GAP;
  const top = below + height > innerHeight - EDGE ? button.top - GAP - height : below;
  menu.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - width - EDGE))}px`;
  menu.style.top = `${Math.max(EDGE, top)}px`;
}
