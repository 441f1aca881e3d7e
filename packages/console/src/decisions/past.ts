import type { DecisionView } from "@fairlead/casework";

type Past = Pick<DecisionView, "at" | "expires" | "state" | "verdict">;

/** When it stopped waiting. Of what its author took back only the asking has an hour. */
export const pastAt = ({ at, expires, state, verdict }: Past): number =>
  verdict?.at ?? (state === "expired" ? expires : at);

export type Month<Of> = { month: string; all: Of[] };

/** Newest first, the first `most`, in the months of this device's calendar. */
export const byMonth = <Of extends Past>(
  decisions: readonly Of[],
  most: number,
  monthOf: (at: number) => string,
): Month<Of>[] => {
  const months: Month<Of>[] = [];
  for (const decision of decisions.toSorted((a, b) => pastAt(b) - pastAt(a)).slice(0, most)) {
    const month = monthOf(pastAt(decision));
    const last = months.at(-1);
    if (last?.month === month) last.all.push(decision);
    else months.push({ month, all: [decision] });
  }
  return months;
};
