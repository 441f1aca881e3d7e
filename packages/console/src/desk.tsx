import type { Hand, Opened, SuspendedMember } from "@fairlead/client";
import { HeadlessMantineProvider } from "@mantine/core";
import { RouterProvider } from "@tanstack/react-router";
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { makeMatching } from "./board/matching.ts";
import type { PasskeyDoor } from "./device/passkey-door.ts";
import { Door } from "./locked/door.tsx";
import type { Identity, Joining } from "./locked/joining.ts";
import type { LockedProps } from "./locked/locked.tsx";
import type { LostWrites } from "./locked/lost.tsx";
import { Suspended } from "./locked/suspended.tsx";
import { Speaking } from "./say/words.tsx";
import { makeSearch } from "./search/search.ts";
import { makeDrafts } from "./session/drafts.ts";
import { useIdleLock } from "./session/idle-lock.ts";
import { usePanicLock } from "./session/panic-lock.ts";
import { type Session, SessionProvider } from "./session/session.tsx";
import { firstPlaceFor } from "./shell/places.ts";
import { makeRouter } from "./shell/router.tsx";
import "./look/tokens.css";
import "./look/base.css";

export type DeskProps = {
  open(phrase: string): Promise<Opened>;
  passkeys: PasskeyDoor | null;
  joining: Joining;
  identity: Identity;
  clock: () => number;
  callerPage: string;
  demo: boolean;
};

type Unlocked = { session: Session; router: ReturnType<typeof makeRouter> };

/** Locked or unlocked, nothing between. Locking drops keys, view, drafts and where the member was. */
export const Desk = ({ open, passkeys, joining, identity, clock, callerPage, demo }: DeskProps) => {
  const [unlocked, setUnlocked] = useState<Unlocked | null>(null);
  const [suspended, setSuspended] = useState<{ hand: SuspendedMember; lost: LostWrites } | null>(null);
  const [why, setWhy] = useState<LockedProps["why"]>("start");
  const onOpen = (hand: Hand) => {
    const drafts = makeDrafts();
    const lock = () => lockAs("locked");
    const session: Session = {
      hand,
      drafts,
      matching: makeMatching(),
      search: makeSearch(),
      clock,
      callerPage,
      passkeys,
      lock,
    };
    // This console keeps a log of what it shows.
    hand.looked(null);
    setUnlocked({ session, router: makeRouter(firstPlaceFor(hand.me.role)) });
  };
  const [notTaken, setNotTaken] = useState(0);
  const lockAs = useCallback((reason: LockedProps["why"], left = 0) => {
    setWhy(reason);
    setNotTaken(left);
    setUnlocked((open) => {
      open?.session.hand.lock();
      open?.session.drafts.clear();
      open?.session.matching.forget();
      open?.session.search.forget();
      return null;
    });
    setSuspended((out) => {
      out?.hand.lock();
      return null;
    });
  }, []);
  return (
    <HeadlessMantineProvider>
      <Speaking>
        {suspended !== null ? (
          <>
            <Locking lockAs={lockAs} />
            <Suspended {...suspended} lockAs={lockAs} />
          </>
        ) : unlocked === null ? (
          <Door
            why={why}
            notTaken={notTaken}
            demo={demo}
            open={open}
            passkeys={passkeys}
            onOpen={onOpen}
            onSuspended={(hand, lost) => setSuspended({ hand, lost })}
            joining={joining}
            identity={identity}
          />
        ) : (
          <SessionProvider session={unlocked.session}>
            <Watching session={unlocked.session} lockAs={lockAs} />
            <RouterProvider router={unlocked.router} />
          </SessionProvider>
        )}
      </Speaking>
    </HeadlessMantineProvider>
  );
};

type LockAs = (why: LockedProps["why"], notTaken?: number) => void;

const Watching = ({ session: { hand }, lockAs }: { session: Session; lockAs: LockAs }) => {
  useEffect(() => hand.watch(), [hand]);
  // Suspended, removed, or the phrase was changed elsewhere: the screen goes with the keys, and says why. [P5]
  const shutOut = useSyncExternalStore(
    (told) => hand.subscribe(told),
    () => hand.view().status.shutOut,
  );
  useEffect(() => {
    if (shutOut !== null) lockAs(shutOut, hand.view().status.notTaken.length);
  }, [shutOut, lockAs, hand]);
  return <Locking lockAs={lockAs} />;
};

const Locking = ({ lockAs }: { lockAs: LockAs }) => {
  useIdleLock(useCallback(() => lockAs("idle"), [lockAs]));
  usePanicLock(useCallback(() => lockAs("locked"), [lockAs]));
  return null;
};
