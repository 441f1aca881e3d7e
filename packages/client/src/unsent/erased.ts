import { caseOf, casesOf } from "@fairlead/casework";
import type { Held } from "../held.ts";
import { caseIn } from "./at-once.ts";
import type { Unsent } from "./unsent.ts";

/**
 * Whether it was written into a case that has been erased since: its words go with the case. A part that was pruned goes on
 * under another key, and so does what waits for it. [CO6]
 */
export function isGoneWithCase(held: Held, { asked, writes, sealed }: Unsent): boolean {
  // Until all is read, a case that is not there may still come.
  if (held.reading !== null || !held.syncedHere) return false;
  const named = caseIn({ asked });
  const isHere = named !== null && caseOf(held.state, named) !== null;
  if (isHere) return false;
  if (named !== null && held.erasedCases.has(named)) return true;
  const streams = [...writes, ...(sealed?.parts.map(({ commit }) => commit.header) ?? [])].map(({ stream }) => stream);
  const gone = streams.filter((stream) => held.roster.erased.has(stream) && !held.unlawful.has(stream));
  if (gone.length === 0) return false;
  const pruned = new Set(casesOf(held.state).flatMap(({ contact }) => contact.prunings.map(({ from }) => from)));
  return gone.some((stream) => !pruned.has(stream));
}

/** What its author is told, and keeps until they have read it: that it was written, and when. None of its words. */
export const goneWithCase = ({ id, at, kept }: Unsent, now: number): Unsent => ({
  ...{ id, at, kept, reworded: false, over: new Map(), writes: [], sealed: null },
  asked: { action: "", args: [] },
  refused: { at: now, why: { kind: "gone-with-case" } },
});

export const isGone = ({ refused }: Pick<Unsent, "refused">): boolean => refused?.why.kind === "gone-with-case";
