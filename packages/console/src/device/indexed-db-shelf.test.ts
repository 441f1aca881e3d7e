import { afterEach, expect, it, vi } from "vitest";
import { indexedDbShelf } from "./indexed-db-shelf.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it("whoever waited in vain for a window that sleeps in its turn does not wait as long again before that has woken", async () => {
  const waits: number[] = [];
  let asleep = true;
  vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => {
    waits.push(ms);
    return AbortSignal.abort(new Error("waited long enough"));
  });
  const request = async (_: string, { signal }: { signal: AbortSignal }, work: () => unknown) => {
    if (asleep) throw signal.reason;
    return work();
  };
  vi.stubGlobal("navigator", { locks: { request } });
  const shelf = indexedDbShelf();
  for (const awake of [false, false, true, true]) {
    asleep = !awake;
    expect(await shelf.alone(async () => "done")).toBe("done");
  }
  const [first = 0, second = 0, third, fourth] = waits;
  expect(second).toBeLessThan(first / 10);
  expect([third, fourth]).toEqual([second, first]);
});
