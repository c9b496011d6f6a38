/** The ports of client and host for WebSockets, over simulated wires. */
import type { OpenSocket, Socket } from "@partyline/client";
import type { parts } from "@partyline/host";
import { limits } from "@partyline/relay";
import type { Machine } from "./machine.ts";
import type { Network } from "./network.ts";

/** As a browser's WebSocket, from `machine`. */
export const openSocketOver =
  (network: Network, machine: Machine): OpenSocket =>
  (url) => {
    const socket: Socket = {
      binaryType: "arraybuffer",
      onopen: null,
      onmessage: null,
      onclose: null,
      onerror: null,
      get bufferedAmount() {
        return end.bytes;
      },
      send: (data) => void end.send(data),
      close: (code) => end.close(code),
    };
    const end = network.dial(machine, url, {
      open: () => socket.onopen?.(),
      message: (frame) => socket.onmessage?.({ data: frame.buffer }),
      alive() {},
      drained() {},
      closed: (code, reason) => socket.onclose?.({ code, reason }),
    });
    return socket;
  };

export const dialTrunkOver =
  (network: Network, machine: Machine): parts.DialTrunk =>
  (url, events) => {
    const end = network.dial(machine, url, {
      open: () => events.open(),
      message: (frame) => events.message(frame, true),
      alive: () => events.alive(),
      drained: () => events.drained(),
      closed: (code) => events.closed(code, undefined),
    });
    network.world.in(
      limits.HELLO_MS,
      `${machine.name} timer`,
      () => end.phase === "dialing" && end.terminate(),
      machine,
    );
    return {
      write: (message) => end.send(message),
      ping: () => end.ping(),
      close: (code) => end.close(code),
      terminate: () => end.terminate(),
    };
  };
