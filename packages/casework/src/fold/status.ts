/**
 * How the people of a party are, each by what was said of them last. One word may be of all of them or of some: of four who
 * travel together one is held, and three go on.
 */
import type { MemberId } from "../ids.ts";
import type { SetStatus } from "../operation.ts";
import type { Refusal, StaysBecause } from "../refusal.ts";
import { slipStays } from "../rule/take-back.ts";
import type { Status } from "../words.ts";
import { type PersonName, partyNumbers } from "./person.ts";
import type { Place } from "./place.ts";

type Said = { by: MemberId; at: number };

export type StatusSaid = Said & {
  order: number;
  status: Status;
  note: string;
  /** By their numbers; null: all of them, also whoever joins later, until something else is said of them. */
  whom: readonly string[] | null;
  /** What it took the place of altogether, for whoever takes it back; null: it was itself what another stood on. */
  before: readonly StatusSaid[] | null;
};

type Party = {
  opened: { people: number } | null;
  people: number;
  persons: ReadonlyMap<string, PersonName>;
  statuses: readonly StatusSaid[];
};

export const numbersOf = ({ opened, persons }: Pick<Party, "opened" | "persons">): string[] =>
  partyNumbers(opened?.people ?? 0, persons);

const concerns = ({ whom }: Pick<StatusSaid, "whom">, person: string): boolean =>
  whom === null || whom.includes(person);

/** What was said last of this person. */
export const statusOf = ({ statuses }: Pick<Party, "statuses">, person: string): StatusSaid | null =>
  statuses.findLast((one) => concerns(one, person)) ?? null;

/** Some who are so, as it was said of them. `whom` null: it is so of the whole party. */
export type StatusGroup = { said: StatusSaid; whom: readonly string[] | null; people: number };

/** Who is how now, the newest word first. Whoever of a crowd has no number of their own goes with what was said of all. */
export const statusGroups = (party: Party): StatusGroup[] => {
  const numbers = numbersOf(party);
  const groups = party.statuses.map((said): StatusGroup => {
    const whom = numbers.filter((person) => statusOf(party, person) === said);
    const people = said.whom === null ? whom.length + Math.max(0, party.people - numbers.length) : whom.length;
    return { said, whom: people >= party.people ? null : whom, people };
  });
  return groups.filter(({ people }) => people > 0).toReversed();
};

/** Whether it is so of each of them: what ends a case, or what is asked of it, ends with the last one alone. */
export const isOfAll = (party: Party, statuses: readonly Status[]): boolean => {
  const groups = statusGroups(party);
  const such = groups.filter(({ said }) => statuses.includes(said.status));
  return such.length > 0 && such.reduce((sum, { people }) => sum + people, 0) >= party.people;
};

/** Whether it is so of anybody. */
export const isOfSome = (party: Party, isSuch: (status: Status) => boolean): boolean =>
  statusGroups(party).some(({ said }) => isSuch(said.status));

type Meant = { status: Status; whom?: readonly string[] | undefined };

const isSame = (one: readonly string[] | null, other: readonly string[] | null): boolean =>
  one === null || other === null ? one === other : one.join() === other.join();

/** The word that somebody means to take back: of exactly these, and nothing was said of any of them since. */
const meantOf = (party: Party, { status, whom }: Meant): StatusSaid | null => {
  const numbers = whom ?? numbersOf(party);
  const said = numbers[0] === undefined ? null : statusOf(party, numbers[0]);
  if (said?.status !== status || said.before === null || !isSame(said.whom, whom ?? null)) return null;
  return numbers.every((person) => statusOf(party, person) === said) ? said : null;
};

/** Why a status is not taken back: nothing need have stood before it, and nobody takes back another that was set since. */
export const statusStays = (party: Party, meant: Meant, said: Said): StaysBecause | null =>
  slipStays(meantOf(party, meant), said);

export const foldStatus = (
  party: Party,
  { status, note, back, whom }: SetStatus,
  { by, at, order }: Pick<Place, "by" | "at" | "order">,
): readonly StatusSaid[] | Refusal => {
  const numbers = numbersOf(party);
  if (whom?.some((person) => !numbers.includes(person))) return { kind: "incomplete", field: "persons" };
  if (back === true) {
    const why = statusStays(party, { status, whom }, { by, at });
    if (why !== null) return { kind: "stays", what: "status", why };
    const meant = meantOf(party, { status, whom });
    // As old as it was, and under what others have said of the rest since.
    return [...party.statuses.filter((one) => one !== meant), ...(meant?.before ?? [])].toSorted(
      (a, b) => a.order - b.order,
    );
  }
  const said: StatusSaid = { by, at, order, status, note, whom: whom ?? null, before: [] };
  const statuses = [...party.statuses, said];
  // What is true of nobody any more does not wait for whoever joins the party later.
  const crowd = party.people > numbers.length;
  const isLive = (one: StatusSaid): boolean =>
    (crowd && one === statuses.findLast((each) => each.whom === null)) ||
    numbers.some((person) => statusOf({ statuses }, person) === one);
  const gone = party.statuses.filter((one) => !isLive(one)).map((one) => ({ ...one, before: null }));
  return [...party.statuses.filter(isLive), { ...said, before: gone }];
};
