import type { CasePart, PieceKind } from "@fairlead/casework";
import { useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import "./found.css";

/** The line that somebody goes to, as casework's `lineOf` says it, and where in its place it stands. */
export type Found = { line: string; kind: PieceKind; part: CasePart | null };

declare module "@tanstack/react-router" {
  interface HistoryState {
    found?: Found;
  }
}

/** What led here, if it was a line that was looked for. `turn` is another each time that somebody comes. */
export const useFound = (): { found: Found | null; turn: string } =>
  useLocation({
    select: ({ state }) => ({ found: state.found ?? null, turn: state.__TSR_key ?? "" }),
    structuralSharing: true,
  });

/** Calls back once each time that somebody comes for a line, so that what hides it can open. */
export const useWhenFound = (open: (found: Found) => void): void => {
  const { found, turn } = useFound();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each coming
  useEffect(() => {
    if (found !== null) open(found);
  }, [turn]);
};

/** ms between two looks whether the line is on the screen, and how often: a tab opens, a dialog gives the focus back. */
const PAUSE = 50;
const LOOKS = 40;

const isSeen = (element: Element): boolean => element.getClientRects().length > 0;

/** On the screen, and no dialog over it that would take the focus back. */
const lineOnScreen = (line: string): HTMLElement | null => {
  if (document.querySelector("[role=dialog]") !== null) return null;
  const all = document.querySelectorAll<HTMLElement>(`[data-line="${CSS.escape(line)}"]`);
  for (const element of all) {
    const folded = element.closest("details");
    if (folded !== null) folded.open = true;
    if (!isSeen(element)) continue;
    // Its words may be folded in it: what was said before, the phrases of a ticket.
    for (const inner of element.querySelectorAll("details")) inner.open = true;
    return element;
  }
  return null;
};

const MODIFIERS = new Set(["Shift", "Control", "Alt", "Meta", "AltGraph"]);

/**
 * Around every screen: the line that a search led to is scrolled to, has the focus and is marked, until somebody presses
 * a key or the pointer. Lines say which they are by `data-line`.
 */
export const useFoundLine = (): void => {
  const { found, turn } = useFound();
  const line = found?.line;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each coming
  useEffect(() => {
    if (line === undefined) return;
    let marked: HTMLElement | null = null;
    let looks = 0;
    let timer = setTimeout(look, PAUSE);
    function look() {
      const element = lineOnScreen(line ?? "");
      looks += 1;
      if (element === null) {
        if (looks < LOOKS) timer = setTimeout(look, PAUSE);
        return;
      }
      marked = element;
      if (element.tabIndex < 0) element.tabIndex = -1;
      element.setAttribute("data-found", "");
      element.scrollIntoView({ block: "center" });
      element.focus({ preventScroll: true });
    }
    const end = () => {
      clearTimeout(timer);
      marked?.removeAttribute("data-found");
    };
    const onKey = ({ key }: KeyboardEvent) => {
      if (!MODIFIERS.has(key) && marked !== null) end();
    };
    const onPointer = () => {
      if (marked !== null) end();
    };
    document.addEventListener("keydown", onKey);
    document.addEventListener("pointerdown", onPointer);
    return () => {
      end();
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("pointerdown", onPointer);
    };
  }, [turn, line]);
};
