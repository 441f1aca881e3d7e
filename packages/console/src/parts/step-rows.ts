import type { KeyboardEvent } from "react";

/** Keys by their place, so that they are the same ones under a Russian or an Arabic layout. */
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, KeyJ: 1, ArrowUp: -1, KeyK: -1 };

type Rows = {
  /** The list's own element, whose rows carry `data-index`. */
  within: HTMLElement | null;
  count: number;
  /** Of what is focused in a row. */
  target: string;
  /** Where to begin when no row has the focus yet. */
  from: number;
  scrollTo(index: number): void;
};

/** Up and down (j and k) go from row to row, however many are out of sight. Whether this key was one of them. */
export const stepRows = (
  event: KeyboardEvent<HTMLElement>,
  { within, count, target, from, scrollTo }: Rows,
): boolean => {
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  const step = STEPS[event.code];
  if (step === undefined) return false;
  event.preventDefault();
  const at = Number(document.activeElement?.closest<HTMLElement>("[data-index]")?.dataset.index ?? Number.NaN);
  const next = Number.isNaN(at) ? Math.max(0, from) : at + step;
  if (next < 0 || next >= count) return true;
  const focus = () =>
    within?.querySelector<HTMLElement>(`[data-index="${next}"] ${target}`)?.focus({ preventScroll: true });
  scrollTo(next);
  focus();
  // It may have come into the page only now.
  requestAnimationFrame(focus);
  return true;
};
