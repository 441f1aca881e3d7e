import { describe, expect, it } from "vitest";
import {
  answerThread,
  caseView,
  claimThread,
  countThreads,
  dayFrom,
  dayOf,
  decide,
  figuresView,
  ledgerOf,
  moveStage,
  noteOnThread,
  propose,
  publishFigures,
  queueView,
  recordRisk,
  refusedOf,
  reviewFigures,
  setStatus,
  takeIntoCase,
  threadView,
  todayView,
  uncountMove,
  weeklyFigures,
  writeToCase,
} from "../src/index.ts";
import { kettle, rowan, taken, verified } from "./rowan.ts";
import { alarmId, decisionId, hours, lookAll, mailbox, member, minutes, Room, stream } from "./team.ts";

const go = decisionId("go");
/** Whoever proposes has looked whether anybody searches. */
const proposeGo = (room: Room, who: string, expires = room.now + hours(6), decision = go) => {
  lookAll(room, who, rowan);
  return room.do(who, (state, by) =>
    propose(state, rowan, { decision, about: "go", text: "the quiet station", checklist: [], expires }, by),
  );
};
const approve = (room: Room, who: string, decision = go) =>
  room.do(who, (state, by) => decide(state, rowan, { decision, verdict: "approve", reason: "read it" }, by));
const move = (room: Room, who: string, to: "evacuating" | "sheltered" | "relocating" | "abroad" | "declined") =>
  room.do(who, (state, by) =>
    moveStage(state, rowan, { to, people: null, decision: null, token: `${to} ${room.now}`, reason: "next" }, by),
  );

describe("the queue", () => {
  it("a second operator is refused while a claim holds, and may take over when it has run out", () => {
    const room = new Room();
    room.letter(kettle, { text: "Помогите" });
    const claim = { mailbox: kettle, until: room.now + minutes(15) };
    expect(room.do("Plover", (state, by) => claimThread(state, claim, by)).kind).toBe("done");
    room.now += minutes(5);
    const second = room.do("Tern", (state, by) => claimThread(state, { ...claim, until: room.now + minutes(15) }, by));
    expect(second).toEqual({ kind: "claimed-by-another", by: member("Plover"), until: claim.until });
    room.now += minutes(11);
    expect(
      room.do("Tern", (state, by) => claimThread(state, { ...claim, until: room.now + minutes(15) }, by)).kind,
    ).toBe("done");
  });

  it("two claims at once: the one the server took second is refused by everyone's fold", () => {
    const room = new Room();
    const claim = { mailbox: kettle, until: room.now + minutes(15) };
    const before = room.state;
    expect(claimThread(before, claim, { by: member("Tern"), role: "operator", at: room.now }).kind).toBe("operations");
    room.do("Plover", (state, by) => claimThread(state, claim, by));
    // Tern re-bases [ST2]: the command is asked again on what is true now.
    expect(room.do("Tern", (state, by) => claimThread(state, claim, by)).kind).toBe("claimed-by-another");
  });

  it("nobody answers without the claim; what came after the last message read still waits", () => {
    const room = new Room();
    room.letter(kettle, { text: "Первое" });
    const answer = {
      mailbox: kettle,
      message: "m1",
      seen: 1,
      text: "Мы с вами",
      standing: false,
      until: null,
      checkInBy: null,
    };
    expect(room.do("Plover", (state, by) => answerThread(state, answer, by)).kind).toBe("not-claimed");
    room.do("Plover", (state, by) => claimThread(state, { mailbox: kettle, until: room.now + minutes(15) }, by));
    room.now += minutes(3);
    room.letter(kettle, { text: "Второе, пока вы писали" });
    const wroteAgain = room.now;
    room.now += minutes(1);
    expect(room.do("Plover", (state, by) => answerThread(state, answer, by)).kind).toBe("done");
    const view = threadView(room.state, room.outside("Plover"), kettle);
    expect(view.standing).toBe("waiting");
    expect(view.waitingSince).toBe(wroteAgain);
    expect(view.messages.map((message) => message.direction)).toEqual(["to-team", "to-team", "to-mailbox"]);
  });

  it("a stated danger counts as now, said by the caller, until an operator sets one; a later one raises it again", () => {
    const room = new Room();
    room.letter(kettle, { answers: { danger: "now" } });
    const urgency = () => threadView(room.state, room.outside("Plover"), kettle).urgency;
    expect(urgency()).toMatchObject({ level: "now", saidBy: { kind: "caller" } });
    room.now += minutes(4);
    room.do("Plover", (state, by) =>
      noteOnThread(state, { op: "setUrgency", mailbox: kettle, urgency: "soon", reason: "asked", seen: 1 }, by),
    );
    expect(urgency()).toMatchObject({ level: "soon", saidBy: { kind: "member" } });
    // The caller's phone is two hours slow: order of sealing counts, not that clock.
    room.letter(kettle, { tap: "danger", at: room.now - hours(2) });
    expect(urgency()).toMatchObject({ level: "now", saidBy: { kind: "caller" } });
    room.letter(kettle, { tap: "safe" });
    expect(urgency().level).toBe("now");
  });

  it("unknown ranks above soon until someone has asked", () => {
    const room = new Room();
    const bridge = mailbox("bridge");
    room.letter(kettle, { answers: { danger: "soon" } });
    room.now += hours(3);
    room.letter(bridge, { text: "?" });
    expect(queueView(room.state, room.outside("Plover")).threads.map((thread) => thread.mailbox)).toEqual([
      bridge,
      kettle,
    ]);
  });

  it("an agreed danger wording is found whatever its case, and raises the thread", () => {
    const room = new Room();
    room.do("Plover", (state, by) =>
      noteOnThread(state, { op: "agreeSignals", mailbox: kettle, safe: "бабушка спит", danger: "Варенье дошло" }, by),
    );
    room.letter(kettle, { text: "Передайте тёте, что варенье   дошло." });
    const view = threadView(room.state, room.outside("Plover"), kettle);
    expect(view.messages[0]?.signal).toEqual({ kind: "danger", wording: "Варенье дошло" });
    expect(view.urgency.level).toBe("now");
  });
});

