import {
  type CaseId,
  type ConsentId,
  type DecisionId,
  intakeOf,
  type JourneyId,
  type KnownId,
  type LegId,
  type MailboxId,
  type MarkId,
  type Operation,
  type OperationName,
  type TaskId,
} from "@fairlead/casework";
import {
  type CommitKind,
  type Hash,
  idFrom,
  type MemberId,
  type MemberPublic,
  mailboxKeys,
  makeEpochKey,
  mayCommit,
  newId,
  ROLES,
  type Role,
  type StreamId,
  signSuccession,
  toHex,
} from "@fairlead/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepingOf } from "../src/compartment.ts";
import { readsLog } from "../src/log-readers.ts";
import { successionProof } from "../src/proof.ts";
import { House, random } from "./house.ts";
import { LawlessConsole } from "./policy/console.ts";
import { type Deed, holds, isOneByOne, mayDo, PLACES, type Place } from "./policy/matrix.ts";
import { type Ground, samplesOn } from "./policy/samples.ts";

const HANDLES: Record<Role, string> = {
  operator: "Marsh",
  caseworker: "Willow",
  coordinator: "Harbour",
  specialist: "Heron",
  communications: "Beacon",
  administrator: "Anchor",
  auditor: "Quarry",
};
const COMMIT_KINDS = ["write", "epoch", "alarm", "retention", "forget"] as const satisfies CommitKind[];
const id = () => toHex(random(16));

/** Compartments of two cases, with a thread for an interpreter: one whose team has every role in it, one that is none of their business. */
type Case = Record<"contact" | "threat" | "other part" | "money" | "journey" | "thread" | "access", StreamId>;

/** What a colleague has made ready for one role's attempts. */
type Prepared = Ground["prepared"] & { theirs: Case; unopened: StreamId };

/**
 * The policy, tried for real: for every role, every operation and every kind of commit, in every kind of compartment,
 * held and not held, by a console that asks no rule before it writes. What then counts for a colleague must be what
 * the matrix says. [P3] [ST3]
 */
