/** What is heard and felt without eyes: the tree that a screen reader reads, and where the Tab key goes. */
import type { Page } from "playwright-core";

/** Roles that are used by hand and so need a name. A `details` is a group too, named by its summary. */
const NAMELESS = /^\s*- '?(button|link|textbox|radio|checkbox|progressbar)(?! ")/;

/** @returns what makes no sense when read aloud; empty when all does. */
export async function unheard(page: Page): Promise<string[]> {
  const lines = (await page.locator("body").ariaSnapshot()).split("\n");
  const headings = lines.flatMap((line) => /- '?heading(?: "(.*)")? \[level=(\d)\]/.exec(line) ?? []);
  const faults = lines.filter((line) => NAMELESS.test(line)).map((line) => `no name:${line}`);
  const levels: number[] = [];
  for (let at = 0; at < headings.length; at += 3) {
    if (!headings[at + 1]) faults.push(`an empty heading: ${headings[at]}`);
    levels.push(Number(headings[at + 2]));
  }
  // One first heading, at the beginning; no level is left out below it.
  const skips = levels.some((level, at) => (at === 0 ? level !== 1 : level < 2 || level > (levels[at - 1] ?? 0) + 1));
  if (levels.length === 0 || skips) faults.push(`headings of level ${levels.join(", ")}`);
  const silent = await page.evaluate(() => {
    const isShown = (element: Element) => element.checkVisibility();
    const name = (element: Element) => `${element.tagName}#${element.id} ${element.textContent?.slice(0, 40)}`;
    const groups = [...document.querySelectorAll("fieldset")].filter(isShown);
    const said = [...document.querySelectorAll("main .note, main .said, main .seal")].filter(isShown);
    const statuses = [...document.querySelectorAll("main [role=status]")];
    return [
      ...groups
        .filter((group) => !group.querySelector("legend")?.textContent)
        .map((group) => `no legend: ${name(group)}`),
      ...said
        .filter((each) => !each.closest("[role=status], [role=alert]"))
        .map((each) => `not read out: ${name(each)}`),
      // It has to stand there before it has anything to say.
      ...statuses.filter((each) => each.matches("[hidden]")).map((each) => `comes with its text: ${name(each)}`),
    ];
  });
  return [...faults, ...silent];
}

/** @returns where the Tab key does not go as the eye reads, or does not go at all; empty when all is in reach and order. */
export async function untabbed(page: Page): Promise<string[]> {
  const { order, faults } = await page.evaluate(() => {
    const found = document.querySelectorAll<HTMLElement>("a[href], button, summary, input, textarea");
    const canBeReached = (element: HTMLElement) =>
      element.checkVisibility() && !element.matches(":disabled, [type=radio]:not(:checked)");
    const reachable = [...found].filter(canBeReached);
    const name = (element: HTMLElement) =>
      element.id || element.getAttribute("name") || (element.textContent ?? "").trim().slice(0, 40);
    const faults: string[] = [];
    const rightToLeft = document.dir === "rtl";
    const inMain = reachable.filter((element) => element.closest("main") !== null);
    for (const [at, element] of inMain.entries()) {
      const [before, here] = [inMain[at - 1]?.getBoundingClientRect(), element.getBoundingClientRect()];
      if (before === undefined) continue;
      const isFurther = rightToLeft ? here.right < before.right : here.left > before.left;
      if (here.top < before.bottom - 1 && !isFurther) faults.push(`${name(element)} stands before what comes first`);
    }
    const leave = reachable.findIndex(({ id }) => id === "leave");
    if (leave < 0 || leave > 1) faults.push(`Leave quickly comes as number ${leave + 1}`);
    const { top = -1, bottom = 0 } = document.getElementById("leave")?.getBoundingClientRect() ?? {};
    if (top < 0 || bottom > innerHeight) faults.push("Leave quickly is not in sight");
    const felt: string[] = [];
    document.body.dataset.felt = "";
    const feel = ({ target }: FocusEvent) => {
      felt.push(name(target as HTMLElement));
      document.body.dataset.felt = JSON.stringify(felt);
    };
    document.addEventListener("focusin", feel);
    reachable[0]?.focus();
    document.addEventListener("felt", () => document.removeEventListener("focusin", feel), { once: true });
    return { order: reachable.map(name), faults };
  });
  for (let press = 1; press < order.length; press++) await page.keyboard.press("Tab");
  const felt = await page.evaluate(() => {
    document.dispatchEvent(new Event("felt"));
    const { felt = "" } = document.body.dataset;
    delete document.body.dataset.felt;
    return felt;
  });
  return felt === JSON.stringify(order) ? faults : [...faults, `Tab goes ${felt}, not ${JSON.stringify(order)}`];
}
