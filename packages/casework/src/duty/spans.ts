/** Stretches of time, ms, the end not in it. null: without end. */
export type Span = { from: number; until: number | null };

/** What of [from, until) none of these covers, in order. */
export const gapsIn = (spans: readonly Span[], { from, until }: Span): Span[] => {
  const gaps: Span[] = [];
  let at = from;
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    if (until !== null && at >= until) return gaps;
    if (span.from > at) gaps.push({ from: at, until: until === null ? span.from : Math.min(span.from, until) });
    if (span.until === null) return gaps;
    at = Math.max(at, span.until);
  }
  if (until === null || at < until) gaps.push({ from: at, until });
  return gaps;
};
