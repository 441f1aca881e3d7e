import { type PreviewLine, previewRows } from "@fairlead/casework";
import { useCallback, useEffect, useRef, useState } from "react";

export type Preview = { kind: "none" } | { kind: "looking"; done: number } | { kind: "ready"; lines: PreviewLine[] };

/** ms between two breaths of the screen. */
const SLICE = 24;

/** The rows looked through in slices, so that a key is answered in between; what was begun before is dropped. */
export const usePreview = () => {
  const [preview, setPreview] = useState<Preview>({ kind: "none" });
  const turn = useRef(0);
  const forget = useCallback(() => {
    turn.current += 1;
    setPreview({ kind: "none" });
  }, []);
  useEffect(
    () => () => {
      turn.current += 1;
    },
    [],
  );
  const look = (asked: Parameters<typeof previewRows>[0]) => {
    turn.current += 1;
    const mine = turn.current;
    const steps = previewRows(asked);
    let done = 0;
    const slice = () => {
      if (turn.current !== mine) return;
      const until = performance.now() + SLICE;
      let step = steps.next();
      for (; !step.done && performance.now() < until; step = steps.next()) done += 1;
      if (step.done) return setPreview({ kind: "ready", lines: step.value });
      setPreview({ kind: "looking", done });
      setTimeout(slice);
    };
    setPreview({ kind: "looking", done: 0 });
    setTimeout(slice);
  };
  return { preview, look, forget };
};
