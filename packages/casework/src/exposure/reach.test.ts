import fc from "fast-check";
import { expect, it } from "vitest";
import type { ThingRecord } from "../fold/resources.ts";
import type { CaseState } from "../fold/state.ts";
import type { UseRecord } from "../fold/uses.ts";
import type { CaseId, JourneyId, ThingId } from "../ids.ts";
import { graphOf, keyOf } from "./graph.ts";
import type { Passage } from "./passage.ts";
import { reachFrom } from "./reach.ts";

type Drawn = { of: number; thing: number; with: number[]; ended: number | null; paid: boolean; gone: number | null };

const thing = (n: number) => `t${n}` as ThingId;
const theCase = (n: number) => `c${n}` as CaseId;
const NOW = 10_000_000_000;

const caseWith = (n: number, uses: readonly Drawn[]): CaseState => {
  const records = uses.map(
    (one, index) =>
      ({
        use: `${n}/${index}`,
        thing: thing(one.thing),
        as: one.paid ? "paid" : "stayed",
        from: 1,
        until: one.ended,
        with: one.with.map(thing),
        first: 0,
        withdrawn: one.gone === null ? null : { at: one.gone },
      }) as unknown as UseRecord,
  );
  const contact = { uses: new Map(records.map((record) => [record.use, record])) };
  return { case: theCase(n), contact } as unknown as CaseState;
};

/** The n-th journey is of the n-th case modulo 8: some parties travel twice. */
type Way = { thing: number; until: number; gone: number | null };
const journeyOf = (n: number, ways: readonly Way[]): Passage => ({
  ...{ case: theCase(n % 8), journey: `j${n}` as JourneyId, record: null, state: "planned", from: 0, until: 3 * NOW },
  ...{ first: 0, overAt: null, tickets: [] },
  rests: ways.map(({ thing: one, until, gone }) => ({
    ...{ thing: thing(one), as: "driver", leg: null, from: 0, until, first: 0, gone, byName: false },
  })),
});

const lasted = (until: number | null, gone: number | null): number => Math.min(until ?? Infinity, gone ?? Infinity);

/** Edge by edge, until nothing is added: slow, and with nothing in it that could be wrong. */
const walk = (
  uses: readonly Drawn[],
  pairs: readonly (readonly [number, number])[],
  passages: readonly Passage[],
  from: string,
): Set<string> => {
  const joined: [string, string][] = pairs.map(([a, b]) => [`thing t${a}`, `thing t${b}`]);
  for (const use of uses)
    for (const other of [use.thing, ...use.with]) joined.push([`case c${use.of}`, `thing t${other}`]);
  for (const { case: of, journey, rests } of passages) {
    joined.push([`case ${of}`, `journey ${journey}`]);
    for (const rest of rests) joined.push([`journey ${journey}`, `thing ${rest.thing}`]);
  }
  const found = new Set([from]);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const [a, b] of joined) {
      if (found.has(a)) found.add(b);
      if (found.has(b)) found.add(a);
    }
  }
  found.delete(from);
  return found;
};

it("reaches all that a walk over the uses reaches, also what was called off, and calls nothing certain that is not used itself, and lately", () => {
  // Whatever was called off was so before the mark.
  const gone = fc.option(fc.nat(2 * NOW));
  const drawn = fc.record({
    of: fc.nat(7),
    thing: fc.nat(9),
    with: fc.array(fc.nat(9), { maxLength: 2 }),
    ended: fc.option(fc.integer({ min: 1, max: 2 * NOW })),
    paid: fc.boolean(),
    gone,
  });
  fc.assert(
    fc.property(
      fc.array(drawn, { maxLength: 25 }),
      fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 4 }),
      fc.array(fc.array(fc.record({ thing: fc.nat(9), until: fc.nat(2 * NOW), gone }), { maxLength: 3 }), {
        maxLength: 10,
      }),
      fc.nat(9),
      (uses, pairs, ways, marked) => {
        const passages = ways.map((one, n) => journeyOf(n, one));
        const cases = Array.from({ length: 8 }, (_, n) =>
          caseWith(
            n,
            uses.filter(({ of }) => of === n),
          ),
        );
        const things = new Map(
          pairs.map(([a, b], index): [ThingId, ThingRecord] => [
            `${index}` as ThingId,
            { thing: thing(a), facts: { with: [thing(b)] } } as unknown as ThingRecord,
          ]),
        );
        const origin = { kind: "thing", thing: thing(marked) } as const;
        const reached = reachFrom(
          graphOf(cases, things, passages, [], { since: NOW, at: 3 * NOW, thing: thing(marked) }),
          origin,
          [],
        );
        expect(new Set(reached.map(({ node }) => keyOf(node)))).toEqual(walk(uses, pairs, passages, keyOf(origin)));
        const direct = new Set([
          ...passages
            .filter(({ rests }) =>
              rests.some((rest) => rest.thing === thing(marked) && lasted(rest.until, rest.gone) >= NOW),
            )
            .map(({ case: of }) => `case ${of}`),
          ...uses
            .filter((use) => [use.thing, ...use.with].includes(marked))
            .filter(
              ({ paid, ended, gone: off }) => (paid && off === null) || lasted(paid ? (ended ?? 1) : ended, off) >= NOW,
            )
            .map(({ of }) => `case c${of}`),
        ]);
        // Whoever knows of the party knows of the journey that they are on.
        const theirs = passages.filter(({ case: of }) => direct.has(`case ${of}`));
        for (const { journey } of theirs) direct.add(`journey ${journey}`);
        const certain = reached.filter(({ sureness }) => sureness === "certain").map(({ node }) => keyOf(node));
        expect(new Set(certain)).toEqual(direct);
        // Every line can be explained: a path without a gap, that ends where it says.
        for (const { node, path } of reached) expect(keyOf(path.at(-1)?.to ?? origin)).toBe(keyOf(node));
      },
    ),
  );
});
