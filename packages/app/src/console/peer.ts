/** Which user of this machine is at the other end of a connection. */
import { readFileSync } from "node:fs";
import { isIPv4, type Socket } from "node:net";

/** "127.0.0.1", 2524 as /proc/net/tcp writes them: the address in the machine's byte order, the port in the network's
 *  (proc_pid_net(5)). Every Linux that Node runs on is little-endian but s390x, where nothing matches. */
function inHex(address: string, port: number): string {
  const bytes = address.split(".").map(Number).reverse();
  return `${Buffer.from(bytes).toString("hex")}:${port.toString(16).padStart(4, "0")}`.toUpperCase();
}

/** The user id of the process whose socket goes from `from` to `to` ("ADDRESS", port), by the text of /proc/net/tcp. */
export function userOf(
  table: string,
  from: { address: string; port: number },
  to: { address: string; port: number },
): number | undefined {
  const [near, far] = [inHex(from.address, from.port), inHex(to.address, to.port)];
  for (const row of table.split("\n")) {
    const [, local = "", remote = "", , , , , uid] = row.trim().split(/\s+/);
    // In the table of IPv6 the same address stands behind 96 bits.
    if (local.endsWith(near) && remote.endsWith(far)) return Number(uid);
  }
  return undefined;
}

/** Whether another user of this machine is known to be at the other end. For a moment everybody can read the ticket in
 *  the arguments of the program that opens the browser (ps), and a cookie goes to every port of 127.0.0.1: with this
 *  neither is of use to anybody else. Only Linux says whose a socket is; root may do everything anyway; and where the
 *  browser is on another system (WSL) or the socket is gone, nothing is known. */
export function isStranger(socket: Socket): boolean {
  const own = process.getuid?.();
  const { remoteAddress = "", remotePort = 0, localAddress = "", localPort = 0 } = socket;
  if (process.platform !== "linux" || own === undefined || !isIPv4(remoteAddress)) return false;
  for (const path of ["/proc/self/net/tcp", "/proc/self/net/tcp6"]) {
    const table = readTable(path);
    const user = userOf(
      table,
      { address: remoteAddress, port: remotePort },
      { address: localAddress, port: localPort },
    );
    if (user !== undefined) return user !== own && user !== 0;
  }
  return false;
}

function readTable(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
