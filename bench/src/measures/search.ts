import { askedWords, explain, type Piece } from "@fairlead/casework";
import { type PlaceText, textIndex } from "@fairlead/console/text-index";
import { chanceFrom } from "../chance.ts";
import { inventedTexts } from "../invented-text.ts";
import { type Figure, figureOf, type Measure } from "../measure.ts";

const CASES = 10_000;
const TEXTS = 12;
const QUERIES = 150;
const SEED = 5;

const chance = chanceFrom(SEED);
const inventedText = inventedTexts(chance);

const pieceOf = (text: string, at: number): Piece => ({
  kind: "letter",
  part: "contact",
  by: null,
  at,
  text,
  line: null,
  covered: false,
});

/** Every key of a query, as it is typed: each is a search of its own, and the first fifteen results are explained. */
export const measure: Measure = {
  name: "search",
  run: async () => {
    const cases = Array.from({ length: CASES }, (_, id) => ({
      id: `${id}`,
      pieces: Array.from({ length: TEXTS }, (_, at) => pieceOf(inventedText(), at)),
    }));
    const before = memory();
    const index = textIndex();
    const batches: number[] = [];
    const started = performance.now();
    for (let from = 0; from < CASES; from += 50) {
      const batch = performance.now();
      index.put(cases.slice(from, from + 50).map(placeText));
      batches.push(performance.now() - batch);
    }
    const built = performance.now() - started;
    const held = memory() - before;
    const keys: number[] = [];
    const told: number[] = [];
    for (let query = 0; query < QUERIES; query += 1) {
      const words = chance.oneOf(chance.oneOf(cases).pieces).text.split(" ");
      const typed = `${chance.oneOf(words)} ${chance.oneOf(words)}`;
      for (let length = 1; length <= typed.length; length += 1) {
        const now = typed.slice(0, length);
        const asked = performance.now();
        const ids = index.find(now);
        keys.push(performance.now() - asked);
        const explained = performance.now();
        for (const id of ids.slice(0, 15)) explain(cases[Number(id)]?.pieces ?? [], askedWords(now), 2);
        told.push(performance.now() - explained);
      }
    }
    return [
      figureOf("10,000 cases with 120,000 texts, read into the index", "ms", [built]),
      figureOf("… in slices of 50 cases", "ms", batches),
      { name: "memory of the index", value: held, unit: "bytes", runs: 1 },
      figureOf("one key: looked up", "ms", keys),
      figureOf("one key: first fifteen results explained", "ms", told),
      figureOf(
        "one key, whole",
        "ms",
        keys.map((key, at) => key + (told[at] ?? 0)),
        { value: 50, what: "budget" },
      ),
    ] satisfies Figure[];
  },
};

const placeText = ({ id, pieces }: { id: string; pieces: Piece[] }): PlaceText => ({
  id,
  name: `case ${id}`,
  text: pieces.map(({ text }) => text).join("\n"),
  covered: "",
});

function memory(): number {
  global.gc?.();
  return process.memoryUsage().heapUsed;
}
