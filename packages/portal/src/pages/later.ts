/**
 * Steps that few callers need: handing a thread over, a harmless mailbox. They are no part of the page: their HTML travels
 * with the script that works them (`src/later/`), in one language each, and is put in when somebody asks.
 */
import { type Html, html } from "./html.ts";
import type { Language } from "./place.ts";
import { type Say, sayIn, type Text } from "./say.ts";
import { checkForm, heading, note, step } from "./steps.ts";

const backButton = (say: Say, id: string): Html => html`<button id="${id}">${say("later.back")}</button>`;

const handOver = (say: Say): Html =>
  step(
    "hand",
    html`
      ${heading(say("hand.heading"))}
      <p>${say("hand.text")}</p>
      <ul>
        <li>${say("hand.new")}</li>
        <li>${say("hand.unread")}</li>
        <li>${say("hand.same")}</li>
      </ul>
      <div id="hand-before">
        ${note}
        <button class="go" id="hand-make">${say("hand.make")}</button>
      </div>
      <div id="hand-words" hidden>
        <h2 tabindex="-1">${say("hand.words")}</h2>
        <p class="hint">${say("hand.words.hint")}</p>
        <ol class="words" role="list"></ol>
        <button class="show" hidden>${say("sent.show")}</button>
        <p>${say("sent.keep")}</p>
        ${checkForm(say, "h", say("hand.check"))}
        <div role="status"><p class="seal" id="hand-busy" hidden>${say("hand.busy")}</p></div>
      </div>
      ${backButton(say, "hand-back")}
    `,
  );

const handed = (say: Say): Html =>
  step(
    "handed",
    html`
      ${heading(say("handed.heading"))}
      <p>${say("handed.text")}</p>
      <p id="handed-ended">${say("handed.old")}</p>
      <div id="handed-open" hidden>
        <p class="note" role="alert">${say("handed.open")}</p>
        <button class="go" id="handed-try">${say("sealing.try")}</button>
      </div>
      <p>${say("done.text")}</p>
      <p class="hint">${say("sent.lost")}</p>
    `,
  );

const others = (say: Say): Html =>
  step(
    "others",
    html`
      ${heading(say("others.heading"))}
      <p>${say("others.text")}</p>
      <h2>${say("others.can")}</h2>
      <ul>
        <li>${say("others.can.search")}</li>
        <li>${say("others.can.use")}</li>
      </ul>
      <h2>${say("others.cannot")}</h2>
      <ul>
        <li>${say("others.cannot.knows")}</li>
        <li>${say("others.cannot.server")}</li>
        <li>${say("others.cannot.phone")}</li>
      </ul>
      <ol class="words" id="others-words" role="list" tabindex="-1" hidden></ol>
      ${note}
      <button class="go" id="others-make">${say("others.make")}</button>
      <p class="hint">${say("others.keep")}</p>
      ${backButton(say, "others-back")}
    `,
  );

/** What the script of these steps says now and then. */
const SAID: readonly Text[] = ["hand.expired", "voucher.two", "voucher.asking", "voucher.us", "voucher.unknown"];

/** @returns HTML of all later steps in one language */
export const laterSteps = (language: Language): string => {
  const say = sayIn(language);
  const said = SAID.map((text) => html`<p data-say="${text}">${say(text)}</p>`);
  return html`${handOver(say)}${handed(say)}${others(say)}<template id="later-texts">${said}</template>`.text;
};
