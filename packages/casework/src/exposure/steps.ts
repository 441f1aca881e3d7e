import { HOUR, MINUTE } from "../day.ts";
import type { MarkRecord, StepRecord } from "../fold/marks.ts";
import type { TaskRecord } from "../fold/plan.ts";
import { type CaseState, frozenMailboxes } from "../fold/state.ts";
import type { UseRecord } from "../fold/uses.ts";
import type { CaseId, MailboxId, MemberId, ThingId, TicketId } from "../ids.ts";
import type { MemberSeen } from "../outside.ts";
import { asItStands, counts, isVoid } from "../rule/one-person.ts";
import { mayWrite } from "../rule/right.ts";
import type { OnePerson } from "../rule/same-person.ts";
import type { Stage, StepTaken } from "../words.ts";
import { isWhereTheyWrote, saidWhere } from "./from-intake.ts";
import { type How, usesOf } from "./graph.ts";
import { type Harm, isPlanned, isThereNow, type Near } from "./harm.ts";
import { type OnTheWay, onTheWay } from "./on-the-way.ts";
import { accountsOf, type Known, type KnownOfMarks } from "./origins.ts";
import type { Reached } from "./reach.ts";
import { lettersThatLeft, type StillTold, stillTold } from "./still-told.ts";

/** In the order in which they are to be taken. */
export const STEP_KINDS = [
  "suspend",
  "freeze",
  "silence",
  "withhold",
  "call",
  "hold",
  "warn",
  "move",
  "check-in",
  "hand-over",
  "revoke",
  "remove",
  "cancel",
  "plan-again",
  "plan-journey",
  "decide-again",
  "ask-another",
  "agree-again",
  "stop-using",
  "tell-lawyer",
  "look-after",
] as const;
/**
 * suspend a member · freeze a mailbox · nobody rings or writes · tell somebody outside nothing more of a case · call whoever is on the way · hold the
 * tickets of what is still to come · warn a case · move who stays there · call
 * others than whoever is out where a sign of life stays away · give the case another owner · new keys without the member ·
 * take an administrator out for good · cancel what is planned · plan it anew · plan the journey anew · go or no-go anew · ask
 * another for what somebody outside did · agree anew on what names them · pay and book with it no more · tell the lawyer, as
 * agreed · see to those less surely reached
 */
export type StepKind = (typeof STEP_KINDS)[number];

export type StepDone = { by: MemberId | null; at: number | null; how: StepTaken | "seen"; note: string };

export type Step = {
  /** Names it within its mark. */
  key: string;
  kind: StepKind;
  case: CaseId | null;
  thing: ThingId | null;
  member: MemberId | null;
  mailbox: MailboxId | null;
  /** How many: compartments to renew, stays to end, uses to cancel, other administrators who can sign, signs of life. */
  count: number;
  /** What is to be held. */
  tickets: readonly TicketId[];
  /** Of a step about several cases: which. */
  others: readonly CaseId[];
  owner: MemberId;
  /** Of a case's step: who of those who lead the case is left for it. A task that stands with one person hangs on one person. */
  standIn: MemberId | null;
  by: number;
  /** Somebody wrote to this party since, whatever it said: no proof that they are warned. */
  written: { by: MemberId; at: number } | null;
  /** It stands in the case's plan as a task, closed or not. */
  tasked: boolean;
  /** `seen`: from what really happened, by structure. null: still open. */
  done: StepDone | null;
};

export type Placed = Reached & { harm: Harm | null };

/** `reads`: whether a member reads where the mark stands; who does not sees none of its steps. */
export type OfMark = { mark: MarkRecord; known: KnownOfMarks; reads(member: MemberId): boolean };
type Making = OfMark & { placed: readonly Placed[]; near: Near; known: Known };
type WithIn = { isIn(member: MemberId): boolean };
type LedMark = OfMark & WithIn;
type Led = Making & WithIn;
type Bare = "count" | "tickets" | "others" | "case" | "thing" | "member" | "mailbox" | "written";
type Draft = Omit<Step, "key" | "done" | "tasked" | "standIn" | Bare> &
  Partial<Pick<Step, Bare>> & {
    /** What shows that it has been done. */
    seen: { by: MemberId | null; at: number | null } | null;
  };

