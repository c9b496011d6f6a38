import type { Block, Inline } from "../../text/index.ts";

type Paragraph = Extract<Block, { kind: "paragraph" }>;

/** The one block that texts without Markdown have. Every line finds its own direction. */
export const paragraph = ({ inside }: Paragraph, key: number) => (
  <p key={key} dir="auto">
    {inside.map(inline)}
  </p>
);

/** What stands in a line. */
export function inline(node: Inline, key: number) {
  switch (node.kind) {
    case "text":
      return node.text;
    case "break":
      return <br key={key} />;
    case "code":
      return <code key={key}>{node.text}</code>;
    case "em":
      return <em key={key}>{node.inside.map(inline)}</em>;
    case "strong":
      return <strong key={key}>{node.inside.map(inline)}</strong>;
    case "strike":
      return <s key={key}>{node.inside.map(inline)}</s>;
    case "link":
      return (
        <a key={key} href={node.href} title={node.href} target="_blank" rel="noopener noreferrer">
          {node.inside.map(inline)}
          {node.to && <span class="text-destination"> ({node.to})</span>}
        </a>
      );
  }
}
