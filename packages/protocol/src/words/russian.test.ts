import { describe, expect, it } from "vitest";
import { RUSSIAN } from "./russian.ts";

/** Stems that would name the purpose, or be dangerous to be seen with or asked about. */
const DENIED = [
  "гей",
  "лесби",
  "квир",
  "транс",
  "гомо",
  "голуб",
  "радуг",
  "секс",
  "гендер",
  "полиц",
  "арми",
  "солдат",
  "оруж",
  "убий",
  "тюрьм",
  "пытк",
  "смерт",
  "побег",
  "границ",
  "паспорт",
  "тайн",
  "секрет",
  "шифр",
  "парол",
  "ключ",
  "церк",
  "нарко",
  "водк",
  "агент",
];

function differByOneLetter(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start++;
  return short.slice(long.length === short.length ? start + 1 : start) === long.slice(start + 1);
}

describe("the Russian code words", () => {
  it("are 2048 different words", () => {
    expect(RUSSIAN).toHaveLength(2048);
    expect(new Set(RUSSIAN).size).toBe(2048);
  });

  it("are three to eight letters of а-я, without ё", () => {
    expect(RUSSIAN.filter((word) => !/^[а-я]{3,8}$/.test(word))).toEqual([]);
  });

  it("are sorted", () => {
    expect([...RUSSIAN].sort()).toEqual([...RUSSIAN]);
  });

  it("are told apart by the first four letters", () => {
    expect(new Set(RUSSIAN.map((word) => word.slice(0, 4))).size).toBe(2048);
  });

  it("have no three-letter word that begins another", () => {
    const short = new Set(RUSSIAN.filter((word) => word.length === 3));
    expect(RUSSIAN.filter((word) => word.length > 3 && short.has(word.slice(0, 3)))).toEqual([]);
  });

  it("never differ by one letter only", () => {
    const close = RUSSIAN.flatMap((a, i) =>
      RUSSIAN.slice(i + 1)
        .filter((b) => differByOneLetter(a, b))
        .map((b) => `${a}/${b}`),
    );
    expect(close).toEqual([]);
  });

  it("name nothing of the purpose", () => {
    expect(RUSSIAN.filter((word) => DENIED.some((stem) => word.includes(stem)))).toEqual([]);
  });
});
