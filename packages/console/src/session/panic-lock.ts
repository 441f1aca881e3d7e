import { useEffect } from "react";

const TIMES = 3;
const WITHIN = 1_500;

/** Three presses, close together. Counted apart from what Esc closes on the way. */
export const countPresses = (times: number, within: number): ((at: number) => boolean) => {
  let presses: number[] = [];
  return (at) => {
    presses = [...presses.filter((press) => at - press < within), at];
    return presses.length >= times;
  };
};

/** Esc three times: keys gone, screen blank, from anywhere. */
export const usePanicLock = (lock: () => void): void => {
  useEffect(() => {
    const pressed = countPresses(TIMES, WITHIN);
    const onKey = (event: KeyboardEvent) => {
      // A key held down is one press.
      if (event.key === "Escape" && !event.repeat && pressed(event.timeStamp)) lock();
    };
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, [lock]);
};
