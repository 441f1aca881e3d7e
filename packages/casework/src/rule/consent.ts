import { DAY, dayOf } from "../day.ts";
import type { ConsentRecord, ConsentState, LastNo } from "../fold/consent.ts";
import type { ContactState } from "../fold/contact.ts";
import type { ConsentId, MemberId } from "../ids.ts";
import { plainText } from "../import/values.ts";
import type { GiveConsent, SharePart } from "../operation.ts";
import type { AddPhoto } from "../photo/operation.ts";
import type { Refusal } from "../refusal.ts";
import type { CasePart, ConsentPurpose, Covered } from "../words.ts";

/** A consent holds through the whole of its last day (UTC), to the last millisecond. */
export const lastDay = (until: number): number => (until + 1) * DAY - 1;

/** A no, at the first asking or to what was given. */
export const isNo = <O extends { op: string }>(
  operation: O,
): operation is Extract<O, { op: "giveConsent" | "withdrawConsent" }> => {
  const said: { op: string; refused?: boolean; slip?: boolean } = operation;
  return said.op === "withdrawConsent" ? said.slip !== true : said.op === "giveConsent" && said.refused === true;
};

export type ConsentStanding = "given" | "withdrawn" | "expired";

/** What counts of it at `at`: the newest version alone. */
export const consentStanding = ({ versions }: ConsentRecord, at: number): ConsentStanding => {
  const newest = versions.at(-1);
  if (newest?.kind !== "given") return "withdrawn";
  return newest.until !== null && dayOf(at) > newest.until ? "expired" : "given";
};

/** Whether they were asked once, and said no: nothing of it was ever given. */
export const wasRefused = ({ versions }: ConsentRecord): boolean =>
  versions.every((version) => version.kind === "withdrawn" && version.refused === true);

/** What it covers now; nothing once it was withdrawn. */
export const covered = ({ versions }: ConsentRecord): readonly Covered[] => {
  const newest = versions.at(-1);
  return newest?.kind === "given" ? newest.covers : [];
};

/** What a consent has to name for this part to rest on it: of the spine, the letters. */
const coverOf = (part: CasePart): Covered | null => {
  // Where people are moved is shared on no consent.
  if (part === "journey") return null;
  return part === "contact" ? "letters" : part;
};

/** Whether it allows now that this part is read on it. */
export const covers = (record: ConsentRecord, part: CasePart): boolean =>
  covered(record).some((one) => one === coverOf(part));

/**
 * Who still reads a part although the person has said no to it since, or allows less. Not whose permission ran out by its day: that a
 * console's clock says, and it is asked for again first.
 */
export const sharesRefused = ({ records, shared }: ConsentState): { part: CasePart; member: MemberId }[] =>
  shared.flatMap(({ part, member, consent }) => {
    const record = records.get(consent);
    return record && !covers(record, part) ? [{ part, member }] : [];
  });

/**
 * Shared again without a word of any consent, it rests on the one that it rested on last; and not at all where that has ended: who
 * said no is asked again, and their answer named. Asked by the command, for the fold reads on what was shared before that was asked.
 */
export const restedShare = (
  { consent, events }: Pick<ContactState, "consent" | "events">,
  share: SharePart,
  { by, at }: { by: MemberId; at: number },
): SharePart | Refusal => {
  const { part, member } = share;
  // Whoever leaves says so in the same words.
  if (share.rests !== undefined || member === by) return share;
  const last = events.findLast(
    ({ operation }) => operation.op === "sharePart" && operation.part === part && operation.member === member,
  )?.operation;
  const rests = last?.op === "sharePart" ? last.rests : undefined;
  if (rests === undefined) return share;
  const record = consent.records.get(rests);
  const stands = record !== undefined && consentStanding(record, at) === "given" && covers(record, part);
  return stands ? { ...share, rests } : { kind: "shared-on-ended", consent: rests };
};

/** Of these a no counts for the whole case, whoever was to move them, show a face or write it down. */
const OF_ALL: ReadonlySet<ConsentPurpose> = new Set(["journey", "photograph", "testimony-record"]);

type Asked = Pick<ConsentRecord, "purpose" | "recipient">;

/** Whether both ask for the same, of the same: a yes to the one is meant by a no to the other. As two people would write a name. */
export const isSameAsking = (one: Asked, other: Asked): boolean =>
  one.purpose === other.purpose && plainText(one.recipient) === plainText(other.recipient);

/** To what a no is a no. Elsewhere a no to one doctor is none to another. */
export const noPlace = ({ purpose, recipient }: Asked): string =>
  OF_ALL.has(purpose) ? `no ${purpose}` : `no ${purpose} ${recipient.trim()}`;

/**
 * The no of which the author of a yes had not heard, or null: it waited on a desk without a network while they said no to a colleague,
 * and would count as said after that, because it arrives after it.
 */
export const noMeanwhile = (
  { noes }: Pick<ConsentState, "noes">,
  said: Pick<GiveConsent, "purpose" | "recipient" | "noes">,
): LastNo | null => {
  const last = noes.get(noPlace(said));
  return last === undefined || said.noes === undefined || last.count <= said.noes ? null : last;
};

