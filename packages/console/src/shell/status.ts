import type { StatusView } from "@fairlead/client";

export type Said = {
  kind:
    | "halted"
    | "disputed"
    | "refused"
    | "reading"
    | "not-kept"
    | "offline"
    | "pending"
    | "unread"
    | "unchecked"
    | "up-to-date";
  n: number;
};

/** Nothing that this desk knows of is missing from lists, counts and search. */
export const isWhole = ({ reading, notKept }: Pick<StatusView, "reading" | "notKept">): boolean =>
  reading === null && notKept === 0;

/** What the bar says: the worst of what is true. */
export const statusOf = (status: StatusView): Said => {
  if (status.halted.length > 0) return { kind: "halted", n: status.halted.length };
  if (status.disputes.length > 0) return { kind: "disputed", n: status.disputes.length };
  if (status.refused !== null) return { kind: "refused", n: status.pending };
  // Whether it is up to date is asked once all of it is read.
  if (status.reading !== null) return { kind: "reading", n: 0 };
  if (status.syncedAt === null) return { kind: "unread", n: 0 };
  // How old the rest is says nothing of these.
  if (status.notKept > 0) return { kind: "not-kept", n: status.notKept };
  if (!status.online) return { kind: "offline", n: status.pending };
  if (status.pending > 0) return { kind: "pending", n: status.pending };
  if (!status.headsChecked) return { kind: "unchecked", n: 0 };
  return { kind: "up-to-date", n: 0 };
};
