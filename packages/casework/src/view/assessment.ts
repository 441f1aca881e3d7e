/**
 * How old the assessment of a case is, and whether it should be made anew: because it has run out, or because something
 * has happened that whoever answered its questions could not know.
 */
import { lettersOf } from "../case-letters.ts";
import { graceUntil, isPast } from "../check-in.ts";
import type { Touch } from "../exposure/touches.ts";
import type { ContactState, SpineEvent } from "../fold/contact.ts";
import type { CaseState } from "../fold/state.ts";
import { isOfAll, numbersOf, statusOf } from "../fold/status.ts";
import type { ThreatState } from "../fold/threat.ts";
import type { AlarmId } from "../ids.ts";
import { latestWritten, saysDanger, whenWritten } from "../letter.ts";
import type { Operation, SetStatus } from "../operation.ts";
import type { AlarmSeen, Outside, ThreadSeen } from "../outside.ts";
import { ASSESSMENT_HOLDS, answersIn, type RiskAnswers } from "../risk/factors.ts";
import { suggestUrgency } from "../risk/suggest.ts";
import type { PersonRef } from "../view.ts";
import type { SearchAbout, Stage, Status, Urgency } from "../words.ts";
import type { Names } from "./person.ts";

export type AskAgain =
  | { kind: "danger" | "threat" | "frozen"; at: number; by: PersonRef | null }
  /** A sign of life that never came; or something of this case's is compromised. */
  | { kind: "no-sign" | "mark"; at: number; by: PersonRef | null }
  | { kind: "search"; about: SearchAbout; at: number; by: PersonRef | null }
  /** What they use, or where they stay, is marked in the register; `name` null: nobody has written what it is called. */
  | { kind: "roof" | "way"; name: string | null; at: number; by: PersonRef }
  /** Whoever carries or reads the case is marked. */
  | { kind: "member"; who: PersonRef; owns: boolean; at: number; by: PersonRef }
  /** A sign of life is past its grace, and nobody has closed it. */
  | { kind: "silent"; at: number; by: null }
  /** `some`: of how many it was said; null: of the whole party. */
  | { kind: "status"; status: Status; some: { people: number; of: number } | null; at: number; by: PersonRef | null }
  | { kind: "stage"; stage: Stage; at: number; by: PersonRef | null }
  /** It has run out. */
  | { kind: "old"; at: number; by: null }
  /** Nobody has answered the questions. `at`: since when the case is open. */
  | { kind: "never"; at: number; by: null };

export type AssessmentView = {
  last: {
    at: number;
    by: PersonRef;
    urgency: Urgency;
    saidBy: "caller" | "team";
    answers: RiskAnswers;
    /** What they suggest by today's table. */
    because: ReturnType<typeof suggestUrgency>["because"];
    /** What was suggested to whoever chose; differs from `urgency` only with a reason. */
    suggested: Urgency;
    otherwise: string;
  } | null;
  /** When it runs out by itself; null before the first. */
  askAgainAt: number | null;
  /** Why it should be asked again now: what says danger first, then who is silent, then what is marked, then the newest. Empty: it holds. */
  again: AskAgain[];
};

type Assessed = NonNullable<ThreatState["assessed"]>;

/** What has been judged, and until where. `by` null: nobody has answered the questions; the case was settled without. */
type Judged = Pick<Assessed, "at" | "order" | "read"> & { by: Assessed["by"] | null };

/** Nothing more is to come: nobody has to judge how soon. */
const isOver = (spine: ContactState): boolean =>
  spine.closed !== null || spine.stage === "declined" || spine.stage === "withdrawn" || isOfAll(spine, ["died"]);

/**
 * @returns null where the reader does not hold the threat part, or nothing is left to judge. Of a settled case nobody is asked how old
 * it is, and everybody for what came since: the hunters follow abroad too.
 */
export const assessmentView = (
  known: CaseState,
  level: Urgency,
  { now, threads, alarms }: Pick<Outside, "now" | "threads" | "alarms">,
  names: Names,
  touches: readonly Touch[],
): AssessmentView | null => {
  const { contact: spine, threat } = known;
  if (threat === null || isOver(spine)) return null;
  const { assessed } = threat;
  const settled = spine.stage === "settled" ? spine.stageSince : null;
  if (assessed === null && settled === null) {
    return { last: null, askAgainAt: null, again: [{ kind: "never", at: spine.opened?.at ?? now, by: null }] };
  }
  const judged: Judged = assessed ?? { at: settled ?? 0, by: null, order: -1 };
  const isSince = ({ at }: { at: number }): boolean => settled === null || at > settled;
  const changes = [...spineChanges(spine, judged, names), ...threatChanges(threat, judged, names).filter(isSince)];
  const askAgainAt = assessed === null || settled !== null ? null : assessed.at + ASSESSMENT_HOLDS[level];
  const again: AskAgain[] = [
    ...dangerSince(spine, threads, judged, settled),
    ...silentSince(spine, alarms, now, judged).filter(isSince),
    ...markedSince(touches, judged, names).filter(isSince),
    ...changes.toSorted((a, b) => b.at - a.at),
    ...(askAgainAt !== null && askAgainAt <= now ? [{ kind: "old" as const, at: askAgainAt, by: null }] : []),
  ];
  if (settled !== null && again.length === 0) return null;
  return { last: assessed && lastOf(assessed, names), askAgainAt, again };
};

const lastOf = (assessed: Assessed, names: Names): AssessmentView["last"] => {
  const answers = answersIn(assessed.answered ?? []);
  const { at, by, urgency, saidBy, suggested = urgency, otherwise = "" } = assessed;
  const { because } = suggestUrgency(answers);
  return { at, by: names(by), urgency, saidBy, answers, because, suggested, otherwise };
};

