import type { LookView } from "@fairlead/casework";
import { useWords, type Words } from "../say/words.tsx";

type Look = Pick<LookView, "known" | "checkable">;

/** What a look at a search found, or that nobody could look. */
export const foundText = (t: Words["t"], { known, checkable }: Look): string =>
  t(checkable ? `search-known.${known}` : "search.not-checkable");

/** What two people have to weigh: somebody looked, and it is not that nothing was found. */
export const isToWeigh = ({ known, checkable }: Look): boolean => checkable && known !== "none-found";

export const Found = ({ look }: { look: Look }) => {
  const { t } = useWords();
  return <b className={isToWeigh(look) ? "danger" : ""}>{foundText(t, look)}</b>;
};
