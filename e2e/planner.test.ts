import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { makeTimetable, parseNetwork, parseQuery, planRoutes } from "@fairlead/planner/routes";
import type { Request, Response } from "@fairlead/planner/routes/worker";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "./harness/browsers.ts";

const stops = Array.from({ length: 120 }, (_, index) => `p${index}`);
const network = {
  format: "fairlead-network/1",
  date: "2017-04-07",
  places: stops.map((id, index) => ({ id, watch: index % 7 === 0 ? 2 : 0, shelter: index === 60 })),
  services: [0, 1, 2].map((line) => ({
    id: `line-${line}`,
    operator: `operator ${line}`,
    exposure: { idCheck: line, perHour: 3 - line },
    stops: stops.filter((_, index) => index % (line + 1) === 0),
    trips: [0, 40, 90].map((shift) => ({
      id: `t${shift}`,
      times: stops
        .filter((_, index) => index % (line + 1) === 0)
        .map((_, stop) => [stop * 3 + shift, stop * 3 + shift]),
    })),
  })),
  walks: stops.slice(1).map((to, index) => ({ from: `p${index}`, to, minutes: 9 })),
};
const query = { format: "fairlead-route-query/1", from: "p1", to: ["p119"], departAfter: 0, arriveBefore: 900 };

const chromium = await openBrowser("chromium");
const scripts = new Map<string, string>();
const host = createServer((request, response) => {
  const script = scripts.get(request.url ?? "");
  response.setHeader("content-type", script === undefined ? "text/html" : "text/javascript");
  response.setHeader("content-security-policy", "default-src 'none'; script-src 'self'; worker-src 'self'");
  response.end(script ?? "<!doctype html><title>Work</title>");
});

beforeAll(async () => {
  const entry = new URL("./harness/planner-in-worker.ts", import.meta.url).pathname;
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, lib: { entry, formats: ["es"], fileName: "worker" } },
  });
  for (const part of [built].flat())
    if ("output" in part)
      for (const chunk of part.output) if (chunk.type === "chunk") scripts.set("/worker.js", chunk.code);
  await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  if (!("missing" in chromium)) await chromium.close();
  host.close();
});

describe("the planner in a browser's worker", () => {
  it("answers as it does in Node, with progress, and can be stopped", async (test) => {
    if ("missing" in chromium) return test.skip(chromium.missing);
    const page = await chromium.newPage();
    await page.goto(`http://127.0.0.1:${(host.address() as AddressInfo).port}/`);
    const requests: Request[] = [
      { kind: "network", network },
      { kind: "plan", id: 1, query, alternatives: 1 },
      { kind: "plan", id: 2, query },
      { kind: "cancel", id: 2 },
    ];
    const heard = await page.evaluate(
      (asked) =>
        new Promise<Response[]>((resolve, reject) => {
          const worker = new Worker("/worker.js", { type: "module" });
          const answers: Response[] = [];
          worker.onerror = ({ message }) => reject(new Error(message));
          worker.onmessage = ({ data }) => {
            answers.push(data);
            if (data.kind === "routes") resolve(answers);
          };
          for (const request of asked) worker.postMessage(request);
        }),
      requests,
    );
    expect(heard[0]).toEqual({ kind: "ready" });
    expect(heard.filter((one) => one.kind === "progress" && one.id === 1).length).toBeGreaterThan(3);
    expect(heard).toContainEqual({ kind: "cancelled", id: 2 });

    const parsed = parseNetwork(network);
    if (parsed.kind === "refused") throw new Error(parsed.reason);
    const asked = parseQuery(query, parsed.network);
    if (asked.kind === "refused") throw new Error(asked.reason);
    const inNode = await planRoutes(makeTimetable(parsed.network), asked.query, { alternatives: 1 });
    expect(inNode.routes.length).toBeGreaterThan(1);
    expect(heard.at(-1)).toEqual({ kind: "routes", id: 1, routes: inNode });
  });
});
