/**
 * The plan that is there at once: simulated annealing over ejection chains.
 *
 * A step sends one party to one of its options, whoever must leave for it; those who left go to the cheapest place that
 * is free, or push others out in turn, a few times at most. The whole chain counts as one move and is taken back unless
 * the temperature allows what it costs.
 *
 * Sources: Kirkpatrick et al., Optimization by Simulated Annealing (Science 220, 1983); Yagiura et al., An ejection
 * chain approach for the generalized assignment problem (INFORMS J. on Computing 16, 2004).
 */
import { type Assignment, costOf, LEFT_OUT, type Table } from "../table.ts";
import { type Board, makeBoard } from "./board.ts";
import { chanceFrom } from "./chance.ts";

/** How many in a chain may push somebody out. */
const DEPTH = 6;
/** From hot to cold, as shares of what parties typically pay for their middle option instead of their best. */
const HOT = 0.3;
const COLD = 0.02;
/** Steps between looks at the clock and the thermometer. */
const CHECK_EVERY = 256;

export type AnnealOptions = {
  seed: number;
  steps: number;
  /** Share of the time that is used up; asked now and then. It cools no slower than time passes, and ends at 1. */
  used?: () => number;
  /** By option: what it costs beyond its share of the bound. Those far beyond it are not tried. */
  reducedCosts?: Float64Array;
};

/** @returns the best assignment met; it breaks no rule. */
export function anneal(table: Table, options: AnnealOptions): Assignment {
  const chance = chanceFrom(options.seed);
  const priceOut = pricesOut(table);
  const board = makeBoard(table, priceOut, chance);
  begin(board, table, priceOut);
  const tried = triedOptions(table, options.reducedCosts);
  const spread = typicalSpread(table);
  const hot = spread * HOT;
  const cold = spread * COLD;
  let temperature = hot;
  let best = board.cost();
  let kept = board.at.slice();

  const stamp = new Int32Array(table.people.length).fill(-1);
  const moved: number[] = [];
  const pending: number[] = [];
  let step = 0;
  const remember = (party: number) => {
    if (stamp[party] === step) return;
    stamp[party] = step;
    moved.push(party, board.at[party] ?? LEFT_OUT);
  };
  const leaving = (party: number) => {
    remember(party);
    pending.push(party);
  };

  /** Those who had to leave find a place, or stay out, which costs. */
  function settle(limit: number): void {
    for (let pushes = DEPTH; pending.length > 0; ) {
      const party = takeCostliest(pending, priceOut);
      const fit = board.cheapestFit(party);
      const affordable = fit !== LEFT_OUT && board.cost() + (table.cost[fit] ?? 0) - (priceOut[party] ?? 0) <= limit;
      if (fit !== LEFT_OUT && (affordable || pushes === 0 || chance() < 0.5)) {
        board.put(party, fit);
        continue;
      }
      const list = tried[party] ?? [];
      if (pushes === 0 || list.length === 0) continue;
      pushes--;
      board.force(party, list[Math.floor(chance() ** 3 * list.length)] ?? 0, leaving);
      let least = board.cost();
      for (const other of pending) least += (table.cost[table.first[other] ?? 0] ?? 0) - (priceOut[other] ?? 0);
      if (least > limit) return;
    }
  }

  for (; step < options.steps; step++) {
    if (step % CHECK_EVERY === 0) {
      const used = options.used?.() ?? 0;
      if (used >= 1) break;
      temperature = hot * (cold / hot) ** Math.max(step / options.steps, used);
    }
    const party = Math.floor(chance() * tried.length);
    const list = tried[party] ?? [];
    const option = list[Math.floor(chance() ** 2 * list.length)];
    if (option === undefined || option === board.at[party]) continue;
    const limit = board.cost() - temperature * Math.log(chance() + 1e-12);
    moved.length = 0;
    pending.length = 0;
    remember(party);
    if (board.at[party] !== LEFT_OUT) board.take(party);
    board.force(party, option, leaving);
    settle(limit);
    if (board.cost() > limit) takeBack(board, moved);
    else if (board.cost() < best) {
      best = board.cost();
      kept = board.at.slice();
    }
  }
  return kept;
}

