/** What an HTTP server of ours answers with: the files of a built page, from memory, and its security headers. */
export { type AnswerOptions, acceptsCoding, answerFile, type Coding } from "./answer.ts";
export { PagesError, type PagesErrorCode } from "./errors.ts";
export { loadPages, type Page, type Pages, pageOf } from "./files.ts";
export { CONTENT_SECURITY_POLICY, type HeaderOptions, securityHeaders } from "./headers.ts";
export { PAGES_BYTES, PAGES_FILES } from "./limits.ts";
export { marked, type PageMark } from "./mark.ts";
