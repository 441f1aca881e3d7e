import { describe, expect, it } from "vitest";
import {
  firstPage,
  LANGUAGES,
  type Language,
  languageFor,
  onArrivalMailboxPage,
  onArrivalSentPage,
  type Place,
  plainPage,
  problemPage,
  readAnswered,
  readBack,
  readWritten,
} from "../src/pages/index.ts";

const HOSTILE = `"><script>alert(1)</script><img src=x onerror='x'>&{name}`;

const placeIn = (language: Language, name = "Crossing"): Place => ({
  language,
  door: "",
  leaveTo: "https://weather.example/",
  organisation: {
    name,
    words: ["key", "rowan", "sugar", "bridge", "coat", "frost"],
    elsewhere: "crossing.example",
    onePerson: true,
    zone: "Europe/Moscow",
  },
  assets: {
    style: "p{margin:0}",
    script: "/a/22.js",
    ticket: "/a/66.js",
    integrity: { style: "sha256-c", script: "sha256-s", ticket: "sha256-t" },
    later: { en: "/a/55.js sha256-e", ru: "/a/55.js sha256-r", ar: "/a/55.js sha256-a" },
    words: { en: "/a/33.txt", ru: "/a/44.txt" },
    files: "/a/55.js",
  },
});

const reply = {
  hash: "ab".repeat(32),
  text: "One\n\nTwo",
  hour: 414_000,
  standing: false,
  checkInBy: 414_010,
  confirmable: true,
};

const pagesIn = (language: Language, name?: string): Record<string, string> => {
  const place = placeIn(language, name);
  const of = { token: "t".repeat(40), onArrival: true, question: null, expiredSince: null };
  return {
    first: firstPage(place, of),
    off: firstPage(place, { ...of, onArrival: false }),
    plain: plainPage(place, { ...of, expiredSince: 414_000 }),
    sent: onArrivalSentPage(place, { digits: "912345678901234567890" }),
    mailbox: onArrivalMailboxPage(place, {
      digits: "912345678901234567890",
      token: "t",
      replies: [reply, { ...reply, standing: true }, { ...reply, confirmable: false }],
      done: "confirmed",
      expiredSince: 414_000,
    }),
    problem: problemPage(place, { code: "FL_FULL" }),
  };
};

const textOf = (page: string): string => page.replace(/<[^>]*>/g, " ");

