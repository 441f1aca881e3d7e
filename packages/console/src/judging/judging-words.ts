import type { AskAgain, RiskFactor, Suggestion } from "@fairlead/casework";
import { thingText } from "../exposure/marked-words.ts";
import { personText } from "../say/people.ts";
import { statusText } from "../say/status.ts";
import type { Words } from "../say/words.tsx";

/** "there is a weapon, and they know where Rowan is", in the language of this desk. */
const listed = (language: string, clauses: readonly string[]): string =>
  new Intl.ListFormat(language, { type: "conjunction" }).format(clauses);

/** What the answers suggest, and because of which of them. */
export const suggestionText = (
  { t, language }: Words,
  { urgency, because, ask }: Suggestion,
  alias: string,
): string => {
  const level = t(`urgency.${urgency}`).toLocaleLowerCase(language);
  if (urgency === "unknown") return t("risk.suggested-unknown", { questions: questionsText(t, ask, alias) });
  if (urgency === "later") return t("risk.suggested-later", { level });
  const reasons = listed(
    language,
    because.map(({ factor }) => t(`risk-because.${factor}`, { alias })),
  );
  return t("risk.suggested", { level, reasons });
};

const questionsText = (t: Words["t"], ask: readonly RiskFactor[], alias: string): string =>
  ask.map((factor) => t(`risk-question.${factor}`, { alias })).join(" ");

/** Why it should be assessed again. */
export const againText = (words: Words, why: AskAgain, now: number): string => {
  const { t, days } = words;
  const at = days.when(why.at, now);
  switch (why.kind) {
    case "search":
      return t("ask-again.search", { about: t(`search.${why.about}`), at });
    case "status":
      return t("ask-again.status", {
        status: statusText(words, { status: why.status, people: why.some?.people ?? 1 }, why.some?.of ?? 1),
        at,
      });
    case "stage":
      return t("ask-again.stage", { stage: t(`stage.${why.stage}`), at });
    case "roof":
    case "way":
      return t(`ask-again.${why.kind}`, { name: thingText(t, why), at });
    case "member":
      return t(why.owns ? "ask-again.owner" : "ask-again.member", { who: personText(t, why.who), at });
    case "never":
      return t("ask-again.never");
    default:
      return t(`ask-again.${why.kind}`, { at });
  }
};
