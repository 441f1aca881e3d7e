import {
  compareNames,
  inventedPerson,
  labelledPairs,
  peopleIndex,
  readName,
  WAYS,
  writtenAs,
} from "@fairlead/casework";
import { chanceFrom } from "../chance.ts";
import { type Figure, figureOf, type Measure } from "../measure.ts";

const PEOPLE = 100_000;
const QUERIES = 500;
const PAIRS = 8_000;
const SEED = 2;

/** Is this someone we know? Names in six ways of writing, among a hundred thousand invented people. */
export const measure: Measure = {
  name: "matching",
  run: async () => [...amongMany(), ...labelled()],
};

const chance = chanceFrom(SEED);

function amongMany(): Figure[] {
  const people = Array.from({ length: PEOPLE }, () => inventedPerson(chance));
  const written = people.map((person) => writtenAs(person, chance.oneOf(WAYS), chance));
  const started = performance.now();
  const index = peopleIndex<number>();
  for (const [id, text] of written.entries()) index.put(id, { names: [readName(text)], identifiers: [] });
  const built = performance.now() - started;
  const taken: number[] = [];
  let found = 0;
  let others = 0;
  for (let query = 0; query < QUERIES; query += 1) {
    const id = chance.between(0, PEOPLE - 1);
    const person = people[id];
    if (!person) continue;
    const name = readName(writtenAs(person, chance.oneOf(WAYS), chance));
    const asked = performance.now();
    const { matches } = index.find({ names: [name], identifiers: [] }, PEOPLE);
    taken.push(performance.now() - asked);
    if (matches.slice(0, 20).some((match) => match.id === id && match.strength !== "weak")) found += 1;
    others += matches.filter(
      (match) =>
        match.strength === "strong" &&
        (people[match.id]?.surname !== person.surname || people[match.id]?.given.ru !== person.given.ru),
    ).length;
  }
  return [
    figureOf("index of 100,000 people, built", "ms", [built]),
    figureOf("one person looked for among them", "ms", taken),
    { name: "found among the first twenty, of 500", value: found, unit: "count", runs: 1 },
    { name: "strong matches with somebody else, in 500 searches", value: others, unit: "count", runs: 1 },
  ];
}

function labelled(): Figure[] {
  const counts = new Map<string, { all: number; told: number }>();
  for (const { a, b, kind } of labelledPairs(SEED, PAIRS)) {
    const match = compareNames(readName(a), readName(b));
    const count = counts.get(kind) ?? { all: 0, told: 0 };
    count.all += 1;
    if (match && match.strength !== "weak") count.told += 1;
    counts.set(kind, count);
  }
  return [...counts].map(([kind, { all, told }]) => ({
    name: `told the same: ${kind}`,
    value: told,
    unit: "count",
    runs: 1,
    beside: [{ value: all, what: "pairs" }],
  }));
}
