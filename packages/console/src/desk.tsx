import type { Glance } from "@fairlead/casework";
import type { Hand, Opened, Opening, SuspendedMember } from "@fairlead/client";
import { HeadlessMantineProvider } from "@mantine/core";
import { RouterProvider } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { makeMatching } from "./board/matching.ts";
import type { OpenedByPasskey, PasskeyDoor } from "./device/passkey-door.ts";
import { Door } from "./locked/door.tsx";
import { GlancePage } from "./locked/glance.tsx";
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
import { makeSwept } from "./session/swept.ts";
import { firstPlaceFor } from "./shell/places.ts";
import { makeRouter } from "./shell/router.tsx";
import "./look/tokens.css";
import "./look/base.css";

export type DeskProps = {
  open(phrase: string, told: Opening): Promise<Opened>;
  passkeys: PasskeyDoor | null;
  joining: Joining;
  identity: Identity;
  clock: () => number;
  callerPage: string;
  demo: boolean;
};

type Unlocked = { session: Session; router: ReturnType<typeof makeRouter> };

type Seen = { glance: Glance; progress: { done: number; of: number } | null };

/**
 * Locked or unlocked; between the two, where this device remembers, a glance at what it showed last. Locking drops keys,
 * view, drafts and where the member was, also while the desk opens.
 */
export const Desk = ({ open, passkeys, joining, identity, clock, callerPage, demo }: DeskProps) => {
  const [unlocked, setUnlocked] = useState<Unlocked | null>(null);
  const [suspended, setSuspended] = useState<{ hand: SuspendedMember; lost: LostWrites } | null>(null);
  const [why, setWhy] = useState<LockedProps["why"]>("start");
  const onOpen = (hand: Hand) => {
    const drafts = makeDrafts();
    const swept = makeSwept();
    const lock = () => lockAs("locked");
    const session: Session = {
      hand,
      drafts,
      swept,
      matching: makeMatching(),
      search: makeSearch(),
      clock,
      callerPage,
      passkeys,
      lock,
    };
    // What was typed for a case goes with it. Of a dialog's words nobody knows for which case they were.
    let erasedBefore = hand.view().status.erasedCases.length;
    hand.subscribe(() => {
      const { erasedCases } = hand.view().status;
      for (const erased of erasedCases) drafts.forget(erased);
      if (erasedCases.length > erasedBefore) swept.forgetWords();
      erasedBefore = erasedCases.length;
    });
    // This console keeps a log of what it shows.
    hand.looked(null);
    setUnlocked({ session, router: makeRouter(firstPlaceFor(hand.me.role)) });
  };
  const [notTaken, setNotTaken] = useState(0);
  const [seen, setSeen] = useState<Seen | null>(null);
  /** Counts how often somebody began to unlock, or locked: what an earlier beginning still brings is not shown. */
  const turn = useRef(0);
  /** Opens with a glance meanwhile; what comes after a lock is locked at once. */
  const glancing = useCallback(async <T extends Opened | OpenedByPasskey>(by: (told: Opening) => Promise<T>) => {
    turn.current += 1;
    const mine = turn.current;
    const stopped = () => turn.current !== mine;
    try {
      const opened = await by({
        glance: (glance) => setSeen({ glance, progress: null }),
        progress: (done, of) => setSeen((now) => now && { ...now, progress: { done, of } }),
        stopped,
      });
      if (!stopped()) return opened;
      if (opened.kind === "open" || opened.kind === "suspended") opened.hand.lock();
      return { kind: "stopped" } as const;
    } finally {
      if (!stopped()) setSeen(null);
    }
  }, []);
  const openGlancing = useCallback((phrase: string) => glancing((told) => open(phrase, told)), [glancing, open]);
  const passkeysGlancing = useMemo(
    () => passkeys && { ...passkeys, open: () => glancing((told) => passkeys.open(told)) },
    [glancing, passkeys],
  );
  const lockAs = useCallback((reason: LockedProps["why"], left = 0) => {
    turn.current += 1;
    setSeen(null);
    setWhy(reason);
    setNotTaken(left);
    setUnlocked((open) => {
      open?.session.hand.lock();
      open?.session.drafts.clear();
      open?.session.swept.clear();
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
          <>
            {seen === null ? null : (
              <>
                <Locking lockAs={lockAs} />
                <GlancePage {...seen} clock={clock} lock={() => lockAs("locked")} />
              </>
            )}
            {/* Behind the glance it waits for how this ends: it may yet have to say why nothing opened. */}
            <div hidden={seen !== null}>
              <Door
                why={why}
                notTaken={notTaken}
                demo={demo}
                open={openGlancing}
                passkeys={passkeysGlancing}
                onOpen={onOpen}
                onSuspended={(hand, lost) => setSuspended({ hand, lost })}
                joining={joining}
                identity={identity}
              />
            </div>
          </>
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
