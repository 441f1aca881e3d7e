import type { Answer, Request, SolverPort, StartSolver } from "./message.ts";

/** How long a problem may take before a second search joins in: most are proven by then. */
export const ALONE_MS = 2000;

/** Of another kind than the seeds that people try one after another. */
const OTHER_SEED = 7919;

/**
 * Two searches of one problem, each in a worker of its own: one that begins in an unlucky place stays near it, and a machine
 * with two cores has one to spare. Neither hears of the other; the better plan and the better bound of both count, and the
 * first proof ends both. The memory told is that of both together, as each has last said it.
 *
 * @param after as in a planner's clock
 */
export function twoSearches(
  start: StartSolver,
  after: (milliseconds: number, callback: () => void) => () => void,
): StartSolver {
  return () => {
    const running = new Set<SolverPort>();
    const memory = new Map<SolverPort, number>();
    let hear: (answer: Answer) => void = () => {};
    let fail: (reason: string) => void = () => {};
    let cancel = () => {};

    const begin = (request: Request) => {
      const port = start();
      running.add(port);
      const gone = () => {
        running.delete(port);
        port.end();
        return running.size === 0;
      };
      port.listen(
        (answer) => {
          if (!running.has(port)) return;
          memory.set(port, answer.memoryBytes);
          const told = { ...answer, memoryBytes: [...memory.values()].reduce((sum, bytes) => sum + bytes, 0) };
          if (told.kind !== "end") return hear(told);
          const last = gone();
          if (last || told.how !== "stopped") end(() => hear(told));
        },
        // Its memory was not enough: the other goes on.
        (reason) => {
          if (running.has(port) && gone()) end(() => fail(reason));
        },
      );
      port.post(request);
    };
    const end = (then: () => void = () => {}) => {
      cancel();
      for (const port of running) port.end();
      running.clear();
      then();
    };
    return {
      listen: (listener, failed) => {
        hear = listener;
        fail = failed;
      },
      post: (request) => {
        begin(request);
        const seconds = request.seconds - ALONE_MS / 1000;
        if (seconds <= 0) return;
        cancel = after(ALONE_MS, () => begin({ ...request, seed: request.seed + OTHER_SEED, seconds }));
      },
      end: () => end(),
    };
  };
}
