import { describe, expect, it } from "vitest";
import {
  caseView,
  closeThread,
  decide,
  type Hand,
  ledgerOf,
  moveStage,
  noteOnThread,
  propose,
  recordRisk,
  type Stage,
  type State,
  setStatus,
  takeBackStage,
  takeBackThreadUrgency,
  takeBackUrgency,
  threadView,
  writeToCase,
} from "../src/index.ts";
import { kettle, rowan, taken, verified } from "./rowan.ts";
import { alarmId, decisionId, hand, hours, lookAll, member, minutes, Room } from "./team.ts";

const SLIP = "Taken back: done by mistake.";
const view = (room: Room) => {
  const one = caseView(room.state, room.outside("Wren"), rowan);
  if (one === null) throw new Error("no case");
  return one;
};
const move = (room: Room, who: string, to: Stage, token = "-") =>
  room.do(who, (state, by) => moveStage(state, rowan, { to, people: null, decision: null, token, reason: "next" }, by));
const back = (room: Room, who: string) => room.do(who, (state, by) => takeBackStage(state, rowan, SLIP, by));
const urgency = (room: Room, who: string, level: "now" | "soon" | "later") =>
  room.do(who, (state, by) =>
    recordRisk(state, rowan, { urgency: level, saidBy: "team", factors: [], reach: [], reason: level }, by),
  );
const urgencyBack = (room: Room, who: string) => room.do(who, (state, by) => takeBackUrgency(state, rowan, SLIP, by));

const go = (room: Room): void => {
  lookAll(room, "Siskin", rowan);
  const about = { decision: decisionId("go"), about: "go" as const, text: "the quiet station", checklist: [] };
  room.do("Siskin", (state, by) => propose(state, rowan, { ...about, expires: by.at + hours(48) }, by));
  room.do("Wren", (state, by) =>
    decide(state, rowan, { decision: about.decision, verdict: "approve", reason: "read" }, by),
  );
};

describe("a stage is taken back by one more entry", () => {
  it("both stand in the timeline, the stage is as old as it was, and its arrival is not counted", () => {
    const room = new Room();
    taken(room);
    verified(room);
    go(room);
    expect(move(room, "Siskin", "evacuating").kind).toBe("done");
    room.now += hours(5);
    const since = view(room).stageSince;
    expect(move(room, "Siskin", "sheltered", "arrived").kind).toBe("done");
    expect(ledgerOf(room.state)?.moves.get("arrived")?.people).toBe(2);
    room.now += minutes(1);
    expect(back(room, "Siskin").kind).toBe("done");
    expect(view(room)).toMatchObject({ stage: "evacuating", stageSince: since });
    expect(ledgerOf(room.state)?.moves.has("arrived")).toBe(false);
    const [undone, done] = view(room).timeline;
    expect(undone?.what).toEqual({
      kind: "stage",
      from: "sheltered",
      to: "evacuating",
      people: null,
      reason: SLIP,
      back: true,
    });
    expect(done?.what).toMatchObject({ kind: "stage", from: "evacuating", to: "sheltered" });
    // Moved again, it counts once.
    expect(move(room, "Siskin", "sheltered", "arrived after all").kind).toBe("done");
    expect(ledgerOf(room.state)?.moves.size).toBe(1);
  });

  it("[P11] the go that it used opens the way again; another move still needs its own", () => {
    const room = new Room();
    taken(room);
    verified(room);
    go(room);
    move(room, "Siskin", "evacuating");
    expect(back(room, "Siskin").kind).toBe("done");
    expect(view(room).decisions[0]?.spent).toBe(false);
    expect(move(room, "Siskin", "evacuating").kind).toBe("done");
    expect(view(room).decisions[0]?.spent).toBe(true);
  });

  it("it stays, and says why: another's, older than a day, or something was built on it", () => {
    const room = new Room();
    taken(room);
    expect(back(room, "Siskin")).toEqual({ kind: "stays", what: "stage", why: "nothing" });
    verified(room);
    expect(back(room, "Wren")).toEqual({ kind: "stays", what: "stage", why: "not-yours" });
    room.now += hours(25);
    expect(back(room, "Siskin")).toEqual({ kind: "stays", what: "stage", why: "day" });
    room.now -= hours(25);
    go(room);
    expect(back(room, "Siskin")).toEqual({ kind: "stays", what: "stage", why: "decision" });
    move(room, "Siskin", "evacuating");
    const armed = {
      op: "armCheckIn" as const,
      alarm: alarmId("bridge"),
      due: room.now + hours(1),
      graceMinutes: 30,
      expectedFrom: "party" as const,
      wording: "the kettle boils",
      ladder: [{ afterMinutes: 30, member: member("Wren") }],
    };
    room.do("Wren", (state, by) => writeToCase(state, rowan, [armed], by));
    expect(back(room, "Siskin")).toEqual({ kind: "stays", what: "stage", why: "check-in" });
    expect(view(room).stage).toBe("evacuating");
  });

  it("what was taken back does not ask for a new assessment", () => {
    const room = new Room();
    taken(room);
    const answered = [{ factor: "place-known" as const, answer: "yes" as const }];
    const said = { urgency: "soon" as const, saidBy: "team" as const, factors: [], reach: [], reason: "r", answered };
    const otherwise = "moved to an aunt";
    room.do("Siskin", (state, by) =>
      recordRisk(state, rowan, { ...said, otherwise }, by, room.outside("Siskin").threads),
    );
    expect(view(room).assessment?.again).toEqual([]);
    room.now += minutes(1);
    move(room, "Siskin", "verification");
    expect(view(room).assessment?.again.map(({ kind }) => kind)).toEqual(["stage"]);
    back(room, "Siskin");
    expect(view(room).assessment?.again).toEqual([]);
  });
});

