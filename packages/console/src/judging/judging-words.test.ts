import { type PersonRef, RISK_FACTORS, suggestUrgency } from "@fairlead/casework";
import { describe, expect, it } from "vitest";
import { daysFor } from "../say/days.ts";
import { LANGUAGES, type Say, type Words } from "../say/words.tsx";
import { en } from "../words/en.ts";
import { ru } from "../words/ru.ts";
import { againText, suggestionText } from "./judging-words.ts";

const CATALOGUES: Record<string, Record<string, unknown>> = { en, ru };
const wordsIn = (language: string): Words => {
  const t: Say = (id, values = {}) => {
    const message = CATALOGUES[language]?.[id];
    if (message === undefined) throw new Error(`no text for ${id}`);
    return [message]
      .flat()
      .map((part) => (Array.isArray(part) ? String(values[String(part[0])]) : part))
      .join("");
  };
  return { t, language, days: daysFor(language, t) };
};

describe("a suggestion in words", () => {
  it("names the answers that led to it, in the language of the desk", () => {
    const found = suggestUrgency({ "place-known": "yes", "locked-in": "yes" });
    expect(suggestionText(wordsIn("en"), found, "Rowan")).toBe(
      "Suggested: now, because they know where Rowan is and Rowan is locked in or guarded.",
    );
    expect(suggestionText(wordsIn("ru"), found, "Рябина")).toContain("они знают, где Рябина и Рябина под замком");
  });

  it("says what to ask where too little is known, and has words for every question and every change", () => {
    for (const language of Object.keys(LANGUAGES)) {
      const words = wordsIn(language);
      expect(suggestionText(words, suggestUrgency({}), "Rowan")).toContain("Rowan");
      for (const factor of RISK_FACTORS)
        for (const kind of ["question", "why", "because"] as const)
          expect(words.t(`risk-${kind}.${factor}`, { alias: "Rowan" })).not.toContain("undefined");
      const at = { at: 0, by: null };
      const plover = { id: "f0".repeat(16) as PersonRef["id"], handle: "Plover", me: false };
      for (const why of [
        { kind: "danger" as const, ...at },
        { kind: "search" as const, about: "accusation" as const, ...at },
        { kind: "status" as const, status: "detained" as const, some: null, ...at },
        { kind: "stage" as const, stage: "evacuating" as const, ...at },
        { kind: "roof" as const, name: "Lime", at: 0, by: plover },
        { kind: "way" as const, name: null, at: 0, by: plover },
        { kind: "member" as const, who: plover, owns: true, at: 0, by: plover },
        { kind: "member" as const, who: plover, owns: false, at: 0, by: plover },
        { kind: "silent" as const, ...at },
        { kind: "old" as const, ...at },
        { kind: "never" as const, ...at },
      ])
        expect(againText(words, why, 0)).not.toContain("undefined");
    }
  });
});
