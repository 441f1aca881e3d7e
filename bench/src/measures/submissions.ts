import { join } from "node:path";
import { parseRow, verifyRow } from "@fairlead/protocol";
import { openStore, type Store } from "@fairlead/server";
import { startPostgres } from "../../../script/postgres.ts";
import { appendRate, newDatabase, postgresRate, sqliteRate } from "../bare-store.ts";
import { folderOnDisk } from "../disk.ts";
import { bodiesOf, type Lane, type SealedLetter, sealLanes } from "../letters.ts";
import { type Beside, type Figure, figureOf, type Measure, medianOf } from "../measure.ts";
import { type BenchOrganisation, foundBenchOrganisation, serve } from "../organisation.ts";
import { type Posted, postAll } from "../poster.ts";

const ROUNDS = 3;
const LANES = 16;
const SIZE = { lanes: LANES, mailboxes: 3, perMailbox: 4 };

/** An empty store each time, and what is under it. */
type Ground = {
  name: string;
  open: () => Promise<Store>;
  /** Whether it takes more than one write at once at all. */
  parallel: boolean;
  bare: (rows: Uint8Array[], atOnce: number) => Promise<number> | number;
  /** What the bare store itself is to be held against. */
  below: (rows: Uint8Array[]) => Beside[];
};

/** With ms of the server's own thread a letter: what is left when the machine has other things to do. */
type Round = Posted & { processor: number };

/**
 * Letters of 1 KB accepted for good: posted over HTTP, checked, and on the disk before the answer [ST5]; beside
 * them our store alone, and under that the bare engine and the disk.
 */
export const measure: Measure = {
  name: "submissions",
  run: async () => {
    const organisation = await foundBenchOrganisation();
    const lanes = await sealLanes(organisation, SIZE);
    const checking = timeChecking(lanes.flat());
    const figures = await figuresOn(sqliteGround(), organisation, lanes, checking);
    const postgres = await startPostgres();
    if ("missing" in postgres) return { figures, missing: postgres.missing };
    try {
      return [...figures, ...(await figuresOn(postgresGround(postgres.url), organisation, lanes, checking))];
    } finally {
      await postgres.stop();
    }
  },
};

async function figuresOn(
  ground: Ground,
  organisation: BenchOrganisation,
  lanes: Lane[],
  checking: Beside,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [atOnce, inLanes] of [
    [1, [lanes.flat()]],
    [LANES, lanes],
  ] as const) {
    const rows = inLanes.flat().map(({ row }) => row.bytes);
    const bare: number[] = [];
    const raw: number[] = [];
    const posted: Round[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      bare.push(await ground.bare(rows, atOnce));
      raw.push(await rawRate(ground, organisation, inLanes));
      posted.push(await post(ground, organisation, inLanes));
    }
    const what = `${ground.name}, ${atOnce} at once`;
    const rates = posted.map(({ whole }) => (rows.length / whole) * 1000);
    const each = posted.flatMap((round) => round.each);
    figures.push(
      figureOf(`letters over HTTP, ${what}`, "per second", rates, { value: medianOf(raw), what: "by the store alone" }),
      figureOf(`one letter over HTTP, ${what}`, "ms", each),
      figureOf(
        `processor time of a letter over HTTP, ${what}`,
        "ms",
        posted.map(({ processor }) => processor),
        checking,
      ),
      figureOf(`letters by the store alone, ${what}`, "per second", raw, {
        value: medianOf(bare),
        what: "bare INSERTs of the same bytes",
      }),
    );
    if (atOnce === 1 || ground.parallel)
      figures.push(figureOf(`bare INSERTs, ${what}`, "per second", bare, ...ground.below(rows)));
  }
  return figures;
}

async function post(ground: Ground, organisation: BenchOrganisation, lanes: readonly Lane[]): Promise<Round> {
  const store = await ground.open();
  const server = await serve(store, organisation, { settings: { workBits: 0 } });
  try {
    const bodies = await Promise.all(lanes.map((lane) => bodiesOf(lane, server.url)));
    const before = process.threadCpuUsage();
    const posted = await postAll({ url: `${server.url}/api/mailbox/post`, lanes: bodies });
    const { user, system } = process.threadCpuUsage(before);
    return { ...posted, processor: (user + system) / 1000 / posted.each.length };
  } finally {
    await server.close();
    await store.close();
  }
}

/** What of it no server can leave out. [MB2] */
function timeChecking(letters: readonly SealedLetter[]): Beside {
  for (const { row, keys } of letters) verifyRow(parseRow(row.bytes), keys.verifyKey);
  const before = process.threadCpuUsage();
  for (const { row, keys } of letters) verifyRow(parseRow(row.bytes), keys.verifyKey);
  const { user, system } = process.threadCpuUsage(before);
  return { value: (user + system) / 1000 / letters.length, what: "for reading it and checking its signature" };
}

async function rawRate(ground: Ground, { card }: BenchOrganisation, lanes: readonly Lane[]): Promise<number> {
  const store = await ground.open();
  try {
    const started = performance.now();
    await Promise.all(
      lanes.map(async (lane) => {
        for (const letter of lane) await keep(store, letter, card.hash.slice(0, 32));
      }),
    );
    return (lanes.flat().length / (performance.now() - started)) * 1000;
  } finally {
    await store.close();
  }
}

const ENDLESS = { unanswered: Number.MAX_SAFE_INTEGER, known: 0, left: Number.MAX_SAFE_INTEGER };

async function keep(store: Store, { row, keys }: SealedLetter, desk: string): Promise<void> {
  const { mailbox, seq, previous, message, hour } = row.header;
  const card = { mailbox: "new", counter: 1 };
  const kept = { card, mailbox, seq, previous, hash: row.hash, message, desk, hour, bytes: row.bytes };
  const answer = await store.mailboxes.post(kept, keys, ENDLESS);
  if (answer.kind !== "accepted") throw new Error(`the store answered ${answer.kind}`);
}

function sqliteGround(): Ground {
  return {
    name: "SQLite",
    parallel: false,
    open: () => openStore(join(folderOnDisk(), "store.sqlite")),
    bare: (rows) => sqliteRate(folderOnDisk(), rows),
    below: (rows) => [{ value: appendRate(folderOnDisk(), rows), what: "appends and fdatasyncs of a file" }],
  };
}

function postgresGround(url: string): Ground {
  let databases = 0;
  return {
    name: "PostgreSQL",
    parallel: true,
    open: async () => openStore(await newDatabase(url, `bench_${databases++}`)),
    bare: (rows, atOnce) => postgresRate(url, rows, atOnce),
    below: () => [],
  };
}
