/** The note of a step: what went wrong, in the page's own words. */
import type { Page } from "./page.ts";
import type { Trouble } from "./state.ts";

export const sayTrouble = (page: Page, trouble: Trouble): string =>
  page.say(trouble === "empty" ? "ask.empty" : `problem.${trouble}`);

/** Puts a text into the step's note, or hides it. */
export const showNote = (step: HTMLElement, text: string | null): void => {
  // Not what a part of the step says for itself: a voucher, a file.
  const note = step.querySelector<HTMLElement>(":not(#files) > .note[role]");
  if (note === null) return;
  note.hidden = text === null;
  if (note.textContent !== text) note.textContent = text ?? "";
};
