/** What was written by mistake and taken back says nothing about the person; and looks at who hunts them grow old also under a go. */
import { describe, expect, it } from "vitest";
import { type ConsentId, caseView, decide, moveStage, propose, writeConsent, writeToCase } from "../src/index.ts";
import { kettle, rowan, taken, verified } from "./rowan.ts";
import { decisionId, hours, lookAll, minutes, Room } from "./team.ts";

const view = (room: Room) => caseView(room.state, room.outside("Siskin"), rowan);
const begin = () => {
  const room = new Room();
  taken(room);
  verified(room);
  return room;
};

describe("a consent that nobody gave", () => {
  const consent = "c1".repeat(16) as ConsentId;
  const give = (room: Room, who = "Siskin") =>
    room.do(who, (state, by) => {
      const words = "meant for another case";
      const said = {
        purpose: "relative" as const,
        recipient: "sister Amina",
        covers: [],
        words,
        how: "letter" as const,
      };
      return writeConsent(state, rowan, { op: "giveConsent", consent, ...said, until: null, over: 0 }, by);
    });
  const takeBack = (room: Room, who = "Siskin", slip = true) =>
    room.do(who, (state, by) =>
      writeConsent(state, rowan, { op: "withdrawConsent", consent, why: "a slip", how: "letter", slip }, by),
    );
  const agreed = (room: Room) =>
    room.do("Siskin", (state, by) => {
      const whom = { lawyer: "Advocate Tern", publicity: "silence" as const, tell: "sister Amina", neverCall: [] };
      const response = { ...whom, text: "", tasks: ["Ring sister Amina"], agreedBy: "Rowan", agreedAt: room.now };
      return writeToCase(
        state,
        rowan,
        [{ op: "agreeResponse", status: "detained", ...response, thread: null, over: 0 }],
        by,
      );
    });
  const forbidden = (room: Room) => view(room)?.plan.responses[0]?.forbidden.length;

  it("taken back at once forbids nobody; a no that was said does", () => {
    const room = begin();
    agreed(room);
    room.now += minutes(10);
    give(room);
    expect(takeBack(room)).toEqual({ kind: "done" });
    expect([forbidden(room), view(room)?.consents]).toEqual([0, []]);
    // Both lines stay to be read.
    expect(view(room)?.timeline.map(({ what }) => what.kind)).toEqual(
      expect.arrayContaining(["consent-given", "consent-slip"]),
    );
    give(room);
    expect(takeBack(room, "Siskin", false)).toEqual({ kind: "done" });
    expect(forbidden(room)).toBeGreaterThan(0);
  });

  it("is nobody else's to take back, nor a day later, nor once something rests on it", () => {
    const room = begin();
    give(room);
    expect(takeBack(room, "Wren")).toEqual({ kind: "stays", what: "consent", why: "not-yours" });
    room.now += hours(25);
    expect(takeBack(room)).toEqual({ kind: "stays", what: "consent", why: "day" });
    expect(view(room)?.consents).toHaveLength(1);

    const lawyer = "c2".repeat(16) as ConsentId;
    const to = "Advocate Tern";
    room.do("Siskin", (state, by) => {
      const said = { purpose: "lawyer" as const, recipient: to, covers: [], words: "yes", how: "letter" as const };
      return writeConsent(state, rowan, { op: "giveConsent", consent: lawyer, ...said, until: null, over: 0 }, by);
    });
    room.do("Siskin", (state, by) => {
      const said = { to, purpose: "a hearing", consent: "see the consent", rests: lawyer };
      return writeToCase(state, rowan, [{ op: "refer", mailbox: kettle, referral: "r1", ...said }], by);
    });
    const slip = { op: "withdrawConsent" as const, consent: lawyer, why: "a slip", how: "letter" as const, slip: true };
    expect(room.do("Siskin", (state, by) => writeConsent(state, rowan, slip, by))).toEqual({
      ...{ kind: "stays", what: "consent", why: "rested-on" },
    });
  });
});

describe("a go that stands for two days", () => {
  const said = (room: Room) => {
    lookAll(room, "Siskin", rowan);
    const decision = decisionId("go");
    room.do("Siskin", (state, by) =>
      propose(
        state,
        rowan,
        { decision, about: "go", text: "the quiet station", checklist: [], expires: by.at + hours(48) },
        by,
      ),
    );
    room.do("Wren", (state, by) => decide(state, rowan, { decision, verdict: "approve", reason: "read" }, by));
  };
  const move = (room: Room) =>
    room.do("Siskin", (state, by) =>
      moveStage(state, rowan, { to: "evacuating", people: null, decision: null, token: "-", reason: "next" }, by),
    );

  it("moves nobody by looks that have grown old since, until somebody looks again", () => {
    const room = begin();
    said(room);
    room.now += hours(30);
    const searched = view(room)?.next.find(({ to }) => to === "evacuating");
    expect(searched?.conditions).toContainEqual({ what: "search-checked", met: false });
    expect(move(room)).toEqual({ kind: "stage-not-open", missing: ["search-checked"] });
    lookAll(room, "Wren", rowan);
    expect(move(room)).toEqual({ kind: "done" });
  });
});
