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

it("[CO6] what was typed for a case that is erased goes alone", () => {
  const drafts = makeDrafts();
  for (const place of ["kite", "kettle"]) drafts.write(place, { ...EMPTY_DRAFT, text: "We are with you." });
  drafts.forget("kite");
  expect(drafts.read("kite")).toEqual(EMPTY_DRAFT);
  expect(drafts.read("kettle").text).toBe("We are with you.");
});
