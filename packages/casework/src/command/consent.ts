import { type ConsentState, foldConsent } from "../fold/consent.ts";
import type { ContactState } from "../fold/contact.ts";
import type { PartState } from "../fold/part.ts";
import { type CaseState, caseOf, type State } from "../fold/state.ts";
import type { CaseId, ConsentId } from "../ids.ts";
import type { ConsentTerms, GiveConsent, HoldPart, WithdrawConsent } from "../operation.ts";
import type { PhotoRecord } from "../photo/fold.ts";
import type { Outcome, Write } from "../refusal.ts";
import { consentStanding, isSameAsking, mayRecordTestimony, pictureStopped } from "../rule/consent.ts";
import { attempt, type Hand } from "./attempt.ts";

/** A case opened before that was the rule learns here that nobody is referred without a consent, and nobody moved over a no. */
export const begunConsentTerms = ({ consent }: Pick<ContactState, "consent">): ConsentTerms[] =>
  consent.terms && consent.movedTerms ? [] : [{ op: "consentTerms", moved: true }];

/**
 * Keep what the person said: yes, yes but less, or no. Where that decides whether a testimony may be written down, the
 * same append says so in the testimony itself.
 *
 * @param ends of a no at the first asking, the earlier yeses to the same asking that it takes back: whoever hears it may not have
 * looked what stands there, and what rests on them would go on
 */
export const writeConsent = (
  state: State,
  id: CaseId,
  operation: GiveConsent | WithdrawConsent,
  hand: Hand,
  ends: readonly ConsentId[] = [],
): Outcome => {
  const known = caseOf(state, id);
  if (!known) return { kind: "no-such-case" };
  if (operation.op === "withdrawConsent" && operation.slip === true && isNamed(state, known, operation.consent))
    return { kind: "stays", what: "consent", why: "rested-on" };
  const said = [operation, ...onceMore(operation), ...takenBack(known, operation, ends)];
  const next = afterAll(known.contact.consent, said, hand);
  // In a closed case nobody is referred any more, nor moved; the rule has nothing to begin.
  const first = known.contact.closed ? [] : begunConsentTerms(known.contact);
  return attempt(state, hand, [
    { stream: known.contactStream, operations: [...first, ...said] },
    ...(next ? [...holding(state, known, operation, next, hand), ...holdingRested(state, known, next, null)] : []),
  ]);
};

/** For a client that reads the no of a first asking as given. */
const onceMore = (operation: GiveConsent | WithdrawConsent): WithdrawConsent[] => {
  if (operation.op !== "giveConsent" || operation.refused !== true) return [];
  const { consent, words, how } = operation;
  return [{ op: "withdrawConsent", consent, why: words, how, refused: true }];
};

const takenBack = (
  { contact: { consent } }: CaseState,
  said: GiveConsent | WithdrawConsent,
  ends: readonly ConsentId[],
): WithdrawConsent[] => {
  if (said.op !== "giveConsent" || said.refused !== true) return [];
  const { words: why, how } = said;
  return ends.flatMap((each) => {
    const record = consent.records.get(each);
    const isMeant = record !== undefined && isSameAsking(record, said) && record.versions.at(-1)?.kind === "given";
    return isMeant ? [{ op: "withdrawConsent" as const, consent: each, why, how }] : [];
  });
};

/** null: one of them is refused, and with it all. */
const afterAll = (
  before: ConsentState,
  said: readonly (GiveConsent | WithdrawConsent)[],
  { by, at }: Hand,
): ConsentState | null => {
  let state = before;
  for (const operation of said) {
    const next = foldConsent(state, operation, { by, at, order: 0 });
    if ("kind" in next) return null;
    state = next;
  }
  return state;
};

/**
 * Each part that this member holds is told which of the consents that something in it names were taken back, which hold again, and
 * by which the faces stop that name none. Of one that ran out by its day it is said after which: faces are shown and asked for again,
 * applications wait.
 *
 * @param now null: nothing is said to have run out by this clock
 */
const holdingRested = (state: State, { parts }: CaseState, consents: ConsentState, now: number | null): Write[] =>
  consents.records.size === 0
    ? []
    : parts.flatMap(({ stream }) => {
        const content = state.streams.get(stream)?.content;
        if (content?.is !== "part") return [];
        const operations = [
          ...toldOfNamed(content.part, consents),
          ...toldOfDays(content.part, consents, now),
          ...toldOfFaces(content.part, consents),
        ];
        return operations.length === 0 ? [] : [{ stream, operations }];
      });

/** Every version is younger: nothing has run out by then, and only whether it was withdrawn counts. */
const BEFORE_ALL = 0;

