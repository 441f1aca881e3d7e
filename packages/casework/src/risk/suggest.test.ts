import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RISK_ANSWERS } from "../words.ts";
import { RISK_FACTORS, type RiskAnswers } from "./factors.ts";
import { suggestUrgency } from "./suggest.ts";

const all = fc.record(Object.fromEntries(RISK_FACTORS.map((factor) => [factor, fc.constantFrom(...RISK_ANSWERS)])));
const RANK = { later: 0, unknown: 1, soon: 2, now: 3 } as const;

describe("what the answers suggest", () => {
  it("says now, and because of what: they know the place, and the person is locked in", () => {
    expect(suggestUrgency({ "place-known": "yes", "locked-in": "yes", "safe-tonight": "no", minor: "no" })).toEqual({
      urgency: "now",
      because: [
        { factor: "place-known", answer: "yes" },
        { factor: "locked-in", answer: "yes" },
      ],
      ask: [],
    });
  });

  it("a safe place tonight takes back two rules by name, and no others", () => {
    const known: RiskAnswers = { threatened: "yes", "place-known": "yes" };
    expect(suggestUrgency(known).urgency).toBe("now");
    expect(suggestUrgency({ ...known, "safe-tonight": "yes" }).urgency).toBe("soon");
    expect(suggestUrgency({ ...known, "safe-tonight": "yes", weapon: "yes" }).urgency).toBe("now");
  });

  it("nobody can wait of whom nothing is known: it names what to ask first", () => {
    expect(suggestUrgency({})).toEqual({
      urgency: "unknown",
      because: [],
      ask: ["threatened", "place-known", "locked-in", "safe-tonight"],
    });
    const calm: RiskAnswers = { threatened: "no", "place-known": "no", "locked-in": "no", "safe-tonight": "yes" };
    expect(suggestUrgency(calm).urgency).toBe("later");
  });

  it("a danger that is learned of never lowers it, and every level but unknown has its reason", () => {
    const dangers = RISK_FACTORS.slice(0, 11);
    fc.assert(
      fc.property(all, fc.constantFrom(...dangers), (answers, factor) => {
        const before = suggestUrgency({ ...answers, [factor]: "no" });
        const after = suggestUrgency({ ...answers, [factor]: "yes" });
        expect(RANK[after.urgency]).toBeGreaterThanOrEqual(RANK[before.urgency]);
        expect(after.because.length > 0).toBe(after.urgency !== "unknown");
        for (const said of after.because) expect({ ...answers, [factor]: "yes" }[said.factor]).toBe(said.answer);
      }),
    );
  });
});