const PERSONS = new Set(["host", "driver", "escort"]);
const MEANS = new Set(["card", "account", "telephone", "vehicle"]);

/** Nobody reads a telephone in less. */
const AT_ONCE = 15 * MINUTE;

const SEEN = { by: null, at: null };

/** What to do, in this order, by rule alone: who and by when, and what of it has happened already. */
export const stepsFor = (about: Making): Step[] => {
  const { placed, known } = about;
  const making: Led = { ...about, isIn: whoIsIn(known) };
  const drafts = [
    ...aboutWhatIsMarked(making),
    ...casesNear(making).flatMap((one) => aboutCase(one, making)),
    ...lookAfter(possiblyReached(placed, known), making),
  ];
  const taken = takenOf(making);
  return drafts
    .map((draft) => stepOf(draft, making, taken, draft.case ? known.byId.get(draft.case) : undefined))
    .toSorted(inOrder);
};

/**
 * What of it falls to whoever looks and stands in no case's plan: no task says so. For every mark that stands, at every change:
 * all cases are walked at the end alone, where somebody has those to see to who are merely possibly reached.
 */
export const ownOfNoCase = (about: OfMark, possibly: () => readonly CaseId[]): Step[] => {
  const { mark, known } = about;
  const { me } = known.outside;
  // Their word about it counts for nothing.
  if (mark.of.kind === "member" && known.isOne(mark.of.member, me)) return [];
  const making: LedMark = { ...about, isIn: whoIsIn(known) };
  const taken = takenOf(making);
  const own = (drafts: readonly Draft[]): Step[] =>
    drafts
      .filter((draft) => draft.case === undefined || draft.case === null)
      .map((draft) => stepOf(draft, making, taken, undefined))
      .filter(({ owner, done }) => owner === me && done === null);
  const [seesTo] = own([seeTo(making)]);
  return [...own(aboutWhatIsMarked(making)), ...(seesTo ? own(lookAfter(possibly(), making)) : [])].toSorted(inOrder);
};

/** Who can be given a step of no case: they write of steps, and see it. */
export const canBeHanded = (about: OfMark): MemberId[] => ableIn({ ...about, isIn: whoIsIn(about.known) });

const inOrder = (a: Step, b: Step): number => STEP_KINDS.indexOf(a.kind) - STEP_KINDS.indexOf(b.kind) || a.by - b.by;

/** What was said last of each step; nothing that whoever is marked said. */
const takenOf = ({ mark, known: { taken, isOne } }: OfMark): ReadonlyMap<string, StepRecord> =>
  new Map(
    taken.flatMap((step) => (step.mark === mark.mark && counts(mark, step, isOne) ? [[step.step, step] as const] : [])),
  );

const stepOf = (
  { seen, ...draft }: Draft,
  making: LedMark,
  taken: ReadonlyMap<string, StepRecord>,
  one: CaseState | undefined,
): Step => {
  const { mark, known, isIn } = making;
  const {
    case: of = null,
    thing = null,
    member = null,
    mailbox = null,
    count = 0,
    tickets = [],
    others = [],
    written = null,
    ...rest
  } = draft;
  const key = [rest.kind, of ?? thing ?? member ?? mailbox ?? ""].join(" ").trim();
  const said = taken.get(key);
  const task = taskFor(one, stepTask(mark.mark, key));
  const done: StepDone | null = seen
    ? { ...seen, how: "seen", note: "" }
    : (saidDone(said) ?? taskDone(mark, task, known.isOne));
  const handed = said?.taken === "handed" ? said.to : null;
  const owner =
    of === null ? whoSees([handed, rest.owner], making) : whoLeads([task?.owner, handed, rest.owner], making, isIn);
  const by = task?.due ?? rest.by;
  return {
    ...rest,
    by,
    owner,
    standIn: of === null ? null : standInOf(one, owner, making),
    key,
    case: of,
    thing,
    member,
    mailbox,
    count,
    tickets,
    others,
    written,
    tasked: !!task,
    done,
  };
};

