import type { SearchView } from "@fairlead/casework";

type Said = { about: SearchView["about"]; checkable: boolean; at: number };

/**
 * When somebody looked, as it is said: the go's 24 hours count from then. `at` null: not yet, and nobody has looked tomorrow.
 * `later`: what stands was looked at after that, and this would take its place.
 */
export const lookSaid = (
  search: readonly Pick<SearchView, "about" | "checkedAt">[],
  { about, checkable, at }: Said,
  now: number,
): { at: number | null; later: number | null } => {
  // That nobody can look holds from when it is said.
  if (!checkable) return { at: now, later: null };
  if (at > now) return { at: null, later: null };
  const stands = search.find((one) => one.about === about)?.checkedAt ?? null;
  return { at, later: stands !== null && stands > at ? stands : null };
};
