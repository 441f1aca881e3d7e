import { execFileSync } from "node:child_process";
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { OpenBrowser, Page } from "../e2e/harness/browsers.ts";
import { type Desk, openDesk } from "../e2e/harness/desk.ts";
import type { RunningServer } from "../e2e/harness/server.ts";

/** Where pictures of the season are taken: what every page of the handbook needs for its own. */
export type Studio = { browser: OpenBrowser; server: RunningServer; picture(page: Page, name: string): Promise<void> };

const FOLDER = join(import.meta.dirname, "../docs/pictures");
const MOST_BYTES = 120_000;

/** A member at a desk as wide as the pictures, with what is new read. */
export async function deskOf({ browser, server }: Studio, role: string): Promise<Desk> {
  const desk = await openDesk(browser, server, role);
  await desk.page.setViewportSize({ width: 1280, height: 800 });
  await desk.button("Read").click();
  return desk;
}

/** A phone's page as long as it is; of the console what stands on the screen. @throws when it is still too large */
export async function picture(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  const fullPage = (page.viewportSize()?.width ?? 0) < 700;
  await page.evaluate(() => scrollTo(0, 0));
  const taken = await page.screenshot({ animations: "disabled", fullPage });
  // Small enough for a page that is read over a slow network.
  const small = execFileSync("pngquant", ["--speed", "1", "--strip", "64", "-"], { input: taken, maxBuffer: 1 << 24 });
  const path = join(FOLDER, `${name}.png`);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(path, small);
  const { size } = statSync(path);
  if (size > MOST_BYTES) throw new Error(`${name}.png has ${size} bytes, more than ${MOST_BYTES}`);
  process.stdout.write(`${name}.png ${size}\n`);
}
