/**
 * A message's text as it is shown: plain data, and the whitelist. What has no row here cannot reach the page, since
 * the view makes elements from these kinds only and never from markup. That is why no sanitiser is needed: there is
 * no HTML at any point, neither as a string nor through innerHTML.
 */
export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "break" }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "em" | "strong" | "strike"; readonly inside: readonly Inline[] }
  | {
      readonly kind: "link";
      /** http, https or mailto; nothing else gets here. */
      readonly href: string;
      /** Where it goes, when its own words do not say so. */
      readonly to: string | undefined;
      readonly inside: readonly Inline[];
    };

export interface ListItem {
  /** Whether a task is done; undefined when it is none. */
  readonly done: boolean | undefined;
  readonly inside: readonly Block[];
}

export type Align = "left" | "center" | "right" | undefined;

export type Block =
  | { readonly kind: "paragraph"; readonly inside: readonly Inline[] }
  | { readonly kind: "heading"; readonly level: number; readonly inside: readonly Inline[] }
  | { readonly kind: "code"; readonly language: string; readonly text: string }
  | { readonly kind: "quote"; readonly inside: readonly Block[] }
  | {
      readonly kind: "list";
      /** The first number of an ordered list; undefined for bullets. */
      readonly start: number | undefined;
      readonly items: readonly ListItem[];
    }
  | {
      readonly kind: "table";
      readonly align: readonly Align[];
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | { readonly kind: "rule" };

/** The whole text, top to bottom. */
export type Text = readonly Block[];

/** What can be read of it, without marks: for a live region, and to see that nothing was lost. */
export function wordsOf(nodes: readonly (Block | Inline)[]): string {
  return nodes.map(wordsOfNode).join("");
}

function wordsOfNode(node: Block | Inline): string {
  switch (node.kind) {
    case "text":
      return node.text;
    case "break":
      return "\n";
    case "rule":
      return "\n---\n";
    case "code":
      return "language" in node ? `${node.text}\n` : node.text;
    case "em":
    case "strong":
    case "strike":
    case "link":
      return wordsOf(node.inside);
    case "list":
      return node.items.map((item) => wordsOf(item.inside)).join("");
    case "table":
      return [node.head, ...node.rows].map((row) => `${row.map(wordsOf).join(" ")}\n`).join("");
    default:
      return `${wordsOf(node.inside)}\n`;
  }
}

/** Nodes in all: what the browser will have to lay out. */
export function countNodes(nodes: readonly (Block | Inline)[]): number {
  let count = 0;
  for (const node of nodes) {
    count += 1;
    if (node.kind === "list") for (const item of node.items) count += 1 + countNodes(item.inside);
    else if (node.kind === "table") {
      for (const row of [node.head, ...node.rows]) for (const cell of row) count += 1 + countNodes(cell);
    } else if ("inside" in node) count += countNodes(node.inside);
  }
  return count;
}

/** How deep nodes stand in each other. */
export function depthOf(nodes: readonly (Block | Inline)[]): number {
  let deepest = 0;
  for (const node of nodes) {
    const inner =
      node.kind === "list"
        ? Math.max(0, ...node.items.map((item) => depthOf(item.inside)))
        : node.kind !== "table" && "inside" in node
          ? depthOf(node.inside)
          : 0;
    deepest = Math.max(deepest, 1 + inner);
  }
  return deepest;
}
