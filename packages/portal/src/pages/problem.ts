/** What went wrong, in clear words; the code is for the team and for nobody to be afraid of. */
import { type Html, html } from "./html.ts";
import { answerForm } from "./on-arrival.ts";
import type { Place } from "./place.ts";
import { backForm, type Fresh, writeForm } from "./plain.ts";
import { type Say, sayIn, type Text } from "./say.ts";
import { shell } from "./shell.ts";
import type { Fields } from "./written.ts";

const SAID: Readonly<Record<string, Text>> = {
  FL_BUSY: "problem.busy",
  FL_RATE: "problem.busy",
  FL_QUOTA: "problem.full",
  FL_FULL: "problem.full",
  FL_STORE_FULL: "problem.full",
  FL_BODY_LARGE: "problem.large",
  FL_TOKEN: "problem.token",
  FL_QUESTION: "question.first",
  FL_QUESTION_WRONG: "question.wrong",
  FL_DIGITS: "problem.digits",
  FL_EMPTY: "ask.empty",
  FL_CLOSED: "problem.closed",
  FL_NOT_FOUND: "problem.nothing",
  FL_EXPIRED: "problem.expired",
  FL_ON_ARRIVAL_OFF: "plain.off",
};

/** The text for a code; both the page and its tests ask here. Unknown codes have a calm common text. */
export const textForCode = (code: string): Text => SAID[code] ?? "problem.other";

/** The form that was posted, with a fresh token and what was typed: nothing that somebody wrote is lost. */
export type Again = Readonly<Fresh> &
  (
    | { readonly form: "write"; readonly fields: Fields }
    | { readonly form: "answer"; readonly digits: string; readonly text: string }
    | { readonly form: "back"; readonly digits: string }
  );

const formAgain = (say: Say, place: Place, again: Again, asking: boolean): Html => {
  if (again.form === "write") return writeForm(say, place, { ...again, asking });
  return again.form === "back" ? backForm(say, place, again) : answerForm(say, place, { ...again, asking });
};

/** Nothing went wrong: only a question stands before what was sent. */
const isAsking = (code: string): boolean => code === "FL_QUESTION" || code === "FL_QUESTION_WRONG";

export const problemPage = (place: Place, of: { code: string; again?: Again | null }): string => {
  const say = sayIn(place.language);
  const asking = isAsking(of.code);
  return shell(place, {
    say,
    script: false,
    main: html`
      <h1>${say(asking ? "question.heading" : "problem.heading")}</h1>
      <p>${say(textForCode(of.code), { elsewhere: place.organisation.elsewhere })}</p>
      ${!asking && html`<p class="hint">${say("stop.code")} <b dir="ltr">${of.code}</b></p>`}
      ${of.again !== undefined && of.again !== null && formAgain(say, place, of.again, asking)}
      <p><a href="${place.door}/${place.language}">${say("page.home")}</a></p>
    `,
  });
};
