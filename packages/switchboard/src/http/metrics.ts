/** What an operator watches, for Prometheus, on an address of its own. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { SwitchboardError } from "../errors.ts";
import type { Exchange } from "../exchange/index.ts";

export interface Metrics {
  readonly port: number;
  close(): Promise<void>;
}

/** Serves `/metrics`. Error: PORT. */
export async function serveMetrics(
  exchange: Exchange,
  address: { host: string; port: number },
): Promise<Metrics> {
  const registry = registryOf(exchange);
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 10_000 },
    async (request, response) => {
      if (request.url !== "/metrics") {
        response.writeHead(404).end();
        return;
      }
      try {
        response.writeHead(200, { "content-type": registry.contentType }).end(await registry.metrics());
      } catch {
        response.writeHead(500).end();
      }
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) =>
      reject(new SwitchboardError("PORT", `metrics on ${address.host}:${address.port}`, { cause })),
    );
    server.listen(address.port, address.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      registry.clear();
    },
  };
}

function registryOf(exchange: Exchange): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name: `partyline_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(value());
      },
    });
  const counter = (name: string, help: string, value: () => number) =>
    new Counter({
      name: `partyline_${name}_total`,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(value());
      },
    });
  gauge("trunks", "Hosts connected now", () => exchange.census.trunks);
  gauge("rooms", "Rooms with a trunk, waiting clients or a ring", () => exchange.census.rooms);
  gauge("circuits", "Clients connected now", () => exchange.census.circuits);
  gauge("circuits_admitted", "Clients that hear casts", () => exchange.census.admitted);
  gauge("circuits_waiting", "Clients that wait for a room to come back", () => exchange.census.waiting);
  gauge("ring_bytes", "Bytes of recent batches kept", () => exchange.census.ringBytes);
  gauge("waiting_bytes", "Bytes that wait for clients and hosts", () => {
    const { waitingDown, waitingUp } = exchange.census;
    return waitingDown + waitingUp;
  });
  const { counts } = exchange;
  counter("casts", "Batches from hosts", () => counts.casts);
  counter("deliveries", "Batches to clients", () => counts.deliveries);
  counter("delivered_bytes", "Bytes of batches to clients", () => counts.deliveredBytes);
  counter("host_frames", "Frames from hosts", () => counts.fromHosts);
  counter("client_frames", "Link frames from clients", () => counts.fromClients);
  counter("circuits_opened", "Circuits opened", () => counts.opened);
  counter("replays", "Reconnects served from a ring", () => counts.replayed);
  counter("replays_missed", "Reconnects that a ring could not serve", () => counts.missed);
  byCode(registry, "refused", "Connections, registrations and circuits refused, by code", counts.refused);
  byCode(registry, "ended", "Connections ended by the switchboard, by code", counts.ended);
  return registry;
}

function byCode(registry: Registry, name: string, help: string, counts: ReadonlyMap<string, number>): void {
  new Counter({
    name: `partyline_${name}_total`,
    help,
    labelNames: ["code"],
    registers: [registry],
    collect() {
      this.reset();
      for (const [code, count] of counts) this.inc({ code }, count);
    },
  });
}