describe("from thread to case", () => {
  it("[MB4] everything written moves along; the thread leaves the queue; the ask is counted once", () => {
    const room = new Room();
    taken(room);
    const view = caseView(room.state, room.outside("Siskin"), rowan);
    expect(view).toMatchObject({ alias: "Rowan", people: 2, stage: "contact", urgency: { level: "soon" } });
    expect(view?.messages.map((message) => message.text)).toEqual(["Дядя знает."]);
    expect(queueView(room.state, room.outside("Siskin")).threads).toEqual([]);
    expect(ledgerOf(room.state)?.asked.size).toBe(1);
    const again = room.do("Siskin", (state, by) =>
      countThreads(state, [{ mailbox: kettle, token: "asked 2", day: dayOf(room.now) }], by),
    );
    expect(again.kind).toBe("already-counted");
  });

  it("later letters are shown in the case, once, whether kept or only at the server", () => {
    const room = new Room();
    taken(room);
    room.letter(kettle, { text: "Ещё одно" });
    const texts = () => caseView(room.state, room.outside("Siskin"), rowan)?.messages.map((message) => message.text);
    expect(texts()).toEqual(["Дядя знает.", "Ещё одно"]);
  });

  it("an operator does not take threads into cases", () => {
    const room = new Room();
    room.letter(kettle, {});
    const intent = {
      thread: room.thread(kettle),
      case: rowan,
      contact: stream("c"),
      threat: stream("t"),
      alias: "Rowan",
      people: 1,
    };
    const more = { owner: member("Plover"), standIn: null, token: "x" };
    expect(room.do("Plover", (state, by) => takeIntoCase(state, { ...intent, ...more }, by)).kind).toBe(
      "not-your-role",
    );
  });
});

