/** What people type, as a tree that is safe to show. */
export { readingOn, readText } from "./reader.ts";
export { type Align, type Block, type Inline, type ListItem, wordsOf } from "./tree.ts";
