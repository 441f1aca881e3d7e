import { describe, expect, it } from "vitest";
import { signalIn, tooAlike } from "./signal.ts";

type Pair = { safe: string | null; danger: string | null };
const kindIn = (text: string, pair: Pair) => signalIn(text, [{ ...pair, from: 0, until: null }], 1)?.kind ?? null;
const danger = (agreed: string, written: string) => kindIn(written, { safe: null, danger: agreed });
const safe = (agreed: string, written: string) => kindIn(written, { safe: agreed, danger: null });

/** As it was agreed, and as a phone, a hurry or another keyboard writes it. */
const SAME: readonly (readonly [string, string])[] = [
  ["Мама, купи хлеба", "мама купи хлеба"],
  ["Мама, купи хлеба", "МАМА , КУПИ\n\n  хлеба!"],
  ["мама купи хлеба", "Мама. Купи хлеба"],
  ["I can't find the keys", "I can’t find the keys"],
  ["I can’t find the keys", "i cant find the keys"],
  ["I can´t find the keys", "I can't find the keys"],
  ["The cat is well.", "the cat is well"],
  ["Как там бабушка - не болеет?", "как там бабушка — не болеет"],
  ["Купи хлеб...", "купи хлеб…"],
  ['Do you have "War and Peace"?', "do you have “war and peace”"],
  ["Читала «Войну и мир»?", "читала „Войну и мир“"],
  ["Привет от тёти Зины", "привет от тети зины"],
  ["кӀант цӀахь ву", "к1ант ц1ахь ву"],
  ["к1ант", "кӏант"],
  ["кӀант", "кIант"],
  ["кӏант", "кlант"],
  ["кӀант", "кіант"],
  ["кӀант", "к|ант"],
  ["Привезите синюю тетрадь", "При\u200Bвезите си\u00ADнюю \u2068тетрадь\u2069, пожалуйста"],
  ["Привезите синюю тетрадь", "Привезите синюю тетрадь".normalize("NFD")],
  ["Привезите хлеба", "привезите хле\u0301ба"],
  ["the file is ready", "the ﬁle is ready"],
  ["room 12:30", "ｒｏｏｍ 12.30"],
  ["كيف حال الجدة؟", "كيف حالُ الجـــده"],
];

describe("an agreed sentence", () => {
  it("is found whatever signs, blanks and forms stand between and in its letters", () => {
    for (const [agreed, written] of SAME) {
      expect.soft(danger(agreed, written), `${agreed} | ${written}`).toBe("danger");
      expect.soft(safe(agreed, written), `${agreed} | ${written}`).toBe("safe");
    }
  });

  it("is not found in other words", () => {
    for (const written of ["Привезите красную тетрадь", "синюю тетрадь привезите", "", "…"])
      expect([danger("Привезите синюю тетрадь", written), safe("Привезите синюю тетрадь", written)]).toEqual([
        null,
        null,
      ]);
    expect(danger(" … ", "anything at all")).toBeNull();
    expect(danger("", "anything at all")).toBeNull();
  });

  it("may be long, and keeps nobody waiting", () => {
    const long = "a".repeat(100_000);
    expect([danger(`${long}b`, long.repeat(2)), danger(long, `. ${long} .`)]).toEqual([null, "danger"]);
  });

  it("in doubt says danger, and does not say that all is well", () => {
    for (const [agreed, written] of [
      ["the cat", "the cathedral is open"],
      ["купи хлеб", "мама, купи хлеба"],
      ["до свидания", "Ну всё, досвидания"],
      ["купи хлеба 🙂", "купи хлеба"],
      ["купи хлеба", "купи 🙂 хлеба"],
    ] as const)
      expect.soft([danger(agreed, written), safe(agreed, written)], `${agreed} | ${written}`).toEqual(["danger", null]);
  });

  it("may be a picture alone, or be told apart from the other by one sign", () => {
    expect([
      danger("🌹", "привет 🌹"),
      danger("🌹", "привет 🌷"),
      safe("🌹", "привет 🌹"),
      safe("🌹", "привет"),
    ]).toEqual(["danger", null, "safe", null]);
    const signals = { safe: "Привет 🌷", danger: "Привет 🌹" };
    const kinds = ["привет 🌷", "привет 🌹", "привет", "привет 🌷, и ещё привет"].map((text) => kindIn(text, signals));
    expect(kinds).toEqual(["safe", "danger", "danger", "danger"]);
  });

  it("of danger beats the one of all is well, wherever both stand", () => {
    const signals = { safe: "купи", danger: "Мама, купи хлеба" };
    expect(kindIn("мама купи хлеба", signals)).toBe("danger");
    expect(kindIn("купи. мама купи хлеба", signals)).toBe("danger");
    expect(kindIn("купи молока", signals)).toBe("safe");
  });

  it("of the one kind is too like the other where it holds it, or only a sign tells them apart", () => {
    expect(tooAlike({ safe: "Всё хорошо!", danger: "всё хорошо" })).toBe("own");
    expect(tooAlike({ safe: "Всё хорошо", danger: "всё хорошо." })).toBe("own");
    expect(tooAlike({ safe: "Всё хорошо, мама", danger: "Всё хорошо" })).toBe("own");
    expect(tooAlike({ safe: "Всё хорошо", danger: "Всё в порядке" })).toBeNull();
    expect(tooAlike({ safe: "Всё хорошо", danger: null })).toBeNull();
    const before = [{ safe: "Всё в порядке", danger: "Всё хорошо" }];
    expect(tooAlike({ safe: "всё хорошо", danger: "роза" }, before)).toBe("earlier");
    expect(tooAlike({ safe: "Всё в порядке", danger: "роза" }, before)).toBeNull();
  });
});