/** What a task names as that from which it came. */
export const stepTask = (mark: MarkRecord["mark"], key: string): string => `${mark} ${key}`;

const taskFor = (one: CaseState | undefined, of: string): TaskRecord | undefined =>
  [...(one?.contact.plan.tasks.values() ?? [])].find(({ from }) => from?.kind === "exposure" && from.of === of);

const saidDone = (said: StepRecord | undefined): StepDone | null =>
  said && said.taken !== "handed" ? { by: said.by, at: said.at, how: said.taken, note: said.note } : null;

const taskDone = (mark: MarkRecord, task: TaskRecord | undefined, isOne: OnePerson): StepDone | null =>
  task?.closed && counts(mark, task.closed, isOne)
    ? {
        by: task.closed.by,
        at: task.closed.at,
        how: task.closed.how === "done" ? "done" : "not-needed",
        note: task.closed.note,
      }
    : null;

/** Who can be given something to do: active, and neither marked nor one person with somebody who is. */
const whoIsIn = ({ resources, outside, isOne }: KnownOfMarks): ((member: MemberId) => boolean) => {
  const marked = [...resources.marked.marks.values()].flatMap((mark) =>
    mark.of.kind === "member" && asItStands(mark, isOne).withdrawn === null ? [mark.of.member] : [],
  );
  const active = new Set(outside.members.flatMap(({ id, standing }) => (standing === "active" ? [id] : [])));
  return (member) => active.has(member) && !marked.some((other) => isOne(member, other));
};

/** A step that falls to whoever is out is on nobody's *Today*. */
const whoLeads = (
  wanted: readonly (MemberId | null | undefined)[],
  { mark, known }: LedMark,
  can: (member: MemberId) => boolean,
  last: readonly MemberId[] = [],
): MemberId => {
  const coordinators = known.outside.members.flatMap(({ id, role }) => (role === "coordinator" ? [id] : []));
  return [...wanted, mark.by, mark.confirmed?.by, ...coordinators, ...last].find((one) => one && can(one)) ?? mark.by;
};

/** … and of no case, one that falls to whoever does not read where the mark stands. */
const whoSees = (wanted: readonly (MemberId | null)[], making: LedMark): MemberId =>
  whoLeads(wanted, making, (member) => making.isIn(member) && making.reads(member), ableIn(making));

const ableIn = ({ known, isIn, reads }: LedMark): MemberId[] =>
  known.outside.members.flatMap(({ id, role }) => (mayWrite(role, "takeStep") && isIn(id) && reads(id) ? [id] : []));

const standInOf = (one: CaseState | undefined, leads: MemberId, { isIn }: WithIn): MemberId | null =>
  [one?.contact.standIn, one?.contact.owner].find((other) => other != null && other !== leads && isIn(other)) ?? null;