describe("an urgency is taken back", () => {
  it("the one before stands again, as old as it was and with who said it", () => {
    const room = new Room();
    taken(room);
    urgency(room, "Wren", "soon");
    const said = view(room).urgency;
    room.now += hours(3);
    urgency(room, "Siskin", "later");
    expect(urgencyBack(room, "Wren")).toEqual({ kind: "stays", what: "urgency", why: "not-yours" });
    expect(urgencyBack(room, "Siskin").kind).toBe("done");
    expect(view(room).urgency).toMatchObject({ level: "soon", at: said.at, saidBy: said.saidBy, reason: "soon" });
    expect(view(room).timeline[0]?.what).toMatchObject({ kind: "urgency", from: "later", to: "soon", back: true });
    expect(urgencyBack(room, "Siskin")).toEqual({ kind: "stays", what: "urgency", why: "nothing" });
  });
});

describe("an urgency of a thread is taken back", () => {
  const seen = (room: Room) => threadView(room.state, room.outside("Wren"), kettle).urgency;
  const set = (room: Room, who: string, level: "now" | "soon" | "later") =>
    room.do(who, (state, by) =>
      noteOnThread(state, { op: "setUrgency", mailbox: kettle, urgency: level, reason: level, seen: 1 }, by),
    );
  const setBack = (room: Room, who: string) =>
    room.do(who, (state, by) => takeBackThreadUrgency(state, kettle, SLIP, by));

  it("what the caller said counts again, or the one before, as old as it was; once, and only one's own", () => {
    const room = new Room();
    room.letter(kettle, { text: "Дядя знает.", answers: { danger: "soon" } });
    const caller = seen(room);
    expect(caller).toMatchObject({ level: "soon", saidBy: { kind: "caller" } });
    expect(setBack(room, "Wren")).toEqual({ kind: "stays", what: "urgency", why: "nothing" });
    room.now += hours(1);
    set(room, "Wren", "later");
    expect(setBack(room, "Siskin")).toEqual({ kind: "stays", what: "urgency", why: "not-yours" });
    expect(setBack(room, "Wren").kind).toBe("done");
    expect(seen(room)).toEqual(caller);

    set(room, "Wren", "later");
    const before = seen(room);
    room.now += hours(1);
    set(room, "Siskin", "now");
    room.now += minutes(2);
    expect(setBack(room, "Siskin").kind).toBe("done");
    expect(seen(room)).toEqual(before);
    expect(setBack(room, "Wren")).toEqual({ kind: "stays", what: "urgency", why: "nothing" });

    set(room, "Wren", "now");
    room.now += hours(25);
    expect(setBack(room, "Wren")).toEqual({ kind: "stays", what: "urgency", why: "day" });
    expect(seen(room).level).toBe("now");
  });
});

