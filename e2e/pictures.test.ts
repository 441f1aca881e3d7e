/**
 * Every screen as a picture in e2e/pictures/, to be looked at; and what a picture does not show: that no page complains,
 * breaks its policy, scrolls sideways on a phone or shuts out whoever cannot see it.
 */
import { LANGUAGES, type Language, sayIn } from "@fairlead/portal/pages";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, takePicture } from "./harness/browsers.ts";
import { callerAt, fillForm, openCallerPage } from "./harness/caller.ts";
import { openDesk } from "./harness/desk.ts";
import { axe, sideways } from "./harness/eye.ts";
import { type RunningServer, startServer } from "./harness/server.ts";
import { type Watched, watch } from "./harness/watch.ts";

const LETTERS: Record<Language, { text: string; where: string; answer: string; standing: string }> = {
  en: {
    text: "My uncle knows. I can wait until tomorrow, not longer.",
    where: "by the lake",
    answer: "You are not alone. Be ready at eight tomorrow, with papers and one bag.",
    standing: "If you are asked: you are visiting a friend who is ill.",
  },
  ru: {
    text: "Дядя знает. До завтра я подожду, дольше нельзя.",
    where: "у озера",
    answer: "Вы не одни. Будьте готовы завтра к восьми: документы и одна сумка.",
    standing: "Если спросят: вы едете к подруге, она болеет.",
  },
  ar: {
    text: "عمي يعرف. أستطيع الانتظار حتى الغد، لا أكثر.",
    where: "قرب البحيرة",
    answer: "لستم وحدكم. كونوا جاهزين غدًا في الثامنة مع الأوراق وحقيبة واحدة.",
    standing: "إن سألكم أحد: أنتم في زيارة صديقة مريضة.",
  },
};
const ALL_LOOKS = [
  { name: "390", width: 390, dark: false },
  { name: "390-dark", width: 390, dark: true },
  { name: "1280", width: 1280, dark: false },
  { name: "1280-dark", width: 1280, dark: true },
];
/** Each width and each scheme once; all four when there is time for it. */
const LOOKS =
  process.env.FAIRLEAD_LONG === "1"
    ? ALL_LOOKS
    : ALL_LOOKS.filter(({ name }) => name === "390" || name === "1280-dark");

const browser = await openBrowser("chromium");
let server: RunningServer;

beforeAll(async () => {
  if ("missing" in browser) return;
  server = await startServer({ parameters: ["--until", "2017-04-07"] });
});

afterAll(async () => {
  if ("missing" in browser) return;
  await browser.close();
  await server?.stop();
});

/**
 * One state of a page in every look. Turned round, its colours are the same, and are not measured again.
 * @returns what is wrong with it, beside what the picture shows.
 */
async function portray(
  page: Page,
  name: string,
  least: "all" | "serious" | "layout",
  looks = LOOKS,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const look of looks) {
    await page.setViewportSize({ width: look.width, height: look.width < 700 ? 844 : 900 });
    await page.emulateMedia({ colorScheme: look.dark ? "dark" : "light" });
    // A header that stays in sight would stand in the middle of a picture of the whole page.
    await page.evaluate(() => scrollTo(0, 0));
    await takePicture(page, `${name}-${look.name}`);
    // Turned round, a wide screen has the names and roles that it has anyhow: there it is whether everything finds room.
    const isRead = least !== "layout" || look.width < 700;
    const found = [...(await sideways(page)), ...(isRead ? await axe(page, least) : [])];
    if (least !== "all" && (await endless(page))) found.push("the window scrolls below its screen");
    wrong.push(...found.map((each) => `${name} ${look.name}: ${each}`));
  }
  return wrong;
}

/** The console's columns scroll by themselves; its window never does. */
const endless = (page: Page): Promise<boolean> =>
  page.evaluate(() => innerWidth > 760 && document.documentElement.scrollHeight > innerHeight);

const complaints = (watched: Watched): string[] => [...watched.faults(), ...watched.elsewhere()];

