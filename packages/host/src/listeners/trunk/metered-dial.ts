import type { RoadMeters } from "../../metrics.ts";
import type { DialTrunk } from "./socket.ts";

/** Counts the bytes of all messages of the trunks that it dials. */
export const meteredDial =
  (dial: DialTrunk, meters: RoadMeters): DialTrunk =>
  (url, events) => {
    const socket = dial(url, {
      ...events,
      message: (bytes, binary) => {
        meters.bytesIn += bytes.length;
        events.message(bytes, binary);
      },
    });
    return {
      write(message) {
        meters.bytesOut += message.length;
        return socket.write(message);
      },
      ping: () => socket.ping(),
      close: (code) => socket.close(code),
      terminate: () => socket.terminate(),
    };
  };
