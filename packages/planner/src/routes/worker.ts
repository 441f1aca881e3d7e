/**
 * The planner at the other end of a port: in a browser's worker, `serveRoutes(self)`; in a test, any port.
 *
 * One network at a time. A search lets messages in between moments, so that one can be cancelled.
 */
import { parseNetwork } from "./parse-network.ts";
import { parseQuery } from "./parse-query.ts";
import { planRoutes } from "./plan.ts";
import type { Refusal } from "./reading.ts";
import type { Routes } from "./routes.ts";
import { makeTimetable, type Timetable } from "./timetable.ts";

export type Request =
  | { kind: "network"; network: unknown }
  | { kind: "plan"; id: number; query: unknown; all?: boolean; alternatives?: number }
  | { kind: "cancel"; id: number };

export type Response =
  | { kind: "ready" }
  | { kind: "progress"; id: number; done: number }
  | { kind: "routes"; id: number; routes: Routes }
  | { kind: "cancelled"; id: number }
  /** `id` is missing where it is the network that was refused. */
  | { kind: "refused"; id?: number; refusal: Refusal };

/** What a worker's global scope and a message port have in common. */
export interface Port {
  postMessage(message: Response): void;
  addEventListener(type: "message", listener: (event: { data: Request }) => void): void;
}

/**
 * @param pause answers when the messages that wait have been heard. The planner has no clock and no timers of its own;
 *   `() => new Promise((resume) => setTimeout(resume))` is one.
 */
export function serveRoutes(port: Port, pause: () => Promise<void>): void {
  let timetable: Timetable | null = null;
  const running = new Map<number, AbortController>();

  async function plan(request: Request & { kind: "plan" }, over: Timetable): Promise<void> {
    const { id, all = false, alternatives = 0 } = request;
    const parsed = parseQuery(request.query, over.network);
    if (parsed.kind === "refused") {
      port.postMessage({ kind: "refused", id, refusal: parsed });
      return;
    }
    const controller = new AbortController();
    running.set(id, controller);
    const breathe = (done: number): Promise<void> => {
      port.postMessage({ kind: "progress", id, done });
      return pause();
    };
    try {
      const routes = await planRoutes(over, parsed.query, { all, alternatives, breathe, signal: controller.signal });
      port.postMessage({ kind: "routes", id, routes });
    } catch (error) {
      if (!controller.signal.aborted) throw error;
      port.postMessage({ kind: "cancelled", id });
    } finally {
      running.delete(id);
    }
  }

  function learn(network: unknown): void {
    const parsed = parseNetwork(network);
    if (parsed.kind === "refused") {
      port.postMessage({ kind: "refused", refusal: parsed });
      return;
    }
    timetable = makeTimetable(parsed.network);
    port.postMessage({ kind: "ready" });
  }

  port.addEventListener("message", ({ data }) => {
    if (data.kind === "network") learn(data.network);
    else if (data.kind === "cancel") running.get(data.id)?.abort();
    else if (timetable === null) throw new Error("a query before any network");
    else void plan(data, timetable);
  });
}
