/** The same record for the eye: one page without script, without anything from elsewhere, every word escaped. */
import { SAFETY_QUESTIONS } from "../words.ts";
import type { CaseRecord, LetterMark, RecordFile } from "./record.ts";

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for anywhere between tags or inside a quoted attribute. Control characters other than tab and newline are dropped. */
export const escaped = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "").replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

const STYLE =
  "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#14201f}" +
  "h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem;border-bottom:1px solid #b8c4c2}" +
  "dt{font-weight:600}dd{margin:0 0 .6rem}.q{white-space:pre-wrap;border-inline-start:3px solid #b8c4c2;padding-inline-start:.8rem}" +
  "small{color:#4d5b59}table{border-collapse:collapse;width:100%}td,th{text-align:start;vertical-align:top;padding:.3rem .6rem .3rem 0}";

const lines = (rows: readonly [string, string | null][]): string =>
  `<dl>${rows
    .filter(([, value]) => value !== null && value !== "")
    .map(([name, value]) => `<dt>${escaped(name)}</dt><dd dir="auto">${escaped(value ?? "")}</dd>`)
    .join("")}</dl>`;

const quote = (text: string): string => `<div class="q" dir="auto">${escaped(text)}</div>`;
const section = (title: string, body: string): string => `<section><h2>${escaped(title)}</h2>${body}</section>`;
const none = "<p>Nothing is recorded.</p>";

/** Each path is one that we made, so that a link leads into this folder and nowhere else. */
const fileLine = ({ path, name, type, bytes, cleaned, missing }: RecordFile): string =>
  `<li>${path === null ? "" : `<a href="${escaped(path)}">${escaped(path)}</a> `}${escaped(name)} <small>${escaped(type)}, ${bytes} bytes, ${escaped(
    missing === null ? cleaned : missing,
  )}</small></li>`;

const LEFT_OUT = "recorded before whoever made this began to read it, and not in here";

const valueText = (value: unknown): string =>
  typeof value === "object" && value !== null
    ? Array.isArray(value)
      ? value.map(valueText).join("; ")
      : Object.entries(value)
          .filter(([name, inner]) => name !== "kind" && inner !== null && inner !== "")
          .map(([, inner]) => valueText(inner))
          .join(", ")
    : String(value);

const called = (all: readonly { person: string; alias: string }[], persons: readonly string[]): string =>
  all.flatMap(({ person, alias }) => (persons.includes(person) ? [alias] : [])).join(", ");

const summary = ({ summary: said }: CaseRecord): string =>
  said === undefined
    ? ""
    : section(
        "Summary",
        lines([
          ["Alias", said.alias],
          ["People", `${said.people}: ${said.persons.map(({ alias }) => alias).join(", ")}`],
          ["Stage", `${said.stage}, since ${said.since}`],
          ["Status", said.status && `${said.status.status}, since ${said.status.since}`],
          ...(said.statuses ?? []).map(({ status, since, persons }): [string, string] => [
            "Status",
            `${called(said.persons, persons)}: ${status}, since ${since}`,
          ]),
          ["Urgency", `${said.urgency.level}${said.urgency.said === null ? "" : `, said ${said.urgency.said}`}`],
        ]),
      );

const threat = ({ threat: known }: CaseRecord): string =>
  known === undefined
    ? ""
    : section(
        "Who threatens, and what was checked",
        [
          ...known.threats.map((one) =>
            lines([
              ["Who", `${one.who} (${one.kind})`],
              ["Where they can find someone", one.reach.join(", ")],
              ["How sure", `${one.certainty}; ${one.source}; ${one.at}`],
            ]),
          ),
          ...(known.risk === null
            ? []
            : [
                lines([
                  ["Risk", `${known.risk.urgency}, ${known.risk.at}`],
                  ["Because", known.risk.factors.join("; ")],
                ]),
              ]),
          lines(
            known.searches.map((one) => [
              one.about,
              `${one.known}; ${one.checked === null ? "never checked" : `checked ${one.checked}`}; ${one.source}`,
            ]),
          ),
          ...known.statements.map((one) =>
            lines([
              ["Statement", one.statement],
              ["Source", one.source],
              ["What supports it", one.corroboration],
              ["What speaks against it", one.against],
              ["How sure", `${one.certainty}, ${one.at}`],
            ]),
          ),
          ...(known.notes ?? []).map(({ at, text }) => lines([[`Note, ${at}`, text]])),
        ].join(""),
      );

type Ledger = NonNullable<NonNullable<CaseRecord["parts"]>[number]["money"]>[number];

const ledger = (lines: Ledger, index: number): string =>
  `<table><caption>Journey ${index + 1}</caption><tbody>${lines
    .map(
      ({ on, is, purpose, amount, currency, receipt }) =>
        `<tr><th scope="row">${escaped(on)}</th><td>${escaped(`${is}, ${purpose}`)}</td><td>${escaped(
          `${amount} ${currency}`,
        )}</td><td dir="auto">${escaped(receipt)}</td></tr>`,
    )
    .join("")}</tbody></table>`;

type Photo = NonNullable<NonNullable<CaseRecord["parts"]>[number]["photos"]>[number];
const photoLine = ({ person, shows, paper, file }: Photo): string =>
  `<ul>${fileLine({ ...file, name: [person, shows, paper].filter((one) => one !== "").join(" · ") })}</ul>`;

type Fact = NonNullable<CaseRecord["parts"]>[number]["facts"][number];
type Said = NonNullable<Fact["label"]>;

