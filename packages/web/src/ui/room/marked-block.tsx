import "./marked-block.css";
import { Square, SquareCheck } from "lucide";
import type { Align, Block, ListItem } from "../../text/index.ts";
import { Icon } from "../parts/index.ts";
import { inline, paragraph } from "./words.tsx";

/** A block of a text with Markdown. Fetched along with what reads it. */
export function markedBlock(node: Block, key: number) {
  switch (node.kind) {
    case "paragraph":
      return paragraph(node, key);
    case "heading":
      // Not a heading of the page: a screen reader's list of headings belongs to the page.
      return (
        <p key={key} class={`text-heading text-heading-${Math.min(node.level, 3)}`} dir="auto">
          {node.inside.map(inline)}
        </p>
      );
    case "code":
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        <pre key={key} class="text-code" dir="ltr" tabIndex={0} title={node.language || undefined}>
          <code>{node.text}</code>
        </pre>
      );
    case "quote":
      return <blockquote key={key}>{node.inside.map(markedBlock)}</blockquote>;
    case "list":
      return node.start === undefined ? (
        <ul key={key} class="text-list">
          {node.items.map(item)}
        </ul>
      ) : (
        <ol key={key} class="text-list" start={node.start}>
          {node.items.map(item)}
        </ol>
      );
    case "table":
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the same.
        <div key={key} class="text-table" tabIndex={0}>
          <table>
            <thead>
              <tr>
                {node.head.map((cell, at) => (
                  <th key={at} scope="col" dir="auto" class={sideOf(node.align[at])}>
                    {cell.map(inline)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {node.rows.map((row, line) => (
                <tr key={line}>
                  {row.map((cell, at) => (
                    <td key={at} dir="auto" class={sideOf(node.align[at])}>
                      {cell.map(inline)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    case "rule":
      return <hr key={key} />;
  }
}

function item({ done, inside }: ListItem, key: number) {
  if (done === undefined) return <li key={key}>{inside.map(markedBlock)}</li>;
  return (
    <li key={key} class="text-task">
      <Icon node={done ? SquareCheck : Square} size={17} class={done ? "text-task-done" : ""} />
      <span class="hidden-text">{done ? "Done: " : "To do: "}</span>
      <div>{inside.map(markedBlock)}</div>
    </li>
  );
}

const sideOf = (align: Align): string | undefined => align && `text-side-${align}`;
