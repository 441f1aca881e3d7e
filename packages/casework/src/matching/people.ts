import { compareNames, type MatchStrength, type NameMatch, STRENGTHS } from "./compare-names.ts";
import { compareWords } from "./compare-words.ts";
import type { IdentifierKind } from "./identifier.ts";
import { type IdentifierKey, isSameIdentifier, isSurelySame } from "./identifier-key.ts";
import type { Name, NameWord } from "./name.ts";

type Told = { names: readonly Name[]; identifiers: readonly IdentifierKey[] };

/** One person as far as this member can read: names and identifiers, from wherever. `covered`: what names them behind a reveal. */
export type Described = Told & { covered?: Told };

type OpenReason =
  | { kind: "identifier"; what: IdentifierKind; here: string; there: string; sure: boolean; strength: MatchStrength }
  | ({ kind: "name"; here: string; there: string } & NameMatch);

/** `covered`: one of the two stands covered, so neither is said; either would be the other. [P3] */
export type MatchReason = OpenReason | { kind: "covered"; what: IdentifierKind | "name"; strength: MatchStrength };

/** Reasons come the strongest first; `strength` is the first one's. */
export type Match<Id> = { id: Id; strength: MatchStrength; reasons: MatchReason[] };

export type PeopleIndex<Id> = {
  readonly size: number;
  /** Add someone, or replace what was known. */
  put(id: Id, person: Described): void;
  remove(id: Id): void;
  /** The strongest first, at most `most`; never `except` itself. `more`: how many were left out. */
  find(person: Described, most?: number, except?: Id): { matches: Match<Id>[]; more: number };
};

/** A single name borne by more people than this says nothing. */
const RARE = 25;

const rank = (strength: MatchStrength): number => STRENGTHS.indexOf(strength);

const strengthOf = (key: IdentifierKey, sure: boolean): MatchStrength =>
  key.kind === "plate" || !sure ? "likely" : "strong";

/**
 * Everything with one letter left out: two spellings that differ by one letter share one of these. Two letters or fewer
 * stand as they are: with one of them gone, anything would meet anything.
 */
const shortened = (bones: string): string[] => {
  const all = new Set([bones]);
  if (bones.length < 3) return [bones];
  for (let at = 0; at < bones.length; at += 1) all.add(bones.slice(0, at) + bones.slice(at + 1));
  return [...all];
};

/** Of a pair, or of one side of it: it stands covered. */
type Shut = { shut: boolean };
/** A name someone bears; not `live` once it was replaced. */
type Slot<Id> = Shut & { id: Id; name: Name; live: boolean };
type Identified = Shut & { key: IdentifierKey };
type Found = Shut & { reason: OpenReason };

/** Open ones first: of two that are the same, that one is the reason. */
const namesOf = ({ names, covered }: Described): (Shut & { name: Name })[] => [
  ...names.map((name) => ({ name, shut: false })),
  ...(covered?.names ?? []).map((name) => ({ name, shut: true })),
];
const identifiersOf = ({ identifiers, covered }: Described): Identified[] => [
  ...identifiers.map((key) => ({ key, shut: false })),
  ...(covered?.identifiers ?? []).map((key) => ({ key, shut: true })),
];
type Spelling = { word: NameWord; slots: number[] };

/**
 * People by how they are called and reached, in memory. Nothing is computed twice for one spelling: the words that a
 * hundred thousand people bear are a few ten thousand. Answers in milliseconds (`script/bench matching`).
 */
