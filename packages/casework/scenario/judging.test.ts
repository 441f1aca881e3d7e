import { describe, expect, it } from "vitest";
import {
  type AnsweredQuestion,
  type AskAgain,
  caseOf,
  caseReader,
  caseView,
  decide,
  type Entry,
  type Hand,
  type HoldId,
  judgeMark,
  type Marked,
  type MarkId,
  markCompromised,
  moveStage,
  type Operation,
  type Outside,
  type PersonRef,
  propose,
  type RecordRisk,
  recordRisk,
  recordThreat,
  refusedOf,
  type State,
  setStatus,
  type ThingId,
  type ThingKind,
  todayView,
  type UseId,
  type UseKind,
  withdrawProposal,
  writeResources,
  writeToCase,
  writeUses,
} from "../src/index.ts";
import { assessmentView } from "../src/view/assessment.ts";
import { kettle, rowan, taken, verified } from "./rowan.ts";
import { alarmId, caseId, decisionId, hours, look, lookAll, member, minutes, Room, stream } from "./team.ts";

const LOCKED_IN: AnsweredQuestion[] = [
  { factor: "place-known", answer: "yes" },
  { factor: "locked-in", answer: "yes" },
  { factor: "minor", answer: "not-known" },
];

const assess = (room: Room, who: string, said: Partial<RecordRisk> = {}) =>
  room.do(who, (state, by) =>
    recordRisk(
      state,
      rowan,
      { urgency: "now", saidBy: "team", factors: [], reach: [], reason: "they know", answered: LOCKED_IN, ...said },
      by,
      room.outside(who).threads,
    ),
  );

const viewOf = (room: Room, who = "Wren") => {
  const view = caseView(room.state, room.outside(who), rowan);
  if (view === null) throw new Error("no case");
  return view;
};
const again = (room: Room): AskAgain["kind"][] => viewOf(room).assessment?.again.map(({ kind }) => kind) ?? [];

