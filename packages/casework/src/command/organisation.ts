import { commonsOf, type State, streamOf } from "../fold/state.ts";
import type { StreamId } from "../ids.ts";
import type {
  Compartment,
  MemberHandle,
  PersonTerms,
  PublishFigures,
  ReadRefusal,
  RefuseSigning,
  ReviewFigures,
  SamePerson,
  Settings,
} from "../operation.ts";
import type { SetCalendarWord } from "../plan/operation.ts";
import type { Outcome } from "../refusal.ts";
import { attempt, type Hand, notHeld } from "./attempt.ts";

type Body<O> = Omit<O, "op">;

/** Say what a new compartment is: its first operation. `already-open` when it has been said. */
export const beginCompartment = (state: State, stream: StreamId, compartment: Compartment, hand: Hand): Outcome =>
  attempt(state, hand, [{ stream, operations: [{ op: "begin", compartment }] }]);

const inCommons = (
  state: State,
  hand: Hand,
  ...operations: (Settings | MemberHandle | SamePerson | RefuseSigning | ReadRefusal | PersonTerms | SetCalendarWord)[]
): Outcome => {
  const stream = streamOf(state, "commons");
  return stream ? attempt(state, hand, [{ stream, operations }]) : notHeld("commons");
};

export const changeSettings = (state: State, intent: Body<Settings>, hand: Hand): Outcome =>
  inCommons(state, hand, { op: "settings", ...intent });

export const nameMember = (state: State, intent: Body<MemberHandle>, hand: Hand): Outcome =>
  inCommons(state, hand, { op: "memberHandle", ...intent });

/** Two accounts are one person's: from then on they count as one wherever two must agree. [P11] */
export const statePerson = (state: State, intent: Body<SamePerson>, hand: Hand): Outcome =>
  inCommons(state, hand, ...begunPersonTerms(state), { op: "samePerson", ...intent });

const begunPersonTerms = (state: State): PersonTerms[] => (commonsOf(state).personTerms ? [] : [{ op: "personTerms" }]);

/** From here on nobody unsays of their own accounts that they are one. For whichever administrator's console comes by. [P11] */
export const beginPersonTerms = (state: State, hand: Hand): Outcome =>
  inCommons(state, hand, ...begunPersonTerms(state));

/** Another's paper is let go: that it was, by whom and why, stays. [P11] */
export const refuseSigning = (state: State, intent: Body<RefuseSigning>, hand: Hand): Outcome =>
  inCommons(state, hand, { op: "refuseSigning", ...intent });

export const readRefusal = (state: State, intent: Body<ReadRefusal>, hand: Hand): Outcome =>
  inCommons(state, hand, { op: "readRefusal", ...intent });

export const setCalendarWord = (state: State, word: string, hand: Hand): Outcome =>
  inCommons(state, hand, { op: "calendarWord", word });

const inFigures = (state: State, hand: Hand, operation: PublishFigures | ReviewFigures): Outcome => {
  const stream = streamOf(state, "figures");
  return stream ? attempt(state, hand, [{ stream, operations: [operation] }]) : notHeld("figures");
};

/** Put a release up for review. The weeks come from `weeklyFigures`; they may go out once a second member approved. */
export const publishFigures = (state: State, intent: Body<PublishFigures>, hand: Hand): Outcome =>
  inFigures(state, hand, { op: "publishFigures", ...intent });

export const reviewFigures = (state: State, intent: Body<ReviewFigures>, hand: Hand): Outcome =>
  inFigures(state, hand, { op: "reviewFigures", ...intent });
