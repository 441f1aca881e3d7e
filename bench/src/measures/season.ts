import { join } from "node:path";
import { folderShelf } from "@fairlead/cli";
import type { Hand } from "@fairlead/client";
import { openBrowser } from "../../../e2e/harness/browsers.ts";
import { type RunningServer, startServer } from "../../../e2e/harness/server.ts";
import { watchConsole } from "../console-watch.ts";
import { countedFetch } from "../counted-fetch.ts";
import { type Demo, reachDemo } from "../demo.ts";
import { folderOnDisk } from "../disk.ts";
import { type Beside, type Figure, figureOf, type Measure, medianOf, timesOf } from "../measure.ts";
import { timeStretching } from "../protocol-work.ts";

const STARTS = 3;
const OPENINGS = 5;
const WRITES = 20;
/** Holds the most: intake, ledger, figures and the cases of his team. */
const READER = "coordinator";
const WRITER = "operator";

/** The demo with its season up to 9 May, started as a newcomer does, then read and written by its members. */
export const measure: Measure = {
  name: "season",
  run: async () => {
    const folder = folderOnDisk();
    const started = performance.now();
    let server = await startServer({ folder });
    const first = performance.now() - started;
    const again = await timesOf(STARTS, async () => {
      await server.stop();
      server = await startServer({ folder });
    });
    try {
      const demo = await reachDemo(server);
      const stretching = { value: medianOf(await timeStretching(3)), what: "for deriving the keys" };
      const figures: Figure[] = [
        figureOf("script/server --fresh: season played, ready", "s", [first / 1000]),
        figureOf(
          "script/server stopped and started again",
          "s",
          again.map((taken) => taken / 1000),
          { value: 5, what: "budget" },
        ),
        ...(await timeOpening(demo, stretching)),
        ...(await timeSyncing(demo)),
      ];
      const inBrowser = await timeConsole(server, demo, stretching);
      return "missing" in inBrowser ? { figures, ...inBrowser } : [...figures, ...inBrowser];
    } finally {
      await server.stop();
    }
  },
};

async function timeOpening(demo: Demo, stretching: Beside): Promise<Figure[]> {
  const taken = await timesOf(OPENINGS, async () => (await demo.open(READER)).lock());
  const counted = countedFetch();
  const shelf = folderShelf(join(folderOnDisk(), "shelf"));
  const hand = await demo.open(READER, { fetcher: counted.fetch, shelf });
  const { cases, threads } = hand.view();
  await hand.sync();
  hand.lock();
  const again = countedFetch();
  const warm = await timesOf(OPENINGS, async () => (await demo.open(READER, { shelf })).lock());
  const remembering = await demo.open(READER, { fetcher: again.fetch, shelf });
  const stored = remembering.view().status.device?.size ?? 0;
  remembering.lock();
  const one = (name: string, unit: "bytes" | "count", value: number): Figure => ({ name, value, unit, runs: 1 });
  return [
    figureOf(`${READER} opens his hand, cold, Node`, "ms", taken, stretching),
    one(`bytes that he is sent for it`, "bytes", counted.bytes()),
    one(`calls that he makes for it`, "count", counted.calls()),
    figureOf(`${READER} opens his hand, warm, from a folder, Node`, "ms", warm, stretching, {
      value: medianOf(taken),
      what: "cold",
    }),
    one(`bytes that he is sent for it, warm`, "bytes", again.bytes()),
    one(`calls that he makes for it, warm`, "count", again.calls()),
    one(`bytes that his device keeps`, "bytes", stored),
    one(`cases that he then sees`, "count", cases.length),
    one(`threads that he then sees`, "count", threads.length),
  ];
}

/** A note of the shift, by one hand, until another one has it. */
async function timeSyncing(demo: Demo): Promise<Figure[]> {
  const [writer, reader] = [await demo.open(WRITER), await demo.open(READER)];
  await writer.sync();
  await reader.sync();
  const nothing = await timesOf(WRITES, () => reader.sync());
  const written: number[] = [];
  const fetched: number[] = [];
  for (let run = 0; run < WRITES; run++) {
    written.push(await timeOf(() => handOver(writer, `A note to sync: ${run}`)));
    fetched.push(await timeOf(() => reader.sync()));
  }
  const stop = reader.watch();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const shown: number[] = [];
  for (let run = 0; run < WRITES; run++) {
    const text = `A note to watch for: ${run}`;
    const seen = until(reader, () => reader.view().queue.handOver?.text === text);
    shown.push(
      await timeOf(async () => {
        await handOver(writer, text);
        await seen;
      }),
    );
  }
  stop();
  writer.lock();
  reader.lock();
  const writing = { value: medianOf(written), what: "until it is accepted" };
  return [
    figureOf("sync with nothing new, Node", "ms", nothing),
    figureOf("sync with one new commit, Node", "ms", fetched, { value: medianOf(nothing), what: "with nothing new" }),
    figureOf("a note written, until accepted, Node", "ms", written),
    figureOf("a note written, until another hand shows it, Node", "ms", shown, writing),
  ];
}

async function handOver(hand: Hand, text: string): Promise<void> {
  const outcome = await hand.act.handOver(text);
  if (outcome.kind !== "done") throw new Error(`a note was answered ${outcome.kind}`);
}

function until(hand: Hand, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = hand.subscribe(() => {
      if (!isSo()) return;
      stop();
      resolve();
    });
  });
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function timeConsole(
  server: RunningServer,
  demo: Demo,
  stretching: Beside,
): Promise<Figure[] | { missing: string }> {
  const browser = await openBrowser("chromium");
  if ("missing" in browser) return browser;
  const asking: number[] = [];
  const opening: number[] = [];
  const reopening: number[] = [];
  let bytes = 0;
  try {
    for (let run = 0; run < STARTS; run++) {
      const page = await browser.newPage({ width: 1280 });
      await page.addInitScript(watchConsole);
      await page.goto(server.console);
      await page.fill(".locked-field", demo.phraseOf(READER));
      bytes = await page.evaluate(() =>
        performance
          .getEntries()
          .reduce((sum, entry) => sum + (entry instanceof PerformanceResourceTiming ? entry.transferSize : 0), 0),
      );
      await page.press(".locked-field", "Enter");
      await page.waitForFunction(() => window.consoleMoments.today !== undefined, null, { timeout: 60_000 });
      const moments = await page.evaluate(() => window.consoleMoments);
      asking.push(moments.asking ?? Number.NaN);
      opening.push((moments.today ?? Number.NaN) - (moments.entered ?? Number.NaN));
      // Long enough for all of it to be on the disk.
      await page.waitForTimeout(3_000);
      await page.reload();
      await page.fill(".locked-field", demo.phraseOf(READER));
      await page.press(".locked-field", "Enter");
      await page.waitForFunction(() => window.consoleMoments.today !== undefined, null, { timeout: 60_000 });
      const second = await page.evaluate(() => window.consoleMoments);
      reopening.push((second.today ?? Number.NaN) - (second.entered ?? Number.NaN));
      await page.context().close();
    }
  } finally {
    await browser.close();
  }
  return [
    { name: "bytes of the console before its lock is opened", value: bytes, unit: "bytes", runs: 1 },
    figureOf("console asks for the phrase, chromium", "ms", asking),
    figureOf(`from ${READER}'s phrase to Today, chromium`, "ms", opening, stretching),
    figureOf(`from ${READER}'s phrase to Today, on a device that remembers, chromium`, "ms", reopening, stretching, {
      value: medianOf(opening),
      what: "on a new device",
    }),
  ];
}
