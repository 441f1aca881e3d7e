import type { Answer, Asked } from "./placing-worker.ts";

/**
 * Asks the planner in a worker of its own.
 *
 * @param hear every answer; the last one is no `so-far`
 * @returns what ends it at once, whatever it is about; nothing is heard afterwards
 */
export const startPlacing = (asked: Asked, hear: (answer: Answer) => void): (() => void) => {
  const worker = new Worker(new URL("./placing-worker.ts", import.meta.url), { type: "module" });
  let ended = false;
  const end = () => {
    ended = true;
    worker.terminate();
  };
  worker.onmessage = ({ data }: MessageEvent<Answer>) => {
    if (ended) return;
    if (data.kind !== "so-far") end();
    hear(data);
  };
  worker.onerror = () => {
    if (ended) return;
    end();
    hear({ kind: "broken" });
  };
  worker.postMessage(asked);
  return end;
};
