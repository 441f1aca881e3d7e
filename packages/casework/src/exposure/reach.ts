import { type Graph, type Hop, keyOf, type Node } from "./graph.ts";

/** certain: nothing stands between · likely: one step further, or a while ago · possible: beyond that. */
export const SURENESSES = ["certain", "likely", "possible"] as const;
export type Sureness = (typeof SURENESSES)[number];

export type Reached = {
  node: Node;
  sureness: Sureness;
  cost: number;
  /** From what is marked to here, one hop after the other. */
  path: Hop[];
};

const surenessOf = (cost: number): Sureness => (cost <= 1 ? "certain" : cost === 2 ? "likely" : "possible");

/**
 * All that can be reached, each by its surest path. Whatever is joined at all is reached: how sure it is says how soon to
 * look at it, and nothing is left out because it is far.
 *
 * @param origin what is marked: reached itself, and not listed
 * @param first what it leads to directly
 */
export const reachFrom = (graph: Graph, origin: Node | null, first: readonly Hop[]): Reached[] => {
  const best = new Map<string, Reached>();
  const settled = new Set<string>(origin === null ? [] : [keyOf(origin)]);
  const waiting: Reached[][] = [];
  const offer = (hop: Hop, before: Reached | null): void => {
    const key = keyOf(hop.to);
    const cost = (before?.cost ?? 0) + (before?.path.at(-1)?.veiled ? 1 : 0) + hop.cost;
    const known = best.get(key);
    if (settled.has(key) || (known && known.cost <= cost)) return;
    const reached = { node: hop.to, sureness: surenessOf(cost), cost, path: [...(before?.path ?? []), hop] };
    best.set(key, reached);
    const row = waiting[cost] ?? [];
    waiting[cost] = row;
    row.push(reached);
  };
  for (const hop of first) offer(hop, null);
  if (origin !== null) for (const hop of graph.hopsFrom(origin)) offer(hop, null);
  // Costs are small whole numbers: one row of a queue for each. What costs nothing is added to the row that is walked.
  for (let cost = 0; cost < waiting.length; cost += 1) {
    for (const reached of waiting[cost] ?? []) {
      const key = keyOf(reached.node);
      if (settled.has(key)) continue;
      settled.add(key);
      for (const hop of graph.hopsFrom(reached.node)) offer(hop, reached);
    }
  }
  return [...best.values()];
};
