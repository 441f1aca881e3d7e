import { join } from "node:path";
import { openStore } from "@fairlead/server";
import { type OpenBrowser, openBrowser } from "../../../e2e/harness/browsers.ts";
import { type CallMoments, watchCall } from "../call-watch.ts";
import { folderOnDisk } from "../disk.ts";
import { type Beside, type Figure, figureOf, type Measure, medianOf } from "../measure.ts";
import { foundBenchOrganisation, pagesOf, serve } from "../organisation.ts";
import { type LineQuality, openSlowLine, SLOW, SLOW_WITH_TLS } from "../slow-line.ts";

const RUNS = 3;
const PATIENCE = 90_000;

// 300 letters of invented words.
const TEXT = "Нас двое, мы в безопасном месте до утра. Напишите, когда можно. ".repeat(5).slice(0, 300);

type Call = CallMoments & {
  /** Text and style there: it can be read. */
  readable: number;
  bytesToRead: number;
  bytesToReady: number;
  bytesToSent: number;
};

/** A call for help over 50 kbit/s and 800 ms, in real Chromium against the real server. */
export const measure: Measure = {
  name: "slow-line",
  run: async () => {
    const organisation = await foundBenchOrganisation();
    const portal = await pagesOf(organisation);
    const browser = await openBrowser("chromium");
    if ("missing" in browser) return browser;
    const store = await openStore(join(folderOnDisk(), "store.sqlite"));
    const server = await serve(store, organisation, { portal });
    try {
      const calls: { atOnce: Call[]; later: Call[]; withTls: Call[] } = { atOnce: [], later: [], withTls: [] };
      // Three callers at a time, each on his own line: what they wait for is the line, not this machine.
      for (let run = 0; run < RUNS; run++) {
        const [atOnce, later, withTls] = await Promise.all([
          call(browser, server.url, SLOW, "at once"),
          call(browser, server.url, SLOW, "when the keys are made"),
          call(browser, server.url, SLOW_WITH_TLS, "at once"),
        ]);
        calls.atOnce.push(atOnce);
        calls.later.push(later);
        calls.withTls.push(withTls);
      }
      return [
        ...figuresOf("", calls.atOnce, SLOW),
        secondsOf("from send to sent, when the keys were made while writing", calls.later, waited),
        ...figuresOf(", TLS 1.3", calls.withTls, SLOW_WITH_TLS),
      ];
    } finally {
      await browser.close();
      await server.close();
      await store.close();
    }
  },
};

function figuresOf(over: string, calls: readonly Call[], line: LineQuality): Figure[] {
  const best = (bytes: (call: Call) => number, roundTrips: number, what: string) => ({
    value: (medianOf(calls.map(bytes)) * 8) / line.bitsPerSecond + (roundTrips * line.roundTripMs) / 1000,
    what: `${what} at line rate and ${roundTrips} round trips`,
  });
  const setUp = line.setUpRoundTrips;
  const read = best(({ bytesToRead }) => bytesToRead, setUp + 1, "its bytes");
  const ready = best(({ bytesToReady }) => bytesToReady, setUp + 3, "its bytes");
  // Page, script, door with word list, letter: each has to wait for the one before.
  const sent = best(({ bytesToSent }) => bytesToSent, setUp + 4, "its bytes");
  return [
    secondsOf(`first page readable${over}`, calls, ({ readable }) => readable, read, { value: 4, what: "budget" }),
    secondsOf(`script there and door checked${over}`, calls, (call) => call.ready ?? Number.NaN, ready),
    secondsOf(`from send to sent, written at once${over}`, calls, waited),
    secondsOf(`of that, deriving keys${over}`, calls, derived),
    secondsOf(`of that, sealing and proof of work${over}`, calls, sealed),
    secondsOf(`network time of a whole call${over}`, calls, onTheLine, sent, { value: 15, what: "budget" }),
  ];
}

function secondsOf(name: string, calls: readonly Call[], of: (call: Call) => number, ...beside: Beside[]): Figure {
  const seconds = calls.map((call) => of(call) / 1000);
  return figureOf(name, "s", seconds, ...beside);
}

/** What is left of a call without the writing and without this machine's own work. */
function onTheLine(call: Call): number {
  return (call.ready ?? Number.NaN) + waited(call) - derived(call) - sealed(call);
}

function waited({ pressed, sent }: Call): number {
  return between(pressed, sent);
}

function derived({ deriving, derived: done, pressed }: Call): number {
  return Math.max(0, between(Math.max(deriving ?? Number.NaN, pressed ?? Number.NaN), done));
}

function sealed({ rings }: Call): number {
  return between(rings.keys, rings.work);
}

function between(from: number | undefined, to: number | undefined): number {
  return (to ?? Number.NaN) - (from ?? Number.NaN);
}

async function call(
  browser: OpenBrowser,
  server: string,
  quality: LineQuality,
  send: "at once" | "when the keys are made",
): Promise<Call> {
  const line = await openSlowLine(Number(new URL(server).port), quality);
  const page = await browser.newPage({ width: 390, language: "ru" });
  page.setDefaultTimeout(PATIENCE);
  try {
    await page.addInitScript(watchCall);
    await page.goto(line.url, { waitUntil: "commit" });
    await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
    await page.waitForFunction(() => document.readyState !== "loading");
    const bytesToRead = await page.evaluate(() =>
      [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
        .filter(({ name }) => !name.endsWith(".js"))
        .reduce((bytes, entry) => bytes + (entry instanceof PerformanceResourceTiming ? entry.transferSize : 0), 0),
    );
    await page.waitForFunction(() => window.callMoments.ready !== undefined);
    const bytesToReady = line.bytes().down;
    await page.click("#go-ask");
    await page.fill("#a-text", TEXT);
    if (send === "when the keys are made")
      await page.waitForFunction(() => window.callMoments.derived !== undefined, null, { polling: 100 });
    await page.click("#ask-form button.go");
    await page.waitForFunction(() => window.callMoments.sent !== undefined);
    const { down, up } = line.bytes();
    const seen = await page.evaluate(() => {
      const [navigation] = performance.getEntriesByType("navigation");
      const parsed = navigation instanceof PerformanceNavigationTiming ? navigation.domInteractive : Number.NaN;
      const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN;
      return { ...window.callMoments, readable: Math.max(parsed, painted) };
    });
    return { ...seen, bytesToRead, bytesToReady, bytesToSent: Math.max(down, up) };
  } finally {
    await page.context().close();
    await line.close();
  }
}
