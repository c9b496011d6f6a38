import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HostProcess, ProcessPlace } from "./process.ts";

/** One line of `avahi-browse -rpt`: a service as avahi resolved it, over one interface and one family. */
export interface AvahiService {
  interface: string;
  protocol: "IPv4" | "IPv6";
  name: string;
  /** The host name that SRV names, with its `.local`. */
  host: string;
  address: string;
  port: number;
  /** The strings of the TXT record, e.g. `pv=1`. */
  txt: string[];
}

/** A running avahi-daemon with a message bus of its own. */
export interface Avahi {
  /** What avahi sees and can resolve of a service type, e.g. `_http._tcp`. Takes up to about 5 s. */
  browse(type: string): Promise<AvahiService[]>;
  /** Publishes a service under avahi's own host name until the returned process is killed. */
  publish(name: string, type: string, port: number, txt?: readonly string[]): Promise<HostProcess>;
  /** Ends the daemon and its bus; may be called twice. */
  stop(): Promise<void>;
}

/** A bus on which everybody may do everything: nobody else is in the room. */
const busConfig = (socket: string) => `<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/><allow own="*"/><allow send_type="method_call"/>
    <allow send_destination="*" eavesdrop="true"/><allow receive_sender="*" eavesdrop="true"/>
  </policy>
</busconfig>
`;

/** Answers for its own host name only where a test asks it to publish. */
const daemonConfig = (hostName: string) => `[server]
host-name=${hostName}
use-ipv4=yes
use-ipv6=yes
enable-dbus=yes
disallow-other-stacks=no
[publish]
publish-workstation=no
publish-hinfo=no
`;

/**
 * Starts avahi-daemon on a host. Several can run on one machine: each has its own bus socket and, in a mount
 * namespace, its own /run (the path of avahi's pid file is compiled in).
 */
export async function startAvahi(host: ProcessPlace): Promise<Avahi> {
  const folder = mkdtempSync(join(tmpdir(), "pltest-avahi-"));
  const socket = join(folder, "bus");
  const busFile = join(folder, "bus.conf");
  const daemonFile = join(folder, "avahi.conf");
  writeFileSync(busFile, busConfig(socket));
  writeFileSync(daemonFile, daemonConfig(host.namespace));
  const env = { DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${socket}`, LC_ALL: "C.UTF-8" };

  const bus = host.spawn("dbus-daemon", [`--config-file=${busFile}`, "--nofork", "--print-address"]);
  // Also when the LAN is closed over it.
  void bus.exit.then(() => rmSync(folder, { recursive: true, force: true }));
  await bus.stdout.waitFor((line) => line.startsWith("unix:"), { what: "the bus" });
  const daemon = host.spawn(
    "unshare",
    [
      ...["--mount", "--propagation", "private", "sh", "-c"],
      'mount -t tmpfs tmpfs /run && exec avahi-daemon --no-drop-root --no-chroot --no-proc-title -f "$0"',
      daemonFile,
    ],
    { env },
  );
  await daemon.stderr.waitFor((line) => line.includes("Server startup complete"), { what: "avahi" });

  return {
    browse: async (type) => parseBrowse(await host.run("avahi-browse", ["-rpt", type], { env })),
    publish: async (name, type, port, txt = []) => {
      const publisher = host.spawn("avahi-publish", ["-s", name, type, String(port), ...txt], { env });
      await publisher.stderr.waitFor((line) => line.includes("Established"), { what: "the service" });
      return publisher;
    },
    stop: async () => {
      await daemon.kill();
      await bus.kill();
    },
  };
}

/** avahi-browse(1) with -p: fields split by ";", anything odd written as a backslash and three digits. */
function parseBrowse(output: string): AvahiService[] {
  return output
    .split("\n")
    .filter((line) => line.startsWith("="))
    .map((line) => {
      const [, device, protocol, name, , , host, address, port, ...txt] = line.split(";");
      return {
        interface: device ?? "",
        protocol: protocol === "IPv6" ? "IPv6" : "IPv4",
        name: readEscaped(name ?? ""),
        host: host ?? "",
        address: address ?? "",
        port: Number(port),
        txt: [...txt.join(";").matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? ""),
      };
    });
}

function readEscaped(name: string): string {
  const bytes: number[] = [];
  for (let i = 0; i < name.length; i += 1) {
    const digits = /^\\(\d{3})/.exec(name.slice(i))?.[1];
    if (digits !== undefined) {
      bytes.push(Number(digits));
      i += 3;
    } else if (name[i] === "\\") {
      i += 1;
      bytes.push(...Buffer.from(name[i] ?? ""));
    } else {
      bytes.push(...Buffer.from(String.fromCodePoint(name.codePointAt(i) ?? 0)));
    }
  }
  return Buffer.from(bytes).toString("utf8");
}
