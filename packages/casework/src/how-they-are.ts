/** What a case's statuses come to, where they are not one for all: of four who travel together one is held, and three go on. */
import { needsResponse } from "./plan/words.ts";
import type { CaseView, PartyStatusView } from "./view.ts";
import type { Status } from "./words.ts";

type Party = Pick<CaseView, "statuses" | "people" | "persons">;

/** How many are so; `people` as many as the party: all of them. */
export type StatusCount = { status: Status; people: number };

/** For a line in a list: what asks for somebody before what does not, and *well* only where nobody is anything else. */
export const statusCounts = ({ statuses }: Pick<Party, "statuses">): StatusCount[] => {
  const counts = new Map<Status, number>();
  for (const { status, people } of statuses) counts.set(status, (counts.get(status) ?? 0) + people);
  const all = [...counts].map(([status, people]) => ({ status, people }));
  const bad = all.filter(({ status }) => needsResponse(status));
  return bad.length > 0 ? bad : all;
};

/** By their numbers, whom this is about: everybody of the party where it says nobody. */
export const whomOf = ({ persons }: Pick<Party, "persons">, whom: readonly string[] | null | undefined): string[] =>
  whom == null ? persons.filter(({ counted }) => counted).map(({ person }) => person) : [...whom];

/** The status of this person, as it was said last. */
export const statusOfPerson = ({ statuses }: Pick<Party, "statuses">, person: string): PartyStatusView | null =>
  statuses.find(({ whom }) => whom === null || whom.includes(person)) ?? null;

/**
 * How many a move is about, until somebody says another number: nobody who was taken, is not heard of, went back or died is
 * counted as come to safety. Nobody at all where it is so of everyone.
 */
export const peopleThere = ({ statuses, people }: Party): number =>
  people - statuses.filter(({ status }) => needsResponse(status)).reduce((sum, one) => sum + one.people, 0) || people;