describe.each(LANGUAGES.map((language) => [language] as const))("pages in %s", (language) => {
  const pages = Object.entries(pagesIn(language));

  it("say their language and direction in the first bytes", () => {
    for (const [, page] of pages) {
      expect(page.slice(0, 80)).toContain(`<html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}"`);
    }
  });

  it("[P8] have titles and addresses that name nothing", () => {
    for (const [, page] of pages) {
      expect(/<title>(.*?)<\/title>/.exec(page)?.[1]).toMatch(/^(Page|Страница|صفحة)$/);
      const addresses = [...page.matchAll(/ (?:href|src|action)="([^"]*)"/g)].map((match) => match[1]);
      for (const address of addresses) {
        expect(address).toMatch(
          /^(data:,|\/(en|ru|ar)(\/(write|back|answer))?|\/a\/\d\d\.js|https:\/\/weather\.example\/)$/,
        );
      }
    }
  });

  it("carry nothing inline but the one style sheet and an icon of nothing, nothing from elsewhere, to keep or to show as a picture", () => {
    for (const [, page] of pages) {
      expect(page.replace('<link rel="icon" href="data:,">', "")).not.toMatch(
        /<style>(?!p\{margin:0\}<)|<img|<iframe|<link| style=| on\w+=|javascript:|data:|<script(?! src="\/a\/22\.js")/i,
      );
      expect(page.match(/<script/g)?.length ?? 0).toBeLessThanOrEqual(1);
    }
  });

  it("keep what is typed from the browser's memory and from spelling services", () => {
    for (const [, page] of pages) {
      for (const [field] of page.matchAll(/<(?:textarea|input(?! type="(?:radio|checkbox|hidden)"))[^>]*>/g)) {
        expect(field).toContain('autocomplete="off"');
        expect(field).toContain('spellcheck="false"');
      }
      for (const [form] of page.matchAll(/<form[^>]*>/g)) expect(form).toContain('autocomplete="off"');
    }
  });

  it("have a text for everything: no gap, no id, nothing empty", () => {
    for (const [name, page] of pages) {
      const shown = name === "first" || name === "off" ? page.replace(/<template.*?<\/template>/s, "") : page;
      const gaps = [...textOf(shown).matchAll(/\{\w+\}/g)].map(([gap]) => gap);
      expect(gaps.filter((gap) => gap !== "{when}" && gap !== "{n}")).toEqual([]);
      expect(textOf(page)).not.toMatch(/\b(first|ask|sent|mailbox|problem|plain)\.[a-z]+/);
      expect(page).not.toContain("undefined");
    }
  });

  it("show the organisation's six words on every page", () => {
    for (const [, page] of pages) expect(textOf(page)).toContain("key · rowan · sugar · bridge · coat · frost");
  });

  it("[P8] lie behind the door where there is one, with everything that they ask for", () => {
    const place = { ...placeIn(language), door: "/r/garden" };
    const of = { token: "t", onArrival: true, question: null, expiredSince: 414_000 };
    const behind = [firstPage(place, of), plainPage(place, of), problemPage(place, { code: "FL_FULL" })];
    for (const page of behind)
      for (const [, address] of page.matchAll(/ (?:href|src|action)="(\/[^"]*)"/g))
        expect(address).toMatch(/^\/r\/garden\/(en|ru|ar|a)/);
  });

  it("offer *Leave quickly* as a plain link that tells the next site nothing", () => {
    for (const [, page] of pages) {
      expect(page).toMatch(/<a class="leave" id="leave" href="https:\/\/weather\.example\/" rel="noreferrer/);
    }
  });

  it("have ids that stand once, and labels and hints that point to one", () => {
    for (const [, page] of pages) {
      const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
      expect(new Set(ids).size).toBe(ids.length);
      for (const [, , target] of page.matchAll(/ (for|aria-describedby)="([^"]+)"/g)) expect(ids).toContain(target);
    }
  });

  it("say what stays, what is seen and how to check us before the first button", () => {
    const page = pagesIn(language).first ?? "";
    const words = page.indexOf("rowan · sugar");
    expect(words).toBeGreaterThan(0);
    expect(page.search(/<button|<form|<textarea/)).toBeGreaterThan(words);
  });

  it("[MB6] say before the first field that the server will see the text", () => {
    const page = pagesIn(language).plain ?? "";
    expect(page.indexOf('class="plain"')).toBeLessThan(page.search(/<textarea|<input/));
    expect(page).not.toContain("<script");
  });
});

it("never says *he* for a caller", () => {
  for (const page of Object.values(pagesIn("en"))) expect(textOf(page)).not.toMatch(/\b(he|him|his|she|her)\b/i);
});

it("escapes whatever an organisation, a caller or a team has written", () => {
  const place = placeIn("en", HOSTILE);
  const pages = [
    ...Object.values(pagesIn("ru", HOSTILE)),
    onArrivalMailboxPage(place, {
      digits: HOSTILE,
      token: HOSTILE,
      replies: [{ ...reply, text: HOSTILE, hash: HOSTILE }],
      done: null,
      expiredSince: null,
    }),
    problemPage(place, { code: HOSTILE }),
  ];
  for (const page of pages) {
    expect(page).not.toContain("<script>alert");
    expect(page).not.toContain("<img");
  }
});

it("[MB4] asks for an express choice while nobody has renewed the card", () => {
  expect(pagesIn("en").plain).toContain('name="anyway" value="yes" required');
  expect(pagesIn("en").first).not.toContain('name="anyway"');
});

it("[MB6] names the other ways where the form without script is switched off", () => {
  const page = pagesIn("en").off ?? "";
  expect(page).not.toContain('action="/en/write"');
  expect(textOf(page)).toContain("crossing.example");
});

it("groups a code in threes and lets nothing but such a code be posted", () => {
  expect(pagesIn("en").sent).toContain("912 345 678 901 234 567 890");
  const pattern = /pattern="([^"]+)"/.exec(pagesIn("en").first ?? "")?.[1] ?? "";
  const isPosted = (text: string): boolean => new RegExp(`^(?:${pattern})$`, "v").test(text);
  expect(isPosted("912 345 678 901 234 567 890")).toBe(true);
  expect(isPosted("٩١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠")).toBe(true);
  expect(isPosted("812345678901234567890")).toBe(false);
  expect(isPosted("lamp wind berry anchor paper finch cup shelf")).toBe(false);
});

