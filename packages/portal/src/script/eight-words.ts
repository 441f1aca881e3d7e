/** Words as they are shown, covered and asked back. */
import type { Random } from "@fairlead/protocol/seal";
import { showNote } from "./note.ts";
import { make, type Page } from "./page.ts";
import { isWord } from "./words.ts";

/** Words that stand on the screen until two of them were typed back. */
export type Shown = {
  words: readonly string[];
  asked: readonly [number, number];
  covered: boolean;
  wrong: boolean;
};

/** What the hand does with them. */
export type Check = {
  cover: () => void;
  uncover: () => void;
  check: (first: string, second: string) => void;
};

/** Two different places among the eight, in their order. */
export const twoOf = (random: Random): readonly [number, number] => {
  const [a = 0, b = 0] = random(2);
  const first = a % 8;
  const second = (first + 1 + (b % 7)) % 8;
  return first < second ? [first, second] : [second, first];
};

export const showWords = (list: HTMLElement, words: readonly string[]): void => {
  if (list.childElementCount === words.length && list.textContent?.includes(words[0] ?? "")) return;
  list.replaceChildren(
    ...words.map((word, index) => make("li", "", make("small", "", String(index + 1)), make("b", "", word))),
  );
};

export const showEight = (page: Page, step: HTMLElement, { words, asked, covered, wrong }: Shown): void => {
  const list = step.querySelector<HTMLElement>(".words");
  const show = step.querySelector<HTMLElement>(".show");
  if (list === null || show === null) return;
  showWords(list, words);
  list.classList.toggle("covered", covered);
  show.hidden = !covered;
  for (const [index, label] of step.querySelectorAll("form label").entries())
    label.textContent = page.say("sent.word", { n: (asked[index] ?? 0) + 1 });
  showNote(step.querySelector("form") ?? step, wrong ? page.say("sent.wrong") : null);
  // Wrong answers are taken out: the next key pressed covers the words again.
  if (wrong && !covered) {
    for (const field of step.querySelectorAll("input")) field.value = "";
    list.scrollIntoView({ block: "center" });
  }
};

export const connectCheck = (step: HTMLElement, { cover, uncover, check }: Check): void => {
  const form = step.querySelector("form");
  step.querySelector(".show")?.addEventListener("click", uncover);
  form?.addEventListener("input", cover);
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const [first, second] = [...form.querySelectorAll("input")].map((field) => field.value);
    check(first ?? "", second ?? "");
  });
};

/** Whether both were right. */
export const areRight = ({ words, asked }: Shown, first: string, second: string): boolean =>
  isWord(first, words[asked[0]] ?? "") && isWord(second, words[asked[1]] ?? "");
