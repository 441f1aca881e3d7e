import { gapsIn, HOUR, MINUTE, type NextStep } from "@fairlead/casework";
import { describe, expect, it } from "vitest";
import { readableUntil, stepText, stepWordsFor } from "./step-text.ts";
import { STEP_WORDS } from "./step-words.ts";

const NINE = Date.parse("2017-05-09T09:00:00Z");
const said = { at: NINE, departs: NINE + 10 * MINUTE, from: "Mill", meet: "", to: "", service: "", say: "", hear: "" };
const step = (
  kind: NextStep["kind"],
  more: Partial<NextStep["said"]> = {},
  other: NextStep["otherwise"] = null,
): NextStep => ({
  ...{ kind, said: { ...said, ...more }, arrives: NINE + HOUR, otherwise: other, held: false },
});
const [en] = STEP_WORDS;
const options = { words: en, offset: 180, otherwise: true, changed: false, phone: false };

describe("the words of a step", () => {
  it("are short, by the clocks there, and ask for the place where nobody has said it", () => {
    const text = stepText(step("drive", { say: "Warm?", hear: "Inside." }, { at: NINE + HOUR, does: "wait" }), options);
    expect(text.split("\n\n")).toEqual([
      "Tuesday 9 May, 12:00: be here: Mill, {where exactly}. A car comes for you.".replace(
        "Tuesday 9 May",
        "Tuesday, May 9",
      ),
      "Whoever comes says: “Warm?”. You answer: “Inside”. If you hear anything else, do not go with them.",
      "If it has not come by 13:00: leave that place and wait where you feel safe. Then open this page again.",
      en.next,
    ]);
    expect(gapsIn(text)).toHaveLength(1);
    expect(gapsIn(stepText(step("drive", { meet: "by the lamp" }), options))).toEqual([]);
  });

  it("hold in every language what the step needs", () => {
    const other = { does: "take" as const, at: NINE, service: "night bus", from: "Mill", departs: NINE, to: "Pier" };
    const ride = step(
      "ride",
      { to: "Pier", service: "train 7", meet: "by the lamp", say: "Warm?", hear: "Inside." },
      other,
    );
    for (const words of STEP_WORDS) {
      const text = stepText(ride, { ...options, words, changed: true });
      for (const needed of ["12:00", "12:10", "by the lamp", "train 7", "Pier", "Warm?", "Inside", "night bus"])
        expect(text).toContain(needed);
      expect(text.startsWith(words.changed)).toBe(true);
      expect(stepText(ride, { ...options, words, otherwise: false })).not.toContain("night bus");
      expect(stepText(ride, { ...options, words, otherwise: false, phone: true })).not.toContain(words.next);
      expect(stepText(ride, { ...options, words, changed: true, phone: true })).not.toContain(words.changed);
      // Whoever is rung has no page to open, and must not stand there looking for one.
      for (const does of [other, { does: "wait" as const, at: NINE }, { ...other, service: "" }]) {
        const aloud = stepText({ ...ride, otherwise: does }, { ...options, words, phone: true });
        expect(aloud).toContain(words.againByPhone);
        expect(aloud).not.toContain(words.again);
        expect(stepText({ ...ride, otherwise: does }, { ...options, words })).toContain(words.again);
      }
      for (const kind of ["walk", "stay"] as const)
        expect(stepText(step(kind, { to: "Pier" }), { ...options, words })).toContain("12:00");
    }
    const inRussian = stepWordsFor("ru-RU");
    expect(inRussian?.language).toBe("ru");
    expect(stepText(step("walk", { to: "Pier" }), { ...options, words: inRussian ?? en })).toMatch(/^Вторник, 9 мая/);
    expect(stepWordsFor("ce")).toBeNull();
  });

  it("[MB5] are gone from the mailbox soon after the leg, and a night under a roof stands there for hours, not for days", () => {
    const hour = NINE / HOUR;
    expect(readableUntil(step("drive"), NINE)).toBe(hour + 2);
    expect(readableUntil({ ...step("stay"), arrives: NINE + 60 * HOUR }, NINE)).toBe(hour + 7);
    expect(readableUntil(step("drive"), NINE + 5 * HOUR)).toBe(hour + 7);
  });
});