/** In each language in which it was written. */
const saidText = (said: Said): string => [...new Set(said.map(({ text }) => text))].join(" / ");
const fieldText = ({ field, label }: Fact): string => (label === undefined ? field : saidText(label) || field);
const answerText = ({ value, answer }: Fact): string =>
  value.kind === "left-out" ? LEFT_OUT : (answer && saidText(answer)) || valueText(value);

type Application = NonNullable<NonNullable<CaseRecord["parts"]>[number]["applications"]>[number];
const application = (one: Application): string =>
  lines([
    ["Way abroad", one.pathway],
    ["For", one.persons.join(", ")],
    ["Wish", `${one.wish}; ${one.fit}`],
    ["Why", one.why],
    ["Month", one.month],
    ["State", one.state],
    ["Note", one.note],
    ...one.steps.map(({ state, on, until, note }): [string, string] => [
      on,
      [state, until === null ? "" : `until ${until}`, note].filter((word) => word !== "").join("; "),
    ]),
  ]);

const parts = ({ parts: held }: CaseRecord): string =>
  (held ?? [])
    .map(({ part, facts, notes, money = [], photos = [], applications = [] }) =>
      section(
        part[0]?.toUpperCase() + part.slice(1),
        (facts.length === 0
          ? ""
          : `<table><tbody>${facts
              .map(
                (fact) =>
                  `<tr><th scope="row">${escaped(fact.person)} · <span dir="auto">${escaped(fieldText(fact))}</span></th><td dir="auto">${escaped(
                    answerText(fact),
                  )}</td><td><small>${escaped(fact.at)}</small></td></tr>`,
              )
              .join("")}</tbody></table>`) +
          money.map(ledger).join("") +
          applications.map(application).join("") +
          photos.map(photoLine).join("") +
          notes.map(({ at, text }) => `<p><small>${escaped(at)}</small></p>${quote(text)}`).join("") || none,
      ),
    )
    .join("");

const MARKS: Readonly<Record<LetterMark, string>> = {
  frozen: "written while their telephone may have been in other hands: perhaps by somebody else",
  "given-up-words": "written with words that they had given up: perhaps by somebody else",
  "on-arrival": "sealed by the server, and not on their device: it could have been changed on its way",
  telephone: "said on the telephone, written down by the team",
  "e-mail": "by e-mail: who sent it could not be checked",
  telegram: "by Telegram: who sent it could not be checked",
  "never-arrived": "never reached them",
};

type Letter = NonNullable<CaseRecord["letters"]>[number];

/** As the caller's page asks it, in its order. */
const ASKED: Readonly<Record<keyof NonNullable<Letter["answers"]>, string>> = {
  danger: "In danger now",
  need: "Needs first",
  where: "Where, roughly",
  reach: "How to reach",
  company: "With whom",
  adult: "18 or over",
};

const letter = ({ at, from, language, text, answers = {}, tap, files, marks = [] }: Letter): string => {
  const said = lines([
    ["Tapped", tap === undefined ? null : `“I am ${tap === "safe" ? "safe" : "in danger"}”`],
    ...(Object.keys(ASKED) as (keyof typeof ASKED)[]).map((question): [string, string | null] => [
      ASKED[question],
      answers[question] ?? null,
    ]),
  ]);
  const speaks = tap !== undefined || files.length > 0 || Object.keys(answers).length > 0;
  return `<p><b>${from === "person" ? "They wrote" : "The team wrote"}</b> <small>${escaped(at)}${
    language === null ? "" : ` · ${escaped(language)}`
  }${files.length === 0 ? "" : ` · ${escaped(files.join(", "))}`}</small>${marks
    .map((mark) => ` <b>${escaped(MARKS[mark])}</b>`)
    .join("")}</p>${said === "<dl></dl>" ? "" : said}${speaks && text.trim() === "" ? "" : quote(text)}`;
};

export const casePage = (record: CaseRecord): string => {
  const { for: allowed, letters, files, safetyPlan } = record;
  const body = [
    `<h1>${escaped(record.organisation)}: one case, for ${escaped(allowed.recipient)}</h1>`,
    "<p>Somebody has allowed this to be told to you, for this purpose and nothing else, and can take it back. Keep it " +
      "sealed; destroy it when you are asked to, or when you no longer need it.</p>",
    lines([
      ["Purpose", allowed.purpose],
      ["Covers", allowed.covers.join(", ")],
      ["Covered, and nothing recorded", record.empty.join(", ")],
      ["Allowed", `${allowed.allowed}${allowed.until === null ? "" : `, until ${allowed.until}`}`],
      ["Made", record.made],
      ["Reference", record.reference],
    ]),
    summary(record),
    threat(record),
    parts(record),
    safetyPlan
      ? section(
          "Safety plan",
          lines([
            ...SAFETY_QUESTIONS.map((question): [string, string] => [question, safetyPlan.plan[question]]),
            ["written", safetyPlan.written],
          ]),
        )
      : "",
    letters === undefined ? "" : section("Letters", letters.map(letter).join("") || none),
    files === undefined ? "" : section("Files", files.length === 0 ? none : `<ul>${files.map(fileLine).join("")}</ul>`),
  ].join("\n");
  return (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">' +
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'\">" +
    '<meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width">' +
    `<title>${escaped(record.format)}</title><style>${STYLE}</style></head>\n<body>\n${body}\n</body></html>\n`
  );
};
