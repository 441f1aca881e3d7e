/** A small surge through real forms, a real server, its store and hands: what is worked out without them must hold here too. */
import { type MailboxId, surge } from "@fairlead/casework";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Hand } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { DAY_MS, House } from "./house.ts";

const CALLERS = 60;

describe("a surge through server, store and hands", () => {
  let house: House;
  let operator: Hand;
  const inDanger = new Set<MailboxId>();

  beforeAll(async () => {
    house = await House.found();
    operator = await house.enrol("Marsh", "operator");
    const { letters } = surge(11, { threads: CALLERS, from: house.now, hours: 1 });
    const callers = new Map<number, Caller>();
    for (const letter of letters) {
      const caller = callers.get(letter.caller) ?? (await Caller.with(house));
      callers.set(letter.caller, caller);
      house.now = Math.max(house.now, letter.at);
      // The phone's clock is its own affair: it is sealed inside the letter, and a day off for some.
      await caller.write(letter.text, letter.answers, letter.tap, undefined, { at: letter.phone });
      if (letter.answers.danger === "now" || letter.tap === "danger") inDanger.add(caller.keys.id);
    }
    await operator.sync();
  });
  afterAll(() => house.end());

  it("[P6] everybody is in the queue, and every now above all others, whatever a phone's clock says", () => {
    const { threads } = operator.view().queue;
    expect(threads).toHaveLength(CALLERS);
    expect(inDanger.size).toBeGreaterThan(2);
    const first = threads.slice(0, inDanger.size);
    expect(new Set(first.map(({ mailbox }) => mailbox))).toEqual(inDanger);
    expect(threads.map(({ score }) => score)).toEqual(threads.map(({ score }) => score).toSorted((a, b) => b - a));
    // Nobody waits since tomorrow, nor since a year ago.
    for (const { waitingSince } of threads)
      expect(Math.abs(house.now - (waitingSince ?? house.now))).toBeLessThan(2 * 3_600_000);
  });

  it("the noise is put aside at once, the nows stay, another hand sees the same, and it is undone", async () => {
    const all = operator.view().queue.threads.map(({ mailbox }) => mailbox);
    const told: number[] = [];
    expect(await operator.act.putAside(all, true, (done) => told.push(done))).toEqual({ kind: "done" });
    expect(told).toEqual([CALLERS]);
    const other = await house.open("Marsh");
    for (const { queue } of [operator.view(), other.view()]) {
      expect(queue.aside).toBe(CALLERS - inDanger.size);
      expect(new Set(queue.threads.filter(({ aside }) => aside === null).map(({ mailbox }) => mailbox))).toEqual(
        inDanger,
      );
    }
    expect(await operator.act.putAside(all, false)).toEqual({ kind: "done" });
    expect(operator.view().queue.aside).toBe(0);
  });

  it("a server whose clock is a day off is said, and moves no now from its place", async () => {
    const first = operator.view().queue.threads[0]?.mailbox;
    expect(operator.view().status.clockAhead).toBeNull();
    const line = house.line();
    const behind: typeof line.transport = async (path, body, token) => {
      const answer = await line.transport(path, body, token);
      return path === "/api/status"
        ? { ...answer, body: { ...answer.body, clock: Number(answer.body.clock) - DAY_MS } }
        : answer;
    };
    const hand = await house.open("Marsh", { transport: behind });
    expect(hand.view().status.clockAhead).toBe(-24);
    expect(hand.view().queue.threads[0]?.mailbox).toBe(first);
  });
});
