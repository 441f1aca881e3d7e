/**
 * An invented season, for `fairlead demo`: seven months of a hotline, from a seed, stopped at the evening of a day.
 *
 * Its public totals are those of 2017 (see `plan.ts`); everybody in it, every word and every place is invented. The
 * same seed gives the same season; only what happens on the last evening, and the callers it takes, depend on the day.
 */
import { DAY, HOUR, MINUTE } from "../day.ts";
import { abroadStory } from "./abroad.ts";
import { bedsStory } from "./beds.ts";
import { endedStory, lostStory, partyStory } from "./case-story.ts";
import { chanceFor } from "./chance.ts";
import type { Season, SeasonCaller, SeasonEvent, SeasonMember } from "./event.ts";
import { networkStory } from "./network.ts";
import { OPENED_ON, type PlannedCaller, type PlannedParty, planSeason } from "./plan.ts";
import { newStory, type Story, tongueOf } from "./story.ts";
import { adviceStory, type Caller } from "./thread-story.ts";
import { CASES_TONIGHT, LETTERS_TONIGHT, tonight } from "./tonight.ts";
import { ALIASES, HAND_OVERS, LONG_LETTER } from "./words.ts";

export const ORGANISATION = "Pereprava";

export const SEASON_MEMBERS: readonly SeasonMember[] = [
  { key: "dunlin", handle: "Dunlin", role: "administrator" },
  { key: "wren", handle: "Wren", role: "coordinator" },
  { key: "heron", handle: "Heron", role: "coordinator" },
  { key: "plover", handle: "Plover", role: "operator" },
  { key: "tern", handle: "Tern", role: "operator" },
  { key: "siskin", handle: "Siskin", role: "caseworker" },
  { key: "curlew", handle: "Curlew", role: "caseworker" },
  { key: "godwit", handle: "Godwit", role: "specialist" },
  { key: "avocet", handle: "Avocet", role: "communications" },
];

const ARRIVAL_PLAN = [
  "A new telephone, paid with cash +1d",
  "The old one destroyed, card too, once what must be kept is copied +1d",
  "A doctor @owner +2d",
  "Somebody who listens for a living +4d",
  "Copies of papers to two places @stand-in +7d",
].join("\n");

/** The season stops at this time of its last day: a quarter past nine in the evening, three hours east of UTC. */
const EVENING = 18 * HOUR + 14 * MINUTE;

const organisationStory = (now: number): Story => {
  const story = newStory();
  story.at(OPENED_ON * DAY + 6 * HOUR, {
    kind: "settings",
    by: "dunlin",
    name: ORGANISATION,
    figuresDelayDays: 0,
    closedThreadDays: 30,
    closedCaseDays: 365,
    openedOn: OPENED_ON,
  });
  story.after(3 * HOUR, {
    kind: "writePlan",
    by: "wren",
    title: "On arrival",
    text: ARRIVAL_PLAN,
  });
  for (let day = OPENED_ON + 6, turn = 0; day * DAY + 5 * HOUR < now; day += 3, turn += 1) {
    story.at(day * DAY + 5 * HOUR, {
      kind: "handOver",
      by: turn % 2 === 0 ? "tern" : "plover",
      text: HAND_OVERS[turn % HAND_OVERS.length] ?? "",
    });
  }
  return story;
};

/** Every week's figures: put up by one coordinator, reviewed by the other an hour later. */
const figuresStory = (now: number): Story => {
  const story = newStory();
  for (let ends = OPENED_ON + 6, week = 1; ends * DAY < now; ends += 7, week += 1) {
    const release = `week ${week}`;
    const [by, second] = week % 2 === 0 ? (["wren", "heron"] as const) : (["heron", "wren"] as const);
    story.at(ends * DAY + 16 * HOUR + 30 * MINUTE, { kind: "publish", by, release, asOf: ends });
    story.at(ends * DAY + 17 * HOUR + 30 * MINUTE, {
      kind: "review",
      by: second,
      release,
      reason: "whole weeks, sums checked",
    });
  }
  return story;
};

