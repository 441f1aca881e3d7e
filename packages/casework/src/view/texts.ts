import { intakeOf, type State } from "../fold/state.ts";
import type { Outside } from "../outside.ts";
import type { TextsView } from "../view.ts";
import { PROTOCOLS } from "../words.ts";
import { namesIn } from "./person.ts";

/** The team's own texts: templates by language and title, and what is to be done when something happens. */
export const textsView = (state: State, outside: Pick<Outside, "me">): TextsView => {
  const { templates, protocols, plans } = intakeOf(state).texts;
  const names = namesIn(state, outside);
  return {
    templates: [...templates]
      .filter(([, { withdrawn }]) => !withdrawn)
      .map(([template, { language, title, text, version, by, at }]) => ({
        template,
        language,
        title,
        text,
        version,
        by: names(by),
        at,
      }))
      .toSorted((a, b) => (a.language === b.language ? order(a.title, b.title) : order(a.language, b.language))),
    protocols: PROTOCOLS.map((protocol) => {
      const written = protocols.get(protocol);
      return { protocol, written: written ? { ...written, by: names(written.by) } : null };
    }),
    plans: [...plans]
      .filter(([, { withdrawn }]) => !withdrawn)
      .map(([plan, { title, text, version, by, at }]) => ({ plan, title, text, version, by: names(by), at }))
      .toSorted((a, b) => order(a.title, b.title)),
  };
};

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
