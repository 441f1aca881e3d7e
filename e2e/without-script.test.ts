/**
 * The way without script [MB6]: told honestly before the first word, encrypted on arrival, marked for ever. And the
 * same way from a browser that has script but no keys to offer.
 */
import { sayIn } from "@fairlead/portal/pages";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, UNSAFE_NAME } from "./harness/browsers.ts";
import { openDesk } from "./harness/desk.ts";
import { startSeason } from "./harness/season.ts";
import type { RunningServer } from "./harness/server.ts";

const say = sayIn("en");
const ANSWER = "We read you. Stay where you are until six, then come back here.";
const SECOND_LETTER = "I am still here and nobody has come.";

let server: RunningServer;
beforeAll(async () => {
  server = await startSeason();
});
afterAll(async () => {
  await server?.stop();
});

describe.for(["chromium", "firefox"] as const)("without script, in %s", async (name) => {
  const browser = await openBrowser(name);
  const opening = `An old ${name} runs nothing`;
  const letter = `${opening}, and I write to you all the same.`;
  let digits: string;

  afterAll(async () => {
    if ("close" in browser) await browser.close();
  });

  // Where no script runs, nobody can tell Playwright that a place holds still: typed and pressed without asking.
  // And typed slowly: a form that comes back within two seconds was read by nobody, and is not taken. [MB9]
  const type = (page: Page, label: string, text: string) =>
    page
      .getByRole("textbox", { name: label, exact: true })
      .filter({ visible: true })
      .pressSequentially(text, { delay: Math.ceil(2_500 / text.length) });
  const press = (page: Page, button: string) =>
    page.getByRole("button", { name: button, exact: true }).filter({ visible: true }).click({ force: true });
  const openMailbox = async (): Promise<Page> => {
    if ("missing" in browser) throw new Error(browser.missing);
    const page = await browser.newPage({ width: 390, language: "en", javaScript: false });
    await page.goto(server.callerPage);
    await type(page, say("plain.digits"), digits);
    await press(page, say("plain.open"));
    await page.getByText(say("plain.status")).waitFor();
    return page;
  };

  it("is said before the first field, takes the message, gives 21 digits", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const page = await browser.newPage({ width: 390, language: "en", javaScript: false });
    await page.goto(server.callerPage);
    const warning = await page.getByRole("heading", { name: say("plain.heading") }).boundingBox();
    const sees = await page
      .getByRole("paragraph")
      .filter({ hasText: say("plain.text") })
      .boundingBox();
    const field = await page.getByRole("radio").first().boundingBox();
    expect(warning?.y).toBeLessThan(sees?.y ?? 0);
    expect(sees?.y).toBeLessThan(field?.y ?? 0);
    // What only works with script is not offered.
    expect(await page.getByRole("button", { name: say("first.ask") }).count()).toBe(0);

    await page
      .getByRole("group", { name: say("ask.danger") })
      .getByRole("radio", { name: say("ask.danger.soon"), exact: true })
      .click({ force: true });
    await type(page, say("ask.text"), letter);
    await press(page, say("plain.send"));
    await page.getByRole("heading", { name: say("sent.heading") }).waitFor();
    await page.getByText(say("digits.seen")).waitFor();
    const code = await page.getByText(/^\s*9\d\d( \d{3}){6}\s*$/).textContent();
    digits = (code ?? "").replace(/\s/g, "");
    expect(digits).toMatch(/^9\d{20}$/);
    expect(new URL(page.url()).search).toBe("");
    await page.context().close();
  });

  it("is marked in the console, and answered there", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const desk = await openDesk(browser, server, "operator");
    await desk.goTo("Queue");
    await desk.thread(opening).filter({ hasText: "server saw it" }).click();
    await desk.page.getByRole("log").getByText(letter).waitFor();
    await desk.sees("encrypted on arrival: the server saw it");
    await desk.button("Answer this thread").click();
    await desk.button("Release").waitFor();
    await desk.answer(ANSWER);

    const page = await openMailbox();
    await page.getByRole("heading", { name: say("mailbox.replies", { n: 1 }) }).waitFor();
    await page.getByText(ANSWER).waitFor();
    await page.waitForTimeout(2_100); // as long as that form wants to be read
    await press(page, say("mailbox.confirm"));
    await page.getByText(say("mailbox.confirmed")).waitFor();
    await page.context().close();

    const again = await openMailbox();
    await again.getByRole("heading", { name: say("mailbox.none") }).waitFor();
    expect(await again.getByText(ANSWER).count()).toBe(0);
    // Said once more before the next word.
    await again.getByText(say("digits.sees")).waitFor();
    await type(again, say("mailbox.answer"), SECOND_LETTER);
    await press(again, say("plain.send"));
    await again.getByText(say("mailbox.sent.answer")).waitFor();

    // The mark stays, on the thread and on each of the caller's messages.
    await desk.page.getByRole("log").getByText(SECOND_LETTER).waitFor();
    expect(await desk.text("encrypted on arrival: the server saw it").count()).toBe(2);
    await desk.page.getByRole("region").getByText("server saw it", { exact: true }).first().waitFor();
    await desk.sees("sealed · read and erased");
    await desk.button("Release").click();
    await desk.close();
  });

  it("words of a sealed mailbox cannot be posted there", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const page = await browser.newPage({ width: 390, language: "en", javaScript: false });
    const posted: string[] = [];
    page.on("request", (request) => {
      if (request.method() === "POST") posted.push(request.url());
    });
    await page.goto(server.callerPage);
    await type(page, say("plain.digits"), "lantern kettle orchard window ribbon saddle violin yard");
    await press(page, say("plain.open"));
    await page.getByRole("heading", { name: say("plain.heading") }).waitFor();
    expect(posted).toEqual([]);
    await page.context().close();
  });

  it("plain http on a name that is not this machine's own: no keys, and the page says so", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const page = await browser.newPage({ width: 390, language: "en" });
    await page.goto(`http://${UNSAFE_NAME}:${server.port}/`);
    expect(await page.evaluate(() => typeof crypto.subtle)).toBe("undefined");
    await page.getByText(say("status.missing")).waitFor();
    expect(await page.getByRole("button", { name: say("first.ask") }).count()).toBe(0);
    await page.getByRole("link", { name: say("status.without") }).click();
    await page.getByRole("heading", { name: say("plain.heading") }).waitFor();
    await page
      .getByRole("textbox", { name: say("ask.text"), exact: true })
      .pressSequentially("One line from an unsafe address.", {
        delay: 100,
      });
    await page.getByRole("button", { name: say("plain.send") }).click();
    await page.getByText(say("digits.seen")).waitFor();
    await page.context().close();
  });
});

