const MOST_STEPS = 50_000;

/**
 * The fewest rules of which each set holds at least one: together they explain every refusal.
 *
 * Exact by branching on the smallest set that is not yet explained; beyond a number of steps the best found so far.
 */
export function smallestHitting<T>(sets: readonly (readonly T[])[], nameOf: (rule: T) => string): T[] {
  let best: T[] | null = null;
  let steps = 0;
  const search = (chosen: T[], names: ReadonlySet<string>): void => {
    if (best !== null && (chosen.length >= best.length || ++steps > MOST_STEPS)) return;
    const open = sets.filter((rules) => !rules.some((rule) => names.has(nameOf(rule))));
    const [first] = open.toSorted((a, b) => a.length - b.length);
    if (first === undefined) {
      best = chosen;
      return;
    }
    const explained = (rule: T) => open.filter((rules) => rules.some((other) => nameOf(other) === nameOf(rule))).length;
    for (const rule of first.toSorted((a, b) => explained(b) - explained(a)))
      search([...chosen, rule], new Set([...names, nameOf(rule)]));
  };
  search([], new Set());
  return best ?? [];
}
