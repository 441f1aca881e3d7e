/**
 * Which accounts are one person's, of all that was said of them. Whose word counts depends on who is in office, which no
 * compartment knows: so it is no part of the fold, and is asked anew at each look. [P11]
 *
 * Whoever says it may take their own word back, and the word of whoever is suspended or removed counts no more. So no word
 * binds for good: its author is in office, and can take it back, or is not, and it has lapsed. A stolen administrator's
 * ends with their suspension, which any member can write alone.
 */
import type { CommonsState } from "../fold/commons.ts";
import { pairOf, type SaidSame, type SamePeople } from "../fold/same-person.ts";
import { commonsOf, type State } from "../fold/state.ts";
import type { MemberId } from "../ids.ts";
import type { SamePerson } from "../operation.ts";
import type { MemberSeen } from "../outside.ts";
import type { Refusal } from "../refusal.ts";

/** Whether two accounts are one person. Of an account and itself, always. */
export type OnePerson = (a: MemberId, b: MemberId) => boolean;

/** The roster, as far as it is known. Missing: everybody's word counts. */
export type Office = { members?: readonly MemberSeen[] };

/** By pair, the words that count: each that they are one, or the last one that they are two. */
type Counted = ReadonlyMap<string, SamePeople>;

export const isLeft = ({ members }: Office): ((member: MemberId) => boolean) => {
  const left = new Set(members?.filter(({ standing }) => standing !== "active").map(({ id }) => id));
  return (member) => left.has(member);
};

export const countedOf = (said: SamePeople, office: Office): Counted => {
  const left = isLeft(office);
  const counted = new Map<string, SamePeople>();
  for (const word of said) {
    if (left(word.by)) continue;
    const before = counted.get(pairOf(word)) ?? [];
    const others = before.filter(({ by, same }) => same && by !== word.by);
    if (word.same) counted.set(pairOf(word), [...others, word]);
    else if (!word.terms || !isOfOwn(word, onePersonBy(counted))) counted.set(pairOf(word), [word]);
    else if (hasSaid(before, word.by)) counted.set(pairOf(word), others.length === 0 ? [word] : others);
  }
  return counted;
};

const hasSaid = (words: SamePeople, by: MemberId): boolean => words.some((word) => word.same && word.by === by);

/** Said of an account that is the speaker's, or is one with theirs. */
const isOfOwn = ({ by, member, other }: Pick<SaidSame, "by" | "member" | "other">, one: OnePerson): boolean =>
  one(by, member) || one(by, other);

/** Who is one with the second is one with the third: whoever was enrolled anew twice is still one person. */
const onePersonBy = (counted: Counted): OnePerson => {
  const groups = new Map<MemberId, Set<MemberId>>();
  for (const [word] of counted.values()) {
    if (word?.same !== true) continue;
    const { member, other } = word;
    const group = new Set([member, other, ...(groups.get(member) ?? []), ...(groups.get(other) ?? [])]);
    for (const one of group) groups.set(one, group);
  }
  return (a, b) => a === b || groups.get(a)?.has(b) === true;
};

export const onePersonIn = (state: State, office: Office): OnePerson =>
  onePersonBy(countedOf(commonsOf(state).same, office));

/** Of the speaker's own accounts, and others have said so: it is not theirs to take back. */
export const isOthersToUnsay = (said: SamePeople, pair: Pick<SaidSame, "by" | "member" | "other">, office: Office) => {
  const counted = countedOf(said, office);
  return isOfOwn(pair, onePersonBy(counted)) && !hasSaid(counted.get(pairOf(pair)) ?? [], pair.by);
};

/**
 * Why this is not said, or null. With all who administer one person, nothing that takes two of them could be signed until
 * somebody takes it back: one wrong choice in a list would leave the house without an administration.
 */
export const samePersonRefusal = (
  { same: said, personTerms: terms }: CommonsState,
  { op: _, over: __, ...words }: SamePerson,
  { by, at, members = [] }: { by: MemberId; at: number } & Office,
): Refusal | null => {
  const word = { ...words, by, at, terms };
  if (!word.same) return terms && isOthersToUnsay(said, word, { members }) ? { kind: "own-accounts" } : null;
  const one = onePersonBy(countedOf([...said, word], { members }));
  const [first, ...rest] = members.filter(({ role, standing }) => role === "administrator" && standing === "active");
  if (first === undefined || rest.length === 0) return null;
  return rest.every(({ id }) => one(first.id, id)) ? { kind: "no-second-administrator" } : null;
};
