import type { CaseView, ThreatView } from "@fairlead/casework";

/** What its author says of one, in the words in which it stands: so that it can be said again. */
export const saidOf = ({ threat, who, kind, reach, certainty, source }: ThreatView) => ({
  ...{ threat, who, kind, reach, certainty, source },
});

/** Places that a threat names no more and the last assessment still does: that is somebody's word of its own, and weighs on. */
export const stillAssessed = ({ risk }: Pick<CaseView, "risk">, gone: readonly string[]): string[] => {
  const named = new Set(gone.map((place) => place.toLocaleLowerCase()));
  return (risk?.reach ?? []).filter((place) => named.has(place.toLocaleLowerCase()));
};
