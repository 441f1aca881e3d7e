/** A page with the protocol in it, for a browser to work at. */
import { fileURLToPath } from "node:url";
import type { BrowserName, Page } from "../../e2e/harness/browsers.ts";
import { openScriptPage } from "../../e2e/harness/script-page.ts";

/** @returns what `work` does at the page, or why there is no such browser here. */
export async function inBrowser<T>(
  name: BrowserName,
  work: (page: Page) => Promise<T>,
): Promise<T | { missing: string }> {
  const opened = await openScriptPage(name, fileURLToPath(import.meta.resolve("./protocol-in-browser.ts")));
  if ("missing" in opened) return opened;
  try {
    return await work(opened.page);
  } finally {
    await opened.close();
  }
}
