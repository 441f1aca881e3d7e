import type { ReactNode } from "react";

/** One sentence, one action. */
export const Empty = ({ children, action }: { children: ReactNode; action?: ReactNode }) => (
  <div className="panel-row row">
    <p className="quiet">{children}</p>
    {action}
  </div>
);