describe("who moves a case, says how somebody is, or closes says why", () => {
  const EMPTY = { kind: "incomplete" };

  it("the command refuses an empty reason; what was written without one before goes on standing", () => {
    const room = new Room();
    room.letter(kettle, { text: "Дядя знает." });
    const closing = { mailbox: kettle, outcome: "answered" as const, note: " ", eraseAfterDays: 30, seen: 1 };
    expect(room.do("Wren", (state, by) => closeThread(state, closing, by))).toEqual({ ...EMPTY, field: "note" });
    taken(room);
    const onward = { to: "verification" as const, people: null, decision: null, token: "-" };
    const moved = (reason: string) => (state: State, by: Hand) => moveStage(state, rowan, { ...onward, reason }, by);
    expect(room.do("Wren", moved(" \n"))).toEqual({ ...EMPTY, field: "reason" });
    const status = { status: "detained" as const, note: "", token: "-" };
    expect(room.do("Wren", (state, by) => setStatus(state, rowan, status, by))).toEqual({ ...EMPTY, field: "note" });
    const close = { op: "closeCase" as const, outcome: "withdrawn" as const, note: "", eraseAfterDays: 30 };
    expect(room.do("Wren", (state, by) => writeToCase(state, rowan, [close], by))).toEqual({ ...EMPTY, field: "note" });

    const outcome = moved("…")(room.state, hand("Wren", room.now));
    const write = outcome.kind === "operations" ? outcome.writes[0] : undefined;
    const [move] = write?.operations ?? [];
    if (write === undefined || move?.op !== "moveStage") throw new Error("no move");
    const seq = (room.state.streams.get(write.stream)?.seq ?? 0) + 1;
    const { by: author, role, at } = hand("Wren", room.now);
    room.take([{ stream: write.stream, seq, author, role, at, proven: true, operation: { ...move, reason: "" } }]);
    expect(view(room).stage).toBe("verification");
  });
});

describe("a status is taken back by whoever set it", () => {
  const status = (room: Room, who: string, said: "detained" | "abducted" | "well", isBack = false) =>
    room.do(who, (state, by) => {
      const slip = isBack ? { note: SLIP, back: true } : { note: "said" };
      return setStatus(state, rowan, { status: said, ...slip, token: "-", tasks: [] }, by);
    });

  it("the first of a case too: then none stands, and both lines stay", () => {
    const room = new Room();
    taken(room);
    expect(status(room, "Siskin", "abducted", true)).toEqual({ kind: "stays", what: "status", why: "nothing" });
    expect(status(room, "Siskin", "abducted").kind).toBe("done");
    expect(status(room, "Wren", "abducted", true)).toEqual({ kind: "stays", what: "status", why: "not-yours" });
    expect(status(room, "Siskin", "abducted", true).kind).toBe("done");
    expect(view(room).statuses).toEqual([]);
    expect(view(room).timeline.flatMap(({ what }) => (what.kind === "status" ? [what] : []))).toEqual([
      { kind: "status", status: "abducted", note: SLIP, whom: [], back: true },
      { kind: "status", status: "abducted", note: "said", whom: [] },
    ]);
    expect(status(room, "Siskin", "abducted", true)).toEqual({ kind: "stays", what: "status", why: "nothing" });
  });

  it("a later one: the one before stands again, as old as it was; nobody takes back what was set since", () => {
    const room = new Room();
    taken(room);
    status(room, "Wren", "well");
    const before = view(room).statuses;
    room.now += hours(2);
    status(room, "Siskin", "detained");
    expect(status(room, "Siskin", "detained", true).kind).toBe("done");
    expect(view(room).statuses).toEqual(before);

    status(room, "Siskin", "detained");
    status(room, "Siskin", "abducted");
    expect(status(room, "Siskin", "detained", true)).toEqual({ kind: "stays", what: "status", why: "nothing" });
    room.now += hours(25);
    expect(status(room, "Siskin", "abducted", true)).toEqual({ kind: "stays", what: "status", why: "day" });
    expect(view(room).statuses).toMatchObject([{ status: "abducted", whom: null }]);
  });
});