describe("[P11] two people decide", () => {
  it("verification is concluded before a case is accepted, and a go by two before anyone sets out", () => {
    const room = new Room();
    taken(room);
    room.do("Siskin", (state, by) =>
      moveStage(state, rowan, { to: "verification", people: null, decision: null, token: "-", reason: "next" }, by),
    );
    const early = room.do("Siskin", (state, by) =>
      moveStage(state, rowan, { to: "accepted", people: null, decision: null, token: "-", reason: "next" }, by),
    );
    expect(early).toEqual({ kind: "stage-not-open", missing: ["verification-concluded"] });
    verified(room);
    expect(move(room, "Wren", "evacuating")).toEqual({ kind: "stage-not-open", missing: ["approved-go"] });
    expect(proposeGo(room, "Wren").kind).toBe("done");
    expect(move(room, "Wren", "evacuating")).toEqual({ kind: "stage-not-open", missing: ["approved-go"] });
    // Wren is also the stand-in; that makes no second person of one.
    expect(approve(room, "Wren")).toEqual({ kind: "own-proposal" });
    expect(approve(room, "Plover")).toEqual({ kind: "not-your-role" });
    expect(approve(room, "Dunlin")).toEqual({ kind: "not-your-role" });
    expect(approve(room, "Heron").kind).toBe("done");
    expect(move(room, "Wren", "evacuating").kind).toBe("done");
    expect(refusedOf(room.state)).toEqual([]);
  });

  it("a go runs out: it cannot be approved late, and an approved one opens nothing any more", () => {
    const room = new Room();
    taken(room);
    verified(room);
    proposeGo(room, "Wren", room.now + hours(1));
    room.now += hours(2);
    expect(approve(room, "Heron").kind).toBe("expired");
    const other = new Room();
    taken(other);
    verified(other);
    proposeGo(other, "Wren", other.now + hours(1));
    approve(other, "Heron");
    other.now += hours(2);
    expect(move(other, "Wren", "evacuating")).toEqual({ kind: "stage-not-open", missing: ["approved-go"] });
  });

  it("one go opens one start, and a later no-go closes it", () => {
    const room = new Room();
    taken(room);
    verified(room);
    proposeGo(room, "Wren", room.now + hours(20));
    approve(room, "Heron");
    const stop = decisionId("stop");
    room.do("Siskin", (state, by) =>
      propose(
        state,
        rowan,
        { decision: stop, about: "no-go", text: "the driver's phone", checklist: [], expires: room.now + hours(9) },
        by,
      ),
    );
    room.do("Heron", (state, by) => decide(state, rowan, { decision: stop, verdict: "approve", reason: "yes" }, by));
    expect(move(room, "Wren", "evacuating").kind).toBe("stage-not-open");
  });

  it("declined needs two, and a reason from the second", () => {
    const room = new Room();
    taken(room);
    expect(move(room, "Siskin", "declined")).toEqual({
      kind: "stage-not-open",
      missing: ["approved-decline", "safety-plan", "referral"],
    });
    const no = decisionId("no");
    room.do("Siskin", (state, by) =>
      propose(
        state,
        rowan,
        {
          decision: no,
          about: "decline",
          text: "contradictions",
          checklist: [],
          expires: room.now + hours(9),
          noSafetyPlan: "nobody is in danger",
          noReferral: "nothing to refer",
        },
        by,
      ),
    );
    const bare = room.do("Wren", (state, by) =>
      decide(state, rowan, { decision: no, verdict: "approve", reason: " " }, by),
    );
    expect(bare).toEqual({ kind: "incomplete", field: "reason" });
    room.do("Wren", (state, by) =>
      decide(state, rowan, { decision: no, verdict: "approve", reason: "same impression" }, by),
    );
    expect(move(room, "Siskin", "declined").kind).toBe("done");
  });

  it("at urgency now one member orders the first move, moves no stage by it, and a second reviews", () => {
    const room = new Room();
    taken(room);
    const night = { decision: decisionId("night"), about: "night-move" as const, text: "out, on foot", checklist: [] };
    const order = (name: string) =>
      room.do(name, (state, by) => propose(state, rowan, { ...night, expires: room.now + hours(12) }, by));
    expect(order("Plover")).toEqual({ kind: "not-a-night-move" });
    room.do("Plover", (state, by) =>
      recordRisk(state, rowan, { urgency: "now", saidBy: "caller", factors: [], reach: [], reason: "in the yard" }, by),
    );
    expect(order("Plover").kind).toBe("done");
    const today = todayView(room.state, room.outside("Heron"));
    expect(today.waitingForMe).toMatchObject([
      { about: "night-move", state: "ordered", expires: room.now + hours(12) },
    ]);
    expect(todayView(room.state, room.outside("Plover")).waitingForMe).toEqual([]);
    expect(caseView(room.state, room.outside("Heron"), rowan)?.stage).toBe("contact");
  });

  it("what waits for me is never my own, and says what changed since", () => {
    const room = new Room();
    taken(room);
    verified(room);
    proposeGo(room, "Wren");
    room.now += minutes(10);
    room.do("Siskin", (state, by) => writeToCase(state, rowan, [{ op: "note", text: "the driver is late" }], by));
    expect(todayView(room.state, room.outside("Wren"))).toMatchObject({
      waitingForMe: [],
      mineWaiting: [{ about: "go" }],
    });
    const [waiting] = todayView(room.state, room.outside("Heron")).waitingForMe;
    expect(waiting?.changedSince.map((event) => event.what.kind)).toEqual(["note"]);
    expect(todayView(room.state, room.outside("Plover")).waitingForMe).toEqual([]);
  });
});

