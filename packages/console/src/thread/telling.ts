import {
  compareWords,
  gradeOf,
  type IdentifierKey,
  identifierKey,
  identifiersIn,
  isSameIdentifier,
  type Name,
  type NameWord,
  namesIn,
  readName,
} from "@fairlead/casework";

/**
 * What in an answer would tell somebody who asks after a person that we know of them, or that we do not. A warning: it
 * knows the aliases, names and accounts that stand in what this console holds open, and some turns of phrase. It cannot
 * see everything, and says so.
 */
export type Telling = {
  /** `phrase`: says that somebody is, was or is not with us. `name`: from their own letter. `known`: from another one. */
  kind: "phrase" | "name" | "known" | "alias" | "account";
  words: string;
};

type Word = NameWord;

/** What this console holds open, folded once for every letter typed. */
export type Known = { aliases: readonly Word[][]; names: readonly Word[]; accounts: readonly IdentifierKey[] };

const EN_WHO =
  "(?:he|she|they|this person|that person|your (?:son|daughter|brother|sister|friend|husband|wife|child|relative|cousin|nephew|niece|boy|girl))";
const RU_WHO =
  "(?:он|она|они|(?:ваш|ваша) (?:сын|дочь|брат|сестра|друг|подруга|муж|жена|родственник|родственница|племянник|племянница)|этот человек|такой человек)";
const RU_WHOM = "(?:его|её|ее|их|такого|такой|таких|этого|сына|дочери|дочь|брата|сестры|сестру)";

const PHRASES = [
  `${EN_WHO}(?:['’](?:s|re)| is| was| are| were| isn['’]t| wasn['’]t| aren['’]t| weren['’]t)(?: (?:not|never|now|already|no longer|still))*(?: been)? (?:here|with us|safe|fine|alive|well|gone|abroad|far away|on the way|ours?|okay|ok|all right|in good hands)`,
  `${EN_WHO}(?: has| have| had|['’]s|['’]ve)?(?: not| never|n['’]t)? (?:left|written|wrote|arrived|reached|come|came|turned|asked)(?: to)? (?:us|here|safely|yesterday|today|already|the country)`,
  "we(?: have| had| did| do| are| were|['’]ve|['’]re)?(?: not| never|n['’]t|n['’]t ever| already)? (?:help|helped|helping|know|knew|known|seen|saw|met|meet|heard|moved|hosted|hid|hidden|hiding|received) (?:him|her|them|of|from|your|this person|that person|such|anybody called|anyone called|nobody)",
  "(?:nobody|no one|no person|someone|somebody|anyone|anybody) (?:by|of|with|under) (?:that|this) name",
  `${RU_WHO}(?: (?:сейчас|уже|тут|не|никогда|больше|всё ещё|все еще))* (?:у нас|здесь|с нами|в безопасности|в порядке|жив|жива|живы|уехал\\p{L}*|выехал\\p{L}*|прибыл\\p{L}*|добрал\\p{L}*|писал\\p{L}*|обращал\\p{L}*|обратил\\p{L}*)`,
  `у нас (?:нет |не было )?${RU_WHOM}`,
  `${RU_WHOM} (?:у нас|здесь|тут)(?: никогда)? (?:нет|не было|не будет|больше нет)`,
  "(?:был|была|были|находится|находятся|живёт|живет|живут|остановил\\p{L}*) (?:у нас|здесь|с нами)",
  "мы(?: (?:не|никогда|уже|ещё|еще|ничего))* (?:знаем|знали|видели|помогали|помогли|помогаем|встречали|встретили|вывезли|перевезли|прячем|спрятали|слышали) (?:его|её|ее|их|ему|ей|им|о нём|о нем|о ней|о них|такого|такую|ваш\\p{L}*|этого|этому|этой|про)",
  "(?:человека|никого) с таким именем",
].map((source) => new RegExp(`(?<!\\p{L})(?:${source.replaceAll(" ", "\\s+")})(?!\\p{L})`, "giu"));

/** One name in two spellings, or in another case of the sentence. Two names that only sound alike are two. */
const isSame = (a: Word, b: Word): boolean => {
  const reason = compareWords(a, b);
  return reason !== null && gradeOf(reason) >= NEAR;
};

/** Short forms are one name too; a vowel off is not. */
const NEAR = 0.8;

const wordsOf = (name: Name): Word[] => [...name.words, ...name.fathers];

/** "Ruslan", and Arabic, which has no capitals; not the first word of a sentence, which has one without being a name. */
const MAYBE_NAMES = /(?<=[\p{Ll}\d,;:()«"'“„–—-]\s*)(?<![.!?…]\s*)[\p{Lu}][\p{L}’'-]{2,}/gu;

/** Names in the letter of whoever asks: half of what is asked about is one word only. */
const namesAsked = (letter: string): Word[] => [
  ...namesIn(letter).flatMap(wordsOf),
  ...[...letter.matchAll(MAYBE_NAMES)].flatMap(([word]) => wordsOf(readName(word))),
  ...[...letter.matchAll(/[\p{L}’'-]{3,}/gu)].flatMap(([word]) =>
    wordsOf(readName(word)).filter(({ family }) => family !== null && !family.ofSurname),
  ),
];

export const knownIn = (aliases: readonly string[], letters: readonly string[]): Known => ({
  aliases: aliases.map((alias) => wordsOf(readName(alias))).filter((words) => words.length > 0),
  names: letters.flatMap((letter) => namesIn(letter).flatMap(wordsOf)),
  accounts: letters.flatMap((letter) => identifiersIn(letter).flatMap((one) => identifierKey(one) ?? [])),
});

/** Written as a name would be: with a capital, or in letters that have none. */
const mayBeName = (word: Word): boolean => /^(?:\p{Lu}|\p{Lo})/u.test(word.text);

/** @param asked the letters of whoever asks, for the names in them */
export const tellingIn = (text: string, asked: readonly string[], known: Known): Telling[] => {
  const found: Telling[] = [];
  const add = (kind: Telling["kind"], words: string) => {
    if (!found.some((one) => one.kind === kind && one.words === words)) found.push({ kind, words });
  };
  for (const phrase of PHRASES) for (const [words] of text.matchAll(phrase)) add("phrase", words);
  const said = [...text.matchAll(/[\p{L}\p{M}’'-]{3,}/gu)].flatMap(([word]) => wordsOf(readName(word)));
  const namesOfTheirs = asked.flatMap(namesAsked);
  for (const word of said.filter(mayBeName)) {
    if (namesOfTheirs.some((name) => isSame(name, word))) add("name", word.text);
    else if (known.names.some((name) => isSame(name, word))) add("known", word.text);
  }
  for (const alias of known.aliases) {
    if (alias.every((word) => said.some((one) => isSame(word, one))))
      add("alias", alias.map((word) => word.text).join(" "));
  }
  for (const one of identifiersIn(text)) {
    const key = identifierKey(one);
    if (key !== null && known.accounts.some((account) => isSameIdentifier(account, key))) add("account", one.text);
  }
  return found;
};
