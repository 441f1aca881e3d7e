import { MINUTE } from "../day.ts";

/** The moment of a minute of this journey. */
export const momentOf = ({ date, offset }: { date: string; offset: number }, minute: number): number =>
  Date.parse(`${date}T00:00:00Z`) + (minute - offset) * MINUTE;