const aboutWhatIsMarked = (making: LedMark): Draft[] => {
  const { mark, known, isIn } = making;
  const { of, at } = mark;
  const base = { owner: whoSees([], making), seen: null };
  const soon = at + AT_ONCE;
  const silence = (more: Partial<Draft>): Draft => ({ ...base, kind: "silence", by: soon, ...more });
  const lawyer = (more: Partial<Draft>): Draft => ({ ...base, kind: "tell-lawyer", by: at + 12 * HOUR, ...more });
  /** Suspending takes one; what two administrators could sign, this one can again as soon as two restore them. [RO2] */
  const outOfOffice = (member: MemberId, over: boolean): Draft => {
    const others = known.outside.members.flatMap(({ id, role }) => (role === "administrator" && isIn(id) ? [id] : []));
    const owner = others.find((other) => other === mark.by) ?? others[0] ?? base.owner;
    return { owner, kind: "remove", member, count: others.length, by: at + 12 * HOUR, seen: over ? SEEN : null };
  };
  switch (of.kind) {
    case "member": {
      const ofAccount = (member: MemberId): Draft[] => {
        const { standing, role } = known.outside.members.find(({ id }) => id === member) ?? {};
        const readings = known.outside.readings?.(member) ?? [];
        const open = readings.filter(({ to }) => to === null).length;
        return [
          { ...base, kind: "suspend", member, by: soon, seen: standing === "active" ? null : SEEN },
          { ...base, kind: "revoke", member, count: open, by: at + HOUR, seen: open === 0 ? SEEN : null },
          ...(role === "administrator" ? [outOfOffice(member, standing === "removed")] : []),
        ];
      };
      const accounts = accountsOf(of.member, known);
      /** Alone an administrator enrols whoever decides nothing: such an account may be the hunters' own. [RO2] */
      const made = enrolledBy(accounts, mark.since, known).map(
        ({ id, standing }): Draft => ({
          ...base,
          kind: "suspend",
          member: id,
          by: soon,
          seen: standing === "active" ? null : SEEN,
        }),
      );
      return [...accounts.flatMap(ofAccount), ...made, silence({ member: of.member })];
    }
    case "mailbox": {
      const frozen = frozenMailboxes(known.state).get(of.mailbox);
      const seen = frozen ? { by: frozen.by, at: frozen.at } : null;
      return [{ ...base, kind: "freeze", mailbox: of.mailbox, by: soon, seen }, silence({ mailbox: of.mailbox })];
    }
    case "identifier":
    case "recipient":
      return [silence({})];
    case "case":
      return [silence({ case: of.case }), lawyer({ case: of.case })];
    case "thing": {
      const thing = known.resources.things.get(of.thing);
      const kind = thing?.kind ?? "place";
      return [
        ...(PERSONS.has(kind) || kind === "telephone" ? [silence({ thing: of.thing })] : []),
        ...(MEANS.has(kind) ? [{ ...base, kind: "stop-using" as const, thing: of.thing, by: at + HOUR }] : []),
        ...(PERSONS.has(kind) ? [lawyer({ thing: of.thing })] : []),
      ];
    }
  }
};

/** Whom one of these accounts has enrolled since, alone or with another; rosters know hours. */
const enrolledBy = (accounts: readonly MemberId[], since: number, { outside }: KnownOfMarks): MemberSeen[] =>
  outside.members.filter(
    ({ id, enrolled }) =>
      enrolled !== undefined &&
      enrolled.hour >= Math.floor(since / HOUR) &&
      !accounts.includes(id) &&
      enrolled.by.some((by) => accounts.includes(by)),
  );

/** Cases to which something can happen soon: certainly or likely reached, and not closed. */
const casesNear = ({ placed, known }: Making): CaseNear[] =>
  placed.flatMap(({ node, sureness, harm, path }) => {
    const one = node.kind === "case" ? known.byId.get(node.case) : undefined;
    return one && sureness !== "possible" && !one.contact.closed ? [{ one, harm, how: path.at(-1)?.how }] : [];
  });

type CaseNear = { one: CaseState; harm: Harm | null; how: How | undefined };