describe("without script while a flood is on", async () => {
  const browser = await openBrowser("chromium");

  afterAll(async () => {
    if ("close" in browser) await browser.close();
  });

  it("[MB9] one plain question stands before the button; a wrong answer brings another, and nothing typed is lost", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    // Opened before the flood: its form knows of no question.
    const page = await browser.newPage({ width: 320, language: "en", javaScript: false });
    await page.goto(server.callerPage);
    const text = "I am behind the invented bakery and cannot stay.";
    const box = () => page.getByRole("textbox", { name: say("ask.text"), exact: true }).filter({ visible: true });
    await box().pressSequentially(text, { delay: 20 });
    await flood();
    await page
      .getByRole("button", { name: say("plain.send"), exact: true })
      .filter({ visible: true })
      .click({ force: true });
    await page.getByRole("heading", { name: say("question.heading") }).waitFor();
    const field = page.locator("#n-plain");
    await field.pressSequentially("a word that is no answer", { delay: 100 });
    await page.keyboard.press("Enter");
    await page.getByText(say("question.wrong")).waitFor();
    // Focus is where the answer goes, described by why it is asked; nothing is wider than the smallest screen.
    expect(await page.locator("#n-plain:focus").count()).toBe(1);
    const question = (await page.locator('label[for="n-plain"]').textContent()) ?? "";
    expect(await page.getByRole("textbox", { name: question, exact: true }).count()).toBe(1);
    expect((await field.boundingBox())?.width).toBeLessThanOrEqual(320 - 2 * 16);
    await field.fill(answered(question));
    await page.waitForTimeout(2_100); // as long as that form wants to be read, be the answer a single digit
    await page.keyboard.press("Enter");
    await page.getByText(say("digits.seen")).waitFor();
    const desk = await openDesk(browser, server, "operator");
    await desk.goTo("Queue");
    await desk.thread("I am behind the invented bakery").click();
    await desk.page.getByRole("log").getByText(text).waitFor();
    await desk.close();
    await page.context().close();
  });

  /** As a script would: each form eight times, none of them read. */
  async function flood(): Promise<void> {
    const forms = await Promise.all(
      Array.from({ length: 8 }, async () => (await fetch(`${server.callerPage}en/write`)).text()),
    );
    const tokens = forms.map((form) => /name="token" value="([^"]+)"/.exec(form)?.[1] ?? "");
    expect(tokens).not.toContain("");
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    const digits = `9${"7".repeat(20)}`;
    const post = (token: string) =>
      fetch(`${server.callerPage}en/back`, { method: "POST", body: new URLSearchParams({ token, digits }) });
    await Promise.all(tokens.flatMap((token) => Array.from({ length: 8 }, () => post(token))));
  }
});

/** By the texts alone, as whoever reads them does. */
function answered(question: string): string {
  const words = (question.split(": ")[1] ?? "").replace("?", "").split(", ");
  const [, quoted = ""] = /“(\w+)”/.exec(question) ?? [];
  const opposites = say("question.opposites")
    .split(" ")
    .map((pair) => pair.split(/[:/]/));
  const numbers = say("question.numbers").split(" ");
  const position = ["first", "second", "third", "fourth"].findIndex((nth) => question.startsWith(`Type the ${nth} `));
  if (position >= 0) return words[position] ?? "";
  if (words.length > 1) return String(words.filter((word) => word === quoted).length);
  if (quoted !== "") return opposites.find(([word]) => word === quoted)?.[1] ?? "";
  return String(question.split(/\W+/).reduce((sum, word) => sum + Math.max(0, numbers.indexOf(word)), 0));
}