/** Each morning the callers of the day before are counted, unless a case has counted them already. */
const countingStory = (callers: readonly PlannedCaller[], events: readonly SeasonEvent[], now: number): Story => {
  const takenAt = new Map(events.flatMap((event) => (event.kind === "take" ? [[event.caller, event.at]] : [])));
  const byDay = new Map<number, { caller: number; day: number }[]>();
  for (const { caller, wroteAt } of callers) {
    const day = Math.floor(wroteAt / DAY);
    const counting = (day + 1) * DAY + 4 * HOUR;
    if ((takenAt.get(caller) ?? counting) < counting) continue;
    byDay.set(day, [...(byDay.get(day) ?? []), { caller, day }]);
  }
  const story = newStory();
  for (const [day, counted] of [...byDay].toSorted(([a], [b]) => a - b)) {
    const at = (day + 1) * DAY + 4 * HOUR;
    if (at < now) story.at(at, { kind: "count", by: day % 2 === 0 ? "siskin" : "curlew", callers: counted });
  }
  return story;
};

/** @param until day since 1970 on whose evening the season stops. Before 29 March 2017 it has not begun. */
export const season = (seed: number, until: number): Season => {
  const now = until * DAY + EVENING;
  const plan = planSeason(seed);
  const callerOf = ({ caller, wroteAt }: PlannedCaller): Caller => ({
    caller,
    wroteAt,
    tongue: tongueOf(chanceFor(seed, 10_000 + caller)),
  });
  const chanceOf = ({ caller }: PlannedCaller) => chanceFor(seed, 20_000 + caller);
  const busy = new Set([...plan.parties, ...plan.lost].map((one) => one.caller));
  const idle = plan.callers.filter((one) => !busy.has(one.caller));
  // The evening's people: the latest callers without a journey. A case of the evening needs two days of past.
  const forCases = idle.filter((one) => one.wroteAt < now - 2 * DAY).slice(-CASES_TONIGHT);
  const forLetters = idle
    .filter((one) => one.wroteAt < now - 30 * HOUR && !forCases.includes(one))
    .slice(-LETTERS_TONIGHT);
  const evening = new Set([...forCases, ...forLetters]);
  let turn = 0;
  const next = () => {
    const alias = ALIASES[turn % ALIASES.length] ?? "";
    const round = Math.floor(turn / ALIASES.length);
    turn += 1;
    return { alias: round === 0 ? alias : `${alias} ${round + 1}`, turn: turn - 1 };
  };
  const stories: Story[] = [organisationStory(now), figuresStory(now)];
  const sheltered: (PlannedParty & { alias: string })[] = [];
  for (const party of plan.parties.toSorted((a, b) => a.wroteAt - b.wroteAt)) {
    const { alias, turn: at } = next();
    sheltered.push({ ...party, alias });
    stories.push(partyStory(callerOf(party), party, alias, at, chanceOf(party)));
  }
  plan.lost.forEach((one, index) => {
    const { alias, turn: at } = next();
    const missedAt = (OPENED_ON + 17 + index) * DAY + (13 + index) * HOUR;
    stories.push(lostStory(callerOf(one), alias, at, missedAt, chanceOf(one)));
  });
  idle.forEach((one, index) => {
    if (evening.has(one)) return;
    const { alias, turn: at } = index % 6 === 0 ? next() : { alias: "", turn: 0 };
    stories.push(
      alias === "" ? adviceStory(callerOf(one), chanceOf(one)) : endedStory(callerOf(one), alias, at, chanceOf(one)),
    );
  });
  const cases = forCases.map((one) => ({ who: callerOf(one), ...next() }));
  stories.push(networkStory(now, cases));
  const bySince = sheltered.toSorted((a, b) => a.shelteredAt - b.shelteredAt);
  stories.push(bedsStory(now, bySince), abroadStory(now, bySince));
  stories.push(...tonight(now, forLetters.map(callerOf), cases, chanceFor(seed, 4)));
  stories.push(
    countingStory(
      plan.callers,
      stories.flatMap((story) => story.events),
      now,
    ),
  );
  const events = stories
    .flatMap((story) => story.events)
    .filter((event) => event.at <= now)
    .toSorted((a, b) => a.at - b.at);
  const wrote = plan.callers.filter((one) => one.wroteAt <= now);
  const callers = wrote.map((one): SeasonCaller => {
    const { caller, tongue } = callerOf(one);
    return { caller, language: tongue, onArrival: chanceFor(seed, 30_000 + caller).in(0.07) };
  });
  return {
    organisation: ORGANISATION,
    openedOn: OPENED_ON,
    now,
    members: SEASON_MEMBERS,
    callers,
    events: lengthen(events),
  };
};

/** The third Russian letter of the season is a long one. */
const lengthen = (events: readonly SeasonEvent[]): SeasonEvent[] => {
  const firsts = events.filter((event) => event.kind === "letter" && event.language === "ru");
  const chosen = firsts[2];
  return events.map((event) => (event === chosen && event.kind === "letter" ? { ...event, text: LONG_LETTER } : event));
};
