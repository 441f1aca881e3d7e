/** What an eye would notice before reading a word: a page wider than its screen, a button too small for a thumb. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { takePicture } from "./browsers.ts";

const LONG = process.env.FAIRLEAD_LONG === "1";
const HEIGHTS: Record<number, number> = { 390: 844, 1280: 900 };
/** Each width and each scheme once; with --long every pair. */
const LOOKS = [
  { name: "390", width: 390, dark: false, always: true },
  { name: "390-dark", width: 390, dark: true, always: false },
  { name: "1280", width: 1280, dark: false, always: false },
  { name: "1280-dark", width: 1280, dark: true, always: true },
].filter(({ always }) => always || LONG);

/**
 * One screen as everybody meets it: on a telephone and at a desk, by day and by night; and a console's from the right as
 * well. What it is to whoever cannot see it is asked once, its colours in both schemes. With --long a picture of each look
 * is in e2e/pictures/.
 *
 * @param least what counts of axe's findings; "serious" for the console, of which nobody looks at a window that scrolls
 * @returns what is wrong with it. It stands at 1280 pixels afterwards.
 */
export async function lookOver(page: Page, name: string, least: "all" | "serious" = "serious"): Promise<string[]> {
  const wrong: string[] = [];
  const layout = async (look: string) => {
    // Whatever follows the width has followed it in the next frame.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    if (LONG) {
      // A header that stays in sight would stand in the middle of a picture of the whole page.
      await page.evaluate(() => scrollTo(0, 0));
      await takePicture(page, `${name}-${look}`);
    }
    wrong.push(...(await sideways(page)).map((each) => `${name} ${look}: ${each}`));
    if (least === "serious" && (await endless(page)))
      wrong.push(`${name} ${look}: the window scrolls below its screen`);
  };
  for (const [at, { name: look, width, dark }] of LOOKS.entries()) {
    await page.setViewportSize({ width, height: HEIGHTS[width] ?? 0 });
    await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
    await layout(look);
    const found = await axe(page, at === 0 || LONG ? least : "colours");
    wrong.push(...found.map((each) => `${name} ${look}: ${each}`));
    if (least === "all") continue;
    // The catalogues have no such language yet; the screens have to hold when one comes.
    const from = await page.evaluate(() => document.documentElement.dir);
    const turn = (dir: string) => page.evaluate((to) => document.documentElement.setAttribute("dir", to), dir);
    await turn("rtl");
    await layout(`${look}-rtl`);
    await turn(from);
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize({ width: 1280, height: 900 });
  return wrong;
}

/** The console's columns scroll by themselves; its window never does. */
const endless = (page: Page): Promise<boolean> =>
  page.evaluate(() => innerWidth > 760 && document.documentElement.scrollHeight > innerHeight);

/** @returns by how many pixels the page scrolls sideways, and what sticks out; empty when nothing does. */
export function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const over = document.documentElement.scrollWidth - room;
    if (over <= 0) return [];
    const wide = [...document.querySelectorAll("body *")].filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 0 && (right > room + 0.5 || left < -0.5);
    });
    const name = (element: Element) => `${element.tagName}${element.id && `#${element.id}`} ${element.className}`;
    return [`${over} px too wide`, ...wide.slice(0, 5).map(name)];
  });
}

/** @returns text that is cut at its own box's edge, or sticks out of it */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const cut: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      // A box around words: what stands in a line has none of its own; what is only heard is cut on purpose.
      let box = text.parentElement;
      while (box !== null && getComputedStyle(box).display === "inline") box = box.parentElement;
      if (box === null || text.textContent?.trim() === "" || box.matches(".only-heard, noscript, script, style"))
        continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const [words, edge] = [range.getBoundingClientRect(), box.getBoundingClientRect()];
      if (words.width === 0) continue;
      const out = Math.max(edge.left - words.left, words.right - edge.right, words.bottom - edge.bottom - 4);
      if (out > 1) cut.push(`${text.textContent?.slice(0, 40)}: ${Math.round(out)} px`);
    }
    return cut;
  });
}

/** @returns what can be pressed and is lower than 44 px; a link inside a sentence may be. */
export function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const pressable = document.querySelectorAll("button, summary, a, textarea, input, label:has(input)");
    return [...pressable]
      .filter((element) => !(element.matches("label input") || element.matches("[type=hidden]")))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && box.height < 44)
      .map(({ element, box }) => `${element.outerHTML.slice(0, 80)}: ${Math.round(box.height)} px`);
  });
}

/** While `act` is done text is twice as large, as a browser's own setting makes it. */
export async function withLargeText(page: Page, act: () => Promise<void>): Promise<void> {
  await page.evaluate(() => {
    const { documentElement } = document;
    documentElement.style.fontSize = `${2 * Number.parseFloat(getComputedStyle(documentElement).fontSize)}px`;
  });
  await act();
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "";
  });
}

type RunOptions = Parameters<AxeBuilder["options"]>[0];
type Axe = { run(page: Document, options: RunOptions): ReturnType<AxeBuilder["analyze"]> };

/** @param least "all", or only what axe calls serious and critical; "colours": contrast alone */
export async function axe(page: Page, least: "all" | "serious" | "colours"): Promise<string[]> {
  const options: RunOptions = {
    // With only the violations told in full, it takes a fifth of the time on a page of 400 rows.
    resultTypes: ["violations"],
    ...(least === "colours" ? { runOnly: { type: "rule", values: ["color-contrast"] } } : {}),
  };
  const again = (asked: RunOptions) => (globalThis as { axe?: Axe }).axe?.run(document, asked) ?? null;
  // Half a megabyte of script, read once a page. "Legacy" is one call in the page instead of a second page that sums up
  // what frames found: we have none.
  const { violations } =
    (await page.evaluate(again, options)) ??
    (await new AxeBuilder({ page }).setLegacyMode().options(options).analyze());
  return violations
    .filter(({ impact }) => least === "all" || impact === "serious" || impact === "critical")
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map(({ html }) => html.slice(0, 120))
          .slice(0, 3)
          .join(" ¦ ")}`,
    );
}
