import { type CaseView, needsResponse, type Status, statusCounts, whomOf } from "@fairlead/casework";
import type { Words } from "./words.tsx";

/** "detained", or "2 of 4 detained" where it is not so of all of them. */
export const statusText = (
  { t, language }: Pick<Words, "t" | "language">,
  { status, people }: { status: Status; people: number },
  of: number,
): string => {
  const said = t(`status-of.${status}`);
  return people >= of ? said : t("status.some", { n: people, of, status: said.toLocaleLowerCase(language) });
};

/** All of a case in one line; null: nobody has said. */
export const statusLine = (words: Pick<Words, "t" | "language">, one: Pick<CaseView, "statuses" | "people">) => {
  const counts = statusCounts(one);
  if (counts.length === 0) return null;
  return {
    text: counts.map((count) => statusText(words, count, one.people)).join(" · "),
    bad: counts.some(({ status }) => needsResponse(status)),
  };
};

/** As the team calls them: never a name. Empty: it is all of them. */
export const whomText = ({ persons }: Pick<CaseView, "persons">, whom: readonly string[] | null): string =>
  whom === null
    ? ""
    : whomOf({ persons }, whom)
        .map((person) => persons.find((one) => one.person === person)?.alias ?? person)
        .join(", ");
