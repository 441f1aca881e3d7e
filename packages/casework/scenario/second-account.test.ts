import { describe, expect, it } from "vitest";
import {
  beginPersonTerms,
  boardView,
  caseReader,
  caseView,
  type DecisionView,
  decide,
  type KnownId,
  moveStage,
  onePersonIn,
  propose,
  samePersonViews,
  statePerson,
  todayView,
  writeKnown,
} from "../src/index.ts";
import { rowan, taken, verified } from "./rowan.ts";
import { decisionId, hours, lookAll, member, minutes, Room, stream } from "./team.ts";

const go = decisionId("go");

const viewOf = (room: Room, who = "Siskin") => {
  const view = caseView(room.state, room.outside(who), rowan);
  if (view === null) throw new Error("no case");
  return view;
};
const standing = (room: Room, who?: string): DecisionView | undefined =>
  viewOf(room, who).decisions.find(({ decision }) => decision === go);
function fail(): never {
  throw new Error("no case");
}
const lacks = (room: Room) => viewOf(room).next.find(({ to }) => to === "evacuating")?.missing;

const proposed = (): Room => {
  const room = new Room();
  taken(room);
  verified(room);
  lookAll(room, "Siskin", rowan);
  const said = { decision: go, about: "go" as const, text: "the quiet station", checklist: [] };
  expect(room.do("Wren", (state, by) => propose(state, rowan, { ...said, expires: by.at + hours(48) }, by)).kind).toBe(
    "done",
  );
  room.now += minutes(5);
  return room;
};
const approve = (room: Room, who: string) =>
  room.do(who, (state, by) => decide(state, rowan, { decision: go, verdict: "approve", reason: "read" }, by));
const setOut = (room: Room) =>
  room.do("Siskin", (state, by) =>
    moveStage(state, rowan, { to: "evacuating", people: null, decision: null, token: "t", reason: "next" }, by),
  );
const say = (
  room: Room,
  member_: string,
  other: string,
  more: { same?: boolean; over?: number; who?: string } = {},
) => {
  const { same = true, over = 0, who = "Dunlin" } = more;
  const intent = { member: member(member_), other: member(other), same, reason: "lost her keys in May", over };
  const isAdministrator = who === "Grebe" || who === "Smew";
  return room.do(who, (state, by) => statePerson(state, intent, by), isAdministrator ? "administrator" : undefined);
};
/** The same, by a program that asks no rule. */
const write = (room: Room, who: string, [one, other]: [string, string], same: boolean, over: number) => {
  const operation = { op: "samePerson", member: member(one), other: member(other), same, reason: "so", over } as const;
  const whose = { author: member(who), role: "administrator" as const, at: room.now, proven: true };
  const seq = (room.state.streams.get(stream("commons"))?.seq ?? 0) + 1;
  room.take([{ stream: stream("commons"), seq, ...whose, operation }]);
};
const shown = (room: Room, [one, other]: [string, string], who = "Tern") =>
  samePersonViews(room.state, room.outside(who)).find(({ members }) =>
    [one, other].every((name) => members.some(({ id }) => id === member(name))),
  );

