import {
  type CaseId,
  type Entry,
  emptyState,
  foldEntries,
  type MailboxId,
  type MemberId,
  type StreamId,
} from "@fairlead/casework";
import { type Hand, MemoryShelf, type View } from "@fairlead/client";
import { buildCaseload, type Caseload, COMMITS_PER_CASE } from "../caseload.ts";
import { timeInBrowser } from "../cases-in-browser.ts";
import { type Figure, figureOf, type Measure, medianOf } from "../measure.ts";

/** `FAIRLEAD_CASES=10000 script/bench cases` measures the 200,000 commits that the promise names; it takes three quarters of an hour. */
const CASES = Number(process.env.FAIRLEAD_CASES ?? 300);
/** Commits of one case that went on for years. */
const LONGEST = 5000;
const OPENINGS = 3;
const NOTES = 10;
/** ms between two of a colleague who thinks in between: the watching console's chores are over by then. */
const PAUSE = 1_500;

/** One member holds all cases: his device opens them without a network, and a colleague's note comes to his screen. */
export const measure: Measure = {
  name: "cases",
  run: async () => {
    const load = await buildCaseload(CASES, { longest: LONGEST });
    try {
      return await timeCases(load);
    } finally {
      await load.close();
    }
  },
};

async function timeCases(load: Caseload): ReturnType<Measure["run"]> {
  const shelf = new MemoryShelf();
  const [first, firstOpening] = await timed(() => load.open({ shelf }));
  const [, firstView] = await timed(async () => first.view());
  const [, chores] = await timed(() => first.sync());
  const nothing: number[] = [];
  for (let run = 0; run < OPENINGS; run++) nothing.push((await timed(() => first.sync()))[1]);
  const shown = await timeNotes(load, first);
  await first.sync();
  first.lock();
  const [glancing, opening, openingWork]: [number[], number[], number[]] = [[], [], []];
  const [whole, wholeWork]: [number[], number[]] = [[], []];
  let memory = 0;
  let cases = 0;
  for (let run = 0; run < OPENINGS; run++) {
    const started = performance.now();
    const before = process.cpuUsage();
    const worked = () => {
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    const glance = () => glancing.push(performance.now() - started);
    const told = { glance, progress: () => undefined, stopped: () => false };
    const hand = await load.open({ shelf, away: true, told });
    hand.view();
    opening.push(performance.now() - started);
    openingWork.push(worked());
    cases = (await allRead(hand)).cases.length;
    whole.push(performance.now() - started);
    wholeWork.push(worked());
    const { heapUsed, external } = process.memoryUsage();
    memory = Math.max(memory, heapUsed + external);
    hand.lock();
  }
  const browser = await timeInBrowser(load, shelf, OPENINGS);
  const stored = [...shelf.records.values()].reduce((sum, record) => sum + record.length, 0);
  const one = (name: string, unit: Figure["unit"], value: number): Figure => ({ name, unit, value, runs: 1 });
  const figures = [
    one("cases of one member's own", "count", cases),
    one(`commits, ${COMMITS_PER_CASE} a case and ${LONGEST} more of one`, "count", load.commits),
    one("first opening on a new device, with everything fetched and checked, Node", "s", firstOpening / 1000),
    one("… each commit", "ms", firstOpening / load.commits),
    one("first view of all of it", "ms", firstView),
    one("first round of what is due", "ms", chores),
    figureOf("round with nothing new", "ms", nothing),
    figureOf("what was overdue, in danger and due, from the device, key derivation in it, Node", "ms", glancing, {
      value: 2000,
      what: "target",
    }),
    figureOf("opened from the device on what presses, with its first view, without a network, Node", "ms", opening, {
      value: 2000,
      what: "target",
    }),
    figureOf("… processor time of that", "ms", openingWork),
    figureOf("… until all of it is read, with the views of all cases", "ms", whole),
    figureOf("… processor time of that", "ms", wholeWork),
    ...browser.figures,
    ...shown,
    timeFold(),
    one("bytes that the device keeps", "bytes", stored),
    one("memory while it is open, Node", "bytes", memory),
  ];
  return browser.missing === null ? figures : { figures, missing: browser.missing };
}

/** The desk is open meanwhile, and says that it still reads. */
async function allRead(hand: Hand): Promise<View> {
  while (hand.view().status.reading !== null)
    await new Promise<void>((resolve) => {
      const end = hand.subscribe(() => {
        end();
        resolve();
      });
    });
  return hand.view();
}

/** One case that went on for years, put together from what its commits say; opening them is not in it. */
function timeFold(): Figure {
  const [contact, member] = ["aa".repeat(16) as StreamId, "bb".repeat(16) as MemberId];
  const said = (seq: number, operation: Entry["operation"]): Entry => ({
    ...{ stream: contact, seq, author: member, role: "caseworker", at: Date.now() + seq },
    operation,
  });
  const theCase = "cc".repeat(16) as CaseId;
  const mailbox = "dd".repeat(32) as MailboxId;
  const entries = [
    said(0, { op: "begin", compartment: { about: "case", case: theCase, part: "contact" } }),
    said(0, { op: "openCase", case: theCase, alias: "Invented", people: 1, mailbox, owner: member, standIn: null }),
    ...Array.from({ length: LONGEST }, (_, index) =>
      said(index + 1, { op: "note", text: `An invented note ${index}` }),
    ),
  ];
  const taken = Array.from({ length: NOTES }, () => {
    const started = performance.now();
    foldEntries(emptyState(), entries);
    return performance.now() - started;
  });
  return figureOf(`fold of one case of ${LONGEST} commits`, "ms", taken);
}

/** A colleague writes in a case that both hold, with pauses and without, until the watching hand's view says so. */
async function timeNotes(load: Caseload, reader: Hand): Promise<Figure[]> {
  const writer = await load.colleague();
  await writer.sync();
  const shared = writer.view().cases[0]?.case;
  if (shared === undefined) throw new Error("nothing is shared");
  const stop = reader.watch();
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const [written, seen, pressed, viewed]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let run = 0; run < 2 * NOTES; run++) {
    const paused = run < NOTES;
    if (paused) await new Promise((resolve) => setTimeout(resolve, PAUSE));
    const text = `An invented note to watch for: ${run}`;
    const here = new Promise<void>((resolve) => {
      const end = reader.subscribe(() => {
        const started = performance.now();
        const theirs = reader.view().cases.find((one) => one.case === shared);
        viewed.push(performance.now() - started);
        if (!JSON.stringify(theirs?.timeline).includes(text)) return;
        end();
        resolve();
      });
    });
    const started = performance.now();
    const outcome = await writer.act.noteCase(shared, text);
    if (outcome.kind !== "done") throw new Error(`a note was answered ${outcome.kind}`);
    written.push(performance.now() - started);
    await here;
    (paused ? seen : pressed).push(performance.now() - started);
  }
  stop();
  writer.lock();
  const writing = { value: medianOf(written), what: "until it is accepted" };
  return [
    figureOf("a colleague's note, until this hand's view shows it", "ms", seen, writing, {
      value: 300,
      what: "target",
    }),
    figureOf("… where the colleague writes without a pause", "ms", pressed, { value: 300, what: "target" }),
    figureOf("view made anew meanwhile", "ms", viewed),
  ];
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const started = performance.now();
  const done = await work();
  return [done, performance.now() - started];
}
