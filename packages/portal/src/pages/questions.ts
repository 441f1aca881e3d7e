/** The few plain questions, each skippable. The same with script and without; `prefix` keeps ids apart. */
import { type Html, html } from "./html.ts";
import type { Say, Text } from "./say.ts";
import { type Fields, LIMITS } from "./written.ts";

/** What was typed, given back after something went wrong: text, whatever it was. */
const filled = (fields: Fields, name: string): string => {
  const value = fields[name];
  return typeof value === "string" ? value : "";
};

const choices = (say: Say, fields: Fields, name: "danger" | "need" | "adult", values: readonly string[]): Html => {
  const chosen = values.find((value) => value === fields[name]) ?? "";
  const option = (value: string, text: string, checked: boolean): Html =>
    html`<label><input type="radio" name="${name}" value="${value}"${checked && html` checked`}> ${text}</label>`;
  return html`
    <fieldset>
      <legend>${say(`ask.${name}`)}</legend>
      <div class="choices">
        ${values.map((value) => option(value, say(`ask.${name}.${value}` as Text), value === chosen))}
        ${option("", say("ask.skip"), chosen === "")}
      </div>
    </fieldset>
  `;
};

const QUIET = html`autocomplete="off" spellcheck="false" autocorrect="off"`;

const line = (say: Say, prefix: string, fields: Fields, name: "where" | "reach" | "company"): Html => html`
  <p>
    <label for="${prefix}${name}">${say(`ask.${name}`)}</label>
    <small id="${prefix}${name}-hint">${say(`ask.${name}.hint`)}</small>
    <input id="${prefix}${name}" name="${name}" maxlength="${LIMITS[name]}" aria-describedby="${prefix}${name}-hint" ${filled(fields, name) !== "" && html`value="${filled(fields, name)}" `}${QUIET}>
  </p>
`;

export const questions = (say: Say, prefix: string, fields: Fields = {}): Html => html`
  ${choices(say, fields, "danger", ["now", "soon", "no", "unsure"])}
  ${choices(say, fields, "need", ["leave", "shelter", "doctor", "papers", "advice", "other"])}
  ${line(say, prefix, fields, "where")}
  ${line(say, prefix, fields, "reach")}
  ${line(say, prefix, fields, "company")}
  ${choices(say, fields, "adult", ["yes", "no"])}
  <p>
    <label for="${prefix}text">${say("ask.text")}</label>
    <small id="${prefix}text-hint">${say("ask.text.hint")}</small>
    <textarea id="${prefix}text" name="text" rows="7" maxlength="${LIMITS.text}" aria-describedby="${prefix}text-hint" ${QUIET}>${filled(fields, "text")}</textarea>
  </p>
`;
