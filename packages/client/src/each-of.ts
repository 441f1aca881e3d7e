import type { Outcome } from "./hand.ts";

/**
 * Deeds of which none rests on another, in their order. One that is refused holds up none of those after it, and what waits for a
 * network is kept: the next one waits behind it.
 *
 * @returns the first refusal; where there is none, `offline` if any of them waits
 */
export async function eachOf(deeds: readonly (() => Promise<Outcome<unknown>>)[]): Promise<Outcome> {
  let refused: Outcome | null = null;
  let waits = false;
  for (const deed of deeds) {
    const outcome = await deed();
    if (outcome.kind === "offline") waits = true;
    else if (outcome.kind !== "done") refused ??= outcome;
    // Neither does anything any more, and what was done stands.
    if (outcome.kind === "locked") break;
  }
  return refused ?? { kind: waits ? "offline" : "done" };
}