export const peopleIndex = <Id>(): PeopleIndex<Id> => {
  const slots: Slot<Id>[] = [];
  const people = new Map<Id, { slots: number[]; identifiers: readonly Identified[] }>();
  const spellings = new Map<string, Spelling>();
  const byBones = new Map<string, Spelling[]>();
  const byFamily = new Map<string, Spelling[]>();
  const byKey = new Map<string, Set<Id>>();
  let marks = new Uint8Array(1024);

  const push = <K, V>(map: Map<K, V[]>, key: K, value: V) => {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  };

  const spellingOf = (word: NameWord): Spelling => {
    const known = spellings.get(word.plain);
    if (known) return known;
    const spelling: Spelling = { word, slots: [] };
    spellings.set(word.plain, spelling);
    for (const bones of new Set(word.skeletons.flatMap(shortened))) push(byBones, bones, spelling);
    if (word.family) push(byFamily, word.family.family, spelling);
    return spelling;
  };

  const keyOf = ({ kind, key }: IdentifierKey): string => `${kind} ${key}`;

  const remove = (id: Id): void => {
    const known = people.get(id);
    if (!known) return;
    people.delete(id);
    for (const index of known.slots) {
      const slot = slots[index];
      if (slot) slot.live = false;
    }
    for (const { key } of known.identifiers) byKey.get(keyOf(key))?.delete(id);
  };

  const put = (id: Id, person: Described): void => {
    remove(id);
    const own = namesOf(person).map(({ name, shut }) => {
      const index = slots.push({ id, name, shut, live: true }) - 1;
      for (const word of name.words) spellingOf(word).slots.push(index);
      return index;
    });
    const identifiers = identifiersOf(person);
    for (const identifier of identifiers) {
      const key = keyOf(identifier.key);
      byKey.set(key, (byKey.get(key) ?? new Set<Id>()).add(id));
    }
    people.set(id, { slots: own, identifiers });
  };

  /** Spellings that can be this word. */
  const alike = (word: NameWord): Spelling[] => {
    const near = new Set(word.skeletons.flatMap(shortened).flatMap((bones) => byBones.get(bones) ?? []));
    for (const spelling of word.family ? (byFamily.get(word.family.family) ?? []) : []) near.add(spelling);
    return [...near].filter((spelling) => compareWords(word, spelling.word) !== null);
  };

  /** Names that share two words with this one; or one, where one is all there is and few bear it. */
  const candidates = (name: Name): number[] => {
    if (marks.length < slots.length) marks = new Uint8Array(slots.length * 2);
    const touched: number[] = [];
    const single: number[] = [];
    for (const [bit, word] of name.words.slice(0, 8).entries()) {
      const holders = alike(word).flatMap((spelling) => spelling.slots);
      const rare = holders.length <= RARE;
      for (const index of holders) {
        if (marks[index] === 0) touched.push(index);
        marks[index] = (marks[index] ?? 0) | (1 << bit);
        if (rare && (name.words.length === 1 || slots[index]?.name.words.length === 1)) single.push(index);
      }
    }
    const several = touched.filter((index) => {
      const bits = marks[index] ?? 0;
      return (bits & (bits - 1)) !== 0;
    });
    for (const index of touched) marks[index] = 0;
    return [...new Set([...several, ...single])];
  };

  const find: PeopleIndex<Id>["find"] = (person, most = 20, except) => {
    const found = new Map<Id, Found[]>();
    for (const { key: here, shut } of identifiersOf(person)) {
      for (const id of byKey.get(keyOf(here)) ?? []) {
        if (id === except) continue;
        const there = people.get(id)?.identifiers.find(({ key }) => isSameIdentifier(here, key));
        if (!there) continue;
        const sure = isSurelySame(here, there.key);
        const strength = strengthOf(here, sure);
        push(found, id, {
          shut: shut || there.shut,
          reason: { kind: "identifier", what: here.kind, here: here.text, there: there.key.text, sure, strength },
        });
      }
    }
    for (const { name, shut } of namesOf(person)) {
      for (const index of candidates(name)) {
        const slot = slots[index];
        if (!slot?.live || slot.id === except) continue;
        const match = compareNames(name, slot.name);
        if (match)
          push(found, slot.id, {
            shut: shut || slot.shut,
            reason: { kind: "name", here: name.text, there: slot.name.text, ...match },
          });
      }
    }
    const matches = [...found].map(([id, all]): Match<Id> => {
      const reasons = strongest(all).map(said);
      return { id, strength: reasons[0]?.strength ?? "weak", reasons };
    });
    const sorted = matches.toSorted(
      (a, b) => rank(a.strength) - rank(b.strength) || b.reasons.length - a.reasons.length,
    );
    return { matches: sorted.slice(0, most), more: Math.max(0, sorted.length - most) };
  };

  return {
    get size() {
      return people.size;
    },
    put,
    remove,
    find,
  };
};

const said = ({ reason, shut }: Found): MatchReason =>
  shut ? { kind: "covered", what: reason.kind === "name" ? "name" : reason.what, strength: reason.strength } : reason;

/** The strongest first, open before covered; of several pairs of names the best alone, and each identifier once. */
const strongest = (found: readonly Found[]): Found[] => {
  const sorted = found.toSorted(
    (a, b) => rank(a.reason.strength) - rank(b.reason.strength) || Number(a.shut) - Number(b.shut),
  );
  const name = sorted.find(({ reason }) => reason.kind === "name");
  const once = new Set<string>();
  const identifiers = sorted.filter(({ reason }) => {
    if (reason.kind !== "identifier") return false;
    const key = `${reason.what} ${reason.there}`;
    return !once.has(key) && once.add(key) !== undefined;
  });
  return (name ? [...identifiers, name] : identifiers).toSorted(
    (a, b) => rank(a.reason.strength) - rank(b.reason.strength),
  );
};
