/**
 * A member at the console, in English: unlocks it, goes to a screen, fills a dialog.
 *
 *     const plover = await openDesk(browser, server, "operator");
 *     await plover.goTo("Queue");
 *     await plover.thread("Я пишу из").click();
 */
import type { Locator, Page } from "playwright-core";
import type { OpenBrowser, PageOptions } from "./browsers.ts";
import type { Announcement } from "./server.ts";
import { type Watched, watch } from "./watch.ts";

const PATIENCE = 90_000;

export type Screen =
  | "Today"
  | "Queue"
  | "Decisions"
  | "Not sent"
  | "Cases"
  | "Given to you"
  | "Interpreting"
  | "Figures"
  | "Rota and bells"
  | "People";

export type Desk = {
  page: Page;
  handle: string;
  watched: Watched;
  button: (name: string | RegExp) => Locator;
  text: (text: string | RegExp) => Locator;
  /** Waits until this stands somewhere on the screen. */
  sees: (text: string | RegExp) => Promise<void>;
  goTo: (screen: Screen) => Promise<void>;
  /** A row of the queue by its name, or by the caller's first words while nobody has claimed it. */
  thread: (words: string) => Locator;
  /** From the list of cases into one. */
  openCase: (alias: string) => Promise<void>;
  /** On the page *Search*. */
  search: (words: string) => Promise<void>;
  tab: (
    name:
      | "Contact"
      | "Threat"
      | "Needs"
      | "Identity"
      | "Plan"
      | "Consents"
      | "Decisions"
      | "Moves and places"
      | "Tickets",
  ) => Promise<void>;
  /** Opens a dialog by a button, fills it, sends it, and waits until it has closed. @throws with what it was refused for */
  fill: (opener: string | RegExp, act: (dialog: Locator) => Promise<void>, submit: string) => Promise<void>;
  /** Seals an answer in the thread or case that is open. */
  answer: (text: string) => Promise<void>;
  unlock: () => Promise<void>;
  close: () => Promise<void>;
};

type At = Pick<Announcement, "console" | "members">;

/** @param who a handle, or a role: its first member then */
export async function openDesk(browser: OpenBrowser, at: At, who: string, options: PageOptions = {}): Promise<Desk> {
  const page = await browser.newPage(options);
  page.setDefaultTimeout(PATIENCE);
  const watched = await watch(page, at.console);
  await page.goto(at.console);
  const desk = deskAt(page, at, who, watched);
  await desk.unlock();
  return desk;
}

export function deskAt(page: Page, at: At, who: string, watched: Watched): Desk {
  const member = at.members.find(({ handle, role }) => handle === who || role === who);
  if (member === undefined) throw new Error(`nobody here is called ${who}`);
  const button: Desk["button"] = (name) => page.getByRole("button", { name, exact: true });
  const screens = page.getByRole("navigation", { name: "Screens" });
  const goTo: Desk["goTo"] = async (screen) => {
    await screens.getByRole("link", { name: new RegExp(`^${screen}`) }).click();
    await page.getByRole("heading", { name: screen, level: 1, exact: true }).waitFor();
  };
  return {
    page,
    handle: member.handle,
    watched,
    button,
    text: (text) => page.getByText(text),
    sees: async (text) => {
      try {
        await page.getByText(text).filter({ visible: true }).first().waitFor();
      } catch (cause) {
        // People here are invented: what stands there instead is what explains it.
        throw new Error(`${member.handle} does not see it, but:\n${await page.locator("body").ariaSnapshot()}`, {
          cause,
        });
      }
    },
    goTo,
    thread: (words) =>
      page.getByRole("region", { name: "Threads, most pressing first" }).getByRole("link").filter({ hasText: words }),
    openCase: async (alias) => {
      await goTo("Cases");
      await page.getByRole("main").getByRole("link").filter({ hasText: alias }).click();
      await page.getByRole("heading", { name: alias, level: 1, exact: true }).waitFor();
    },
    search: async (words) => {
      await goTo("Cases");
      await page.getByRole("main").getByRole("link", { name: "Search", exact: true }).click();
      await page.getByRole("searchbox").fill(words);
      await page.locator("[data-answers]").getByText(/./).first().waitFor();
    },
    tab: (name) => page.getByRole("tab", { name: new RegExp(`^${name}`) }).click(),
    fill: async (opener, act, submit) => {
      await button(opener).click();
      const dialog = page.getByRole("dialog");
      await act(dialog);
      await dialog.getByRole("button", { name: submit, exact: true }).click();
      const refused = dialog.getByRole("alert");
      await Promise.race([dialog.waitFor({ state: "detached" }), refused.waitFor().catch(() => {})]);
      if (await refused.isVisible()) throw new Error(`refused: ${await refused.textContent()}`);
    },
    answer: async (text) => {
      const box = page.getByRole("textbox", { name: "Answer", exact: true });
      await box.fill(text);
      await button("Seal and send").click();
      await page.getByRole("log").getByText(text).waitFor();
    },
    unlock: async () => {
      await page.getByRole("textbox", { name: "Phrase" }).fill(member.phrase);
      await button("Open").click();
      await screens.waitFor();
    },
    close: () => page.context().close(),
  };
}
