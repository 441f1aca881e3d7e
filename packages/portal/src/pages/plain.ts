/**
 * The form without script: the server seals on arrival and sees the text while it does. [MB6]
 *
 * It says so before the first field. Its code is digits, and `pattern` lets nothing else be posted, so that nobody
 * types the eight words of a sealed mailbox into a form that the server reads.
 */
import { hourIn } from "./hours.ts";
import { type Html, html } from "./html.ts";
import type { Place } from "./place.ts";
import { questions } from "./questions.ts";
import type { Say } from "./say.ts";
import type { Fields } from "./written.ts";

/** 21 digits, the first is 9, in whatever grouping; Arabic and Persian digits too. */
const PATTERN = "\\s*[9٩۹]\\s*([0-9٠-٩۰-۹]\\s*){20}";

export const tokenField = (token: string): Html => html`<input type="hidden" name="token" value="${token}">`;

/** What a form without script has to bring back. */
export type Fresh = {
  /** A no-script token. [MB9] */
  token: string;
  /** Asked while a flood is on; it belongs to this token. [MB9] */
  question: string | null;
  /** Hour since which the card or certificate is no longer renewed, or null. [MB4] */
  expiredSince: number | null;
};

const QUIET = html`autocomplete="off" autocapitalize="off" autocorrect="off" spellcheck="false"`;

/** `first`: it is what the page came back for, so whoever reads it begins there. */
export const questionField = (say: Say, prefix: string, question: string | null, first = false): Html | false =>
  question !== null &&
  html`
    <p>
      <label for="${prefix}plain" dir="auto">${question}</label>
      <small id="${prefix}plain-hint">${say("question.why")}</small>
      <input id="${prefix}plain" name="plain" maxlength="60" required aria-describedby="${prefix}plain-hint" ${QUIET}${first && html` autofocus`}>
    </p>
  `;

export const expiredChoice = (say: Say, place: Place, expiredSince: number | null, chosen = false): Html | false =>
  expiredSince !== null &&
  html`
    <div class="note">
      <p><b>${say("expired.heading")}.</b> ${say("expired.text", { when: hourIn(place, expiredSince) })}</p>
      <p>${say("expired.ways", { elsewhere: place.organisation.elsewhere })}</p>
      <label class="tick"><input type="checkbox" name="anyway" value="yes" required${chosen && html` checked`}> ${say("expired.choice")}</label>
    </div>
  `;

/**
 * `fields`: what was typed before, when it comes back after a problem. Where that was the plain question alone, it stands
 * first and what was typed is folded away: everything still goes with it.
 */
export const writeForm = (say: Say, place: Place, of: Fresh & { fields?: Fields; asking?: boolean }): Html => html`
  <form method="post" action="${place.door}/${place.language}/write" autocomplete="off" accept-charset="utf-8">
    ${tokenField(of.token)}
    ${
      of.asking === true
        ? html`
            ${expiredChoice(say, place, of.expiredSince, of.fields?.anyway === "yes")}
            ${questionField(say, "n-", of.question, true)}
            <button class="go">${say("plain.send")}</button>
            <details><summary>${say("question.typed")}</summary>${questions(say, "n-", of.fields)}</details>
          `
        : html`
            <h2>${say("plain.write")}</h2>
            <p class="hint">${say("ask.lead")}</p>
            ${expiredChoice(say, place, of.expiredSince)}
            ${questions(say, "n-", of.fields)}
            <p class="hint">${say("voucher.without")}</p>
            ${questionField(say, "n-", of.question)}
            <button class="go">${say("plain.send")}</button>
          `
    }
  </form>
`;

/** `digits`: typed before, when it comes back after a problem. */
export const backForm = (
  say: Say,
  place: Place,
  of: Pick<Fresh, "token" | "question"> & { digits?: string },
): Html => html`
  <form method="post" action="${place.door}/${place.language}/back" autocomplete="off">
    <h2>${say("plain.back")}</h2>
    ${tokenField(of.token)}
    ${of.digits !== undefined && questionField(say, "d-", of.question, true)}
    <p>
      <label for="n-digits">${say("plain.digits")}</label>
      <small id="n-digits-hint">${say("plain.digits.hint")}</small>
      <input id="n-digits" name="digits" class="digits" dir="ltr" inputmode="numeric" pattern="${PATTERN}" maxlength="60"
        required autocomplete="off" spellcheck="false" aria-describedby="n-digits-hint" title="${say("plain.digits")}"${of.digits !== undefined && html` value="${of.digits}"`}>
    </p>
    ${of.digits === undefined && questionField(say, "d-", of.question)}
    <button>${say("plain.open")}</button>
  </form>
`;

export const plainForm = (say: Say, place: Place, of: Fresh): Html => html`
  <section class="plain">
    <h2 class="open">${say("plain.heading")}</h2>
    <p>${say("plain.text")}</p>
    <p>${say("plain.mark")}</p>
    <p>${say("plain.files")}</p>
    <p><b>${say("plain.better")}</b></p>
  </section>
  ${writeForm(say, place, of)}
  ${backForm(say, place, of)}
`;

export const plainOff = (say: Say, place: Place): Html => html`
  <section class="plain">
    <h2>${say("plain.heading")}</h2>
    <p>${say("plain.off", { elsewhere: place.organisation.elsewhere })}</p>
    <p><b>${say("plain.better")}</b></p>
  </section>
`;
