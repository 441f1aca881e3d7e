import { int, optionalBytes, text } from "./cells.ts";
import { drop, type Engine, keep } from "./engine.ts";
import type { WaitingEntries } from "./port.ts";

/** So many may wait at once. */
const MOST = 200;

export function waitingEntriesOf(engine: Engine): WaitingEntries {
  return {
    put: (waiting) =>
      engine.write(async (writer) => {
        const { id, hour, entry, certificate } = waiting;
        const replaced = await writer.run("DELETE FROM waiting_entries WHERE id = $1", id);
        if (replaced === 0 && (await writer.all("SELECT id FROM waiting_entries")).length >= MOST) return drop(false);
        await writer.run(
          "INSERT INTO waiting_entries (id, hour, entry, certificate) VALUES ($1, $2, $3, $4)",
          ...[id, hour, entry, certificate],
        );
        return keep(true);
      }),
    async all() {
      const rows = await engine.all("SELECT * FROM waiting_entries ORDER BY hour, id");
      return rows.map((row) => ({
        id: text(row, "id"),
        hour: int(row, "hour"),
        entry: optionalBytes(row, "entry"),
        certificate: optionalBytes(row, "certificate"),
      }));
    },
    remove: (id) =>
      engine.write(async (writer) =>
        (await writer.run("DELETE FROM waiting_entries WHERE id = $1", id)) === 0 ? drop(undefined) : keep(undefined),
      ),
  };
}
