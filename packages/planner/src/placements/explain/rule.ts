/** A rule as a team would name it: what keeps a party from a site. Periods are inclusive. */
export type Rule =
  | { kind: "barred"; site: string; reason: string }
  /** Even empty, the site has no room for the party. */
  | { kind: "too-small"; site: string; beds: number; people: number; from: number; to: number }
  /** As the plan stands, fewer beds are free than the party needs. */
  | { kind: "full"; site: string; free: number; people: number; from: number; to: number }
  | { kind: "apart"; with: string; site: string }
  | { kind: "pinned"; party: string; site: string; start: number }
  /** The pin lies outside of what the party's own terms allow. */
  | { kind: "pin-against-terms"; site: string; start: number }
  /** No start in the party's time lies within the plan's periods. */
  | { kind: "too-late"; earliest: number; periods: number }
  | { kind: "no-site-open" };

/** Two sightings of one rule: taking it away once takes away both. */
export function ruleName(rule: Rule): string {
  switch (rule.kind) {
    case "barred":
    case "pin-against-terms":
      return `${rule.kind} ${rule.site}`;
    case "too-small":
    case "full":
      return `beds ${rule.site}`;
    case "apart":
      return `apart ${rule.with}`;
    case "pinned":
      return `pinned ${rule.party}`;
    case "too-late":
    case "no-site-open":
      return rule.kind;
  }
}
