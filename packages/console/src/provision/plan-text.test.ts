import { SAFETY_QUESTIONS, type SafetyPlan } from "@fairlead/casework";
import { describe, expect, it } from "vitest";
import { planText } from "./plan-text.ts";

const plan: SafetyPlan = {
  signs: "a car at the gate",
  places: "the reading room",
  people: "",
  carry: "passport",
  papers: "  ",
  codeWord: "a jar lid",
  phoneTaken: "from the reading room",
  nextWord: "Tuesday",
};

describe("a plan as the caller reads it", () => {
  it("is in the caller's language, in the order in which it was talked through, without what was not found", () => {
    expect(planText(plan, "ru").split("\n")).toEqual([
      "Признаки: a car at the gate",
      "Где: the reading room",
      "Взять с собой: passport",
      "Слово: a jar lid",
      "Если телефона нет: from the reading room",
      "В следующий раз: Tuesday",
    ]);
  });

  it("[P8] its headings name no purpose, in any language", () => {
    const full = Object.fromEntries(SAFETY_QUESTIONS.map((question) => [question, "x"])) as SafetyPlan;
    for (const language of ["en", "ru", "ar"] as const) {
      expect(planText(full, language).split("\n")).toHaveLength(SAFETY_QUESTIONS.length);
      expect(planText(full, language)).not.toMatch(
        /safe|danger|escape|help|безопас|опас|побег|помощ|أمان|خطر|هروب|مساعدة/i,
      );
    }
  });
});