describe("[CK1] [P7] check-ins", () => {
  const alarm = alarmId("alarm");
  const armed = (room: Room, due: number): void => {
    taken(room);
    room.do("Plover", (state, by) =>
      writeToCase(
        state,
        rowan,
        [
          {
            op: "armCheckIn",
            alarm,
            due,
            graceMinutes: 20,
            expectedFrom: "party",
            wording: "a word",
            ladder: [
              { afterMinutes: 20, member: member("Plover") },
              { afterMinutes: 40, member: member("Wren") },
            ],
          },
        ],
        by,
      ),
    );
  };

  it("waiting, due, in grace, missed: the clock runs on, and a tap does not end it", () => {
    const room = new Room();
    const due = room.now + hours(2);
    armed(room, due);
    const state = () => caseView(room.state, room.outside("Wren"), rowan)?.nextCheckIn;
    expect(state()?.state).toBe("waiting");
    room.now = due + minutes(2);
    expect(state()?.state).toBe("due");
    room.now = due + minutes(9);
    expect(state()?.state).toBe("in-grace");
    room.now = due + minutes(38);
    room.letter(kettle, { tap: "safe", text: "" });
    const alarms = [
      { alarm, state: "missed" as const, acknowledged: null, rungs: [{ reached: true }, { reached: false }] },
    ];
    const [overdue] = todayView(room.state, room.outside("Wren", { alarms })).overdue;
    expect(overdue).toMatchObject({
      state: "missed",
      overdue: minutes(38),
      tapped: { tap: "safe" },
      serverAgrees: true,
    });
    expect(overdue?.ladder.map((rung) => rung.state)).toEqual(["told", "next"]);
    room.do("Wren", (now, by) => writeToCase(now, rowan, [{ op: "acknowledgeCheckIn", alarm, note: "I ring" }], by));
    expect(state()).toMatchObject({ state: "acknowledged", overdue: minutes(38) });
    room.do("Wren", (now, by) =>
      writeToCase(now, rowan, [{ op: "closeCheckIn", alarm, done: "met-late", note: "they wrote" }], by),
    );
    expect(state()).toBeNull();
  });

  it("the server's word is enough: missed there is missed here, even if this console's clock is slow", () => {
    const room = new Room();
    armed(room, room.now + hours(2));
    const alarms = [{ alarm, state: "missed" as const, acknowledged: null, rungs: [] }];
    expect(todayView(room.state, room.outside("Wren", { alarms })).overdue).toMatchObject([{ state: "missed" }]);
  });

  it("a case with an open check-in is not closed over it", () => {
    const room = new Room();
    armed(room, room.now + hours(2));
    room.do("Siskin", (state, by) =>
      moveStage(state, rowan, { to: "withdrawn", people: null, decision: null, token: "-", reason: "next" }, by),
    );
    const close = () =>
      room.do("Siskin", (state, by) =>
        writeToCase(
          state,
          rowan,
          [{ op: "closeCase", outcome: "withdrawn", note: "as they asked", eraseAfterDays: 9 }],
          by,
        ),
      );
    expect(close()).toEqual({ kind: "check-ins-open", alarms: [alarm] });
    room.do("Wren", (state, by) =>
      writeToCase(state, rowan, [{ op: "closeCheckIn", alarm, done: "replaced", note: "as they asked" }], by),
    );
    expect(close().kind).toBe("done");
  });
});

