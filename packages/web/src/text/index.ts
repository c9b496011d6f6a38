/** What people type, as a tree that is safe to show. */
export { readingOn, readText, withMarkdown } from "./reader.ts";
export { type Align, type Block, type Inline, type ListItem, wordsOf } from "./tree.ts";
