/**
 * The problem as columns and rows, in a form whose relaxation says much.
 *
 * One column for each option of each *kind* of party: parties that are alike in everything share a column that counts
 * them, so that no solver has to find out that exchanging them changes nothing. Rows: each kind is placed or left out;
 * beds in each site and period; and for each clique of parties set apart, one row a site and period instead of one a
 * pair, only where it is not contained in another.
 */
import { groupedBy } from "../group.ts";
import { type Assignment, LEFT_OUT, type Table } from "../table.ts";

/**
 * From so many kinds on, sites are large against parties and the relaxation is nearly right: a few columns for each kind
 * hold a plan that is close to its bound.
 */
export const MANY_KINDS = 800;

export type Row = { lower: number; upper: number; columns: number[]; values: number[] };

export type Formulation = {
  table: Table;
  /** Parties of each kind. */
  kinds: readonly (readonly number[])[];
  /** Columns 0 … options.length - 1 place; then one a kind leaves out. */
  options: Int32Array;
  kindOf: Int32Array;
  costs: Float64Array;
  /** How often a column can be taken: the size of its kind, 0 where leaving out is not allowed. */
  most: Float64Array;
  rows: Row[];
  /** By site * periods + period: the options' columns that take beds there. */
  covering: readonly (readonly number[])[];
  /** By so much a sum of costs that a simplex method has worked out may be wrong. */
  blur: number;
};

/** What a double loses of the dearest plan's cost, with some to spare for the many steps of a simplex method. */
const LOST = 1e-13;

export function formulate(table: Table): Formulation {
  const kinds = kindsOf(table);
  const leaders = kinds.map(([leader = 0]) => leader);
  const options = Int32Array.from(
    leaders.flatMap((leader) => range(table.first[leader] ?? 0, table.first[leader + 1] ?? 0)),
  );
  const kindAt = new Map(leaders.map((leader, kind) => [leader, kind]));
  const kindOf = Int32Array.from([
    ...Array.from(options, (option) => kindAt.get(table.party[option] ?? 0) ?? 0),
    ...kinds.keys(),
  ]);
  const size = (kind: number) => kinds[kind]?.length ?? 0;
  const formulation: Formulation = {
    table,
    kinds,
    options,
    kindOf,
    costs: Float64Array.from([
      ...Array.from(options, (option) => table.cost[option] ?? 0),
      ...leaders.map((leader) => table.outCost[leader] ?? 0),
    ]),
    most: Float64Array.from(kindOf, (kind, column) =>
      column >= options.length && table.mustPlace[leaders[kind] ?? 0] ? 0 : size(kind),
    ),
    rows: [],
    covering: coveringColumns(table, options),
    blur: 0,
  };
  const dearest = new Float64Array(kinds.length);
  formulation.costs.forEach((cost, column) => {
    const kind = kindOf[column] ?? 0;
    dearest[kind] = Math.max(dearest[kind] ?? 0, cost * size(kind));
  });
  formulation.blur = LOST * dearest.reduce((sum, cost) => sum + cost, 0);
  formulation.rows = [...placingRows(formulation), ...bedRows(formulation), ...apartRows(formulation)];
  return formulation;
}

/** How often each column is taken by an assignment. */
export function toColumns({ table, options, kinds }: Formulation, assignment: Assignment): Float64Array {
  const columnOf = new Map(Array.from(options, (option, column) => [option, column]));
  const values = new Float64Array(options.length + kinds.length);
  kinds.forEach((parties, kind) => {
    const leader = parties[0] ?? 0;
    for (const party of parties) {
      const option = assignment[party] ?? LEFT_OUT;
      const sameForLeader = option - (table.first[party] ?? 0) + (table.first[leader] ?? 0);
      const column = option === LEFT_OUT ? options.length + kind : (columnOf.get(sameForLeader) ?? 0);
      values[column] = (values[column] ?? 0) + 1;
    }
  });
  return values;
}

/** Columns' values back as an assignment; alike parties are handed out in their order in the file. */
export function toAssignment({ table, options, kinds, kindOf }: Formulation, values: Float64Array): Assignment {
  const assignment = new Int32Array(table.people.length).fill(LEFT_OUT);
  const handedOut = new Int32Array(kinds.length);
  options.forEach((option, column) => {
    const parties = kinds[kindOf[column] ?? 0] ?? [];
    for (let count = Math.round(values[column] ?? 0); count > 0; count--) {
      const next = handedOut[kindOf[column] ?? 0] ?? 0;
      const party = parties[next];
      if (party === undefined) return;
      handedOut[kindOf[column] ?? 0] = next + 1;
      assignment[party] = option - (table.first[parties[0] ?? 0] ?? 0) + (table.first[party] ?? 0);
    }
  });
  return assignment;
}