const aboutCase = ({ one, harm, how }: CaseNear, making: Led): Draft[] => {
  const { mark, near, known } = making;
  const { contact } = one;
  const { now } = known.outside;
  const base = { case: one.case, owner: whoLeads([contact.owner, contact.standIn], making, making.isIn), seen: null };
  /** Before it happens, but no sooner than somebody can act on it. */
  const before = (span: number, latest: number): number =>
    Math.max(mark.at + AT_ONCE, Math.min(latest, (harm?.at ?? latest + span) - span));
  const touched = usesOf(one).filter((use) => [use.thing, ...use.with].some(near.thing));
  const wasTouched = (is: (use: UseRecord, at: number) => boolean) => touched.filter((use) => is(use, mark.at));
  const stays = touched.filter((use) => isThereNow(use, now));
  const planned = touched.filter((use) => isPlanned(use, now));
  const since = (use: UseRecord) => use.at > mark.at;
  const withdrawn = [...contact.uses.values()].filter(
    (use) => use.withdrawn && use.withdrawn.at > mark.at && [use.thing, ...use.with].some(near.thing),
  );
  const drafts: Draft[] = aboutWay(onTheWay(one, making), { base, before, at: mark.at, people: contact.people });
  if (mark.of.kind !== "case") {
    const marked = mark.of.kind === "mailbox" ? mark.of.mailbox : null;
    const last = contact.answers.findLast((answer) => answer.at > mark.at && answer.mailbox !== marked);
    const written = last ? { by: last.by, at: last.at } : null;
    const mailbox = contact.mailboxes.findLast((each) => each !== marked) ?? null;
    drafts.push({ ...base, kind: "warn", mailbox, by: before(HOUR, mark.at + 4 * HOUR), written });
  }
  const left = wasTouched(isThereNow).filter((use) => !isThereNow(use, now));
  // Whoever read where they are need not know the house.
  const read =
    isWhereTheyWrote(one, mark.at) &&
    (how?.kind === "read"
      ? saidWhere(one, how.parts, known)
      : mark.of.kind === "recipient" && saidWhere(one, lettersThatLeft(one, mark.of.name), known));
  if (stays.length > 0 || left.length > 0 || read)
    drafts.push({
      ...base,
      kind: "move",
      count: contact.people,
      by: before(HOUR, mark.at + 2 * HOUR),
      seen: stays.length > 0 || (read && isWhereTheyWrote(one, now)) ? null : SEEN,
    });
  if (mark.of.kind === "recipient" && how?.kind === "told")
    drafts.push(...aboutOutside(stillTold(one, mark.of.name, { at: mark.at, now }), { base, at: mark.at }));
  if (mark.of.kind === "member")
    drafts.push(...ladders(one, mark, making, base), ...handOver(one, mark.of.member, making, base));
  if (planned.length > 0 || withdrawn.length > 0) {
    const by =
      planned.length === 0
        ? mark.at + HOUR
        : Math.max(mark.at + AT_ONCE, Math.min(...planned.map(({ from }) => from)) - HOUR);
    drafts.push({ ...base, kind: "cancel", count: planned.length, by, seen: planned.length > 0 ? null : SEEN });
    const again = usesOf(one).find(
      (use) => since(use) && isPlanned(use, mark.at) && ![use.thing, ...use.with].some(near.thing),
    );
    drafts.push({ ...base, kind: "plan-again", by: by + HOUR, seen: again ? { by: again.by, at: again.at } : null });
  }
  const standing = contact.decisions.filter(
    ({ about, at, withdrawn: gone, spent, verdict }) =>
      (about === "go" || (about === "night-move" && !hasMoved(contact.stage))) &&
      at <= mark.at &&
      !gone &&
      !spent &&
      verdict?.verdict !== "refuse",
  );
  if (standing.length > 0) {
    const seen = decidedSince(one, mark, known.isOne);
    drafts.push({ ...base, kind: "decide-again", by: before(HOUR, mark.at + 6 * HOUR), seen });
  }
  return drafts;
};

/** Two have decided it, both with the mark before their eyes, and neither of them is whoever is marked. [P11] */
const decidedSince = ({ contact }: CaseState, mark: MarkRecord, isOne: OnePerson): Draft["seen"] => {
  const [made] = contact.decisions.flatMap((decision) => {
    const { about, at, verdict, withdrawn } = decision;
    const isMade = (about === "go" || about === "no-go") && at > mark.at && withdrawn === null;
    if (!isMade || verdict?.verdict !== "approve" || isVoid(decision, isOne)) return [];
    return counts(mark, decision, isOne) && counts(mark, verdict, isOne) ? [verdict] : [];
  });
  return made === undefined ? null : { by: made.by, at: made.at };
};

