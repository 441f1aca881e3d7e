import { threadsOf } from "../case-letters.ts";
import { touchesIn } from "../exposure/touches.ts";
import type { ContactState } from "../fold/contact.ts";
import { type CaseState, casesOf, commonsOf, intakeOf, type State, streamOf } from "../fold/state.ts";
import type { CaseId } from "../ids.ts";
import type { Outside } from "../outside.ts";
import { readableAll } from "../readable.ts";
import { onePersonIn } from "../rule/same-person.ts";
import type { CaseView } from "../view.ts";
import { byUrgency, inCaseOrder, viewOf } from "./case.ts";
import { namesIn } from "./person.ts";

/** Cases as {@link file://./case.ts caseViews} gives them, readable. */
export type CaseReader = ((state: State, outside: Outside) => CaseView[]) & {
  /** The same in steps, one case that is made anew each: with thousands of them a screen draws in between. */
  steps(state: State, outside: Outside): Generator<undefined, CaseView[]>;
};

/** No case is shown as it was longer ago than this. Screens are drawn anew as often where nothing happens. */
const AGE_MS = 60_000;
/** … of which nothing goes by the minute: how old a search or an assessment is, when papers run out. */
const STILL_AGE_MS = 10 * AGE_MS;

type Known = {
  case: CaseId;
  /** As it was put together: of the same parts it is the same object. */
  put: CaseState;
  view: CaseView;
  /** All else that it was made of. */
  of: readonly unknown[];
  age: number;
  presses: boolean;
  still: boolean;
  /** The last reading in which it was there. */
  readIn: number;
};

/**
 * Reads cases again and again, and makes anew only the views of those about which something has changed, or that are a
 * minute old, ten where nothing in them goes by the minute: with ten thousand cases a colleague's note must not freeze the
 * screen. Cases whose hour is near, that wait for a sign of life, for a second person or to be read about, are made anew each time: there
 * seconds count.
 */
export const caseReader = (): CaseReader => {
  const known = new Map<CaseId, Known>();
  /** As the state lists them: in ten thousand, the place of last time is found sooner than the name. */
  let listed: Known[] = [];
  /** As they are shown: what is nearly sorted is sorted soon. */
  let order: Known[] = [];
  let reading = 0;
  /** What all of them were made of. */
  let told: readonly unknown[] = [];
  /** What each of them looks up its own in. */
  let tables: readonly unknown[] = [];

  function* steps(state: State, outside: Outside): Generator<undefined, CaseView[]> {
    reading += 1;
    const mine = reading;
    const names = namesIn(state, outside);
    // The roster is handed in anew each time, and the rota is copied with each word in the intake: what they say counts.
    const { shifts, bells } = intakeOf(state).duty;
    const rota = JSON.stringify([outside.members, [...shifts.values()], [...bells]]);
    const { handles, same: people } = commonsOf(state);
    const one = onePersonIn(state, outside);
    const touches = touchesIn(state, outside, one);
    const shared = [handles, people, outside.me, rota, streamOf(state, "intake")];
    if (!same(told, shared)) {
      known.clear();
      order = [];
    }
    told = shared;
    const register = streamOf(state, "resources");
    const resources = register === null ? null : state.streams.get(register);
    const { readers, erasures, threads, unheld } = outside;
    // The server's word on them is given anew in each round.
    const words = outside.alarms.map((alarm) => JSON.stringify(alarm));
    const looked = [resources, readers, ...[...erasures].flat(), ...threads, ...words, ...[...(unheld ?? [])].flat()];
    const asBefore = same(tables, looked);
    tables = looked;
    const alarms = new Map(outside.alarms.map(({ alarm }, place) => [alarm, words[place]]));
    /** Everything else that {@link viewOf} looks at, by being the same object. */
    const gather = (theCase: CaseState): unknown[] => {
      const { contact, parts } = theCase;
      const of: unknown[] = [usesThings(contact, parts) ? resources : null, touches.readers(theCase)];
      for (const { stream } of parts) of.push(readers.get(stream), erasures.get(stream));
      for (const thread of threadsOf(contact, threads)) of.push(thread);
      for (const alarm of contact.checkIns.keys()) of.push(alarms.get(alarm), unheld?.get(alarm));
      return of;
    };
    const stands = (before: Known, theCase: CaseState): boolean =>
      !before.presses &&
      before.put === theCase &&
      before.age === ageOf(before.case, outside.now, before.still) &&
      ((asBefore && before.readIn === mine - 1) || same(before.of, gather(theCase)));
    const here: Known[] = [];
    let moved = false;
    for (const theCase of casesOf(state)) {
      const id = theCase.case;
      const there = listed[here.length];
      const before = there !== undefined && there.put === theCase && known.get(id) === there ? there : known.get(id);
      if (before !== undefined && stands(before, theCase)) {
        before.readIn = mine;
        here.push(before);
        continue;
      }
      const view = readableAll(viewOf(state, theCase, outside, names, one, touches.of(theCase)));
      const still = isStill(view);
      const [of, age] = [gather(theCase), ageOf(id, outside.now, still)];
      const now = { case: id, put: theCase, view, of, age, presses: isPressing(view), still, readIn: mine };
      moved ||= before === undefined || byUrgency(before.view, view) !== 0;
      here.push(Object.assign(before ?? now, now));
      if (before === undefined) {
        known.set(id, now);
        order.push(now);
      }
      yield;
    }
    listed = here;
    if (order.length !== here.length) {
      for (const [id, { readIn }] of known) if (readIn < mine) known.delete(id);
      order = order.filter(({ readIn }) => readIn >= mine);
    }
    if (moved) order.sort((a, b) => inCaseOrder(a.view, b.view));
    return order.map(({ view }) => view);
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

const usesThings = ({ uses, tickets }: ContactState, parts: CaseState["parts"]): boolean =>
  uses.size > 0 || tickets.size > 0 || parts.some(({ part }) => part === "journey" || part === "money");

const same = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, index) => one === b[index]);

/** Each case's minute begins at another second, so that not all of them are made anew at once. */
const ageOf = (id: CaseId, now: number, still: boolean): number => {
  const age = still ? STILL_AGE_MS : AGE_MS;
  return Math.floor((now + (Number.parseInt(id.slice(0, 6), 16) % age)) / age);
};

/** Nobody waits, is on the way, or has something to do by an hour; whatever is left goes by hours and days. */
const isStill = (view: CaseView): boolean =>
  view.waitingSince === null &&
  view.contactWindow === null &&
  view.plan.open.length === 0 &&
  view.consents.length === 0 &&
  view.tickets.length === 0 &&
  view.journeys.length === 0 &&
  view.uses.length === 0 &&
  view.parts.every(({ readers }) => readers.every(({ until }) => until === null));

const isPressing = ({ nextCheckIn, decisions, vouchedBy }: CaseView): boolean =>
  nextCheckIn !== null ||
  decisions.some(({ state, news }) => state === "waiting" || state === "ordered" || news !== null) ||
  // It looks at everybody's letters.
  vouchedBy !== null;
