import { askedWords, explain, inventedPerson, type Piece, WAYS, writtenAs } from "@fairlead/casework";
import { type PlaceText, textIndex } from "@fairlead/console/text-index";
import { chanceFrom } from "../chance.ts";
import { type Figure, figureOf, type Measure } from "../measure.ts";

const CASES = 10_000;
const TEXTS = 12;
const QUERIES = 150;
const SEED = 5;

/** Words that letters about flight are made of; what is rare comes from the invented people. */
const WORDS =
  "он она они мне меня брату сестра соседи полиция приходили угрожают забрали телефон квартира паспорт граница автобус вокзал завтра вечером утром страшно боюсь помогите можно нельзя ждать адвокат врач больница деньги дорога машина серая дом мать отец дядя родственники ищут спрашивали видел сказал уехать остаться город село Грозный Аргун Москва поезд билет самолёт справка заявление розыск допрос били держали отпустили звонить писать безопасно вода еда комната дверь окно ночь день the he she they police came asked phone flat passport border bus station tomorrow tonight afraid help wait lawyer doctor hospital money road car grey house mother father uncle relatives look leave stay city village train ticket visa statement search questioned beaten held released call write safe water food room door window сан ваша кхерам дада нана юрт урам гӀала некъ машен ахча тӀе чохь ву ю бац дац".split(
    " ",
  );

const chance = chanceFrom(SEED);

const SYLLABLES = "ба ве го ду жи за ки лю мо не пра ри сто та ус хо це ша эр ян".split(" ");
/** Rarer words, of no language: a real one has this many in letters. */
const VOCABULARY = [
  ...WORDS,
  ...Array.from({ length: 30_000 }, () =>
    Array.from({ length: chance.between(2, 5) }, () => chance.oneOf(SYLLABLES)).join(""),
  ),
];

/** As Zipf counted: the second word half as often as the first, the hundredth a hundredth. */
const word = (): string => VOCABULARY[Math.floor(VOCABULARY.length ** chance.part()) - 1] ?? "";
const inventedText = (): string => {
  const person = writtenAs(inventedPerson(chance), chance.oneOf(WAYS), chance);
  return `${Array.from({ length: chance.between(12, 40) }, word).join(" ")} ${person} ${chance.between(1, 99_999)}`;
};

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
