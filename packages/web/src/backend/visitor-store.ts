/** A browser's storage, in a file of its own: the page of a device's own program does without it. */
export { openBrowserStore } from "@partyline/client/browser";
