/** Every cap and interval of the console. Times in milliseconds, sizes in bytes, unless a name says otherwise. */

/** Where the app is found when nobody says otherwise. */
export const PORT = 2524;

/** How long the address that is given to a browser may wait to be opened. After it: 403. */
export const TICKET_MS = 5 * 60_000;

/** How long a cookie lasts: the most that browsers keep one (RFC 6265bis, section 5.5: 400 days), in seconds. */
export const COOKIE_SECONDS = 400 * 24 * 60 * 60;

/** Between two pings of a page. One that is not answered until the next ends the connection and frees its sessions. */
export const PING_MS = 10_000;

/** How long the other pages may take to show that they still live before a client id of their room is given out. */
export const ROLL_CALL_MS = 300;

/** What may wait to be sent to one page: a page that does not read is cut, and asks for everything again. */
export const UNSENT_BYTES = 32 * 1024 * 1024;

/** Questions of one page under way at once. Beyond: the connection ends. */
export const ASKS = 512;

/** Pages connected at once. Beyond: 503. */
export const PAGES = 64;

/** Changes of a list are told together, at most this often. */
export const TELL_GAP_MS = 50;

/** How often this device's own addresses are looked at while a page is connected. */
export const LOOK_MS = 5_000;

/** How long the network is still watched after the last page has gone, so that a reload finds its list filled. */
export const WATCH_ON_MS = 60_000;

/** How long a second start looks for the running program, and between its looks. Error: NOT_ANSWERING. */
export const FIND_PROGRAM_MS = 10_000;
export const FIND_PROGRAM_STEP_MS = 50;

/** How long the program that opens the browser may take to fail. */
export const BROWSER_MS = 2_000;

/** After this without a page, the person is told how to open one by hand: a browser's cold start takes seconds. */
export const NO_PAGE_MS = 15_000;

/** Between two questions to a switchboard while a page is connected, give or take a fifth; doubled with each failure. */
export const ASK_AGAIN_MS = 10_000;
export const ASK_AGAIN_MOST_MS = 60_000;

/** Pages of 50 rooms that are read of one switchboard's list. Beyond: `more`, and a room is found by its name. */
export const SWITCHBOARD_PAGES = 4;

/** Switchboards that are saved: each is asked every 10 s. Error: FULL. */
export const SWITCHBOARDS = 32;
