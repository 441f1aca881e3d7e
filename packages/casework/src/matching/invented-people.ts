/**
 * Invented people for measuring how well spellings are matched: given names that are in use, surnames that a seeded
 * chance puts together. How they are written in other alphabets is told here once more, by other tables than those that
 * read them, so that the measure does not mirror what it measures.
 */
import { type Chance, chanceFrom } from "../season/chance.ts";

/** In Russian, in Arabic where it has a spelling of its own, and for short. */
type Given = { ru: string; ar?: string; short?: string };

const GIVEN: readonly Given[] = [
  { ru: "Магомед", ar: "محمد", short: "Мага" },
  { ru: "Ахмед", ar: "أحمد" },
  { ru: "Хамзат" },
  { ru: "Умар", ar: "عمر" },
  { ru: "Усман", ar: "عثمان" },
  { ru: "Али", ar: "علي" },
  { ru: "Муса", ar: "موسى" },
  { ru: "Иса", ar: "عيسى" },
  { ru: "Юсуп", ar: "يوسف" },
  { ru: "Ибрагим", ar: "إبراهيم" },
  { ru: "Исмаил", ar: "إسماعيل" },
  { ru: "Хасан", ar: "حسن" },
  { ru: "Хусейн", ar: "حسين" },
  { ru: "Шамиль" },
  { ru: "Рамзан", ar: "رمضان" },
  { ru: "Зелимхан" },
  { ru: "Ислам", ar: "إسلام" },
  { ru: "Адам", ar: "آدم" },
  { ru: "Рустам" },
  { ru: "Руслан" },
  { ru: "Тимур" },
  { ru: "Аслан" },
  { ru: "Бекхан" },
  { ru: "Турпал" },
  { ru: "Висхан" },
  { ru: "Апти" },
  { ru: "Вахит" },
  { ru: "Ломали" },
  { ru: "Сулим" },
  { ru: "Байсангур" },
  { ru: "Ризван", ar: "رضوان" },
  { ru: "Асхаб", ar: "أصحاب" },
  { ru: "Мовлади" },
  { ru: "Дени" },
  { ru: "Джабраил", ar: "جبرائيل" },
  { ru: "Абубакар", ar: "أبو بكر" },
  { ru: "Абдурахман", ar: "عبد الرحمن" },
  { ru: "Айшат", ar: "عائشة" },
  { ru: "Хеда" },
  { ru: "Марьям", ar: "مريم" },
  { ru: "Зарема" },
  { ru: "Петимат" },
  { ru: "Луиза" },
  { ru: "Ильяс", ar: "إلياس" },
  { ru: "Идрис", ar: "إدريس" },
  { ru: "Салман", ar: "سلمان" },
  { ru: "Алихан" },
  { ru: "Анзор" },
  { ru: "Заур" },
  { ru: "Мурад", ar: "مراد" },
];

const STARTS = "Б Г Д З К М С Т Х Ц Ч Ш Дж А Э Я В Л Н Р П Дж Г Х".split(" ");
const MIDDLES = "ад ур аз ис ах ал ам ин об уч ац ар ем иг уд айт ерб олт инт асх абд елм".split(" ");
const ENDS = "аев уев оев иев ханов гиреев саев баев туев гаев манов ашев ибов игов аков урзаев исов".split(" ");

export type Invented = { given: Given; surname: string; father: Given };

const surnameOf = (chance: Chance): string =>
  chance.oneOf(STARTS) + chance.oneOf(MIDDLES) + (chance.in(0.5) ? chance.oneOf(MIDDLES) : "") + chance.oneOf(ENDS);

/** Few given names are borne by many, as it is: the lesser of two draws comes twice as often. */
const givenOf = (chance: Chance): Given =>
  GIVEN[Math.min(chance.between(0, GIVEN.length - 1), chance.between(0, GIVEN.length - 1))] ?? { ru: "Умар" };

export const inventedPerson = (chance: Chance): Invented => ({
  given: givenOf(chance),
  surname: surnameOf(chance),
  father: givenOf(chance),
});

const table = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(text.split(" ").map((pair) => [pair[0], pair.slice(1)]));

const ICAO = table(
  "аa бb вv гg дd еe жzh зz иi йi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юiu яia",
);
const FRENCH = table(
  "аa бb вv гg дd еe жj зz иi йi кk лl мm нn оo пp рr сs тt уou фf хkh цts чtch шch ъ ыy ь эe юiou яia",
);
const TYPED: readonly (readonly [string, readonly string[]])[] = [
  ["х", ["kh", "h", "h", "x"]],
  ["ж", ["zh", "j"]],
  ["дж", ["dzh", "dj", "j"]],
  ["й", ["y", "i", "j"]],
  ["ю", ["yu", "iu", "u"]],
  ["я", ["ya", "ia"]],
  ["у", ["u", "u", "oo"]],
  ["ч", ["ch", "ch", "tch"]],
];
const ARABIC = table("бب вف гغ дد жج зز йي кك лل мم нن пب рر сس тت фف хخ шش ъ ь юيو яيا эا");

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
const byTable = (word: string, letters: Readonly<Record<string, string>>): string =>
  capital([...word.toLowerCase()].map((letter) => letters[letter] ?? letter).join(""));

