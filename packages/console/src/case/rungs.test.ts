import type { CheckInView, MemberId } from "@fairlead/casework";
import { describe, expect, it } from "vitest";
import { faultIn, firstRungs, ladderIn, minutesIn, movedBy, type Rung, rungsLike, withOneMore } from "./rungs.ts";

const [wren, siskin, heron] = ["1", "2", "3"].map((digit) => digit.repeat(32) as MemberId) as [
  MemberId,
  MemberId,
  MemberId,
];
const NOON = 1_500_000_000_000;
const at = (minutes: number) => NOON + minutes * 60_000;

const rungs = (...said: [MemberId | "", string][]): Rung[] =>
  said.map(([member, after], key) => ({ key, member, after }));
const minutes = (all: readonly Rung[]) => all.map(({ after }) => after);

describe("[CK1] the ladder of a check-in, as it is written", () => {
  it("begins with three, as the grace ends and every twenty minutes after it; empty ones are no rungs", () => {
    const first = firstRungs(30, [wren, siskin]);
    expect(minutes(first)).toEqual(["30", "50", "70"]);
    expect(ladderIn(first)).toEqual([
      { afterMinutes: 30, member: wren },
      { afterMinutes: 50, member: siskin },
    ]);
  });

  it("has each rung at its own minutes, and one more twenty after the last", () => {
    const written = rungs([wren, "5"], [siskin, "90"]);
    expect(faultIn(written, 5)).toBeNull();
    expect(ladderIn(written).map(({ afterMinutes }) => afterMinutes)).toEqual([5, 90]);
    const more = withOneMore(written, 5);
    expect([minutes(more), new Set(more.map(({ key }) => key)).size]).toEqual([["5", "90", "110"], 3]);
    expect(minutes(withOneMore([], 15))).toEqual(["15"]);
  });

  it("is refused where it goes backwards, begins within the grace, or says no minutes; two may be told together", () => {
    expect(faultIn(rungs([wren, "30"], [siskin, "20"]), 10)).toEqual({ kind: "backwards", rung: 1, than: 30 });
    expect(faultIn(rungs([wren, "30"], ["", "5"], [siskin, "20"]), 10)).toMatchObject({ kind: "backwards", rung: 2 });
    expect(faultIn(rungs([wren, "9"]), 10)).toEqual({ kind: "within-grace", rung: 0, than: 10 });
    expect(faultIn(rungs([wren, "30"], [siskin, "30"]), 10)).toBeNull();
    for (const typed of ["", "ten", "-5", "1.5", "1e3", "10081", "999999"])
      expect([typed, faultIn(rungs([wren, typed]), 0)]).toEqual([typed, { kind: "no-minutes", rung: 0 }]);
    expect([minutesIn(" 45 "), minutesIn("0"), minutesIn("10080")]).toEqual([45, 0, 10_080]);
  });

  it("waits as much longer as the grace grows", () => {
    expect(minutes(movedBy(rungs([wren, "30"], [siskin, "75"], [heron, ""]), 15))).toEqual(["45", "90", ""]);
    expect(minutes(movedBy(rungs([wren, "30"]), -40))).toEqual(["0"]);
  });

  it("another like it has the rungs it had, at their minutes; in place of whoever is out comes who was next", () => {
    const like = {
      due: NOON,
      ladder: [wren, siskin, heron].map((id, index) => ({ person: { id }, at: at([10, 25, 180][index] ?? 0) })),
    } as unknown as Pick<CheckInView, "due" | "ladder">;
    expect(ladderIn(rungsLike(like, (member) => member !== wren))).toEqual([
      { afterMinutes: 10, member: siskin },
      { afterMinutes: 25, member: heron },
    ]);
    expect(rungsLike(like, () => true)).toHaveLength(3);
  });
});
