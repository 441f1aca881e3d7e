import { expect, it } from "vitest";
import { type Find, findIn } from "./find.ts";

const find = (text: string, second = ""): Find => ({ key: text, text, second, go: () => undefined });
const ALL = [find("Queue"), find("Grey kettle", "Now"), find("Rowan", "sheltered"), find("Рябина ёлка", "в укрытии")];
const names = (typed: string) => findIn(ALL, typed).map(({ text }) => text);

it("finds by the beginnings of words, in any order and case", () => {
  expect(names("kett gr")).toEqual(["Grey kettle"]);
  expect(names("ROW")).toEqual(["Rowan"]);
  expect(names("елка")).toEqual(["Рябина ёлка"]);
  expect(names("ettle")).toEqual([]);
});

it("offers everything before anything is typed, and what begins with it first", () => {
  expect(names("")).toHaveLength(4);
  expect(findIn([find("B", "a"), find("A", "b")], "a").map(({ text }) => text)).toEqual(["A", "B"]);
});
