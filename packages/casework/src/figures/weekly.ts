import type { LedgerState } from "../fold/ledger.ts";
import type { FigureWeek } from "../operation.ts";
import type { MovedTo } from "../words.ts";

export type Terms = {
  /** Day the hotline opened: the first week begins with it. */
  openedOn: number;
  asOf: number;
  delayDays: number;
};

/**
 * Cumulative counts of people at the end of each whole week since the hotline opened.
 *
 * A week is told only when its last day is `delayDays` old: a move counts after the delay, and no later figure says
 * anything about a day that an earlier one did not also cover whole [P10]. Weeks, not days; totals, not rows.
 *
 * What this does not yet do (docs/threat-model.md): hold back a week in which one person moved, round, or check a
 * release against all earlier ones. A correction between two releases can be seen as a difference.
 */
export const weeklyFigures = (ledger: LedgerState, { openedOn, asOf, delayDays }: Terms): FigureWeek[] => {
  const moves = [...ledger.moves.values()];
  const asked = [...ledger.asked.values()];
  const until = (to: MovedTo, day: number) =>
    moves.reduce((sum, move) => (move.to === to && move.day <= day ? sum + move.people : sum), 0);
  const weeks: FigureWeek[] = [];
  for (let ends = openedOn + 6; ends + delayDays <= asOf; ends += 7) {
    weeks.push({
      ends,
      asked: asked.filter((day) => day <= ends).length,
      evacuated: until("evacuated", ends),
      abroad: until("abroad", ends),
    });
  }
  return weeks;
};
