/**
 * The steps of the sealed way, hidden until the script shows one at a time, and every text that it may have to say.
 *
 * The script has no catalogue: what it says stands here already, in the language of the page. Elements are found by
 * `id` or `data-say`; `src/script/screen.ts` is the other half of this agreement.
 */
import { type Html, html } from "./html.ts";
import type { Place } from "./place.ts";
import { questions } from "./questions.ts";
import type { Say, Text } from "./say.ts";
import { LIMITS } from "./written.ts";

const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8];
const WORD = html`autocomplete="off" autocapitalize="off" autocorrect="off" spellcheck="false"`;

export const step = (id: string, inner: Html): Html => html`<section class="step" id="${id}" hidden>${inner}</section>`;
export const heading = (text: string): Html => html`<h1 tabindex="-1">${text}</h1>`;
/** An alert is read out when it appears. A status is not: what holds it stands there before, empty. */
export const note = html`<p class="note" role="alert" hidden></p>`;

/** Where it is pressed, the one place for files follows it. */
const addFile = (say: Say): Html => html`<button type="button" data-file>${say("file.add")}</button>`;

const ask = (say: Say): Html =>
  step(
    "ask",
    html`
      ${heading(say("ask.heading"))}
      <p class="hint">${say("ask.lead")}</p>
      <form id="ask-form" autocomplete="off">
        ${questions(say, "a-")}
        <details>
          <summary>${say("voucher.ask")}</summary>
          <p>
            <label for="a-voucher">${say("voucher.words")}</label>
            <small id="a-voucher-hint">${say("voucher.hint")}</small>
            <input id="a-voucher" name="voucher" maxlength="60" aria-describedby="a-voucher-hint" ${WORD}>
          </p>
          <button type="button" data-later="voucher">${say("voucher.check")}</button>
          <div role="status"><p class="note" id="voucher-said" hidden></p></div>
        </details>
        <p class="hint">${say("ask.files")}</p>
        ${addFile(say)}
        ${note}
        <button class="go">${say("ask.send")}</button>
      </form>
    `,
  );

const expired = (say: Say, place: Place): Html =>
  step(
    "expired",
    html`
      ${heading(say("expired.heading"))}
      <p id="expired-since">${say("expired.text")}</p>
      <p><b>${say("expired.ways", { elsewhere: place.organisation.elsewhere })}</b></p>
      <button id="expired-anyway">${say("expired.anyway")}</button>
    `,
  );

const sealing = (say: Say): Html =>
  step(
    "sealing",
    html`
      ${heading(say("sealing.heading"))}
      <p>${say("sealing.lead")}</p>
      <ol class="rings" role="list">
        ${(["keys", "sealed", "work", "sent"] as const).map(
          (part) => html`<li data-part="${part}">${say(`sealing.${part}`)} <small></small></li>`,
        )}
      </ol>
      <div role="status">${note}</div>
      <button id="sealing-try" hidden>${say("sealing.try")}</button>
    `,
  );

/** Two of the eight words are asked back; `prefix` keeps ids apart. */
export const checkForm = (say: Say, prefix: string, button: string): Html => html`
  <form class="facts" autocomplete="off">
    <h2>${say("sent.check")}</h2>
    <p class="hint">${say("sent.check.hint")}</p>
    <div class="pair">
      ${[0, 1].map((n) => html`<p><label for="${prefix}-${n}"></label><input id="${prefix}-${n}" ${WORD}></p>`)}
    </div>
    ${note}
    <button class="go">${button}</button>
  </form>
`;

const sent = (say: Say): Html =>
  step(
    "sent",
    html`
      ${heading(say("sent.heading"))}
      <p>${say("sent.lead")} <b>${say("sent.when")}</b></p>
      <h2>${say("sent.words")}</h2>
      <p class="hint">${say("sent.words.hint")}</p>
      <ol class="words" role="list"></ol>
      <button class="show" hidden>${say("sent.show")}</button>
      <p>${say("sent.keep")}</p>
      ${checkForm(say, "w", say("sent.check.button"))}
      <p class="hint">${say("sent.lost")}</p>
    `,
  );

const done = (say: Say): Html =>
  step(
    "done",
    html`
      ${heading(say("done.heading"))}
      <p>${say("done.text")}</p>
      <p><b>${say("sent.lead")} ${say("sent.when")}</b></p>
      <p class="hint">${say("sent.lost")}</p>
      ${addFile(say)}
      <div>
        <button data-later="others">${say("later.others")}</button>
        ${note}
      </div>
    `,
  );

