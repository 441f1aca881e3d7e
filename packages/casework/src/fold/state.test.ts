import { expect, it } from "vitest";
import { dayFrom } from "../day.ts";
import type { Entry } from "../entry.ts";
import { playSeason } from "../season/play.ts";
import { season } from "../season/season.ts";
import {
  caseOf,
  casesBy,
  casesOf,
  casesWhere,
  commonsOf,
  emptyState,
  foldEntries,
  resourcesOf,
  streamOf,
} from "./state.ts";

const { entries, state } = playSeason(season(1, dayFrom("2017-04-14")));

/** Entries of one commit come together, and those of one stream in their order. */
const commitsOf = (all: readonly Entry[]): Entry[][] => {
  const commits = new Map<string, Entry[]>();
  for (const entry of all.toSorted((a, b) => a.seq - b.seq)) {
    const key = `${entry.stream} ${entry.seq}`;
    commits.set(key, [...(commits.get(key) ?? []), entry]);
  }
  return [...commits.values()];
};

it("a case of which nothing has changed is put together once, and so that nobody could tell", () => {
  const [changed] = casesOf(state);
  const last = entries.findLast(({ stream }) => stream === changed?.contactStream);
  const before = foldEntries(
    emptyState(),
    entries.filter((entry) => entry !== last),
  );
  const then = casesOf(before);
  const after = foldEntries(before, last === undefined ? [] : [last]);
  const now = casesOf(after);
  expect(now).toStrictEqual(casesOf(state));
  expect(now.length).toBeGreaterThan(3);
  for (const [index, one] of now.entries()) expect(one === then[index]).toBe(one.case !== changed?.case);
  expect(caseOf(after, now[1]?.case ?? ("" as never))).toBe(now[1]);
});

it("[ST5] where things stand is carried from commit to commit just as whoever looks for all of it anew would find it", () => {
  const byMailbox = casesBy(({ contact }) => contact.mailboxes);
  const closed = casesWhere(({ contact }) => contact.closed !== null);
  let folded = emptyState();
  let carried = 0;
  let lookUps = 0;
  let lookedUp: unknown = null;
  for (const batch of commitsOf(entries)) {
    const before = casesOf(folded);
    folded = foldEntries(folded, batch);
    const [found, anew] = [casesOf(folded), { streams: folded.streams }];
    const looked = casesOf(anew);
    expect(found.length).toBe(looked.length);
    for (const [index, one] of found.entries()) {
      expect(one).toBe(looked[index]);
      expect(caseOf(folded, one.case)).toBe(one);
    }
    for (const is of ["commons", "intake", "ledger", "figures", "resources"] as const)
      expect(streamOf(folded, is)).toBe(streamOf(anew, is));
    expect(commonsOf(folded)).toBe(commonsOf(anew));
    expect(resourcesOf(folded)).toStrictEqual(resourcesOf(anew));
    expect(byMailbox(folded)).toStrictEqual(byMailbox(anew));
    expect(closed(folded)).toStrictEqual(found.filter(({ contact }) => contact.closed !== null));
    if (byMailbox(folded) !== lookedUp) lookUps += 1;
    lookedUp = byMailbox(folded);
    if (found.length > 3 && found.length === before.length) carried += 1;
  }
  expect(closed(folded).length).toBeGreaterThan(0);
  // Most of what is written says nothing of mailboxes.
  expect(lookUps).toBeLessThan(carried / 2);
  expect(casesOf(folded)).toStrictEqual(casesOf(state));
  expect(carried).toBeGreaterThan(100);
});

it("[CO5] it is put together anew where the intake comes to name another spine", () => {
  const intake = streamOf(state, "intake");
  const without = foldEntries(
    emptyState(),
    entries.filter(({ stream }) => stream !== intake),
  );
  casesOf(without);
  const [theCase] = casesOf(state);
  const elsewhere = [...without.streams.keys()].find((stream) => stream !== theCase?.contactStream);
  const whole = foldEntries(without, entries);
  expect(casesOf(whole)).toStrictEqual(casesOf(state));
  const content = intake === null ? undefined : whole.streams.get(intake)?.content;
  if (theCase === undefined || intake === null || content?.is !== "intake" || elsewhere === undefined)
    throw new TypeError("the season has an intake");
  const folded = whole.streams.get(intake);
  const spines = new Map(content.intake.spines).set(theCase.case, elsewhere);
  const renamed = { ...folded, content: { is: "intake", intake: { ...content.intake, spines } } } as typeof folded;
  const other = { streams: new Map(whole.streams) };
  if (renamed !== undefined) other.streams.set(intake, renamed);
  expect(caseOf(other, theCase.case)).toBeNull();
});
