/** Caps on what is kept in memory; a folder beyond them is some other folder. Error: PAGE_TOO_LARGE. */

/** Bytes of all files, those compressed beforehand included. A build has about 1 MB; emoji data, fonts and maths
 *  that come later fit, a home folder named by mistake does not. */
export const PAGES_BYTES = 32 * 1024 * 1024;

/** Files and folders in all. A build has some dozens. */
export const PAGES_FILES = 2_000;