describe("what comes back from the forms", () => {
  it("is taken as it was asked, skipped questions left out", () => {
    expect(
      readWritten({ danger: "now", need: "", where: " Town \r\n", text: "a\r\nb", adult: "", token: "t" }),
    ).toEqual({
      kind: "written",
      text: "a\nb",
      answers: { danger: "now", where: "Town" },
      anyway: false,
    });
  });

  it("is refused when it is none of ours", () => {
    const hostile = [
      null,
      "text",
      ["a"],
      { danger: "maybe" },
      { text: 7 },
      { text: "x".repeat(12_001) },
      { where: ["a"] },
    ];
    for (const fields of hostile) expect(readWritten(fields)).toEqual({ kind: "hostile" });
    expect(readWritten({ danger: "", text: "  " })).toEqual({ kind: "empty" });
  });

  it("has its digits read in groups and in Arabic and Persian ones", () => {
    expect(readBack({ digits: "912 345 678 901 234 567 890" })).toBe("912345678901234567890");
    expect(readBack({ digits: "٩١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠" })).toBe("912345678901234567890");
    expect(readBack({ digits: "۹۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵۶۷۸۹۰" })).toBe("912345678901234567890");
    for (const digits of ["1".repeat(21), "9".repeat(20), "9 words", 9, undefined])
      expect(readBack({ digits })).toBeNull();
  });

  it("says which of the buttons was pressed", () => {
    const digits = "912345678901234567890";
    expect(readAnswered({ digits, act: "safe", text: "" })).toMatchObject({ kind: "letter", tap: "safe" });
    expect(readAnswered({ digits, act: "answer", text: "yes" })).toMatchObject({ tap: "none", text: "yes" });
    expect(readAnswered({ digits, act: "answer", text: " " })).toBeNull();
    const hash = "ab".repeat(32);
    expect(readAnswered({ digits, act: "confirm", read: hash })).toMatchObject({ kind: "confirm", read: [hash] });
    expect(readAnswered({ digits, act: "confirm", read: [hash, hash] })).toMatchObject({ read: [hash, hash] });
    expect(readAnswered({ digits, act: "confirm", read: [hash, "x"] })).toBeNull();
    expect(readAnswered({ digits, act: "erase" })).toBeNull();
  });
});

it("speaks the first language that the browser asks for and we have", () => {
  expect(languageFor("ar-SY,en;q=0.5")).toBe("ar");
  expect(languageFor("de,ru;q=0.4,en;q=0.8")).toBe("en");
  expect(languageFor("ce")).toBe("ru");
  expect(languageFor("en;q=0, ru")).toBe("ru");
  expect(languageFor(undefined)).toBe("en");
  expect(languageFor(";;q=,,\u0000")).toBe("en");
});

it("[MB5] confirms a reply without script together with the rows in which it was signed before", () => {
  const [hash, twin] = ["aa".repeat(32), "bb".repeat(32)];
  const of = { digits: "912345678901234567890", token: "t", done: null, expiredSince: null };
  const page = onArrivalMailboxPage(placeIn("en"), { ...of, replies: [{ ...reply, hash, twins: [twin] }] });
  for (const read of [hash, twin]) expect(page).toContain(`name="read" value="${read}"`);
});
