import type { Explanation, Plan, Problem } from "@fairlead/planner/placements";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Asked } from "../placing/placing-worker.ts";
import { startPlacing } from "../placing/start-placing.ts";

/** As long as somebody looks at a screen; the best so far stands there from the first moment, and can be taken. */
const SECONDS = 60;
/** For one question beside a plan. */
export const SECONDS_ASIDE = 8;

export type Placing = { plan: Plan | null; problem: Problem; running: boolean; broken: boolean };

/** A plan and everything that is asked about it; leaving the screen ends all of it. */
export const usePlacing = () => {
  const [placing, setPlacing] = useState<Placing | null>(null);
  const end = useRef<() => void>(() => undefined);
  useEffect(() => () => end.current(), []);

  const propose = useCallback((problem: Problem) => {
    end.current();
    setPlacing({ plan: null, problem, running: true, broken: false });
    end.current = startPlacing({ kind: "plan", problem, seconds: SECONDS }, (answer) => {
      if (answer.kind === "explanation") return;
      setPlacing((before) => ({
        plan: answer.kind === "broken" ? (before?.plan ?? null) : (answer.plan ?? before?.plan ?? null),
        problem,
        running: answer.kind === "so-far",
        broken: answer.kind === "broken",
      }));
    });
  }, []);
  /** The best so far stays. */
  const stop = useCallback(() => {
    end.current();
    setPlacing((before) => before && { ...before, running: false });
  }, []);
  const clear = useCallback(() => {
    end.current();
    setPlacing(null);
  }, []);
  return { placing, propose, stop, clear };
};

type Aside = { running: boolean; plan: Plan | null; explanation: Explanation | null; broken: boolean };
const NOTHING: Aside = { running: false, plan: null, explanation: null, broken: false };

/** One question beside a plan: why, or what another placement would cost. */
export const useAside = () => {
  const [aside, setAside] = useState<Aside>(NOTHING);
  const end = useRef<() => void>(() => undefined);
  useEffect(() => () => end.current(), []);
  const ask = useCallback((asked: Asked) => {
    end.current();
    setAside({ ...NOTHING, running: true });
    end.current = startPlacing(asked, (answer) => {
      if (answer.kind === "so-far") return;
      setAside({
        running: false,
        plan: answer.kind === "plan" ? answer.plan : null,
        explanation: answer.kind === "explanation" ? answer.explanation : null,
        broken: answer.kind === "broken" || (answer.kind === "plan" && answer.plan === null),
      });
    });
  }, []);
  const clear = useCallback(() => {
    end.current();
    setAside(NOTHING);
  }, []);
  return { aside, ask, clear };
};
