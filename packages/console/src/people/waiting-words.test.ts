import type { WaitingView } from "@fairlead/client";
import { describe, expect, it } from "vitest";
import { isForMe, isGrave, isSignable, nowOf } from "./waiting-words.ts";

const waiting = (does: WaitingView["does"], over: Partial<WaitingView> = {}): WaitingView => ({
  id: "a",
  at: 0,
  does,
  signers: [],
  stale: false,
  mine: "may-sign",
  own: false,
  ...over,
});
const person = { id: "0".repeat(32) as never, handle: "Plover", me: false };

describe("what waits for a second signature", () => {
  it("is mine where my signature helps, and not while another entry has overtaken it", () => {
    expect(isForMe(waiting({ kind: "restore", member: person }))).toBe(true);
    expect(isForMe(waiting({ kind: "restore", member: person }, { mine: "signed" }))).toBe(false);
    expect(isForMe(waiting({ kind: "restore", member: person }, { mine: "not-mine" }))).toBe(false);
    expect(isForMe(waiting({ kind: "restore", member: person }, { stale: true }))).toBe(false);
  });

  it("[P11] never asks for a signature under the erasing of a case that the signer cannot see", () => {
    expect(isForMe(waiting({ kind: "erase", alias: "Kite", streams: 2 }))).toBe(true);
    expect(isForMe(waiting({ kind: "erase", alias: "", streams: 2 }))).toBe(false);
  });

  it("[P11] is nobody's where two consoles sign by themselves what was pruned: only where one of the two has left", () => {
    const pruned = (signing: "by-itself" | "one-left" | "doubted") =>
      waiting({ kind: "erase-journeys", case: "c" as never, alias: "Kite", signing, lacks: [person] });
    const all = (["by-itself", "one-left", "doubted"] as const).map(pruned);
    expect(all.map(isForMe)).toEqual([false, true, false]);
    // From the list of all that waits it can be signed, by whoever has made sure.
    expect(all.map(isSignable)).toEqual([true, true, true]);
  });

  it("is followed while it is being read: overtaken, its author signs it anew under another id", () => {
    const does = { kind: "restore", member: person } as const;
    const read = waiting(does, { id: "old" });
    expect(nowOf(read, [read])).toBe(read);
    const overtaken = waiting(does, { id: "old", stale: true });
    expect(nowOf(read, [overtaken])).toBe(overtaken);
    const anew = waiting(does, { id: "new" });
    expect(nowOf(read, [waiting({ kind: "remove", member: person }), anew])).toBe(anew);
    // Between the two it is nowhere: then it cannot be signed, and says why.
    expect(isForMe(nowOf(read, []))).toBe(false);
  });

  it("is grave where no other signature takes it back", () => {
    expect(isGrave({ kind: "remove", member: person })).toBe(true);
    expect(isGrave({ kind: "restore", member: person })).toBe(false);
    expect(isGrave({ kind: "intake-keys", seen: "same" })).toBe(false);
  });
});
