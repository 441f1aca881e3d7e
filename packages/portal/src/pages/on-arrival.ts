/** The answers to the form without script. The server has seen what stands here; the page says so. [MB6] */
import { hourIn } from "./hours.ts";
import { type Html, html, paragraphs } from "./html.ts";
import type { Place, ShownReply } from "./place.ts";
import { expiredChoice, type Fresh, questionField, tokenField } from "./plain.ts";
import { type Say, sayIn } from "./say.ts";
import { shell } from "./shell.ts";
import { CONFIRMED_AT_ONCE, LIMITS } from "./written.ts";

/** "9123 …" in threes: said aloud and typed again without losing one's place. */
const grouped = (digits: string): string => (digits.match(/.{1,3}/g) ?? []).join(" ");

/** After POST /{lang}/write: the code, once. */
export const onArrivalSentPage = (place: Place, of: { digits: string }): string => {
  const say = sayIn(place.language);
  return shell(place, {
    say,
    script: false,
    status: html`<p class="well">${say("sent.status")}</p>`,
    main: html`
      <h1>${say("sent.heading")}</h1>
      <p>${say("sent.lead")} <b>${say("sent.when")}</b></p>
      <h2>${say("digits.code")}</h2>
      <p class="hint">${say("digits.hint")}</p>
      <p class="code" id="code" dir="ltr">${grouped(of.digits)}</p>
      <p>${say("digits.keep")}</p>
      <p class="seal open">${say("digits.seen")}</p>
      <p><a href="${place.door}/${place.language}/write">${say("page.home")}</a></p>
    `,
  });
};

/** After a second POST /{lang}/write of a letter that is kept already, at a server that does not know its code. */
export const onArrivalKeptPage = (place: Place): string => {
  const say = sayIn(place.language);
  return shell(place, {
    say,
    script: false,
    status: html`<p class="well">${say("sent.status")}</p>`,
    main: html`
      <h1>${say("sent.heading")}</h1>
      <p>${say("sent.before")}</p>
      <p><a href="${place.door}/${place.language}/write">${say("page.home")}</a></p>
    `,
  });
};

const shownReply = (say: Say, place: Place, reply: ShownReply): Html => html`
  <article class="reply">
    <p class="hint">
      ${!reply.standing && html`<b class="new">${say("mailbox.new")}</b> `}
      ${say(reply.standing ? "mailbox.standing" : "mailbox.team")} · ${hourIn(place, reply.hour)}
    </p>
    ${!reply.confirmable && html`<p class="note">${say("mailbox.unconfirmed")}</p>`}
    <div dir="auto">${paragraphs(reply.text)}</div>
    ${reply.checkInBy !== null && html`<p><b>${say("mailbox.checkin", { when: hourIn(place, reply.checkInBy) })}</b></p>`}
  </article>
`;

/** `text`: what was typed before, when it comes back after a problem. */
export const answerForm = (
  say: Say,
  place: Place,
  of: Fresh & { digits: string; text?: string; asking?: boolean },
): Html => html`
  <form method="post" action="${place.door}/${place.language}/answer" autocomplete="off">
    ${tokenField(of.token)}<input type="hidden" name="digits" value="${of.digits}">
    ${expiredChoice(say, place, of.expiredSince)}
    ${questionField(say, "m-", of.question, of.asking)}
    <p>
      <label for="answer">${say("mailbox.answer")}</label>
      <small id="answer-hint">${say("digits.sees")}</small>
      <textarea id="answer" name="text" rows="4" maxlength="${LIMITS.text}" aria-describedby="answer-hint" autocomplete="off" spellcheck="false">${of.text ?? ""}</textarea>
    </p>
    <button class="go" name="act" value="answer">${say("plain.send")}</button>
    <div class="pair">
      <button class="well" name="act" value="safe">${say("mailbox.safe")}</button>
      <button class="danger" name="act" value="danger">${say("mailbox.danger")}</button>
    </div>
    <p class="hint">${say("mailbox.tap")}</p>
  </form>
`;

type Mailbox = {
  /** The plain 21 digits; they travel back in the form, since nothing is kept. */
  digits: string;
  /** Bound to these digits: whoever holds it has answered what was asked. */
  token: string;
  replies: readonly ShownReply[];
  /** What the post before this page did. */
  done: "sent" | "confirmed" | "safe" | "danger" | null;
  expiredSince: number | null;
};

const DONE = {
  sent: "mailbox.sent.answer",
  confirmed: "mailbox.confirmed",
  safe: "mailbox.sent.safe",
  danger: "mailbox.sent.danger",
} as const;

/** After POST /{lang}/back and POST /{lang}/answer. */
export const onArrivalMailboxPage = (place: Place, of: Mailbox): string => {
  const say = sayIn(place.language);
  const unread = of.replies.filter((reply) => !reply.standing && reply.confirmable);
  const shown = of.replies.filter((reply) => !reply.standing);
  const action = `${place.door}/${place.language}/answer`;
  const carried = html`${tokenField(of.token)}<input type="hidden" name="digits" value="${of.digits}">`;
  return shell(place, {
    say,
    script: false,
    status: html`<p class="seal open">${say("plain.status")}</p>`,
    main: html`
      <h1>${shown.length > 0 ? say("mailbox.replies", { n: shown.length }) : say("mailbox.none")}</h1>
      ${of.done !== null && html`<p class="said" role="status">${say(DONE[of.done])}</p>`}
      ${shown.map((reply) => shownReply(say, place, reply))}
      ${
        unread.length > 0 &&
        html`
          <form method="post" action="${action}" autocomplete="off">
            ${carried}
            ${unread
              .flatMap(({ hash, twins = [] }) => [hash, ...twins])
              .slice(0, CONFIRMED_AT_ONCE)
              .map((hash) => html`<input type="hidden" name="read" value="${hash}">`)}
            <button class="go" name="act" value="confirm">${say("mailbox.confirm")}</button>
            <p class="hint">${say("mailbox.confirm.hint")}</p>
          </form>
        `
      }
      ${answerForm(say, place, { ...of, question: null })}
      ${of.replies.filter((reply) => reply.standing).map((reply) => shownReply(say, place, reply))}
    `,
  });
};
