import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { headersFor } from "@fairlead/console/dist";
import { openBrowser, type Page } from "../../../e2e/harness/browsers.ts";
import { chanceFrom } from "../chance.ts";
import { type Figure, figureOf, type Measure } from "../measure.ts";

/** Larger towns of the invented country: whoever flees goes from one to another. */
const HUBS = 60;
const PAIRS = 8;
/** Of so many pairs also how long it takes until every boarding of every way has its fallback. */
const WAITED = 2;
const DEV = fileURLToPath(new URL("../../../packages/console/dev/", import.meta.url));

/** From the press to the chart, in Chromium: the console's own page, its worker, a network as large as a nation's. */
export const measure: Measure = {
  name: "journey",
  run: async () => {
    const browser = await openBrowser("chromium");
    if ("missing" in browser) return browser;
    try {
      await promisify(execFile)(process.execPath, [join(DEV, "build.ts")]);
      const host = await serve(join(DEV, "dist"));
      try {
        return await plans(await browser.newPage({ width: 1280 }), host.url);
      } finally {
        host.close();
      }
    } finally {
      await browser.close();
    }
  },
};

async function plans(page: Page, url: string): Promise<Figure[]> {
  await page.goto(`${url}?as=wren&mood=country`);
  await page.locator("textarea").fill("open");
  await page.keyboard.press("Enter");
  await page.locator('nav a[href="/cases"]').click();
  await page.locator(".case-row", { hasText: "Balsam" }).click();
  await page.locator(".tab", { hasText: "Journey" }).click();
  await page.locator("a.button", { hasText: "Plan a journey" }).click();
  const chance = chanceFrom(8);
  const [charts, wholes, drawn, ways]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let pair = 0; pair < PAIRS; pair++) {
    const from = chance.between(0, HUBS - 1);
    const to = (from + chance.between(1, HUBS - 1)) % HUBS;
    const chosen = page.locator(".plan-fields .plan-listed li button");
    if (pair > 0) await chosen.click();
    await page.locator(".plan-fields select").nth(0).selectOption(`p${from}`);
    await page.locator(".plan-fields select").nth(1).selectOption(`p${to}`);
    const seen = await page.evaluate(pressAndLook, charts.length < WAITED);
    if (seen === null) continue;
    charts.push(seen.chart);
    drawn.push(seen.map - seen.chart);
    ways.push(seen.routes);
    if (seen.whole !== null) wholes.push(seen.whole);
  }
  const size = "2,000 places, 400 services, 200 drives";
  return [
    figureOf(`one journey over ${size}, from press to chart, timetable made in it, Chromium`, "ms", charts),
    figureOf("… from the chart to the map, its coasts and every place", "ms", drawn),
    figureOf("… ways on the chart", "count", ways),
    figureOf("… until each of them says what to do if something does not come", "ms", wholes),
  ];
}

type Seen = { chart: number; map: number; routes: number; whole: number | null };

/**
 * Runs in the page: a press, then every frame a look, until the chart is there, then the map, then the last fallback.
 *
 * @returns null where there is no way
 */
async function pressAndLook(waits: boolean): Promise<Seen | null> {
  const began = performance.now();
  const until = async (isThere: () => boolean): Promise<number> => {
    do await new Promise((next) => requestAnimationFrame(next));
    while (!isThere());
    return performance.now() - began;
  };
  const has = (selector: string): boolean => document.querySelector(selector) !== null;
  document.querySelector<HTMLElement>(".plan-begin [type=submit]")?.click();
  const chart = await until(() => !has(".plan-begin progress") && (has(".route-mark") || has("section[role=status]")));
  if (!has(".route-mark")) return null;
  const map = await until(() => has(".map-land[d*=M]"));
  const routes = document.querySelectorAll(".route-mark").length;
  if (!waits) return { chart, map, routes, whole: null };
  // The last one in the table is the last that is looked at.
  document.querySelector<HTMLElement>(".route-table tbody tr:last-child input")?.click();
  return { chart, map, routes, whole: await until(() => !has(".route-deeds [role=status]")) };
}

const TYPES: Record<string, string> = { html: "text/html", js: "text/javascript", css: "text/css" };

/** As the console's own host serves it: with its headers. */
async function serve(folder: string): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://desk").pathname;
    try {
      const body = readFileSync(join(folder, path === "/" ? "index.html" : path));
      const type = TYPES[path === "/" ? "html" : path.slice(path.lastIndexOf(".") + 1)] ?? "application/json";
      response.writeHead(200, { ...headersFor(path), "content-type": type }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the desk has no port");
  return { url: `http://127.0.0.1:${bound.port}/`, close: () => server.close() };
}
