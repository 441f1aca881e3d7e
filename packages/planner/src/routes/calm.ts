/**
 * Where an earlier arrival is as good as a later one.
 *
 * Legs without a timetable run in two ways only: early, each at its first allowed minute, or late, each at its last. So
 * one who came earlier cannot always do what one who came later does: going early, he comes to the watched station even
 * earlier; going late, he stays longer where he is. To compare labels of different minutes is exact only at places where
 * one of the two ways is always as good. This file finds them, from the rates and curfews of one query.
 *
 * - An edge is *eager* when to go earlier never costs more: no curfew at either end, and its end is watched no more than
 *   its beginning, even when absence is noticed while on it. Over eager edges alone, early is the best of all ways.
 * - An edge is *simple* when, as its start moves on, the cost of staying before and after it never falls and then rises
 *   again. Then nothing between the two ways is better than both; one who rode here has both.
 */
import type { Terms } from "./terms.ts";
import type { Edge, Stand } from "./timetable.ts";

export interface Calm {
  isEager(edge: Edge): boolean;
  /** A chain of edges that begins here may be better late than early. */
  mayGainLate(stand: Stand): boolean;
  /**
   * Whether one who has been here longer, at no more cost, begins no chain worse than a newcomer.
   *
   * @param mayWalk whether the newcomer's next leg may be a walk
   * @param rode whether the other one came by a service, and so may begin a chain that runs late
   */
  isCalm(stand: Stand, mayWalk: boolean, rode: boolean): boolean;
  /** By place: 1 where none of this needs a look, since who waits may do whatever a newcomer may, as cheaply. */
  plain: Uint8Array;
}

export function findCalm(terms: Terms): Calm {
  const { timetable, usableEdge, query } = terms;
  const curfewed = new Uint8Array(timetable.places.length);
  for (const stand of timetable.places)
    for (const [from, to] of terms.curfews(stand))
      if (from < to && from < query.arriveBefore && to > query.departAfter) curfewed[stand.index] = 1;
  if (!curfewed.includes(1) && terms.rates.every((rate) => rate === 0))
    return { mayGainLate: () => false, isCalm: () => true, isEager: () => true, plain: curfewed.fill(1) };

  const change = terms.changeOfWeight;
  const rate = (stand: Stand): number => terms.rates[stand.index] ?? 0;
  const free = ({ from, to }: Edge): boolean => curfewed[from.index] === 0 && curfewed[to.index] === 0;
  const isEager = (edge: Edge): boolean =>
    free(edge) && (rate(edge.to) === 0 || rate(edge.from) >= rate(edge.to) * change);
  const isSimple = (edge: Edge): boolean =>
    free(edge) && !(rate(edge.to) < rate(edge.from) && rate(edge.from) < rate(edge.to) * change);

  const drives = timetable.drives.filter(({ index }) => usableEdge[index] === 1);
  const walks = timetable.walks.filter(({ index }) => usableEdge[index] === 1);
  const hasDrives = new Uint8Array(timetable.places.length);
  for (const { from } of drives) hasDrives[from.index] = 1;

  // Chains that begin with a drive, or with a walk, and somewhere have an edge that is not eager.
  const drivesUneager = new Uint8Array(timetable.places.length);
  const walksUneager = new Uint8Array(timetable.places.length);
  for (let grew = true; grew; ) {
    grew = false;
    for (const edge of walks)
      if (walksUneager[edge.from.index] === 0 && (drivesUneager[edge.to.index] === 1 || !isEager(edge)))
        walksUneager[edge.from.index] = 1;
    for (const edge of drives) {
      const { from, to } = edge;
      if (drivesUneager[from.index] === 1) continue;
      if (drivesUneager[to.index] === 0 && walksUneager[to.index] === 0 && isEager(edge)) continue;
      drivesUneager[from.index] = 1;
      grew = true;
    }
  }

  const walksRestless = new Uint8Array(timetable.places.length);
  for (const edge of walks) {
    const alone = hasDrives[edge.to.index] === 0 && isSimple(edge);
    const eager = isEager(edge) && drivesUneager[edge.to.index] === 0;
    if (!alone && !eager) walksRestless[edge.from.index] = 1;
  }
  const plain = Uint8Array.from(walksRestless, (restless, place) =>
    restless === 0 && walksUneager[place] === 0 && drivesUneager[place] === 0 ? 1 : 0,
  );
  return {
    mayGainLate: ({ index }) => drivesUneager[index] === 1 || walksUneager[index] === 1,
    isCalm: ({ index }, mayWalk, rode) =>
      drivesUneager[index] === 0 && !(mayWalk && (rode ? walksRestless : walksUneager)[index] === 1),
    plain,
    isEager,
  };
}
