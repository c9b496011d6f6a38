/** HOST:PORT to listen on, as it is typed. */

export interface ListenAddress {
  /** An IP address without brackets, or a name. */
  host: string;
  port: number;
}

/** Reads HOST:PORT; IPv6 in brackets. Port 0 takes any. Undefined for what is neither. */
export function readListenAddress(text: string): ListenAddress | undefined {
  const [, six, other, digits] = /^(?:\[([0-9a-f:.]+)\]|([^\s:/[\]@]+)):(\d{1,5})$/i.exec(text.trim()) ?? [];
  const host = six ?? other;
  const port = Number(digits);
  return host !== undefined && port <= 65_535 ? { host, port } : undefined;
}
