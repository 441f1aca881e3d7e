import type { View } from "@fairlead/client";
import { nightsInARow } from "../duty/nights.ts";
import { HOUR } from "../say/spans.ts";
import type { Text, Values } from "../say/words.tsx";

/** Rules of thumb, said on the screen; nobody is kept from anything by them. */
export const REST = { nights: 3, hours: 10, exposure: 20 } as const;

type Carried = { exposure: number; onDutyFor: number; load: { month: { shifts: { from: number; until: number }[] } } };

/** Why somebody should rest. Empty: nothing that is known here says so. */
export const restReasons = (line: Carried, now: number): { text: Text; values: Values }[] => {
  const nights = nightsInARow(line.load.month.shifts, now);
  const hours = Math.floor(line.onDutyFor / HOUR);
  return [
    ...(nights >= REST.nights ? [{ text: "team.rest-nights" as const, values: { n: nights } }] : []),
    ...(line.onDutyFor > REST.hours * HOUR ? [{ text: "team.rest-hours" as const, values: { n: hours } }] : []),
    ...(line.exposure > REST.exposure ? [{ text: "team.rest-exposure" as const, values: { n: line.exposure } }] : []),
  ];
};

/** … the reader: who does not rest opens no page of numbers to be told. */
export const ownRest = ({ team, me }: Pick<View, "team" | "me">, now: number): ReturnType<typeof restReasons> => {
  const line = team.lines.find(({ person }) => person.id === me.id);
  return line === undefined ? [] : restReasons(line, now);
};
