/** What is asked of whoever sets, takes over or closes a sign of life, whichever console they use. [P7] */
import { describe, expect, it } from "vitest";
import {
  type ArmCheckIn,
  type CloseCheckIn,
  caseView,
  closeCheckIn,
  type GoPoint,
  propose,
  todayView,
  writeToCase,
} from "../src/index.ts";
import { kettle, rowan, taken, verified } from "./rowan.ts";
import { alarmId, decisionId, hours, lookAll, member, minutes, Room } from "./team.ts";

class Story extends Room {
  constructor() {
    super();
    taken(this);
    verified(this);
  }

  arm(name: string, more: Partial<ArmCheckIn> = {}) {
    const armed: ArmCheckIn = {
      ...{ op: "armCheckIn", alarm: alarmId(name), due: this.now + hours(1), graceMinutes: 30, expectedFrom: "party" },
      ...{ wording: "the kettle", ladder: [{ afterMinutes: 30, member: member("Siskin") }] },
      ...more,
    };
    return this.do("Siskin", (state, by) => writeToCase(state, rowan, [armed], by));
  }

  have(name: string, note: string, who = "Wren") {
    const said = { op: "acknowledgeCheckIn" as const, alarm: alarmId(name), note };
    return this.do(who, (state, by) => writeToCase(state, rowan, [said], by));
  }

  close(name: string, said: Omit<CloseCheckIn, "op" | "alarm">, who = "Plover") {
    const { threads } = this.outside(who);
    return this.do(who, (state, by) => closeCheckIn(state, rowan, { ...said, alarm: alarmId(name) }, by, threads));
  }

  go() {
    const checklist = [{ text: "a sign of life", met: true, point: "check-in" as GoPoint }];
    const said = {
      decision: decisionId("go"),
      about: "go" as const,
      text: "now",
      checklist,
      expires: this.now + hours(9),
    };
    return this.do("Siskin", (state, by) => propose(state, rowan, said, by));
  }

  sheet() {
    const facts = caseView(this.state, this.outside("Siskin"), rowan)?.goFacts;
    return facts?.find(({ point }) => point === "check-in")?.met;
  }
}

const done = { kind: "done" };

