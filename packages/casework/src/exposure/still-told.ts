/** What of a case still goes to somebody outside who is marked, and what took its place since. */
import type { CaseState } from "../fold/state.ts";
import type { MemberId } from "../ids.ts";
import type { ReadPart } from "./graph.ts";
import { likenessTo, namesInResponse, toldOf } from "./told.ts";

/** Whose doing it was, and when; `by` null: it ran out. */
type Ended = { by: MemberId | null; at: number };
/** How many are open; `seen`: none is, and this one ended last since the mark. */
type Open = { open: number; seen: Ended | null };

export type StillTold = {
  /** Exports that can be made, and referrals that nobody has stopped. */
  going: Open;
  /** Somebody else was allowed for the same, since. */
  another: Ended | null;
  /** Responses that name them; null: none did when the mark was made, nor since. */
  agreed: Open | null;
};

/** What went to them in bundles with letters, each up to the day on which it left. */
export const lettersThatLeft = (one: CaseState, name: string): ReadPart[] => {
  const likeness = likenessTo(name);
  return toldOf(one).flatMap(({ name: told, at, covers }) =>
    covers?.includes("letters") && likeness(told) !== null ? [{ part: "contact", from: null, to: at }] : [],
  );
};

type Mark = { at: number; now: number };
type IsThem = (name: string | undefined) => boolean;

export const stillTold = (one: CaseState, name: string, mark: Mark): StillTold => {
  const likeness = likenessTo(name);
  const isThem: IsThem = (other) => other !== undefined && likeness(other) !== null;
  return {
    going: goingTo(one, isThem, mark),
    another: another(one, isThem, mark),
    agreed: agreedWith(one, isThem, mark),
  };
};

const goingTo = ({ contact }: CaseState, isThem: IsThem, { at, now }: Mark): Open => {
  const { consent, decisions, provision } = contact;
  const exports = decisions.flatMap(({ export: leaves, withdrawn, verdict, expires }): (Ended | null)[] => {
    if (leaves === undefined || !isThem(consent.records.get(leaves.consent)?.recipient)) return [];
    const refused = verdict?.verdict === "refuse" ? verdict : null;
    return [withdrawn ?? refused ?? (expires < now ? { by: null, at: expires } : null)];
  });
  const referrals = provision.referrals.flatMap(({ to, stopped }) => (isThem(to) ? [stopped] : []));
  const all = [...exports, ...referrals];
  return openOf(
    all.filter((ended) => ended === null).length,
    all.findLast((ended) => ended !== null && ended.at > at),
  );
};

const openOf = (open: number, ended: Ended | null | undefined): Open => ({
  open,
  seen: open > 0 || !ended ? null : { by: ended.by, at: ended.at },
});

const another = ({ contact }: CaseState, isThem: IsThem, { at }: Mark): Ended | null => {
  const records = [...contact.consent.records.values()];
  const theirs = new Set(records.flatMap(({ purpose, recipient }) => (isThem(recipient) ? [purpose] : [])));
  const [first] = records
    .filter(({ purpose, recipient }) => theirs.has(purpose) && !isThem(recipient))
    .flatMap(({ versions }) => versions.filter(({ kind, at: said }) => kind === "given" && said > at));
  return first === undefined ? null : { by: first.by, at: first.at };
};

const agreedWith = ({ contact }: CaseState, isThem: IsThem, { at }: Mark): Open | null => {
  const named = [...contact.plan.responses.values()].filter((one) => namesInResponse(one).some(isThem)).length;
  const all = contact.events.flatMap(({ operation, by, at: said }) =>
    operation.op === "agreeResponse" ? [{ operation, by, at: said }] : [],
  );
  const replaced = all.filter(({ operation, at: said }, n) => {
    const before = all.slice(0, n).findLast((one) => one.operation.status === operation.status);
    return said > at && before !== undefined && namesInResponse(before.operation).some(isThem);
  });
  return named + replaced.length === 0 ? null : openOf(named, replaced.at(-1));
};
