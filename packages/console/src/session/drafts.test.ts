import { expect, it } from "vitest";
import { EMPTY_DRAFT, makeDrafts } from "./drafts.ts";

it("a draft outlives the switch to another thread, and nothing outlives the lock", () => {
  const drafts = makeDrafts();
  drafts.write("thread a", { ...EMPTY_DRAFT, text: "We are with you." });
  drafts.write("thread b", { ...EMPTY_DRAFT, text: "Wait" });
  expect(drafts.read("thread a").text).toBe("We are with you.");
  drafts.write("thread b", EMPTY_DRAFT);
  expect(drafts.read("thread b")).toEqual(EMPTY_DRAFT);
  drafts.clear();
  expect(drafts.read("thread a")).toEqual(EMPTY_DRAFT);
});
