/** An invented case whose journeys are over: pruned once before, and to be pruned again. Not shipped. */
import type { JourneyView, KeptJourneyView } from "@fairlead/casework";
import type { View } from "@fairlead/client";
import { arrivedDesk } from "./arrived.ts";

const HOUR = 3_600_000;

/** On each case that has a journey. `asked`: a colleague waits for the second; else it is still to be asked for. */
export const prunedDesk = (view: View, asked: boolean): View => {
  const me = { id: view.me.id, handle: view.me.handle ?? "", me: true };
  const heron = { id: "0a".repeat(16) as typeof me.id, handle: "Heron", me: false };
  const journey = "0e".repeat(16) as JourneyView["journey"];
  const things = view.exposure.things ?? [];
  const kept: KeptJourneyView = {
    ...{ journey, party: ["1", "2"], date: "2017-04-19", how: "arrived", exposure: { points: 312, checks: 2 } },
    ...{ application: null, oldPhone: "sealed", steps: [] },
    worked: "Leaving before the shift at the checkpoint changed.",
    change: "",
    used: things.slice(0, 3).map(({ thing, kind, name }, index) => ({
      thing: { thing, kind, name },
      as: [(["driver", "way", "host"] as const)[index] ?? "way"],
    })),
  };
  const cases = arrivedDesk(view).cases.map((one): View["cases"][number] => {
    const over = one.journeys.filter(({ state }) => state === "ended");
    const [first] = view.decisions.filter((each) => each.case !== null);
    if (over.length === 0 || first === undefined) return one;
    const decision: View["decisions"][number] = {
      ...first,
      ...{ decision: "0f".repeat(16) as typeof first.decision, case: one.case, alias: one.alias, about: "prune" },
      ...{ text: "They are in Vilnius since the spring. Nobody looks anything up there any more.", checklist: [] },
      ...{ facts: [], search: [], export: null, provision: null, proposedBy: heron, at: view.now - 2 * HOUR },
      ...{ expires: view.now + 300 * HOUR, state: "waiting", spent: false, verdict: null, mine: "may-decide" },
      ...{ changedSince: [], late: false },
    };
    return {
      ...one,
      journeys: over,
      pruneLacks: [],
      kept: [kept],
      prunings: [
        {
          ...{ at: view.now - 30 * HOUR, by: me, asked: me, askedAt: view.now - 50 * HOUR, approved: heron },
          approvedAt: view.now - 40 * HOUR,
          ...{ decision: "0c".repeat(16) as typeof first.decision, journeys: [journey] },
          from: one.parts[0]?.stream as View["cases"][number]["prunings"][number]["from"],
        },
      ],
      pruning: asked ? null : { waitsFor: [heron], doubted: false },
      decisions: asked ? [decision, ...one.decisions] : one.decisions,
    };
  });
  const waiting = cases
    .flatMap(({ decisions }) => decisions)
    .filter(({ about }) => about === "prune")
    .slice(0, 1);
  return {
    ...view,
    cases,
    decisions: [...waiting, ...view.decisions],
    today: { ...view.today, waitingForMe: [...waiting, ...view.today.waitingForMe] },
  };
};
