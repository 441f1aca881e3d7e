import { useEffect } from "react";

/** Nobody there for this long: the desk locks itself. */
export const IDLE_LOCK_AFTER = 15 * 60_000;

const SIGNS = ["keydown", "pointerdown", "pointermove", "wheel"] as const;

/** A laptop that slept locks when it wakes: what counts is the clock, not a timer that slept too. */
export const useIdleLock = (lock: () => void): void => {
  useEffect(() => {
    let last = Date.now();
    const seen = () => {
      if (Date.now() - last >= IDLE_LOCK_AFTER) lock();
      else last = Date.now();
    };
    const timer = setInterval(() => {
      if (Date.now() - last >= IDLE_LOCK_AFTER) lock();
    }, 10_000);
    for (const sign of SIGNS) window.addEventListener(sign, seen, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      for (const sign of SIGNS) window.removeEventListener(sign, seen, { capture: true });
    };
  }, [lock]);
};