describe("assessing the risk", () => {
  it("answers are kept with what they suggest; who chooses otherwise says why, and is not overruled", () => {
    const room = new Room();
    taken(room);
    expect(again(room)).toEqual(["never"]);
    expect(assess(room, "Siskin", { urgency: "soon" })).toEqual({ kind: "incomplete", field: "otherwise" });
    expect(assess(room, "Siskin", { urgency: "soon", otherwise: "moved to an aunt at noon" })).toEqual({
      kind: "done",
    });
    expect(viewOf(room).urgency.level).toBe("soon");
    expect(viewOf(room).assessment).toMatchObject({
      last: {
        urgency: "soon",
        suggested: "now",
        otherwise: "moved to an aunt at noon",
        because: [
          { factor: "place-known", answer: "yes" },
          { factor: "locked-in", answer: "yes" },
        ],
        answers: { minor: "not-known" },
      },
      again: [],
    });
  });

  it("one of before there were questions stays readable, and saying the urgency alone answers no question", () => {
    const room = new Room();
    taken(room);
    const { answered: _, ...old } = { answered: null, urgency: "soon" as const, saidBy: "team" as const };
    room.do("Siskin", (state, by) =>
      recordRisk(state, rowan, { ...old, factors: ["an uncle knows"], reach: ["Tarsk"], reason: "r" }, by),
    );
    expect(viewOf(room).risk).toMatchObject({ urgency: "soon", factors: ["an uncle knows"] });
    expect(again(room)).toEqual(["never"]);
    assess(room, "Siskin");
    room.do("Siskin", (state, by) => recordRisk(state, rowan, { ...old, factors: [], reach: [], reason: "r" }, by));
    expect(viewOf(room).assessment?.last).toMatchObject({ urgency: "now", by: { id: member("Siskin") } });
  });

  it("runs out by how urgent the case is now: 12 hours, 3 days, 14 days", () => {
    const after = (urgency: "now" | "soon" | "later", passed: number) => {
      const room = new Room();
      taken(room);
      assess(room, "Siskin", { urgency, otherwise: "as the table says" });
      room.now += passed;
      return again(room);
    };
    expect([after("now", hours(12) - 1), after("now", hours(12))]).toEqual([[], ["old"]]);
    expect([after("soon", hours(72) - 1), after("soon", hours(72))]).toEqual([[], ["old"]]);
    expect([after("later", hours(14 * 24) - 1), after("later", hours(14 * 24))]).toEqual([[], ["old"]]);
  });

  it("is asked for again by what happened since, and the newest assessment settles it", () => {
    const room = new Room();
    taken(room);
    assess(room, "Siskin");
    room.now += minutes(1);
    look(room, "Siskin", rowan, "accusation");
    expect(again(room)).toEqual(["search"]);
    room.now += minutes(1);
    // Looked at again with the same result: no news.
    look(room, "Siskin", rowan, "accusation");
    expect(again(room)).toEqual(["search"]);
    look(room, "Siskin", rowan, "missing-person", { known: "found" });
    room.now += minutes(1);
    const threat = { op: "addThreat" as const, threat: "t2", who: "an invented cousin", kind: "family" as const };
    room.do("Siskin", (state, by) =>
      recordThreat(state, rowan, { ...threat, reach: [], certainty: "said", source: "letter" }, by),
    );
    room.now += minutes(1);
    room.do("Plover", (state, by) =>
      setStatus(state, rowan, { status: "detained", note: "as agreed", token: "x" }, by),
    );
    room.now += minutes(1);
    room.do("Siskin", (state, by) =>
      moveStage(state, rowan, { to: "verification", people: null, decision: null, token: "-", reason: "next" }, by),
    );
    room.now += minutes(1);
    const frozen = { op: "freezeMailbox" as const, mailbox: kettle, reason: "taken", holding: "…", seen: 1 };
    room.do("Plover", (state, by) => writeToCase(state, rowan, [frozen], by));
    expect(again(room)).toEqual(["frozen", "stage", "status", "threat", "search", "search"]);
    const silent = alarmId("bridge");
    const armed = {
      op: "armCheckIn" as const,
      alarm: silent,
      due: room.now,
      graceMinutes: 30,
      expectedFrom: "party" as const,
      wording: "the kettle boils",
      ladder: [],
      drill: false,
    };
    const [mark, slip] = ["a1".repeat(16) as MarkId, "a2".repeat(16) as MarkId];
    const marked = (one: MarkId) => ({
      op: "markCompromised" as const,
      mark: one,
      of: { kind: "mailbox" as const, mailbox: kettle },
      source: "an invented source",
      certainty: "likely" as const,
      note: "",
      since: room.now,
    });
    for (const operation of [
      armed,
      { op: "closeCheckIn" as const, alarm: silent, done: "no-sign" as const, note: "" },
      marked(mark),
      marked(slip),
      { op: "withdrawMark" as const, mark: slip, reason: "a false alarm" },
    ]) {
      room.now += 1;
      expect(
        room.do("Siskin", () => ({
          kind: "operations",
          writes: [{ stream: stream("rowan c"), operations: [operation] }],
        })).kind,
      ).toBe("done");
    }
    expect(again(room)).toEqual(["mark", "no-sign", "frozen", "stage", "status", "threat", "search", "search"]);
    expect(viewOf(room).urgency.aged).toBe(true);
    expect(todayView(room.state, room.outside("Siskin")).reassess.map(({ alias }) => alias)).toEqual(["Rowan"]);
    expect(todayView(room.state, room.outside("Heron")).reassess).toEqual([]);
    room.now += minutes(1);
    assess(room, "Wren");
    expect(again(room)).toEqual([]);
  });

  it("a letter in danger that whoever assessed had not read asks for it, whatever the phone's clock says", () => {
    const room = new Room();
    taken(room);
    const seenThreads = room.outside("Siskin").threads;
    room.letter(kettle, { text: "Они едут.", answers: { danger: "now" }, at: room.now - minutes(30) });
    room.now += minutes(5);
    // Read before that letter came.
    room.do("Siskin", (state, by) =>
      recordRisk(
        state,
        rowan,
        { urgency: "now", saidBy: "team", factors: [], reach: [], reason: "r", answered: LOCKED_IN },
        by,
        seenThreads,
      ),
    );
    expect(viewOf(room).assessment?.again).toMatchObject([{ kind: "danger", by: null }]);
    assess(room, "Siskin");
    expect(again(room)).toEqual([]);
  });
});

