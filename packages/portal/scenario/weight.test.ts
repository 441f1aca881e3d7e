import { gzipSync } from "node:zlib";
import { organisationWords } from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { RUSSIAN_LIST } from "@fairlead/protocol/words/russian";
import { beforeAll, expect, it } from "vitest";
import { buildPortal, withoutMessages } from "../build.ts";
import { compileCatalogues, faultsOf, readCatalogue } from "../catalogue.ts";
import { firstPage, LANGUAGES } from "../src/pages/index.ts";
import { type Build, type StampedPortal, stampPortal } from "../src/stamp.ts";
import { packWords, unpackWords } from "../src/words/packing.ts";
import { openLine } from "./line.ts";

let portal: StampedPortal;
let again: StampedPortal;
let page: (language: (typeof LANGUAGES)[number]) => string;

const gzipped = (content: string | Uint8Array): number => gzipSync(content, { level: 9 }).length;
const weigh = (path: string): number => gzipped(portal.files.get(path)?.bytes ?? new Uint8Array());

beforeAll(async () => {
  const files = await buildPortal();
  const take = (name: string): Uint8Array => files.get(name) ?? new Uint8Array();
  const build: Build = {
    css: take("page.css"),
    script: take("script.js"),
    later: take("later.js"),
    words: { en: take("words-en.txt"), ru: take("words-ru.txt") },
    files: take("files.js"),
    ticket: take("ticket.js"),
  };
  const { pin } = await openLine();
  portal = stampPortal(build, pin, 0);
  again = stampPortal(build, pin, 0);
  page = (language) =>
    firstPage(
      {
        language,
        door: "",
        leaveTo: "https://www.wikipedia.org/",
        organisation: {
          name: "Переправа",
          words: organisationWords(pin.organisation, language === "ru" ? RUSSIAN_LIST : ENGLISH),
          elsewhere: "pereprava.example, @pereprava_example",
          onePerson: false,
          zone: "Europe/Moscow",
        },
        assets: portal.manifest,
      },
      { token: "t".repeat(64), onArrival: true, question: null, expiredSince: null },
    );
}, 60_000);

it.each(LANGUAGES.map((language) => [language] as const))(
  "[budget] first page in %s: 10 KB; everything: 60 KB",
  (language) => {
    const { script, words } = portal.manifest;
    const first = gzipped(page(language));
    expect(first).toBeLessThanOrEqual(10_000);
    // Fetched by whoever adds a file, and by nobody else.
    expect(weigh(portal.manifest.files)).toBeLessThanOrEqual(14_000);
    expect(first + weigh(script) + weigh(language === "ru" ? words.ru : words.en)).toBeLessThanOrEqual(60_000);
  },
);

it("names each file by its hash, and the same pin makes the same bytes", () => {
  expect(again.manifest).toEqual(portal.manifest);
  expect([...portal.files.keys()].every((path) => /^\/a\/[0-9a-f]{64}\.(js|txt)$/.test(path))).toBe(true);
});

it("holds no sentence of the catalogue in the script, no storage, no code from strings", () => {
  const script = new TextDecoder().decode(portal.files.get(portal.manifest.script)?.bytes);
  expect(script).not.toMatch(/localStorage|sessionStorage|indexedDB|document\.cookie|\beval\(|new Function|innerHTML/);
  expect(script).not.toMatch(/WebAssembly/);
  const second = new TextDecoder().decode(portal.files.get(portal.manifest.files)?.bytes);
  expect(second).not.toMatch(/localStorage|sessionStorage|indexedDB|document\.cookie|\beval\(|new Function|innerHTML/);
  expect(second).not.toMatch(/WebAssembly|new Worker|fetch\(/);
  expect(script).not.toMatch(/expected .{1,40}, got|is not allowed|not enough data/);
  expect(script).not.toContain("FAIRLEAD_PIN");
  expect(script).not.toMatch(/[а-яё]{4}/i);
});

it("takes the messages out of thrown errors, whatever stands in them, and nothing else", () => {
  const text = ["`$", '{x ? ")" : f("}")} (`'].join("");
  const code = `if (a(b)) throw new RangeError(${text}, { cause: "\\")" }); else g(new Error("x").name);`;
  expect(withoutMessages(code)).toBe("if (a(b)) throw new RangeError(); else g(new Error().name);");
});

it("packs word lists without losing a letter", () => {
  for (const list of [ENGLISH, RUSSIAN_LIST]) {
    expect(packWords(list)).toMatch(/^[0-9@-_]+$/);
    expect(unpackWords(list.language, packWords(list))).toEqual(list);
  }
  expect(unpackWords("en", "0ABC")).toBeNull();
});

it("fails the build on a text that is missing, unknown or has another gap", async () => {
  const english = { a: "One {n}", b: "Two" };
  expect(faultsOf("xx", { a: "Eins {n}", b: "Zwei" }, english)).toEqual([]);
  expect(faultsOf("xx", { a: "Eins", b: " ", c: "?" }, english)).toHaveLength(3);
  const po = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n\n#. js-lingui-explicit-id\nmsgid "a"\nmsgstr "Один {n}"\n';
  expect(await readCatalogue("ru", po)).toEqual({ a: "Один {n}" });
  expect((await compileCatalogues()).size).toBe(3);
});
