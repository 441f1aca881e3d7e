/**
 * The first page: what stays on the phone, what we see, how to check that it is us; only then the button.
 *
 * All steps stand in the same document, hidden until the script shows them: after the first load no address changes,
 * and nothing but sealed bytes is fetched.
 */

import { type Html, html } from "./html.ts";
import type { Place } from "./place.ts";
import { type Fresh, plainForm, plainOff } from "./plain.ts";
import { type Say, sayIn } from "./say.ts";
import { shell } from "./shell.ts";
import { sealedSteps } from "./steps.ts";

const phone = (say: Say): Html => html`
  <section>
    <h2>${say("phone.heading")}</h2>
    <p>${say("phone.text")} <b>${say("phone.private")}</b>.</p>
    <details>
      <summary>${say("phone.erase")}</summary>
      <ul>
        <li>${say("phone.erase.history")}</li>
        <li>${say("phone.erase.recent")}</li>
        <li>${say("phone.erase.keyboard")}</li>
        <li>${say("phone.erase.leave")}</li>
      </ul>
    </details>
  </section>
`;

const seen = (say: Say, onePerson: boolean): Html => html`
  <section>
    <h2>${say("see.heading")}</h2>
    <p>${say("see.text")}</p>
    <details>
      <summary>${say("see.not")}</summary>
      <ul>
        <li>${say("see.not.phone")}</li>
        <li>${say("see.not.network")}</li>
        <li>${say("see.not.server")}</li>
        <li>${say("see.not.words")}</li>
        ${onePerson && html`<li>${say("see.not.one")}</li>`}
      </ul>
    </details>
  </section>
`;

const check = (say: Say, place: Place): Html => html`
  <section>
    <h2>${say("check.heading")}</h2>
    <p>${say("check.text", { elsewhere: place.organisation.elsewhere })}</p>
    <p><b id="us" dir="ltr">${place.organisation.words.join(" · ")}</b></p>
  </section>
`;

const start = (say: Say, place: Place, onArrival: boolean): Html => html`
  <div id="start">
    <p class="seal" id="ready" role="status" data-is="preparing">${say("status.preparing")}</p>
    <button class="go" id="go-ask" disabled>${say("first.ask")}</button>
    <button id="go-back" disabled>${say("first.back")}</button>
    <p class="hint">${say("first.skip")}</p>
    <p class="hint" id="stuck">${
      onArrival
        ? html`<a href="${place.door}/${place.language}/write">${say("status.stuck")}</a>`
        : say("plain.off", { elsewhere: place.organisation.elsewhere })
    }</p>
  </div>
`;

const opening = (say: Say, place: Place): Html => html`
  <h1>${say("first.heading")}</h1>
  <p>${say("first.lead", { name: place.organisation.name })}</p>
  <div class="facts">${phone(say)}${seen(say, place.organisation.onePerson)}${check(say, place)}</div>
`;

/** GET / and GET /{lang}. `onArrival` false: the organisation has switched the form without script off. [MB6] */
export const firstPage = (place: Place, of: Fresh & { onArrival: boolean }): string => {
  const say = sayIn(place.language);
  return shell(place, {
    say,
    script: true,
    main: html`
      <div id="first">
        ${opening(say, place)}
        <noscript>${of.onArrival ? plainForm(say, place, of) : plainOff(say, place)}</noscript>
        ${start(say, place, of.onArrival)}
      </div>
      ${sealedSteps(say, place)}
    `,
  });
};

/** GET /{lang}/write: the same without script, where the script never came or `crypto.subtle` is missing. */
export const plainPage = (place: Place, of: Fresh): string => {
  const say = sayIn(place.language);
  return shell(place, {
    say,
    script: false,
    path: "/write",
    main: html`${opening(say, place)}${plainForm(say, place, of)}`,
  });
};
