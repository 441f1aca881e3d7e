import type { ReactNode } from "react";
import { Icon } from "../parts/icon.tsx";

type Props = { children: ReactNode; action?: ReactNode; grave?: boolean };

/** One thing that stands above every screen: a sign, a sentence, the way out. */
export const Notice = ({ children, action, grave }: Props) => (
  <div className="panel banner panel-row row" data-first={grave || undefined} role={grave ? "alert" : undefined}>
    <Icon name="warning" className={grave ? "danger" : "warning"} />
    <div className="grow">{children}</div>
    {action}
  </div>
);