const toldOfNamed = (part: PartState, { records }: ConsentState): HoldPart[] =>
  namedIn(part).flatMap((consent): HoldPart[] => {
    const record = records.get(consent);
    if (record === undefined) return [];
    const held = consentStanding(record, BEFORE_ALL) === "withdrawn";
    return held === part.ended.has(consent) ? [] : [{ op: "holdPart", held, rests: consent }];
  });

const toldOfDays = ({ applications, ranOut }: PartState, { records }: ConsentState, now: number | null): HoldPart[] =>
  [...new Set([...applications.values()].flatMap(({ rests }) => rests ?? []))].flatMap((rests): HoldPart[] => {
    const record = records.get(rests);
    const newest = record?.versions.at(-1);
    if (record === undefined || newest === undefined) return [];
    const day = newest.kind === "given" ? newest.until : null;
    const told = ranOut.get(rests)?.until ?? null;
    if (told === day) return [];
    if (day !== null && now !== null && consentStanding(record, now) === "expired")
      return [{ op: "holdPart", held: true, rests, until: day }];
    return told === null ? [] : [{ op: "holdPart", held: false, rests, until: told }];
  });

/** In a part that this member holds: the spine knows of what rests on it there by nothing else. */
const isNamed = (state: State, { parts }: CaseState, consent: ConsentId): boolean =>
  parts.some(({ stream }) => {
    const content = state.streams.get(stream)?.content;
    return content?.is === "part" && namedIn(content.part).includes(consent);
  });

/** On which something in this part rests. */
const namedIn = ({ applications, photos }: PartState): ConsentId[] => [
  ...new Set([...applications.values(), ...photos.values()].flatMap(({ rests }) => rests ?? [])),
];

/** The part in which faces are kept is told before there is one: whoever holds it alone may be about to add it. */
const toldOfFaces = (part: PartState, consents: ConsentState): HoldPart[] => {
  const isKept = part.part === "identity" || [...part.photos.values()].some(isUnnamedFace);
  const no = isKept ? pictureStopped(consents, { shows: "person" }, BEFORE_ALL) : null;
  if (no === (part.faces?.consent ?? null)) return [];
  const rests = no ?? part.faces?.consent;
  return rests === undefined ? [] : [{ op: "holdPart", held: no !== null, rests, faces: true }];
};

const isUnnamedFace = ({ shows, rests, removed }: PhotoRecord): boolean =>
  shows === "person" && rests === undefined && removed === null;

const testimonyOf = (state: State, known: CaseState) => {
  const stream = known.parts.find(({ part }) => part === "testimony")?.stream;
  const content = stream === undefined ? undefined : state.streams.get(stream)?.content;
  return stream !== undefined && content?.is === "part" ? { stream, held: content.part.held !== null } : null;
};

const holding = (
  state: State,
  known: CaseState,
  operation: GiveConsent | WithdrawConsent,
  next: ConsentState,
  hand: Hand,
): Write[] => {
  const { records } = known.contact.consent;
  const { purpose } =
    operation.op === "giveConsent" ? operation : (records.get(operation.consent) ?? { purpose: null });
  const testimony = testimonyOf(state, known);
  if (purpose !== "testimony-record" || testimony === null) return [];
  // Also where it was a slip, and nothing was said before it: nobody has said that it may be written down.
  const held = mayRecordTestimony(next, hand.at) !== true;
  return held === testimony.held ? [] : [{ stream: testimony.stream, operations: [{ op: "holdPart", held }] }];
};

/**
 * What the parts of a case still have to be told: whoever recorded the word may not hold them, and days go by. By any hand of
 * the team that holds both. Nothing to write: no writes.
 *
 * @param now by which a consent has run out: whoever's clock may be fast says an earlier hour
 */
export const holdParts = (state: State, id: CaseId, hand: Hand, now = hand.at): Outcome => {
  const known = caseOf(state, id);
  if (!known) return { kind: "no-such-case" };
  const testimony = testimonyOf(state, known);
  // Held by the earlier clock and opened again by the later: a fast console stops nobody a day before, and a slow one lets nobody on.
  const may = mayRecordTestimony(known.contact.consent, testimony?.held ? Math.max(now, hand.at) : now);
  const told =
    testimony === null || may === null || may === !testimony.held
      ? []
      : [{ stream: testimony.stream, operations: [{ op: "holdPart" as const, held: !may }] }];
  const writes = [...told, ...holdingRested(state, known, known.contact.consent, now)];
  return writes.length === 0 ? { kind: "operations", writes } : attempt(state, hand, writes);
};
