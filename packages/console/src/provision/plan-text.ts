import { SAFETY_QUESTIONS, type SafetyPlan, type SafetyQuestion } from "@fairlead/casework";
import type { HoldingLanguage } from "../freezing/holding.ts";

/**
 * Headings of a plan as the caller reads it: words of that letter and not of this screen, so they stand beside each other
 * and not in the catalogue. Neutral on a telephone that somebody else opens. Russian and Arabic wait for a speaker.
 */
const HEADINGS: Record<HoldingLanguage, Record<SafetyQuestion, string>> = {
  en: {
    signs: "Signs",
    places: "Where",
    people: "Who",
    carry: "Take along",
    papers: "Papers",
    codeWord: "The word",
    phoneTaken: "If the telephone is gone",
    nextWord: "Next time",
  },
  ru: {
    signs: "Признаки",
    places: "Где",
    people: "Кто",
    carry: "Взять с собой",
    papers: "Бумаги",
    codeWord: "Слово",
    phoneTaken: "Если телефона нет",
    nextWord: "В следующий раз",
  },
  ar: {
    signs: "العلامات",
    places: "أين",
    people: "من",
    carry: "خذ معك",
    papers: "الأوراق",
    codeWord: "الكلمة",
    phoneTaken: "إذا فُقد الهاتف",
    nextWord: "المرة القادمة",
  },
};

/** What the operator may change before it goes. A question without an answer is left out. */
export const planText = (plan: SafetyPlan, language: HoldingLanguage): string =>
  SAFETY_QUESTIONS.flatMap((question) => {
    const said = plan[question].trim();
    return said === "" ? [] : [`${HEADINGS[language][question]}: ${said}`];
  }).join("\n");
