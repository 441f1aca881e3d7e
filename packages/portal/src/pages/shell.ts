/**
 * The frame around every page: head, header with *Leave quickly*, main.
 *
 * Nothing here may name the purpose: title, addresses and headers are what a search of the phone shows first. [P8]
 * `translate="no"` keeps browsers from sending the page, and what is typed into it, to a translation service.
 */
import { Html, html } from "./html.ts";
import type { Place } from "./place.ts";
import { directionOf, LANGUAGE_NAMES, LANGUAGES, type Say } from "./say.ts";

const languageSwitch = ({ language, door }: Place, say: Say, path: string): Html => html`
  <details class="lang" id="lang">
    <summary aria-label="${say("page.language")}: ${LANGUAGE_NAMES[language]}">${LANGUAGE_NAMES[language]}</summary>
    <nav aria-label="${say("page.language")}">
      ${LANGUAGES.filter((other) => other !== language).map(
        (other) =>
          html`<a href="${door}/${other}${path}" lang="${other}" dir="${directionOf(other)}" hreflang="${other}">${LANGUAGE_NAMES[other]}</a>`,
      )}
    </nav>
  </details>
`;

/** The door with an arrow; mirrored with the direction by the style sheet. */
const exit = html`
  <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2">
    <path d="M10 4H4v16h6M9 12h12m-4-4 4 4-4 4"/>
  </svg>
`;

export type Frame = {
  say: Say;
  main: Html;
  /** Which script the page asks for. */
  script: boolean | "ticket";
  /** What the header says in place of the language switch, e.g. "Sent". */
  status?: Html;
  /** Where the language switch leads, after the language: "" or "/write". */
  path?: string;
};

const scriptOf = ({ door, assets }: Place, which: "script" | "ticket"): Html =>
  html`<script src="${door}${assets[which]}" integrity="${assets.integrity[which]}" fetchpriority="low" defer></script>`;

export const shell = (place: Place, frame: Frame): string => {
  const { language, assets, leaveTo } = place;
  const { say } = frame;
  return html`<!doctype html>
    <html lang="${language}" dir="${directionOf(language)}" translate="no">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta name="robots" content="noindex,nofollow,noarchive">
    <meta name="google" content="notranslate">
    <meta name="referrer" content="no-referrer">
    <meta name="color-scheme" content="light dark">
    <meta name="format-detection" content="telephone=no,address=no,email=no">
    <link rel="icon" href="data:,">
    <title>${say("page.title")}</title>
    <style>${new Html(assets.style)}</style>
    </head>
    <body>
    <header>
      ${frame.status ?? languageSwitch(place, say, frame.path ?? "")}
      <p id="state" hidden></p>
      <a class="leave" id="leave" href="${leaveTo}" rel="noreferrer noopener nofollow">${say("leave")}${exit}</a>
    </header>
    <main>${frame.main}</main>
    <footer><p class="hint">${say("check.ours")} <b dir="ltr">${place.organisation.words.join(" · ")}</b></p></footer>
    ${frame.script !== false && scriptOf(place, frame.script === "ticket" ? "ticket" : "script")}
    </body>
    </html>`.text;
};
