/** When a leg without a timetable may begin. */
import type { Interval, OnDemand } from "./network.ts";
import type { Terms } from "./terms.ts";
import type { Edge } from "./timetable.ts";

/**
 * @param leaving whether it is the first leg of the route, which the query's `leave` binds too
 * @returns the first minute from `from` on, or Infinity
 */
export function firstStart(terms: Terms, edge: Edge, from: number, leaving: boolean): number {
  if (edge.drive === null && !leaving && !terms.hasCurfew(edge)) return from;
  let start = from;
  for (;;) {
    const allowed = edge.drive === null ? firstWalk(terms, edge, start) : firstDrive(terms, edge.drive, start);
    const leaves = leaving ? firstIn(terms.query.leave, allowed) : allowed;
    if (leaves === allowed) return allowed;
    start = leaves;
  }
}

/** @returns the last minute up to `to`, or -Infinity */
export function lastStart(terms: Terms, edge: Edge, to: number, leaving: boolean): number {
  if (edge.drive === null && !leaving && !terms.hasCurfew(edge)) return to < 0 ? Number.NEGATIVE_INFINITY : to;
  let start = to;
  for (;;) {
    const allowed = edge.drive === null ? lastWalk(terms, edge, start) : lastDrive(terms, edge.drive, start);
    const leaves = leaving ? lastIn(terms.query.leave, allowed) : allowed;
    if (leaves === allowed) return allowed;
    start = leaves;
  }
}

function firstWalk(terms: Terms, { from, to, minutes }: Edge, earliest: number): number {
  if (minutes === 0) return earliest;
  let start = earliest;
  for (let moved = true; moved; ) {
    moved = false;
    for (const stand of [from, to])
      for (const [begins, ends] of terms.curfews(stand))
        if (begins < ends && begins < start + minutes && start < ends) {
          start = ends;
          moved = true;
        }
  }
  return start;
}

function lastWalk(terms: Terms, { from, to, minutes }: Edge, latest: number): number {
  if (minutes === 0) return latest;
  let start = latest;
  for (let moved = true; moved; ) {
    moved = false;
    for (const stand of [from, to])
      for (const [begins, ends] of terms.curfews(stand))
        if (begins < ends && begins < start + minutes && start < ends) {
          start = begins - minutes;
          moved = true;
        }
  }
  return start < 0 ? Number.NEGATIVE_INFINITY : start;
}

function firstDrive({ query }: Terms, { hours, minutes, notice }: OnDemand, earliest: number): number {
  const called = Math.max(earliest, query.asOf + notice);
  return hours.reduce((first, [from, to]) => {
    const start = Math.max(from, called);
    return start + minutes <= to ? Math.min(first, start) : first;
  }, Number.POSITIVE_INFINITY);
}

function lastDrive({ query }: Terms, { hours, minutes, notice }: OnDemand, latest: number): number {
  const called = query.asOf + notice;
  return hours.reduce((last, [from, to]) => {
    const start = Math.min(to - minutes, latest);
    return start >= Math.max(from, called) ? Math.max(last, start) : last;
  }, Number.NEGATIVE_INFINITY);
}

function firstIn(windows: readonly Interval[] | undefined, from: number): number {
  if (windows === undefined) return from;
  return windows.reduce(
    (first, [a, b]) => (b >= from ? Math.min(first, Math.max(a, from)) : first),
    Number.POSITIVE_INFINITY,
  );
}

function lastIn(windows: readonly Interval[] | undefined, to: number): number {
  if (windows === undefined) return to;
  return windows.reduce((last, [a, b]) => (a <= to ? Math.max(last, Math.min(b, to)) : last), Number.NEGATIVE_INFINITY);
}
