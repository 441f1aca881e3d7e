import { tellDifference } from "./difference.ts";
import type { Change, Explanation } from "./why.ts";
import { beds, listed, tellRule } from "./words.ts";

/** An explanation in sentences, the most important first. */
export function tellExplanation(party: string, explanation: Explanation): string[] {
  switch (explanation.kind) {
    case "unknown-party":
      return [`There is no party ${party} in this problem.`];
    case "no-plan":
      return ["There is no plan, so nobody has a place.", ...explanation.reasons];
    case "placed": {
      const { placement, cost, better, runnerUp } = explanation;
      return [
        `${party} is in ${placement.site} from period ${placement.start}, at a cost of ${cost}.`,
        ...better.map(({ site, start, saves, rules }) =>
          [
            `${site} from period ${start} would cost it ${saves} less.`,
            ...rules.map(tellRule),
            ...(rules.length === 0 ? [NOT_THE_BEST] : []),
          ].join(" "),
        ),
        runnerUp === null
          ? "There is no other plan, or none was found in the time."
          : `Without this placement the best plan costs ${differs(runnerUp.price)}${runnerUp.proven ? "" : ", as far as was found"}; ${
              runnerUp.placement === null
                ? `${party} is left out`
                : `${party} is in ${runnerUp.placement.site} from period ${runnerUp.placement.start}`
            }. ${tellDifference(runnerUp.difference)}`,
      ];
    }
    case "unplaced": {
      const { conflict, room, changes, forced } = explanation;
      return [
        [`${party} has no place.`, ...conflict.map(tellRule), ...(room === null ? [] : tellRoom(room))].join(" "),
        ...changes.map((change) => tellChange(party, change)),
        forced === null
          ? "What it would cost to place it by moving others was not found in the time."
          : forced === "impossible"
            ? "Moving others does not help: with the rules as they are it cannot be placed."
            : `Placing it by moving others costs ${differs(forced.price)} than leaving it out${forced.proven ? "" : ", as far as was found"}. ${tellDifference(forced.difference)}`,
      ];
    }
  }
}

/** Whoever may go to a place that is free and costs less makes the plan cheaper by going there. */
const NOT_THE_BEST = "It is free: this plan is not the best yet.";

function tellRoom({ site, start, dearer }: { site: string; start: number; dearer: number }): string[] {
  if (dearer < 0) return [`There is room in ${site} from period ${start}.`, NOT_THE_BEST];
  const than = dearer === 0 ? "as much as" : `${dearer} more than`;
  return [`There is room in ${site} from period ${start}, but it costs ${than} leaving it out.`];
}

/** A price below 0: the plan that was asked about was not the best, or a pin stood in the way of a better one. */
function differs(price: number): string {
  return price < 0 ? `${-price} less` : `${price} more`;
}

function tellChange(party: string, change: Change): string {
  if (change.kind === "start") return `It could be in ${change.site} if it may start in period ${change.start}.`;
  const { rule, site, start } = change;
  const place = `${party} could be in ${site} from period ${start}`;
  switch (rule.kind) {
    case "full":
    case "too-small": {
      const when = rule.from === rule.to ? `in period ${rule.from}` : `in periods ${rule.from} to ${rule.to}`;
      return `With ${beds(change.beds ?? 0)} more in ${site} ${when}, ${place}.`;
    }
    case "apart":
      return `If it need not be kept apart from ${rule.with}, ${place}.`;
    case "barred":
      return `If ${site} were not barred (${rule.reason || "no reason is given"}), ${place}.`;
    default:
      return `Without this: ${listed([tellRule(rule)])} ${place}.`;
  }
}
