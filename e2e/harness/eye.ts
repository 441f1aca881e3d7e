/** What an eye would notice before reading a word: a page wider than its screen, a button too small for a thumb. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

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

/** @param least "all", or only what axe calls serious and critical; "layout": of those all but contrast, its slowest rule */
export async function axe(page: Page, least: "all" | "serious" | "layout"): Promise<string[]> {
  // "Legacy" is one call in the page instead of a second page that sums up what frames found: we have none. With only the
  // violations told in full, it takes a fifth of the time on a page of 400 rows.
  const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  const { violations } = await (least === "layout" ? builder.disableRules("color-contrast") : builder).analyze();
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
