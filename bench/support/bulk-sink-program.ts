/** Where bulk or chat goes, as cheap as can be: one bare connection that counts what comes, or takes the time that was
 *  written into it. */
import { connect } from "node:net";
import { serveBench } from "./processes.ts";
import { MessageSplitter, maskedMessage } from "./raw-member.ts";
import { upgrade } from "./raw-trunk.ts";

interface Question {
  do: "plain" | "bulk" | "chat" | "count" | "delays";
  port: number;
  room: string;
}

let received = 0;
/** Milliseconds from a host's write until it was here. */
const delays: number[] = [];

function dial({ do: how, port, room }: Question): Promise<null> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  return new Promise((resolve, reject) => {
    socket.on("error", reject);
    if (how === "plain") {
      socket.on("connect", () => {
        resolve(null);
      });
      socket.on("data", (chunk) => {
        received += chunk.length;
      });
      return;
    }
    const splitter = new MessageSplitter(
      () => {
        socket.write(maskedMessage(Buffer.alloc(64, 1)));
        resolve(null);
      },
      (payload) => {
        delays.push(performance.timeOrigin + performance.now() - payload.readDoubleBE());
      },
    );
    let upgraded = false;
    socket.on("data", (chunk) => {
      received += chunk.length;
      // Bulk is only counted: to look for messages in it would be work of this program's.
      if (how === "chat" || !upgraded) splitter.push(chunk);
      upgraded = true;
    });
    socket.write(upgrade(`/v1/r/${room}`, port));
  });
}

serveBench("ready", async (question) => {
  const asked = question as Question;
  if (asked.do === "count") return { received, at: performance.timeOrigin + performance.now() };
  if (asked.do === "delays") return delays.splice(0);
  return dial(asked);
});