describe("the caller's page", () => {
  it.for(LANGUAGES)("from the first page to a reply, in %s", async (language, test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const caller = await openCallerPage(browser, server.callerPage, { language, width: 390 });
    const { page } = caller;
    const { text, where, answer, standing } = LETTERS[language];
    const wrong: string[] = [];
    const portrayed = async (step: string) => {
      wrong.push(...(await portray(page, `caller/${language}-${step}`, "all")));
    };
    await portrayed("1-first");
    await caller.ask({ danger: "soon", need: "leave", where, adult: "yes", text });
    await portrayed("2-asking");
    const words = await caller.send();
    await portrayed("3-sent");
    await caller.prove(words);
    await portrayed("4-done");

    const operator = await openDesk(browser, server, "operator");
    await operator.goTo("Queue");
    await operator.thread(text.slice(0, 12)).click();
    await operator.button("Answer this thread").click();
    await operator.button("Release").waitFor();
    await operator.page.getByLabel("Can be read").selectOption({ index: 1 });
    await operator.answer(standing);
    await operator.page.getByLabel("Can be read").selectOption({ index: 0 });
    await operator.page.getByLabel("Sign of life asked for").selectOption({ index: 1 });
    await operator.answer(answer);
    wrong.push(...complaints(operator.watched));
    await operator.close();

    await page.goto(server.callerPage);
    await caller.button("first.back").click();
    await portrayed("5-back");
    await caller.typeWords(words);
    await page.getByText(answer).waitFor();
    await portrayed("6-mailbox");
    await caller.button("mailbox.danger").click();
    await page.getByText(caller.say("mailbox.sent.danger")).waitFor();
    await portrayed("7-tapped");
    expect([...wrong, ...complaints(caller.watched)]).toEqual([]);
    await page.context().close();
  });

  it.for(LANGUAGES)("without script, in %s", async (language, test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const say = sayIn(language);
    // Axe is a script itself: the same pages are asked for by a browser that runs some, without ours.
    const page = await browser.newPage({ language, width: 390 });
    const watched = await watch(page, server.callerPage);
    await page.goto(new URL(`${language}/write`, server.callerPage).href);
    const wrong = await portray(page, `caller/${language}-without-1-first`, "all");
    // A form that comes back within two seconds was filled in by no person, and is refused. [MB9]
    const asAPersonWould = () =>
      expect.poll(() => page.evaluate(() => performance.now()), { timeout: 20_000 }).toBeGreaterThan(3_000);
    await fillForm(page, say, { danger: "now", text: LETTERS[language].text });
    await asAPersonWould();
    await callerAt(page, language, watched).button("plain.send").click();
    await page.getByText(say("digits.seen")).waitFor();
    const digits = await page.locator("#code").textContent();
    wrong.push(...(await portray(page, `caller/${language}-without-2-sent`, "all")));
    await page.getByRole("link", { name: say("page.home") }).click();
    await asAPersonWould();
    await page.getByLabel(say("plain.digits")).fill(digits ?? "");
    await callerAt(page, language, watched).button("plain.open").click();
    await page.getByText(say("digits.sees")).waitFor();
    wrong.push(...(await portray(page, `caller/${language}-without-3-mailbox`, "all")));
    expect([...wrong, ...complaints(watched)]).toEqual([]);
    await page.context().close();
  });
});

/** The console in whatever language: by what it leads to, not by what it is called. */
const goTo = async (page: Page, path: string) => {
  await page.locator(`nav a[href="${path}"]`).click();
  await page.locator("main h1").waitFor();
};

