import { expect, it } from "vitest";
import { insertTemplate, nextGap } from "./insert-template.ts";

it("a template goes where the caret is, on lines of its own, and its first gap is chosen for typing", () => {
  expect(insertTemplate("", { start: 0, end: 0 }, "At {hour}, {place}.")).toEqual({
    text: "At {hour}, {place}.",
    select: { start: 3, end: 9 },
  });
  expect(insertTemplate("We read you. Good night.", { start: 12, end: 12 }, "Wait {how long}.").text).toBe(
    "We read you.\n\nWait {how long}.\n\n Good night.",
  );
  const { text, select } = insertTemplate("One\n", { start: 4, end: 4 }, "Two.");
  expect([text, text.slice(0, select.start)]).toEqual(["One\nTwo.", "One\nTwo."]);
});

it("from gap to gap, and round again", () => {
  const text = "At {hour}, {place}.";
  expect(nextGap(text, 0)).toEqual({ start: 3, end: 9 });
  expect(nextGap(text, 4)).toEqual({ start: 11, end: 18 });
  expect(nextGap(text, 18)).toEqual({ start: 3, end: 9 });
  expect(nextGap("no gap", 0)).toBeNull();
});
