import { type RefObject, useEffect, useRef, useState } from "react";

/** How wide the place of a chart is, in px, as it changes; 0 until it is known. */
export const useWidth = (): [holder: RefObject<HTMLDivElement | null>, width: number] => {
  const holder = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const { current } = holder;
    if (current === null) return;
    const watcher = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    watcher.observe(current);
    return () => watcher.disconnect();
  }, []);
  return [holder, width];
};
