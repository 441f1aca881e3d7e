import type { LookView } from "@fairlead/casework";
import type { Words } from "../say/words.tsx";

/** What a look at a search found, or that nobody could look. */
export const foundText = (t: Words["t"], { known, checkable }: Pick<LookView, "known" | "checkable">): string =>
  t(checkable ? `search-known.${known}` : "search.not-checkable");
