/** Runs in a thread of Node's: joins the solver to its port. */
import { parentPort } from "node:worker_threads";
import { loadHighs } from "../src/placements/exact/load.ts";
import { type Request, serve } from "../src/placements/solver/serve.ts";

const now = () => performance.now() / 1000;

parentPort?.once("message", async (request: Request) => {
  const began = now();
  const highs = await loadHighs();
  serve(highs, now, { ...request, seconds: request.seconds - (now() - began) }, (answer) =>
    parentPort?.postMessage(answer),
  );
});
