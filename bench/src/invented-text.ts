/** Texts as long and as varied as letters are; nobody's. */
import { inventedPerson, WAYS, writtenAs } from "@fairlead/casework";
import type { chanceFrom } from "./chance.ts";

/** Words that letters about flight are made of; what is rare comes from the invented people. */
const WORDS =
  "он она они мне меня брату сестра соседи полиция приходили угрожают забрали телефон квартира паспорт граница автобус вокзал завтра вечером утром страшно боюсь помогите можно нельзя ждать адвокат врач больница деньги дорога машина серая дом мать отец дядя родственники ищут спрашивали видел сказал уехать остаться город село Грозный Аргун Москва поезд билет самолёт справка заявление розыск допрос били держали отпустили звонить писать безопасно вода еда комната дверь окно ночь день the he she they police came asked phone flat passport border bus station tomorrow tonight afraid help wait lawyer doctor hospital money road car grey house mother father uncle relatives look leave stay city village train ticket visa statement search questioned beaten held released call write safe water food room door window сан ваша кхерам дада нана юрт урам гӀала некъ машен ахча тӀе чохь ву ю бац дац".split(
    " ",
  );

const SYLLABLES = "ба ве го ду жи за ки лю мо не пра ри сто та ус хо це ша эр ян".split(" ");

/** The same texts for the same chance. */
export function inventedTexts(chance: ReturnType<typeof chanceFrom>): () => string {
  /** Rarer words, of no language: a real one has this many in letters. */
  const vocabulary = [
    ...WORDS,
    ...Array.from({ length: 30_000 }, () =>
      Array.from({ length: chance.between(2, 5) }, () => chance.oneOf(SYLLABLES)).join(""),
    ),
  ];
  /** As Zipf counted: the second word half as often as the first, the hundredth a hundredth. */
  const word = (): string => vocabulary[Math.floor(vocabulary.length ** chance.part()) - 1] ?? "";
  return () => {
    const person = writtenAs(inventedPerson(chance), chance.oneOf(WAYS), chance);
    return `${Array.from({ length: chance.between(12, 40) }, word).join(" ")} ${person} ${chance.between(1, 99_999)}`;
  };
}