it("a settled case is asked about again for what came since, assessed before or never, and not by its age", () => {
  for (const before of [true, false]) {
    const room = new Room();
    taken(room);
    if (before) assess(room, "Siskin");
    const settled = room.now;
    const seen = (): AskAgain["kind"][] | undefined => {
      const known = caseOf(room.state, rowan);
      if (known === null) throw new Error("no case");
      const contact = { ...known.contact, stage: "settled" as const, stageSince: settled };
      const names = (id: string) => ({ id }) as PersonRef;
      const view = assessmentView({ ...known, contact }, "now", room.outside("Siskin"), names, []);
      return view?.again.map(({ kind }) => kind);
    };
    room.now += hours(24 * 30);
    expect(seen()).toBeUndefined();
    const threat = { op: "addThreat" as const, threat: "t2", who: "an invented cousin", kind: "family" as const };
    room.do("Siskin", (state, by) =>
      recordThreat(state, rowan, { ...threat, reach: [], certainty: "said", source: "letter" }, by),
    );
    expect(seen()).toEqual(["threat"]);
    room.letter(kettle, { text: "Они едут.", tap: "danger", at: room.now - hours(5) });
    expect(seen()).toEqual(["danger", "threat"]);
    // Whoever assesses it then has read both.
    assess(room, "Siskin");
    expect(seen()).toBeUndefined();
    room.now += hours(24 * 30);
    expect(seen()).toBeUndefined();
  }
});

const go = decisionId("go");
const proposeGo = (room: Room, who = "Wren", decision = go) =>
  room.do(who, (state, by) =>
    propose(
      state,
      rowan,
      { decision, about: "go", text: "the quiet station", checklist: [], expires: by.at + hours(48) },
      by,
    ),
  );
const approve = (room: Room) =>
  room.do("Heron", (state, by) => decide(state, rowan, { decision: go, verdict: "approve", reason: "read" }, by));
const ready = (): Room => {
  const room = new Room();
  taken(room);
  verified(room);
  return room;
};
const to = (room: Room, stage: string) => viewOf(room).next.find((one) => one.to === stage);

it("[P7] danger from a telephone whose clock is slow makes a case urgent now, also in the hour in which somebody had set it lower", () => {
  const room = new Room();
  taken(room);
  room.now = Math.ceil(room.now / hours(1)) * hours(1) + minutes(10);
  expect(assess(room, "Siskin", { urgency: "later", otherwise: "they are abroad" })).toEqual({ kind: "done" });
  expect(viewOf(room).urgency.level).toBe("later");
  room.now += minutes(20);
  room.letter(kettle, { text: "", tap: "danger", at: room.now - hours(5) });
  expect(viewOf(room).urgency.level).toBe("now");
});

it("what a look found stays, whatever the next one finds: on the tab under the last, and in the timeline", () => {
  const room = ready();
  look(room, "Siskin", rowan, "accusation", { known: "found", source: "the invented gazette" });
  const found = room.now;
  room.now += hours(2);
  look(room, "Heron", rowan, "accusation", { source: "a clerk" });
  room.now += hours(2);
  look(room, "Heron", rowan, "accusation", { known: "unknown", source: "closed", checkable: false });
  const { search, timeline } = viewOf(room);
  expect(search[1]).toMatchObject({
    ...{ about: "accusation", known: "unknown", checkable: false, source: "closed" },
    earlier: [
      { known: "none-found", source: "a clerk", checkable: true, by: { id: member("Heron") } },
      { known: "found", source: "the invented gazette", checkedAt: found, by: { id: member("Siskin") } },
    ],
  });
  expect(timeline.flatMap(({ what }) => (what.kind === "search" ? [[what.known, what.checkable]] : []))).toEqual([
    ["unknown", false],
    ["none-found", true],
    ["found", true],
  ]);
});

