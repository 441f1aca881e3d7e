/** Who sleeps where this week, and who waits for a bed: a handful of stays, so that the bed plan has something to plan. */
import { DAY, dayOf, HOUR, MINUTE } from "../day.ts";

import { OPENED_ON, type PlannedParty } from "./plan.ts";
import { newStory, onTick, type Story } from "./story.ts";

type Sheltered = PlannedParty & { alias: string };

const STAYS = [
  { thing: "Mill house", days: 20 },
  { thing: "Mill house", days: null },
  { thing: "Attic", days: 9 },
  { thing: "Fern", days: null },
] as const;

const SEEKS = [
  { inDays: 0, within: 14, weeks: 6, needs: ["step-free"] },
  { inDays: 3, within: null, weeks: 3, needs: [] },
  { inDays: 8, within: 30, weeks: 4, needs: ["alone"] },
];

/** @param parties in the order in which they came to a shelter; those who are there this evening are taken, latest first */
export const bedsStory = (now: number, parties: readonly Sheltered[]): Story => {
  const story = newStory();
  const by = "wren" as const;
  const from = Math.max(now - 19 * DAY, OPENED_ON * DAY + 11 * HOUR);
  const today = dayOf(now);
  const there = parties
    .filter(({ shelteredAt, abroadAt }) => shelteredAt < now - 2 * DAY && (abroadAt === null || abroadAt > now))
    .slice(-STAYS.length - SEEKS.length)
    .reverse();
  story.at(from, {
    ...{ kind: "thing", by, thing: "Mill house", is: "shelter" },
    facts: {
      ...{ place: "Port Laz, old harbour", beds: 5, bedsFrom: [{ day: today + 30, beds: 3 }], visited: today - 12 },
      tags: ["step-free", "children"],
      rules: "No telephone in the yard. Shoes off. The door is opened to nobody.",
    },
  });
  story.after(MINUTE, {
    ...{ kind: "thing", by, thing: "Attic", is: "shelter" },
    facts: { place: "Lipki", beds: 1, visited: today - 40, tags: ["alone", "quiet"] },
  });
  const since = (party: Sheltered) => onTick(Math.max(from + 2 * HOUR, party.shelteredAt));
  STAYS.forEach(({ thing, days }, index) => {
    const party = there[index];
    if (party === undefined) return;
    const at = since(party);
    const until = days === null ? null : onTick(now + days * DAY);
    story.at(at, { kind: "use", by, case: party.alias, thing, as: "stayed", from: at, until, with: [] });
  });
  SEEKS.forEach(({ inDays, within, weeks, needs }, index) => {
    const party = there[STAYS.length + index];
    if (party === undefined) return;
    const latest = within === null ? null : today + within;
    const terms = { from: today + inDays, latest, weeks, needs, barred: [], apart: [] };
    story.at(now - 30 * HOUR + index * HOUR, { kind: "seek", by, case: party.alias, terms });
  });
  story.events.sort((a, b) => a.at - b.at);
  return story;
};
