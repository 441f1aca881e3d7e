import type { CaseId, MailboxId } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

type Props = { decision: { case: CaseId | null; mailbox: MailboxId | null }; className?: string; children: ReactNode };

/** To what is decided about: a case, or a thread that never became one. */
export const DecisionLink = ({ decision, className, children }: Props) => {
  if (decision.case !== null)
    return (
      <Link to="/cases/$case" params={{ case: decision.case }} className={className}>
        {children}
      </Link>
    );
  return decision.mailbox === null ? (
    children
  ) : (
    <Link to="/queue/$mailbox" params={{ mailbox: decision.mailbox }} className={className}>
      {children}
    </Link>
  );
};
