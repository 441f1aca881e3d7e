import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dayFrom,
  type Entry,
  emptyState,
  foldEntries,
  playSeason,
  readOperation,
  refusedOf,
  type StreamId,
  season,
} from "../index.ts";
import { emptyStream, take } from "./stream.ts";

const { entries, state } = playSeason(season(1, dayFrom("2017-04-14")));

const byStream = new Map<StreamId, Entry[]>();
for (const entry of entries) byStream.set(entry.stream, [...(byStream.get(entry.stream) ?? []), entry]);

/** Entries of one commit: they always arrive together. */
const commitsOf = (list: readonly Entry[]): Entry[][] => {
  const bySeq = new Map<number, Entry[]>();
  for (const entry of list) bySeq.set(entry.seq, [...(bySeq.get(entry.seq) ?? []), entry]);
  return [...bySeq.values()];
};

describe("the fold", () => {
  it("any interleaving that keeps each stream's order, in batches of any sizes, some sent again, gives one state", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { minLength: 40, maxLength: 200 }),
        fc.array(fc.record({ size: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.nat(200)), again: fc.boolean() }), {
          minLength: 1,
          maxLength: 40,
        }),
        (picks, batches) => {
          const queues = [...byStream.values()].map(commitsOf);
          const order: Entry[][] = [];
          for (let turn = 0; queues.length > 0; turn += 1) {
            const index = (picks[turn % picks.length] ?? 0) % queues.length;
            const commit = queues[index]?.shift();
            if (commit) order.push(commit);
            if (queues[index]?.length === 0) queues.splice(index, 1);
          }
          let folded = emptyState();
          let from = 0;
          for (let turn = 0; from < order.length; turn += 1) {
            const { size, again } = batches[turn % batches.length] ?? { size: 1, again: false };
            // An empty batch is one too; whoever sends only such would never come to an end.
            const until = from + (turn % batches.length === 0 ? Math.max(1, size) : size);
            const batch = order.slice(from, until).flat();
            folded = foldEntries(folded, batch);
            if (again) folded = foldEntries(folded, batch);
            from = until;
          }
          const sorted = (of: typeof state) => [...of.streams].toSorted(([a], [b]) => (a < b ? -1 : 1));
          expect(sorted(folded)).toEqual(sorted(state));
        },
      ),
      { numRuns: process.env.FAIRLEAD_LONG === "1" ? 300 : 12 },
    );
  });

  it("[ST5] the same batch twice changes nothing, and no fold changes the state it was given", () => {
    const half = Math.floor(entries.length / 2);
    const cut = entries.findIndex((entry, index) => index > half && entry.seq !== entries[index - 1]?.seq);
    const first = foldEntries(emptyState(), entries.slice(0, cut));
    const before = structuredClone(first);
    const second = foldEntries(first, entries.slice(cut));
    expect(first).toEqual(before);
    expect(foldEntries(second, entries)).toEqual(second);
  });

  it("is total: whatever operation, whoever wrote it, in whatever compartment, it is taken, refused or counted", () => {
    const author = entries[0]?.author;
    if (!author) throw new Error("the season has entries");
    const pool = entries.map((entry) => entry.operation);
    const roles = ["operator", "caseworker", "coordinator", "administrator", "communications", "auditor"] as const;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(pool.length - 1), fc.constantFrom(...roles), fc.nat(1_500_000_000_000)), {
          maxLength: 60,
        }),
        (script) => {
          const stream = [...byStream.keys()][0];
          if (!stream) return;
          const draft = emptyStream(stream);
          for (const [index, role, at] of script) {
            const operation = pool[index];
            if (operation) take(draft, { stream, seq: draft.met, author, role, at, operation });
          }
          expect(draft.met).toBe(script.length);
          expect(draft.refused.length + draft.unknown).toBeLessThanOrEqual(script.length);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("a refused operation changes nothing but the list of the refused", () => {
    const [stream, list] =
      [...byStream].find(([, all]) => all.some((entry) => entry.operation.op === "openCase")) ?? [];
    const opened = list?.find((entry) => entry.operation.op === "openCase");
    if (!stream || !list || !opened) throw new Error("the season opens cases");
    const before = foldEntries(emptyState(), list);
    const after = foldEntries(before, [{ ...opened, seq: 9_999 }]);
    expect(refusedOf(after)).toMatchObject([{ op: "openCase", refusal: { kind: "already-open" } }]);
    expect(after.streams.get(stream)?.content).toEqual(before.streams.get(stream)?.content);
  });
});

describe("[P4] reading operations", () => {
  it("takes back every operation of a season, and never throws on anything", () => {
    for (const { operation } of entries) expect(readOperation(structuredClone(operation))).toEqual(operation);
    fc.assert(fc.property(fc.anything(), (value) => typeof readOperation(value).op === "string"));
  });

  it("one wrong field makes it unknown, one field more does not", () => {
    fc.assert(
      fc.property(
        fc.nat(entries.length - 1),
        fc.nat(),
        fc.constantFrom(undefined, Number.NaN, -1, {}, "\u0000x", [1]),
        (at, pick, wrong) => {
          const operation = entries[at]?.operation;
          if (!operation) return;
          const fields = Object.keys(operation).filter((name) => name !== "op");
          const field = fields[pick % fields.length];
          // No answer at all is well-formed: every question can be skipped. So it is with what is known of a thing.
          if (!field || field === "answers" || field === "facts") return;
          // A minute west of Greenwich is a place as any other.
          if (field === "offset" && wrong === -1) return;
          const { [field]: _, ...without } = operation as unknown as Record<string, unknown>;
          if (wrong === undefined && readOperation(without).op === operation.op) return; // May be missing.
          const read = readOperation({ ...operation, [field]: wrong });
          if (typeof wrong !== "string") expect(read).toEqual({ op: "unknown", name: operation.op });
          expect(readOperation({ ...operation, later: wrong }).op).toBe(operation.op);
        },
      ),
    );
  });
});
