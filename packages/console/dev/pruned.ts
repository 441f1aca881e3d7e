/** An invented case whose journeys are over: pruned once before, and to be pruned again. Not shipped. */
import type { JourneyView, KeptJourneyView } from "@fairlead/casework";
import type { View } from "@fairlead/client";
import { arrivedDesk } from "./arrived.ts";

const HOUR = 3_600_000;

const MOODS = ["pruned", "prune-asked", "prune-unread", "prune-doubted", "prune-left"] as const;
type PruneMood = (typeof MOODS)[number];

export const isPruneMood = (mood: string): mood is PruneMood => MOODS.some((one) => one === mood);

/**
 * On each case that has a journey: it is still to be asked for (`pruned`), or a colleague waits for the second, who reads the
 * journeys (`prune-asked`) or does not (`prune-unread`). Of what was pruned before a signature lacks: this console's, which
 * doubts (`prune-doubted`), or one of somebody who has left (`prune-left`).
 */
export const prunedDesk = (view: View, mood: PruneMood): View => {
  const asked = mood === "prune-asked" || mood === "prune-unread";
  const doubted = mood === "prune-doubted";
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
      pruning: asked ? null : { waitsFor: [doubted ? me : heron], doubted },
      ...(mood === "prune-unread"
        ? { journeys: [], kept: [], parts: one.parts.filter(({ part }) => part !== "journey") }
        : {}),
      decisions: asked ? [decision, ...one.decisions] : one.decisions,
    };
  });
  const waiting = cases
    .flatMap(({ decisions }) => decisions)
    .filter(({ about }) => about === "prune")
    .slice(0, 1);
  const [pruned] = cases.filter(({ pruning }) => pruning !== null);
  const entry: View["waiting"] = pruned
    ? [
        {
          ...{ id: "j", at: view.now - 30 * HOUR, signers: [doubted ? heron : me], stale: false },
          does: {
            ...{ kind: "erase-journeys", case: pruned.case, alias: pruned.alias, lacks: [doubted ? me : heron] },
            signing: doubted ? "doubted" : mood === "prune-left" ? "one-left" : "by-itself",
          },
          mine: "may-sign",
        },
      ]
    : [];
  return {
    ...view,
    cases,
    waiting: entry,
    decisions: [...waiting, ...view.decisions],
    today: { ...view.today, waitingForMe: [...waiting, ...view.today.waitingForMe] },
  };
};
