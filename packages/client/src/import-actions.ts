import {
  type CaseId,
  caseOf,
  type ImportedCase,
  importCase,
  importedParts,
  importIntoCase,
  textsByRow,
} from "@fairlead/casework";
import {
  idToBytes,
  type MemberId,
  makeEpochKey,
  newId,
  recordKey,
  recordName,
  type StreamId,
  toHex,
} from "@fairlead/protocol";
import type { Workings } from "./actions.ts";
import { readersOf } from "./case-opening.ts";
import type { Outcome } from "./hand.ts";
import type { Held } from "./held.ts";
import type { Draft, StreamWrite } from "./writing.ts";

/** A case of a file: `cells` of its rows as they stand there, `said` what was read from them, `source` what a threat came from. */
export type ImportSaid = {
  cells: readonly string[];
  said: ImportedCase;
  source: string;
  owner: MemberId;
  standIn: MemberId | null;
  team: readonly MemberId[];
};

/** People of a file who join a case that came from it before: `cells` of the row in which each stands. */
export type JoinSaid = {
  case: CaseId;
  said: ImportedCase;
  persons: readonly { person: string; cells: readonly string[] }[];
  source: string;
};

export interface ImportActions {
  /**
   * A case from one row of a file or several, with all its parts, in one append. `team` reads contact and threat as in `openCase`; what
   * is known of the person only its owner, the stand-in and whoever imports. [P3]
   *
   * @returns `already-kept` where this member brought the same rows in before; safe to repeat.
   */
  importCase(row: ImportSaid): Promise<Outcome<{ case: CaseId }>>;
  /**
   * Counts them, and writes what is known of them, in one append. A part that the case did not have is read by owner, stand-in
   * and whoever imports. [P3] [P7]
   *
   * @returns `already-kept` where this member brought one of their rows in before; safe to repeat.
   */
  importIntoCase(said: JoinSaid): Promise<Outcome>;
}

/**
 * What the rows of a case are known by, so that a file can be brought in a second time without doubles. Under a key of the member's own:
 * whoever reads the case can hold no guess at a name against it.
 */
export function rowMark({ keys, pin }: Held, cells: readonly string[]): string {
  const context = Uint8Array.from([...idToBytes(pin.organisation), ...idToBytes(keys.id)]);
  return recordName(recordKey(keys.signSeed, "import 1", context), JSON.stringify(cells));
}

export function makeImportActions({ held, appender, run }: Pick<Workings, "held" | "appender" | "run">): ImportActions {
  return {
    importCase: ({ cells, said, source, owner, standIn, team }) =>
      run<{ case: CaseId }>(async () => {
        const { random } = held.effects;
        const id = toHex(random(16)) as CaseId;
        const place = () => ({ stream: newId<StreamId>(random), key: makeEpochKey(random) });
        const [contact, threat] = [place(), place()];
        const parts = importedParts(said).map((part) => ({ part, ...place() }));
        const each = textsByRow(cells);
        const written = await appender.write((hand) => {
          const close = readersOf(held, [held.keys.id, owner, standIn]);
          const wide = readersOf(held, [held.keys.id, owner, standIn, ...team]);
          if (close === null || wide === null) return { kind: "incomplete", field: "team" };
          const outcome = importCase(
            held.state,
            {
              said,
              source,
              owner,
              standIn,
              case: id,
              contact: contact.stream,
              threat: threat.stream,
              parts: parts.map(({ part, stream }) => ({ part, stream })),
              row: rowMark(held, cells),
              rows: each.length > 1 ? each.map((texts) => rowMark(held, texts)) : [],
            },
            hand,
          );
          if (outcome.kind !== "operations") return outcome;
          const writes = outcome.writes.map((write): StreamWrite => {
            const shared = [contact, threat].find(({ stream }) => stream === write.stream);
            const begun = shared ?? parts.find(({ stream }) => stream === write.stream);
            if (begun === undefined) return write;
            const readers = shared === undefined ? close : wide;
            return { ...write, begins: { key: begun.key, readers, link: false, keeping: "perishable" } };
          });
          return { kind: "draft", writes } satisfies Draft;
        });
        return written.kind === "done" ? { kind: "done", case: id } : written;
      }),
    importIntoCase: ({ case: id, said, persons, source }) =>
      run(async () => {
        const { random } = held.effects;
        const known = caseOf(held.state, id);
        if (known === null) return { kind: "no-such-case" };
        const { owner, standIn, begun } = known.contact;
        const has = new Set([...begun, ...known.parts].map(({ part }) => part));
        const parts = importedParts(said)
          .filter((part) => !has.has(part))
          .map((part) => ({ part, stream: newId<StreamId>(random), key: makeEpochKey(random) }));
        return appender.write((hand) => {
          const readers = readersOf(held, [held.keys.id, owner, standIn]);
          if (readers === null && parts.length > 0) return { kind: "incomplete", field: "member" };
          const marked = persons.map(({ person, cells }) => ({ person, row: rowMark(held, cells) }));
          const outcome = importIntoCase(
            held.state,
            { said, case: id, persons: marked, parts: parts.map(({ part, stream }) => ({ part, stream })), source },
            hand,
          );
          if (outcome.kind !== "operations") return outcome;
          const writes = outcome.writes.map((write): StreamWrite => {
            const begins = parts.find(({ stream }) => stream === write.stream);
            return begins === undefined || readers === null
              ? write
              : { ...write, begins: { key: begins.key, readers, link: false, keeping: "perishable" } };
          });
          return { kind: "draft", writes } satisfies Draft;
        });
      }),
  };
}
