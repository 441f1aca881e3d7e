import type { TicketView } from "@fairlead/casework";

/** Has not opened the page · has opened it, and what was said last does not stand there · has people in the car. */
export type NotReached = "unopened" | "unread" | "with-them";

/**
 * Why a page alone will not stop its holder. Whoever was telephoned and never opened the link goes by the telephone, and is
 * called about until somebody says that they rang. [P7]
 */
export const notReached = ({ step, read, ended }: Pick<TicketView, "step" | "read" | "ended">): NotReached | null => {
  if (ended || step === "handed-over") return null;
  if (step === "with-me") return "with-them";
  if (step === null) return "unopened";
  return read ? null : "unread";
};