/** Open signs of life whose ladder names whoever is out; `seen`: the last such was closed after the mark. */
const ladders = (
  { contact }: CaseState,
  { at }: MarkRecord,
  { isIn }: Led,
  base: Pick<Draft, "case" | "owner">,
): Draft[] => {
  const named = [...contact.checkIns.values()].filter(
    ({ ladder, drill, closed }) =>
      drill !== true && (closed === null || closed.at > at) && ladder.some(({ member }) => !isIn(member)),
  );
  const open = named.filter(({ closed }) => closed === null);
  const last = named.flatMap(({ closed }) => closed ?? []).at(-1);
  if (named.length === 0) return [];
  const by = Math.max(at + AT_ONCE, Math.min(at + HOUR, ...open.map(({ due }) => due)));
  const seen = open.length > 0 || last === undefined ? null : { by: last.by, at: last.at };
  return [{ ...base, kind: "check-in", count: open.length, by, seen }];
};

/** What the marked member owned when that was said, or was given since; `seen`: somebody else owns it now. */
const handOver = (
  { contact }: CaseState,
  member: MemberId,
  { mark: { at }, known: { isOne } }: Led,
  base: Pick<Draft, "case" | "owner">,
): Draft[] => {
  const draft = { ...base, kind: "hand-over" as const, by: at + HOUR };
  if (contact.owner && isOne(member, contact.owner)) return [{ ...draft, seen: null }];
  const owned = contact.events.flatMap(({ by, at: when, operation }) =>
    operation.op === "openCase" || operation.op === "setOwner" ? [{ by, at: when, owner: operation.owner }] : [],
  );
  const last = owned.findLastIndex(({ owner }) => owner !== null && isOne(member, owner));
  const since = last < 0 ? undefined : owned[last + 1];
  return since && since.at > at ? [{ ...draft, seen: { by: since.by, at: since.at } }] : [];
};

type Bearing = {
  base: Pick<Draft, "case" | "owner" | "seen">;
  before(span: number, latest: number): number;
  at: number;
  people: number;
};

/** Of journeys and tickets: whoever is on the road first, then nobody sets out to meet them, then another way. */
const aboutWay = ({ call, hold, again }: OnTheWay, { base, before, at, people }: Bearing): Draft[] => [
  ...(call === null ? [] : [{ ...base, kind: "call" as const, count: people, by: at + AT_ONCE, seen: call.seen }]),
  ...(hold === null
    ? []
    : [
        {
          ...{ ...base, kind: "hold" as const, tickets: hold.tickets, count: hold.tickets.length },
          ...{ by: before(HOUR, at + HOUR), seen: hold.seen },
        },
      ]),
  ...(again === null
    ? []
    : [{ ...base, kind: "plan-journey" as const, by: before(HOUR, at + 4 * HOUR), seen: again.seen }]),
];

/** What is still to go to somebody outside stays here, another is asked in their place, and nobody is told to ring them at night. */
const aboutOutside = ({ going, another, agreed }: StillTold, { base, at }: Pick<Bearing, "base" | "at">): Draft[] => [
  { ...base, kind: "withhold", count: going.open, by: at + AT_ONCE, seen: going.seen },
  { ...base, kind: "ask-another", by: at + 12 * HOUR, seen: another },
  ...(agreed === null
    ? []
    : [{ ...base, kind: "agree-again" as const, count: agreed.open, by: at + 4 * HOUR, seen: agreed.seen }]),
];

/** A first move to safety is over once they travel: what was ordered then is decided anew by nobody. */
const hasMoved = (stage: Stage): boolean => stage !== "contact" && stage !== "verification" && stage !== "accepted";

/** Those who are only possibly reached, open cases of this member's: looked after when the others are safe. */
export const possiblyReached = (placed: readonly Placed[], { byId }: Pick<Known, "byId">): CaseId[] =>
  placed.flatMap(({ node, sureness }) =>
    sureness === "possible" && node.kind === "case" && byId.get(node.case)?.contact.closed === null ? [node.case] : [],
  );

const lookAfter = (others: readonly CaseId[], making: LedMark): Draft[] =>
  others.length === 0 ? [] : [{ ...seeTo(making), count: others.length, others }];

const seeTo = (making: LedMark): Draft => ({
  ...{ kind: "look-after", owner: whoSees([], making), seen: null },
  by: making.mark.at + 12 * HOUR,
});
