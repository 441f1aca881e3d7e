import type { ReactNode } from "react";

/** A table that may be wider than the screen: it scrolls by itself, by keyboard too, and the page does not. */
export const Scrolls = ({ label, panel, children }: { label: string; panel?: boolean; children: ReactNode }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
  <section className={panel ? "panel scrolls" : "scrolls"} tabIndex={0} aria-label={label}>
    {children}
  </section>
);
