import { startConsoleHost } from "@fairlead/cli";
import { MemoryShelf } from "@fairlead/client";
import { buildCaseload, type Caseload } from "../caseload.ts";
import { chanceFrom } from "../chance.ts";
import { type Device, prepareDevice, timesOfKeys, type Visit } from "../console-in-browser.ts";
import { inventedTexts } from "../invented-text.ts";
import { type Figure, figureOf, type Measure } from "../measure.ts";

/** `FAIRLEAD_CASES=10000 script/bench console` measures what the promise names. */
const CASES = Number(process.env.FAIRLEAD_CASES ?? 300);
const OPENINGS = 3;
/** Two words of one text each, typed letter by letter. */
const QUERIES = 12;
const SEED = 5;

/** One member holds all cases, on a device that remembers them: the console as it is shipped, in Chromium, from the phrase on. */
export const measure: Measure = {
  name: "console",
  run: async () => {
    const chance = chanceFrom(SEED);
    const invented = inventedTexts(chance);
    const texts: string[] = [];
    const text = () => {
      texts.push(invented());
      return texts.at(-1) ?? "";
    };
    const load = await buildCaseload(CASES, { text });
    const host = await startConsoleHost({
      ...{ pin: load.pin, server: load.url, callerPage: load.url },
      ...{ clockOffset: 0, demo: false, port: 0 },
    });
    try {
      const device = await prepareDevice(host.url, await remembered(load, await releaseOf(host.url)));
      if ("missing" in device) return device;
      const queries = Array.from({ length: QUERIES }, () => {
        const words = chance.oneOf(texts).split(" ");
        return `${chance.oneOf(words)} ${chance.oneOf(words)}`;
      });
      try {
        return await visits(device, load, queries);
      } finally {
        await device.close();
      }
    } finally {
      await host.close();
      await load.close();
    }
  },
};

/** The console names what it folded by its own script, and folds anew what another has folded. */
async function releaseOf(url: string): Promise<string> {
  const page = await (await fetch(url)).text();
  const script = page.match(/<script[^>]* src="\/(a\/index-[^"]+)"/)?.[1];
  if (script === undefined) throw new Error("the console has no script");
  return `${url}${script}`;
}

/** What a device keeps of a desk that was open on it before. */
async function remembered(load: Caseload, release: string): Promise<MemoryShelf> {
  const shelf = new MemoryShelf();
  const hand = await load.open({ shelf, release });
  hand.view();
  await hand.sync();
  hand.lock();
  return shelf;
}

async function visits(device: Device, { phrase, commits }: Caseload, queries: readonly string[]): Promise<Figure[]> {
  const all: Visit[] = [];
  // The first brings the page itself, and what its browser compiles of it.
  await device.visit(phrase);
  for (let run = 1; run < OPENINGS; run++) all.push(await device.visit(phrase));
  const last = await device.visit(phrase, queries);
  all.push(last);
  const since = (from: "pressed" | "searching", to: keyof Visit["moments"], of = all): number[] =>
    of.flatMap(({ moments: { [from]: begun, [to]: then } }) =>
      begun === undefined || typeof then !== "number" ? [] : [then - begun],
    );
  const target = { value: 2000, what: "target" };
  const keys = timesOfKeys(last.moments.keys);
  const one = (name: string, unit: Figure["unit"], value: number): Figure => ({ name, unit, value, runs: 1 });
  const { resident } = last;
  return [
    one("cases of one member's own", "count", CASES),
    one("commits", "count", commits),
    figureOf(
      "the console's page asks for the phrase",
      "ms",
      all.flatMap(({ moments }) => moments.asking ?? []),
    ),
    ...figuresIfAny("Open pressed: what was overdue, in danger and due is painted", since("pressed", "glance"), target),
    figureOf(
      "Open pressed: Today is painted with its figures, on what presses",
      "ms",
      since("pressed", "today"),
      target,
    ),
    figureOf("… until all of it is read", "ms", since("pressed", "whole")),
    figureOf("… until it is in step with its server", "ms", since("pressed", "inStep")),
    ...figuresIfAny("search: every text read for the first time", since("searching", "indexed", [last])),
    figureOf("search: a key, until what it finds is painted", "ms", keys, { value: 50, what: "target" }),
    one("… keys that were not answered within a second", "count", last.moments.keys.length - keys.length),
    figureOf(
      "memory of its scripts, open and in step",
      "bytes",
      all.slice(0, -1).map(({ heap }) => heap),
    ),
    one("… after searching", "bytes", last.heap),
    ...(resident === null
      ? []
      : [
          one("memory of its process, with the worker that searches", "bytes", resident.now),
          one("… at its highest", "bytes", resident.most),
        ]),
  ];
}

const figuresIfAny = (
  name: string,
  values: readonly number[],
  ...beside: Parameters<typeof figureOf>[3][]
): Figure[] => (values.length === 0 ? [] : [figureOf(name, "ms", values, ...beside)]);
