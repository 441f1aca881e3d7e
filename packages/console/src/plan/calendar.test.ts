import { caseViews, dayFrom, playSeason, season, todayView } from "@fairlead/casework";
import { expect, it } from "vitest";
import { calendarFor, canBeSaved } from "./calendar.ts";

const play = playSeason(season(1, dayFrom("2017-05-09")));
/** Whoever of them has a task with a deadline tonight. */
const desk = (["siskin", "curlew", "heron", "wren"] as const)
  .map((key) => {
    const outside = play.outsideFor(key);
    const cases = caseViews(play.state, outside);
    return { outside, cases, tasks: todayView(play.state, outside, cases).tasks };
  })
  .find(({ tasks }) => tasks.due.length > 0);
if (desk === undefined) throw new Error("the season has tasks");
const { outside, cases, tasks } = desk;

it("[P2] carries no alias, no text of a task or check-in, and no id that the server knows", async () => {
  const text = (await calendarFor(tasks, cases, "Fairlead", outside.now)).replaceAll("\r\n ", "");
  const tokens = cases.flatMap((one) => [
    one.case,
    one.alias,
    ...one.checkIns.flatMap(({ alarm, wording }) => [alarm, wording]),
    ...one.plan.open.map((task) => task.text),
  ]);
  for (const token of tokens) expect(text).not.toContain(token);
  expect(new Set(text.match(/^SUMMARY:.*$/gm))).toEqual(new Set(["SUMMARY:Fairlead"]));
  const [timed] = [...tasks.due, ...tasks.later].filter(({ due }) => due !== null);
  expect(text).toContain(`UID:${timed?.task}`);
  // Tasks and check-ins both, each under a name that stays.
  const uids = text.match(/^UID:[0-9a-f]{32}$/gm) ?? [];
  expect(uids.length).toBeGreaterThan(tasks.due.length);
  expect(new Set(uids).size).toBe(uids.length);
  expect(await calendarFor(tasks, cases, "Fairlead", outside.now)).toContain(uids.at(-1) ?? "none");
});

it("[P7] waits until all tasks are read: of one that is missing nobody would be reminded", () => {
  expect(canBeSaved("Fairlead", { reading: { done: 600, of: 2_000 } })).toBe(false);
  expect(canBeSaved("Fairlead", { reading: null })).toBe(true);
  expect(canBeSaved(" ", { reading: null })).toBe(false);
});
