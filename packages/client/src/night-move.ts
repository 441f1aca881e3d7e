import {
  type CaseId,
  callAgain,
  caseOf,
  casesOf,
  type DecisionId,
  intakeOf,
  mayWrite,
  nightPage,
  type Outside,
  onePersonIn,
  type Propose,
  propose,
  refusalPage,
  refusedUncalled,
  ringingPage,
  waitingUncalled,
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
 * also where nobody can be called: whoever is in danger does not wait for a bell. Then the server is told nothing yet. [P11] [P7]
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
    const one = onePersonIn(held.state, held);
    const ladder = nightPage(duty, known.contactStream, held.outside(), hand.by, hand.at, one);
    const due = dueAt(hand.at);
    const paged = ladder.length === 0 ? {} : { paged: { alarm, due, ladder } };
    const outcome = propose(held.state, theCase, { ...order, decision, ...paged }, hand);
    if (outcome.kind !== "operations") return outcome;
    if (ladder.length === 0) return { kind: "draft", writes: outcome.writes };
    const framing = armed(held, alarm, due, ladder);
    return { kind: "draft", writes: outcome.writes.map((one) => ({ ...one, framing })) };
  });
  return written.kind === "done" ? { kind: "done", decision } : written;
}

/**
 * A first move at night for which nobody was called, because nobody could be, or because whoever reviewed it is the one who
 * ordered it; or that was refused, and whoever ordered it has not read that: the server is told whom to call now. Part of every
 * round, on whichever console holds the case; where there still is nobody, the next round looks again. [P11] [P7]
 */
export async function callReviewers(held: Held, appender: Appender): Promise<void> {
  if (!mayWrite(held.role, "callAgain") || !mayCommit(held.role, "alarm")) return;
  const one = onePersonIn(held.state, held);
  // Of all that this hand holds; only where something waits.
  let outside: Outside | null = null;
  for (const { case: theCase, contact } of casesOf(held.state)) {
    if (contact.decisions.length === 0) continue;
    const at = held.effects.clock();
    const waiting = waitingUncalled(contact.decisions, one);
    const refused = refusedUncalled(contact.decisions, one, at).map(({ made }) => made);
    for (const { decision } of [...waiting, ...refused]) {
      outside ??= held.outside();
      if (pageFor(held, theCase, decision, outside, at).length === 0) continue;
      const fresh = newId<AlarmId>(held.effects.random);
      await appender.write((hand) => {
        // Reviewed or called meanwhile, or nobody left.
        const ladder = pageFor(held, theCase, decision, held.outside(), hand.at);
        if (ladder.length === 0) return { kind: "draft", writes: [] };
        const due = dueAt(hand.at);
        // One that was armed with nobody to call becomes the one that calls.
        const alarm = armedEmpty(held, theCase, decision) ?? fresh;
        const outcome = callAgain(held.state, theCase, { decision, page: { alarm, due, ladder } }, hand);
        if (outcome.kind !== "operations") return outcome;
        const framing = armed(held, alarm, due, ladder);
        return { kind: "draft", writes: outcome.writes.map((write) => ({ ...write, framing })) };
      });
    }
  }
}

const decisionOf = (held: Held, theCase: CaseId, decision: DecisionId) =>
  caseOf(held.state, theCase)?.contact.decisions.find((made) => made.decision === decision);

/** Whom to call for it now; nobody where it waits for nobody. */
function pageFor(
  held: Held,
  theCase: CaseId,
  decision: DecisionId,
  outside: Outside,
  at: number,
): ReturnType<typeof nightPage> {
  const [known, made] = [caseOf(held.state, theCase), decisionOf(held, theCase, decision)];
  const one = onePersonIn(held.state, held);
  if (known === null || made === undefined) return [];
  const { duty } = intakeOf(held.state);
  const [refused] = refusedUncalled([made], one, at);
  if (refused !== undefined) {
    const { owner, standIn } = known.contact;
    const whose = { by: made.by, refusedBy: refused.said.by, leading: [owner, standIn] };
    return refusalPage(duty, known.contactStream, outside, whose, one);
  }
  if (waitingUncalled([made], one).length === 0) return [];
  return nightPage(duty, known.contactStream, outside, made.by, at, one);
}

function armedEmpty(held: Held, theCase: CaseId, decision: DecisionId): AlarmId | null {
  const made = decisionOf(held, theCase, decision);
  return (made && ringingPage(made)?.alarm) ?? null;
}

/** The alarm of a reviewed night move is cleared by its review, in the same commit; that of a refused one by who reads that. */
export function endOfPage(held: Held, theCase: CaseId, decision: DecisionId): { framing?: Framing } {
  const known = decisionOf(held, theCase, decision);
  const rings = known?.about === "night-move" ? ringingPage(known) : undefined;
  return rings === undefined ? {} : { framing: { kind: "alarm", step: { verb: "clear", alarm: rings.alarm } } };
}
