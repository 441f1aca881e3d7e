/**
 * The built console in Chromium, on a device that remembers: a profile on the disk, with the records of a desk that was open
 * there before. A member opens it and searches, with the mouse and the keys that a person has.
 */
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { MemoryShelf } from "@fairlead/client";
import { openProfile, type Page } from "../../e2e/harness/browsers.ts";
import { bundled } from "../../e2e/harness/script-page.ts";
import { type DeskMoments, type Key, watchDesk } from "./desk-watch.ts";
import { folderOnDisk } from "./disk.ts";

/** Handed over in one call. */
const RECORDS_AT_ONCE = 64;
/** ms that a key is given to be answered; and a person's pause before the next one. */
const [PATIENCE, PAUSE] = [1_000, 60];
/** ms after which nothing more comes, with ten thousand cases on a slow machine. */
const GIVEN_UP = 3_600_000;
/** ms between two looks from outside, which themselves cost the page something. */
const LOOK = 25;

export type Visit = {
  moments: DeskMoments;
  /** Bytes that the page's scripts hold, after they were cleaned up; the worker that searches is not in it. */
  heap: number;
  /** Bytes of its process, worker and all, now and at its highest; null where the system does not tell. */
  resident: { now: number; most: number } | null;
};

export type Device = {
  /** Opens the console, as far as in step with its server. @param queries typed into the search, letter by letter */
  visit(phrase: string, queries?: readonly string[]): Promise<Visit>;
  close(): Promise<void>;
};

/** @param url of the console's host */
export async function prepareDevice(url: string, shelf: MemoryShelf): Promise<Device | { missing: string }> {
  const folder = folderOnDisk();
  const browser = await openProfile("chromium", folder);
  if ("missing" in browser) return browser;
  await lay(await browser.newPage(), url, shelf);
  return {
    visit: async (phrase, queries = []) => {
      const page = await browser.newPage();
      page.setDefaultTimeout(0);
      await page.addInitScript(watchDesk);
      await page.goto(url);
      await page.locator(".locked-field").fill(phrase);
      await page.getByRole("button", { name: "Open", exact: true }).click();
      await until(page, "inStep");
      if (queries.length > 0) await search(page, queries);
      const moments = await page.evaluate(() => window.deskMoments);
      const devtools = await page.context().newCDPSession(page);
      await devtools.send("HeapProfiler.collectGarbage");
      const { usedSize } = await devtools.send("Runtime.getHeapUsage");
      const resident = residentOf(folder);
      await page.close();
      return { moments, heap: usedSize, resident };
    },
    close: () => browser.close(),
  };
}

/** On a page of the same origin that is not the desk. */
async function lay(page: Page, url: string, shelf: MemoryShelf): Promise<void> {
  await page.goto(`${url}config.json`);
  await page.evaluate(await bundled(fileURLToPath(import.meta.resolve("./desk-in-browser.ts"))));
  const records = [...shelf.records].map(([name, bytes]) => [name, Buffer.from(bytes).toString("base64")] as const);
  for (let from = 0; from < records.length; from += RECORDS_AT_ONCE)
    await page.evaluate((some) => window.deskWork.lay(some), records.slice(from, from + RECORDS_AT_ONCE));
  await page.close();
}

/** As long as it takes: what is measured is how long. @throws when it has stopped on the way */
async function until(page: Page, name: Exclude<keyof DeskMoments, "keys">): Promise<void> {
  for (const begun = Date.now(); Date.now() - begun < GIVEN_UP; await wait(10 * LOOK))
    if ((await page.evaluate((asked) => window.deskMoments[asked] ?? null, name)) !== null) return;
  throw new Error(`the console did not come to ${name}`);
}

async function search(page: Page, queries: readonly string[]): Promise<void> {
  await page.locator('nav a[href="/cases"]').click();
  await page.locator('a.button[href="/search"]').click();
  await until(page, "searching");
  // Shown from the first slice on: two seconds without it, and all of it is read.
  for (let quiet = 0; quiet < 2_000; quiet += 10 * LOOK) {
    if (await page.locator(".search-said > span:nth-of-type(2)").isVisible()) quiet = 0;
    await wait(10 * LOOK);
  }
  const devtools = await page.context().newCDPSession(page);
  const field = page.locator(".search-box input[type=search]");
  for (const query of queries) {
    await field.fill("");
    await field.focus();
    await wait(PAUSE);
    for (const letter of query) {
      // As a keyboard of any alphabet sends it; its moment is when it was struck, not when the page had time for it.
      const struck = { key: letter, text: letter, unmodifiedText: letter };
      await devtools.send("Input.dispatchKeyEvent", { type: "keyDown", ...struck });
      await devtools.send("Input.dispatchKeyEvent", { type: "keyUp", key: letter });
      for (let waited = 0; waited < PATIENCE && !(await isPainted(page)); waited += LOOK) await wait(LOOK);
      await wait(PAUSE);
    }
  }
}

const isPainted = (page: Page): Promise<boolean> =>
  page.evaluate(() => window.deskMoments.keys.at(-1)?.painted !== null);

/** ms of each key that was answered. */
export const timesOfKeys = (keys: readonly Key[]): number[] =>
  keys.flatMap(({ at, painted }) => (painted === null ? [] : [painted - at]));

/** The largest of the profile's pages is the console's. */
function residentOf(folder: string): Visit["resident"] {
  let found: Visit["resident"] = null;
  for (const pid of processes()) {
    const command = read(`/proc/${pid}/cmdline`);
    if (!command.includes(`--user-data-dir=${folder}`) || !command.includes("--type=renderer")) continue;
    const status = read(`/proc/${pid}/status`);
    const bytes = (name: string) => 1024 * Number(status.match(new RegExp(`^${name}:\\s+(\\d+) kB`, "m"))?.[1] ?? 0);
    const [now, most] = [bytes("VmRSS"), bytes("VmHWM")];
    if (now > (found?.now ?? 0)) found = { now, most };
  }
  return found;
}

const processes = (): string[] => {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return []; // Not this kind of system.
  }
};

const read = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // Gone meanwhile.
  }
};
