import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import { byKey, dragged, type Gaze, nearer, type Size } from "./gaze.ts";

/** A press that moved further than this was a drag. */
const STILL = 5;

/**
 * Where a map looks, by hand: a mouse drags and, once the map was pressed, its wheel brings it nearer; two fingers move
 * it, while one goes on scrolling the page; arrows, plus, minus and 0 on a keyboard, Enter for a press in the middle.
 *
 * @param home where it looks until somebody moves it
 */
export const useGaze = (home: Gaze, size: Size, onPress: (gaze: Gaze, x: number, y: number) => void) => {
  const [moved, setGaze] = useState<Gaze | null>(null);
  const gaze = moved ?? home;
  const surface = useRef<SVGSVGElement>(null);
  const down = useRef(new Map<number, [x: number, y: number]>());
  const still = useRef(true);
  const latest = useRef({ gaze, size });
  latest.current = { gaze, size };

  const present = size.width > 0;
  useEffect(() => {
    const { current } = surface;
    if (current === null || !present) return;
    // React's own listener may not keep the page from scrolling.
    const turn = (event: WheelEvent) => {
      if (!event.ctrlKey && document.activeElement !== current) return;
      event.preventDefault();
      const { left, top } = current.getBoundingClientRect();
      const { gaze: now, size: its } = latest.current;
      setGaze(nearer(now, its, 1.0018 ** -event.deltaY, [event.clientX - left, event.clientY - top]));
    };
    current.addEventListener("wheel", turn, { passive: false });
    return () => current.removeEventListener("wheel", turn);
  }, [present]);

  const at = (event: PointerEvent): [number, number] => {
    const box = surface.current?.getBoundingClientRect();
    return [event.clientX - (box?.left ?? 0), event.clientY - (box?.top ?? 0)];
  };
  const handlers = useMemo(
    () => ({
      lift: (event: PointerEvent) => {
        down.current.delete(event.pointerId);
      },
    }),
    [],
  );
  return {
    gaze,
    moved: moved !== null,
    setGaze,
    surface: {
      ref: surface,
      onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
        if (event.button !== 0) return;
        still.current = down.current.size === 0;
        down.current.set(event.pointerId, at(event));
        if (event.pointerType === "mouse") event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
        const before = down.current.get(event.pointerId);
        if (before === undefined) return;
        const now = at(event);
        const [dx, dy] = [now[0] - before[0], now[1] - before[1]];
        if (still.current && Math.hypot(dx, dy) < STILL) return;
        still.current = false;
        const other = [...down.current].find(([pointer]) => pointer !== event.pointerId)?.[1];
        down.current.set(event.pointerId, now);
        if (other === undefined) {
          if (event.pointerType === "mouse") setGaze(dragged(gaze, size, before, now));
          return;
        }
        const spread = (one: readonly [number, number]) =>
          Math.max(20, Math.hypot(one[0] - other[0], one[1] - other[1]));
        const middle = [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2] as const;
        const was = [(before[0] + other[0]) / 2, (before[1] + other[1]) / 2] as const;
        setGaze(dragged(nearer(gaze, size, spread(now) / spread(before), was), size, was, middle));
      },
      onPointerUp: (event: PointerEvent<SVGSVGElement>) => {
        const began = down.current.get(event.pointerId);
        handlers.lift(event);
        if (began === undefined || !still.current) return;
        const [x, y] = at(event);
        onPress(gaze, x, y);
      },
      onPointerCancel: handlers.lift,
      onKeyDown: (event: KeyboardEvent<SVGSVGElement>) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const next = byKey(event.key, gaze, size);
        if (next !== undefined) setGaze(next);
        else if (event.key === "Enter") onPress(gaze, size.width / 2, size.height / 2);
        else return;
        event.preventDefault();
      },
    },
  };
};
