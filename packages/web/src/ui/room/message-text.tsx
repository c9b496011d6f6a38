import "./message-text.css";
import { Square, SquareCheck } from "lucide";
import { useState } from "preact/hooks";
import { type Align, type Block, type Inline, type ListItem, readText } from "../../text/index.ts";
import { Icon } from "../parts/index.ts";
import { memo } from "./timeline/react.ts";

/** What somebody wrote. Elements come from the tree's kinds only: there is no way from a text to markup. */
export const MessageText = memo(function MessageText({ text }: { text: string }) {
  const read = readText(text);
  const [open, setOpen] = useState(false);
  const folded = read.long && !open;
  return (
    <>
      <div class={`text ${read.pictures ? "text-pictures" : ""} ${folded ? "text-folded" : ""}`}>
        {read.text.map(block)}
      </div>
      {read.long && (
        <button type="button" class="text-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? "Show less" : "Show all"}
        </button>
      )}
    </>
  );
});

function block(node: Block, key: number) {
  switch (node.kind) {
    case "paragraph":
      return (
        <p key={key} dir="auto">
          {node.inside.map(inline)}
        </p>
      );
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
      return <blockquote key={key}>{node.inside.map(block)}</blockquote>;
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
  if (done === undefined) return <li key={key}>{inside.map(block)}</li>;
  return (
    <li key={key} class="text-task">
      <Icon node={done ? SquareCheck : Square} size={17} class={done ? "text-task-done" : ""} />
      <span class="hidden-text">{done ? "Done: " : "To do: "}</span>
      <div>{inside.map(block)}</div>
    </li>
  );
}

function inline(node: Inline, key: number) {
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

const sideOf = (align: Align): string | undefined => align && `text-side-${align}`;
