/** Posts prepared bodies from a thread of its own, so that the callers' work is not taken from the server's core. */
import { Agent, request } from "node:http";
import { parentPort, Worker, workerData } from "node:worker_threads";

type Order = { url: string; lanes: readonly (readonly Uint8Array[])[] };
export type Posted = {
  /** ms from the first body to the last answer. */
  whole: number;
  /** ms of each post, from sending to its answer. */
  each: number[];
};

/** All lanes at once, each one post after the other. @throws Error when one is not accepted */
export function postAll(order: Order): Promise<Posted> {
  const worker = new Worker(new URL(import.meta.url), { workerData: order });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

if (parentPort !== null) {
  const { url, lanes }: Order = workerData;
  const agent = new Agent({ keepAlive: true, maxSockets: lanes.length });
  const each: number[] = [];
  const started = performance.now();
  await Promise.all(
    lanes.map(async (bodies) => {
      for (const body of bodies) {
        const sent = performance.now();
        await post(url, body, agent);
        each.push(performance.now() - sent);
      }
    }),
  );
  const posted: Posted = { whole: performance.now() - started, each };
  agent.destroy();
  parentPort.postMessage(posted);
}

function post(url: string, body: Uint8Array, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/cbor", "content-length": body.length };
    const asked = request(url, { method: "POST", agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        const said = Buffer.concat(chunks);
        // CBOR keeps words as they are: {"accepted": …} and {"stale": …} are told apart without reading the rest.
        if (answer.statusCode === 200 && said.includes("accepted")) resolve();
        else reject(new Error(`a letter was answered ${answer.statusCode}: ${said.toString("latin1")}`));
      });
    });
    asked.once("error", reject);
    asked.end(body);
  });
}