const back = (say: Say): Html =>
  step(
    "back",
    html`
      ${heading(say("back.heading"))}
      <p class="hint">${say("back.lead")}</p>
      <form id="back-form" autocomplete="off">
        <div class="fields">
          ${NUMBERS.map(
            (n) =>
              html`<p><label for="b-${n}"><span aria-hidden="true">${n}</span><span class="only-heard">${say("sent.word", { n })}</span></label><input id="b-${n}" ${WORD}></p>`,
          )}
        </div>
        ${note}
        <div role="status"><p id="back-busy" class="seal" hidden>${say("back.opening")}</p></div>
        <button class="go">${say("back.open")}</button>
      </form>
      <p class="hint">${say("sent.lost")}</p>
    `,
  );

const mailbox = (say: Say): Html =>
  step(
    "mailbox",
    html`
      ${heading("")}
      <p id="none" hidden>${say("mailbox.none.text")}</p>
      <div id="replies"></div>
      <div id="confirm" hidden>
        <button class="go" id="confirm-read">${say("mailbox.confirm")}</button>
        <p class="hint">${say("mailbox.confirm.hint")}</p>
      </div>
      <form id="answer-form" autocomplete="off">
        <p>
          <label for="answer">${say("mailbox.answer")}</label>
          <textarea id="answer" name="text" rows="4" maxlength="${LIMITS.text}" autocomplete="off" autocorrect="off" spellcheck="false"></textarea>
        </p>
        <button class="go">${say("mailbox.send")}</button>
        <div class="pair">
          <button type="button" class="well" id="safe">${say("mailbox.safe")}</button>
          <button type="button" class="danger" id="danger">${say("mailbox.danger")}</button>
        </div>
        <p class="hint">${say("mailbox.tap")}</p>
        ${note}
        <div role="status"><p id="said" class="said" hidden></p></div>
      </form>
      ${addFile(say)}
      <div id="files"></div>
      <div class="facts" id="kept"></div>
      <details>
        <summary>${say("later.more")}</summary>
        <button data-later="handOver">${say("later.hand")}</button>
        <button data-later="others">${say("later.others")}</button>
        ${note}
      </details>
    `,
  );

const stop = (say: Say, place: Place): Html =>
  step(
    "stop",
    html`
      <div class="halt">
        ${heading(say("stop.heading"))}
        <p>${say("stop.text", { elsewhere: place.organisation.elsewhere })}</p>
        <p class="hint">${say("stop.code")} <b id="stop-code" dir="ltr"></b></p>
      </div>
    `,
  );

/** What the script says now and then. `{gaps}` are filled by it. */
const SAID: readonly Text[] = [
  "status.ready",
  "status.missing",
  "status.offline",
  "status.without",
  "ask.empty",
  "sealing.now",
  "sealing.done",
  "sealing.waiting",
  "sent.status",
  "sent.word",
  "sent.wrong",
  "back.unknown",
  "back.count",
  "back.checksum",
  "mailbox.sealed",
  "mailbox.replies",
  "mailbox.none",
  "mailbox.new",
  "mailbox.team",
  "mailbox.confirmed",
  "mailbox.checkin",
  "mailbox.standing",
  "mailbox.unconfirmed",
  "mailbox.withheld",
  "mailbox.sending",
  "mailbox.sent.answer",
  "mailbox.sent.safe",
  "mailbox.sent.danger",
  "problem.network",
  "problem.busy",
  "problem.full",
  "problem.large",
  "problem.other",
  "problem.broken",
];

const said = (say: Say, place: Place): Html => html`
  <template id="said-texts" data-later="${place.door}${place.assets.later[place.language]}">
    ${SAID.map((text) => html`<p data-say="${text}">${say(text)}</p>`)}
    <p data-say="problem.closed">${say("problem.closed", { elsewhere: place.organisation.elsewhere })}</p>
  </template>
`;

export const sealedSteps = (say: Say, place: Place): Html =>
  html`${ask(say)}${expired(say, place)}${sealing(say)}${sent(say)}${done(say)}${back(say)}${mailbox(say)}${stop(say, place)}${said(say, place)}`;
