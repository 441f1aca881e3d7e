import type { ConsentId, MemberId } from "../ids.ts";
import type { GiveConsent, SharePart, WithdrawConsent, WithdrawPart } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import { lastDay, noMeanwhile, noPlace, standingRefusal, wasRefused } from "../rule/consent.ts";
import type { CasePart, ConsentPurpose } from "../words.ts";
import type { Place } from "./place.ts";

type Said = { by: MemberId; at: number };

/** What was said once: never changed, only followed by the next. */
export type ConsentVersion =
  | ({ kind: "given" } & Omit<GiveConsent, "op" | "consent" | "purpose" | "recipient" | "refused" | "noes" | "over"> &
      Said)
  | ({ kind: "withdrawn" } & Omit<WithdrawConsent, "op" | "consent"> & Said);

export type ConsentRecord = {
  consent: ConsentId;
  purpose: ConsentPurpose;
  recipient: string;
  /** Oldest first, never empty; how many there are is its version. */
  versions: readonly ConsentVersion[];
};

/** A part that somebody was given because the person allowed it. */
export type SharedOnConsent = { part: CasePart; member: MemberId; consent: ConsentId } & Said;

/** `count`: the first is 1. `order`: its place in the stream; later beats earlier whatever clocks say. */
export type LastNo = { consent: ConsentId; count: number; order: number } & Said;

export type ConsentState = {
  /** From here on nobody is referred without one. */
  terms: boolean;
  records: ReadonlyMap<ConsentId, ConsentRecord>;
  shared: readonly SharedOnConsent[];
  /** Those to being moved, whichever was spoken of last at the end: of a yes and a no the later one counts. */
  moved: readonly ConsentId[];
  /** … and those to photographs. */
  pictured: readonly ConsentId[];
  /** … and those to a testimony being written down. */
  testified: readonly ConsentId[];
  /** The last no to each, whatever was said since; by {@link noPlace}. */
  noes: ReadonlyMap<string, LastNo>;
  /** From here on it ends what was ordered and decided before it. */
  movedTerms: boolean;
};

export const noConsents = (): ConsentState => ({
  ...{ terms: false, records: new Map(), shared: [] },
  ...{ moved: [], pictured: [], testified: [] },
  ...{ noes: new Map(), movedTerms: false },
});

export const foldConsent = (
  state: ConsentState,
  operation: GiveConsent | WithdrawConsent,
  { by, at, order }: Pick<Place, "by" | "at" | "order">,
): ConsentState | Refusal => {
  const { consent } = operation;
  const known = state.records.get(consent);
  if (operation.op === "withdrawConsent") {
    if (!known) return { kind: "no-such-consent" };
    if (operation.why.trim() === "") return { kind: "incomplete", field: "reason" };
    const { why, how } = operation;
    if (operation.slip === true) return without(state, consent);
    if (operation.refused !== true || !wasRefused(known))
      return refusing(state, known, { kind: "withdrawn", why, how, by, at }, order);
    // The same no once more: it is counted as a version, as older clients count it, and ends nothing anew.
    return following(state, known, { kind: "withdrawn", why, how, by, at, refused: true });
  }
  const { purpose, recipient, covers, words, how, row, until, over } = operation;
  if (!known && over !== 0) return { kind: "no-such-consent" };
  const newest = known?.versions.at(-1);
  if (known && newest && known.versions.length !== over)
    return { kind: "written-meanwhile", by: newest.by, at: newest.at };
  if (recipient.trim() === "") return { kind: "incomplete", field: "recipient" };
  if (words.trim() === "") return { kind: "incomplete", field: "words" };
  if (operation.refused === true) {
    // Of what stands already a no is a withdrawal.
    if (known) return { kind: "consent-not-for-this", consent };
    const no: ConsentVersion = { kind: "withdrawn", why: words, how, by, at, refused: true };
    return refusing(state, { consent, purpose, recipient, versions: [] }, no, order);
  }
  const late = noMeanwhile(state, operation);
  if (late) return { kind: "said-no-meanwhile", by: late.by, at: late.at };
  if (until !== null && lastDay(until) < at) return { kind: "incomplete", field: "until" };
  if (known && (known.purpose !== purpose || known.recipient !== recipient))
    return { kind: "consent-not-for-this", consent };
  const version: ConsentVersion = { kind: "given", covers, words, how, until, by, at, ...(row ? { row } : {}) };
  return following(state, known ?? { consent, purpose, recipient, versions: [] }, version);
};

/** As if it had never been written: a no that nobody said would be read as one. The timeline keeps both lines. */
const without = (state: ConsentState, consent: ConsentId): ConsentState => {
  const records = new Map(state.records);
  records.delete(consent);
  const others = (spoken: readonly ConsentId[]) => spoken.filter((one) => one !== consent);
  const { moved, pictured, testified } = state;
  return { ...state, records, moved: others(moved), pictured: others(pictured), testified: others(testified) };
};

const refusing = (state: ConsentState, record: ConsentRecord, no: ConsentVersion, order: number): ConsentState => {
  const { consent } = record;
  const place = noPlace(record);
  const { by, at } = no;
  const last = { consent, count: (state.noes.get(place)?.count ?? 0) + 1, order, by, at };
  return { ...following(state, record, no), noes: new Map(state.noes).set(place, last) };
};

const following = (state: ConsentState, record: ConsentRecord, version: ConsentVersion): ConsentState => ({
  ...state,
  records: new Map(state.records).set(record.consent, { ...record, versions: [...record.versions, version] }),
  moved: record.purpose === "journey" ? lastOf(state.moved, record) : state.moved,
  pictured: record.purpose === "photograph" ? lastOf(state.pictured, record) : state.pictured,
  testified: record.purpose === "testimony-record" ? lastOf(state.testified, record) : state.testified,
});

const lastOf = (spoken: readonly ConsentId[], { consent }: ConsentRecord): ConsentId[] => [
  ...spoken.filter((one) => one !== consent),
  consent,
];

/** Who reads because of it. Given again on another ground, or taken, it rests on it no longer. */
export const foldShared = (
  state: ConsentState,
  operation: SharePart | WithdrawPart,
  { by, at }: Pick<Place, "by" | "at">,
): ConsentState | Refusal => {
  const { part, member } = operation;
  const others = state.shared.filter((one) => one.part !== part || one.member !== member);
  if (operation.op === "withdrawPart" || operation.rests === undefined) return { ...state, shared: others };
  // Where they are at which hour is nothing that a consent gives away.
  if (part === "journey") return { kind: "consent-not-for-this", consent: operation.rests };
  const refusal = standingRefusal(state.records, operation.rests, { for: "share", covers: coverOf(part) }, at);
  return refusal ?? { ...state, shared: [...others, { part, member, consent: operation.rests, by, at }] };
};

/** Which of the things that a consent names a part is. The whole correspondence and the team's work are no one thing. */
const coverOf = (part: Exclude<CasePart, "journey">) => (part === "contact" ? ("letters" as const) : part);
