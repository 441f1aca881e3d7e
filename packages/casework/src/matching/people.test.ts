import { describe, expect, it } from "vitest";
import { chanceFrom } from "../season/chance.ts";
import { compareNames } from "./compare-names.ts";
import { identifiersIn } from "./identifier.ts";
import { identifierKey } from "./identifier-key.ts";
import { inventedPerson, WAYS, writtenAs } from "./invented-people.ts";
import { readName } from "./name.ts";
import { type Described, peopleIndex } from "./people.ts";

const described = (text: string, ...names: string[]): Described => ({
  names: names.map(readName),
  identifiers: identifiersIn(text).flatMap((found) => identifierKey(found) ?? []),
});

const match = (here: string, there: string) => {
  const index = peopleIndex<string>();
  index.put("there", described(there));
  return index.find(described(here)).matches[0]?.reasons[0];
};

describe("[P3] What stands covered", () => {
  const person = (open: Described, covered: Described): Described => ({ ...open, covered });
  const reasons = (here: Described, there: Described) => {
    const index = peopleIndex<string>();
    index.put("there", there);
    return index.find(here).matches[0]?.reasons;
  };
  const secret = described("+7 900 000-41-16", "Хамзат Придуманов");
  const letter = described("8 900 000 41 16", "Khamzat Pridumanov");

  it("matches from either side, and no reason says a word of it", () => {
    const covered = [
      { kind: "covered", what: "phone", strength: "strong" },
      { kind: "covered", what: "name", strength: "strong" },
    ];
    expect(reasons(letter, person(described(""), secret))).toEqual(covered);
    expect(reasons(person(described(""), secret), letter)).toEqual(covered);
  });

  it("that stands open too is a reason with its words", () => {
    const found = reasons(letter, person(secret, secret));
    expect(found?.map((one) => one.kind)).toEqual(["identifier", "name"]);
  });

  it("is found no more once it is gone", () => {
    const index = peopleIndex<string>();
    index.put("there", person(described(""), secret));
    index.put("there", described("", "Алиса Другова"));
    expect(index.find(letter).matches).toEqual([]);
  });
});

describe("One number, written in several ways", () => {
  it.each([
    ["+7 900 000-41-16", "8(900)0004116"],
    ["+7 900 000-41-16", "900 000 41 16"],
    ["+7 900 000-41-16", "wa.me/79000004116"],
    ["+963 900 000 016", "٠٠٩٦٣٩٠٠٠٠٠٠١٦"],
    ["Juniper.Desk@gmail.com", "juniperdesk+help@googlemail.com"],
    ["t.me/juniper_desk", "@Juniper_Desk"],
    ["паспорт серия 8205 № 000016", "82 05 000016"],
  ])("%s is %s", (here, there) => {
    expect(match(here, there)).toMatchObject({ kind: "identifier", sure: true, strength: "strong" });
  });

  it("without its country it is likely and no more; a plate can be anybody's who drives the car", () => {
    expect(match("+963 900 000 016", "٠٩٠٠٠٠٠٠١٦")).toMatchObject({ sure: false, strength: "likely" });
    expect(match("А000ВС 95", "a000bc95")).toMatchObject({ what: "plate", strength: "likely" });
  });

  it("two countries' numbers that end alike are two numbers", () => {
    expect(match("+963 900 000 016", "+964 900 000 016")).toBeUndefined();
  });
});

describe("Finding people", () => {
  it("finds whatever comparing each with each would find, and forgets who was taken out or replaced", () => {
    const chance = chanceFrom(11);
    const written = Array.from({ length: 120 }, () => inventedPerson(chance)).flatMap((person) =>
      [chance.oneOf(WAYS), chance.oneOf(WAYS)].map((way) => readName(writtenAs(person, way, chance))),
    );
    const index = peopleIndex<number>();
    for (const [id, name] of written.entries()) index.put(id, { names: [name], identifiers: [] });
    let pairs = 0;
    let missed = 0;
    for (const [id, name] of written.entries()) {
      const found = new Set(index.find({ names: [name], identifiers: [] }, 1_000, id).matches.map((one) => one.id));
      for (const [other, there] of written.entries()) {
        if (other === id || !compareNames(name, there)) continue;
        pairs += 1;
        if (!found.has(other)) missed += 1;
      }
    }
    expect(pairs).toBeGreaterThan(200);
    expect(missed / pairs).toBeLessThan(0.01);
    index.remove(0);
    const [first] = written;
    expect(first && index.find({ names: [first], identifiers: [] }).matches.map(({ id }) => id)).not.toContain(0);
    expect(index.size).toBe(239);
  });

  it("says each reason once, the surest first, and how many were left out", () => {
    const index = peopleIndex<string>();
    index.put("thread", described("+7 900 000 41 16, +7 900 000-41-16", "Хамзат Дадаев", "Дадаев Хамзат"));
    for (let other = 0; other < 30; other += 1) index.put(`other ${other}`, described("", "Khamzat Dadaev"));
    const { matches, more } = index.find(described("89000004116", "حمزات داداييف"), 5);
    expect(more).toBe(26);
    expect(matches[0]).toMatchObject({ id: "thread", strength: "strong" });
    expect(matches[0]?.reasons.map(({ kind }) => kind)).toEqual(["identifier", "name"]);
  });
});
