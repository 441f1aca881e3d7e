/** Four travel together. One is taken at a checkpoint, and three go on: each is as they are, and none of them by another's word. */
import { beforeEach, describe, expect, it } from "vitest";
import {
  caseView,
  checkpointOf,
  type Entry,
  emptyState,
  foldEntries,
  ledgerOf,
  readOperation,
  recordRisk,
  type SetStatus,
  type Status,
  setStatus,
  writeToCase,
} from "../src/index.ts";
import { rowan, taken, verified } from "./rowan.ts";
import { hours, Room, stream } from "./team.ts";

let room: Room;
const view = () => {
  const one = caseView(room.state, room.outside("Wren"), rowan);
  if (one === null) throw new Error("no case");
  return one;
};
/** Who is how, as a list shows it. */
const how = () => view().statuses.map(({ status, whom }) => [status, whom === null ? "all" : whom.join(" ")]);
const say = (who: string, status: Status, whom?: string[], more: Partial<SetStatus> = {}) =>
  room.do(who, (state, by) =>
    setStatus(state, rowan, { status, note: "said", token: "-", ...(whom && { whom }), ...more }, by),
  );
const back = (who: string, status: Status, whom?: string[]) => say(who, status, whom, { back: true, note: "a slip" });
const mayClose = () => view().next.some(({ to }) => to === "closed");

beforeEach(() => {
  room = new Room();
  taken(room);
  verified(room);
  const more = ["3", "4"].map((person) => ({ op: "namePerson" as const, person, alias: `Rowan ${person}`, over: 0 }));
  room.do("Siskin", (state, by) => writeToCase(state, rowan, more, by));
});

describe("a status of some of a party", () => {
  it("one is held and three are as they were; what is said of all is said of each", () => {
    say("Siskin", "detained", ["2"]);
    expect(view().statuses).toMatchObject([{ status: "detained", whom: ["2"], people: 1 }]);
    say("Siskin", "lost-contact", ["3", "4"]);
    expect(how()).toEqual([
      ["lost-contact", "3 4"],
      ["detained", "2"],
    ]);
    say("Wren", "well", ["4"]);
    expect(how()).toEqual([
      ["well", "4"],
      ["lost-contact", "3"],
      ["detained", "2"],
    ]);
    say("Wren", "well");
    expect(how()).toEqual([["well", "all"]]);
    say("Wren", "abducted", ["1"]);
    expect(how()).toEqual([
      ["abducted", "1"],
      ["well", "2 3 4"],
    ]);
  });

  it("nobody who joins later is so by a word that is true of nobody any more", () => {
    say("Wren", "detained");
    for (const person of ["1", "2", "3", "4"]) say("Wren", "well", [person]);
    room.do("Siskin", (state, by) =>
      writeToCase(state, rowan, [{ op: "namePerson", person: "5", alias: "Ash", over: 0 }], by),
    );
    expect(how().map(([, whom]) => whom)).toEqual(["4", "3", "2", "1"]);
  });

  it("of somebody who is not of the party nothing is said; nobody, twice or out of order is no list at all", () => {
    expect(say("Wren", "detained", ["5"])).toEqual({ kind: "incomplete", field: "persons" });
    const read = (whom: unknown) => readOperation({ op: "setStatus", status: "detained", note: "x", whom }).op;
    expect(read(["1", "3"])).toBe("setStatus");
    for (const whom of [[], ["1", "1"], ["3", "1"], ["0"], ["100"], ["01"], "1", [1], null])
      expect([whom, read(whom)]).toEqual([whom, "unknown"]);
  });

  it("each is taken back by whoever said it, over nobody else's head", () => {
    say("Wren", "well");
    const before = view().statuses;
    room.now += hours(1);
    say("Siskin", "detained", ["2"]);
    say("Wren", "lost-contact", ["3"]);
    expect(back("Siskin", "detained", ["3"])).toEqual({ kind: "stays", what: "status", why: "nothing" });
    expect(back("Wren", "detained", ["2"])).toEqual({ kind: "stays", what: "status", why: "not-yours" });
    // Said of all, and since then of two of them otherwise.
    expect(back("Wren", "well")).toEqual({ kind: "stays", what: "status", why: "nothing" });
    expect(back("Siskin", "detained", ["2"]).kind).toBe("done");
    expect(how()).toEqual([
      ["lost-contact", "3"],
      ["well", "1 2 4"],
    ]);
    expect(back("Siskin", "detained", ["2"])).toEqual({ kind: "stays", what: "status", why: "nothing" });
    expect(back("Wren", "lost-contact", ["3"]).kind).toBe("done");
    expect(view().statuses).toEqual(before);
  });

  it("what it took the place of altogether comes back, as old as it was, among what others said since", () => {
    say("Wren", "lost-contact", ["2"]);
    const { at } = view().statuses[0] ?? {};
    room.now += hours(1);
    say("Siskin", "abducted", ["2"]);
    say("Wren", "detained", ["1"]);
    expect(back("Siskin", "abducted", ["2"]).kind).toBe("done");
    expect(how()).toEqual([
      ["detained", "1"],
      ["lost-contact", "2"],
    ]);
    expect(view().statuses[1]?.at).toBe(at);
  });

  it("[CO2] whoever reads from now on sees the same", () => {
    say("Wren", "well");
    say("Siskin", "detained", ["2", "3"]);
    say("Wren", "lost-contact", ["3"]);
    back("Wren", "lost-contact", ["3"]);
    const spine = room.entries.filter((entry) => entry.stream === stream("rowan c"));
    const checkpoint = checkpointOf({ about: "case", case: rowan, part: "contact" }, spine);
    const [first] = spine as [Entry];
    const state = foldEntries(emptyState(), [{ ...first, operation: checkpoint, seq: spine.length }]);
    const seen = caseView(state, room.outside("Wren"), rowan);
    expect(seen?.statuses.map(({ status, whom }) => [status, whom?.join(" ") ?? "all"])).toEqual(how());
  });
});

