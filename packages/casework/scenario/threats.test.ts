/** A threat is changed in its own place, and withdrawn where it turned out to be none: nothing rests on it then. */
import { describe, expect, it } from "vitest";
import {
  type AddThreat,
  caseView,
  checkpointOf,
  emptyState,
  foldEntries,
  type Operation,
  readOperation,
  recordRisk,
  recordThreat,
  refusedOf,
  type State,
} from "../src/index.ts";
import { rowan, taken } from "./rowan.ts";
import { hours, member, minutes, Room, stream } from "./team.ts";

const UNCLE: Omit<AddThreat, "op"> = {
  ...{ threat: "t1", who: "an invented uncle", kind: "family", reach: ["Tarsk", "Lipki"] },
  ...{ certainty: "said", source: "a letter" },
};

class Story extends Room {
  constructor() {
    super();
    taken(this);
  }

  says(said: Partial<AddThreat> = {}, who = "Siskin") {
    this.now += minutes(5);
    return this.do(who, (state, by) => recordThreat(state, rowan, { op: "addThreat", ...UNCLE, ...said }, by));
  }

  withdraws(reason = "it was somebody else", who = "Wren", over?: number) {
    this.now += minutes(5);
    const said = { op: "withdrawThreat" as const, threat: "t1", reason, ...(over === undefined ? {} : { over }) };
    return this.do(who, (state, by) => recordThreat(state, rowan, said, by));
  }

  viewFor(who: string, state: State = this.state) {
    const view = caseView(state, this.outside(who), rowan);
    if (view === null) throw new Error("no case");
    return view;
  }

  get view() {
    return this.viewFor("Siskin");
  }

  get told() {
    return this.view.timeline
      .flatMap(({ what }) => (what.kind === "threat" || what.kind === "threat-withdrawn" ? [what] : []))
      .toReversed();
  }
}

