/** Who holds a stream: whoever has a wrap of its current epoch. [CO4] */
import type { Reader } from "./engine.ts";

export const HELD = `SELECT s.stream, s.seq, s.hash, s.epoch FROM wraps w JOIN streams s ON s.stream = w.stream AND s.epoch = w.epoch
  WHERE w.member = $1 AND s.erased_at IS NULL`;

export async function holds(reader: Reader, member: string, stream: string): Promise<boolean> {
  return (await reader.all(`${HELD} AND s.stream = $2 LIMIT 1`, member, stream)).length > 0;
}