/** What may rest on which purpose. Consent to a doctor is none to a lawyer. */
const SERVES: Readonly<Record<"referral" | "application" | "share" | "export" | "photo", readonly ConsentPurpose[]>> = {
  referral: ["doctor", "psychologist", "lawyer", "referral", "testimony-hand-over", "other"],
  photo: ["photograph"],
  application: ["lawyer", "referral", "other"],
  share: ["doctor", "psychologist", "lawyer", "testimony-record", "other"],
  export: ["doctor", "psychologist", "lawyer", "referral", "testimony-hand-over", "other"],
};

export const serves = (purpose: ConsentPurpose, what: keyof typeof SERVES): boolean => SERVES[what].includes(purpose);

/**
 * Why `what` cannot rest on this consent at `at`, or null. `to`: who is to get it, where that has a name; `covers`: what.
 * No role and no second person is asked: only the person whose it is can change the answer.
 */
export const standingRefusal = (
  records: ReadonlyMap<ConsentId, ConsentRecord>,
  consent: ConsentId,
  what: { for: keyof typeof SERVES; to?: string; covers?: Covered | readonly Covered[] },
  at: number,
): Refusal | null => {
  const record = records.get(consent);
  if (!record) return { kind: "no-such-consent" };
  if (consentStanding(record, at) !== "given") return { kind: "consent-ended", consent };
  const needed = what.covers === undefined ? [] : [what.covers].flat();
  const fits =
    serves(record.purpose, what.for) &&
    (what.to === undefined || what.to.trim() === record.recipient.trim()) &&
    needed.every((one) => covered(record).includes(one));
  return fits ? null : { kind: "consent-not-for-this", consent };
};

/**
 * Who has said no to being moved, and not yes since, is told by nobody where to be. Nobody has asked here, or it ran out by its
 * day: then nobody is left on the road for it ({@link yesRanOut} asks before somebody sets out). Of several who travel, or several who were told, whoever
 * still goes after a no says so after it.
 */
export const unwilling = ({ records, moved }: ConsentState, at: number): Refusal | null => {
  const consent = lastNo(records, moved, at);
  return consent === null ? null : { kind: "unwilling", consent };
};

/** The no that counts: withdrawn, and nobody has said yes after it. `spoken`: whichever was spoken of last at the end. */
const lastNo = (records: ConsentState["records"], spoken: readonly ConsentId[], at: number): ConsentId | null => {
  const all = spoken.flatMap((consent) => records.get(consent) ?? []);
  const no = all.findLastIndex((record) => consentStanding(record, at) === "withdrawn");
  const isMeant = all.slice(no + 1).some((record) => consentStanding(record, at) === "given");
  return isMeant ? null : (all[no]?.consent ?? null);
};

/**
 * Whose face is on it may have said no since: then nobody is shown it. Where it names the consent that it rests on, that one counts
 * and no other. Where it names none, a no of anybody counts, whoever is on it, until one of them says yes after that. Nobody has
 * asked, or it ran out by its day: then it is shown, and asked for again. A page of a paper is kept for the journey and not as a
 * picture of anybody. null: it is shown.
 */
export const pictureStopped = (
  { records, pictured }: ConsentState,
  { shows, rests }: Pick<AddPhoto, "shows" | "rests">,
  at: number,
): ConsentId | null => {
  if (shows !== "person") return null;
  const record = rests === undefined ? undefined : records.get(rests);
  // One that there is not, or that is for something else, names nobody whose face it is.
  if (record?.purpose !== "photograph") return lastNo(records, pictured, at);
  return consentStanding(record, at) === "withdrawn" ? record.consent : null;
};

/**
 * … asked where nobody is on the road yet: of an order at night, a go, and the stage on which they set out. Nobody is over it, no
 * urgency and no two: whoever is detained or unconscious said what they said, until somebody hears a newer yes and writes it down.
 */
export const noToMoving = (consent: ConsentState, at: number): Refusal | null =>
  consent.movedTerms ? unwilling(consent, at) : null;

/** Ordered or decided before their last no. It moves nobody any more, also once they have said yes again: then it is decided anew. */
export const endedByNo = (consent: ConsentState, order: number): boolean => {
  const no = lastNoToMoving(consent);
  return consent.movedTerms && no !== null && order < no.order;
};

export const lastNoToMoving = ({ noes }: ConsentState): LastNo | null =>
  noes.get(noPlace({ purpose: "journey", recipient: "" })) ?? null;

/**
 * What one of them allowed of being moved has run out by its day, and was not said again: of several who travel nobody's yes is
 * another's. Nobody is made to set out by it; and nobody who has set out is left on
 * the road for it, so that it is asked by whoever sends them on their way and stands in no fold.
 */
export const yesRanOut = ({ records, moved }: ConsentState, at: number): Refusal | null => {
  const expired = moved.findLast((consent) => {
    const record = records.get(consent);
    return record !== undefined && consentStanding(record, at) === "expired";
  });
  return expired === undefined ? null : { kind: "yes-ran-out", consent: expired };
};

/**
 * Whether a testimony may be written down. null: nobody has asked here. Kept apart from giving it to somebody and from
 * publishing it, which are consents of their own. After a no nobody's earlier yes counts, whichever asking each was said to.
 */
export const mayRecordTestimony = (
  { records, testified }: Pick<ConsentState, "records" | "testified">,
  at: number,
): boolean | null => {
  if (testified.length === 0) return null;
  if (lastNo(records, testified, at) !== null) return false;
  return testified.some((consent) => {
    const record = records.get(consent);
    return record !== undefined && consentStanding(record, at) === "given";
  });
};
