/** Every cap on what a message's text may become on the screen. Past one of the first three, the text is shown as it
 *  was typed, so that nothing of it is lost. */

/** Elements and pieces of text that one message may make: thousands of tiny ones stall a phone's layout. A page of
 *  dense Markdown has about 400. */
export const NODES = 1_500;

/** Blocks and marks inside each other: nobody reads further, and every level narrows the column. */
export const DEPTH = 8;

/** Columns of a table: more cannot be read in a chat, and a giant one is an attack on the layout. */
export const COLUMNS = 24;

/** Invisible characters in a row that are kept: a family emoji needs one between two pictures, a flag of a region six. */
export const INVISIBLE_RUN = 8;

/** Combining marks on one letter: Tibetan and Vietnamese need four, "zalgo" stacks hundreds over the lines around it. */
export const MARKS = 6;

/** Parsed texts that are kept, the ones last used: some screens of scrolling there and back. */
export const CACHED = 1_000;

/** A longer text is folded until asked for: in lines, and in UTF-16 units (about 80 a line). */
export const FOLD_LINES = 28;
export const FOLD_UNITS = 2_400;
