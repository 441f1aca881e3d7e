import type { Hand, Opened } from "@fairlead/client";
import { HeadlessMantineProvider } from "@mantine/core";
import { RouterProvider } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";
import { Door } from "./locked/door.tsx";
import type { Identity, Joining } from "./locked/joining.ts";
import type { LockedProps } from "./locked/locked.tsx";
import { Speaking } from "./say/words.tsx";
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
  joining: Joining;
  identity: Identity;
  clock: () => number;
  callerPage: string;
  demo: boolean;
};

type Unlocked = { session: Session; router: ReturnType<typeof makeRouter> };

/** Locked or unlocked, nothing between. Locking drops keys, view, drafts and where the member was. */
export const Desk = ({ open, joining, identity, clock, callerPage, demo }: DeskProps) => {
  const [unlocked, setUnlocked] = useState<Unlocked | null>(null);
  const [why, setWhy] = useState<LockedProps["why"]>("start");
  const onOpen = (hand: Hand) => {
    const drafts = makeDrafts();
    const lock = () => lockAs("locked");
    const session: Session = { hand, drafts, clock, callerPage, lock };
    setUnlocked({ session, router: makeRouter(firstPlaceFor(hand.me.role)) });
  };
  const lockAs = useCallback((reason: LockedProps["why"]) => {
    setWhy(reason);
    setUnlocked((open) => {
      open?.session.hand.lock();
      open?.session.drafts.clear();
      return null;
    });
  }, []);
  return (
    <HeadlessMantineProvider>
      <Speaking>
        {unlocked === null ? (
          <Door why={why} demo={demo} open={open} onOpen={onOpen} joining={joining} identity={identity} />
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

const Watching = ({ session, lockAs }: { session: Session; lockAs(why: LockedProps["why"]): void }) => {
  useEffect(() => session.hand.watch(), [session]);
  useIdleLock(useCallback(() => lockAs("idle"), [lockAs]));
  usePanicLock(useCallback(() => lockAs("locked"), [lockAs]));
  return null;
};
