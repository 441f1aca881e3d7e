import type { Answer, StartSolver } from "../src/placements/solver/message.ts";

/**
 * HiGHS in a Web Worker.
 *
 * The worker's own response must allow `script-src 'self' 'wasm-unsafe-eval'`; the page's need not. No shared memory is
 * used, so that no page has to be isolated from its opener.
 *
 * @param makeWorker `() => new Worker(address, { type: "module" })`, the address being the built browser-worker.ts
 */
export function browserSolver(makeWorker: () => Worker): StartSolver {
  return () => {
    const worker = makeWorker();
    return {
      post: (request) => worker.postMessage(request),
      listen: (listener, failed) => {
        worker.addEventListener("message", ({ data }: MessageEvent<Answer | { kind: "failed"; reason: string }>) => {
          if (data.kind === "failed") failed(data.reason);
          else listener(data);
        });
        worker.addEventListener("error", ({ message }) => failed(message || "its program could not be loaded"));
      },
      end: () => worker.terminate(),
    };
  };
}
