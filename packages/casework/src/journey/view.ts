import { type AftermathView, aftermathView } from "../arrival/view.ts";
import { HOUR } from "../day.ts";
import type { CaseAnswer } from "../fold/contact.ts";
import { type CaseState, resourcesOf, type State } from "../fold/state.ts";
import type { ApplicationId, JourneyId, LegId, MailboxId, ThingId } from "../ids.ts";
import type { Outside } from "../outside.ts";
import { yesRanOut } from "../rule/consent.ts";
import { isCalledBack, isSetOut, lawyerWasAsked, mayHaveMinor } from "../rule/journey.ts";
import { searchesMissing } from "../rule/search.ts";
import { type ThingRef, thingRef } from "../thing/ref.ts";
import { type Names, namesIn } from "../view/person.ts";
import type { PersonRef } from "../view.ts";
import type { SearchAbout } from "../words.ts";
import { type AssignedRecord, isOver, isUnderWay, type JourneyRecord, type Lapsed } from "./fold.ts";
import { momentOf } from "./moment.ts";
import type { ChosenRoute, JourneyEnd, JourneyLeg, LegHand, StepSaid } from "./operation.ts";

type Said = { by: PersonRef; at: number };

/** Who is asked for a leg. `thing` null: in words alone. */
export type AssignedView = Said & {
  as: LegHand;
  thing: ThingRef | null;
  words: string;
  version: number;
  /** May be known to a threat, or is used no more: somebody else is needed. */
  lost: "compromised" | "retired" | null;
};

export type LegView = JourneyLeg & {
  /** ms. */
  departsAt: number;
  arrivesAt: number;
  /** Whoever does it now; a word that was taken back is not here, and its version is in `versions`. */
  assigned: AssignedView[];
  /** What a change of each word names as the one it saw. */
  versions: Partial<Record<LegHand, number>>;
};

/**
 * What the party was told. `message`: of the answer in their mailbox; null: read out, in these words. `stopped`: an answer
 * that tells of no step has taken its place. `lies`: as far as the team can tell it can still be read there.
 */
export type ToldView = Said & {
  leg: LegId;
  said: StepSaid;
  message: string | null;
  words: string;
  stopped: boolean;
  lies: boolean;
};

export type LyingView = { message: string; mailbox: MailboxId; at: number; isStep: boolean };

/**
 * What a route rests on and that is no longer as the planner read it: written anew, taken out · what of the register stands there
 * may be known to a threat, or is used no more.
 */
export type RestChange = {
  kind: ChosenRoute["rests"][number]["kind"];
  id: string;
  what: "changed" | "retired" | "compromised" | "thing-retired";
};

export type JourneyView = Said & {
  journey: JourneyId;
  party: string[];
  date: string;
  offset: number;
  from: string;
  to: string;
  departsAt: number;
  arrivesAt: number;
  legs: LegView[];
  route: ChosenRoute | null;
  /** By which application they leave the country; null: not one of these. */
  application: ApplicationId | null;
  why: string;
  version: number;
  first: Said;
  /** `moving`: somebody has said that they set out, and nobody that it ended. */
  state: "planned" | "moving" | "ended" | "cancelled";
  taken: (Said & { missed: string; why: string })[];
  /** What the party was told of it, in that order: the last is what they go by. */
  told: ToldView[];
  /** What can still be read in a mailbox of it, as far as the team can tell: a step, or words that took the place of one. */
  lying: LyingView[];
  started: Said | null;
  ended: (Said & { how: JourneyEnd; note: string }) | null;
  cancelled: (Said & { reason: string }) | null;
  /** Ends of legs that were over when it was written anew: whoever was not heard of then is not found by that. */
  lapsed: readonly Lapsed[];
  /** Whoever was told to set out on it is not to, as the case stands now: two have said no, or they were turned round. */
  noGo: boolean;
  /** It is noted that they set out, and the case's own part did not take it: the way was not open. Perhaps they are on the road. */
  unopened: boolean;
  /** The leg they are on by the clock; null before, between and after. */
  now: number | null;
  changed: RestChange[];
  /** … and what the ways rest on that are kept for what does not come, by the leg that does not. */
  keptChanged: { leg: LegId; changes: RestChange[] }[];
  /** Still to be looked at before anybody may set out: until then it is a plan and nothing more. */
  searchMissing: SearchAbout[];
  /** What they had allowed of being moved has run out. Whoever is on the road goes on; the others are asked first. */
  yesRanOut: boolean;
  /** Somebody under age travels, and no lawyer was asked since it was planned. */
  lacksLawyer: boolean;
  /** Aliases of those who joined the party since it was planned, and are on no way that is open: nobody moves them. */
  joined: string[];
} & AftermathView;

