import { commonsOf, type State } from "../fold/state.ts";
import type { Outside } from "../outside.ts";
import type { SettingsView, TermsView } from "../view.ts";
import { namesIn } from "./person.ts";

const FIELDS = [
  "name",
  "figuresDelayDays",
  "closedThreadDays",
  "closedCaseDays",
  "openedOn",
] as const satisfies readonly (keyof TermsView)[];

/** null until the commons says them. A change of several terms is shown as one line for each. */
export const settingsView = (state: State, outside: Pick<Outside, "me">): SettingsView | null => {
  const { settings, changes, calendarWord } = commonsOf(state);
  const names = namesIn(state, outside);
  return (
    settings && {
      terms: settings,
      calendarWord,
      changes: changes
        .flatMap(({ at, by, from, to }) =>
          FIELDS.filter((field) => from[field] !== to[field]).map((field) => ({
            at,
            by: names(by),
            field,
            from: from[field],
            to: to[field],
          })),
        )
        .toReversed(),
    }
  );
};
