/** The few plain questions, each skippable. The same with script and without; `prefix` keeps ids apart. */
import { type Html, html } from "./html.ts";
import type { Say, Text } from "./say.ts";
import { LIMITS } from "./written.ts";

const choices = (say: Say, name: "danger" | "need" | "adult", values: readonly string[]): Html => {
  const option = (value: string, text: string, checked: boolean): Html =>
    html`<label><input type="radio" name="${name}" value="${value}"${checked && html` checked`}> ${text}</label>`;
  return html`
    <fieldset>
      <legend>${say(`ask.${name}`)}</legend>
      <div class="choices">
        ${values.map((value) => option(value, say(`ask.${name}.${value}` as Text), false))}
        ${option("", say("ask.skip"), true)}
      </div>
    </fieldset>
  `;
};

const QUIET = html`autocomplete="off" spellcheck="false" autocorrect="off"`;

const line = (say: Say, prefix: string, name: "where" | "reach" | "company"): Html => html`
  <p>
    <label for="${prefix}${name}">${say(`ask.${name}`)}</label>
    <small id="${prefix}${name}-hint">${say(`ask.${name}.hint`)}</small>
    <input id="${prefix}${name}" name="${name}" maxlength="${LIMITS[name]}" aria-describedby="${prefix}${name}-hint" ${QUIET}>
  </p>
`;

export const questions = (say: Say, prefix: string): Html => html`
  ${choices(say, "danger", ["now", "soon", "no", "unsure"])}
  ${choices(say, "need", ["leave", "shelter", "doctor", "papers", "advice", "other"])}
  ${line(say, prefix, "where")}
  ${line(say, prefix, "reach")}
  ${line(say, prefix, "company")}
  ${choices(say, "adult", ["yes", "no"])}
  <p>
    <label for="${prefix}text">${say("ask.text")}</label>
    <small id="${prefix}text-hint">${say("ask.text.hint")}</small>
    <textarea id="${prefix}text" name="text" rows="7" maxlength="${LIMITS.text}" aria-describedby="${prefix}text-hint" ${QUIET}></textarea>
  </p>
`;