/** A letter that says danger and that whoever assessed had not read, whatever the clock of the caller's phone says. */
const dangerSince = (
  spine: ContactState,
  threads: readonly ThreadSeen[],
  { read = [] }: Judged,
  settled: number | null,
): AskAgain[] => {
  const upTo = new Map(read.map(({ mailbox, seq }) => [mailbox, seq]));
  const letters = lettersOf(spine, threads).filter(
    ({ mailbox, row }) =>
      row.letter !== null &&
      row.seq > (upTo.get(mailbox) ?? 0) &&
      (settled === null || latestWritten(row) > settled) &&
      saysDanger(row.letter, spine.signals),
  );
  if (letters.length === 0) return [];
  return [{ kind: "danger", at: Math.max(...letters.map(({ row }) => whenWritten(row))), by: null }];
};

/** By the clock, or because the server says so: whoever assessed before that could not know. [P7] */
const silentSince = (spine: ContactState, alarms: readonly AlarmSeen[], now: number, assessed: Judged): AskAgain[] =>
  [...spine.checkIns.values()]
    .filter((asked) => isOfPeople(spine, asked.alarm) && asked.closed === null && graceUntil(asked) > assessed.at)
    .filter((asked) =>
      isPast(
        asked,
        alarms.find(({ alarm }) => alarm === asked.alarm),
        now,
      ),
    )
    .map((asked): AskAgain => ({ kind: "silent", at: graceUntil(asked), by: null }))
    .toSorted((a, b) => a.at - b.at);

/** Marks stand in another compartment, and clocks alone say which came first. */
const markedSince = (touches: readonly Touch[], assessed: Judged, names: Names): AskAgain[] =>
  touches
    .filter(({ at }) => at > assessed.at)
    .toSorted((a, b) => ORDER[a.kind] - ORDER[b.kind] || b.at - a.at)
    .map((touch): AskAgain => {
      const said = { at: touch.at, by: names(touch.by) };
      return touch.kind === "member"
        ? { kind: "member", who: names(touch.member), owns: touch.owns, ...said }
        : { kind: touch.kind, name: touch.name, ...said };
    });
const ORDER = { roof: 0, way: 1, member: 2 } as const;

/** The assessment's own place in the spine: the urgency that was written there in the same append. */
const orderIn = ({ events }: ContactState, { by, at }: Judged): number =>
  events.findLast((event) => event.operation.op === "setCaseUrgency" && event.by === by && event.at === at)?.order ??
  events.findLast((event) => event.at <= at)?.order ??
  0;

/** Where in the spine it was settled, by its order and no clock; of a case that is not, before all. */
const settledIn = ({ stage, events }: ContactState): number =>
  stage === "settled"
    ? (events.findLast(({ operation }) => operation.op === "moveStage" && operation.to === "settled")?.order ?? 0)
    : 0;

/** A stage that was taken back has changed nothing, and neither has its taking back. */
const withoutTakenBack = (events: readonly SpineEvent[]): readonly SpineEvent[] =>
  events.reduce<SpineEvent[]>((kept, event) => {
    const { op } = event.operation;
    const isBack = (op === "moveStage" || op === "setStatus") && event.operation.back === true;
    if (!isBack) return kept.concat(event);
    const moved = kept.findLastIndex(({ operation }) => operation.op === op && isOfSame(operation, event.operation));
    // What is taken back was before the assessment: going back is then the change.
    return moved < 0 ? kept.concat(event) : kept.toSpliced(moved, 1);
  }, []);

/** Of two statuses: what is taken back of one person leaves what was said of another. */
const isOfSame = (one: Operation, back: Operation): boolean =>
  one.op !== "setStatus" ||
  (back.op === "setStatus" && one.status === back.status && one.whom?.join() === back.whom?.join());

/** How they are now whose status was taken back, or as it was said. */
const saidOf = (spine: ContactState, { status, back, whom }: SetStatus): Status => {
  const [first] = whom ?? numbersOf(spine);
  return (back === true && first !== undefined && statusOf(spine, first)?.status) || status;
};

/** Neither a drill nor what a console watches about a ticket says anything of how the party is. */
const isOfPeople = ({ checkIns }: ContactState, alarm: AlarmId): boolean => {
  const asked = checkIns.get(alarm);
  return asked !== undefined && asked.drill !== true && asked.handOver === undefined && asked.unseen === undefined;
};

const spineChanges = (spine: ContactState, assessed: Judged, names: Names): AskAgain[] => {
  const from = Math.max(orderIn(spine, assessed), settledIn(spine));
  return withoutTakenBack(spine.events.filter(({ order }) => order > from)).flatMap(
    ({ at, by, operation }): AskAgain[] => {
      const said = { at, by: names(by) };
      switch (operation.op) {
        case "setStatus":
          return [
            {
              kind: "status",
              status: saidOf(spine, operation),
              some: operation.whom === undefined ? null : { people: operation.whom.length, of: spine.people },
              ...said,
            },
          ];
        case "moveStage":
          return [{ kind: "stage", stage: operation.to, ...said }];
        case "freezeMailbox":
          return [{ kind: "frozen", ...said }];
        case "closeCheckIn":
          return operation.done === "no-sign" && isOfPeople(spine, operation.alarm)
            ? [{ kind: "no-sign", ...said }]
            : [];
        case "markCompromised":
          return spine.marked.marks.get(operation.mark)?.withdrawn === null ? [{ kind: "mark", ...said }] : [];
        default:
          return [];
      }
    },
  );
};

const threatChanges = ({ changes }: ThreatState, assessed: Judged, names: Names): AskAgain[] =>
  changes
    .filter(({ order }) => order > assessed.order)
    .map(({ at, by, change }): AskAgain => ({ ...change, at, by: names(by) }));
