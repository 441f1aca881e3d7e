/** [P8] What a visit leaves behind, and how fast one can be gone: nothing, and at once. */
import { LANGUAGES, sayIn } from "@fairlead/portal/pages";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "./harness/browsers.ts";
import { openCallerPage } from "./harness/caller.ts";
import { unheard, untabbed } from "./harness/ear.ts";
import { cutOff, sideways, tooSmall, withLargeText } from "./harness/eye.ts";
import { startSeason } from "./harness/season.ts";
import type { RunningServer } from "./harness/server.ts";

const SECRET = "Меня ищет дядя, он знает про подругу.";
const DOOR = "/r/garden";
const HARMLESS = "https://www.wikipedia.org/";

describe.for(["chromium", "firefox"] as const)("the caller's page leaves nothing behind, in %s", async (name) => {
  const browser = await openBrowser(name);
  let server: RunningServer;
  let words: string[];

  beforeAll(async () => {
    if ("missing" in browser) return;
    server = await startSeason({ parameters: ["--door", DOOR] });
  });

  afterAll(async () => {
    if ("missing" in browser) return;
    await browser.close();
    await server?.stop();
  });

  it("a whole visit keeps nothing in the browser and asks nobody else", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const caller = await openCallerPage(browser, server.callerPage, { language: "ru", width: 390 });
    const { page } = caller;
    await caller.ask({ danger: "soon", need: "advice", text: SECRET });
    // Two words that were given to nobody: the page asks, and says so.
    await page.getByText(caller.say("voucher.ask"), { exact: true }).click();
    await page.getByRole("textbox", { name: caller.say("voucher.words"), exact: true }).fill("яблоко окно");
    await caller.button("voucher.check").click();
    await page.getByText(caller.say("voucher.unknown"), { exact: true }).waitFor();
    words = await caller.send();
    await caller.prove(words);
    await page.goto(server.callerPage);
    await caller.comeBack(words);
    await caller.answer("Я ещё здесь.");

    expect(await kept(page)).toEqual([]);
    expect(caller.watched.faults()).toEqual([]);
    expect(caller.watched.elsewhere()).toEqual([]);
    // Whatever is on the screen, the address bar and the tab tell nothing.
    expect(page.url()).toBe(server.callerPage);
    expect(await page.title()).toBe(caller.say("page.title"));
    await page.context().close();
  });

  it("[HO1] [HO2] hands over to new words: the old ones open an empty mailbox, the new ones this one", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const caller = await openCallerPage(browser, server.callerPage, { language: "ru", width: 320 });
    const { page, say, button, heading } = caller;
    await caller.comeBack(words);
    await page.getByText(say("later.more"), { exact: true }).click();
    await button("later.hand").click();
    await heading("hand.heading").waitFor();
    await button("hand.make").click();
    const items = page.locator("#hand-words").getByRole("listitem");
    // Keys are made first: on a busy machine that takes its time.
    await items.nth(7).waitFor();
    expect(await items.count()).toBe(8);
    const next = (await items.allInnerTexts()).map((item) => item.trim().split(/\s+/).at(-1) ?? "");
    expect(next).not.toEqual(words);

    const asked = page.locator("#hand-words form input");
    await asked.nth(0).fill(next[0] === "дом" ? "сад" : "дом");
    await button("hand.check").click();
    await page.getByText(say("sent.wrong")).waitFor();
    for (const index of [0, 1]) {
      const label = await page.locator(`#hand-words form label`).nth(index).textContent();
      await asked.nth(index).fill(next[Number(/\d/.exec(label ?? "")?.[0]) - 1] ?? "");
    }
    // Tapped twice, it is done once.
    await button("hand.check").dblclick();
    await heading("handed.heading").waitFor();
    await page.getByText(say("handed.old"), { exact: true }).waitFor();
    expect([...(await sideways(page)), ...(await tooSmall(page)), ...(await unheard(page))]).toEqual([]);
    expect(caller.watched.faults()).toEqual([]);
    expect(caller.watched.elsewhere()).toEqual([]);
    expect(await page.content()).not.toContain(next.join(" "));
    expect(await kept(page)).toEqual([]);
    await page.context().close();

    for (const [typed, found] of [
      [words, say("mailbox.none.text")],
      [next, say("mailbox.none.text")],
    ] as const) {
      const back = await openCallerPage(browser, server.callerPage, { language: "ru", width: 390 });
      await back.comeBack(typed);
      await back.page.getByText(found).waitFor();
      if (typed === next) await back.answer("Теперь это я.");
      await back.page.context().close();
    }
  });

  it("asks, sends, comes back and answers where no script is compiled and there is no WebAssembly", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    if (name === "chromium") return test.skip("only Firefox has these switches");
    const options = { language: "en", width: 390, slowScript: true } as const;
    const caller = await openCallerPage(browser, server.callerPage, options);
    expect(await caller.page.evaluate(() => typeof WebAssembly)).toBe("undefined");
    await caller.ask({ danger: "soon", text: "An invented call from an old phone." });
    const given = await caller.send();
    await caller.prove(given);
    await caller.page.goto(server.callerPage);
    await caller.comeBack(given);
    await caller.answer("Still here.");
    expect(caller.watched.faults()).toEqual([]);
    await caller.page.context().close();
  });

  it("no answer of the server may be kept, or tells where one came from", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    for (const path of ["", "en", "ru", "ar", "ru/write"]) {
      const { headers } = await fetch(new URL(path, server.callerPage));
      expect(headers.get("cache-control")).toContain("no-store");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("set-cookie")).toBeNull();
      expect(headers.get("content-security-policy")).toMatch(/default-src 'none'/);
    }
  });

  it("in front of the door stands a page that says nothing of anything, and behind it a plain path", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    expect(new URL(server.callerPage).pathname).toBe(`${DOOR}/`);
    const page = await browser.newPage({ width: 390, language: "ru" });
    for (const path of ["/", "/ru", "/ru/write", "/robots.txt"]) {
      await page.goto(new URL(path, server.callerPage).href);
      expect(await page.title()).toMatch(/^(Welcome|404 Not Found)$/);
      expect(await page.content()).not.toMatch(/lang="ru"|garden|помощ|help|Переправа/i);
    }
    await page.context().close();
  });

  it("titles and addresses name nothing, in any language", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const page = await browser.newPage({ width: 390 });
    for (const language of LANGUAGES) {
      for (const path of [language, `${language}/write`]) {
        await page.goto(new URL(path, server.callerPage).href);
        const title = await page.title();
        expect(title).toBe(sayIn(language)("page.title"));
        // One plain word; it is nowhere in what the page says about help.
        expect(title).toMatch(/^\p{L}{3,10}$/u);
        expect(await page.locator("link[rel~=manifest], meta[property], meta[name=description]").count()).toBe(0);
      }
    }
    await page.context().close();
  });

  const LEAVING = {
    "a press on Leave quickly": (page: Page) => page.locator("#leave").click(),
    "Esc twice": async (page: Page) => {
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
    },
  };

  it.for(Object.keys(LEAVING) as (keyof typeof LEAVING)[])(
    "%s leaves at once, and back shows nothing that was written",
    async (how, test) => {
      if ("missing" in browser) return test.skip(browser.missing);
      const caller = await openCallerPage(browser, server.callerPage, { language: "ru", width: 390 });
      const { page } = caller;
      await page.context().route(`${HARMLESS}**`, (route) => route.fulfill({ body: "the weather" }));
      await caller.ask({ where: "у моря", text: SECRET });
      // Once from a form half written, once with the eight words on the screen.
      const secrets = how === "Esc twice" ? await caller.send() : [SECRET];
      expect(await kept(page)).toEqual([]);
      await LEAVING[how](page);
      await page.waitForURL(HARMLESS);

      // It took the page's place in the tab: back leads to what was there before it, and forward to the harmless page.
      for (const way of ["goBack", "goForward"] as const) {
        await page[way]().catch(() => null);
        const content = await page.content();
        for (const secret of secrets) expect(content).not.toContain(secret);
        expect(await page.locator("textarea, .words").count()).toBe(0);
      }
      await page.context().close();
    },
  );

  it("whoever leaves by a link and comes back finds an empty page too", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const caller = await openCallerPage(browser, server.callerPage, { language: "ru", width: 390 });
    const { page, say } = caller;
    await caller.ask({ danger: "now", where: "у моря", text: SECRET });
    await page.goto(new URL("en/write", server.callerPage).href);
    await page.goBack();
    await page.getByText(say("status.ready")).waitFor();
    const written = () =>
      page
        .locator("input:not([type]), textarea")
        .evaluateAll((fields) =>
          fields
            .map((field) =>
              field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : "",
            )
            .join(""),
        );
    expect(await written()).toBe("");
    expect(await page.locator("input:checked:not([value=''])").count()).toBe(0);
    expect(await page.content()).not.toContain(SECRET);

    // A browser that keeps whole pages for "back" in spite of our no-store tells the page so: it keeps an empty one.
    await caller.ask({ text: SECRET });
    const left = await page.evaluate(() => {
      dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
      return document.body.innerHTML;
    });
    expect(left).toBe("");
    await page.evaluate(() => void dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
    await page.getByText(say("status.ready")).waitFor();
    expect(await written()).toBe("");
    await page.context().close();
  });

  // English is shorter than Russian and runs like it; the slower browser walks through the language that is most different.
  // Each through all of them with --long.
  const SOME = name === "firefox" ? (["ar"] as const) : (["ru", "ar"] as const);
  const WALKED = process.env.FAIRLEAD_LONG === "1" ? LANGUAGES : SOME;
  it.for(WALKED)(
    "a small screen and text twice as large, in %s: nothing sideways or cut, all in reach and read aloud in order",
    async (language, test) => {
      if ("missing" in browser) return test.skip(browser.missing);
      const caller = await openCallerPage(browser, server.callerPage, { language, width: 320 });
      const { page, say, heading, button } = caller;
      const sees = async (step: string, large: boolean) => {
        expect({ step, large, sideways: await sideways(page) }).toEqual({ step, large, sideways: [] });
        expect({ step, large, small: await tooSmall(page) }).toEqual({ step, large, small: [] });
        expect({ step, large, cut: await cutOff(page) }).toEqual({ step, large, cut: [] });
      };
      const look = async (step: string) => {
        await sees(step, false);
        await withLargeText(page, () => sees(step, true));
        // Russian has the same tree as English.
        if (language === "ru") return;
        expect({ step, unheard: await unheard(page) }).toEqual({ step, unheard: [] });
        expect({ step, untabbed: await untabbed(page) }).toEqual({ step, untabbed: [] });
      };
      const open = (text: Parameters<typeof say>[0]) => page.getByText(say(text), { exact: true }).click();
      await look("first");
      for (const more of await page.locator("#first details summary").all()) await more.click();
      await look("first, all open");
      await caller.ask({ danger: "now", need: "leave", where: "a".repeat(80), text: "b".repeat(200) });
      await look("ask");
      await open("voucher.ask");
      await page.locator("#a-voucher").fill("one");
      await button("voucher.check").click();
      await page.locator("#voucher-said").waitFor();
      await look("voucher");
      await page.locator("#a-voucher").fill("");
      const given = await caller.send();
      await look("sent");
      await caller.prove(given);
      await look("done");
      await button("later.others").click();
      await button("others.make").click();
      await page.locator("#others-words").getByRole("listitem").nth(7).waitFor();
      await look("second mailbox");
      await page.reload();
      await button("first.back").click();
      await heading("back.heading").waitFor();
      await look("back");
      await caller.typeWords(given);
      await button("mailbox.send").waitFor();
      await look("mailbox");
      await button("file.add").click();
      await page.locator("#files h2").waitFor();
      await look("file");
      const letter = { name: `${"long".repeat(20)}.txt`, mimeType: "text/plain", buffer: Buffer.from("invented") };
      await page.locator("#files input[type=file]").setInputFiles(letter);
      await button("file.send.uncleaned").waitFor();
      await look("file, not cleaned");
      await open("later.more");
      await button("later.hand").click();
      await button("hand.make").click();
      await page.locator("#hand-words").getByRole("listitem").nth(7).waitFor();
      await look("hand-over");
      await page.goto(new URL(`${language}/write`, server.callerPage).href);
      await look("without script");
      expect(caller.watched.faults()).toEqual([]);
      await page.context().close();
    },
  );
});

/** Every place where a browser keeps things for a page. */
async function kept(page: Page): Promise<string[]> {
  const found = await page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const workers = await navigator.serviceWorker.getRegistrations();
    return [
      document.cookie,
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
      ...(await caches.keys()),
      ...databases.map(({ name }) => name ?? "a database"),
      ...workers.map(({ scope }) => scope),
      ...(history.state === null ? [] : ["a state in the history"]),
    ].filter((each) => each !== "");
  });
  const cookies = await page.context().cookies();
  return [...found, ...cookies.map((cookie) => cookie.name)];
}
