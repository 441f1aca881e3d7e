import { onePersonIn, type ReadRefusal, readRefusal, refuseSigning, type SigningAsks } from "@fairlead/casework";
import type { Appender } from "./append.ts";
import type { Outcome } from "./hand.ts";
import type { Held } from "./held.ts";
import { withNetwork } from "./sharing.ts";
import type { WaitingEntry } from "./waiting.ts";

/** Proposed by this member, under whichever account: taking it back is no refusal. [P11] */
export function isOwn(held: Held, { signers: [proposer] }: WaitingEntry): boolean {
  return proposer !== undefined && onePersonIn(held.state, held)(proposer, held.keys.id);
}

/**
 * What another asked for, and why it is let go, into the commons: before the server destroys the paper, so that nothing goes
 * without a word. What stands there already is done: the answer got lost on the way. [P11]
 */
export async function keepRefused(
  held: Held,
  appender: Appender,
  waiting: WaitingEntry,
  reason: string,
): Promise<Outcome> {
  const [askedBy] = waiting.signers;
  if (askedBy === undefined) return { kind: "nothing-waits" };
  const { id, hour } = waiting;
  const said = {
    entry: id as Parameters<typeof refuseSigning>[1]["entry"],
    asks: asksOf(waiting),
    askedBy,
    hour,
    reason,
  };
  const kept = await withNetwork(held, () =>
    appender.write((hand) => {
      const outcome = refuseSigning(held.state, said, hand);
      return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
    }),
  );
  return kept.kind === "already-decided" ? { kind: "done" } : kept;
}

/** Off their own *Today*: what was refused and why stands where it stood. */
export const haveReadRefusal = (held: Held, appender: Appender, entry: ReadRefusal["entry"]): Promise<Outcome> =>
  appender.write((hand) => {
    const outcome = readRefusal(held.state, { entry }, hand);
    return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
  });

/** Of a case that is to be erased no more than how much: everybody reads the commons. [P3] */
function asksOf({ entry }: WaitingEntry): SigningAsks {
  const body = entry?.body;
  const none = { members: [], role: null, n: 0 };
  switch (body?.kind) {
    case "enrol":
      return { ...none, kind: "enrol", members: [body.member.id], role: body.role };
    case "rerole":
      return { ...none, kind: "rerole", members: [body.member], role: body.role };
    case "rekey":
      return { ...none, kind: "rekey", members: [body.member.id] };
    case "restore":
    case "remove":
      return { ...none, kind: body.kind, members: [body.member] };
    case "recovery":
      return { ...none, kind: "recovery", members: [...body.members], n: body.threshold };
    case "recover":
      return { ...none, kind: "recover", members: [...body.administrators] };
    case "erase":
      return { ...none, kind: "erase", n: body.streams.length };
    case "minimum-version":
      return { ...none, kind: "minimum-version", n: body.version };
    case "intake":
      return { ...none, kind: "intake-keys" };
    default:
      return { ...none, kind: "certificate" };
  }
}
