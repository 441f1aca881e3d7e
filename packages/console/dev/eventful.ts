/** An invented case whose timeline has a line of every kind that nobody's season brings about, and a threat that was none. Not shipped. */
import type { PersonView, ThingRef, TimelineEvent } from "@fairlead/casework";
import type { View } from "@fairlead/client";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** On the first case of the list. */
export const eventfulDesk = (view: View): View => {
  const [first, ...others] = view.cases;
  if (first === undefined) return view;
  const me = view.people.find((one) => one.me) as PersonView;
  const other = view.people.find((one) => !one.me) as PersonView;
  const house = { thing: "7f".repeat(16), name: "Invented lime", kind: "shelter" } as ThingRef;
  const from = view.now - 50 * HOUR;
  const use = { kind: "use", thing: house, as: "stayed", from, until: null, reason: "" } as const;
  const cousin = { who: "an invented cousin", reach: ["Port Laz"], certainty: "said", source: "a letter" } as const;
  const withdrawn = {
    ...{ ...cousin, reach: [...cousin.reach], threat: "cousin", kind: "family", by: other, at: view.now - 60 * HOUR },
    withdrawn: { by: me, at: view.now - HOUR, reason: "He was at sea that month." },
  } as const;
  const happened: TimelineEvent["what"][] = [
    { kind: "mark", did: "marked", of: "mailbox", words: "An invented neighbour saw the telephone taken." },
    { kind: "mark", did: "confirmed", of: "mailbox", words: "An invented second source." },
    { kind: "mark", did: "withdrawn", of: "case", words: "They rang from the invented mill." },
    { kind: "step", taken: "done", to: null, note: "Rung at the agreed hour." },
    { kind: "step", taken: "handed", to: other, note: "" },
    { ...use, did: "recorded" },
    { ...use, did: "changed", until: view.now },
    { ...use, did: "withdrawn", reason: "It was another house." },
    { kind: "shelter-sought", wanted: true },
    { kind: "shelter-sought", wanted: false },
    { kind: "flag", flag: "phones-seized", on: true },
    { kind: "flag", flag: "phones-seized", on: false },
    { kind: "window", text: "At night, never at noon.", mayRing: false },
    { kind: "window", text: "From nine to ten, by the invented clock.", mayRing: true },
    { kind: "signals", agreed: true, agreedBy: null },
    { kind: "signals", agreed: true, agreedBy: other },
    { kind: "signals", agreed: false, agreedBy: null },
    { kind: "person", alias: "Siskin of the mill", again: false },
    { kind: "person", alias: "Siskin of the mill", again: true },
    { ...cousin, kind: "threat", did: "changed" },
    { ...cousin, kind: "threat", did: "stands-again" },
    { kind: "threat-withdrawn", who: cousin.who, reason: "He was at sea that month." },
  ];
  const timeline = happened.map((what, index) => ({ at: view.now - index * 7 * MINUTE, by: me, what }));
  const one = { ...first, timeline: [...timeline, ...first.timeline], withdrawnThreats: [withdrawn] };
  return { ...view, cases: [one, ...others] };
};