/** The one in whose stead the others would rather wait stands first: who costs most when left out. */
function begin(board: Board, table: Table, priceOut: Float64Array): void {
  const perPerson = (party: number) => (priceOut[party] ?? 0) / (table.people[party] ?? 1);
  const order = Array.from(priceOut.keys()).sort((a, b) => perPerson(b) - perPerson(a) || a - b);
  for (const party of order) {
    const fit = board.cheapestFit(party);
    if (fit !== LEFT_OUT) board.put(party, fit);
  }
}

function takeBack(board: Board, moved: readonly number[]): void {
  for (let index = 0; index < moved.length; index += 2) {
    const party = moved[index] ?? 0;
    if (board.at[party] !== LEFT_OUT) board.take(party);
  }
  for (let index = 0; index < moved.length; index += 2) {
    const before = moved[index + 1] ?? LEFT_OUT;
    if (before !== LEFT_OUT) board.put(moved[index] ?? 0, before);
  }
}

function takeCostliest(pending: number[], priceOut: Float64Array): number {
  let place = 0;
  for (let index = 1; index < pending.length; index++)
    if ((priceOut[pending[index] ?? 0] ?? 0) > (priceOut[pending[place] ?? 0] ?? 0)) place = index;
  const party = pending[place] ?? 0;
  pending[place] = pending.at(-1) ?? 0;
  pending.pop();
  return party;
}

/** Leaving out somebody who must be placed outweighs all else. */
function pricesOut(table: Table): Float64Array {
  let most = 1;
  table.people.forEach((_, party) => {
    const last = (table.first[party + 1] ?? 0) - 1;
    const dearest = last >= (table.first[party] ?? 0) ? (table.cost[last] ?? 0) : 0;
    most += Math.max(dearest, table.mustPlace[party] ? 0 : (table.outCost[party] ?? 0));
  });
  return table.outCost.map((price, party) => (table.mustPlace[party] ? most : price));
}

function triedOptions(table: Table, reducedCosts: Float64Array | undefined): number[][] {
  const far = typicalSpread(table);
  return Array.from(table.people, (_, party) => {
    const all = Array.from(
      { length: (table.first[party + 1] ?? 0) - (table.first[party] ?? 0) },
      (_, index) => (table.first[party] ?? 0) + index,
    );
    if (reducedCosts === undefined) return all;
    const near = all.filter((option) => (reducedCosts[option] ?? 0) <= far);
    return near.sort((a, b) => (reducedCosts[a] ?? 0) - (reducedCosts[b] ?? 0));
  });
}

/** What a party pays for its middle option more than for its best: the median over all parties. */
function typicalSpread(table: Table): number {
  const spreads = Array.from(table.people, (_, party) => {
    const from = table.first[party] ?? 0;
    const to = table.first[party + 1] ?? 0;
    return to > from ? (table.cost[(from + to) >> 1] ?? 0) - (table.cost[from] ?? 0) : 0;
  }).sort((a, b) => a - b);
  return Math.max(spreads[spreads.length >> 1] ?? 0, 1e-3);
}

/** How many steps are quick: well under a second for four hundred people. */
export function quickSteps(table: Table): number {
  return Math.min(400_000, 2_000 + 1_000 * table.people.length);
}

/** The plan that can be had at once. Mandatory parties may be missing from it: see `costOf`. */
export function instantPlan(table: Table, seed: number, stopped: () => boolean): Assignment {
  const steps = quickSteps(table);
  const used = () => (stopped() ? 1 : 0);
  const found = anneal(table, { seed, steps, used });
  if (costOf(table, found) !== Number.POSITIVE_INFINITY) return found;
  return anneal(table, { seed: seed + 1, steps, used });
}
