import { describe, expect, it } from "vitest";
import {
  caseOf,
  caseView,
  type DecisionId,
  decide,
  emptyState,
  foldEntries,
  moveStage,
  propose,
  type Stage,
} from "../src/index.ts";
import { rowan, taken, verified } from "./rowan.ts";
import { decisionId, hours, lookAll, minutes, Room } from "./team.ts";

const [go, decline] = [decisionId("go"), decisionId("decline")];

const two = (room: Room, decision: DecisionId, about: "go" | "decline", expires = room.now + hours(24)) => {
  const said = { decision, about, text: "an invented reason", checklist: [], expires };
  const why = about === "decline" ? { noSafetyPlan: "nobody is in danger", noReferral: "nothing to refer" } : {};
  const asked = room.do("Siskin", (state, by) => propose(state, rowan, { ...said, ...why }, by));
  const reason = "read it all";
  const answered = room.do("Wren", (state, by) => decide(state, rowan, { decision, verdict: "approve", reason }, by));
  expect([asked.kind, answered.kind]).toEqual(["done", "done"]);
  room.now += minutes(5);
};
const move = (room: Room, to: Stage) =>
  room.do("Siskin", (state, by) =>
    moveStage(state, rowan, { to, people: null, decision: null, token: "-", reason: "next" }, by),
  );
const accepted = (): Room => {
  const room = new Room();
  taken(room);
  verified(room);
  lookAll(room, "Siskin", rowan);
  return room;
};
/** The same, as a console of before wrote it. */
const asBefore = (room: Room): Room => {
  room.entries = room.entries.map((entry) =>
    entry.operation.op === "declineTerms" ? { ...entry, operation: { op: "declineTerms" } } : entry,
  );
  room.state = foldEntries(emptyState(), room.entries);
  return room;
};
const stage = (room: Room) => caseOf(room.state, rowan)?.contact.stage;

describe("[P11] what two have said last counts", () => {
  it("a decline by two is not overturned by one on the go of before", () => {
    const room = accepted();
    two(room, go, "go");
    two(room, decline, "decline");
    expect(move(room, "evacuating")).toEqual({ kind: "stage-not-open", missing: ["approved-go"] });
    expect(move(room, "declined").kind).toBe("done");
  });

  it("nor a go by the decline of before; said anew, either opens its way", () => {
    const room = accepted();
    two(room, decline, "decline");
    two(room, go, "go");
    expect(move(room, "declined")).toEqual({ kind: "stage-not-open", missing: ["approved-decline"] });
    two(room, decisionId("again"), "decline");
    expect(move(room, "evacuating").kind).toBe("stage-not-open");
    two(room, decisionId("go again"), "go");
    expect(move(room, "evacuating").kind).toBe("done");
  });

  it("a decline runs out, and is over once the case has moved on", () => {
    const late = accepted();
    two(late, decline, "decline", late.now + hours(1));
    late.now += hours(2);
    expect(move(late, "declined")).toEqual({ kind: "stage-not-open", missing: ["approved-decline"] });
    expect(caseView(late.state, late.outside("Wren"), rowan)?.stage).toBe("accepted");

    const moved = accepted();
    two(moved, decline, "decline");
    expect(move(moved, "withdrawn").kind).toBe("done");
    expect(move(moved, "contact").kind).toBe("done");
    expect(move(moved, "declined").kind).toBe("stage-not-open");
  });

  it("a case of before reads as it did", () => {
    const room = accepted();
    two(room, go, "go");
    two(room, decline, "decline", room.now + hours(1));
    asBefore(room);
    room.now += hours(2);
    expect(move(room, "declined").kind).toBe("done");
    const other = accepted();
    two(other, go, "go");
    two(other, decline, "decline");
    expect(move(asBefore(other), "evacuating").kind).toBe("done");
    expect([stage(room), stage(other)]).toEqual(["declined", "evacuating"]);
  });
});
