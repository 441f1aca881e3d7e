import type { BoardMatch, KnownView, MatchReason, PersonRef } from "@fairlead/casework";
import { personText } from "../say/people.ts";
import type { Words } from "../say/words.tsx";

type IdentifierReason = Extract<MatchReason, { kind: "identifier" }>;

export const identifierText = ({ t }: Words, { what, sure }: IdentifierReason): string =>
  sure ? t(`match-reason.${what}`) : t("match-reason.phone-end");

/** Who says so, and whether anybody else does. One member's word is called that. */
export const standingText = ({ t, days }: Words, known: KnownView, now: number): string => {
  const said = (who: PersonRef) => personText(t, who);
  if (known.withdrawn !== null) {
    const { by, at, reason } = known.withdrawn;
    return t("known.withdrawn-by", { who: said(by), at: days.when(at, now), reason });
  }
  if (known.confirmedAsAnother !== null)
    return t("known.confirmed-as-another", {
      who: said(known.by),
      second: said(known.confirmedAsAnother.by),
      at: days.when(known.at, now),
    });
  return known.confirmed === null
    ? t("known.unconfirmed", { who: said(known.by), at: days.when(known.at, now) })
    : t("known.confirmed-by", {
        who: said(known.by),
        second: said(known.confirmed.by),
        at: days.when(known.confirmed.at, now),
      });
};

/** What to do about it, in order of whom it could harm. Never: refuse. */
export const adviceText = ({ t }: Words, match: BoardMatch, known: KnownView | undefined): string => {
  if (match.judged?.verdict === "same") return t("match-do.same");
  if (match.subject.kind === "known") {
    if (known === undefined || known.withdrawn !== null) return t("match-do.withdrawn");
    return t(`match-do.${known.kind}`);
  }
  return t(`match-do.${match.subject.kind}`);
};
