/** A page that holds one script of ours, bundled as an app's would be, for a browser to work at. */
import { createServer } from "node:http";
import { dirname } from "node:path";
import { build } from "vite";
import { type BrowserName, openBrowser, type Page } from "./browsers.ts";

export type ScriptPage = { page: Page; close: () => Promise<void> };

/** @param entry path of the script. @returns the page with it run, or why there is no such browser here. */
export async function openScriptPage(name: BrowserName, entry: string): Promise<ScriptPage | { missing: string }> {
  const browser = await openBrowser(name);
  if ("missing" in browser) return browser;
  const host = await servePage(await bundled(entry));
  const page = await browser.newPage();
  await page.goto(host.url);
  return {
    page,
    close: async () => {
      await browser.close();
      host.close();
    },
  };
}

/** All of it as one script. @param entry path of the script */
export async function bundled(entry: string): Promise<string> {
  const result = await build({
    root: dirname(entry),
    configFile: false,
    logLevel: "error",
    build: { write: false, target: "es2022", lib: { entry, formats: ["iife"], name: "page" } },
  });
  const outputs = [result].flat().flatMap((part) => ("output" in part ? part.output : []));
  const [chunk] = outputs;
  if (chunk?.type !== "chunk" || outputs.length > 1) throw new Error("the script must be one file");
  return chunk.code;
}

/** On loopback, which counts as secure: elsewhere a page over plain http has no `crypto.subtle`. */
async function servePage(script: string): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    // A page that shares nothing with others is given a finer clock.
    response.setHeader("cross-origin-opener-policy", "same-origin");
    response.setHeader("cross-origin-embedder-policy", "require-corp");
    const isScript = request.url === "/work.js";
    response.setHeader("content-type", isScript ? "text/javascript; charset=utf-8" : "text/html; charset=utf-8");
    response.end(isScript ? script : '<!doctype html><title>Work</title><script src="/work.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the page has no port");
  return { url: `http://127.0.0.1:${bound.port}/`, close: () => server.close() };
}