describe("[P11] go and no-go", () => {
  it("nobody proposes to set out before each search was looked at within a day, or it is said why it cannot be", () => {
    const room = ready();
    expect(proposeGo(room)).toEqual({
      kind: "search-not-checked",
      missing: ["missing-person", "accusation", "travel-ban"],
    });
    look(room, "Siskin", rowan, "missing-person");
    room.now += hours(23);
    look(room, "Siskin", rowan, "accusation", { known: "found" });
    expect(look(room, "Siskin", rowan, "travel-ban", { known: "unknown", source: "", checkable: false })).toEqual({
      kind: "incomplete",
      field: "source",
    });
    expect(proposeGo(room)).toEqual({ kind: "search-not-checked", missing: ["travel-ban"] });
    look(room, "Siskin", rowan, "travel-ban", { known: "unknown", source: "no list is open", checkable: false });
    room.now += hours(2);
    expect(proposeGo(room)).toEqual({ kind: "search-not-checked", missing: ["missing-person"] });
    // A look that will only have been tomorrow is none.
    const tomorrow = look(room, "Siskin", rowan, "missing-person", { checkedAt: room.now + hours(20) });
    expect(tomorrow).toEqual({ kind: "search-in-future", at: room.now + hours(20) });
    expect(proposeGo(room)).toEqual({ kind: "search-not-checked", missing: ["missing-person"] });
    look(room, "Siskin", rowan, "missing-person");
    expect(proposeGo(room)).toEqual({ kind: "done" });
    expect(viewOf(room).decisions[0]?.search).toMatchObject([
      { about: "missing-person", fresh: true, known: "none-found", looked: { checkable: true } },
      { about: "accusation", fresh: true, known: "found" },
      { about: "travel-ban", fresh: true, looked: { checkable: false, by: { id: member("Siskin") } } },
    ]);
  });

  it("a look just made counts for a console whose clock is slow, by two hours and no more", () => {
    const late = (minutesSlow: number) => {
      const room = ready();
      lookAll(room, "Siskin", rowan);
      room.now -= minutes(minutesSlow);
      return { proposed: proposeGo(room), approved: approve(room) };
    };
    expect(late(115)).toEqual({ proposed: { kind: "done" }, approved: { kind: "done" } });
    expect(late(125)).toMatchObject({ proposed: { kind: "search-not-checked" } });
  });

  it("what a changed client says it will have looked at tomorrow is no look, in no fold; what stood before that rule stands", () => {
    const ahead = (room: Room, by: Hand): Entry => ({
      ...{ stream: stream("rowan c"), seq: (room.state.streams.get(stream("rowan c"))?.seq ?? -1) + 1 },
      ...{ author: by.by, role: by.role, at: by.at },
      operation: { op: "concludeSearch", about: "accusation", checkedAt: by.at + hours(23), checkable: true },
    });
    const by = (room: Room): Hand => ({ by: member("Siskin"), role: "caseworker", at: room.now });
    const room = ready();
    lookAll(room, "Siskin", rowan);
    room.take([ahead(room, by(room))]);
    expect(refusedOf(room.state)).toMatchObject([{ refusal: { kind: "search-in-future" } }]);
    room.now += hours(23);
    look(room, "Siskin", rowan, "missing-person");
    look(room, "Siskin", rowan, "travel-ban");
    room.now += hours(2);
    expect(proposeGo(room)).toEqual({ kind: "search-not-checked", missing: ["accusation"] });

    const old = new Room();
    old.now = room.now;
    old.take(ready().entries.filter(({ operation }) => operation.op !== "goTerms"));
    old.take([ahead(old, by(old))]);
    expect(refusedOf(old.state)).toEqual([]);
  });

  it("a go that an older client proposed is approved by that as well, and a refused one stays as it was", () => {
    const room = ready();
    lookAll(room, "Siskin", rowan);
    const looked = room.now;
    const without = room.entries.map((one) =>
      one.operation.op === "goTerms" ? { ...one, operation: { op: "goTerms" as const, each: true, road: true } } : one,
    );
    const old = new Room();
    old.now = looked;
    old.take(without);
    const seq = () => (old.state.streams.get(stream("rowan c"))?.seq ?? -1) + 1;
    const said = (decision: ReturnType<typeof decisionId>, at: number): Entry => ({
      ...{ stream: stream("rowan c"), seq: seq(), author: member("Wren"), role: "coordinator", at },
      operation: {
        ...{ op: "propose", about: "go", text: "as ever", checklist: [] },
        ...{ decision, expires: looked + hours(5) },
      },
    });
    old.take([said(decisionId("slow"), looked - minutes(90))]);
    expect(refusedOf(old.state)).toMatchObject([{ refusal: { kind: "search-not-checked" } }]);
    old.take([said(go, looked)]);
    old.now = looked - minutes(90);
    expect(approve(old)).toEqual({ kind: "done" });
    expect(viewOf(old).decisions.map(({ decision }) => decision)).toEqual([go]);
  });

  it("nor approves it by looks that have grown old meanwhile; the sheet keeps what was known when it was decided", () => {
    const room = ready();
    lookAll(room, "Siskin", rowan);
    proposeGo(room);
    room.now += hours(25);
    expect(approve(room)).toMatchObject({ kind: "search-not-checked" });
    lookAll(room, "Heron", rowan);
    const looked = room.now;
    room.now += hours(1);
    const decided = room.now;
    expect(approve(room)).toEqual({ kind: "done" });
    const sheet = viewOf(room).decisions[0];
    expect(sheet?.search).toMatchObject(
      ["missing-person", "accusation", "travel-ban"].map((about) => ({
        ...{ about, fresh: true, known: "none-found", proposed: null },
        looked: { at: looked, by: { id: member("Heron") }, checkable: true },
      })),
    );
    room.now += hours(30);
    look(room, "Siskin", rowan, "accusation", { known: "found" });
    expect(viewOf(room).decisions[0]?.search).toEqual(sheet?.search);
    expect(viewOf(room).decisions[0]?.searchedUntil).toBe(decided);
  });

  it("that two decided over a found is told for good, with what its proposer had found; not to whoever reads no threats", () => {
    const room = ready();
    lookAll(room, "Siskin", rowan);
    proposeGo(room);
    room.now += hours(1);
    look(room, "Siskin", rowan, "accusation", { known: "found" });
    const ofAccusation = (at = viewOf(room)) => at.decisions[0]?.search.find(({ about }) => about === "accusation");
    const proposed = { known: "none-found", checkable: true };
    expect(ofAccusation()).toMatchObject({ known: "found", proposed });
    expect(approve(room)).toEqual({ kind: "done" });
    room.now += hours(1);
    look(room, "Heron", rowan, "accusation");
    expect(ofAccusation()).toMatchObject({ known: "found", looked: { by: { id: member("Siskin") } }, proposed });

    const streams = new Map([...room.state.streams].filter(([id]) => id !== stream("rowan t")));
    const without = caseView({ ...room.state, streams }, room.outside("Plover"), rowan);
    expect(without?.decisions[0]?.search.map(({ known, proposed }) => [known, proposed])).toEqual(
      Array(3).fill([null, null]),
    );
    expect(without?.timeline.filter(({ what }) => what.kind === "search")).toEqual([]);
    expect(without?.search.flatMap(({ earlier }) => earlier)).toEqual([]);
  });

  it("of two looks at one moment the sheet keeps the one that was written by then", () => {
    const room = ready();
    lookAll(room, "Siskin", rowan);
    const checkedAt = room.now;
    room.now += minutes(1);
    look(room, "Siskin", rowan, "accusation", { known: "found", checkedAt });
    proposeGo(room);
    approve(room);
    room.now += minutes(1);
    look(room, "Siskin", rowan, "accusation", { known: "expected", checkedAt });
    expect(viewOf(room).decisions[0]?.search[1]).toMatchObject({ known: "found", looked: { at: checkedAt } });
  });

  it("a go that ran out, was withdrawn or ended by a no keeps what was known by then, as old as it was then", () => {
    const room = ready();
    lookAll(room, "Siskin", rowan);
    const looked = room.now;
    const [ranOut, taken] = [decisionId("ran out"), decisionId("taken back")];
    const ask = (decision: typeof go, within: number) =>
      room.do("Wren", (state, by) =>
        propose(
          state,
          rowan,
          { decision, about: "go", text: "the quiet station", checklist: [], expires: by.at + hours(within) },
          by,
        ),
      );
    ask(ranOut, 3);
    ask(taken, 48);
    ask(go, 48);
    const [withdrawnAt, noAt] = [room.now + hours(1), room.now + hours(2)];
    room.now = withdrawnAt;
    room.do("Wren", (state, by) => withdrawProposal(state, rowan, { decision: taken, reason: "the car" }, by));
    look(room, "Heron", rowan, "accusation", { known: "expected" });
    room.now = noAt;
    const consent = "c1".repeat(16) as never;
    const said = (operation: Operation) =>
      room.do("Siskin", () => ({
        kind: "operations",
        writes: [{ stream: stream("rowan c"), operations: [operation] }],
      }));
    const yes = { purpose: "journey", recipient: "us", words: "yes", how: "letter" } as const;
    said({ op: "giveConsent", consent, ...yes, covers: [], until: null, over: 0 });
    said({ op: "withdrawConsent", consent, why: "not now", how: "letter" });
    look(room, "Heron", rowan, "missing-person", { known: "found" });
    room.now += hours(30);
    lookAll(room, "Siskin", rowan);
    const told = (decision: typeof go) => {
      const one = viewOf(room).decisions.find((known) => known.decision === decision);
      return [
        one?.state,
        one?.searchedUntil,
        one?.search.map(({ known, looked: at, fresh }) => [known, at?.at, fresh]),
      ];
    };
    const atFirst = ["none-found", looked, true];
    expect(told(taken)).toEqual(["withdrawn", withdrawnAt, [atFirst, atFirst, atFirst]]);
    const [expected, found] = [
      ["expected", withdrawnAt, true],
      ["found", noAt, true],
    ];
    expect(told(go)).toEqual(["ended", noAt, [atFirst, expected, atFirst]]);
    expect(told(ranOut)).toEqual(["expired", looked + hours(3), [found, expected, atFirst]]);
  });

  it("the way to a stage says what is met and what lacks, before anything fails", () => {
    const room = ready();
    expect(to(room, "evacuating")).toMatchObject({
      missing: ["approved-go"],
      conditions: [
        { what: "verification-concluded", met: true },
        { what: "search-checked", met: false },
        { what: "approved-go", met: false },
      ],
    });
    expect(to(room, "declined")?.conditions.map(({ what }) => what)).toEqual([
      "safety-plan",
      "referral",
      "approved-decline",
    ]);
    lookAll(room, "Siskin", rowan);
    proposeGo(room);
    approve(room);
    expect(to(room, "evacuating")).toMatchObject({ missing: [], conditions: [{}, { met: true }, { met: true }] });
  });

  it("a case of before that rule decides as it did, until a newer client proposes", () => {
    const room = ready();
    const spine = (state: State, operations: Operation[], by: Hand) => {
      const seq = (state.streams.get(stream("rowan c"))?.seq ?? -1) + 1;
      return operations.map((operation) => ({
        ...{ stream: stream("rowan c"), seq, author: by.by, role: by.role, at: by.at, operation },
      }));
    };
    const old = new Room();
    // The same case as an older client began it: without the terms.
    const before = room.entries.filter(({ operation }) => operation.op !== "goTerms");
    old.state = new Room().state;
    old.now = room.now;
    old.take(before);
    const said = { op: "propose" as const, about: "go" as const, text: "as ever", checklist: [] };
    const by = { by: member("Wren"), role: "coordinator" as const, at: old.now };
    old.take(spine(old.state, [{ ...said, decision: go, expires: old.now + hours(5) }], by));
    expect(refusedOf(old.state)).toEqual([]);
    expect(approve(old)).toEqual({ kind: "done" });
    expect(proposeGo(old, "Wren", decisionId("later"))).toMatchObject({ kind: "search-not-checked" });
  });

  it("refused, run out and no-go stay, each with its reason", () => {
    const room = ready();
    const suggest = (word: string, about: "go" | "no-go") =>
      room.do("Wren", (state, by) =>
        propose(
          state,
          rowan,
          {
            decision: decisionId(word),
            about,
            text: `${word}: the road is watched`,
            checklist: [],
            expires: by.at + 1,
          },
          by,
        ),
      );
    lookAll(room, "Siskin", rowan);
    suggest("a", "go");
    room.do("Heron", (state, by) =>
      decide(state, rowan, { decision: decisionId("a"), verdict: "refuse", reason: "the car is known" }, by),
    );
    suggest("b", "go");
    suggest("c", "no-go");
    room.do("Heron", (state, by) =>
      decide(state, rowan, { decision: decisionId("c"), verdict: "approve", reason: "agreed" }, by),
    );
    room.now += hours(1);
    expect(
      viewOf(room).decisions.map(({ about, state, verdict, text }) => [about, state, verdict?.reason, text]),
    ).toEqual([
      ["no-go", "approved", "agreed", "c: the road is watched"],
      ["go", "expired", undefined, "b: the road is watched"],
      ["go", "refused", "the car is known", "a: the road is watched"],
    ]);
  });
});

