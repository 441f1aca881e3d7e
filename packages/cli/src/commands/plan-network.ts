import { readFile, writeFile } from "node:fs/promises";
import { importGtfs } from "@fairlead/planner/gtfs";
import type { Command, Given } from "../command.ts";
import { Failure } from "../failure.ts";

const MOST_DAYS = 14;
const MOST_METRES = 5000;

export const planNetwork: Command = {
  name: "plan network",
  summary: "make a network from a public timetable (GTFS)",
  manual: `fairlead plan network --gtfs F.zip --date D [--days N] [--walk METRES] --out N.json

Takes what runs on these days from a GTFS feed: calendar and exceptions, frequencies, transfers, the
day before's trips that still run after midnight. Blank times are filled in. Departures are rounded
down and arrivals up to the minute. A row that is broken is left out and told on stderr. Fares are not
read, and exposure is a default by kind of vehicle: look both over before people travel by them.

  --gtfs F.zip      the feed's archive
  --date D          minute 0 is the midnight that begins this day, e.g. 2017-04-07
  --days N          how many days from then on (1 to ${MOST_DAYS}; default 1)
  --walk METRES     join stops at most so far apart by walks, 75 m a minute (0 to ${MOST_METRES}; default 0)
  --out N.json      where the fairlead-network/1 is written; what was read is summed up on stdout as JSON
  --json            may be given, as everywhere; the summary is JSON without it too

Exit codes: 0 done, even where rows were left out; 1 the file cannot be written; 2 bad input.`,
  options: {
    gtfs: { type: "string" },
    date: { type: "string" },
    days: { type: "string" },
    walk: { type: "string" },
    out: { type: "string" },
    json: { type: "boolean" },
  },
  async run(given, effects) {
    const file = given.text("gtfs");
    const out = given.text("out");
    if (file === undefined) throw new Failure("From which feed? Give --gtfs F.zip.", 2);
    if (out === undefined) throw new Failure("Where to? Give --out N.json.", 2);
    const date = dateOf(given.text("date"));
    const days = numberOf(given, "days", { least: 1, most: MOST_DAYS, otherwise: 1 });
    const metres = numberOf(given, "walk", { least: 0, most: MOST_METRES, otherwise: 0 });
    const zip = await readFile(file).catch(() => {
      throw new Failure(`${file} cannot be read.`, 2);
    });
    effects.tellProgress("Reading the feed ...");
    const imported = importGtfs(zip, { date, days, metres });
    if (imported.kind === "refused")
      throw new Failure(`${file}: ${imported.file || "the archive"}: ${imported.reason}`, 2);
    const { network, broken } = imported;
    for (const row of broken) effects.tell(`${row.file} row ${row.row}: ${row.reason}`);
    const text = `${JSON.stringify(network)}\n`;
    await writeFile(out, text).catch(() => {
      throw new Failure(`${out} cannot be written: does its folder exist?`);
    });
    const trips = network.services.reduce((sum, service) => sum + service.trips.length, 0);
    if (trips === 0) effects.tell(`Nothing runs on ${date}: does the feed cover that day?`);
    effects.print(
      JSON.stringify({
        out,
        places: network.places.length,
        services: network.services.length,
        trips,
        walks: network.walks.length,
        brokenRows: broken.length,
        bytes: text.length,
      }),
    );
  },
};

function dateOf(text: string | undefined): string {
  const time = text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (text === undefined || Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text)
    throw new Failure("On which day? Give --date, for instance --date 2017-04-07.", 2);
  return text;
}

function numberOf(
  given: Given,
  name: string,
  { least, most, otherwise }: { least: number; most: number; otherwise: number },
): number {
  const text = given.text(name);
  if (text === undefined) return otherwise;
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= least && number <= most)) throw new Failure(`--${name} takes a number from ${least} to ${most}.`, 2);
  return number;
}
