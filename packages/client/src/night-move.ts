import {
  type CaseId,
  callAgain,
  caseOf,
  casesOf,
  commonsOf,
  type DecisionId,
  intakeOf,
  mayWrite,
  nightPage,
  onePersonBy,
  type Propose,
  propose,
  ringingPage,
  waitingAnew,
} from "@fairlead/casework";
import { type AlarmId, DUE_STEP_MINUTES, type Framing, fromHex, mayCommit, newId, toHex } from "@fairlead/protocol";
import type { Appender } from "./append.ts";
import type { Outcome } from "./hand.ts";
import type { Held } from "./held.ts";

const STEP_MS = DUE_STEP_MINUTES * 60_000;

/** The minute says little about whose it is. [P9] */
const dueAt = (at: number): number => Math.ceil(at / STEP_MS) * STEP_MS;

const armed = (held: Held, alarm: AlarmId, due: number, ladder: ReturnType<typeof nightPage>): Framing => {
  const { bells } = intakeOf(held.state).duty;
  const rungs = ladder.map(({ afterMinutes, member }) => ({
    delay: afterMinutes,
    token: fromHex(bells.get(member)?.token ?? ""),
  }));
  return { kind: "alarm", step: { verb: "arm", alarm, due: due / 60_000, grace: 0, ladder: rungs } };
};

type Order = Pick<Propose, "about" | "text" | "checklist" | "expires">;

/**
 * A first move at night: ordered by one, and in the same commit the server is told whom to call for its review. It stands
 * also where nobody can be called: whoever is in danger does not wait for a bell. [P11] [P7]
 */
export async function orderNightMove(
  held: Held,
  appender: Appender,
  theCase: CaseId,
  order: Order,
): Promise<Outcome<{ decision: DecisionId }>> {
  const decision = toHex(held.effects.random(16)) as DecisionId;
  const alarm = newId<AlarmId>(held.effects.random);
  const written = await appender.write((hand) => {
    const known = caseOf(held.state, theCase);
    if (known === null) return { kind: "no-such-case" };
    const { duty } = intakeOf(held.state);
    const one = onePersonBy(commonsOf(held.state).same);
    const ladder = nightPage(duty, known.contactStream, held.outside(), hand.by, hand.at, one);
    const due = dueAt(hand.at);
    const outcome = propose(held.state, theCase, { ...order, decision, paged: { alarm, due, ladder } }, hand);
    if (outcome.kind !== "operations") return outcome;
    const framing = armed(held, alarm, due, ladder);
    return { kind: "draft", writes: outcome.writes.map((one) => ({ ...one, framing })) };
  });
  return written.kind === "done" ? { kind: "done", decision } : written;
}

/**
 * A first move at night that waits again, because whoever reviewed it is the one who ordered it: the server is told anew whom
 * to call. Part of every round; where nobody can be called yet, the next round looks again. [P11] [P7]
 */
export async function callAnew(held: Held, appender: Appender): Promise<void> {
  const { same } = commonsOf(held.state);
  if (same.size === 0 || !mayWrite(held.role, "callAgain") || !mayCommit(held.role, "alarm")) return;
  const one = onePersonBy(same);
  for (const { case: theCase, contact } of casesOf(held.state)) {
    for (const { decision, by } of waitingAnew(contact.decisions, one)) {
      const alarm = newId<AlarmId>(held.effects.random);
      await appender.write((hand) => {
        const known = caseOf(held.state, theCase);
        if (known === null) return { kind: "no-such-case" };
        const { duty } = intakeOf(held.state);
        const ladder = nightPage(duty, known.contactStream, held.outside(), by, hand.at, one);
        if (ladder.length === 0) return { kind: "draft", writes: [] };
        const due = dueAt(hand.at);
        const outcome = callAgain(held.state, theCase, { decision, page: { alarm, due, ladder } }, hand);
        if (outcome.kind !== "operations") return outcome;
        const framing = armed(held, alarm, due, ladder);
        return { kind: "draft", writes: outcome.writes.map((write) => ({ ...write, framing })) };
      });
    }
  }
}

/** The alarm of a reviewed night move is cleared by its review, in the same commit. */
export function endOfPage(held: Held, theCase: CaseId, decision: DecisionId): { framing?: Framing } {
  const known = caseOf(held.state, theCase)?.contact.decisions.find((one) => one.decision === decision);
  const rings = known?.about === "night-move" ? ringingPage(known) : undefined;
  return rings === undefined ? {} : { framing: { kind: "alarm", step: { verb: "clear", alarm: rings.alarm } } };
}
