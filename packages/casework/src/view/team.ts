import { type Conversation, EXPOSURE_SPAN, exposureHours, onDutyFor } from "../duty/strain.ts";
import { intakeOf, type State, streamOf } from "../fold/state.ts";
import { isDanger } from "../letter.ts";
import type { Outside } from "../outside.ts";
import type { CaseView, DecisionView, DutyView, LoadView, PersonRef, ThreadView } from "../view.ts";
import { myRole } from "./person.ts";

/** How many of something, and since when the oldest stands so (ms; null where there is none). */
export type Standing = { n: number; since: number | null };

/** What one member carries, as far as the reader can see it. */
export type TeamLine = {
  person: PersonRef;
  /** Open cases owned, and stood in for. */
  owns: number;
  standsIn: number;
  tasks: { open: number; overdue: number };
  /** Of the cases owned: assessments that have run out or been overtaken. */
  stale: Standing;
  /** Of the cases owned: check-ins that nobody met in time and nobody has closed. */
  missed: Standing;
  /** Their own proposals that wait for a second person. */
  decisions: Standing;
  load: Pick<LoadView, "week" | "month">;
  /** Hours of the last fourteen days spent with people in danger. See `exposureHours`. */
  exposure: number;
  /** ms on duty in a row; 0: rested. */
  onDutyFor: number;
};

export type TeamView = {
  /** By name, in no order of merit. Of members who coordinate nothing: their own line alone. */
  lines: TeamLine[];
  /** Open cases that the reader holds: all that is counted. */
  held: number;
  /** Cases that the intake names and the reader does not hold, open or not; null: no intake is held either. */
  unseen: number | null;
};

const standing = (times: readonly number[]): Standing => ({
  n: times.length,
  since: times.length === 0 ? null : Math.min(...times),
});

type Talk = Pick<ThreadView, "messages" | "flags" | "urgency">;

/** When somebody of the team answered last in it: most conversations are long over, and a view that stands is asked often. */
const lastAnswers = new WeakMap<Talk, number>();
const lastAnswerIn = (talk: Talk): number => {
  const before = lastAnswers.get(talk);
  if (before !== undefined) return before;
  const last = talk.messages.reduce(
    (latest, { author, at }) => (author === null ? latest : Math.max(latest, at ?? 0)),
    0,
  );
  lastAnswers.set(talk, last);
  return last;
};

const talkOf = (talk: Talk, from: number): Conversation | null => {
  if (lastAnswerIn(talk) <= from) return null;
  const { messages, flags, urgency } = talk;
  const answers = messages.flatMap(({ author, at }) =>
    author !== null && at !== null && at > from ? [{ by: author.id, at }] : [],
  );
  return {
    distressing: flags.includes("distressing"),
    urgentSince: urgency.level === "now" && urgency.saidBy.kind === "member" ? urgency.at : null,
    dangers: messages.filter((message) => message.author === null && isDanger(message)).flatMap(({ at }) => at ?? []),
    answers,
  };
};

/** Once for all members: each would else look through all cases. */
const byMember = <Role extends string, One extends Readonly<Record<Role, PersonRef | null>>>(
  all: readonly One[],
  role: Role,
): ReadonlyMap<PersonRef["id"], One[]> => {
  const theirs = new Map<PersonRef["id"], One[]>();
  for (const one of all) {
    const id = one[role]?.id;
    if (id === undefined) continue;
    const before = theirs.get(id);
    if (before === undefined) theirs.set(id, [one]);
    else before.push(one);
  }
  return theirs;
};

const isOpen = ({ closed, stage }: CaseView): boolean =>
  closed === null && stage !== "declined" && stage !== "withdrawn";

/** Who carries what, so that it can be shared and somebody can be told to sleep. Only what this reader holds is counted. */
export const teamView = (
  state: State,
  outside: Outside,
  cases: readonly CaseView[],
  threads: readonly ThreadView[],
  { load }: Pick<DutyView, "load">,
): TeamView => {
  const { now, me } = outside;
  const open = cases.filter(isOpen);
  const tasks = open.flatMap(({ plan }) => plan.open);
  const decisions = [...cases, ...threads]
    .flatMap((one): DecisionView[] => ("decisions" in one ? one.decisions : one.declines))
    .filter(({ state: stands }) => stands === "waiting" || stands === "ordered");
  const from = now - EXPOSURE_SPAN;
  // What a case took over is shown in the thread that it was, too; an hour counts once, so it may stand in both.
  const talks = [...cases, ...threads].flatMap((one) => talkOf(one, from) ?? []);
  const missed = cases
    .flatMap(({ checkIns }) => checkIns)
    .filter(({ drill }) => drill === null)
    .map(({ graceUntil, acknowledged, closed }) => ({
      graceUntil,
      handled: [acknowledged, closed].flatMap((one) => (one ? [{ by: one.by.id, at: one.at }] : [])),
    }));
  const hours = exposureHours(talks, missed, now);
  const [owned, stoodIn, owed] = [byMember(open, "owner"), byMember(open, "standIn"), byMember(tasks, "owner")];
  const lineOf = ({ person, week, month }: LoadView): TeamLine => {
    const { id } = person;
    const [own, mine] = [owned.get(id) ?? [], owed.get(id) ?? []];
    return {
      person,
      owns: own.length,
      standsIn: stoodIn.get(id)?.length ?? 0,
      tasks: { open: mine.length, overdue: mine.filter(({ overdue }) => overdue).length },
      stale: standing(
        own.flatMap(({ assessment }) =>
          assessment === null || assessment.again.length === 0 ? [] : Math.min(...assessment.again.map(({ at }) => at)),
        ),
      ),
      missed: standing(
        own
          .flatMap(({ checkIns }) => checkIns)
          .filter(({ drill, closed, graceUntil }) => drill === null && closed === null && graceUntil <= now)
          .map(({ due }) => due),
      ),
      decisions: standing(decisions.filter(({ proposedBy }) => proposedBy.id === id).map(({ at }) => at)),
      load: { week, month },
      exposure: hours.get(id) ?? 0,
      onDutyFor: onDutyFor(month.shifts, now),
    };
  };
  const lines = load.filter(({ person }) => person.id === me || myRole(outside) === "coordinator").map(lineOf);
  return { lines, held: open.length, unseen: unseenIn(state, cases) };
};

const unseenIn = (state: State, cases: readonly CaseView[]): number | null => {
  if (streamOf(state, "intake") === null) return null;
  const held = new Set(cases.map((one) => one.case));
  const named = [...intakeOf(state).threads.values()].flatMap(({ takenInto }) => takenInto?.case ?? []);
  return new Set(named.filter((id) => !held.has(id))).size;
};
