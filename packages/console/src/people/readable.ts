import type { Readable } from "@fairlead/client";

/** Each compartment once a line; those that only the server tells of are counted, for nothing else is known of them. */
export type ReadableGroups = {
  common: Readable[];
  cases: { alias: string; parts: Readable[] }[];
  /** Not held by who looks: still with the member, and taken away or gone. */
  others: { open: number; ended: number };
};

export const inGroups = (readable: readonly Readable[]): ReadableGroups => {
  const cases = new Map<string, Readable[]>();
  const common: Readable[] = [];
  const others = { open: 0, ended: 0 };
  for (const one of readable) {
    if (one.about === null) others[one.to === null ? "open" : "ended"] += 1;
    else if ("common" in one.about) common.push(one);
    else cases.set(one.about.alias, [...(cases.get(one.about.alias) ?? []), one]);
  }
  const byAlias = [...cases].map(([alias, parts]) => ({ alias, parts }));
  return { common, cases: byAlias.toSorted((a, b) => a.alias.localeCompare(b.alias)), others };
};

/** In how many compartments a new epoch begins once this member is out: those this console holds, and the others. */
export const epochsDue = (readable: readonly Readable[]): { here: number; elsewhere: number } => {
  const due = (held: boolean) =>
    new Set(readable.filter((one) => one.to === null && (one.about !== null) === held).map(({ stream }) => stream))
      .size;
  return { here: due(true), elsewhere: due(false) };
};
