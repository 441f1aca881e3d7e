import { threadsOf } from "../case-letters.ts";
import type { ContactState } from "../fold/contact.ts";
import { onePersonBy } from "../fold/same-person.ts";
import { type CaseState, casesOf, commonsOf, intakeOf, type State, streamOf } from "../fold/state.ts";
import type { CaseId } from "../ids.ts";
import type { Outside } from "../outside.ts";
import { readableAll } from "../readable.ts";
import type { CaseView } from "../view.ts";
import { inCaseOrder, viewOf } from "./case.ts";
import { namesIn } from "./person.ts";

/** Cases as {@link file://./case.ts caseViews} gives them, readable. */
export type CaseReader = ((state: State, outside: Outside) => CaseView[]) & {
  /** The same in steps, one case that is made anew each: with thousands of them a screen draws in between. */
  steps(state: State, outside: Outside): Generator<undefined, CaseView[]>;
};

/** No case is shown as it was longer ago than this. Screens are drawn anew as often where nothing happens. */
const AGE_MS = 60_000;

type Known = {
  view: CaseView;
  /** All that it was made of, and the minute. */
  of: readonly unknown[];
  presses: boolean;
  /** The last reading in which it was there. */
  readIn: number;
};

/**
 * Reads cases again and again, and makes anew only the views of those about which something has changed, or that are a
 * minute old: with ten thousand cases a colleague's note must not freeze the screen. Cases whose hour is near, that wait
 * for a sign of life or for a second person, are made anew each time: there seconds count.
 */
export const caseReader = (): CaseReader => {
  const known = new Map<CaseId, Known>();
  /** In the order of last time: what is nearly sorted is sorted soon. */
  let order: CaseId[] = [];
  let reading = 0;
  /** What all of them were made of. */
  let told: readonly unknown[] = [];

  function* steps(state: State, outside: Outside): Generator<undefined, CaseView[]> {
    reading += 1;
    const mine = reading;
    const names = namesIn(state, outside);
    // The roster is handed in anew each time, and the rota is copied with each word in the intake: what they say counts.
    const { shifts, bells } = intakeOf(state).duty;
    const rota = JSON.stringify([outside.members, [...shifts.values()], [...bells]]);
    const { handles, same: people } = commonsOf(state);
    const one = onePersonBy(people);
    const shared = [handles, people, outside.me, rota, streamOf(state, "intake")];
    if (!same(told, shared)) known.clear();
    told = shared;
    const alarms = new Map(outside.alarms.map((alarm) => [alarm.alarm, alarm]));
    const register = streamOf(state, "resources");
    const resources = register === null ? null : state.streams.get(register);
    const of: unknown[] = [];
    /** Everything else that {@link viewOf} looks at, by being the same object. One list for all: almost none is kept. */
    const gather = (theCase: CaseState): void => {
      const { case: id, contact, parts } = theCase;
      of.length = 0;
      // The same case is put together of the same parts.
      of.push(minuteOf(id, outside.now), theCase);
      of.push(usesThings(contact, parts) ? resources : null);
      for (const { stream } of parts) of.push(outside.readers.get(stream), outside.erasures.get(stream));
      for (const thread of threadsOf(contact, outside.threads)) of.push(thread);
      // The server's word on them is given anew in each round.
      for (const alarm of contact.checkIns.keys()) of.push(JSON.stringify(alarms.get(alarm)));
    };
    for (const theCase of casesOf(state)) {
      const before = known.get(theCase.case);
      gather(theCase);
      if (before !== undefined && !before.presses && same(before.of, of)) before.readIn = mine;
      else {
        const view = readableAll(viewOf(state, theCase, outside, names, one));
        known.set(theCase.case, { view, of: [...of], presses: isPressing(view), readIn: mine });
        yield;
      }
    }
    for (const [id, { readIn }] of known) if (readIn < mine) known.delete(id);
    const views: CaseView[] = [];
    for (const id of order) {
      const here = known.get(id);
      if (here !== undefined) views.push(here.view);
    }
    if (views.length < known.size) {
      const before = new Set(order);
      for (const [id, { view }] of known) if (!before.has(id)) views.push(view);
    }
    views.sort(inCaseOrder);
    order = views.map((view) => view.case);
    return views;
  }

  const read = (state: State, outside: Outside): CaseView[] => {
    const left = steps(state, outside);
    for (;;) {
      const { done, value } = left.next();
      if (done) return value;
    }
  };
  return Object.assign(read, { steps });
};

const usesThings = ({ uses }: ContactState, parts: CaseState["parts"]): boolean =>
  uses.size > 0 || parts.some(({ part }) => part === "journey" || part === "money");

const same = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, index) => one === b[index]);

/** Each case's minute begins at another second, so that not all of them are made anew at once. */
const minuteOf = (id: CaseId, now: number): number =>
  Math.floor((now + (Number.parseInt(id.slice(0, 6), 16) % AGE_MS)) / AGE_MS);

const isPressing = ({ nextCheckIn, decisions, vouchedBy }: CaseView): boolean =>
  nextCheckIn !== null ||
  decisions.some(({ state }) => state === "waiting" || state === "ordered") ||
  // It looks at everybody's letters.
  vouchedBy !== null;
