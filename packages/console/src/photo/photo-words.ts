import type { PhotoView } from "@fairlead/casework";
import type { Words } from "../say/words.tsx";

/** What is on it; the number of a paper only where names are uncovered. */
export const shownOn = (
  { t }: Words,
  { shows, paper }: Pick<PhotoView, "shows" | "paper">,
  covered: boolean,
): string => {
  const what = shows === "person" ? t("photo.person") : t(`paper.${shows}`);
  return covered || paper === "" ? what : `${what} ${paper}`;
};
