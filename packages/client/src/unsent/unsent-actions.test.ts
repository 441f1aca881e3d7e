import type { Operation, StreamId } from "@fairlead/casework";
import { expect, it } from "vitest";
import { Appender } from "../append.ts";
import type { Outcome } from "../hand.ts";
import type { Held } from "../held.ts";
import type { Unsent } from "./unsent.ts";
import { makeUnsentActions } from "./unsent-actions.ts";

const stream = "5".repeat(32) as StreamId;

const waiting = (id: string, action: string, writes: Operation[]): Unsent => ({
  ...{ id, at: 0, asked: { action, args: [] }, reworded: false, kept: false, over: new Map() },
  ...{ writes: writes.length === 0 ? [] : [{ stream, operations: writes }], sealed: null, refused: null },
});

it("a look at names that waits to be recorded cannot be taken back: they were seen", async () => {
  const held = { changed: () => undefined, device: null, undone: [] as Unsent[] } as unknown as Held;
  const appender = new Appender(held);
  const run = <T>(work: () => Promise<Outcome<T>>) => work();
  const { takeBack } = makeUnsentActions({ held, appender, run, runAlways: run } as never);
  const ask = { build: () => ({ kind: "locked" }), accepted: async () => undefined } as never;
  appender.adopt(waiting("look", "revealName", [{ op: "revealName", reason: "tickets", until: 1 }]), ask);
  // Of what an earlier session left, what it comes to may not be known yet.
  appender.adopt(waiting("unread", "revealName", []), ask);
  appender.adopt(waiting("note", "noteCase", [{ op: "note", text: "an invented note" }]), ask);
  expect(await takeBack("look")).toEqual({ kind: "look-stays" });
  expect(await takeBack("unread")).toEqual({ kind: "look-stays" });
  expect(await takeBack("note")).toEqual({ kind: "done" });
  expect(appender.unsent.map(({ id }) => id)).toEqual(["look", "unread"]);
  expect(await takeBack("note")).toEqual({ kind: "nothing-waits" });
});
