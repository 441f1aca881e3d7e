import { tellDifference } from "./difference.ts";
import type { Change, Explanation } from "./why.ts";
import { beds, listed, tellRule } from "./words.ts";

/** An explanation in sentences, the most important first. */
export function tellExplanation(party: string, explanation: Explanation): string[] {
  switch (explanation.kind) {
    case "unknown-party":
      return [`There is no party ${party} in this problem.`];
    case "placed": {
      const { placement, cost, better, runnerUp } = explanation;
      return [
        `${party} is in ${placement.site} from period ${placement.start}, at a cost of ${cost}.`,
        ...better.map(({ site, start, saves, rules }) =>
          [
            `${site} from period ${start} would cost it ${saves} less.`,
            ...rules.map(tellRule),
            ...othersGain(rules.length),
          ].join(" "),
        ),
        runnerUp === null
          ? "There is no other plan, or none was found in the time."
          : `Without this placement the best plan costs ${runnerUp.price} more${runnerUp.proven ? "" : ", as far as was found"}; ${
              runnerUp.placement === null
                ? `${party} is left out`
                : `${party} is in ${runnerUp.placement.site} from period ${runnerUp.placement.start}`
            }. ${tellDifference(runnerUp.difference)}`,
      ];
    }
    case "unplaced": {
      const { conflict, changes, forced } = explanation;
      return [
        `${party} has no place. ${conflict.map(tellRule).join(" ") || "There is room, but to place it costs more than to leave it out."}`,
        ...changes.map((change) => tellChange(party, change)),
        forced === null
          ? "What it would cost to place it by moving others was not found in the time."
          : forced === "impossible"
            ? "Moving others does not help: with the rules as they are it cannot be placed."
            : `Placing it by moving others costs ${forced.price} more than leaving it out${forced.proven ? "" : ", as far as was found"}. ${tellDifference(forced.difference)}`,
      ];
    }
  }
}

function othersGain(rules: number): string[] {
  return rules === 0 ? ["It is free; but for the plan as a whole this is not better."] : [];
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
