import { graphOf, type How, keyOf, type Node } from "../exposure/graph.ts";
import { byHarm, type Harm, harmOf, type Near, nearTo, passageHarm, type Rests } from "../exposure/harm.ts";
import { type Known, type KnownOfMarks, knownIn, knownOfMarks, originOf, partsElsewhere } from "../exposure/origins.ts";
import type { Passage } from "../exposure/passage.ts";
import { reachFrom, type Sureness } from "../exposure/reach.ts";
import {
  canBeHanded,
  type OfMark,
  ownOfNoCase,
  type Placed,
  possiblyReached,
  type Step,
  stepsFor,
} from "../exposure/steps.ts";
import { recipientsIn } from "../exposure/told.ts";
import type { MarkRecord } from "../fold/marks.ts";
import { caseOf, casesBy, casesOf, casesWhere, intakeOf, resourcesOf, type State, streamOf } from "../fold/state.ts";
import type { CaseId, JourneyId, LegId, MailboxId, MarkId, StreamId, ThingId, TicketId } from "../ids.ts";
import { momentOf } from "../journey/moment.ts";
import type { Outside } from "../outside.ts";
import { readableAll } from "../readable.ts";
import { asItStands } from "../rule/one-person.ts";
import { type ThingRef, thingRef } from "../thing/ref.ts";
import { threadName } from "../thread-name.ts";
import type { TicketState } from "../ticket/words.ts";
import type { PersonRef } from "../view.ts";
import { CASE_PARTS, type CasePart, type Certainty, type Role } from "../words.ts";
import { type Names, namesIn } from "./person.ts";
import { type ThingView, thingViews } from "./things.ts";

export type CaseRef = { case: CaseId; alias: string };

/** What is marked, by how it is called. `case`: whose mailbox it is, where the reader holds it. */
export type MarkedView =
  | ({ kind: "thing" } & Pick<ThingRef, "thing" | "name"> & { thingKind: ThingRef["kind"]; agreed: string })
  | { kind: "member"; person: PersonRef; role: Role | null; standing: "active" | "suspended" | "removed" }
  | { kind: "identifier"; text: string }
  | { kind: "recipient"; name: string }
  | { kind: "mailbox"; mailbox: MailboxId; name: string; case: CaseRef | null }
  | ({ kind: "case" } & CaseRef);

/** How much still rests on a thing: to come, who sleeps there, who is under way with it. */
type Rested = Omit<Rests, "next">;

export type JourneyNode = {
  kind: "journey";
  journey: JourneyId;
  state: Passage["state"];
  /** Its part is this reader's; if not, it is known by its tickets alone. */
  read: boolean;
  departsAt: number;
  /** Still to come, or going on now. `by`: who was asked, by name. */
  legs: { leg: LegId; from: string; to: string; departsAt: number; by: string[] }[];
  /** That are not over, in the order of their hours. */
  tickets: { ticket: TicketId; who: string; at: number; state: TicketState }[];
} & CaseRef;

export type NodeView =
  | ({ kind: "case"; people: number; closed: boolean; owner: PersonRef | null } & CaseRef)
  | ({ kind: "thing" } & Pick<ThingRef, "thing" | "name"> & {
        thingKind: ThingRef["kind"];
      } & Rested)
  | JourneyNode
  | { kind: "thread"; mailbox: MailboxId; name: string }
  | { kind: "common"; about: string };

export type ReachedView = {
  key: string;
  node: NodeView;
  sureness: Sureness;
  /** How many steps from what is marked. */
  distance: number;
  /** null: nothing that is known of happens at any moment. */
  harm: Harm | null;
  /** Every step from what is marked to here, with whom or what it leads to. */
  path: { how: How; to: NodeView }[];
};

export type StepView = Omit<Step, "owner" | "standIn" | "done" | "written" | "member" | "case" | "thing" | "others"> & {
  case: CaseRef | null;
  others: CaseRef[];
  thing: ThingRef | null;
  member: PersonRef | null;
  owner: PersonRef;
  standIn: PersonRef | null;
  written: { by: PersonRef; at: number } | null;
  done: (Omit<NonNullable<Step["done"]>, "by"> & { by: PersonRef | null }) | null;
};

