import type { ReactNode } from "react";

/** A heading, how many there are, and what stands under it. */
export const Section = ({
  title,
  count,
  aside,
  children,
}: {
  title: string;
  count?: number | undefined;
  aside?: ReactNode;
  children: ReactNode;
}) => (
  <section>
    <div className="head">
      <h2>{title}</h2>
      {count === undefined ? null : <span className="quiet">{count}</span>}
      {aside === undefined ? null : <span className="quiet head-aside">{aside}</span>}
    </div>
    {children}
  </section>
);