describe("a threat", () => {
  it("is changed in its own place, and the timeline keeps what stood", () => {
    const story = new Story();
    expect(story.says()).toEqual({ kind: "done" });
    expect(story.says({ who: "two invented uncles", reach: ["Tarsk"] }, "Wren")).toEqual({ kind: "done" });
    expect(story.view.threats).toMatchObject([
      { threat: "t1", who: "two invented uncles", reach: ["Tarsk"], by: { id: member("Wren") } },
    ]);
    expect(story.told).toMatchObject([
      { kind: "threat", did: "added", who: "an invented uncle", reach: ["Tarsk", "Lipki"] },
      { kind: "threat", did: "changed", who: "two invented uncles", reach: ["Tarsk"] },
    ]);
  });

  it("is withdrawn with a reason: it is read on apart, and among those that stand it is not", () => {
    const story = new Story();
    story.says();
    expect(story.withdraws(" ")).toEqual({ kind: "incomplete", field: "reason" });
    expect(story.withdraws()).toEqual({ kind: "done" });
    expect(story.view.threats).toEqual([]);
    const why = { by: { id: member("Wren") }, at: story.now, reason: "it was somebody else" };
    expect(story.view.withdrawnThreats).toMatchObject([{ who: "an invented uncle", withdrawn: why }]);
    expect(story.told.at(-1)).toEqual({
      ...{ kind: "threat-withdrawn", who: "an invented uncle", reason: "it was somebody else" },
    });
    // Nor a second time, nor one that nobody has said.
    expect(story.withdraws()).toEqual({ kind: "no-such-threat" });
    expect(new Story().withdraws()).toEqual({ kind: "no-such-threat" });
  });

  it("stands again where it is said again", () => {
    const story = new Story();
    story.says();
    story.withdraws();
    expect(story.says()).toEqual({ kind: "done" });
    expect(story.view).toMatchObject({ threats: [{ reach: ["Tarsk", "Lipki"] }], withdrawnThreats: [] });
    expect(story.told.map((what) => (what.kind === "threat" ? what.did : what.kind))).toEqual([
      ...["added", "threat-withdrawn", "stands-again"],
    ]);
  });

  it("asks for a new assessment whichever way it is said otherwise", () => {
    const story = new Story();
    story.says();
    const asks = () => story.view.assessment?.again.map(({ kind }) => kind);
    const assessed = () => {
      story.now += minutes(5);
      const said = { urgency: "soon" as const, saidBy: "team" as const, reason: "said", otherwise: "said" };
      story.do("Siskin", (state, by) =>
        recordRisk(state, rowan, { ...said, factors: [], reach: [], answered: [] }, by, []),
      );
      expect(asks()).toEqual([]);
    };
    assessed();
    story.says({ reach: ["Tarsk"] });
    expect(asks()).toEqual(["threat"]);
    assessed();
    story.withdraws();
    expect(asks()).toEqual(["threat"]);
  });

  it("that two wrote of without having seen each other's word is a conflict, also where one of them withdrew it", () => {
    const story = new Story();
    story.says();
    const seen = story.now;
    story.says({ reach: ["Tarsk"], over: seen }, "Wren");
    const theirs = { by: member("Wren"), at: story.now };
    expect(story.says({ reach: ["Quay"], over: seen })).toEqual({ kind: "written-meanwhile", ...theirs });
    expect(story.withdraws("it was none", "Siskin", seen)).toEqual({ kind: "written-meanwhile", ...theirs });
    story.withdraws("it was none", "Wren", theirs.at);
    expect(story.says({ over: theirs.at })).toMatchObject({ kind: "written-meanwhile", by: member("Wren") });
    expect(story.view.threats).toEqual([]);
  });

  it("[CO2] is told to whoever reads from now on as it stands: a withdrawn one stands for nobody, and superseded words are not told", () => {
    const story = new Story();
    story.says({ who: "SECRET", reach: ["SECRET"], source: "SECRET" });
    story.says();
    story.says({ threat: "t2", who: "SECRET", reach: ["SECRET"], source: "SECRET" });
    story.now += minutes(5);
    const off = { op: "withdrawThreat" as const, threat: "t2", reason: "SECRET" };
    story.do("Siskin", (state, by) => recordThreat(state, rowan, off, by));
    const part = stream("rowan t");
    const [said, others] = [true, false].map((own) => story.entries.filter((one) => (one.stream === part) === own));
    const compartment = { about: "case", case: rowan, part: "threat" } as const;
    const operation = checkpointOf(compartment, said ?? []);
    const whose = { author: member("Siskin"), role: "caseworker" as const, at: story.now + hours(1) };
    const first = { stream: part, seq: (said?.at(-1)?.seq ?? 0) + 1, ...whose, operation };
    const newcomer = foldEntries(emptyState(), [...(others ?? []), first]);
    expect(refusedOf(newcomer)).toEqual([]);
    const { threats, withdrawnThreats } = story.viewFor("Wren", newcomer);
    expect(threats).toMatchObject([{ threat: "t1", who: "an invented uncle", reach: ["Tarsk", "Lipki"] }]);
    expect(withdrawnThreats).toMatchObject([{ threat: "t2" }]);
    expect(JSON.stringify([...newcomer.streams.values()].map(({ content }) => content))).not.toContain("SECRET");
  });

  it("goes on standing for a release that does not know that it can be withdrawn, which says that it read something unknown", () => {
    const story = new Story();
    story.says();
    story.withdraws();
    // What such a release makes of it.
    const older = story.entries.map((entry) =>
      entry.operation.op === "withdrawThreat"
        ? { ...entry, operation: readOperation({ ...entry.operation, op: "of a later release" }) }
        : entry,
    );
    const state = foldEntries(emptyState(), older);
    expect(story.viewFor("Siskin", state).threats).toMatchObject([{ threat: "t1" }]);
    expect(state.streams.get(stream("rowan t"))?.unknown).toBe(1);
    // Nothing that is not as it should be is taken for one.
    const broken: Operation[] = [{ op: "withdrawThreat", threat: "t1" } as never];
    expect(broken.map(readOperation)).toEqual([{ op: "unknown", name: "withdrawThreat" }]);
  });
});
