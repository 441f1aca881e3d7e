import type { StreamId } from "@fairlead/casework";
import type { Shown } from "@fairlead/client";
import { useEffect } from "react";
import { HOUR } from "../say/spans.ts";
import { useNow, useSession } from "../session/session.tsx";

/** What stands on this screen goes into this member's log: once an hour for each compartment, while it stays. */
export const useShown = (...shown: (Shown | undefined)[]): void => {
  const { hand } = useSession();
  const hour = Math.floor(useNow(60_000) / HOUR);
  const all = shown.filter((one) => one !== undefined).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a screen that is still open in the next hour is said again
  useEffect(() => {
    for (const one of all.split(",")) if (one !== "") hand.looked(one as StreamId);
  }, [hand, all, hour]);
};
