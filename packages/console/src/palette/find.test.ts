import type { View } from "@fairlead/client";
import { expect, it } from "vitest";
import { readCatalogue } from "../../catalogue.ts";
import { type Find, findIn, namesIn } from "./find.ts";

const find = (text: string, second = ""): Find => ({ key: text, text, second, go: () => undefined });
const ALL = [find("Queue"), find("Grey kettle", "Now"), find("Rowan", "sheltered"), find("Рябина ёлка", "в укрытии")];
const names = (typed: string) => findIn(ALL, typed).map(({ text }) => text);

it("finds by the beginnings of words, in any order and case", () => {
  expect(names("kett gr")).toEqual(["Grey kettle"]);
  expect(names("ROW")).toEqual(["Rowan"]);
  expect(names("елка")).toEqual(["Рябина ёлка"]);
  expect(names("ettle")).toEqual([]);
});

it("finds what is typed in another alphabet, or as it was heard, after what stands so", () => {
  const all = [find("Ряд"), find("Рябина"), find("Riabina street")];
  const found = (typed: string) => findIn(all, typed).map(({ text }) => text);
  expect(found("Riabina")).toEqual(["Riabina street", "Рябина"]);
  expect(found("rebina")).toEqual(["Рябина", "Riabina street"]);
  expect(found("kettle")).toEqual([]);
});

it("offers everything before anything is typed, and what begins with it first", () => {
  expect(names("")).toHaveLength(4);
  expect(findIn([find("B", "a"), find("A", "b")], "a").map(({ text }) => text)).toEqual(["A", "B"]);
});

it("finds what people call otherwise, and shows it by its own name", () => {
  const beds = { ...find("Bed plan", "go there"), also: "stays calendar" };
  const times = find("My times, as a calendar file", "a file without content");
  const found = (typed: string) => findIn([beds, times], typed).map(({ text }) => text);
  expect(found("calendar")).toEqual(["Bed plan", "My times, as a calendar file"]);
  expect(found("stays cal")).toEqual(["Bed plan"]);
});

it.each([
  [
    "en",
    {
      stays: "/beds",
      saved: "search",
      supervisor: "/team",
      "access log": "/access",
      conflicts: "/unsent",
      spreadsheet: "import",
    },
  ],
  [
    "ru",
    { календарь: "/beds", сохраненные: "search", супервизор: "/team", "журнал доступа": "/access", импорт: "import" },
  ],
] as const)("what has another name at work is found by that in %s", async (language, wanted) => {
  const texts = await readCatalogue(language);
  const keys = ["/beds", "/team", "/access", "/unsent", "/decisions", "/exposure", "/duty", "import", "search"];
  const finds = keys.map((key) => ({ ...find(""), key, also: texts[`palette.also.${key.replace("/", "")}`] ?? "" }));
  for (const [typed, key] of Object.entries(wanted)) expect(findIn(finds, typed).map((one) => one.key)).toEqual([key]);
});

it("[P3] knows the names of this member's view, and no other", () => {
  const went: string[] = [];
  const cases = [
    { case: "c1" as View["cases"][number]["case"], alias: "Rowan", closed: null, stage: "sheltered" as const },
  ];
  const thread = (id: string, name: string, standing: View["threads"][number]["standing"]) => ({
    mailbox: id as View["threads"][number]["mailbox"],
    name,
    standing,
    closed: null,
    urgency: {
      level: "soon" as const,
      saidBy: { kind: "nobody" as const },
      at: null,
      reason: "",
      askAgainAt: null,
      aged: false,
    },
  });
  // A thread that went into a case is found by the case, if it is theirs.
  const threads = [thread("t1", "Grey kettle", "waiting"), thread("t2", "Blue door", "in-case")];
  const part = (id: string, title: string) => ({
    stream: id as View["parts"][number]["stream"],
    title,
    part: "needs",
    notes: [{ text: "walks with a stick" }],
    readers: [{ handle: "Wren" }],
  });
  const parts = [part("p1", "Knee, and glasses"), part("p2", "")];
  const take = (id: string) => void went.push(id);
  const go = { toCase: take, toPart: take, toThread: take };
  const finds = namesIn({ cases, parts, threads }, (id) => id, go);
  expect(finds.map(({ text }) => text)).toEqual(["Rowan", "Knee, and glasses", "parts.untitled", "Grey kettle"]);
  for (const find of finds) find.go();
  expect(went).toEqual(["c1", "p1", "p2", "t1"]);
  expect(findIn(finds, "glasses").map(({ key }) => key)).toEqual(["p1"]);
  for (const typed of ["needs", "stick", "Wren"]) expect(findIn(finds, typed)).toEqual([]);
  expect(namesIn({ cases: [], parts: [], threads: [] }, (id) => id, go)).toEqual([]);
});
