import "./message-text.css";
import { useState } from "preact/hooks";
import { type Block, readText, withMarkdown } from "../../text/index.ts";
import { memo } from "./timeline/react.ts";
import { paragraph } from "./words.tsx";

/** Of the kinds that Markdown alone makes: here before the first of them is. */
let markedBlock: typeof import("./marked-block.tsx").markedBlock;
withMarkdown(async () => {
  ({ markedBlock } = await import("./marked-block.tsx"));
});

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

const block = (node: Block, key: number) =>
  node.kind === "paragraph" ? paragraph(node, key) : markedBlock(node, key);
