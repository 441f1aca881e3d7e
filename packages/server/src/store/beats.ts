import { bytes, int } from "./cells.ts";
import { drop, type Engine, keep } from "./engine.ts";
import type { Beats } from "./port.ts";

export function beatsOf(engine: Engine): Beats {
  return {
    put: ({ member, hour, bytes: beat }) =>
      engine.write(async (writer) => {
        const before = (await writer.all("SELECT hour, bytes FROM beats WHERE member = $1", member))[0];
        if (before !== undefined && int(before, "hour") > hour) return drop(false);
        if (before !== undefined && Buffer.compare(bytes(before, "bytes"), beat) === 0) return drop(true);
        await writer.run("DELETE FROM beats WHERE member = $1", member);
        await writer.run("INSERT INTO beats (member, hour, bytes) VALUES ($1, $2, $3)", member, hour, beat);
        return keep(true);
      }),
    all: async () => (await engine.all("SELECT bytes FROM beats ORDER BY member")).map((row) => bytes(row, "bytes")),
  };
}
