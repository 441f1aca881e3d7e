import { bytes } from "./cells.ts";
import { drop, type Engine, keep } from "./engine.ts";
import type { Vouchers } from "./port.ts";

export function vouchersOf(engine: Engine): Vouchers {
  return {
    put: ({ id, expires, bytes: sealed }) =>
      engine.write(async (writer) => {
        const there = await writer.all("SELECT 1 AS there FROM vouchers WHERE id = $1", id);
        if (there.length > 0) return drop(false);
        await writer.run("INSERT INTO vouchers (id, expires, bytes) VALUES ($1, $2, $3)", id, expires, sealed);
        return keep(true);
      }),
    async look(id, hour) {
      const row = (await engine.all("SELECT bytes FROM vouchers WHERE id = $1 AND expires > $2", id, hour))[0];
      return row === undefined ? null : bytes(row, "bytes");
    },
    async drop(id) {
      const gone = await engine.write(async (writer) => {
        const count = await writer.run("DELETE FROM vouchers WHERE id = $1", id);
        return count === 0 ? drop(0) : keep(count);
      });
      if (gone > 0) await engine.scrub();
    },
    async expire(hour) {
      const gone = await engine.write(async (writer) => {
        const count = await writer.run("DELETE FROM vouchers WHERE expires <= $1", hour);
        return count === 0 ? drop(0) : keep(count);
      });
      if (gone > 0) await engine.scrub();
      return gone;
    },
  };
}
