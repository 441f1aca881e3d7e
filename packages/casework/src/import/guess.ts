import type { Contact, PaperKind } from "../fact/value.ts";
import { orderOf } from "./dates.ts";
import { type Column, type ImportField, isDated, isSameTarget, type Target, takesSeveral } from "./target.ts";
import { plainText } from "./values.ts";

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
  [/name|^имя|фамили|^фио|ф\. ?и\. ?о/u, fact("name")],
  [/note|comment|remark|stage|status|примеч|коммент|замет|стади|этап|статус/u, { to: "note", part: "contact" }],
];

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
  const taken: Target[] = [];
  return columns.map(({ heading, values }) => {
    const found = guessed(heading, fields);
    const again = taken.some((one) => isSameTarget(one, found)) && !takesSeveral(found, fields);
    const target: Target = again ? { to: "nothing" } : found;
    taken.push(target);
    return { heading, target, order: isDated(target, fields) ? orderOf(values).order : null };
  });
};