describe("[P7] a sign of life", () => {
  it("is set for an hour that can be kept, says what it is, and calls somebody", () => {
    const room = new Story();
    expect(room.arm("nobody", { ladder: [] })).toEqual({ kind: "incomplete", field: "ladder" });
    expect(room.arm("nothing", { wording: " " })).toEqual({ kind: "incomplete", field: "wording" });
    for (const due of [room.now - hours(100), Date.UTC(2099, 1, 1)])
      expect(room.arm("never", { due })).toEqual({ kind: "incomplete", field: "due" });
    // Set without a network, and past when it arrives: it calls at once.
    expect(room.arm("late", { due: room.now - hours(2) })).toEqual(done);
    // What a console sets by itself, by the hours of a journey.
    expect(room.arm("leg", { ladder: [], wording: "", leg: "0a".repeat(16) })).toEqual(done);
  });

  it("is taken over with a word, and not before anybody is late", () => {
    const room = new Story();
    expect(room.arm("x")).toEqual(done);
    expect(room.have("x", "on it")).toEqual({ kind: "check-in-not-due", due: room.now + hours(1) });
    room.now += minutes(50);
    expect(room.have("x", " ")).toEqual({ kind: "incomplete", field: "note" });
    expect(room.have("x", "on it")).toEqual(done);
  });

  it("is closed with a word; what a console closes by itself needs none", () => {
    const room = new Story();
    expect([room.arm("x"), room.arm("leg", { leg: "0a".repeat(16) })]).toEqual([done, done]);
    expect(room.close("x", { done: "met", note: "" })).toEqual({ kind: "incomplete", field: "note" });
    expect(room.close("x", { done: "met", note: "they rang" })).toEqual(done);
    expect(room.close("leg", { done: "replaced", note: "" })).toEqual(done);
  });

  it("is not met over a tap that says danger, until whoever closes it has seen that", () => {
    const room = new Story();
    expect(room.arm("x")).toEqual(done);
    room.now += hours(2);
    room.letter(kettle, { text: "", tap: "danger" });
    const at = room.now;
    room.now += minutes(1);
    for (const how of ["met", "met-late"] as const)
      expect(room.close("x", { done: how, note: "they wrote" })).toEqual({ kind: "danger-said", at });
    expect(todayView(room.state, room.outside("Siskin")).overdue).toHaveLength(1);
    const said = { done: "met-late", note: "a slip: I have rung them, they gave the word", overDanger: true } as const;
    expect(room.close("x", said)).toEqual(done);

    const silent = new Story();
    expect(silent.arm("x")).toEqual(done);
    silent.letter(kettle, { text: "", tap: "danger" });
    expect(silent.close("x", { done: "no-sign", note: "police at the door" })).toEqual(done);
    const over = new Story();
    over.letter(kettle, { text: "", tap: "danger" });
    over.now += minutes(1);
    expect(over.arm("x")).toEqual(done);
    expect(over.close("x", { done: "met", note: "they rang" })).toEqual(done);
  });

  it("[CK1] danger stands whatever is tapped after it, in whichever words it was said, and by however slow a clock", () => {
    const shown = (room: Story) => todayView(room.state, room.outside("Siskin")).overdue[0];
    const refused = (room: Story) => room.close("x", { done: "met", note: "they tapped that they are safe" });
    const late = (before: (room: Story) => void): Story => {
      const room = new Story();
      before(room);
      expect(room.arm("x")).toEqual(done);
      room.now += hours(2);
      return room;
    };
    const tapped = late(() => undefined);
    tapped.letter(kettle, { text: "", tap: "danger" });
    const at = tapped.now;
    tapped.now += minutes(5);
    tapped.letter(kettle, { text: "", tap: "safe" });
    expect(refused(tapped)).toEqual({ kind: "danger-said", at });
    expect(shown(tapped)).toMatchObject({ tapped: { tap: "safe" }, danger: { at, how: "tap" } });

    const agreed = late((room) => {
      const signals = { op: "agreeSignals", safe: "the tea is good", danger: "is the shop open" } as const;
      room.do("Wren", (state, by) => writeToCase(state, rowan, [{ ...signals, mailbox: kettle }], by));
    });
    agreed.letter(kettle, { text: "All is well. Is the shop open?" });
    expect(refused(agreed)).toMatchObject({ kind: "danger-said" });
    expect(shown(agreed)).toMatchObject({ tapped: null, danger: { how: "words" } });

    const slow = late(() => undefined);
    slow.letter(kettle, { text: "", tap: "danger", at: slow.now - hours(30) });
    expect(refused(slow)).toMatchObject({ kind: "danger-said" });
  });

  it("[P11] a go rests on one that is still to come within days and calls somebody", () => {
    const write = (room: Story, more: Partial<ArmCheckIn>) =>
      // As an older console wrote it, which asked nothing.
      room.do("Siskin", () => ({
        kind: "operations",
        writes: [
          {
            stream: room.entries.findLast(({ operation }) => operation.op === "moveStage")?.stream ?? ("" as never),
            operations: [
              {
                ...{ op: "armCheckIn", alarm: alarmId("x"), due: room.now + hours(1), graceMinutes: 30 },
                ...{
                  expectedFrom: "party",
                  wording: "the kettle",
                  ladder: [{ afterMinutes: 30, member: member("Wren") }],
                },
                ...more,
              },
            ],
          },
        ],
      }));
    const no = { kind: "incomplete", field: "checklist" };
    for (const more of [{ ladder: [] }, { wording: "" }, { due: Date.UTC(2099, 1, 1) }]) {
      const room = new Story();
      lookAll(room, "Siskin", rowan);
      expect(write(room, more)).toEqual(done);
      expect([room.sheet(), room.go()]).toEqual([false, no]);
    }
    const room = new Story();
    lookAll(room, "Siskin", rowan);
    expect(write(room, {})).toEqual(done);
    expect([room.sheet(), room.go()]).toEqual([true, done]);
  });
});
