import type { Row } from "./formulation.ts";

/** What a row leaves below its upper side; negative where `at` breaks it. */
export function slackOf({ upper, columns, values }: Row, at: Float64Array): number {
  let slack = upper;
  for (let place = 0; place < columns.length; place++) slack -= (values[place] ?? 0) * (at[columns[place] ?? 0] ?? 0);
  return slack;
}
