/** The name of the switch's end of a host's cable (host and port as numbers). */
export function switchPort(host: number, port: number): string {
  return `h${host}p${port}`;
}
