/**
 * What of a go's sheet the case answers by itself: nobody ticks what stands there, and nobody can tick away what does not.
 * Who and when says how old the answer is. What no record knows (the weather, money in a hand) stays for
 * people: what is written of the money is shown beside it.
 */
import { DAY, dayOf } from "../day.ts";
import { builtIn } from "../fact/fields.ts";
import type { ContactState } from "../fold/contact.ts";
import type { CaseState, State } from "../fold/state.ts";
import { commonsOf, resourcesOf, streamOf } from "../fold/state.ts";
import type { UseRecord } from "../fold/uses.ts";
import type { MemberId, ThingId } from "../ids.ts";
import type { JourneyView } from "../journey/view.ts";
import { signThatCalls } from "../rule/check-in.ts";
import type { PersonRef } from "../view.ts";
import { GO_POINTS, type GoPoint } from "../words.ts";
import type { AskAgain, AssessmentView } from "./assessment.ts";
import type { ConsentView } from "./consent.ts";
import type { Names } from "./person.ts";

/** `said`: whose word it rests on, and of when; null where nobody has said anything. */
export type GoFactView = {
  point: GoPoint;
  met: boolean;
  said: { by: PersonRef; at: number } | null;
  /** Of an assessment that does not hold, the first reason. */
  again?: AskAgain;
};

type Seen = {
  assessment: AssessmentView | null;
  consents: readonly ConsentView[];
  journeys: readonly JourneyView[];
};
type Answer = { met: boolean; said: { by: MemberId; at: number } | null };

/** Answers that this member's compartments give; a point that is missing has to be looked at by a person. */
export const goFacts = (
  state: State,
  known: CaseState,
  { assessment, consents, journeys }: Seen,
  now: number,
  names: Names,
): GoFactView[] => {
  const planned = journeys.filter((journey) => journey.state === "planned" && journey.departsAt > now);
  const next = planned.toSorted((a, b) => a.departsAt - b.departsAt)[0];
  const until = next?.arrivesAt ?? now;
  const given: Record<GoPoint, GoFactView | Answer | null> = {
    "check-in": checkInSet(known, now),
    assessment: assessment && {
      point: "assessment",
      met: assessment.last !== null && assessment.again.length === 0,
      said: assessment.last,
      ...(assessment.again[0] && { again: assessment.again[0] }),
    },
    consent: consentAlive(consents),
    papers: papersHold(state, known, until),
    route: next ? routeHolds(state, next) : null,
    shelter: shelterStands(state, known, now),
  };
  return GO_POINTS.flatMap((point): GoFactView[] => {
    const answer = given[point];
    if (answer === null) return [];
    const { met, said } = answer;
    const again = "again" in answer && answer.again !== undefined ? { again: answer.again } : {};
    return [{ point, met, said: said && { by: refOf(said.by, names), at: said.at }, ...again }];
  });
};

const refOf = (by: MemberId | PersonRef, names: Names): PersonRef => (typeof by === "string" ? names(by) : by);

/** What it rests on is as it was read, and whoever was asked to drive or to host is still to be trusted. */
const routeHolds = (state: State, journey: JourneyView): GoFactView | null => {
  // Neither the network nor a mark is seen by who does not hold the register.
  if (streamOf(state, "resources") === null) return null;
  const lost = journey.legs.some(({ assigned }) => assigned.some((one) => one.lost !== null));
  return { point: "route", met: !lost && journey.changed.length === 0 && !journey.lacksLawyer, said: journey };
};

/** Somebody will notice if they do not arrive: set, for later than now and within days, calls somebody, and is no drill. */
const checkInSet = ({ contact }: CaseState, now: number): Answer => {
  const said = signThatCalls(contact, now);
  return { met: said !== null, said };
};

/** Nothing goes on for which the person's consent has ended, and they let themselves be moved. Nothing rests on any: not for the case to say. */
const consentAlive = (consents: readonly ConsentView[]): GoFactView | null => {
  const isOfWay = ({ purpose }: ConsentView): boolean => purpose === "journey";
  const used = consents.filter((one) => one.rests.length > 0 || isOfWay(one));
  const holds = (one: ConsentView): boolean => one.due === 0 && (!isOfWay(one) || one.standing === "given");
  const newest = used.toSorted((a, b) => b.now.at - a.now.at)[0];
  return newest ? { point: "consent", met: used.every(holds), said: newest.now } : null;
};

/**
 * None of the papers runs out before they arrive. Of some that this reader cannot read, written before they began to, that
 * is not known: then only a paper that does run out answers.
 */
const papersHold = (state: State, { parts }: CaseState, until: number): Answer | null => {
  const { fields } = commonsOf(state);
  const newestOf = parts.flatMap(({ stream }) => {
    const content = state.streams.get(stream)?.content;
    if (content?.is !== "part") return [];
    return [...content.part.facts.values()].flatMap(({ fact, versions }) => {
      const last = versions.at(-1);
      return last === undefined ? [] : [{ ...last, fact }];
    });
  });
  const unread = newestOf.some(
    ({ fact, value }) =>
      value?.kind === "left-out" && (builtIn(fact)?.kind ?? fields.get(fact)?.kind ?? "papers") === "papers",
  );
  const said = newestOf.flatMap((last) =>
    last.value?.kind === "papers" ? [{ ...last, papers: last.value.papers }] : [],
  );
  const newest = said.toSorted((a, b) => b.at - a.at)[0];
  if (!newest) return null;
  const holds = (expires: string | null) => expires === null || Date.parse(expires) / DAY >= dayOf(until);
  const met = said.every(({ papers }) => papers.every(({ expires }) => holds(expires)));
  return met && unread ? null : { met, said: newest };
};

/**
 * Where they are to stay is written down, in use, and not marked as compromised: of a party in several houses, each of
 * them. Who does not hold the register sees no mark either: not for him to hear that there is none.
 */
const shelterStands = (state: State, { contact }: CaseState, now: number): Answer | null => {
  const stays = staysToCome(contact, now);
  const [last] = stays;
  if (last === undefined || streamOf(state, "resources") === null) return null;
  const { things, marked } = resourcesOf(state);
  const marks = [marked, contact.marked].flatMap((one) => [...one.marks.values()]);
  const isMarked = (thing: ThingId): boolean =>
    marks.some(({ of, withdrawn }) => withdrawn === null && of.kind === "thing" && of.thing === thing);
  const bad = stays.find(({ thing }) => isMarked(thing) || things.get(thing)?.retired);
  return { met: bad === undefined, said: bad ?? last };
};

/** The newest first. One person sleeps in one house: that which begins last. Some of a party may be where it was before. */
const staysToCome = ({ uses, people }: ContactState, now: number): UseRecord[] => {
  const stays = [...uses.values()]
    .filter(({ as, until, withdrawn }) => as === "stayed" && withdrawn === null && (until === null || until > now))
    .toSorted((a, b) => b.from - a.from);
  const [last] = stays;
  if (last === undefined || people === 1) return stays.slice(0, 1);
  // What ends when the next begins is left behind by the move itself.
  return stays.filter(({ until }) => until === null || until > last.from);
};
