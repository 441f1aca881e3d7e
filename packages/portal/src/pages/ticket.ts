/**
 * The ticket holder's page: the same for a driver, an escort and a host, and the same for every link, right or wrong. What
 * a link is for stands behind "#", which no browser sends: the server gives out this one page and learns nothing. [TK1]
 */
import { type Html, html } from "./html.ts";
import type { Place } from "./place.ts";
import { type Say, sayIn, type Text } from "./say.ts";
import { shell } from "./shell.ts";
import { heading, step } from "./steps.ts";

const SAID = [
  "ticket.sent",
  "ticket.waits",
  "ticket.sending",
  "ticket.failed",
  "ticket.say",
  "ticket.hear",
  "ticket.phrase.later",
  "ticket.phrase.soon",
  "ticket.until",
] as const satisfies readonly Text[];

/** In the order of the way. */
const STEPS = ["on-my-way", "with-me", "handed-over"] as const;
const PROBLEMS = ["not-there", "id-check", "breakdown", "followed", "phone-lost"] as const;

const button = (say: Say, press: (typeof STEPS)[number] | (typeof PROBLEMS)[number]): Html =>
  html`<li><button type="button" data-press="${press}">${say(`ticket.${press}`)}</button><small role="status"></small></li>`;

const line = (say: Say, name: "when" | "meet" | "way" | "people" | "carry" | "otherwise"): Html =>
  html`<div><dt>${say(`ticket.${name}`)}</dt><dd id="ticket-${name}"></dd></div>`;

const leg = (say: Say): Html =>
  step(
    "leg",
    html`
      ${heading(say("ticket.heading"))}
      <dl class="leg">
        ${(["when", "meet", "way", "people", "carry", "otherwise"] as const).map((name) => line(say, name))}
      </dl>
      <section class="facts" aria-live="polite">
        <h2>${say("ticket.phrase")}</h2>
        <p id="ticket-say"></p>
        <p id="ticket-hear"></p>
        <p class="hint">${say("ticket.phrase.else")}</p>
      </section>
      <ul class="presses" role="list">${STEPS.map((press) => button(say, press))}</ul>
      <details id="problems">
        <summary>${say("ticket.problem")}</summary>
        <ul class="presses" role="list">${PROBLEMS.map((press) => button(say, press))}</ul>
      </details>
      <p class="hint">${say("ticket.offline")} ${say("ticket.again")}</p>
      <p class="hint" id="ticket-until"></p>
    `,
  );

const told = (say: Say, id: "renewed" | "held" | "cancelled"): Html =>
  step(id, html`${heading(say(`ticket.${id}`))}<p>${say(`ticket.${id}.text`)}</p>`);

export const ticketPage = (place: Place): string => {
  const say = sayIn(place.language);
  return shell(place, {
    say,
    script: "ticket",
    path: "/t",
    main: html`
      <section id="first">
        ${heading(say("ticket.moment"))}
        <noscript><p class="note">${say("ticket.noscript")}</p></noscript>
      </section>
      ${step("missing", html`${heading(say("ticket.nothing"))}<p>${say("ticket.noscript")}</p>`)}
      ${step(
        "away",
        html`${heading(say("ticket.away"))}<p>${say("ticket.away.text")}</p><button class="go" id="ticket-try">${say("ticket.try")}</button>`,
      )}
      ${step("nothing", html`${heading(say("ticket.nothing"))}<p>${say("ticket.nothing.text")}</p>`)}
      ${told(say, "renewed")}
      ${leg(say)}
      ${told(say, "held")}
      ${told(say, "cancelled")}
      ${step(
        "stop",
        html`${heading(say("problem.heading"))}<p>${say("ticket.stop")}</p><p class="hint">${say("stop.code")} <b dir="ltr" id="stop-code"></b></p>`,
      )}
      <template id="said-texts">${SAID.map((text) => html`<p data-say="${text}">${say(text)}</p>`)}</template>
    `,
  });
};
