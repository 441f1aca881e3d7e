import type { CaseInHand } from "@fairlead/client";

/** Whether this member has before their eyes what would go. Whoever has not approves nothing. [P11] */
export const readsJourneys = (one: CaseInHand | undefined): boolean =>
  one?.parts.some(({ part }) => part === "journey") === true;

/** Two have decided, this member among them, and this console does not sign: what it reads is something else. */
export const isPruneDoubted = ({ pruning }: CaseInHand): boolean => pruning?.doubted === true;
