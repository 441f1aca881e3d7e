import { expect, it } from "vitest";
import { checkInsAt, decisionsAt, type GlanceOf, glanceOf } from "./glance.ts";

const MINUTE = 60_000;
const checkIn = (alias: string, due: number, more: object = {}) => ({
  ...{ alias, due: due * MINUTE, graceUntil: (due + 15) * MINUTE, wording: "the kettle is on" },
  ...{ drill: null, acknowledged: null, closed: null, ...more },
});
const oneCase = (alias: string, checkIns: object[], closed: object | null = null) => ({
  ...{ alias, stage: "contact", urgency: { level: "soon", reason: "they came again" }, mine: true, closed, checkIns },
});
const view = {
  today: {
    inDanger: [{ name: "Slow lantern", waitingSince: 5 * MINUTE, excerpt: "they came again" }],
    casesInDanger: [],
    waitingForMe: [{ alias: "Rowan", expires: 90 * MINUTE, text: "go by the river" }],
    tasks: { due: [{}], later: [] },
  },
  queue: { waiting: 3 },
  cases: [
    oneCase("Rowan", [
      checkIn("Rowan", 100),
      checkIn("Rowan", 40, { acknowledged: {} }),
      checkIn("Rowan", 1, { closed: {} }),
    ]),
    oneCase("Alder", [checkIn("Alder", 30, { drill: {} }), checkIn("Alder", 60 * 24)]),
    // Nobody has closed its check-in: it is somebody still.
    oneCase("Fern", [checkIn("Fern", 50)], {}),
  ],
} as unknown as GlanceOf;

it("[P7] a check-in that fell due while the desk was locked is overdue by the clock of whoever looks", () => {
  const glance = glanceOf(view, 20 * MINUTE);
  const at = (minute: number) => {
    const { overdue, soon } = checkInsAt(glance, minute * MINUTE);
    return [overdue, soon].map((list) => list.map(({ alias, due }) => `${alias} ${due / MINUTE}`));
  };
  expect(at(20)).toEqual([[], ["Rowan 40", "Fern 50", "Rowan 100"]]);
  expect(at(55)).toEqual([["Rowan 40", "Fern 50", "Alder 30"], ["Rowan 100"]]);
  expect(decisionsAt(glance, 89 * MINUTE)).toHaveLength(1);
  expect(decisionsAt(glance, 90 * MINUTE)).toEqual([]);
});

it("[MB5] holds aliases, hours and stages, and not a word that anybody wrote", () => {
  const glance = glanceOf(view, 20 * MINUTE);
  expect(glance.cases.map(({ alias }) => alias)).toEqual(["Rowan", "Alder"]);
  expect(glance.danger).toEqual([{ name: "Slow lantern", since: 5 * MINUTE }]);
  expect(JSON.stringify(glance)).not.toMatch(/kettle|came again|river/);
});
