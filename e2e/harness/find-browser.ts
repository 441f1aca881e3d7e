/** Which browser there is to drive: Debian's own, else the one that `script/bootstrap --test` let Playwright fetch. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { missing, TOOLS_FOLDER } from "../../script/tools.ts";

// Read by playwright-core when it is first loaded, hence the import below it.
process.env.PLAYWRIGHT_BROWSERS_PATH ??= join(TOOLS_FOLDER, "browsers");
export const { chromium, firefox } = await import("playwright-core");

/** The program that fetches Playwright's own browsers. */
export const PLAYWRIGHT_CLI = join(dirname(fileURLToPath(import.meta.resolve("playwright-core"))), "cli.js");

export type BrowserName = "chromium" | "firefox";
export type FoundBrowser = { executablePath: string; from: "debian" | "playwright" };

const DEBIAN = { chromium: "/usr/bin/chromium", firefox: "/usr/bin/firefox-esr" };
/** Chromium without windows. Only Debian's, which is built from the same source on the same day. */
const ENGINE = "/usr/bin/chromium-headless-shell";

/** @returns the browser's program, or `missing`: a sentence with the command to get it. */
export function findBrowser(name: BrowserName): FoundBrowser | { missing: string } {
  const executablePath = DEBIAN[name];
  const isThere = existsSync(executablePath);
  if (isThere && (name === "chromium" || isDrivable(executablePath))) return { executablePath, from: "debian" };
  const fetched = { chromium, firefox }[name].executablePath();
  if (!existsSync(fetched))
    return { missing: isThere ? `the ${name} here is too old. ${missing(name)}` : missing(name) };
  // What Playwright fetches brings no system libraries; without them it only looks installed.
  const start = spawnSync(fetched, ["--version"], { encoding: "utf8", timeout: 20_000 });
  if (start.status === 0) return { executablePath: fetched, from: "playwright" };
  return { missing: `the ${name} that was fetched does not start on this machine. ${missing(name)}` };
}

export const hasEngine = (): boolean => existsSync(ENGINE);

/** Where there is none of its own, the whole browser. */
export function findEngine(name: BrowserName): FoundBrowser | { missing: string } {
  return name === "chromium" && hasEngine() ? { executablePath: ENGINE, from: "debian" } : findBrowser(name);
}

/** The command that Playwright needs of a stock Firefox, network.addDataCollector, came with its version 143. */
function isDrivable(firefoxPath: string): boolean {
  const about = join(dirname(realpathSync(firefoxPath)), "application.ini");
  const version = existsSync(about) && /^Version=(\d+)/m.exec(readFileSync(about, "utf8"))?.[1];
  return !version || Number(version) >= 143;
}
