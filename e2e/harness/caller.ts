/**
 * A caller at the page, with eyes and a thumb: finds things by the words that stand on them, in any language.
 *
 *     const caller = await openCallerPage(browser, server.callerPage, { language: "ru", width: 390 });
 *     await caller.ask({ danger: "now", text: "…" });
 *     const words = await caller.send();
 */
import { type Language, type Say, sayIn } from "@fairlead/portal/pages";
import type { Locator, Page } from "playwright-core";
import type { OpenBrowser, PageOptions } from "./browsers.ts";
import { type Watched, watch } from "./watch.ts";

/** Keys are made by a million rounds, on two cores that others use too. */
const PATIENCE = 90_000;

export type Wish = {
  danger?: "now" | "soon" | "no" | "unsure";
  need?: "leave" | "shelter" | "doctor" | "papers" | "advice" | "other";
  where?: string;
  adult?: "yes" | "no";
  text: string;
};

export type Caller = {
  page: Page;
  say: Say;
  watched: Watched;
  heading: (text: Parameters<Say>[0], gaps?: Parameters<Say>[1]) => Locator;
  button: (text: Parameters<Say>[0]) => Locator;
  /** From the first page to a filled form. */
  ask: (wish: Wish) => Promise<void>;
  /** Presses send, and waits. @returns the eight words. */
  send: (press?: (button: Locator) => Promise<void>) => Promise<string[]>;
  /** Types the two words that are asked for. */
  prove: (words: readonly string[]) => Promise<void>;
  /** From the first page to the opened mailbox. */
  comeBack: (words: readonly string[]) => Promise<void>;
  typeWords: (words: readonly string[]) => Promise<void>;
  /** Writes in the open mailbox, and waits until the server has it. */
  answer: (text: string) => Promise<void>;
};

type Options = PageOptions & { language: Language };

/** A new private tab with the page in it, ready to seal. */
export async function openCallerPage(browser: OpenBrowser, address: string, options: Options): Promise<Caller> {
  const page = await browser.newPage(options);
  page.setDefaultTimeout(PATIENCE);
  const watched = await watch(page, address);
  await page.goto(address);
  const caller = callerAt(page, options.language, watched);
  await page.getByText(caller.say("status.ready")).waitFor();
  return caller;
}

/** The same hands on a page that stands already. */
export function callerAt(page: Page, language: Language, watched: Watched): Caller {
  const say = sayIn(language);
  const button: Caller["button"] = (text) => page.getByRole("button", { name: say(text), exact: true });
  const heading: Caller["heading"] = (text, gaps) => page.getByRole("heading", { name: say(text, gaps), exact: true });
  const wordField = (n: number) => page.getByRole("textbox", { name: say("sent.word", { n }), exact: true });

  const typeWords: Caller["typeWords"] = async (words) => {
    for (const [index, word] of words.entries()) await wordField(index + 1).fill(word);
    await button("back.open").click();
  };

  return {
    page,
    say,
    watched,
    heading,
    button,
    typeWords,
    ask: async (wish) => {
      await button("first.ask").click();
      await heading("ask.heading").waitFor();
      await fillForm(page, say, wish);
    },
    send: async (press = (send) => send.click()) => {
      await press(button("ask.send"));
      await heading("sent.heading").waitFor();
      const items = await page.getByRole("list").getByRole("listitem").filter({ visible: true }).allInnerTexts();
      return items.map((item) => item.trim().split(/\s+/).at(-1) ?? "");
    },
    prove: async (words) => {
      for (const [index, word] of words.entries())
        if (await wordField(index + 1).isVisible()) await wordField(index + 1).fill(word);
      await button("sent.check.button").click();
      await heading("done.heading").waitFor();
    },
    comeBack: async (words) => {
      await button("first.back").click();
      await typeWords(words);
      await page.getByRole("textbox", { name: say("mailbox.answer"), exact: true }).waitFor();
    },
    answer: async (text) => {
      await page.getByRole("textbox", { name: say("mailbox.answer"), exact: true }).fill(text);
      await button("mailbox.send").click();
      await page.getByText(say("mailbox.sent.answer")).waitFor();
    },
  };
}

/** The questions are the same with script and without. */
export async function fillForm(page: Page, say: Say, wish: Wish): Promise<void> {
  const choose = (question: Parameters<Say>[0], answer: Parameters<Say>[0]) =>
    page
      .getByRole("group", { name: say(question) })
      .getByRole("radio", { name: say(answer), exact: true })
      .check();
  if (wish.danger) await choose("ask.danger", `ask.danger.${wish.danger}`);
  if (wish.need) await choose("ask.need", `ask.need.${wish.need}`);
  if (wish.where) await page.getByRole("textbox", { name: say("ask.where") }).fill(wish.where);
  if (wish.adult) await choose("ask.adult", `ask.adult.${wish.adult}`);
  await page.getByRole("textbox", { name: say("ask.text"), exact: true }).fill(wish.text);
}