describe("what nobody wrote into the case asks for a new assessment at once", () => {
  const thingId = (name: string) => caseId(name) as string as ThingId;
  const markId = (name: string) => caseId(name) as string as MarkId;
  const calm = (): Room => {
    const room = new Room();
    taken(room);
    assess(room, "Siskin", { urgency: "later", answered: [], otherwise: "calm" });
    room.now += minutes(10);
    return room;
  };
  const thing = (room: Room, kind: ThingKind, name: string): ThingId => {
    const said = { op: "writeThing" as const, thing: thingId(name), kind, name, facts: {}, over: 0 };
    expect(room.do("Wren", (state, by) => writeResources(state, said, by))).toEqual({ kind: "done" });
    return said.thing;
  };
  const use = (room: Room, of: ThingId, as: UseKind, from: number, until: number | null = null): UseId => {
    const id = caseId(`u${of.slice(0, 6)}${as}`) as string as UseId;
    const said = { op: "recordUse" as const, use: id, thing: of, as, from, until, with: [], note: "", over: 0 };
    const writing = (state: State, by: Hand) =>
      writeUses(state, [{ case: rowan, operation: said }], by, () => caseId(`h${of}`) as string as HoldId);
    expect(room.do("Siskin", writing)).toEqual({ kind: "done" });
    return id;
  };
  const mark = (room: Room, name: string, of: Marked, since = room.now) => {
    const said = { op: "markCompromised" as const, mark: markId(name), of, since, source: "a neighbour", note: "" };
    const done = room.do("Wren", (state, by) => markCompromised(state, { ...said, certainty: "said" }, by));
    expect(done).toEqual({ kind: "done" });
  };
  const first = (room: Room, more: Partial<Outside> = {}) =>
    caseView(room.state, room.outside("Siskin", more), rowan)?.assessment?.again[0];

  it("their roof is marked: in the case, on Today, on the sheet of a go; a false alarm unsays it, an assessment settles it", () => {
    const room = calm();
    const lime = thing(room, "shelter", "Lime");
    use(room, lime, "stayed", room.now - hours(2));
    const fern = thing(room, "shelter", "Fern");
    mark(room, "elsewhere", { kind: "thing", thing: fern });
    expect(again(room)).toEqual([]);
    mark(room, "raid", { kind: "thing", thing: lime });
    expect(first(room)).toMatchObject({ kind: "roof", name: "Lime", by: { id: member("Wren") } });
    const today = () => todayView(room.state, room.outside("Siskin")).reassess.map(({ alias }) => alias);
    expect(today()).toEqual(["Rowan"]);
    const fact = () => viewOf(room).goFacts.find(({ point }) => point === "assessment");
    expect(fact()).toMatchObject({ met: false, again: { kind: "roof", name: "Lime" } });
    const judged = { op: "withdrawMark" as const, mark: markId("raid"), reason: "another house" };
    expect(room.do("Siskin", (state, by) => judgeMark(state, judged, by))).toEqual({ kind: "done" });
    expect([again(room), today(), fact()?.met]).toEqual([[], [], true]);
    mark(room, "again", { kind: "thing", thing: lime });
    expect(again(room)).toEqual(["roof"]);
    room.now += minutes(1);
    assess(room, "Siskin", { otherwise: "" });
    expect(again(room)).toEqual([]);
  });

  it("what they ride with is marked, or was before they were to ride with it; what was over long before is not asked for", () => {
    const room = calm();
    const car = thing(room, "vehicle", "grey car");
    const old = thing(room, "vehicle", "red car");
    use(room, old, "rode", room.now - hours(24 * 60), room.now - hours(24 * 60));
    mark(room, "old", { kind: "thing", thing: old });
    expect(again(room)).toEqual([]);
    mark(room, "car", { kind: "thing", thing: car });
    room.now += minutes(1);
    assess(room, "Siskin", { urgency: "later", answered: [], otherwise: "calm" });
    room.now += minutes(1);
    // Marked before it was assessed; planned since.
    use(room, car, "rode", room.now + hours(5), room.now + hours(6));
    expect(first(room)).toMatchObject({ kind: "way", name: "grey car" });
  });

  it("what they were to ride with, until it was called off, is marked afterwards; a record that was a mistake is not asked for", () => {
    const room = calm();
    const monday = room.now;
    const [car, slip] = [thing(room, "vehicle", "grey car"), thing(room, "vehicle", "red car")];
    const uses = [use(room, car, "rode", room.now + hours(5)), use(room, slip, "rode", room.now - hours(5))];
    room.now += minutes(10);
    for (const of of uses) {
      const operation = { op: "withdrawUse" as const, use: of, reason: "silent", over: 1 };
      const writing = (state: State, by: Hand) =>
        writeUses(state, [{ case: rowan, operation }], by, () => caseId("hold") as string as HoldId);
      expect(room.do("Siskin", writing)).toEqual({ kind: "done" });
    }
    room.now += minutes(10);
    mark(room, "slip", { kind: "thing", thing: slip }, monday);
    expect(again(room)).toEqual([]);
    mark(room, "car", { kind: "thing", thing: car }, monday);
    expect(first(room)).toMatchObject({ kind: "way", name: "grey car" });
  });

  it("its owner is marked, or whoever reads it; whoever read it no more by then is not asked for; others who hold it find it on Today", () => {
    const room = calm();
    const readings = (of: string, to: number | null) => (who: string) =>
      who === member(of) ? [{ stream: stream("rowan c"), from: null, to }] : [];
    mark(room, "left", { kind: "member", member: member("Heron") });
    expect(first(room, { readings: readings("Heron", room.now - hours(1)) })).toBeUndefined();
    expect(first(room, { readings: readings("Heron", null) })).toMatchObject({
      ...{ kind: "member", owns: false, who: { id: member("Heron") } },
    });
    // Keys were renewed without them since: still nobody has judged anew.
    expect(first(room, { readings: readings("Heron", room.now + 1) })?.kind).toBe("member");
    const today = (who: string) => todayView(room.state, room.outside(who)).reassess.length;
    expect(today("Wren")).toBe(0);
    mark(room, "owner", { kind: "member", member: member("Siskin") });
    expect(viewOf(room).assessment?.again).toMatchObject([{ kind: "member", owns: true }]);
    expect(today("Wren")).toBe(1);
  });

  it("[P7] they are silent past the grace, before anybody closes it: by the clock or the server's word; no drill is", () => {
    const room = calm();
    const due = room.now + hours(1);
    const said = { alarm: alarmId("a"), due, graceMinutes: 10, expectedFrom: "party" as const, wording: "tea" };
    const arm = (more: object) =>
      expect(
        room.do("Siskin", (state, by) =>
          writeToCase(
            state,
            rowan,
            [{ op: "armCheckIn", ...said, ladder: [{ afterMinutes: 10, member: member("Wren") }], ...more }],
            by,
          ),
        ),
      ).toEqual({ kind: "done" });
    arm({});
    arm({ alarm: alarmId("d"), drill: true });
    room.now = due + minutes(9);
    expect(again(room)).toEqual([]);
    const missed = { alarm: said.alarm, state: "missed" as const, acknowledged: null, rungs: [] };
    expect(first(room, { alarms: [missed] })?.kind).toBe("silent");
    room.now = due + minutes(10);
    expect(viewOf(room).assessment?.again).toEqual([{ kind: "silent", at: due + minutes(10), by: null }]);
    room.now += minutes(1);
    assess(room, "Siskin", { otherwise: "" });
    expect(again(room)).toEqual([]);
  });

  it("a console that has read the case before shows it at once", () => {
    const room = calm();
    const lime = thing(room, "shelter", "Lime");
    use(room, lime, "stayed", room.now - hours(2));
    const read = caseReader();
    const { threads } = room.outside("Siskin");
    const shown = (more: Partial<Outside> = {}) => {
      const view = read(room.state, room.outside("Siskin", { threads, ...more })).find((one) => one.case === rowan);
      return view?.assessment?.again.map(({ kind }) => kind);
    };
    expect(shown()).toEqual([]);
    mark(room, "raid", { kind: "thing", thing: lime });
    expect(shown()).toEqual(["roof"]);
    mark(room, "laptop", { kind: "member", member: member("Heron") });
    expect(shown()).toEqual(["roof"]);
    // What somebody could read is known from the compartments alone: no word of the case has changed.
    const readings = (who: string) =>
      who === member("Heron") ? [{ stream: stream("rowan c"), from: null, to: null }] : [];
    expect(shown({ readings, readers: new Map() })).toEqual(["roof", "member"]);
  });
});
