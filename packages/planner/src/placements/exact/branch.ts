/**
 * Where a tree branches: a party of which the relaxation has a part in one place and a part elsewhere, first between sites
 * (left out is one of them), then between starts. On one side it stays there, on the other it must not.
 */
import type { Formulation } from "./formulation.ts";

export type Bounds = { column: number; lower: number; upper: number };

/** What has come of branching so far: by kind, how much the bound rose for each whole unit of change. */
export type Learnt = { staying: Rises; leaving: Rises };
type Rises = { sum: Float64Array; count: Float64Array };

export type Branch = { kind: number; share: number; stay: Bounds[]; leave: Bounds[] };

/** How much a branch counts that only sets a party's start, against one that sets its site. */
const START_ONLY = 1e-3;

export function nothingLearnt({ kinds }: Formulation): Learnt {
  const none = (): Rises => ({ sum: new Float64Array(kinds.length), count: new Float64Array(kinds.length) });
  return { staying: none(), leaving: none() };
}

export function learn(rises: Rises, kind: number, rise: number): void {
  rises.sum[kind] = (rises.sum[kind] ?? 0) + rise;
  rises.count[kind] = (rises.count[kind] ?? 0) + 1;
}

export type Brancher = {
  formulation: Formulation;
  lower: Float64Array;
  upper: Float64Array;
  learnt: Learnt;
  chance: () => number;
  /** Whoever is nearest to being in a place stays there: soon at some plan. Else: where both sides cost most. */
  hasty: boolean;
};

/** @returns null where `values` is whole */
export function branchAt(brancher: Brancher, values: Float64Array): Branch | null {
  const { formulation, chance, hasty } = brancher;
  const { kinds, kindOf, table } = formulation;
  const shares = new Map<number, number>();
  values.forEach((value, column) => {
    const place = placeOf(formulation, column);
    if (value > 1e-6) shares.set(place, (shares.get(place) ?? 0) + value);
  });
  const rise = riseExpected(brancher);
  let best: { column: number; share: number; score: number } | null = null;
  for (let column = 0; column < values.length; column++) {
    const value = values[column] ?? 0;
    if (Math.abs(value - Math.round(value)) < 1e-6) continue;
    const inSite = shares.get(placeOf(formulation, column)) ?? 0;
    const betweenSites = inSite < 1 - 1e-6;
    const share = betweenSites ? inSite : value;
    const kind = kindOf[column] ?? 0;
    const score = hasty
      ? (betweenSites ? share : share - 1) * (0.8 + 0.4 * chance()) + 0.1 * (table.people[kinds[kind]?.[0] ?? 0] ?? 1)
      : rise(kind, share) * (0.7 + 0.6 * chance()) * (betweenSites ? 1 : START_ONLY);
    if (best === null || score > best.score) best = { column, share, score };
  }
  return best === null ? null : sidesOf(brancher, values, best.column, best.share);
}

function placeOf({ kindOf, options, table }: Formulation, column: number): number {
  const site = column < options.length ? (table.site[options[column] ?? 0] ?? 0) : table.sites;
  return (kindOf[column] ?? 0) * (table.sites + 1) + site;
}

/** The product of what both sides may bring. Kinds never tried are held for average, the larger party for more. */
function riseExpected({ formulation: { kinds, table }, learnt }: Brancher) {
  const average = ({ sum, count }: Rises) => {
    let [all, tried] = [1, 1];
    sum.forEach((each, kind) => {
      if (count[kind] === 0) return;
      all += each / (count[kind] ?? 1);
      tried++;
    });
    return all / tried;
  };
  const averages = { staying: average(learnt.staying), leaving: average(learnt.leaving) };
  const expected = (side: keyof Learnt, kind: number) => {
    const usual = averages[side] * 0.7 * (table.people[kinds[kind]?.[0] ?? 0] ?? 1);
    return ((learnt[side].sum[kind] ?? 0) + usual) / ((learnt[side].count[kind] ?? 0) + 1);
  };
  return (kind: number, share: number) =>
    Math.max(1e-3, (1 - share) * expected("staying", kind)) * Math.max(1e-3, share * expected("leaving", kind));
}

function sidesOf({ formulation, lower, upper }: Brancher, values: Float64Array, column: number, share: number): Branch {
  const kind = formulation.kindOf[column] ?? 0;
  if ((formulation.kinds[kind]?.length ?? 0) > 1) {
    const floor = Math.floor((values[column] ?? 0) + 1e-6);
    return {
      kind,
      share: (values[column] ?? 0) - floor,
      stay: [{ column, lower: floor + 1, upper: upper[column] ?? 0 }],
      leave: [{ column, lower: lower[column] ?? 0, upper: floor }],
    };
  }
  const place = placeOf(formulation, column);
  const oneStart = share === values[column]; // no other start at that site has a part
  const stay: Bounds[] = [];
  const leave: Bounds[] = [];
  formulation.kindOf.forEach((other, each) => {
    if (other !== kind || upper[each] === 0) return;
    const there = oneStart ? each === column : placeOf(formulation, each) === place;
    (there ? leave : stay).push({ column: each, lower: 0, upper: 0 });
  });
  return { kind, share, stay, leave };
}
