import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayFrom, dayText } from "../day.ts";
import { emptyLedger } from "../fold/ledger.ts";
import { ticksUpTo } from "./chart.ts";
import { statement } from "./statement.ts";
import { weeklyFigures } from "./weekly.ts";

const openedOn = dayFrom("2017-03-29");
const weeks = [
  { ends: dayFrom("2017-05-09"), asked: 77, evacuated: 40, abroad: 0 },
  { ends: dayFrom("2017-05-16"), asked: 82, evacuated: 42, abroad: 1 },
];
const figures = { asOf: dayFrom("2017-06-16"), delayDays: 30, weeks };

describe("[P10] figures", () => {
  it("a move counts only after the delay, whatever the ledger holds", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(280), fc.integer({ min: 1, max: 3 }), fc.boolean()), { maxLength: 60 }),
        fc.nat(300),
        fc.nat(60),
        (moves, sinceOpening, delayDays) => {
          const ledger = emptyLedger();
          moves.forEach(([day, people, abroad], index) => {
            ledger.moves.set(`t${index}`, { to: abroad ? "abroad" : "evacuated", people, day: openedOn + day });
          });
          const asOf = openedOn + sinceOpening;
          const told = weeklyFigures(ledger, { openedOn, asOf, delayDays });
          const last = told.at(-1);
          const mature = moves
            .filter(([day]) => day + delayDays <= sinceOpening)
            .reduce((sum, [, people]) => sum + people, 0);
          expect((last?.evacuated ?? 0) + (last?.abroad ?? 0)).toBeLessThanOrEqual(mature);
          for (const [index, week] of told.entries()) {
            expect(week.ends).toBe(openedOn + 6 + index * 7);
            expect(week.evacuated).toBeGreaterThanOrEqual(told[index - 1]?.evacuated ?? 0);
          }
          // A young move changes nothing that is told today.
          ledger.moves.set("young", { to: "abroad", people: 3, day: asOf - delayDays + 1 });
          expect(weeklyFigures(ledger, { openedOn, asOf, delayDays })).toEqual(told);
        },
      ),
    );
  });

  it("weeks end where the public record looks: 9 and 16 May", () => {
    const told = weeklyFigures(emptyLedger(), { openedOn, asOf: dayFrom("2017-05-16"), delayDays: 0 });
    expect(told.map((week) => dayText(week.ends)).slice(-2)).toEqual(["2017-05-09", "2017-05-16"]);
  });
});

describe("the statement", () => {
  it("says as of which day, and the delay, in both languages", () => {
    const english = statement(figures, { language: "en", organisation: "Pereprava" }).text;
    expect(english).toContain("By 16 May 2017, 42 people had reached a safer part of the country");
    expect(english).toContain("1 person had left the country. 82 people had asked for help.");
    expect(english).toContain("30 days after it");
    const russian = statement(figures, { language: "ru", organisation: "Переправа" }).text;
    expect(russian).toContain("по состоянию на 16 мая 2017.");
    expect(russian).toContain("42 человека. Из страны выехало: 1 человек. За помощью обратилось: 82 человека.");
    expect(russian).toContain("через 30 дн.");
  });

  it("the table is the release and nothing else", () => {
    const { json } = statement(figures, { language: "en", organisation: "Pereprava" });
    expect(JSON.parse(json)).toEqual({
      format: "fairlead-figures/1",
      organisation: "Pereprava",
      asOf: "2017-06-16",
      delayDays: 30,
      counts: "people, cumulative, at the end of each week",
      weeks: [
        { ends: "2017-05-09", asked: 77, evacuated: 40, abroad: 0 },
        { ends: "2017-05-16", asked: 82, evacuated: 42, abroad: 1 },
      ],
    });
  });

  it("whatever an organisation is called, the picture stays one harmless, described image", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.constantFrom("en" as const, "ru" as const),
        (organisation, language) => {
          const { svg } = statement(figures, { language, organisation });
          expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="title desc"/);
          expect(svg.match(/<(?!\/|svg|title|desc|rect|text|path)/g)).toBeNull();
          expect(svg).not.toMatch(/<script|style=|href|[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
        },
      ),
    );
    const named = statement(figures, { language: "en", organisation: `<script>&"'` });
    expect(named.svg).toContain("&lt;script&gt;&amp;&quot;&#39;");
  });

  it("with no week old enough it says so, and draws no line", () => {
    const none = statement({ ...figures, weeks: [] }, { language: "en", organisation: "Pereprava" });
    expect(none.text).toBe("No whole week is old enough to be told yet.");
    expect(none.svg).not.toContain("stroke-dasharray");
  });

  it("axis steps are few and whole", () => {
    for (const most of [0, 1, 3, 40, 42, 106, 999, 12_345]) {
      const ticks = ticksUpTo(most);
      expect(ticks.length).toBeLessThanOrEqual(7);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
      expect(ticks.every(Number.isInteger)).toBe(true);
    }
  });
});
