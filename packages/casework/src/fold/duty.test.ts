import { expect, it } from "vitest";
import type { MemberId } from "../ids.ts";
import { foldDuty, noDuty } from "./duty.ts";

it("[P7] who takes down their only bell is called no more, and their next one has its name: what was set to ring it still rings", () => {
  const by = "0a".repeat(16) as MemberId;
  const say = (duty: ReturnType<typeof noDuty>, token: string | null) => {
    const said = foldDuty(duty, { op: "memberBell", token, standBy: false }, { by, role: "operator", at: 1 } as never);
    if ("kind" in said) throw new Error(said.kind);
    return said;
  };
  const has = say(noDuty(), "aa".repeat(16));
  const none = say(say(has, null), null);
  expect(none.bells.has(by)).toBe(false);
  expect(none.lastBells.get(by)).toBe("aa".repeat(16));
  expect(say(none, "aa".repeat(16)).bells.get(by)?.token).toBe("aa".repeat(16));
});