export type MarkView = {
  mark: MarkId;
  of: MarkedView;
  since: number;
  source: string;
  certainty: Certainty;
  note: string;
  by: PersonRef;
  at: number;
  confirmed: { by: PersonRef; at: number; source: string } | null;
  withdrawn: { by: PersonRef; at: number; reason: string } | null;
  /** The reader is who is marked, or who marked, under whichever account. [P11] */
  ofMe: boolean;
  byMe: boolean;
  /** How many are reached; all of them have their steps, harm and order. `sure`: how many of them not merely possibly. */
  count: number;
  sure: number;
  /** Soonest and surest first, as far as anybody reads; empty once it was a false alarm. */
  reached: ReachedView[];
  /** ms of the first harm that is not merely possible. */
  firstHarm: number | null;
  steps: StepView[];
  /** Whom a step of no case can be handed to: they write of steps, and read where this mark stands. */
  canBeHanded: PersonRef[];
  /** Things that it leads to certainly or likely and that are not marked themselves, those most rests on first. */
  suggested: ({ thing: ThingRef } & Rested)[];
  notReached: { cases: number; shelters: string[]; things: number };
  /**
   * What this reader cannot see: cases that exist and are not his (null: not known how many), of his own those of which he
   * does not read a part, by part; the register, the intake.
   */
  unseen: { cases: number | null; parts: { part: CasePart; cases: number }[]; register: boolean; intake: boolean };
};

/** One step of no case that is still to be taken, by whoever looks. */
export type OwnStep = { mark: MarkId; of: MarkedView; step: StepView };

/**
 * Worked out when a screen asks, and once: with ten thousand cases every mark walks all of them, and most views that a
 * desk makes are never looked at for this.
 */
export type ExposureView = {
  /** Marks that nobody has called a false alarm. */
  readonly standing: number;
  /** Standing ones first, by their first harm; false alarms last. */
  readonly marks: MarkView[];
  /** What stands on the reader's *Today*, since it stands in no plan: the soonest first. */
  readonly own: OwnStep[];
  /** null: this member does not hold the register. */
  readonly things: ThingView[] | null;
  /** Names of those outside who are told of cases that this member holds. */
  readonly recipients: string[];
};

/** More lines than anybody reads in an emergency; the rest is counted. */
const LISTED_MOST = 300;

type Named = KnownOfMarks & { names: Names };
type Looking = Known & Named;

const caseRef = ({ state }: Pick<Known, "state">, id: CaseId): CaseRef => ({
  case: id,
  alias: caseOf(state, id)?.contact.opened?.alias ?? "",
});

const casesByMailbox = casesBy(({ contact }) => contact.mailboxes);

const markedView = ({ of }: MarkRecord, looking: Named): MarkedView => {
  const { names, resources, outside, state } = looking;
  switch (of.kind) {
    case "thing": {
      const { thing, name, kind } = thingRef(resources, of.thing);
      const agreed = resources.things.get(of.thing)?.facts.agreed ?? "";
      return { kind: "thing", thing, name, thingKind: kind, agreed };
    }
    case "member": {
      const seen = outside.members.find(({ id }) => id === of.member);
      return {
        kind: "member",
        person: names(of.member),
        role: seen?.role ?? null,
        standing: seen?.standing ?? "removed",
      };
    }
    case "identifier":
    case "recipient":
      return of;
    case "mailbox": {
      const [held] = casesByMailbox(state).get(of.mailbox) ?? [];
      const name = threadName(of.mailbox);
      return { kind: "mailbox", mailbox: of.mailbox, name, case: held ? caseRef(looking, held) : null };
    }
    case "case":
      return { kind: "case", ...caseRef(looking, of.case) };
  }
};

const nodeView = (node: Node, looking: Looking): NodeView => {
  const { names, byId, resources, rests } = looking;
  switch (node.kind) {
    case "case": {
      const contact = byId.get(node.case)?.contact;
      const owner = contact?.owner ?? null;
      return {
        kind: "case",
        ...caseRef(looking, node.case),
        people: contact?.people ?? 0,
        closed: contact?.closed !== null,
        owner: owner === null ? null : names(owner),
      };
    }
    case "thing": {
      const { thing, name, kind } = thingRef(resources, node.thing);
      const { planned, there, moving } = rests(thing);
      return { kind: "thing", thing, name, thingKind: kind, planned, there, moving };
    }
    case "journey":
      return journeyNode(node, looking);
    case "thread":
      return { ...node, name: threadName(node.mailbox) };
    case "common":
      return node;
  }
};

const passageOf = ({ passagesOf }: Known, { case: id, journey }: Extract<Node, { kind: "journey" }>) =>
  passagesOf(id).find((one) => one.journey === journey);

const journeyNode = (node: Extract<Node, { kind: "journey" }>, looking: Looking): JourneyNode => {
  const { resources, outside } = looking;
  const passage = passageOf(looking, node);
  const record = passage?.record ?? null;
  const asked = (leg: LegId): string[] =>
    [...(record?.assigned.values() ?? [])]
      .filter((word) => word.leg === leg)
      .map(({ thing, words }) => (thing === null ? words : (thingRef(resources, thing).name ?? words)))
      .filter((name) => name.trim() !== "");
  const legs = record === null || passage?.state === "over" ? [] : record.legs;
  return {
    kind: "journey",
    journey: node.journey,
    ...caseRef(looking, node.case),
    state: passage?.state ?? "over",
    read: record !== null,
    departsAt: passage?.from ?? 0,
    legs: legs.flatMap(({ leg, from, to, departs, arrives }) =>
      record === null || momentOf(record, arrives) <= outside.now
        ? []
        : [{ leg, from, to, departsAt: momentOf(record, departs), by: asked(leg) }],
    ),
    tickets: (passage?.tickets ?? [])
      .filter(({ said }) => said.ends > outside.now)
      .toSorted((a, b) => a.said.at - b.said.at)
      .map(({ ticket, who, said, state }) => ({ ticket, who, at: said.at, state })),
  };
};