describe("figures", () => {
  const arrive = (room: Room): void => {
    taken(room);
    verified(room);
    proposeGo(room, "Wren");
    approve(room, "Heron");
    move(room, "Wren", "evacuating");
    move(room, "Wren", "sheltered");
  };

  it("[P10] counts people, once, and only when the move is old enough", () => {
    const room = new Room();
    arrive(room);
    const ledger = ledgerOf(room.state);
    const openedOn = dayFrom("2017-03-29");
    const week = (asOf: string, delayDays: number) =>
      ledger && weeklyFigures(ledger, { openedOn, asOf: dayFrom(asOf), delayDays }).at(-1);
    expect(week("2017-04-04", 0)).toEqual({ ends: dayFrom("2017-04-04"), asked: 1, evacuated: 2, abroad: 0 });
    expect(week("2017-04-30", 30)).toBeUndefined();
    expect(week("2017-05-04", 30)?.evacuated).toBe(2);
  });

  it("a move recorded wrongly is taken back, and may be counted again", () => {
    const room = new Room();
    arrive(room);
    expect(ledgerOf(room.state)?.moves.size).toBe(1);
    room.do("Siskin", (state, by) => uncountMove(state, rowan, "they turned back", by));
    expect(ledgerOf(room.state)?.moves.size).toBe(0);
  });

  it("back and forth between shelter and relocation counts nobody twice", () => {
    const room = new Room();
    arrive(room);
    const departs = (nth: string) => {
      proposeGo(room, "Siskin", room.now + hours(6), decisionId(`go ${nth}`));
      approve(room, "Heron", decisionId(`go ${nth}`));
      move(room, "Wren", "relocating");
    };
    departs("abroad");
    move(room, "Wren", "sheltered");
    room.now += 1;
    departs("abroad again");
    move(room, "Wren", "abroad");
    const moves = [...(ledgerOf(room.state)?.moves.values() ?? [])];
    expect(moves.map(({ to, people }) => [to, people])).toEqual([
      ["evacuated", 2],
      ["abroad", 2],
    ]);
  });

  it("[P11] a release goes out only when a second member has approved it", () => {
    const room = new Room();
    const release = decisionId("week 1");
    const weeks = [{ ends: dayFrom("2017-04-04"), asked: 1, evacuated: 2, abroad: 0 }];
    room.do("Wren", (state, by) => publishFigures(state, { release, asOf: dayOf(room.now), delayDays: 0, weeks }, by));
    const review = (name: string) =>
      room.do(name, (state, by) => reviewFigures(state, { release, verdict: "approve", reason: "checked" }, by));
    expect(review("Wren").kind).toBe("own-proposal");
    expect(figuresView(room.state, room.outside("Avocet")).published).toBeNull();
    expect(review("Avocet").kind).toBe("not-your-role");
    expect(review("Heron").kind).toBe("done");
    expect(figuresView(room.state, room.outside("Avocet")).published?.weeks).toEqual(weeks);
  });

  it("a lost contact is counted once, beside the stage, which does not move", () => {
    const room = new Room();
    taken(room);
    const lose = (token: string) =>
      room.do("Siskin", (state, by) =>
        setStatus(state, rowan, { status: "lost-contact", note: "three calls unanswered", token }, by),
      );
    lose("lost 1");
    lose("lost 2");
    expect(ledgerOf(room.state)?.lost.size).toBe(1);
    expect(caseView(room.state, room.outside("Siskin"), rowan)).toMatchObject({
      stage: "contact",
      statuses: [{ status: "lost-contact" }],
    });
  });
});