function kindsOf(table: Table): number[][] {
  const groups = groupedBy(table.people.keys(), (party) => {
    if ((table.apart[party] ?? []).length > 0) return `alone ${party}`;
    const [from, to] = [table.first[party] ?? 0, table.first[party + 1] ?? 0];
    const terms = [table.people[party], table.mustPlace[party], table.outCost[party]];
    const parts = [table.site, table.start, table.end, table.cost].map((part) => part.subarray(from, to).join(" "));
    return [...terms, ...parts].join(";");
  });
  return [...groups.values()];
}

function coveringColumns({ sites, periods, site, start, end }: Table, options: Int32Array): number[][] {
  const covering: number[][] = Array.from({ length: sites * periods }, () => []);
  options.forEach((option, column) => {
    const row = (site[option] ?? 0) * periods;
    for (let bed = row + (start[option] ?? 0); bed < row + (end[option] ?? 0); bed++) covering[bed]?.push(column);
  });
  return covering;
}

function placingRows({ kinds, kindOf, options }: Formulation): Row[] {
  const rows = kinds.map(({ length }): Row => ({ lower: length, upper: length, columns: [], values: [] }));
  kindOf.forEach((kind, column) => {
    rows[kind]?.columns.push(column);
    rows[kind]?.values.push(1);
  });
  return options.length + kinds.length === 0 ? [] : rows;
}

function bedRows({ table, covering, kindOf, kinds, options }: Formulation): Row[] {
  return covering.flatMap((columns, bed) => {
    const values = columns.map((column) => table.people[table.party[options[column] ?? 0] ?? 0] ?? 0);
    const beds = table.beds[bed] ?? 0;
    const atMost = new Map(columns.map((column, index) => [kindOf[column] ?? 0, values[index] ?? 0]));
    let most = 0;
    for (const [kind, people] of atMost) most += people * (kinds[kind]?.length ?? 0);
    return most > beds ? [{ lower: Number.NEGATIVE_INFINITY, upper: beds, columns: [...columns], values }] : [];
  });
}

function apartRows({ table, kinds, covering, kindOf }: Formulation): Row[] {
  const kindAt = new Map(kinds.flatMap((parties, kind) => parties.map((party) => [party, kind] as const)));
  const rows: Row[] = [];
  for (const clique of cliquesOf(table.apart)) {
    const members = new Set(clique.map((party) => kindAt.get(party) ?? 0));
    for (let site = 0; site < table.sites; site++) {
      const sets = covering
        .slice(site * table.periods, (site + 1) * table.periods)
        .map((columns) => columns.filter((column) => members.has(kindOf[column] ?? 0)))
        .filter((columns) => new Set(columns.map((column) => kindOf[column])).size > 1);
      for (const columns of maximal(sets))
        rows.push({ lower: Number.NEGATIVE_INFINITY, upper: 1, columns, values: columns.map(() => 1) });
    }
  }
  return rows;
}

/** Cliques that together hold every pair, each grown as far as it goes. */
export function cliquesOf(apart: readonly (readonly number[])[]): number[][] {
  const covered = new Set<string>();
  const cliques: number[][] = [];
  const neighbours = apart.map((others) => new Set(others));
  apart.forEach((others, party) => {
    for (const other of others) {
      if (other < party || covered.has(`${party} ${other}`)) continue;
      const clique = [party, other];
      for (const third of others)
        if (!clique.includes(third) && clique.every((member) => neighbours[third]?.has(member))) clique.push(third);
      for (const one of clique) for (const two of clique) covered.add(`${one} ${two}`);
      cliques.push(clique);
    }
  });
  return cliques;
}

function maximal(sets: readonly number[][]): number[][] {
  const asSets = sets.map((columns) => new Set(columns));
  return sets.filter(
    (columns, index) =>
      !asSets.some(
        (other, place) =>
          place !== index &&
          columns.every((column) => other.has(column)) &&
          (other.size > columns.length || place < index),
      ),
  );
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
