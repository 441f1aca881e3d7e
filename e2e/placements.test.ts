/** The planner in a real browser: its worker alone may compile WASM, and no page is isolated for it. */
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Problem } from "@fairlead/planner/placements";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "./harness/browsers.ts";

const PAGE_RULES = "default-src 'none'; script-src 'self'; worker-src 'self'";
const WORKER_RULES = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/** Five parties for two beds and four periods, all invented. Out of reach of the instant plan's own trivial bound. */
const PROBLEM: Problem = {
  format: "fairlead-placement/1",
  periods: 4,
  sites: [
    { id: "farm", beds: [2, 2, 2, 2] },
    { id: "flat", beds: [1, 1, 1, 1] },
  ],
  parties: ["oak", "elm", "ash", "fir", "yew"].map((id, index) => ({
    id,
    people: 1 + (index % 2),
    earliest: 0,
    latest: 2,
    stay: 2,
    cost: { farm: 3 + index, flat: 9 - index },
    delayCost: 7,
    unplacedCost: 60 + index,
    barred: {},
  })),
  apart: [["oak", "ash"]],
  pinned: [],
};

describe.for(["chromium", "firefox"] as const)("in %s", async (name) => {
  const browser = await openBrowser(name);
  let server: Server;
  let address = "";

  beforeAll(async () => {
    const files = new Map([
      ["/page.js", await bundled(fileURLToPath(import.meta.resolve("./placements/page.ts")))],
      ["/worker.js", await bundled(fileURLToPath(import.meta.resolve("@fairlead/planner/placements/browser-worker")))],
    ]);
    const wasm = readFileSync(join(dirname(createRequire(import.meta.url).resolve("highs")), "highs.wasm"));
    server = createServer((request, response) => {
      const path = new URL(request.url ?? "/", "http://localhost").pathname;
      const bare = path === "/forbidden/worker.js";
      const script = files.get(path) ?? (bare ? files.get("/worker.js") : undefined);
      const isWorker = path === "/worker.js";
      response.setHeader("content-security-policy", isWorker ? WORKER_RULES : PAGE_RULES);
      if (script !== undefined) response.setHeader("content-type", "text/javascript").end(script);
      else if (path.endsWith("highs.wasm")) response.setHeader("content-type", "application/wasm").end(wasm);
      else
        response
          .setHeader("content-type", "text/html")
          .end('<!doctype html><title>Plan</title><script src="/page.js"></script>');
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const bound = server.address();
    if (typeof bound === "object" && bound !== null) address = `http://127.0.0.1:${bound.port}/`;
  });

  afterAll(async () => {
    if ("close" in browser) await browser.close();
    server.close();
  });

  it("a plan is proven by the worker, whose response alone allows WASM", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const page = await browser.newPage();
    await page.goto(address);
    const answer = await page.evaluate((problem) => window.planInBrowser(problem, 60, "/worker.js"), PROBLEM);
    expect(answer.isolated).toBe(false);
    expect(answer.plan).toMatchObject({ status: "optimal" });
    expect(answer.bounds.at(-1)).toBeGreaterThan(answer.bounds[0] ?? 0);
  });

  it("where the worker may not compile, the instant plan is the answer, and is not called optimal", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const page = await browser.newPage();
    await page.goto(address);
    const answer = await page.evaluate((problem) => window.planInBrowser(problem, 60, "/forbidden/worker.js"), PROBLEM);
    expect(answer.plan).toMatchObject({ status: "feasible" });
    expect(answer.plan?.seconds).toBeLessThan(50);
  });
});

async function bundled(entry: string): Promise<string> {
  const result = await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      target: "es2022",
      lib: { entry, formats: ["es"] },
      rollupOptions: { external: ["node:module"] },
    },
  });
  const outputs = [result].flat().flatMap((part) => ("output" in part ? part.output : []));
  const [chunk] = outputs.filter((output) => output.type === "chunk");
  if (chunk === undefined) throw new Error("nothing was built");
  return chunk.code;
}
