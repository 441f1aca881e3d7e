import type { CaseView, ConsentVersionView, ConsentView } from "@fairlead/casework";
import { DAY } from "../say/spans.ts";
import type { Words } from "../say/words.tsx";

/** A day is a day of UTC; at noon it is the same one nearly everywhere. */
export const noon = (day: number): number => day * DAY + DAY / 2;

/** Whether it holds. A no at the first asking takes nothing back. */
export const standingText = (t: Words["t"], { standing, refused }: Pick<ConsentView, "standing" | "refused">): string =>
  t(refused ? "consent.refused" : `consent-standing.${standing}`);

/** What one version said, without its words. */
export const versionText = ({ t, days }: Words, version: ConsentVersionView): string => {
  if (version.kind === "withdrawn") return t("consent-standing.withdrawn");
  const what =
    version.covers.length === 0
      ? t("consent.covers-nothing")
      : t("consent.covers", { what: version.covers.map((each) => t(`consent-covers.${each}`)).join(", ") });
  const until =
    version.until === null ? t("consent.until-withdrawn") : t("consent.until", { day: days.date(noon(version.until)) });
  return `${what} · ${until}`;
};

/** The strip's line: how many hold, and each that has ended, by its name. */
export const stripText = ({ t }: Words, consents: CaseView["consents"]): string => {
  const given = consents.filter(({ standing }) => standing === "given").length;
  const ended = consents
    .filter(({ standing }) => standing !== "given")
    .map((one) => `${t(`consent-purpose.${one.purpose}`)}: ${standingText(t, one)}`);
  return [t("consent.strip", { n: given }), ...ended].join(" · ");
};

/** For what no part, referral, journey or bundle stands in the program: whoever withdraws must not believe that it stops. */
export const byHandText = (t: Words["t"], purpose: ConsentView["purpose"]): string | null => {
  switch (purpose) {
    case "photograph":
    case "money":
    case "relative":
    case "testimony-publish":
      return t(`consent.by-hand-${purpose}`);
    default:
      return null;
  }
};
