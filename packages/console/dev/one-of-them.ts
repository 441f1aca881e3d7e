/** An invented party of four: one is held, one is not heard of, one is well, and of one nobody has said anything. Not shipped. */
import type { PersonView } from "@fairlead/casework";
import type { View } from "@fairlead/client";

const HOUR = 3_600_000;

/** On the first case of the list. */
export const oneOfThemDesk = (view: View): View => {
  const [first, ...others] = view.cases;
  if (first === undefined) return view;
  const by = view.people.find((one) => one.me) as PersonView;
  const said = (status: "detained" | "lost-contact" | "well", person: string, ago: number, note: string) => ({
    ...{ status, note, at: view.now - ago * HOUR, by, whom: [person], people: 1 },
  });
  const persons = ["1", "2", "3", "4"].map((person) => ({
    ...{ person, alias: person === "1" ? first.alias : `${first.alias} ${person}`, version: 0, counted: true },
  }));
  const statuses = [
    said("lost-contact", "3", 1, "Her telephone is off since the invented bridge."),
    said("detained", "2", 3, "Seen at an invented checkpoint."),
    said("well", "1", 5, "They rang."),
  ];
  return { ...view, cases: [{ ...first, people: 4, persons, statuses }, ...others] };
};
