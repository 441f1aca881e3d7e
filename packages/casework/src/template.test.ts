import { expect, it } from "vitest";
import { gapsIn, templatesFor } from "./template.ts";

it("gaps are found where they stand, and braces that are none are left alone", () => {
  expect(gapsIn("Be there at {hour}, {place where}.")).toEqual([
    { start: 12, text: "{hour}" },
    { start: 20, text: "{place where}" },
  ]);
  expect(gapsIn("{} and { and\n{a\nb} :-}")).toEqual([]);
});

it("templates in the caller's language come first; where there are none, all others are shown", () => {
  const some = [
    { language: "ru", title: "Первый ответ" },
    { language: "en", title: "First answer" },
  ];
  expect(templatesFor(some, "ru-RU")).toEqual({ own: [some[0]], others: [some[1]] });
  expect(templatesFor(some, "ce")).toEqual({ own: [], others: some });
  expect(templatesFor(some, null)).toEqual({ own: [], others: some });
});