describe("who may do what", () => {
  let house: House;
  /** Holds everything, and judges. */
  let cove: LawlessConsole;
  /** The administrator. */
  let anchor: LawlessConsole;
  /** The second of two. */
  let reef: LawlessConsole;
  const consoles = new Map<Role, LawlessConsole>();
  const prepared = new Map<Role, Prepared>();
  let strangers: Case;

  const everybody = (): MemberPublic[] => [...cove.held.roster.members.values()];

  async function openCase(
    readers: readonly MemberPublic[],
    decision: DecisionId,
    whose: MemberId,
  ): Promise<
    Case &
      Pick<
        Prepared,
        | "unopened"
        | "unopenedCase"
        | "planned"
        | "task"
        | "leaving"
        | "bundle"
        | "pruning"
        | "reviewed"
        | "mailbox"
        | "goesOnIn"
      >
  > {
    const [theCase, unopenedCase] = [id() as CaseId, id() as CaseId];
    const begins = () => ({ key: makeEpochKey(random), readers, link: false, keeping: "perishable" as const });
    const streams = {
      contact: newId<StreamId>(random),
      threat: newId<StreamId>(random),
      "other part": newId<StreamId>(random),
      money: newId<StreamId>(random),
      journey: newId<StreamId>(random),
      thread: newId<StreamId>(random),
      access: newId<StreamId>(random),
    };
    const unopened = newId<StreamId>(random);
    const begin = (part: "contact" | "threat" | "relocation" | "money" | "journey", of = theCase): Operation => ({
      op: "begin",
      compartment: { about: "case", case: of, part },
    });
    const { id: owner } = cove.held.keys;
    const party = await mailboxKeys(random(32));
    const goesOnIn = (next: MailboxId) => successionProof(signSuccession(party, house.pin.organisation, next), party);
    const task = id() as TaskId;
    const [consent, leaving, reviewed] = [id() as ConsentId, id() as DecisionId, id() as DecisionId];
    const go = id() as DecisionId;
    const bundle = toHex(random(32)) as Hash;
    const pruning = { decision: id() as DecisionId, from: streams.journey };
    const planned = id() as JourneyId;
    const moved = (to: "verification" | "accepted" | "evacuating"): Operation => ({
      ...{ op: "moveStage", to, people: null, decision: null, token: null, reason: "invented", over: house.now },
    });
    const until = { checklist: [], expires: house.now + 86_400_000 };
    const opened: Operation[] = [
      begin("contact"),
      { op: "openCase", case: theCase, alias: "Grey kettle", people: 2, mailbox: party.id, owner, standIn: null },
      {
        op: "giveConsent",
        consent,
        purpose: "lawyer",
        recipient: "an invented lawyer",
        covers: ["summary"],
        words: "invented",
        how: "telephone",
        until: null,
        over: 0,
      },
      {
        op: "propose",
        decision: leaving,
        about: "export",
        text: "invented",
        checklist: [],
        expires: house.now + 86_400_000,
        export: { consent, version: 1, covers: ["summary"], key: null },
      },
      { op: "propose", decision, about: "no-go", text: "invented", ...until },
      { op: "beginPart", part: "journey", stream: streams.journey },
      {
        ...{ op: "propose", decision: pruning.decision, about: "prune", text: "invented", ...until },
        prunes: { stream: streams.journey, journeys: [planned] },
      },
      { op: "setCaseUrgency", urgency: "now", reason: "invented", saidBy: "team" },
      { op: "propose", decision: reviewed, about: "night-move", text: "invented", ...until },
      { op: "addTask", task, text: "invented", owner, standIn: null, due: null, from: null },
      { op: "concludeVerification", certainty: "likely" },
      { op: "giveService", service: id(), kind: "legal", text: "invented", day: 17_290, task: null },
      // Nobody sets out by an old look.
      ...(["missing-person", "accusation", "travel-ban"] as const).map(
        (about): Operation => ({ op: "concludeSearch", about, checkedAt: house.now, checkable: true }),
      ),
      moved("verification"),
      moved("accepted"),
      { op: "propose", decision: go, about: "go", text: "invented", ...until },
      // What setting out asks for: today's searches, and, once somebody flags a minor, a lawyer.
      ...(["missing-person", "accusation", "travel-ban"] as const).map(
        (about): Operation => ({ op: "concludeSearch", about, checkedAt: house.now, checkable: true }),
      ),
      { op: "giveService", service: id(), kind: "legal", text: "invented", day: 17_300, task: null },
    ];
    const hunter: Operation = {
      ...{ op: "addThreat", threat: "prepared", who: "an invented uncle", kind: "family", reach: [] },
      ...{ certainty: "said", source: "caller" },
    };
    const leg = { leg: id() as LegId, kind: "walk" as const, from: "Tarsk", to: "Lipki", departs: 370, arrives: 380 };
    const journey: Operation = {
      ...{ op: "writeJourney", journey: planned, party: ["1"], date: "2017-05-09", offset: 180, route: null },
      ...{ legs: [{ ...leg, service: "", note: "" }], why: "", over: 0 },
    };
    const written = await cove.write(
      { stream: streams.contact, operations: opened, begins: begins() },
      { stream: streams.threat, operations: [begin("threat"), hunter], begins: begins() },
      { stream: streams["other part"], operations: [begin("relocation")], begins: begins() },
      { stream: streams.money, operations: [begin("money")], begins: begins() },
      { stream: streams.journey, operations: [begin("journey"), journey], begins: begins() },
      {
        stream: streams.thread,
        operations: [
          { op: "begin", compartment: { about: "thread" } },
          { op: "relayLetter", seq: 1, language: "ru", text: "invented", at: 1 },
          { op: "askDraft", request: "prepared", text: "invented" },
        ],
        begins: { ...begins(), readers: readers.filter((member) => holds(roleOf(member), "thread")) },
      },
      { stream: unopened, operations: [begin("contact", unopenedCase)], begins: begins() },
    );
    expect(written).toEqual({ kind: "done" });
    const log: Operation = { op: "begin", compartment: { about: "access", member: whose } };
    const theirs = [...cove.held.roster.members.values()].filter((one) => readsLog(cove.held.roster, one, whose));
    // Each begins their own, and an administrator that of who may begin none.
    const all = [cove, ...consoles.values()];
    const beginner = all.find(({ held }) => held.keys.id === whose && mayCommit(held.role, "epoch")) ?? anchor;
    await beginner.follow();
    const begun = { key: makeEpochKey(random), readers: theirs, link: false, keeping: "lasting" as const };
    expect(await beginner.write({ stream: streams.access, operations: [log], begins: begun })).toEqual({
      kind: "done",
    });
    if (readers.some((member) => member.id === reef.held.keys.id)) {
      await reef.follow();
      const approve = (what: DecisionId) =>
        ({ op: "decide", decision: what, verdict: "approve", reason: "invented" }) as const;
      const made: Operation = { op: "exported", decision: leaving, bundle, bytes: 1 };
      const operations = [...[leaving, reviewed, pruning.decision, go].map(approve), made, moved("evacuating")];
      expect(await reef.write({ stream: streams.contact, operations })).toEqual({ kind: "done" });
      await cove.follow();
    }
    return {
      ...streams,
      planned,
      unopened,
      unopenedCase,
      task,
      leaving,
      bundle,
      pruning,
      reviewed,
      mailbox: party.id,
      goesOnIn,
    };
  }

  const mailbox = () => idFrom<MailboxId>(random(32));

  /** A thread that is closed, a proposal and a release to decide, a case to work in: one of each for each role. */
  async function prepare(whose: MemberId = cove.held.keys.id): Promise<Prepared> {
    const closed = mailbox();
    const declined = mailbox();
    const known = id() as KnownId;
    const [proposal, release, decline] = [id() as DecisionId, id() as DecisionId, id() as DecisionId];
    const {
      unopened,
      unopenedCase,
      planned,
      task,
      leaving,
      bundle,
      pruning,
      reviewed,
      mailbox: party,
      goesOnIn,
      ...theirs
    } = await openCase(everybody(), proposal, whose);
    const refused = toHex(random(32)) as Hash;
    const mark = id() as MarkId;
    const said = { op: "markCompromised", mark, since: 1, source: "invented", certainty: "said", note: "" } as const;
    const asks = { kind: "rerole" as const, members: [whose], role: "coordinator" as const, n: 0 };
    const refuse = { op: "refuseSigning" as const, entry: refused, asks, hour: 0 };
    const written = await cove.write(
      { stream: streamOf("commons"), operations: [{ ...refuse, askedBy: whose, reason: "invented" }] },
      { stream: theirs.contact, operations: [{ ...said, of: { kind: "mailbox", mailbox: party } }] },
      { stream: streamOf("resources"), operations: [{ ...said, of: { kind: "identifier", text: "@invented" } }] },
      {
        stream: streamOf("intake"),
        operations: [
          { op: "closeThread", mailbox: closed, outcome: "answered", note: "as agreed", eraseAfterDays: 30, seen: 0 },
          { op: "safetyPlan", mailbox: declined, plan: null, reason: "invented" },
          { op: "noReferral", mailbox: declined, reason: "invented" },
          {
            op: "addKnown",
            known,
            kind: "infiltrator",
            names: ["Invented Name"],
            identifiers: [],
            reason: "invented",
            source: "caller",
          },
          {
            op: "proposeDecline",
            mailbox: declined,
            decision: decline,
            outcome: "referred",
            text: "invented",
            eraseAfterDays: 30,
            seen: 0,
            expires: house.now + 86_400_000,
          },
        ],
      },
      {
        stream: streamOf("figures"),
        operations: [{ op: "publishFigures", release, asOf: 17_250, delayDays: 0, weeks: [] }],
      },
    );
    expect(written).toEqual({ kind: "done" });
    const inCase = {
      theirs,
      unopened,
      unopenedCase,
      planned,
      task,
      leaving,
      bundle,
      pruning,
      reviewed,
      mailbox: party,
      goesOnIn,
    };
    return { closed, declined, refused, known, mark, decline, proposal, release, ...inCase };
  }

  function streamOf(place: Place, theirs?: Case): StreamId {
    if (
      place === "contact" ||
      place === "threat" ||
      place === "other part" ||
      place === "journey" ||
      place === "thread" ||
      place === "access"
    ) {
      if (theirs === undefined) throw new TypeError("a part of which case?");
      return theirs[place];
    }
    return cove.held.compartment(place)?.stream ?? neverHeld(place);
  }

  beforeAll(async () => {
    house = await House.found();
    for (const role of ROLES) if (role !== "administrator") await house.enrol(HANDLES[role], role);
    await house.enrol("Cove", "coordinator");
    await house.enrol("Reef", "caseworker");
    cove = await LawlessConsole.open(house, "Cove");
    reef = await LawlessConsole.open(house, "Reef");
    anchor = await LawlessConsole.open(house, "Anchor");
    for (const role of ROLES) consoles.set(role, await LawlessConsole.open(house, HANDLES[role]));
    for (const role of ROLES) prepared.set(role, await prepare(everybody().find((one) => roleOf(one) === role)?.id));
    strangers = await openCase(
      everybody().filter((member) => member.id === cove.held.keys.id),
      id() as DecisionId,
      cove.held.keys.id,
    );
  });
  afterAll(() => house?.end());

  const of = (role: Role) => {
    const [console, ready] = [consoles.get(role), prepared.get(role)];
    if (console === undefined || ready === undefined) throw new TypeError(`nobody is ${role}`);
    return { console, ready };
  };

  /** @returns the operations of this commit that count for a colleague. */
  async function counted(
    console: LawlessConsole,
    stream: StreamId,
    operations: readonly Operation[],
    judge = cove,
  ): Promise<Set<OperationName>> {
    const written = await console.write({ stream, operations });
    if (written.kind !== "done") {
      expect(written).toEqual({ kind: "refused-by-server", code: "FL_REFUSED" });
      return new Set();
    }
    await judge.follow();
    const state = judge.held.state.streams.get(stream);
    expect(state).toMatchObject({ unknown: 0 });
    const seq = judge.held.compartments.get(stream)?.head.seq;
    const refused = new Set(state?.refused.filter((one) => one.seq === seq).map(({ op }) => op));
    return new Set(operations.map(({ op }) => op).filter((op) => !refused.has(op)));
  }

  const cells = ROLES.flatMap((role) => PLACES.map((place) => ({ role, place })));

  it.each(cells.filter(({ role, place }) => holds(role, place)))(
    "$role in $place, held: each operation",
    async ({ role, place }) => {
      const { console, ready } = of(role);
      await console.follow();
      const ground: Ground = {
        place,
        me: console.held.keys.id,
        colleague: cove.held.keys.id,
        now: house.now,
        random,
        written: intakeOf(console.held.state).texts.protocols.get("minor")?.version ?? 0,
        prepared: ready,
      };
      // No colleague holds a member's log but auditors, and this role's own folds as theirs.
      const judge = place === "access" ? console : cove;
      const samples = samplesOn(ground);
      const openings = samples.filter(({ op }) => op === "openCase");
      // A ledger stands in another part of that kind than an application.
      const lines = place === "other part" ? samples.filter(({ op }) => isOfLedger(op)) : [];
      const others = samples.filter((one) => one.op !== "openCase" && !isFirst(one.op) && !lines.includes(one));
      const found = await counted(console, streamOf(place, ready.theirs), others, judge);
      if (lines.length > 0) for (const op of await counted(console, ready.theirs.money, lines, judge)) found.add(op);
      // A case is opened once: where its contact part has been begun and is empty.
      const unopened = place === "contact" ? ready.unopened : streamOf(place, ready.theirs);
      for (const op of await counted(console, unopened, openings, judge)) found.add(op);
      const expected = samples.map(({ op }) => op).filter((op) => !isFirst(op) && mayDo(role, op, place));
      expect([...found].sort()).toEqual(expected.sort());
    },
  );

  it.each(cells.filter(({ role, place }) => holds(role, place)))(
    "$role in $place, held: each kind of commit",
    async ({ role, place }) => {
      const { console, ready } = of(role);
      const stream = streamOf(place, ready.theirs);
      const readers = everybody().filter((member) => holds(roleOf(member), place));
      const found: Deed[] = [];
      for (const kind of COMMIT_KINDS.filter((one) => one !== "write")) {
        await console.follow();
        const begins = { key: makeEpochKey(random), readers, link: true };
        const how = kind === "epoch" ? { begins } : { framing: console.framing(kind) };
        const written = await console.write({ stream, operations: [], ...how });
        if (written.kind === "done") found.push(kind);
      }
      const judges = [console.held.keys.id, cove.held.keys.id];
      const own = { readers: readers.filter((member) => judges.includes(member.id)), link: false };
      const compartment = compartmentOf(place, console.held.keys.id);
      const firsts: Operation[] = [
        { op: "begin", compartment },
        { op: "checkpoint", compartment, entries: [] },
      ];
      for (const first of firsts) {
        const begun = newId<StreamId>(random);
        const keeping = keepingOf(compartment);
        // Of what came before it: a checkpoint in a stream's first commit says nothing.
        if (first.op === "checkpoint") {
          const alone = { readers: own.readers.filter(({ id }) => id === console.held.keys.id), link: false };
          const before = { ...alone, key: makeEpochKey(random), keeping };
          await console.write({ stream: begun, operations: [{ op: "begin", compartment }], begins: before });
        }
        const begins = { ...own, key: makeEpochKey(random), ...(first.op === "begin" && { keeping }) };
        await console.write({ stream: begun, operations: [first], begins });
        await cove.follow();
        if (cove.held.state.streams.get(begun)?.begun && isFirst(first.op)) found.push(first.op);
      }
      const judge = place === "access" ? console : cove;
      expect(judge.held.compartments.get(stream)?.halted).toBeNull();
      const deeds: Deed[] = ["epoch", "alarm", "retention", "forget", "begin", "checkpoint"];
      expect(found.sort()).toEqual(deeds.filter((deed) => mayDo(role, deed, place)).sort());
    },
  );

  it.each(cells)("$role in $place, not held: nothing is read, written or given", async ({ role, place }) => {
    if (!isOneByOne(place) && holds(role, place)) return;
    // What auditors are for: no member's log is closed to them.
    if (place === "access" && role === "auditor") return;
    const { console } = of(role);
    await console.follow();
    const stream = streamOf(place, strangers);
    expect(console.held.compartments.has(stream)).toBe(false);
    await cove.follow();
    const compartment = cove.held.compartments.get(stream) ?? neverHeld(place);
    const answers: Record<string, string> = {};
    for (const how of [...COMMIT_KINDS, "wrap", "read"] as const)
      answers[how] = await console.breakIn(compartment, how);
    expect(answers).toEqual({
      ...Object.fromEntries(COMMIT_KINDS.map((kind) => [kind, mayCommit(role, kind) ? "FL_ACCESS" : "FL_REFUSED"])),
      wrap: "FL_REFUSED",
      read: "FL_ACCESS",
    });
    const { head } = compartment;
    await cove.follow();
    expect(compartment).toMatchObject({ head, halted: null });
    await console.follow();
    expect(console.held.compartments.has(stream)).toBe(false);
  });

  it("[CO3] [CO4] whoever was left out is shown the commit that left him out, and none behind it", async () => {
    const { console, ready } = of("specialist");
    const stream = ready.theirs.threat;
    await cove.follow();
    const readers = everybody().filter((member) => member.id === cove.held.keys.id);
    const begins = { key: makeEpochKey(random), readers, link: true };
    expect(await cove.write({ stream, operations: [], begins })).toEqual({ kind: "done" });
    const leftOutAt = cove.held.compartments.get(stream)?.head.seq ?? 0;
    for (const text of ["one", "two"])
      expect(await cove.write({ stream, operations: [{ op: "note", text }] })).toEqual({ kind: "done" });
    const ask = (from: number) => console.held.session.call("/api/commits", { stream, from, limit: 100 });
    expect((await ask(0)).bytesList("commits")).toHaveLength(leftOutAt + 1);
    expect((await ask(leftOutAt)).bytesList("commits")).toHaveLength(1);
    for (const from of [leftOutAt + 1, leftOutAt + 2]) await expect(ask(from)).rejects.toThrow("FL_ACCESS");
  });

  function roleOf(member: MemberPublic): Role {
    return cove.held.roster.members.get(member.id)?.role ?? neverHeld("commons");
  }
});

const isOfLedger = (op: OperationName) => op === "writeMoney" || op === "strikeMoney";

/** Said in a stream's first commit, or in the first that somebody reads. */
const isFirst = (op: OperationName) => op === "begin" || op === "checkpoint";

function compartmentOf(place: Place, me: MemberId): Extract<Operation, { op: "begin" }>["compartment"] {
  switch (place) {
    case "contact":
    case "threat":
    case "journey":
      return { about: "case", case: id() as CaseId, part: place };
    case "other part":
      return { about: "case", case: id() as CaseId, part: "relocation" };
    case "access":
      return { about: "access", member: me };
    default:
      return { about: place };
  }
}

function neverHeld(place: Place): never {
  throw new TypeError(`the judge does not hold ${place}`);
}
