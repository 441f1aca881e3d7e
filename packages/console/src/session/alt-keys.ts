import { useEffect, useRef } from "react";

/** A key by its place on the keyboard, so that it is the same one under a Russian or an Arabic layout. */
export type AltKey = `Key${"A" | "C" | "G" | "I" | "M" | "N" | "P" | "S" | "T" | "U" | "X"}` | "Comma" | "Period";

/**
 * Alt and a letter, from anywhere on the screen, while no dialog is open. With a modifier: a letter alone belongs to
 * whoever is typing. Ctrl with it is AltGr on some machines, and writes letters.
 */
export const useAltKeys = (keys: readonly [AltKey, () => void][]): void => {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.repeat) return;
      const { code } = event;
      const act = latest.current.find(([key]) => key === code)?.[1];
      if (act === undefined || document.querySelector("[role=dialog]") !== null) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
};
