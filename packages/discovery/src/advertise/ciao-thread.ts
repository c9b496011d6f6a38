import { parentPort, workerData } from "node:worker_threads";
import { type CiaoService, getResponder } from "@homebridge/ciao";
import { SERVICE } from "../listing.ts";
import type { FromThread, ServiceRecord, ThreadSettings, ToThread } from "./messages.ts";

/*
 * The thread in which ciao runs. IPv6 is off by default in ciao. Its `restrictedAddresses` is not used: with it,
 * ciao never speaks over IPv6 (it compares "eth0/6" with "eth0").
 */

const port = parentPort;
if (port === null) throw new Error("this file is the entry of a worker thread");
const settings: ThreadSettings = workerData;
// ciao adds loopback to the array that it is given.
const responder = getResponder({ interface: [...settings.interfaces], advertiseIpv6: true });
const services = new Map<number, CiaoService>();

const say = (message: FromThread) => port.postMessage(message);

port.on("message", (message: ToThread) => {
  switch (message.kind) {
    case "add":
      return void add(message.key, message.service);
    case "text":
      return services.get(message.key)?.updateTxt(message.txt);
    case "remove":
      return void remove(message.key);
    case "close":
      return void responder.shutdown().finally(() => port.close());
  }
});

async function add(key: number, record: ServiceRecord): Promise<void> {
  let { instance } = record;
  try {
    const service = responder.createService({
      name: instance,
      type: SERVICE,
      hostname: record.hostname,
      port: record.port,
      txt: record.txt,
    });
    services.set(key, service);
    service.on("name-change", (name) => {
      instance = name;
      say({ kind: "renamed", key, instance });
    });
    await service.advertise();
    say({ kind: "announced", key, instance });
  } catch (error) {
    say({ kind: "failed", key, why: String(error) });
  }
}

async function remove(key: number): Promise<void> {
  const service = services.get(key);
  services.delete(key);
  // A goodbye that cannot be sent has nobody to reach.
  await service?.destroy().catch(() => {});
  say({ kind: "removed", key });
}
