import { Worker } from "node:worker_threads";
import type { StartSolver } from "../src/placements/solver/message.ts";

/** HiGHS in a thread of Node's. Ending it frees its memory. */
export const startNodeSolver: StartSolver = () => {
  const worker = new Worker(new URL("./node-worker.ts", import.meta.url));
  let ended = false;
  return {
    post: (request) => worker.postMessage(request),
    listen: (listener, failed) => {
      worker.on("message", (answer) => {
        if (!ended) listener(answer);
      });
      worker.on("error", (error) => {
        if (!ended) failed(error.message);
      });
    },
    end: () => {
      ended = true;
      void worker.terminate();
    },
  };
};