const typed = (word: string, chance: Chance): string => {
  let text = word.toLowerCase();
  for (const [from, to] of [...TYPED].sort((a, b) => b[0].length - a[0].length))
    text = text.replaceAll(from, chance.oneOf(to));
  return byTable(text, ICAO);
};

const french = (word: string): string =>
  byTable(word.toLowerCase().replaceAll("дж", "dj"), FRENCH)
    .replace(/g(?=[ei])/gu, "gu")
    .replace(/(?<=[aeiou])s(?=[aeiou])/gu, "ss")
    .replace(/in$/u, "ine");

const arabic = (word: string, chance: Chance): string =>
  [...word.toLowerCase().replaceAll("дж", "ж").replaceAll("ц", "тс").replaceAll("ч", "тш")]
    .map((letter, index, all) => {
      if (index === 0 && "аэ".includes(letter)) return "أ";
      if (index === 0 && letter === "и") return "إي";
      if (letter === "а") return chance.in(0.6) ? "ا" : "";
      if (letter === "е") return index === all.length - 2 || chance.in(0.6) ? "ي" : "";
      if (letter === "и") return "ي";
      if (letter === "о" || letter === "у") return "و";
      return ARABIC[letter] ?? "";
    })
    .join("");

export const WAYS = ["russian", "passport", "french", "typed", "arabic", "chechen"] as const;
type Way = (typeof WAYS)[number];

/** How somebody's name may be written somewhere. */
export const writtenAs = ({ given, surname, father }: Invented, way: Way, chance: Chance): string => {
  const called = way === "russian" && given.short && chance.in(0.3) ? given.short : given.ru;
  const word = (text: string, ar?: string): string => {
    switch (way) {
      case "russian":
        return text;
      case "chechen":
        return text
          .replaceAll("Ум", "Ӏум")
          .replaceAll("Али", "Ӏали")
          .replace(/х(?=[аое])/u, "хь");
      case "passport":
        return byTable(text, ICAO);
      case "french":
        return french(text);
      case "typed":
        return typed(text, chance);
      case "arabic":
        return ar ?? arabic(text, chance);
    }
  };
  const words = [word(called, given.ar), word(surname)];
  if (chance.in(0.4)) words.reverse();
  if (way === "russian" && chance.in(0.3)) words.push(`${father.ru.replace(/[аи]$/u, "")}ович`);
  return words.join(" ");
};

const slip = (text: string, chance: Chance): string => {
  const at = chance.between(1, Math.max(1, text.length - 2));
  const kind = chance.between(0, 2);
  const [before, here, after] = [text.slice(0, at), text.slice(at, at + 1), text.slice(at + 1)];
  if (here === " " || here === "") return text;
  if (kind === 0) return before + after;
  if (kind === 1) return before + here + here + after;
  return after === "" || after.startsWith(" ") ? text : before + after.slice(0, 1) + here + after.slice(1);
};

/** Two spellings and whether one person bears both; `kind` says what makes it hard. */
export type LabelledPair = {
  a: string;
  b: string;
  same: boolean;
  kind: "spelling" | "misspelt" | "stranger" | "relative" | "namesake" | "near-surname";
};

export const labelledPairs = (seed: number, count: number): LabelledPair[] => {
  const chance = chanceFrom(seed);
  const write = (person: Invented): string => writtenAs(person, chance.oneOf(WAYS), chance);
  return Array.from({ length: count }, (_, index): LabelledPair => {
    const person = inventedPerson(chance);
    const other = inventedPerson(chance);
    const a = write(person);
    switch (index % 8) {
      case 0:
      case 1:
      case 2:
        return { a, b: write(person), same: true, kind: "spelling" };
      case 3:
        return { a, b: slip(write(person), chance), same: true, kind: "misspelt" };
      case 4:
        return { a, b: write(other), same: false, kind: "stranger" };
      case 5:
        return {
          a,
          b: write({ ...other, given: another(person.given, chance), surname: person.surname }),
          same: false,
          kind: "relative",
        };
      case 6:
        return { a, b: write({ ...other, given: person.given }), same: false, kind: "namesake" };
      default:
        return {
          a,
          b: write({ ...person, surname: nearby(person.surname, chance) }),
          same: false,
          kind: "near-surname",
        };
    }
  });
};

const another = (given: Given, chance: Chance): Given => {
  const one = chance.oneOf(GIVEN);
  return one.ru === given.ru ? another(given, chance) : one;
};

/** Another family whose name differs in one consonant: Бадаев, Базаев. */
const nearby = (surname: string, chance: Chance): string => {
  const consonants = [..."бвгджзклмнрстхцчш"];
  const places = [...surname.toLowerCase()].flatMap((letter, at) =>
    at < surname.length - 1 && consonants.includes(letter) ? [at] : [],
  );
  const at = chance.oneOf(places);
  const other = chance.oneOf(consonants.filter((letter) => letter !== surname[at]));
  return capital(surname.slice(0, at).toLowerCase() + other + surname.slice(at + 1));
};
