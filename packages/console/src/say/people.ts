import type { PersonRef } from "@fairlead/casework";
import type { Say } from "./words.tsx";

/** How a colleague is called on screen; never a name. Without a handle: the first letters of the id. */
export const personText = (t: Say, person: PersonRef): string => {
  if (person.me) return t("person.you");
  return person.handle ?? t("person.unnamed", { id: person.id.slice(0, 6) });
};

export const peopleText = (t: Say, people: readonly PersonRef[]): string =>
  // The reader stands first: "you, Heron, Plover".
  [...people]
    .sort((a, b) => Number(b.me) - Number(a.me))
    .map((person) => personText(t, person))
    .join(", ");
