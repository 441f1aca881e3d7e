import type { ThreadView } from "@fairlead/casework";
import { useState } from "react";
import { type Session, useSession } from "../session/session.tsx";
import { EVERYTHING, type QueueFilter } from "./filter.ts";

/** How the queue was looked at: it survives going to another screen and back, and ends with the session. */
export type Looked = {
  filter: QueueFilter;
  /** The order that is held; null: the true one is followed. */
  held: readonly ThreadView[] | null;
  scrolled: number;
};

const looked = new WeakMap<Session, Looked>();

/** `remember` notes without drawing: a list that is scrolled is drawn often enough. */
export const useLooked = (): [
  Looked,
  look: (change: Partial<Looked>) => void,
  remember: (change: Partial<Looked>) => void,
] => {
  const session = useSession();
  const [state, setState] = useState<Looked>(
    () => looked.get(session) ?? { filter: EVERYTHING, held: null, scrolled: 0 },
  );
  const remember = (some: Partial<Looked>): Looked => {
    const next = { ...(looked.get(session) ?? state), ...some };
    looked.set(session, next);
    return next;
  };
  return [state, (some) => setState(remember(some)), remember];
};
