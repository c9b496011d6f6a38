import type { IconNode } from "lucide";
import { h } from "preact";

/**
 * An icon of lucide: `import { Lock } from "lucide"`, `<Icon node={Lock} />`. It is decoration: the words beside it, or
 * the button's label, say what it means.
 * @param size in CSS pixels.
 */
export function Icon({
  node,
  size = 18,
  class: name = "",
}: {
  node: IconNode;
  size?: number;
  class?: string;
}) {
  return (
    <svg
      class={`icon ${name}`}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {node.map(([tag, attributes], index) => h(tag, { ...attributes, key: index }))}
    </svg>
  );
}
