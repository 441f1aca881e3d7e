import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Seldom } from "./seldom.ts";

describe("work that is done seldom", () => {
  let done: number[];
  let seldom: Seldom;
  beforeEach(() => {
    vi.useFakeTimers();
    done = [];
    const began = performance.now();
    seldom = new Seldom(() => done.push(performance.now() - began), 100);
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is done at once for who asks first, and once for all who ask while it rests", () => {
    seldom.ask();
    vi.advanceTimersByTime(10);
    seldom.ask();
    seldom.ask();
    expect(done).toEqual([0]);
    vi.advanceTimersByTime(200);
    expect(done).toEqual([0, 100]);
    seldom.ask();
    expect(done).toEqual([0, 100, 210]);
  });

  it("is not done for nobody", () => {
    seldom.ask();
    vi.advanceTimersByTime(1_000);
    seldom.end();
    expect(done).toEqual([0]);
  });

  it("is done at the end where it was put off, and not again after", () => {
    seldom.ask();
    seldom.ask();
    seldom.end();
    expect(done).toEqual([0, 0]);
    vi.advanceTimersByTime(1_000);
    expect(done).toEqual([0, 0]);
  });
});
