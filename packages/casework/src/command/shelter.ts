import { dayOf } from "../day.ts";
import { caseOf, resourcesOf, type State, streamOf } from "../fold/state.ts";
import type { CaseId, HoldId } from "../ids.ts";
import type { Operation, RecordUse, WithdrawUse } from "../operation.ts";
import type { Outcome, Refusal, Write } from "../refusal.ts";
import { isOwnHold } from "../shelter/fold.ts";
import type { SeekShelter, TakeBeds } from "../shelter/operation.ts";
import { attempt, type Hand, notHeld } from "./attempt.ts";

/** What a party needs of a roof. */
export const seekShelter = (state: State, id: CaseId, operation: SeekShelter, hand: Hand): Outcome => {
  const known = caseOf(state, id);
  return known
    ? attempt(state, hand, [{ stream: known.contactStream, operations: [operation] }])
    : { kind: "no-such-case" };
};

/** Beds that nobody sleeps in any more, of a case that is gone or not this member's. */
export const giveBackBeds = (state: State, hold: HoldId, hand: Hand): Outcome => {
  const stream = streamOf(state, "resources");
  if (!stream) return notHeld("resources");
  const known = resourcesOf(state).holds.get(hold);
  if (!known) return { kind: "no-such-thing" };
  const { thing, from, until } = known;
  return attempt(state, hand, [{ stream, operations: [{ op: "takeBeds", hold, thing, from, until, beds: 0 }] }]);
};

export type UseChange = { case: CaseId; operation: RecordUse | WithdrawUse };

/**
 * What parties used, of one case or of many, all or none. A stay in a shelter takes its beds in the register too, under a
 * name that only its case knows: so colleagues who do not hold that case see that the beds are gone, and not whose they are.
 *
 * @param freshHold a random name, never one that could be led back to the case
 */
export const writeUses = (
  state: State,
  changes: readonly UseChange[],
  hand: Hand,
  freshHold: () => HoldId,
): Outcome => {
  const writes = useWrites(state, changes, freshHold);
  return "kind" in writes ? writes : attempt(state, hand, writes);
};

/** … for those who write them beside something else. */
export const useWrites = (state: State, changes: readonly UseChange[], freshHold: () => HoldId): Write[] | Refusal => {
  const register = streamOf(state, "resources");
  const writes = new Map<Write["stream"], Operation[]>();
  const push = (stream: Write["stream"], operation: Operation): void => {
    writes.set(stream, [...(writes.get(stream) ?? []), operation]);
  };
  const taken: TakeBeds[] = [];
  for (const { case: id, operation } of changes) {
    const known = caseOf(state, id);
    if (!known) return { kind: "no-such-case" };
    const { uses, people } = known.contact;
    const use = uses.get(operation.use);
    const before = use?.hold;
    const held = before === undefined ? undefined : resourcesOf(state).holds.get(before);
    const isOwn = use !== undefined && held !== undefined && isOwnHold(use, held);
    if (register === null) push(known.contactStream, operation);
    else if (operation.op === "withdrawUse") {
      push(known.contactStream, operation);
      if (held && isOwn) taken.push({ op: "takeBeds", ...bedsHeld(held), beds: 0 });
    } else {
      const isStay = operation.as === "stayed" && resourcesOf(state).things.get(operation.thing)?.kind === "shelter";
      const hold = isStay ? (before ?? freshHold()) : undefined;
      push(known.contactStream, hold === undefined ? operation : { ...operation, hold });
      if (hold !== undefined && (before === undefined || isOwn))
        taken.push({ op: "takeBeds", hold, ...daysOf(operation), beds: Math.max(1, people) });
    }
  }
  // By their random names: in the order of the cases they would tell who is who.
  for (const one of taken.toSorted((a, b) => (a.hold < b.hold ? -1 : 1))) if (register) push(register, one);
  return [...writes].map(([stream, operations]) => ({ stream, operations }));
};

const bedsHeld = ({ hold, thing, from, until }: Omit<TakeBeds, "op">) => ({ hold, thing, from, until });

/** A bed is taken on the day of coming at the least. */
const daysOf = ({ thing, from, until }: RecordUse): Pick<TakeBeds, "thing" | "from" | "until"> => {
  const first = dayOf(from);
  return { thing, from: first, until: until === null ? null : Math.max(first + 1, dayOf(until)) };
};