const stepView = (step: Step, looking: Named): StepView => {
  const { names, resources } = looking;
  const { owner, standIn, done, written, member, case: id, thing, others, ...rest } = step;
  return {
    ...rest,
    case: id === null ? null : caseRef(looking, id),
    others: others.map((other) => caseRef(looking, other)),
    thing: thing === null ? null : thingRef(resources, thing),
    member: member === null ? null : names(member),
    owner: names(owner),
    standIn: standIn === null ? null : names(standIn),
    written: written && { ...written, by: names(written.by) },
    done: done && { ...done, by: done.by === null ? null : names(done.by) },
  };
};

/** Who and what one mark reaches, first harm first. Pure: the same state, the same answer. */
export const placedFor = (mark: MarkRecord, known: Known): { placed: Placed[]; near: Near } => {
  const { cases, byId, passages, passagesOf, ties, resources, rests, outside } = known;
  const { since, at, of } = mark;
  const thing = of.kind === "thing" ? of.thing : null;
  const origin = originOf(mark, known);
  const reached = reachFrom(
    graphOf(cases, resources.things, passages, ties, { since, at, thing }),
    origin.node,
    origin.first,
  );
  const near = nearTo(reached, origin.node);
  const harm = ({ node }: Placed | { node: Node }): Harm | null => {
    if (node.kind === "case") {
      const one = byId.get(node.case);
      return one && !one.contact.closed ? harmOf(one, passagesOf(node.case), near, outside.now) : null;
    }
    if (node.kind === "journey") {
      const one = passageOf(known, node);
      return one && !byId.get(node.case)?.contact.closed ? passageHarm(one, outside.now) : null;
    }
    if (node.kind !== "thing") return null;
    const { next } = rests(node.thing);
    return next === null ? null : { kind: "sets-out", at: next };
  };
  const placed = reached.map((one): Placed => ({ ...one, harm: harm(one) })).toSorted(byHarm);
  return { placed, near };
};

const unseenBy = ({ state, byId, cases }: Known): MarkView["unseen"] => {
  const intake = streamOf(state, "intake") !== null;
  const taken = [...intakeOf(state).threads.values()].flatMap(({ takenInto }) => takenInto?.case ?? []);
  const others = new Set(taken.filter((id) => !byId.has(id)));
  const parts = new Map<CasePart, number>();
  for (const one of cases)
    if (!one.contact.closed) for (const part of partsElsewhere(one)) parts.set(part, (parts.get(part) ?? 0) + 1);
  return {
    cases: intake ? others.size : null,
    parts: CASE_PARTS.flatMap((part) => {
      const count = parts.get(part);
      return count === undefined ? [] : [{ part, cases: count }];
    }),
    register: streamOf(state, "resources") !== null,
    intake,
  };
};

const restedOn = ({ planned, there, moving }: Rested): number => planned + there + moving;

