import { type OpenBrowser, openBrowser } from "../../../e2e/harness/browsers.ts";
import { giveTicket } from "../given-ticket.ts";
import { type Beside, type Figure, figureOf, type Measure, medianOf } from "../measure.ts";
import { bytesServed, CODINGS } from "../served.ts";
import { type LineQuality, openSlowLine, SLOW, SLOW_WITH_TLS } from "../slow-line.ts";

const RUNS = 3;
const PATIENCE = 90_000;

/** A driver opens the link that he was sent over 50 kbit/s and 800 ms, in real Chromium, and taps. */
export const measure: Measure = {
  name: "ticket-page",
  run: async () => {
    const browser = await openBrowser("chromium");
    if ("missing" in browser) return browser;
    const { url, link, script, close } = await giveTicket();
    try {
      const figures: Figure[] = [];
      for (const coding of CODINGS) {
        const [page, its] = [await bytesServed(`${url}/ru/t`, coding), await bytesServed(url + script, coding)];
        figures.push(once(`ticket's page: HTML and style, ${coding}`, page.body));
        figures.push(once(`its script, ${coding}`, its.body));
      }
      for (const [over, line] of [
        ["", SLOW],
        [", TLS 1.3", SLOW_WITH_TLS],
      ] as const) {
        const opened: Opened[] = [];
        for (let run = 0; run < RUNS; run++) opened.push(await open(browser, line, url, link));
        figures.push(...figuresOf(over, opened, line));
      }
      return figures;
    } finally {
      await browser.close();
      await close();
    }
  },
};

/** Moments in ms since the address was called; bytes of the line until the leg stood there. */
type Opened = { readable: number; usable: number; tapped: number; down: number; up: number };

function once(name: string, value: number): Figure {
  return { name, value, unit: "bytes", runs: 1 };
}

function figuresOf(over: string, opened: readonly Opened[], line: LineQuality): Figure[] {
  const seconds = (name: string, of: (one: Opened) => number, ...beside: Beside[]): Figure =>
    figureOf(
      name + over,
      "s",
      opened.map((one) => of(one) / 1000),
      ...beside,
    );
  const bytes = (name: string, of: (one: Opened) => number): Figure => figureOf(name + over, "bytes", opened.map(of));
  // Page, script, a number to sign, what lies in the mailbox: each has to wait for the one before.
  const trips = line.setUpRoundTrips + 4;
  const down = medianOf(opened.map((one) => one.down));
  return [
    bytes("down the line until the leg stands there", (one) => one.down),
    bytes("up the line until then", ({ up }) => up),
    seconds("ticket's page there, without the leg", ({ readable }) => readable),
    seconds("the leg stands there, and can be tapped", ({ usable }) => usable, {
      value: (down * 8) / line.bitsPerSecond + (trips * line.roundTripMs) / 1000,
      what: `its bytes at line rate and ${trips} round trips`,
    }),
    seconds("from a tap until the server has it", ({ tapped }) => tapped),
  ];
}

async function open(browser: OpenBrowser, quality: LineQuality, server: string, link: string): Promise<Opened> {
  const line = await openSlowLine(Number(new URL(server).port), quality);
  const page = await browser.newPage({ width: 390, language: "ru" });
  page.setDefaultTimeout(PATIENCE);
  try {
    await page.goto(line.url + link, { waitUntil: "commit" });
    await page.waitForFunction(() => document.getElementById("leg")?.hidden === false);
    const { down, up } = line.bytes();
    const { readable, usable } = await page.evaluate(() => ({
      readable: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
      usable: performance.now(),
    }));
    await page.click("[data-press='on-my-way']");
    const pressed = await page.evaluate(() => performance.now());
    const is = await page.waitForFunction(
      () => {
        const { is } = document.querySelector<HTMLElement>("[data-press='on-my-way']")?.dataset ?? {};
        return is === "sent" || is === "failed" ? { is, at: performance.now() } : null;
      },
      null,
      { polling: 50 },
    );
    const answered = await is.jsonValue();
    if (answered?.is !== "sent") throw new Error("the tap was not taken");
    const tapped = answered.at - pressed;
    return { readable, usable, tapped, down, up };
  } finally {
    await page.context().close();
    await line.close();
  }
}
