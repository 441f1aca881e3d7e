import type { Contact, PaperKind } from "../fact/value.ts";
import { orderOf } from "./dates.ts";
import { IMPORT_PERSONS_MOST } from "./limits.ts";
import {
  type Column,
  type ImportField,
  isDated,
  isOfPerson,
  isSameTarget,
  type Target,
  takesSeveral,
} from "./target.ts";
import { namesNone, plainText } from "./values.ts";

const contact = (kind: Contact["kind"]): Target => ({ to: "contact", kind });
const fact = (id: string): Target => ({ to: "fact", fact: id });

/** Papers, before anything else that stands in the same heading: *passport number* is no telephone. */
const PAPERS: readonly (readonly [RegExp, PaperKind])[] = [
  [/residence permit|внж|вид на жительство|рвп/u, "residence-permit"],
  [/birth cert|свидетельство о рождении/u, "birth-certificate"],
  [/identity card|id card|\bid number|внутренн\p{L}* паспорт/u, "identity-card"],
  [/visa|виза|визы/u, "visa"],
  [/refugee|беженц|убежищ/u, "refugee-document"],
  [/driving|driver'?s? licen|водительск/u, "driving-licence"],
  [/military|военн/u, "military-record"],
  [/passport|загран|паспорт/u, "passport"],
];
const EXPIRES = /expir|valid|until|срок|действ|истека|до какого|годен/u;
const COUNTRY = /countr|issued by|стран|кем выдан/u;

/** The first that fits. English and Russian headings, as people write them. */
const HEADINGS: readonly (readonly [RegExp, Target])[] = [
  [/^(?:alias|code ?name|pseudonym|nick ?name|псевдоним|кличка|кодовое имя|позывной|условное имя)/u, { to: "alias" }],
  [
    /^(?:people|persons|party|how many|number of people|человек|людей|сколько|количество|кол-во|состав)/u,
    { to: "people" },
  ],
  [/latin|as in passport|латин|транслит/u, fact("latin-name")],
  [/other name|former name|maiden|also known|друг\p{L}* имен|прежн\p{L}* (?:имя|фамил)|девичь/u, fact("other-names")],
  [/birth|^born|^dob$|^д\.? ?р$|рожд|^г\.? ?р$/u, fact("born")],
  [/nationalit|citizen|гражданств/u, fact("citizenships")],
  [/languages? (?:abroad|learn)|учит язык/u, fact("languages-abroad")],
  [/language|speaks|язык/u, fact("spoken")],
  [
    /trusted|relative'?s? (?:phone|contact)|emergency contact|доверенн|контактное лицо|контакт родств/u,
    contact("person"),
  ],
  [/e-?mail|почт|^мейл/u, contact("e-mail")],
  [/telegram|whats ?app|signal|viber|messenger|телеграм|ватсап|вотсап|мессенджер/u, contact("messenger")],
  [/phone|^tel\b|mobile|^cell|тел\.?$|телефон|мобильн|номер для связи/u, contact("telephone")],
  [/medication until|medicine until|лекарств\p{L}* до|хватит лекарств/u, fact("medication-until")],
  [/medication|medicine|drugs|лекарств|препарат/u, fact("medication")],
  [/psych|mental|психо/u, fact("psychological")],
  [/medic|health|illness|здоров|болезн|диагноз|медицин/u, fact("medical")],
  [/wheel|step-?free|без ступен|коляск/u, fact("step-free")],
  [/hearing|слух/u, fact("hearing")],
  [/sight|зрени/u, fact("sight")],
  [/accessib|доступн/u, fact("accessibility")],
  [/diet|food|allerg|питани|еда|аллерг/u, fact("diet")],
  [/faith|religio|вера|вероиспов|религи/u, fact("faith")],
  [/work|profession|occupation|job|работ|професси/u, fact("work")],
  [/relatives abroad|родн\p{L}* за границей|родственник\p{L}* за/u, fact("relatives-abroad")],
  [
    /reach|dangerous place|where they (?:can|look|search)|где (?:ищут|найдут|опасно)|опасные места/u,
    { to: "threat", side: "reach" },
  ],
  [/kind of threat|вид угрозы|тип угрозы/u, { to: "threat", side: "kind" }],
  [/threat|danger from|from whom|угроз|от кого|кто (?:ищет|преследует)/u, { to: "threat", side: "who" }],
  // What a list says of it is no look: that has a day, and is younger than one before anybody sets out.
  [
    /wanted|searched for|search status|missing person|accus|criminal case|travel ban|розыск|обвинен|уголовн|запрет на выезд/u,
    { to: "note", part: "threat" },
  ],
  [/name|^имя|фамили|^фио|ф\. ?и\. ?о/u, fact("name")],
  [/^(?:case )?(?:stage|status)$|^(?:стадия|этап|статус)(?: дела)?$/u, { to: "note", part: "contact" }],
  // Of the case. Of the person, as an illness has one, it is for those who read the names.
  [/stage|status|стади|этап|статус/u, { to: "note", part: "identity" }],
  // Remarks say anything, names too: those read it who read the names, until a person says otherwise.
  [/note|comment|remark|примеч|коммент|замет/u, { to: "note", part: "identity" }],
];
/** By which lists tell whose row it is. */
const CASE_NUMBER =
  /^(?:case|family|group|household)(?: (?:no|nr|number|id))?$|^(?:(?:no|n|номер) ?)?(?:дел[оа]|семь[яи]|групп[аы]|кейса?)(?: no)?$/u;

const guessed = (heading: string, fields: readonly ImportField[]): Target => {
  const plain = plainText(heading);
  if (plain === "") return { to: "nothing" };
  const named = fields.find(({ words }) => words.some((word) => plainText(word) === plain));
  if (named) return fact(named.fact);
  const paper = PAPERS.find(([words]) => words.test(plain))?.[1];
  if (paper !== undefined && !/latin|as in|латин/u.test(plain)) {
    const side = EXPIRES.test(plain) ? "expires" : COUNTRY.test(plain) ? "country" : "number";
    return { to: "paper", paper, side };
  }
  return HEADINGS.find(([words]) => words.test(plain))?.[1] ?? { to: "nothing" };
};

const NUMBERED = /^(.*?[^\s\d#№(_-])[\s#№(_-]*([1-9])\)?$|^([1-9])[.):]?\s+(.+)$/u;

/** "Name 2", "2. Name", "Имя (2)": what is asked, and of which of the party. */
const parted = (heading: string): { rest: string; person: number } => {
  const [, before, after, first, rest] = NUMBERED.exec(heading.trim()) ?? [];
  const number = Number(after ?? first ?? 1);
  return { rest: before ?? rest ?? heading, person: number <= IMPORT_PERSONS_MOST ? number : 1 };
};

/**
 * What each column seems to be, by its heading: a suggestion that a person looks at. A second column for what takes one
 * alone goes nowhere; a heading that says nothing too.
 *
 * @param columns each with what stands below its heading
 */
export const guessColumns = (
  columns: readonly { heading: string; values: readonly string[] }[],
  fields: readonly ImportField[],
): Column[] => {
  const asked = columns.map(({ heading }) => {
    const whole = guessed(heading, fields);
    const { rest, person } = parted(heading);
    const of = guessed(rest, fields);
    return isOfPerson(of) ? { target: of, person } : { target: whole, person: 1 };
  });
  // "Phone 2" is a second telephone, unless the file has somebody of that number: then it is theirs.
  const named = new Set(asked.flatMap(({ target, person }) => (isSameTarget(target, fact("name")) ? [person] : [])));
  const taken: { target: Target; person: number }[] = [];
  return columns.map(({ heading, values }, index) => {
    const { target: found, person: told } = asked[index] ?? { target: { to: "nothing" }, person: 1 };
    const person = named.has(told) ? told : 1;
    const again = taken.some((one) => one.person === person && isSameTarget(one.target, found));
    const target: Target = again && !takesSeveral(found, fields) ? { to: "nothing" } : found;
    taken.push({ target, person });
    return { heading, target, order: isDated(target, fields) ? orderOf(values).order : null, person };
  });
};

/**
 * Which column says what rows belong together, where one is headed as if it did and says the same in two rows, and in others
 * something else: "family" can also ask whether there is one, "group" of which blood. An alias that stands twice may be a
 * mistake: that is asked, never taken for one party.
 */
export const guessTogether = (columns: readonly { heading: string; values: readonly string[] }[]): number | null => {
  const found = columns.findIndex(({ heading, values }) => {
    if (!CASE_NUMBER.test(plainText(heading))) return false;
    const rows = new Map<string, number>();
    for (const said of values.filter((one) => !namesNone(one)).map(plainText))
      rows.set(said, (rows.get(said) ?? 0) + 1);
    const largest = Math.max(0, ...rows.values());
    return rows.size > 1 && largest > 1 && largest <= IMPORT_PERSONS_MOST;
  });
  return found < 0 ? null : found;
};
