import { type CaseState, caseOf, resourcesOf, type State } from "../fold/state.ts";
import type { CaseId, StreamId, ThingId, UseId } from "../ids.ts";
import type { MoneyRecord } from "../money/fold.ts";
import type { StrikeMoney, WriteMoney } from "../money/operation.ts";
import type { Operation, RecordUse } from "../operation.ts";
import type { Outcome, Refusal } from "../refusal.ts";
import { attempt, type Hand, notHeld } from "./attempt.ts";
import { firstInPart } from "./first-in-part.ts";
import { journeysOf, noJourney } from "./journey.ts";

export type MoneyIntent = Omit<WriteMoney, "op" | "uses"> & {
  /** Fresh names, two: who had money in the hand, and what paid. */
  useIds: readonly [UseId, UseId];
};

/**
 * One line of the ledger, and in the same append the uses of the case that follow from it: a card, a booking account and
 * whoever carried the money lead from one case to the next, whether or not anybody thinks of exposure at the till.
 *
 * @param begins a fresh name for the part, where this is the first line of its case
 */
export const writeMoney = (
  state: State,
  id: CaseId,
  { useIds, ...said }: MoneyIntent,
  hand: Hand,
  begins: StreamId | null = null,
): Outcome => {
  const known = caseOf(state, id);
  if (!known) return { kind: "no-such-case" };
  const place = firstInPart(known, "money", begins);
  if (place === null) return notHeld("money");
  if (known.contact.closed) return { kind: "case-closed" };
  if (!known.parts.some(({ part }) => part === "journey")) return notHeld("journey");
  if (!journeysOf(state, known).some(({ journey }) => journey === said.journey))
    return noJourney(state, known, said.journey);
  const missing = [said.thing, said.means].some((thing) => thing !== null && !resourcesOf(state).things.has(thing));
  if (missing) return { kind: "no-such-thing" };
  const uses = usesOfMoney(state, said, useIds);
  if ("kind" in uses) return uses;
  const line: Operation = { op: "writeMoney", ...said, uses: uses.map(({ use }) => use) };
  const withdrawn =
    said.instead === null ? [] : withdrawals(known, ledgerOf(state, known)?.lines.get(said.instead), said.reason);
  return attempt(state, hand, [
    { stream: place.stream, operations: [...place.begin, line] },
    { stream: known.contactStream, operations: [...place.spine, ...withdrawn, ...uses] },
  ]);
};

/** It was not so: neither the line nor what it said that the case had used. */
export const strikeMoney = (state: State, id: CaseId, said: Omit<StrikeMoney, "op">, hand: Hand): Outcome => {
  const known = caseOf(state, id);
  if (!known) return { kind: "no-such-case" };
  const ledger = ledgerOf(state, known);
  if (ledger === null) return notHeld("money");
  if (known.contact.closed) return { kind: "case-closed" };
  return attempt(state, hand, [
    { stream: ledger.stream, operations: [{ op: "strikeMoney", ...said }] },
    { stream: known.contactStream, operations: withdrawals(known, ledger.lines.get(said.line), said.reason) },
  ]);
};

const ledgerOf = (state: State, known: CaseState) => {
  const stream = known.parts.find(({ part }) => part === "money")?.stream;
  const content = stream === undefined ? undefined : state.streams.get(stream)?.content;
  return stream !== undefined && content?.is === "part" ? { stream, lines: content.part.money } : null;
};

/** Money that is only set aside leads to nobody. */
const usesOfMoney = (
  state: State,
  { is, thing, means, when }: Omit<MoneyIntent, "useIds">,
  [carried, paid]: MoneyIntent["useIds"],
): RecordUse[] | Refusal => {
  if (is === "planned") return [];
  const use = { op: "recordUse", from: when, until: null, note: "", over: 0 } as const;
  const byHand: RecordUse[] =
    is === "handed" && thing !== null ? [{ ...use, use: carried, thing, as: "carried", with: [] }] : [];
  if (means === null) return byHand;
  const as = meansAs(state, means);
  if (as === null) return { kind: "incomplete", field: "means" };
  return [...byHand, { ...use, use: paid, thing: means, as, with: thing === null ? [] : [thing] }];
};

const meansAs = (state: State, means: ThingId): "paid" | "booked" | null => {
  const kind = resourcesOf(state).things.get(means)?.kind;
  return kind === "card" ? "paid" : kind === "account" ? "booked" : null;
};

const withdrawals = ({ contact }: CaseState, line: MoneyRecord | undefined, reason: string): Operation[] =>
  (line?.uses ?? []).flatMap((id): Operation[] => {
    const use = contact.uses.get(id);
    return use === undefined || use.withdrawn ? [] : [{ op: "withdrawUse", use: id, reason, over: use.version }];
  });