describe("two at once", () => {
  const over = (written: Partial<SetStatus>): SetStatus =>
    ({ op: "setStatus", status: "detained", note: "offline", over: 0, ...written }) as SetStatus;
  const write = (who: string, operation: SetStatus) =>
    room.do(who, (state, by) => writeToCase(state, rowan, [operation as never], by)).kind;

  it("who set another's stands in nobody's way; the same person's, or all of them, does", () => {
    say("Wren", "lost-contact", ["2"]);
    expect(write("Siskin", over({ whom: ["3"] }))).toBe("done");
    expect(write("Siskin", over({ whom: ["2", "4"] }))).toBe("written-meanwhile");
    expect(write("Siskin", over({}))).toBe("written-meanwhile");
    expect(how()).toEqual([
      ["detained", "3"],
      ["lost-contact", "2"],
    ]);
    room.now += hours(1);
    say("Wren", "well");
    expect(write("Siskin", over({ whom: ["4"] }))).toBe("written-meanwhile");
    expect(write("Siskin", over({ whom: ["4"], over: room.now }))).toBe("done");
  });
});

describe("what rests on a status", () => {
  it("a case ends with the last of them: one who died closes it over nobody else", () => {
    say("Wren", "died", ["2"]);
    expect(mayClose()).toBe(false);
    expect(view().assessment).not.toBeNull();
    say("Wren", "went-back", ["1", "3"]);
    expect(mayClose()).toBe(false);
    say("Wren", "died", ["4"]);
    expect(mayClose()).toBe(true);
  });

  it("[P10] lost contact is counted once of a case, however many of it are lost one after the other", () => {
    const lost = () => ledgerOf(room.state)?.lost.size;
    say("Siskin", "lost-contact", ["2"], { token: "a" } as object);
    say("Siskin", "lost-contact", ["3"], { token: "b" } as object);
    expect(lost()).toBe(1);
    say("Siskin", "well");
    say("Siskin", "lost-contact", ["3"], { token: "c" } as object);
    expect(lost()).toBe(2);
  });

  it("an assessment is asked for again, with how many; what was taken back of one leaves what was said of another", () => {
    const known = ["place-known" as const, "locked-in" as const].map((factor) => ({ factor, answer: "yes" as const }));
    room.do("Siskin", (state, by) =>
      recordRisk(
        state,
        rowan,
        {
          urgency: "now",
          saidBy: "team",
          factors: [],
          reach: [],
          reason: "they know",
          answered: known,
        },
        by,
        room.outside("Siskin").threads,
      ),
    );
    room.now += hours(1);
    say("Wren", "detained", ["2"]);
    say("Wren", "detained", ["3"]);
    back("Wren", "detained", ["3"]);
    expect(view().assessment?.again).toMatchObject([
      { kind: "status", status: "detained", some: { people: 1, of: 4 } },
    ]);
    const { timeline } = view();
    expect(
      timeline.flatMap(({ what }) => (what.kind === "status" ? [[what.whom.join(), what.back ?? false]] : [])),
    ).toEqual([
      ["Rowan 3", true],
      ["Rowan 3", false],
      ["Rowan 2", false],
    ]);
  });
});
