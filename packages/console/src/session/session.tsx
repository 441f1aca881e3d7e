import type { Hand, View } from "@fairlead/client";
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import type { Matching } from "../board/matching.ts";
import type { PasskeyDoor } from "../device/passkey-door.ts";
import type { Search } from "../search/search.ts";
import type { Drafts } from "./drafts.ts";
import type { Swept } from "./swept.ts";

/** What an unlocked desk has at hand. Locking drops the whole of it. */
export type Session = {
  hand: Hand;
  drafts: Drafts;
  swept: Swept;
  matching: Matching;
  search: Search;
  /** ms; shifted in an organisation with an invented calendar. */
  clock: () => number;
  callerPage: string;
  /** null where this browser has no passkeys. */
  passkeys: Pick<PasskeyDoor, "make"> | null;
  lock(): void;
};

const SessionContext = createContext<Session | null>(null);

export const SessionProvider = ({ session, children }: { session: Session; children: ReactNode }) => (
  <SessionContext value={session}>{children}</SessionContext>
);

export const useSession = (): Session => {
  const session = useContext(SessionContext);
  if (session === null) throw new Error("used outside an unlocked desk");
  return session;
};

export const useView = (): View => {
  const { hand } = useSession();
  return useSyncExternalStore(
    (told) => hand.subscribe(told),
    () => hand.view(),
  );
};

/** The hour of this moment, renewed every `step` ms. Running clocks ask for 1,000; ages do with 15,000. */
export const useNow = (step: number): number => {
  const { clock } = useSession();
  const [now, setNow] = useState(clock);
  useEffect(() => {
    const timer = setInterval(() => setNow(clock()), step);
    return () => clearInterval(timer);
  }, [clock, step]);
  return now;
};
