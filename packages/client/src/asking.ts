/** Questions to the host whose answers are lists. */
import type { Member, Page } from "@partyline/protocol";
import { ClientError } from "./errors.ts";
import type { Question, Requests } from "./requests.ts";

type Ask = Requests["ask"];

/** One page of events. Errors: those of `ask`; BAD_MESSAGE where the host answers something else. */
export async function askPage(ask: Ask, question: Extract<Question, { type: "fetch" }>): Promise<Page> {
  const answer = await ask(question);
  if (answer.type !== "page") throw new ClientError("BAD_MESSAGE");
  return answer;
}

/** All members, in order of id, by as many questions as it takes. Errors as above. */
export async function askMembers(ask: Ask): Promise<Member[]> {
  const all: Member[] = [];
  for (;;) {
    const after = all.at(-1)?.id;
    const answer = await ask({ type: "who", ...(after === undefined ? {} : { after }) });
    if (answer.type !== "members") throw new ClientError("BAD_MESSAGE");
    all.push(...answer.members);
    if (!answer.more || answer.members.length === 0) return all;
  }
}
