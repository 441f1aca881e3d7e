import { HOUR } from "../say/spans.ts";

/**
 * Backups from which an erased case could still be read. Both are known by the hour only: one made in the hour of the
 * erasure counts, for nobody can say that it came after.
 *
 * @param erasedAt ms, the beginning of its hour
 * @param backups hours since 1970
 */
export const olderBackups = (erasedAt: number, backups: readonly number[]): number[] =>
  backups.filter((hour) => hour * HOUR <= erasedAt);
