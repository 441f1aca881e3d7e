/** What explanations say in English. Another language takes the values (`Rule`, `Change` …) and says them its way. */
import type { Rule } from "./rule.ts";

export function tellRule(rule: Rule): string {
  switch (rule.kind) {
    case "barred":
      return `${rule.site} is barred: ${rule.reason || "no reason is given"}.`;
    case "too-small":
      return `${rule.site} has ${beds(rule.beds)} ${periods(rule.from, rule.to)}, too few for ${people(rule.people)}.`;
    case "full":
      return `${rule.site} has ${rule.free === 0 ? "no bed" : `only ${beds(rule.free)}`} free ${periods(rule.from, rule.to)}, for ${people(rule.people)}.`;
    case "apart":
      return `${rule.with} is in ${rule.site} at that time, and the two are kept apart.`;
    case "pinned":
      return `${rule.party} is pinned to ${rule.site} from period ${rule.start}.`;
    case "pin-against-terms":
      return `The pin to ${rule.site} from period ${rule.start} is outside of what the party's own terms allow.`;
    case "too-late":
      return `The stay begins in period ${rule.earliest} at the earliest, after the plan's last period ${rule.periods - 1}.`;
    case "no-site-open":
      return "No site is open to the party.";
  }
}

export function people(count: number): string {
  return count === 1 ? "1 person" : `${count} people`;
}

export function beds(count: number): string {
  return count === 1 ? "1 bed" : `${count} beds`;
}

export function periods(from: number, to: number): string {
  return from === to ? `in period ${from}` : `in periods ${from} to ${to}`;
}

export function listed(names: readonly string[]): string {
  if (names.length === 0) return "nothing";
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
