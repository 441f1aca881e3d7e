/** A watching console: what a colleague writes does not wait for chores, and what the server keeps back shows within a minute. */
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Hand, httpTransport, type Transport, Unreachable } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { House } from "./house.ts";

const SOON = { timeout: 60_000 };

type Call = { path: string; since: number | null };
type Answer = Record<string, unknown>;

describe("a watching console", () => {
  let house: House;
  let caller: Caller;
  let writer: Hand;

  beforeAll(async () => {
    house = await House.found();
    caller = await Caller.with(house);
    await house.enrol("Marsh", "operator");
    await house.enrol("Reed", "operator");
    await house.enrol("Willow", "caseworker");
    await caller.write("An invented call.");
    writer = await house.open("Marsh");
    await writer.sync();
  });
  afterAll(() => house.end());

  const notes = (hand: Hand) => hand.view().threads[0]?.notes.map(({ text }) => text) ?? [];

  /** A line on which each answer may be changed, and on which what was asked is noted. */
  const listening = (heard: (path: string, answer: Answer) => Answer | Promise<Answer> = (_, answer) => answer) => {
    const calls: Call[] = [];
    // A round may still be under way when its console was locked and the server ended: then there is nobody on this line.
    const line = httpTransport(house.url);
    const transport: Transport = async (path, body, token) => {
      calls.push({ path, since: (body as { since?: number }).since ?? null });
      const { status, body: answer } = await line(path, body, token);
      return { status, body: status === 200 ? await heard(path, answer) : answer };
    };
    return { calls, transport };
  };

  const waits = (calls: readonly Call[]) => calls.filter(({ path }) => path === "/api/wait").length;
  const lists = (calls: readonly Call[]) =>
    calls.flatMap(({ path, since }) => (path === "/api/compartments" ? [since] : []));

  it("[CO4] asks for what was touched since, and fetches that alone", async () => {
    const { calls, transport } = listening();
    const reader = await house.open("Reed", { transport });
    const stop = reader.watch();
    await vi.waitFor(() => expect(waits(calls)).toBeGreaterThan(0), SOON);
    expect(lists(calls)).toEqual([null]);
    const before = calls.length;
    await writer.act.note(caller.keys.id, "come at once");
    await vi.waitFor(() => expect(notes(reader)).toContain("come at once"), SOON);
    stop();
    expect(lists(calls.slice(before))[0]).toBeGreaterThan(0);
    expect(calls.slice(before).filter(({ path }) => path === "/api/commits")).toHaveLength(1);
    reader.lock();
  });

  it("shows what comes while it does chores before it does the others", async () => {
    await done(writer.act.closeThread(caller.keys.id, { outcome: "answered", note: "as agreed" }));
    await caller.write("An invented call once more.");
    const written: string[][] = [];
    const { calls, transport } = listening(async (path, answer) => {
      if (path !== "/api/append") return answer;
      written.push(notes(reader));
      if (written.length === 1) await writer.act.note(caller.keys.id, "between two chores");
      return answer;
    });
    const reader = await house.open("Willow", { transport });
    // Two chores have something to write: that the thread is open again, and the log of what its member was shown.
    reader.looked("intake");
    const stop = reader.watch();
    await vi.waitFor(() => expect(written.length).toBeGreaterThan(1), SOON);
    stop();
    expect(written[0]).not.toContain("between two chores");
    expect(written[1]).toContain("between two chores");
    expect(waits(calls)).toBeGreaterThan(1);
    reader.lock();
  });

  it("[ST4] what a server keeps out of its list of changes is found in the next whole one", async () => {
    const { calls, transport } = listening((path, answer) =>
      path === "/api/compartments" && "left" in answer ? { ...answer, compartments: [], left: 0 } : answer,
    );
    const reader = await house.open("Reed", { transport });
    const stop = reader.watch();
    await vi.waitFor(() => expect(waits(calls)).toBeGreaterThan(0), SOON);
    const asked = lists(calls).length;
    await writer.act.note(caller.keys.id, "kept back");
    await vi.waitFor(() => expect(lists(calls).length).toBeGreaterThan(asked), SOON);
    expect(notes(reader)).not.toContain("kept back");
    house.now += 61_000;
    await writer.act.note(caller.keys.id, "a minute later");
    // It may have read the whole list before this second note, which such a list of changes keeps back too.
    await vi.waitFor(() => expect(notes(reader)).toContain("kept back"), SOON);
    stop();
    expect(lists(calls).filter((since) => since === null)).toHaveLength(2);
    reader.lock();
  });

  it("[P6] whoever was cut off between a list and what it lists asks for all again, and does nothing on half of it", async () => {
    let cuts = 0;
    let cutAt = 0;
    const { calls, transport: line } = listening();
    const transport: Transport = async (path, body, token) => {
      if (path !== "/api/commits" || cuts !== 1) return line(path, body, token);
      cuts++;
      cutAt = calls.length;
      throw new Unreachable();
    };
    const reader = await house.open("Reed", { transport });
    const stop = reader.watch();
    await vi.waitFor(() => expect(waits(calls)).toBeGreaterThan(0), SOON);
    const before = calls.length;
    cuts = 1;
    await writer.act.note(caller.keys.id, "behind a line that was cut");
    await vi.waitFor(() => expect(notes(reader)).toContain("behind a line that was cut"), { timeout: 20_000 });
    stop();
    expect(cuts).toBe(2);
    // Between two chores it may have asked once before there was anything.
    expect(lists(calls.slice(before, cutAt)).at(-1)).toEqual(expect.any(Number));
    expect(lists(calls.slice(cutAt))[0]).toBeNull();
    reader.lock();
  });

  it("[CO3] who is left out of one learns of it from the same list", async () => {
    const { calls, transport } = listening();
    const reader = await house.open("Reed", { transport });
    const stop = reader.watch();
    await vi.waitFor(() => expect(waits(calls)).toBeGreaterThan(0), SOON);
    const admin = await house.open("Anchor");
    await admin.sync();
    await done(admin.act.changeRole(reader.me.id, "communications"));
    await admin.sync();
    await vi.waitFor(() => expect(reader.view().status.takenAway).toContain("intake"), SOON);
    stop();
    expect(reader.view()).toMatchObject({ threads: [], status: { halted: [] } });
    expect(lists(calls).filter((since) => since === null)).toHaveLength(2);
    admin.lock();
    reader.lock();
  });
});