describe("the console", () => {
  const screens = async (page: Page, portrayed: (screen: string) => Promise<void>) => {
    await goTo(page, "/");
    await portrayed("1-today");
    await page.locator(".on-duty a").click();
    await page.locator(".duty-page table").waitFor();
    await portrayed("1-duty");
    await goTo(page, "/queue");
    await portrayed("2-queue");
    await page.locator(".thread-row").first().click();
    await page.getByRole("log").waitFor();
    await portrayed("3-thread");
    await page.locator('.queue-foot a[href="/texts"]').click();
    await page.locator("main h1").waitFor();
    // Taken over once in this organisation; whoever comes second finds them there.
    const take = page.locator(".suggestions > .row > .button").first();
    if (await take.isVisible()) await take.click();
    await page.locator(".texts article .button").first().waitFor();
    await portrayed("3-texts");
    await goTo(page, "/queue");
    await page.locator(".thread-row").first().click();
    await page.getByRole("log").waitFor();
    await page.keyboard.press("Alt+t");
    await page.getByRole("dialog").getByRole("combobox").fill("first answer");
    await portrayed("3-templates");
    await page.keyboard.press("Enter");
    // The gap is chosen: what is typed takes its place.
    await page.locator(".answer .found").first().waitFor();
    await page.keyboard.type("How many are you?");
    expect(await page.locator(".answer textarea").inputValue()).toContain("How many are you?.");
    await portrayed("3-gaps");
    await goTo(page, "/cases");
    await portrayed("4-cases");
    await page.locator(".case-row").first().click();
    for (const [index, tab] of (await page.getByRole("tab").all()).entries()) {
      await tab.click();
      await portrayed(`5-case-${index + 1}`);
    }
    await goTo(page, "/decisions");
    await portrayed("6-decisions");
    await goTo(page, "/figures");
    await page.locator(".step-chart").waitFor();
    await portrayed("7-figures");
    await goTo(page, "/people");
    await portrayed("8-people");
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").getByRole("combobox").fill("r");
    await portrayed("9-palette");
    await page.keyboard.press("Escape");
  };

  // The second language shows longer words, not other faults: it is looked at with --long.
  it.for(process.env.FAIRLEAD_LONG === "1" ? (["en", "ru"] as const) : (["en"] as const))(
    "every screen, in %s",
    async (language, test) => {
      if ("missing" in browser) return test.skip(browser.missing);
      const desk = await openDesk(browser, server, "coordinator");
      const { page } = desk;
      await page.getByLabel("Language").selectOption(language);
      const wrong: string[] = [];
      await screens(page, async (screen) => {
        wrong.push(...(await portray(page, `console/${language}-${screen}`, "serious")));
      });
      await page.locator(".lock-now").click();
      await page.getByRole("textbox").waitFor();
      wrong.push(...(await portray(page, `console/${language}-0-locked`, "serious")));
      expect([...wrong, ...complaints(desk.watched)]).toEqual([]);
      await desk.close();
    },
  );

  it("right to left", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const desk = await openDesk(browser, server, "coordinator");
    const { page } = desk;
    await page.evaluate(() => {
      document.documentElement.dir = "rtl";
    });
    const wrong: string[] = [];
    const looks = ALL_LOOKS.filter(({ dark }) => !dark);
    await screens(page, async (screen) => {
      wrong.push(...(await portray(page, `console/rtl-${screen}`, "layout", looks)));
    });
    expect([...wrong, ...complaints(desk.watched)]).toEqual([]);
    await desk.close();
  });

  it("a screen that fails leaves the others usable", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const desk = await openDesk(browser, server, "coordinator");
    await desk.goTo("Today");
    await desk.page.route("**/a/step-chart*", (route) => route.abort());
    await desk.page.locator('nav a[href="/figures"]').click();
    await desk.page.getByRole("heading", { name: "This screen failed" }).waitFor();
    await takePicture(desk.page, "console/failed-1280");
    await desk.goTo("People");
    expect(await desk.page.getByRole("alert").count()).toBe(0);
    await desk.close();
  });

  it.for(["communications", "administrator"])("the smaller desk of %s", async (role, test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const desk = await openDesk(browser, server, role);
    const { page } = desk;
    const wrong: string[] = [];
    const places = await page.locator("nav a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    for (const path of places) {
      await goTo(page, path ?? "/");
      if (path === "/figures") await page.locator(".step-chart").waitFor();
      const screen = path === "/" ? "today" : path?.slice(1);
      wrong.push(...(await portray(page, `console/${role}-${screen}`, "serious")));
    }
    expect([...wrong, ...complaints(desk.watched)]).toEqual([]);
    await desk.close();
  });
});
