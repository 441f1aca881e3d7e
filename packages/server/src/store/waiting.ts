import { int, optionalBytes, text } from "./cells.ts";
import { drop, type Engine, keep, type SqlRow } from "./engine.ts";
import type { WaitingEntries, WaitingEntry } from "./port.ts";

/** So many may wait at once. */
const MOST = 200;

export function waitingEntriesOf(engine: Engine): WaitingEntries {
  return {
    put: (waiting, over) =>
      engine.write(async (writer) => {
        const { id, hour, entry, certificate } = waiting;
        const [there] = await writer.all("SELECT * FROM waiting_entries WHERE id = $1", id);
        if (!isSame(there === undefined ? null : waitingOf(there), over)) return drop("changed");
        if (there === undefined && (await writer.all("SELECT id FROM waiting_entries")).length >= MOST)
          return drop("full");
        await writer.run("DELETE FROM waiting_entries WHERE id = $1", id);
        await writer.run(
          "INSERT INTO waiting_entries (id, hour, entry, certificate) VALUES ($1, $2, $3, $4)",
          ...[id, hour, entry, certificate],
        );
        return keep("kept");
      }),
    async all() {
      const rows = await engine.all("SELECT * FROM waiting_entries ORDER BY hour, id");
      return rows.map(waitingOf);
    },
    remove: (id) =>
      engine.write(async (writer) =>
        (await writer.run("DELETE FROM waiting_entries WHERE id = $1", id)) === 0 ? drop(undefined) : keep(undefined),
      ),
  };
}

function waitingOf(row: SqlRow): WaitingEntry {
  return {
    id: text(row, "id"),
    hour: int(row, "hour"),
    entry: optionalBytes(row, "entry"),
    certificate: optionalBytes(row, "certificate"),
  };
}

function isSame(one: WaitingEntry | null, other: WaitingEntry | null): boolean {
  if (one === null || other === null) return one === other;
  const same = (a: Uint8Array | null, b: Uint8Array | null) =>
    a === null || b === null ? a === b : Buffer.compare(a, b) === 0;
  return same(one.entry, other.entry) && same(one.certificate, other.certificate);
}
