/**
 * Real browsers, opened as a person would have them: no automation build where Debian brings its own.
 *
 *     const chromium = await openBrowser("chromium");
 *     it("…", async (test) => {
 *       if ("missing" in chromium) return test.skip(chromium.missing);
 *       const page = await chromium.newPage({ width: 390, language: "ru" });
 */
import { mkdtempSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { whenWeEnd } from "../../script/when-we-end.ts";
import { type BrowserName, chromium, type FoundBrowser, findBrowser, findEngine, firefox } from "./find-browser.ts";

export type { Page } from "playwright-core";
export type { BrowserName } from "./find-browser.ts";

/** A name for this machine that browsers do not hold for its own: over plain http they offer no keys there. */
export const UNSAFE_NAME = "line.example";
const UNSAFE_NAME_IN_FIREFOX = { "network.dns.localDomains": UNSAFE_NAME, "dom.security.https_first": false };

/** Switched off by Playwright. Chromium hears only the last of two such lists, so ours begins with all of it. */
const OFF_FOR_PLAYWRIGHT = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "DialMediaRouteProvider",
  "GlobalMediaControls",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "BlockOriginHeaderModificationOnRedirect",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "Translate",
  "AutoDeElevate",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
];

/** What drops down from the address bar: two pages of script in each window, a second of processor time, and never seen. */
const ADDRESS_BAR_PAGES = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"];

/** To be given last. */
export const CHROMIUM_WITHOUT = [...OFF_FOR_PLAYWRIGHT, ...ADDRESS_BAR_PAGES];

/** Chromium talks to its maker unless told not to; a test must be seen to need no network but the server's. */
const QUIET_CHROMIUM = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  `--host-resolver-rules=MAP ${UNSAFE_NAME} 127.0.0.1`,
  `--disable-features=${CHROMIUM_WITHOUT}`,
];

const UNCOMPILED_IN_FIREFOX = {
  "javascript.options.wasm": false,
  "javascript.options.ion": false,
  "javascript.options.baselinejit": false,
  "javascript.options.native_regexp": false,
};

const PICTURES = join(import.meta.dirname, "../pictures");

export type PageOptions = {
  /** In CSS pixels: 390 is a phone, 1280 a desk. */
  width?: number;
  /** What the browser asks for, as in Accept-Language: "ru", "ar". */
  language?: string;
  dark?: boolean;
  /**
   * false: as Tor Browser at its safest. In Debian's Firefox, Playwright then cannot wait for a place to hold still:
   * type with `locator.pressSequentially(text)` and press with `locator.click({ force: true })`.
   */
  javaScript?: boolean;
  /** true: Firefox as Tor Browser at "Safer" and as old phones have it: no WebAssembly, no compiled script. */
  slowScript?: boolean;
};

export type OpenBrowser = {
  name: BrowserName;
  /** A page of its own browser profile: nothing is shared with the pages before it. */
  newPage: (options?: PageOptions) => Promise<Page>;
  close: () => Promise<void>;
};

/**
 * For stories that are about people and the server and lean on nothing of a browser's own: told in one of the two, file by
 * file in turn, and in both with --long. The main path runs in both each time, and so does whatever stands or falls with
 * what a browser stores, forgets, sends or compiles.
 */
export const inTurn = (name: BrowserName): readonly BrowserName[] =>
  process.env.FAIRLEAD_LONG === "1" ? ["chromium", "firefox"] : [name];

/** Browsers by name and preferences. */
type Running = Map<string, Promise<Browser>>;

/** Those that every file of this process opens its pages in. */
let shared: Running | null = null;

/**
 * From here on there is one plain browser of each kind, and it ends with the process: to start takes a Firefox five seconds of
 * processor time, and files of tests take turns in one process.
 */
export function shareBrowsers(): void {
  if (shared !== null) return;
  shared = new Map();
  // So a worker is told that it is done. Playwright ends what it started when the process exits, and not when it is killed.
  process.once("SIGTERM", () => process.exit());
  // And it has half a second for that: a Firefox of which something still writes would leave its profile behind.
  const profiles = mkdtempSync(join(tmpdir(), "fairlead-browsers-"));
  process.env.TMPDIR = profiles;
  whenWeEnd('sleep 1; rm -rf "$1"', profiles);
}

/**
 * It is started for its first page.
 * @param of "engine": where Debian brings Chromium without windows of its own, that one. It draws, runs and fetches as the
 *   whole one does and takes a sixth less processor time. For stories told `inTurn`; with --long they have the whole one too.
 * @returns `missing` when the browser is not installed, with the command to get it.
 */
