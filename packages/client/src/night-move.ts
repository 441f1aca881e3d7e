import { type CaseId, caseOf, type DecisionId, intakeOf, nightPage, type Propose, propose } from "@fairlead/casework";
import { type AlarmId, DUE_STEP_MINUTES, type Framing, fromHex, newId, toHex } from "@fairlead/protocol";
import type { Appender } from "./append.ts";
import type { Outcome } from "./hand.ts";
import type { Held } from "./held.ts";

const STEP_MS = DUE_STEP_MINUTES * 60_000;

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
    const ladder = nightPage(duty, known.contactStream, held.outside(), hand.by, hand.at);
    // The minute says little about whose it is. [P9]
    const due = Math.ceil(hand.at / STEP_MS) * STEP_MS;
    const outcome = propose(held.state, theCase, { ...order, decision, paged: { alarm, due, ladder } }, hand);
    if (outcome.kind !== "operations") return outcome;
    const framing: Framing = {
      kind: "alarm",
      step: {
        verb: "arm",
        alarm,
        due: due / 60_000,
        grace: 0,
        ladder: ladder.map(({ afterMinutes, member }) => ({
          delay: afterMinutes,
          token: fromHex(duty.bells.get(member)?.token ?? ""),
        })),
      },
    };
    return { kind: "draft", writes: outcome.writes.map((one) => ({ ...one, framing })) };
  });
  return written.kind === "done" ? { kind: "done", decision } : written;
}

/** The alarm of a reviewed night move is cleared by its review, in the same commit. */
export function endOfPage(held: Held, theCase: CaseId, decision: DecisionId): { framing?: Framing } {
  const known = caseOf(held.state, theCase)?.contact.decisions.find((one) => one.decision === decision);
  // One that is reviewed anew, because the first review was the orderer's own, was cleared by that one.
  if (known?.about !== "night-move" || known.paged === undefined || known.verdict !== null) return {};
  return { framing: { kind: "alarm", step: { verb: "clear", alarm: known.paged.alarm } } };
}
