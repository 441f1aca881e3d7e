import { expect, it } from "vitest";
import { makeSwept, type SweptAway } from "./swept.ts";

const REASON = { label: "Reason", text: "The invented brother has the phone." };
const one = (over: Partial<SweptAway> = {}): SweptAway => ({
  key: {},
  title: "Freeze Grey kettle",
  words: [REASON],
  fate: { kind: "not-begun" },
  ...over,
});
const pageStands = () => Promise.resolve();

it("what went unasked is told of with its words, until it is closed", async () => {
  const swept = makeSwept();
  let told = 0;
  swept.subscribe(() => told++);
  const gone = one();
  swept.away(gone);
  await pageStands();
  expect(swept.shown()).toEqual(gone);
  expect(told).toBe(1);
  swept.close(gone.key);
  expect(swept.shown()).toBeNull();
});

it("a dialog that took its place in the same change of the page is no loss", async () => {
  const swept = makeSwept();
  swept.away(one());
  swept.stood();
  await pageStands();
  expect(swept.shown()).toBeNull();
  // One that comes later has taken nobody's place.
  const gone = one();
  swept.away(gone);
  await pageStands();
  swept.stood();
  expect(swept.shown()).toEqual(gone);
});

it("two that went together are told of one after the other", async () => {
  const swept = makeSwept();
  const [first, second] = [one(), one({ title: "Refer" })];
  swept.away(first);
  swept.away(second);
  await pageStands();
  expect(swept.shown()).toEqual(first);
  swept.close(first.key);
  expect(swept.shown()).toEqual(second);
});

it("a deed under way: done, it goes without a word; refused, it says why and keeps the words", async () => {
  const swept = makeSwept();
  const done = one({ fate: { kind: "under-way", asked: false } });
  swept.away(done);
  await pageStands();
  expect(swept.shown()).toEqual(done);
  expect(swept.awaits(done.key)).toBe(true);
  swept.ended(done.key, null);
  expect(swept.shown()).toBeNull();

  const refused = one({ fate: { kind: "under-way", asked: false } });
  swept.away(refused);
  // Also when the answer is there before the page stands.
  swept.ended(refused.key, { kind: "fault" });
  await pageStands();
  expect(swept.shown()).toEqual({ ...refused, fate: { kind: "refused", failed: { kind: "fault" } } });
  expect(swept.awaits(refused.key)).toBe(false);
});

it("closed by the member while its deed was under way: silent, unless it is refused", async () => {
  const swept = makeSwept();
  const closed = one({ fate: { kind: "under-way", asked: true } });
  const closedLater = one({ fate: { kind: "under-way", asked: false } });
  swept.away(closed);
  swept.away(closedLater);
  await pageStands();
  expect(swept.shown()).toBe(closedLater);
  swept.close(closedLater.key);
  expect(swept.shown()).toBeNull();
  swept.ended(closed.key, { kind: "no-answer" });
  expect(swept.shown()?.words).toEqual([REASON]);
  swept.close(closed.key);
  swept.ended(closedLater.key, { kind: "no-answer" });
  expect(swept.shown()?.title).toBe(closedLater.title);
});

it("a button that went with its row says what its deed was refused for; what the hand sends again it leaves to the status line", () => {
  const swept = makeSwept();
  swept.ended({}, null);
  swept.ended({}, { kind: "offline" } as never);
  expect(swept.shown()).toBeNull();
  swept.ended({}, { kind: "no-answer" });
  expect(swept.shown()).toMatchObject({ title: null, words: [], fate: { failed: { kind: "no-answer" } } });
});

it("what was erased takes the words with it", async () => {
  const swept = makeSwept();
  swept.away(one());
  await pageStands();
  swept.forgetWords();
  expect(swept.shown()).toMatchObject({ title: "Freeze Grey kettle", words: [] });
});

it("locking destroys all of it, and whatever is still on its way comes to nothing", async () => {
  const swept = makeSwept();
  const kept = one({ fate: { kind: "under-way", asked: false } });
  swept.away(kept);
  await pageStands();
  swept.away(one());
  swept.clear();
  swept.away(one());
  swept.ended(kept.key, { kind: "fault" });
  await pageStands();
  expect(swept.shown()).toBeNull();
});
