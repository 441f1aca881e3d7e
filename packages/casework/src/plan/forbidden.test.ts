import { expect, it } from "vitest";
import { mayMean } from "./forbidden.ts";

it.each([
  ["Ring sister Amina", "sister Amina", true],
  ["tell Amina, her sister", "sister Amina", true],
  ["Позвонить сестре Амине", "сестра Амина", true],
  ["her sister in the north", "Amina, sister", true],
  ["Ada knows", "Ada", true],
  ["Аня", "Аня", true],
  ["the lawyer Rook, day or night", "Rook", true],
  ["tell nobody", "sister Amina", false],
  ["the lawyer of the network", "aunt Lark", false],
  ["Позвонить адвокату", "сестра Амина", false],
  ["the mill and the tea", "Ada", false],
  ["", "sister Amina", false],
])("%s may mean %s: %s", (line, recipient, means) => {
  expect(mayMean(line, recipient)).toBe(means);
});
