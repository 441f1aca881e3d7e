import type { CaseView, PersonRef } from "../view.ts";

/** What a colleague brought in and is open. `at`: the newest of them. */
export type BroughtIn = { by: PersonRef; cases: number; at: number };

/**
 * Imports whose names are not in this member's hands: a case that came from a colleague's file, whose part with the names
 * the reader does not hold. No row can be held against them, and the same list brought in twice makes every case twice. Newest
 * first. Cases of which the reader holds nothing are not among them: only whoever brought them in can say so.
 */
export const broughtInByOthers = (cases: readonly CaseView[]): BroughtIn[] => {
  const found = new Map<string, BroughtIn>();
  for (const { imported, closed, closedParts } of cases) {
    if (imported === null || imported.by.me || closed !== null || !closedParts.includes("identity")) continue;
    const known = found.get(imported.by.id) ?? { by: imported.by, cases: 0, at: imported.at };
    found.set(imported.by.id, { ...known, cases: known.cases + 1, at: Math.max(known.at, imported.at) });
  }
  return [...found.values()].toSorted((a, b) => b.at - a.at);
};
