import { beforeEach, describe, expect, it } from "vitest";
import type { Answer, Request, SolverPort } from "./message.ts";
import { ALONE_MS, twoSearches } from "./second.ts";

/** A search whose worker is played by the test. */
class Played {
  request: Request | null = null;
  ended = false;
  say: (answer: Answer) => void = () => {};
  breakDown: (reason: string) => void = () => {};
  readonly port: SolverPort = {
    post: (request) => {
      this.request = request;
    },
    listen: (listener, failed) => {
      this.say = listener;
      this.breakDown = failed;
    },
    end: () => {
      this.ended = true;
    },
  };
}

const end = (how: "finished" | "stopped", memoryBytes: number): Answer => ({
  ...{ kind: "end", how, conflict: null, memoryBytes },
});

describe("a second search", () => {
  let searches: Played[];
  let heard: (Answer | string)[];
  let port: SolverPort;
  let join: (() => void) | null;

  beforeEach(() => {
    searches = [];
    heard = [];
    join = null;
    const start = () => {
      const played = new Played();
      searches.push(played);
      return played.port;
    };
    const after = (milliseconds: number, callback: () => void) => {
      expect(milliseconds).toBe(ALONE_MS);
      join = callback;
      return () => {
        join = null;
      };
    };
    port = twoSearches(start, after)();
    port.listen(
      (answer) => heard.push(answer),
      (reason) => heard.push(reason),
    );
  });
  const asks = (seconds = 60) =>
    port.post({
      ...{
        problem: { periods: 1, sites: [], parties: [], apart: [], pinned: [] } as never,
        without: null,
        reasons: true,
      },
      ...{ from: Int32Array.of() as never, seed: 1, seconds },
    });

  it("joins in where the first has not ended, begins elsewhere, and has what is left of the time", () => {
    asks();
    expect(searches).toHaveLength(1);
    join?.();
    expect(searches.map(({ request }) => request?.seconds)).toEqual([60, 60 - ALONE_MS / 1000]);
    expect(new Set(searches.map(({ request }) => request?.seed)).size).toBe(2);
    searches[0]?.say({ kind: "bound", bound: 3, memoryBytes: 5 });
    searches[1]?.say({ kind: "bound", bound: 4, memoryBytes: 6 });
    searches[0]?.say({ kind: "bound", bound: 5, memoryBytes: 7 });
    // What each has last said of its memory, together.
    expect(heard.map((each) => typeof each !== "string" && each.memoryBytes)).toEqual([5, 11, 13]);
  });

  it("is not begun for what is proven before, nor where the time is short", () => {
    asks();
    searches[0]?.say(end("finished", 5));
    expect(join).toBeNull();
    expect(heard).toEqual([end("finished", 5)]);
    asks(1);
    expect(join).toBeNull();
  });

  it("the first proof ends both; without one, both have to come to their end", () => {
    asks();
    join?.();
    searches[0]?.say(end("stopped", 5));
    expect(heard).toEqual([]);
    searches[1]?.say(end("stopped", 6));
    expect(heard).toEqual([end("stopped", 11)]);

    asks();
    join?.();
    searches[3]?.say(end("finished", 7));
    expect(searches.every(({ ended }) => ended)).toBe(true);
    searches[2]?.say({ kind: "bound", bound: 9, memoryBytes: 9 });
    expect(heard).toHaveLength(2);
  });

  it("one that breaks leaves the other; both, and it is said", () => {
    asks();
    join?.();
    searches[1]?.breakDown("out of memory");
    expect(heard).toEqual([]);
    searches[0]?.breakDown("out of memory too");
    expect(heard).toEqual(["out of memory too"]);
  });

  it("ends both when it is ended", () => {
    asks();
    join?.();
    port.end();
    expect(searches.map(({ ended }) => ended)).toEqual([true, true]);
    asks();
    port.end();
    expect(join).toBeNull();
  });
});