export async function openBrowser(
  name: BrowserName,
  of: "whole" | "engine" = "whole",
): Promise<OpenBrowser | { missing: string }> {
  const found = of === "engine" && process.env.FAIRLEAD_LONG !== "1" ? findEngine(name) : findBrowser(name);
  if ("missing" in found) return found;
  const own: Running = new Map();
  const pages = new Set<Page>();
  return {
    name,
    newPage: async (options = {}) => {
      const preferences = ownPreferences(name, found, options);
      const among = preferences === null && shared !== null ? shared : own;
      const browser = await oneOf(among, name, found, preferences ?? {});
      const context = await browser.newContext({ ...screen(options), ...wishes(name, found, options) });
      const page = await firstPage(context, name);
      pages.add(page);
      context.once("close", () => pages.delete(page));
      if (preferences !== null && options.javaScript === false) withoutScript.add(page);
      return page;
    },
    close: async () => {
      for (const page of pages) await page.context().close();
      for (const browser of own.values()) await (await browser).close();
    },
  };
}

/** A Firefox asks a window of its own where to open the next; one of another file may just be closing, and knows nothing any more. */
async function firstPage(context: BrowserContext, name: BrowserName): Promise<Page> {
  if (name === "chromium") return context.newPage();
  for (let left = 5; ; left--) {
    try {
      return await context.newPage();
    } catch (error) {
      if (left === 0 || !String(error).includes("browsingContext.create")) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

function oneOf(among: Running, name: BrowserName, found: FoundBrowser, preferences: Preferences): Promise<Browser> {
  const key = `${found.executablePath} ${JSON.stringify(preferences)}`;
  const known = among.get(key);
  if (known !== undefined) return known;
  const starting = launch(name, found, preferences);
  among.set(key, starting);
  // After one that did not start, or fell over, there is another for whoever comes next.
  const forget = () => among.delete(key);
  starting.then((browser) => browser.once("disconnected", forget), forget);
  return starting;
}

/**
 * A browser with a profile of its own on the disk, as a member has it: what it leaves there can be searched. Closing a
 * page's context ends it.
 */
export async function openProfile(name: BrowserName, folder: string): Promise<OpenBrowser | { missing: string }> {
  const found = findBrowser(name);
  if ("missing" in found) return found;
  const { executablePath } = found;
  const options = { executablePath, ...screen({}), ...wishes(name, found, {}) };
  const context =
    name === "chromium"
      ? await chromium.launchPersistentContext(folder, { ...options, args: QUIET_CHROMIUM })
      : await firefox.launchPersistentContext(folder, {
          ...options,
          firefoxUserPrefs: UNSAFE_NAME_IN_FIREFOX,
          ...(found.from === "playwright" ? {} : { channel: "moz-firefox" }),
        });
  return { name, newPage: () => context.newPage(), close: () => context.close() };
}

/** The whole page as it stands, as e2e/pictures/NAME.png; `name` may hold folders. @returns its path. */
export async function takePicture(page: Page, name: string): Promise<string> {
  const path = join(PICTURES, `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  // Playwright asks the page whether its fonts have come; where no script runs, nobody would answer.
  if (withoutScript.has(page)) process.env.PW_TEST_SCREENSHOT_NO_FONTS_READY = "1";
  try {
    await page.screenshot({ path, fullPage: true, animations: "disabled" });
  } finally {
    delete process.env.PW_TEST_SCREENSHOT_NO_FONTS_READY;
  }
  return path;
}

const withoutScript = new WeakSet<Page>();

type Preferences = Record<string, boolean | number>;

function launch(name: BrowserName, found: FoundBrowser, preferences: Preferences): Promise<Browser> {
  const { executablePath } = found;
  if (name === "chromium") return chromium.launch({ executablePath, args: QUIET_CHROMIUM });
  const firefoxUserPrefs = { ...UNSAFE_NAME_IN_FIREFOX, ...preferences };
  if (found.from === "playwright") return firefox.launch({ executablePath, firefoxUserPrefs });
  return firefox.launch({ channel: "moz-firefox", executablePath, firefoxUserPrefs });
}

function screen({ width = 1280, language = "en" }: PageOptions): BrowserContextOptions {
  return { viewport: { width, height: width < 700 ? 844 : 900 }, locale: language };
}

/** Debian's Firefox obeys no wish about colours or script, and stops at being asked; it takes them as preferences only. */
function wishes(name: BrowserName, found: FoundBrowser, options: PageOptions): BrowserContextOptions {
  if (isStockFirefox(name, found))
    return { colorScheme: null, reducedMotion: null, forcedColors: null, contrast: null };
  return { colorScheme: options.dark ? "dark" : "light", javaScriptEnabled: options.javaScript ?? true };
}

/** @returns what makes a Firefox of its own necessary, or null. */
function ownPreferences(name: BrowserName, found: FoundBrowser, options: PageOptions) {
  const { dark, javaScript = true, slowScript = false } = options;
  const slow = name === "firefox" && slowScript ? UNCOMPILED_IN_FIREFOX : null;
  if (!isStockFirefox(name, found) || (!dark && javaScript)) return slow;
  return { ...slow, "javascript.enabled": javaScript, "ui.systemUsesDarkTheme": dark ? 1 : 0 };
}

function isStockFirefox(name: BrowserName, found: FoundBrowser): boolean {
  return name === "firefox" && found.from === "debian";
}
