/** An invented evening on which one journey was handed over last, and one was over yesterday. Not shipped. */
import { ARRIVAL_LINES, type JourneyView } from "@fairlead/casework";
import type { View } from "@fairlead/client";

const HOUR = 3_600_000;

/** On the case that has a journey. */
export const arrivedDesk = (view: View): View => {
  const by = { id: view.me.id, handle: view.me.handle ?? "", me: true };
  const cases = view.cases.map((one): View["cases"][number] => {
    const [journey] = one.journeys;
    if (journey === undefined) return one;
    const [first] = journey.legs;
    const said = { at: 0, departs: 0, from: first?.from ?? "", meet: "", to: "", service: "", say: "", hear: "" };
    // What they were told this morning, before the hour was changed.
    const told = first && {
      by,
      at: view.now - 8 * HOUR,
      leg: first.leg,
      said,
      message: "m",
      words: "",
      stopped: false,
      lies: true,
    };
    const moving: JourneyView = {
      ...journey,
      ...{ state: "moving", started: { by, at: view.now - 9 * HOUR }, departsAt: view.now - 9 * HOUR },
      // A cousin came after it was planned.
      joined: ["Larch"],
      told: told === undefined ? [] : [told],
      ...{ arrivesAt: view.now - HOUR, lastHandOver: { who: "Invented Zaur", at: view.now - 20 * 60_000 } },
    };
    const over: JourneyView = {
      ...journey,
      journey: "0d".repeat(16) as JourneyView["journey"],
      ...{ state: "ended", started: { by, at: view.now - 40 * HOUR }, lastHandOver: null },
      ended: { by, at: view.now - 30 * HOUR, how: "arrived", note: "" },
      arrival: {
        ...{ by, at: view.now - 30 * HOUR, arrivedAt: view.now - 31 * HOUR, oldPhone: "sealed", version: 1 },
        lines: ARRIVAL_LINES.map((line) => ({
          line,
          is: line === "clothes" ? "not" : line === "medical" ? "task" : "done",
          note: line === "clothes" ? "they brought a bag each" : "",
        })),
      },
      lookedBack: {
        ...{ by, at: view.now - 3 * HOUR, version: 1 },
        worked: "The phrase each way: nobody got into the wrong car.",
        change: "The gate by the mill is locked after eight; meet at the bakery.",
      },
    };
    return { ...one, stage: "evacuating", journeys: [moving, over] };
  });
  const waiting = cases.find(({ journeys }) => journeys.length > 0);
  const [first] = waiting?.journeys ?? [];
  if (waiting === undefined || first === undefined) return view;
  const due = { case: waiting.case, alias: waiting.alias, journey: first.journey, to: first.to };
  const arrivals: View["today"]["arrivals"] = [
    { ...due, at: view.now - 26 * HOUR, who: null, journey: "0e".repeat(16) as JourneyView["journey"] },
    { ...due, at: view.now - 20 * 60_000, who: "Invented Zaur" },
  ];
  return { ...view, cases, today: { ...view.today, arrivals } };
};
