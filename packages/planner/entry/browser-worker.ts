/** Runs in a Web Worker: joins the solver to the worker's scope. */
import { loadHighs } from "../src/placements/exact/load.ts";
import { type Request, serve } from "../src/placements/solver/serve.ts";

const now = () => performance.now() / 1000;
/** The WASM file lies beside the built script. */
const beside = (file: string) => new URL(file, location.href).href;

addEventListener(
  "message",
  async ({ data: request }: MessageEvent<Request>) => {
    try {
      const began = now();
      const highs = await loadHighs(beside);
      serve(highs, now, { ...request, seconds: request.seconds - (now() - began) }, (answer) => postMessage(answer));
    } catch (error) {
      postMessage({ kind: "failed", reason: error instanceof Error ? error.message : "unknown" });
    }
  },
  { once: true },
);
