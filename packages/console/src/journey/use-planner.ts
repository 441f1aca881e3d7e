import type { Network, RouteQuery, Routes } from "@fairlead/planner/routes";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Answer, Asked, Rule } from "./plan-worker.ts";

/** What was asked stands beside the answer: the form may have been changed since. */
type Question = { network: Network; query: RouteQuery };

export type Planning =
  | { kind: "nothing" }
  | { kind: "running"; done: number }
  /** The first `whole` routes have their fallbacks; the others get theirs one after another. */
  | ({ kind: "routes"; routes: Routes; whole: number } & Question)
  | { kind: "none"; opens: Rule[] }
  | { kind: "refused"; path: string; reason: string }
  /** The worker broke. */
  | { kind: "broken" };

export type Planner = { planning: Planning; plan(network: Network, query: RouteQuery): void; stop(): void };

/** The planner in a worker of its own; stopping it ends the worker, at once, whatever it was about. */
export const usePlanner = (): Planner => {
  const [planning, setPlanning] = useState<Planning>({ kind: "nothing" });
  const worker = useRef<{ of: Worker; network: Network; busy: boolean } | null>(null);
  const end = useCallback(() => {
    worker.current?.of.terminate();
    worker.current = null;
  }, []);
  useEffect(() => end, [end]);

  const plan = (network: Network, query: RouteQuery) => {
    if (worker.current?.busy || worker.current?.network !== network) end();
    const again = worker.current;
    const of = again?.of ?? new Worker(new URL("./plan-worker.ts", import.meta.url), { type: "module" });
    const mine = { of, network, busy: true };
    worker.current = mine;
    setPlanning({ kind: "running", done: 0 });
    of.onmessage = ({ data }: MessageEvent<Answer>) => {
      if (worker.current !== mine) return;
      if (data.kind === "progress") {
        setPlanning({ kind: "running", done: data.done });
        return;
      }
      mine.busy = data.kind === "routes" && data.whole < data.routes.routes.length;
      setPlanning(data.kind === "routes" ? { ...data, network, query } : data);
    };
    of.onerror = () => {
      if (worker.current !== mine) return;
      end();
      setPlanning({ kind: "broken" });
    };
    of.postMessage({ network: again === null ? network : null, query } satisfies Asked);
  };
  const stop = () => {
    end();
    setPlanning({ kind: "nothing" });
  };
  return { planning, plan, stop };
};
