import type { CallBegun } from "@fairlead/client";
import { expect, it } from "vitest";
import { callFrom, emptyCall, isUntouched, readCall } from "./call.ts";

const begun = { words: ["acid", "alarm"], message: "00" as CallBegun["message"] };

it("what was skipped is not sent, and the window that was said is the one that stands", () => {
  const draft = {
    ...emptyCall("ru"),
    text: " They know. ",
    answers: { danger: "now" as const, where: " ", reach: "before six" },
    mayRing: true,
  };
  expect(callFrom(draft, begun, "")).toEqual({
    ...begun,
    language: "ru",
    text: "They know.",
    answers: { danger: "now", reach: "before six" },
    urgency: null,
    window: { window: "before six", mayRing: true },
    flags: [],
    note: "",
  });
});

it("a draft comes back as it was; one that cannot be read is begun anew", () => {
  const draft = { ...emptyCall("en"), text: "They know.", begun };
  expect(readCall(JSON.stringify(draft), "en")).toEqual(draft);
  expect(readCall("", "en")).toEqual(emptyCall("en"));
  expect(isUntouched(readCall("not a draft", "ru"))).toBe(true);
  expect(isUntouched(draft)).toBe(false);
});
