import { DAY, HOUR } from "../day.ts";
import type { MemberId } from "../ids.ts";
import type { EndShift, HaveIt, MemberBell, PlanShift, SetLimits } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import { mayWrite } from "../rule/right.ts";
import type { Place } from "./place.ts";

/** No longer: who has been awake for a day hears nothing any more. */
export const SHIFT_LONGEST = 24 * HOUR;
const AHEAD = 92 * DAY;
const WEEK_MINUTES = 7 * 24 * 60;

export type Limits = Omit<SetLimits, "op">;
export type Shift = { shift: string; member: MemberId; from: number; until: number };
export type BellSaid = { token: string; standBy: boolean };

/** Who is on duty when, who can be called, and within what time a letter is to be attended to. */
export type DutyState = {
  limits: Limits | null;
  shifts: ReadonlyMap<string, Shift>;
  bells: ReadonlyMap<MemberId, BellSaid>;
  /** By member who has none any more, the name of their last: what was set to ring it rings their next one. */
  lastBells: ReadonlyMap<MemberId, string>;
  /** Who last said "I have it". */
  had: { by: MemberId; at: number } | null;
};

export const noDuty = (): DutyState => ({
  limits: null,
  shifts: new Map(),
  bells: new Map(),
  lastBells: new Map(),
  had: null,
});

export type DutyOperation = SetLimits | MemberBell | PlanShift | EndShift | HaveIt;
const DUTY = new Set<string>(["setLimits", "memberBell", "planShift", "endShift", "haveIt"]);
export const isOfDuty = <O extends { op: string }>(operation: O): operation is Extract<O, DutyOperation> =>
  DUTY.has(operation.op);

export const foldDuty = (duty: DutyState, operation: DutyOperation, { by, role, at }: Place): DutyState | Refusal => {
  switch (operation.op) {
    case "setLimits": {
      const { op: _, ...limits } = operation;
      const field = (["claimMinutes", "nowMinutes", "standByMinutes"] as const).find(
        (name) => limits[name] > WEEK_MINUTES || (name !== "standByMinutes" && limits[name] === 0),
      );
      return field === undefined ? { ...duty, limits } : { kind: "incomplete", field };
    }
    case "memberBell": {
      const bells = new Map(duty.bells);
      const lastBells = new Map(duty.lastBells);
      const before = bells.get(by)?.token;
      if (operation.token !== null) bells.set(by, { token: operation.token, standBy: operation.standBy });
      else if (before !== undefined) {
        bells.delete(by);
        lastBells.set(by, before);
      }
      return { ...duty, bells, lastBells };
    }
    case "planShift": {
      const { op: _, ...shift } = operation;
      if (shift.member !== by && !mayWrite(role, "setLimits")) return { kind: "not-your-role" };
      if (duty.shifts.has(shift.shift)) return { kind: "already-open" };
      if (shift.until <= shift.from || shift.until > shift.from + SHIFT_LONGEST)
        return { kind: "incomplete", field: "until" };
      if (shift.until <= at || shift.from > at + AHEAD) return { kind: "incomplete", field: "from" };
      return { ...duty, shifts: new Map(duty.shifts).set(shift.shift, shift) };
    }
    case "endShift": {
      const shift = duty.shifts.get(operation.shift);
      if (shift === undefined) return { kind: "no-such-shift" };
      if (shift.member !== by && !mayWrite(role, "setLimits")) return { kind: "not-your-role" };
      if (shift.until <= at) return { kind: "no-such-shift" };
      const shifts = new Map(duty.shifts);
      // One that has not begun is no shift at all; what was served stays served.
      if (at <= shift.from) shifts.delete(shift.shift);
      else shifts.set(shift.shift, { ...shift, until: at });
      return { ...duty, shifts };
    }
    case "haveIt":
      return { ...duty, had: { by, at } };
  }
};