const ORDER = { moving: 0, planned: 1, ended: 2, cancelled: 2 } as const;

/** Moving ones first, then the soonest planned, then what is over, newest first. */
export const journeyViews = (state: State, known: CaseState, outside: Outside): JourneyView[] => {
  const stream = known.parts.find(({ part }) => part === "journey")?.stream;
  const content = stream === undefined ? undefined : state.streams.get(stream)?.content;
  if (content?.is !== "part" || content.part.journeys.size === 0) return [];
  const names = namesIn(state, outside);
  const all = [...content.part.journeys.values()];
  return all
    .map((one) => journeyView(state, known, one, all, outside.now, names))
    .toSorted((a, b) => {
      const by = ORDER[a.state] - ORDER[b.state];
      if (by !== 0) return by;
      return a.state === "planned" ? a.departsAt - b.departsAt : b.departsAt - a.departsAt;
    });
};

const stateOf = (one: JourneyRecord): JourneyView["state"] => {
  if (one.cancelled) return "cancelled";
  if (one.ended) return "ended";
  return one.started ? "moving" : "planned";
};

const journeyView = (
  state: State,
  known: CaseState,
  one: JourneyRecord,
  all: readonly JourneyRecord[],
  now: number,
  names: Names,
): JourneyView => {
  const said = ({ by, at }: { by: PersonRef["id"]; at: number }): Said => ({ by: names(by), at });
  const legs = one.legs.map((leg): LegView => {
    const words = [...one.assigned.values()].filter((word) => word.leg === leg.leg);
    return {
      ...leg,
      departsAt: momentOf(one, leg.departs),
      arrivesAt: momentOf(one, leg.arrives),
      assigned: words.filter(isSomebody).map((word) => ({ ...assignedView(state, word), ...said(word) })),
      versions: Object.fromEntries(words.map(({ as, version }) => [as, version])),
    };
  });
  const steps = new Set(one.told.map(({ message }) => message));
  // What took the place of a step of this one may be another journey's: it is shown there, and not to be taken out here.
  const others = new Set(
    all.flatMap(({ journey, told }) => (journey === one.journey ? [] : told.map(({ message }) => message))),
  );
  const stopped = new Set<string | null>(
    known.contact.answers.flatMap(({ message, instead }) => (instead && !steps.has(message) ? [instead] : [])),
  );
  const lying = lyingIn(known, now);
  const [first, last] = [legs[0], legs.at(-1)];
  const is = stateOf(one);
  const here = legs.findIndex(({ departsAt, arrivesAt }) => departsAt <= now && now < arrivesAt);
  return {
    journey: one.journey,
    party: one.party,
    date: one.date,
    offset: one.offset,
    from: first?.from ?? "",
    to: last?.to ?? "",
    departsAt: first?.departsAt ?? 0,
    arrivesAt: last?.arrivesAt ?? 0,
    legs,
    route: one.route,
    application: one.application ?? null,
    why: one.why,
    version: one.version,
    ...said(one),
    first: said(one.first),
    state: is,
    lapsed: one.lapsed,
    noGo: !isOver(one) && isCalledBack(known.contact, now, one.journey),
    unopened: isUnderWay(one) && known.contact.goTerms && !isSetOut(known.contact, one.journey),
    taken: one.taken.map((each) => ({ ...said(each), missed: each.missed, why: each.why })),
    told: one.told.map((each) => {
      const { leg, said: step, message, words } = each;
      const isThere = { stopped: stopped.has(message), lies: lying.has(message) };
      return { ...said(each), leg, said: step, message, words, ...isThere };
    }),
    lying: ofSteps(known.contact.answers, steps, others).filter(({ message }) => lying.has(message)),
    started: one.started && said(one.started),
    ended: one.ended && { ...said(one.ended), how: one.ended.how, note: one.ended.note },
    cancelled: one.cancelled && { ...said(one.cancelled), reason: one.cancelled.reason },
    now: is === "moving" && here >= 0 ? here : null,
    changed: isOver(one) ? [] : restChanges(state, known, one.route?.rests ?? []),
    keptChanged: isOver(one)
      ? []
      : (one.route?.fallbacks ?? []).flatMap(({ leg, rests }) => {
          const changes = restChanges(state, known, rests ?? []);
          return changes.length === 0 ? [] : [{ leg, changes }];
        }),
    searchMissing: is === "planned" ? searchesMissing(known.contact.searched, now) : [],
    yesRanOut: !isOver(one) && yesRanOut(known.contact.consent, now) !== null,
    lacksLawyer: !isOver(one) && mayHaveMinor(state, known, one) && !lawyerWasAsked(known),
    joined: isOver(one) ? [] : joinedSince(known, one, all),
    ...aftermathView(one, known.contact.tickets, names),
  };
};