describe("a second account of the same member", () => {
  it("[P11] does not approve what the first proposed, and is not asked to", () => {
    const room = proposed();
    expect(standing(room, "Heron")?.mine).toBe("may-decide");
    expect(say(room, "Heron", "Wren")).toEqual({ kind: "done" });
    expect(approve(room, "Heron")).toEqual({ kind: "one-person", other: member("Wren") });
    expect(standing(room, "Heron")?.mine).toBe("own-proposal");
    expect(todayView(room.state, room.outside("Heron")).waitingForMe).toEqual([]);
    expect(approve(room, "Siskin")).toEqual({ kind: "done" });
    expect(setOut(room)).toEqual({ kind: "done" });
  });

  it("[P11] what it approved before anybody said so, or with a program of its own, opens nothing; saying that they are two gives it back", () => {
    const room = proposed();
    approve(room, "Heron");
    expect(lacks(room)).toEqual([]);
    // A console that has read the case before must not go on showing it as it was.
    const read = caseReader();
    const shown = () => read(room.state, room.outside("Siskin"))[0]?.decisions[0]?.state;
    expect(shown()).toBe("approved");
    // Enrolled anew twice: who is one with the second is one with the third.
    say(room, "Wren", "Lark");
    say(room, "Lark", "Heron");
    expect(standing(room)?.state).toBe("void");
    expect(shown()).toBe("void");
    expect(lacks(room)).toEqual(["approved-go"]);
    expect(setOut(room)).toEqual({ kind: "one-person", other: member("Wren") });
    expect(viewOf(room).stage).toBe("accepted");
    expect(say(room, "Heron", "Lark", { same: false, over: 1 })).toEqual({ kind: "done" });
    expect(standing(room)?.state).toBe("approved");
    expect(setOut(room)).toEqual({ kind: "done" });
  });

  it("[P11] nobody unsays it of their own accounts, under none of them; another administrator does, and it stands there who and when", () => {
    const room = proposed();
    const listed = () =>
      samePersonViews(room.state, room.outside("Wren")).map(({ members: [one, other], same, by, at }) => [
        one.id === member("Dunlin") ? other.id : one.id,
        ...[same, by.id, at],
      ]);
    // Dunlin has two more accounts, as Grebe says: of the proposer, and of one who may approve.
    say(room, "Dunlin", "Wren", { who: "Grebe" });
    say(room, "Dunlin", "Heron", { who: "Grebe" });
    expect(approve(room, "Heron")).toEqual({ kind: "one-person", other: member("Wren") });
    const stands = listed();
    for (const other of ["Wren", "Heron"])
      expect(say(room, "Dunlin", other, { same: false, over: 1 })).toEqual({ kind: "own-accounts" });
    // Nor of a third account that is one with theirs, whatever is said of which pair.
    say(room, "Heron", "Lark", { who: "Grebe" });
    expect(say(room, "Heron", "Lark", { same: false, over: 1 })).toEqual({ kind: "own-accounts" });
    // A program of their own writes it all the same: it counts for nobody.
    const operation = { op: "samePerson", member: member("Dunlin"), other: member("Wren"), same: false } as const;
    const whose = { author: member("Dunlin"), role: "administrator" as const, at: room.now, proven: true };
    const seq = (room.state.streams.get(stream("commons"))?.seq ?? 0) + 1;
    room.take([{ stream: stream("commons"), seq, ...whose, operation: { ...operation, reason: "two", over: 1 } }]);
    expect(listed()).toEqual(expect.arrayContaining(stands));
    expect(approve(room, "Heron")).toEqual({ kind: "one-person", other: member("Wren") });
    room.now += minutes(5);
    expect(say(room, "Dunlin", "Heron", { same: false, over: 1, who: "Grebe" })).toEqual({ kind: "done" });
    expect(listed()).toContainEqual([member("Heron"), false, member("Grebe"), room.now]);
    expect(approve(room, "Heron")).toEqual({ kind: "done" });
  });

  it("[P11] what was unsaid before that was the rule stands as it was; from the first word of a newer client on it is refused", () => {
    const room = proposed();
    const old = (who: string, same: boolean, over: number) => {
      const operation = { op: "samePerson", member: member("Dunlin"), other: member("Heron"), same } as const;
      const whose = { author: member(who), role: "administrator" as const, at: room.now, proven: true };
      const seq = (room.state.streams.get(stream("commons"))?.seq ?? 0) + 1;
      room.take([{ stream: stream("commons"), seq, ...whose, operation: { ...operation, reason: "two", over } }]);
    };
    const same = () => samePersonViews(room.state, room.outside("Wren"))[0]?.same;
    old("Grebe", true, 0);
    old("Dunlin", false, 1);
    expect(same()).toBe(false);
    // Said without a statement of anybody, by whichever administrator's console comes by.
    expect(room.do("Dunlin", beginPersonTerms)).toEqual({ kind: "done" });
    expect(same()).toBe(false);
    old("Grebe", true, 2);
    old("Dunlin", false, 3);
    expect(same()).toBe(true);
  });

  it("[P11] a stolen administrator's word that others are one person ends with the suspension of who said it", () => {
    const room = proposed();
    for (const name of ["Grebe", "Smew"]) room.rosterSays(name, "administrator");
    expect(approve(room, "Heron")).toEqual({ kind: "done" });
    // Those who could take the keys away are one person, and so is everybody who signs a move.
    expect(say(room, "Dunlin", "Grebe", { who: "Smew" })).toEqual({ kind: "done" });
    for (const name of ["Heron", "Siskin"]) write(room, "Smew", ["Wren", name], true, 0);
    expect(standing(room)?.state).toBe("void");
    expect(setOut(room)).toEqual({ kind: "one-person", other: member("Wren") });
    const undo = { same: false, over: 1 };
    for (const who of ["Dunlin", "Grebe"])
      expect(say(room, "Dunlin", "Grebe", { ...undo, who }).kind).toBe("own-accounts");
    for (const state of ["suspended", "removed"] as const) {
      room.rosterSays("Smew", "administrator", state);
      expect(standing(room)?.state).toBe("approved");
      expect(shown(room, ["Dunlin", "Grebe"])).toMatchObject({ same: true, lapsed: true, by: { id: member("Smew") } });
      const one = onePersonIn(room.state, room.outside("Tern"));
      expect([one(member("Dunlin"), member("Grebe")), one(member("Wren"), member("Siskin"))]).toEqual([false, false]);
    }
    expect(setOut(room)).toEqual({ kind: "done" });
    // It holds again once somebody in office says so.
    expect(say(room, "Heron", "Wren", { over: 1 })).toEqual({ kind: "done" });
    expect(standing(room)?.state).toBe("void");
  });

  it("[P11] that two are two people, said by a stolen administrator, ends with it as well: what others had said holds again", () => {
    const room = proposed();
    for (const name of ["Grebe", "Smew"]) room.rosterSays(name, "administrator");
    say(room, "Heron", "Wren", { who: "Grebe" });
    say(room, "Heron", "Wren", { who: "Smew", same: false, over: 1 });
    expect(shown(room, ["Heron", "Wren"])?.same).toBe(false);
    room.rosterSays("Smew", "administrator", "suspended");
    expect(shown(room, ["Heron", "Wren"])).toMatchObject({ same: true, lapsed: false, by: { id: member("Grebe") } });
    expect(approve(room, "Heron")).toEqual({ kind: "one-person", other: member("Wren") });
  });

  it("[P11] a wrong choice that would leave the house one administrator is refused; who said a thing takes their own word back, and nobody else's", () => {
    const room = proposed();
    room.rosterSays("Grebe", "administrator");
    expect(say(room, "Dunlin", "Grebe")).toEqual({ kind: "no-second-administrator" });
    // Nor by a third account that joins them.
    expect(say(room, "Dunlin", "Lark")).toEqual({ kind: "done" });
    expect(say(room, "Lark", "Grebe")).toEqual({ kind: "no-second-administrator" });
    room.rosterSays("Smew", "administrator");
    expect(say(room, "Lark", "Grebe")).toEqual({ kind: "done" });
    // The one who could have taken it back for them is gone: whoever said it still can, and only they.
    room.rosterSays("Smew", "administrator", "removed");
    const undo = { same: false, over: 1 };
    expect(shown(room, ["Lark", "Grebe"], "Grebe")?.ofMe).toBe(true);
    expect(say(room, "Lark", "Grebe", { ...undo, who: "Grebe" })).toEqual({ kind: "own-accounts" });
    expect(shown(room, ["Lark", "Grebe"], "Dunlin")?.ofMe).toBe(false);
    expect(say(room, "Lark", "Grebe", undo)).toEqual({ kind: "done" });
    expect(shown(room, ["Lark", "Grebe"])?.same).toBe(false);
    // What a second one has said too does not end with the first one's word.
    expect(say(room, "Dunlin", "Lark", { who: "Grebe", over: 1 })).toEqual({ kind: "done" });
    expect(say(room, "Dunlin", "Lark", { same: false, over: 2 })).toEqual({ kind: "done" });
    expect(shown(room, ["Dunlin", "Lark"])).toMatchObject({ same: true, by: { id: member("Grebe") } });
    expect(say(room, "Dunlin", "Lark", { same: false, over: 3 })).toEqual({ kind: "own-accounts" });
  });

  it("[P11] is not called to review a first move at night that the other account orders, nor named as who may", () => {
    const room = new Room();
    taken(room);
    for (const [who, token] of [
      ["Heron", "ab"],
      ["Siskin", "cd"],
    ] as const) {
      const bell = { op: "memberBell" as const, token: token.repeat(16), standBy: true };
      const writes = [{ stream: stream("intake"), operations: [bell] }];
      expect(room.do(who, () => ({ kind: "operations", writes }))).toEqual({ kind: "done" });
    }
    const readers = new Map([
      [stream("rowan c"), ["Wren", "Heron", "Siskin"].map((who) => ({ member: member(who), from: null }))],
    ]);
    const night = () => {
      const { calls, mayReview } = caseView(room.state, room.outside("Wren", { readers }), rowan)?.night ?? fail();
      return [calls, mayReview].map((all) => all.map(({ id }) => id));
    };
    const both = [member("Heron"), member("Siskin")];
    expect(night()).toEqual([both, both]);
    say(room, "Heron", "Wren");
    expect(night()).toEqual([[member("Siskin")], [member("Siskin")]]);
  });

  it("[P11] a first move at night that it reviewed waits again for somebody else, and says why", () => {
    const room = new Room();
    taken(room);
    const urgent = { op: "setCaseUrgency", urgency: "now", reason: "tonight", saidBy: "team" } as const;
    room.do("Wren", () => ({ kind: "operations", writes: [{ stream: stream("rowan c"), operations: [urgent] }] }));
    const order = { decision: go, about: "night-move" as const, text: "out, on foot", checklist: [] };
    room.do("Wren", (state, by) => propose(state, rowan, { ...order, expires: by.at + hours(12) }, by));
    room.now += minutes(5);
    expect(approve(room, "Heron")).toEqual({ kind: "done" });
    const reviewed = { state: "approved", verdict: { by: { id: member("Heron") } }, reviewedAsAnother: null };
    expect(standing(room)).toMatchObject(reviewed);
    expect(approve(room, "Siskin")).toEqual({ kind: "already-decided" });
    say(room, "Heron", "Wren");
    const again = { state: "ordered", verdict: null, reviewedAsAnother: { by: { id: member("Heron") }, at: room.now } };
    expect(standing(room)).toMatchObject({ ...again, mine: "may-decide" });
    expect(standing(room, "Heron")?.mine).toBe("own-proposal");
    const today = todayView(room.state, room.outside("Siskin"));
    expect([today.waitingForMe.length, today.nightMoves.length]).toEqual([1, 1]);
    room.now += minutes(5);
    expect(approve(room, "Siskin")).toEqual({ kind: "done" });
    expect(standing(room)).toMatchObject({
      state: "approved",
      verdict: { by: { id: member("Siskin") } },
      mine: "not-waiting",
    });
    expect(approve(room, "Siskin")).toEqual({ kind: "already-decided" });
    // They were two after all: the first review counts as it did.
    expect(say(room, "Heron", "Wren", { same: false, over: 1 })).toEqual({ kind: "done" });
    expect(standing(room)).toMatchObject(reviewed);
  });

  it("[P11] a first move at night is reviewed also where the case was closed before anybody could", () => {
    const room = new Room();
    taken(room);
    const urgent = { op: "setCaseUrgency", urgency: "now", reason: "tonight", saidBy: "team" } as const;
    room.do("Wren", () => ({ kind: "operations", writes: [{ stream: stream("rowan c"), operations: [urgent] }] }));
    const order = { decision: go, about: "night-move" as const, text: "out, on foot", checklist: [] };
    room.do("Wren", (state, by) => propose(state, rowan, { ...order, expires: by.at + hours(12) }, by));
    const died = { op: "setStatus", status: "died", note: "an invented note" } as const;
    const closing = { op: "closeCase", outcome: "died", note: "an invented note", eraseAfterDays: 60 } as const;
    const writes = [{ stream: stream("rowan c"), operations: [died, closing] }];
    expect(room.do("Wren", () => ({ kind: "operations", writes })).kind).toBe("done");
    expect(caseView(room.state, room.outside("Wren"), rowan)?.stage).toBe("closed");
    // A review that does not say that it knows of the closing is one of before, and reads as it did.
    const unaware = { op: "decide", decision: go, verdict: "approve", reason: "read it" } as const;
    room.do("Siskin", () => ({
      kind: "operations",
      writes: [{ stream: stream("rowan c"), operations: [unaware] }],
    }));
    expect(standing(room)).toMatchObject({ state: "ordered", mine: "may-decide" });
    expect(approve(room, "Wren")).toEqual({ kind: "own-proposal" });
    expect(approve(room, "Siskin")).toEqual({ kind: "done" });
    expect(standing(room)).toMatchObject({ state: "approved", verdict: { by: { id: member("Siskin") } } });
    expect(todayView(room.state, room.outside("Siskin")).nightMoves).toEqual([]);
  });

  it("[P11] what it confirmed on the board is one person's word again, and somebody else can confirm it", () => {
    const room = new Room();
    const known = "ab".repeat(16) as KnownId;
    const said = {
      known,
      kind: "lure" as const,
      names: ["Invented"],
      identifiers: [],
      reason: "twice",
      source: "a letter",
    };
    room.do("Wren", (state, by) => writeKnown(state, { op: "addKnown", ...said }, by));
    const confirm = (who: string) =>
      room.do(who, (state, by) => writeKnown(state, { op: "confirmKnown", known, reason: "met him" }, by));
    const shown = () => boardView(room.state, room.outside("Siskin")).known[0];
    expect(confirm("Heron")).toEqual({ kind: "done" });
    expect(confirm("Siskin")).toEqual({ kind: "already-decided" });
    expect(shown()).toMatchObject({ confirmed: { by: { id: member("Heron") } }, confirmedAsAnother: null });
    say(room, "Heron", "Wren");
    expect(shown()).toMatchObject({
      confirmed: null,
      confirmedAsAnother: { by: { id: member("Heron") } },
      mayConfirm: true,
    });
    expect(confirm("Siskin")).toEqual({ kind: "done" });
    expect(shown()).toMatchObject({ confirmed: { by: { id: member("Siskin") } }, mayConfirm: false });
  });

  it("only an administrator says it, with a reason, over what stands; and who said it is shown", () => {
    const room = proposed();
    expect(say(room, "Heron", "Wren", { who: "Wren" })).toEqual({ kind: "not-your-role" });
    expect(say(room, "Heron", "Heron")).toEqual({ kind: "incomplete", field: "other" });
    say(room, "Heron", "Wren");
    expect(say(room, "Wren", "Heron", { same: false })).toEqual({
      kind: "written-meanwhile",
      by: member("Dunlin"),
      at: room.now,
    });
    expect(samePersonViews(room.state, room.outside("Tern"))).toMatchObject([
      {
        members: [{ id: member("Heron") }, { id: member("Wren") }],
        same: true,
        by: { id: member("Dunlin") },
        version: 1,
      },
    ]);
  });
});
