/** A cousin joins them a week later: the party is three from then on, for whoever reads it and whoever comes to read it. */
import { beforeEach, describe, expect, it } from "vitest";
import {
  beginCompartment,
  caseView,
  checkpointOf,
  type Entry,
  emptyState,
  foldEntries,
  type JourneyId,
  type LegId,
  moveStage,
  type NamePerson,
  refusedOf,
  writeJourney,
  writeToCase,
} from "../src/index.ts";
import { rowan, taken, verified } from "./rowan.ts";
import { Room, stream } from "./team.ts";

let room: Room;
const called = (person: string, alias: string, over = 0): NamePerson => ({ op: "namePerson", person, alias, over });
const name = (...said: NamePerson[]) => room.do("Siskin", (state, by) => writeToCase(state, rowan, said, by)).kind;
const party = () => {
  const view = caseView(room.state, room.outside("Siskin"), rowan);
  return view && { people: view.people, persons: view.persons.map(({ alias }) => alias) };
};

beforeEach(() => {
  room = new Room();
  taken(room);
});

describe("a party that grows", () => {
  it("whoever the team gives a name is counted, once; to be called something else makes nobody more", () => {
    expect(party()).toEqual({ people: 2, persons: ["Rowan", "Rowan 2"] });
    expect(name(called("2", "Alder"))).toBe("done");
    expect(party()).toMatchObject({ people: 2 });
    expect(name(called("3", "Ash"), called("3", "Aspen", 1))).toBe("done");
    expect(party()).toEqual({ people: 3, persons: ["Rowan", "Alder", "Aspen"] });
    // Numbers may have gaps: who is named is one more, and not the numbers between.
    expect(name(called("9", "Larch"))).toBe("done");
    expect(party()).toEqual({ people: 4, persons: ["Rowan", "Alder", "Aspen", "Larch"] });
  });

  it("a move of all is a move of all three, and one of three is no longer one too many", () => {
    verified(room);
    const move = (people: number | null) =>
      room.do("Siskin", (state, by) =>
        moveStage(state, rowan, { to: "withdrawn", people, decision: null, token: "-", reason: "they stay" }, by),
      );
    expect(move(3)).toEqual({ kind: "too-many-people", most: 2 });
    name(called("3", "Ash"));
    expect(move(3).kind).toBe("done");
  });

  it("[CO2] who is given the case from now on counts as many", () => {
    name(called("3", "Ash"));
    const spine = room.entries.filter((entry) => entry.stream === stream("rowan c"));
    const checkpoint = checkpointOf({ about: "case", case: rowan, part: "contact" }, spine);
    const first = spine[0];
    if (first === undefined) throw new Error("the case was opened");
    const entries: Entry[] = [{ ...first, operation: checkpoint, seq: spine.length }];
    expect(caseView(foldEntries(emptyState(), entries), room.outside("Siskin"), rowan)).toMatchObject({ people: 3 });
  });

  it("[CO2] … and by which row of a file their importer knows them, whatever they are called since", () => {
    expect(
      name({ ...called("3", "Ash"), row: "mark of a row" }, called("3", "Aspen", 1), called("3", "Alder", 2)),
    ).toBe("done");
    const spine = room.entries.filter((entry) => entry.stream === stream("rowan c"));
    const checkpoint = checkpointOf({ about: "case", case: rowan, part: "contact" }, spine);
    const names = checkpoint.entries.filter(({ operation }) => operation.op === "namePerson");
    expect(names).toMatchObject([{ operation: { person: "3", alias: "Alder", row: "mark of a row" } }]);
  });

  it("[CO2] … also where all three had moved before one of them was called something else, twice", () => {
    verified(room);
    name(called("3", "Ash"));
    room.do("Siskin", (state, by) =>
      moveStage(state, rowan, { to: "withdrawn", people: 3, decision: null, token: "-", reason: "they stay" }, by),
    );
    expect([name(called("3", "Aspen", 1)), name(called("3", "Alder", 2))]).toEqual(["done", "done"]);
    const spine = room.entries.filter((entry) => entry.stream === stream("rowan c"));
    const checkpoint = checkpointOf({ about: "case", case: rowan, part: "contact" }, spine);
    const first = spine[0];
    if (first === undefined) throw new Error("the case was opened");
    const newcomer = foldEntries(emptyState(), [{ ...first, operation: checkpoint, seq: spine.length }]);
    expect(refusedOf(newcomer)).toEqual([]);
    expect(caseView(newcomer, room.outside("Siskin"), rowan)).toMatchObject({ stage: "withdrawn", people: 3 });
    expect(caseView(newcomer, room.outside("Siskin"), rowan)?.persons.map(({ alias }) => alias)).toEqual([
      ...["Rowan", "Rowan 2", "Alder"],
    ]);
    // What they were called before is no more than a name that somebody gave up: it is not told again.
    expect(JSON.stringify(checkpoint)).not.toMatch(/Ash|Aspen/);
    // The next checkpoint, of whoever read from this one, says as much.
    const again = checkpointOf({ about: "case", case: rowan, part: "contact" }, [
      { ...first, operation: checkpoint, seq: spine.length },
    ]);
    const third = foldEntries(emptyState(), [{ ...first, operation: again, seq: spine.length }]);
    expect(caseView(third, room.outside("Siskin"), rowan)).toMatchObject({ stage: "withdrawn", people: 3 });
  });

  it("who came after their way was planned, and is on none, is said beside it until they are; also when it is late", () => {
    const part = stream("rowan j");
    room.do("Siskin", () => ({
      kind: "operations",
      writes: [{ stream: stream("rowan c"), operations: [{ op: "beginPart", part: "journey", stream: part }] }],
    }));
    room.do("Siskin", (state, by) =>
      beginCompartment(state, part, { about: "case", case: rowan, part: "journey" }, by),
    );
    const leg = { leg: "0a".repeat(16) as LegId, kind: "drive" as const, from: "Tarsk", to: "Lipki", departs: 1_200 };
    const way = (journey: string, people: string[], arrives: number, over = 0) =>
      room.do("Siskin", (state, by) => {
        const legs = [{ ...leg, arrives, service: "An invented driver", note: "" }];
        const said = { party: people, date: "2017-04-09", offset: 180, legs, route: null, why: "as agreed", over };
        return writeJourney(state, rowan, [{ op: "writeJourney", journey: journey as JourneyId, ...said }], by);
      }).kind;
    const joined = () => caseView(room.state, room.outside("Siskin"), rowan)?.journeys.map((one) => one.joined);

    name(called("3", "Ash"));
    expect(way("01".repeat(16), ["1", "2"], 1_300)).toBe("done");
    // Whoever was of the party when it was planned is left out on purpose.
    expect(joined()).toEqual([[]]);
    room.now += 60_000;
    name(called("4", "Larch"));
    expect(joined()).toEqual([["Larch"]]);
    expect(way("01".repeat(16), ["1", "2"], 1_330, 1)).toBe("done");
    expect(joined()).toEqual([["Larch"]]);
    expect(way("02".repeat(16), ["4"], 1_300)).toBe("done");
    expect(joined()).toEqual([[], []]);
  });
});