/**
 * A way that is written anew for a train that is late does not answer whether they come along; another way of their own does.
 */
const joinedSince = (
  { contact: { opened, persons } }: CaseState,
  { first }: JourneyRecord,
  all: readonly JourneyRecord[],
): string[] => {
  const onAWay = new Set(all.flatMap((each) => (isOver(each) ? [] : each.party)));
  return [...persons].flatMap(([person, { alias, at }]) => {
    const cameLater = Number(person) > (opened?.people ?? 0) && at > first.at;
    return cameLater && !onAWay.has(person) ? [alias] : [];
  });
};

/** Steps, and whatever took the place of one, in the order in which they were said. */
const ofSteps = (
  answers: readonly CaseAnswer[],
  steps: ReadonlySet<string | null>,
  others: ReadonlySet<string | null>,
): LyingView[] => {
  const chain = new Set(steps);
  return answers.flatMap(({ message, mailbox, at, instead }): LyingView[] => {
    if (instead !== undefined && chain.has(instead) && !others.has(message)) chain.add(message);
    return chain.has(message) ? [{ message, mailbox, at, isStep: steps.has(message) }] : [];
  });
};

/** Answers that stay readable and whose place no other has taken. What a freeze finds there is destroyed. [MB8] */
const lyingIn = ({ contact: { answers, freezes } }: CaseState, now: number): ReadonlySet<string | null> => {
  const replaced = new Set(answers.map(({ instead }) => instead));
  const frozenAt = (mailbox: CaseAnswer["mailbox"]) => freezes.get(mailbox)?.at(-1)?.at ?? 0;
  return new Set(
    answers.flatMap(({ message, mailbox, until, at }) =>
      until !== null && until * HOUR > now && !replaced.has(message) && frozenAt(mailbox) <= at ? [message] : [],
    ),
  );
};

const isSomebody = ({ thing, words }: AssignedRecord): boolean => thing !== null || words.trim() !== "";

const assignedView = (state: State, { as, thing, words, version }: AssignedRecord): Omit<AssignedView, "by" | "at"> => {
  const resources = resourcesOf(state);
  const known = thing === null ? undefined : resources.things.get(thing);
  const lost = isMarked(state, null, thing) ? "compromised" : known?.retired ? "retired" : null;
  return { as, thing: thing === null ? null : thingRef(resources, thing), words, version, lost };
};

/** The word on a thing that stands is of the register or of the case. */
const isMarked = (state: State, known: CaseState | null, thing: ThingId | null): boolean =>
  [resourcesOf(state).marked, known?.contact.marked]
    .flatMap((one) => [...(one?.marks.values() ?? [])])
    .some(({ of, withdrawn }) => of.kind === "thing" && of.thing === thing && withdrawn === null);

/** Only where this member reads the network. The worst of each: where a threat may wait comes before what only goes otherwise. */
const restChanges = (state: State, known: CaseState, rests: ChosenRoute["rests"]): RestChange[] => {
  const { network, things } = resourcesOf(state);
  if (network.size === 0) return [];
  return rests.flatMap(({ kind, id, version }): RestChange[] => {
    const found = network.get(`${kind} ${id}`);
    if (found === undefined) return [];
    const thing = "thing" in found.entry ? (found.entry.thing ?? null) : null;
    if (thing !== null && isMarked(state, known, thing)) return [{ kind, id, what: "compromised" }];
    if (found.retired) return [{ kind, id, what: "retired" }];
    if (thing !== null && things.get(thing)?.retired) return [{ kind, id, what: "thing-retired" }];
    return found.version === version ? [] : [{ kind, id, what: "changed" }];
  });
};
