/** A page with the protocol in it, for a browser to work at. */
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { type BrowserName, type OpenBrowser, openBrowser } from "../../e2e/harness/browsers.ts";

type WorkPage = Awaited<ReturnType<OpenBrowser["newPage"]>>;

/** @returns what `work` does at the page, or why there is no such browser here. */
export async function inBrowser<T>(
  name: BrowserName,
  work: (page: WorkPage) => Promise<T>,
): Promise<T | { missing: string }> {
  const browser = await openBrowser(name);
  if ("missing" in browser) return browser;
  const host = await servePage(await bundle());
  try {
    const page = await browser.newPage();
    await page.goto(host.url);
    return await work(page);
  } finally {
    await browser.close();
    host.close();
  }
}

async function bundle(): Promise<string> {
  const result = await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      target: "es2022",
      lib: { entry: fileURLToPath(import.meta.resolve("./protocol-in-browser.ts")), formats: ["iife"], name: "page" },
    },
  });
  const outputs = [result].flat().flatMap((part) => ("output" in part ? part.output : []));
  const [chunk] = outputs;
  if (chunk?.type !== "chunk") throw new Error("the work must be one file");
  return chunk.code;
}

/** On loopback, which counts as secure: elsewhere a page over plain http has no `crypto.subtle`. */
async function servePage(script: string): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    // A page that shares nothing with others is given a finer clock.
    response.setHeader("cross-origin-opener-policy", "same-origin");
    response.setHeader("cross-origin-embedder-policy", "require-corp");
    const isScript = request.url === "/work.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.end(isScript ? script : '<!doctype html><title>Work</title><script src="/work.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the page has no port");
  return { url: `http://127.0.0.1:${bound.port}/`, close: () => server.close() };
}