const markView = (stands: Standing, looking: Looking, marked: ReadonlySet<ThingId>): MarkView => {
  const { mark } = stands;
  const { names, cases, resources, isOne } = looking;
  const { me } = looking.outside;
  const { by, at, since, source, certainty, note, confirmed, withdrawn } = mark;
  const said = {
    mark: mark.mark,
    of: markedView(mark, looking),
    since,
    source,
    certainty,
    note,
    by: names(by),
    at,
    confirmed: confirmed && { ...confirmed, by: names(confirmed.by) },
    withdrawn: withdrawn && { ...withdrawn, by: names(withdrawn.by) },
    ofMe: mark.of.kind === "member" && isOne(mark.of.member, me),
    byMe: isOne(by, me),
    unseen: unseenBy(looking),
  };
  if (withdrawn)
    return {
      ...said,
      count: 0,
      sure: 0,
      reached: [],
      firstHarm: null,
      steps: [],
      canBeHanded: [],
      suggested: [],
      notReached: { cases: 0, shelters: [], things: 0 },
    };
  const { placed, near } = placedFor(mark, looking);
  const of = ofMark(stands, looking);
  const view = (node: Node) => nodeView(node, looking);
  const seen = new Set(placed.map(({ node }) => keyOf(node)));
  const clear = [...resources.things.values()].filter(
    ({ thing, retired }) => !retired && !marked.has(thing) && !seen.has(keyOf({ kind: "thing", thing })),
  );
  const harms = placed.flatMap(({ harm, sureness, node }) =>
    harm && sureness !== "possible" && node.kind === "case" ? [harm.at] : [],
  );
  return {
    ...said,
    count: placed.length,
    sure: placed.filter(({ sureness }) => sureness !== "possible").length,
    reached: placed.slice(0, LISTED_MOST).map((one) => ({
      key: keyOf(one.node),
      node: view(one.node),
      sureness: one.sureness,
      distance: one.path.length,
      harm: one.harm,
      path: one.path.map(({ how, to }) => ({ how, to: view(to) })),
    })),
    firstHarm: harms.length === 0 ? null : Math.min(...harms),
    steps: stepsFor({ ...of, placed, near, known: looking }).map((step) => stepView(step, looking)),
    canBeHanded: canBeHanded(of).map(names),
    suggested: placed
      .flatMap(({ node, sureness }) =>
        node.kind === "thing" && sureness !== "possible" && !marked.has(node.thing) ? [node.thing] : [],
      )
      .map((thing) => ({ thing: thingRef(resources, thing), ...looking.rests(thing) }))
      .map(({ next: _, ...one }) => one)
      .toSorted((a, b) => restedOn(b) - restedOn(a)),
    notReached: {
      cases: cases.filter(({ case: id, contact }) => !contact.closed && !seen.has(keyOf({ kind: "case", case: id })))
        .length,
      shelters: clear.filter(({ kind }) => kind === "shelter").map(({ name }) => name),
      things: clear.length,
    },
  };
};

/** A mark, and the compartment in which it stands: the register, or a case's. */
type Standing = { mark: MarkRecord; stream: StreamId | null };

/** Nobody is left out where it is not known who reads. */
const ofMark = ({ mark, stream }: Standing, known: KnownOfMarks): OfMark => {
  const readers = stream === null ? undefined : known.outside.readers.get(stream);
  return { mark, known, reads: (member) => readers?.some((one) => one.member === member) ?? true };
};

const marksOf = (looking: Looking, records: readonly Standing[]): MarkView[] => {
  const marked = new Set(
    records.flatMap(({ mark: { of, withdrawn } }) => (of.kind === "thing" && withdrawn === null ? [of.thing] : [])),
  );
  return records
    .map((record) => markView(record, looking, marked))
    .toSorted(
      (a, b) =>
        Number(a.withdrawn !== null) - Number(b.withdrawn !== null) ||
        (a.firstHarm ?? Number.MAX_SAFE_INTEGER) - (b.firstHarm ?? Number.MAX_SAFE_INTEGER) ||
        b.at - a.at,
    );
};

const ownSteps = (looking: Named, records: readonly Standing[], known: () => Known): OwnStep[] =>
  records
    .filter(({ mark }) => mark.withdrawn === null)
    .flatMap((stands) => {
      const { mark } = stands;
      const possibly = () => possiblyReached(placedFor(mark, known()).placed, known());
      return ownOfNoCase(ofMark(stands, looking), possibly).map((step) => ({
        mark: mark.mark,
        of: markedView(mark, looking),
        step: stepView(step, looking),
      }));
    })
    .toSorted((a, b) => a.step.by - b.step.by);

const casesWithMarks = casesWhere(({ contact }) => contact.marked.marks.size > 0);

/** Everything that is marked, with whom and what it reaches, as far as this member holds it; and the register. Readable. */
export const exposureView = (state: State, outside: Outside): ExposureView => {
  const looking: Named = { ...knownOfMarks(state, outside), names: namesIn(state, outside) };
  const register = streamOf(state, "resources");
  const inRegister = [...resourcesOf(state).marked.marks.values()].map((mark) => ({ mark, stream: register }));
  const inCases = casesWithMarks(state).flatMap(({ contact, contactStream: stream }) =>
    [...contact.marked.marks.values()].map((mark) => ({ mark, stream })),
  );
  const records = [...inRegister, ...inCases].map(
    ({ mark, stream }): Standing => ({ mark: asItStands(mark, looking.isOne), stream }),
  );
  const known = once(() => knownIn(state, outside));
  const marks = once(() => readableAll(marksOf({ ...looking, ...known() }, records)));
  const own = once(() => readableAll(ownSteps(looking, records, known)));
  const things = once(() => readableAll(thingViews(state, casesOf(state), outside)));
  const recipients = once(() => recipientsIn(known()));
  return {
    standing: records.filter(({ mark: { withdrawn } }) => withdrawn === null).length,
    get marks() {
      return marks();
    },
    get own() {
      return own();
    },
    get things() {
      return things();
    },
    get recipients() {
      return recipients();
    },
  };
};

const once = <Made>(make: () => Made): (() => Made) => {
  let made: { it: Made } | null = null;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
};
