import { readFileSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM_WITHOUT, openBrowser, takePicture } from "./browsers.ts";
import { PLAYWRIGHT_CLI } from "./find-browser.ts";

const PAGE = `<!doctype html><title>Harness</title>
<style>@media (prefers-color-scheme: dark) { p { color: white } }</style>
<form action="/sent"><input name="word"><button>Send</button></form>
<p>without script</p>
<script>document.querySelector("p").textContent = [innerWidth, navigator.language].join(" ")</script>`;

/** Other tests rest on this: a page that only seems to be dark, narrow or without script proves nothing. */
describe.for(["chromium", "firefox"] as const)("what a test asks of %s, the page gets", async (name) => {
  const browser = await openBrowser(name);
  let server: Server;
  let address = "";

  beforeAll(async () => {
    server = createServer((request, response) => {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(`${PAGE}<i>${request.headers["accept-language"]} ${request.url}</i>`);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const bound = server.address();
    if (typeof bound === "object" && bound !== null) address = `http://127.0.0.1:${bound.port}/`;
  });

  afterAll(async () => {
    if ("close" in browser) await browser.close();
    server.close();
  });

  it("a width and a language", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const page = await browser.newPage({ width: 390, language: "ru" });
    await page.goto(address);
    expect(await page.textContent("p")).toBe("390 ru");
    expect(await page.textContent("i")).toMatch(/^ru/);
  });

  it("darkness", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const colour = async (dark: boolean) => {
      const page = await browser.newPage({ dark });
      await page.goto(address);
      return page.evaluate(() => getComputedStyle(document.querySelector("p") as Element).color);
    };
    expect(await colour(true)).toBe("rgb(255, 255, 255)");
    expect(await colour(false)).toBe("rgb(0, 0, 0)");
  });

  it("no script, and still a form to send and a picture", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const page = await browser.newPage({ javaScript: false });
    await page.goto(address);
    expect(await page.textContent("p")).toBe("without script");
    await page.locator("input").pressSequentially("hello");
    await page.locator("button").click({ force: true });
    await page.waitForURL("**/sent?word=hello");
    const picture = await takePicture(page, `harness/${name}-without-script`);
    expect(statSync(picture).size).toBeGreaterThan(1000);
  });
});

it("what Playwright switches off in Chromium stays off beside what we do", () => {
  const playwright = readFileSync(join(dirname(PLAYWRIGHT_CLI), "lib/coreBundle.js"), "utf8");
  const list = /disabledFeatures = \[([^\]]*)\]/.exec(playwright)?.[1] ?? "";
  // Those in "ms" are for Microsoft's browser.
  const names = [...list.matchAll(/"(\w+)"/g)].flatMap(([, name = ""]) => (name.startsWith("ms") ? [] : [name]));
  expect(names).toContain("HttpsUpgrades");
  expect(CHROMIUM_WITHOUT).toEqual(expect.arrayContaining(names));
});
