/** The bytes of a base64url text without padding (RFC 4648, section 5), which the caller has checked to be one. */
export const bytesOfBase64Url = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
