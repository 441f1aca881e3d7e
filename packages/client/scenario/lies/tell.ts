import { parseCommit, toBytes } from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { type Hand, MemoryShelf, type Opened, type Outcome, type Shelf, type StatusView } from "../../src/index.ts";
import { openWith } from "../../src/opening.ts";
import { random } from "../house.ts";
import { onDisk } from "./disk.ts";
import type { Lie, PlaceName, World } from "./lie.ts";
import { LyingLine } from "./lying-line.ts";
import { keptAt, PLACES } from "./place.ts";
import type { Scene } from "./scene.ts";
import { type Words, wordsIn } from "./words.ts";

/** What came of one telling. */
export type Happened = {
  lockedOut: string | null;
  status: StatusView | null;
  shown: ReadonlySet<Words>;
  /** Letters in the queue that stand there and do not open. */
  unreadable: number;
  /** Check-ins that stand as overdue on *Today*: whether the server says the same. */
  overdue: readonly boolean[];
  /** What comes of opening each file of the queue's letters. */
  files: readonly string[];
  /** Threads of the queue that stand as escalated. */
  escalated: number;
  /** How often the hand said that somebody has to look after a letter, or has. */
  armed: number;
  written: Outcome<object>;
  /** Rows that the store has more than before, at that place. */
  grown: number;
  wasTold: boolean;
};

/** Tells a lie, or, with `truthfully`, does all the same and leaves it out. */
export async function tell(scene: Scene, lie: Lie, truthfully: boolean): Promise<Happened> {
  const house = await scene.house.copy();
  const shelf = lie.to === "a device that remembers" ? new MemoryShelf() : undefined;
  let changed = false;
  const world: World = {
    scene,
    house,
    line: new LyingLine(() => house.url),
    disk: (change) => {
      changed = true;
      onDisk(house, change);
    },
    read: (sql, ...values) => onDisk(house, (db) => db.prepare(sql).all(...values)),
    roster: scene.held.Anchor.roster,
    entries: [...scene.entries],
    hand: null,
  };
  try {
    if (lie.to !== undefined) world.hand = await openedBefore(world, shelf);
    await lie.before?.(world);
    changed = false;
    if (!truthfully) await lie.how(world);
    if (lie.to !== undefined && lie.later === undefined) await PLACES[lie.place].later(world);
    const met = await meet(world, lie, shelf);
    if (!truthfully) await lie.check?.(world);
    return { ...met, wasTold: changed || world.line.told > 0 };
  } finally {
    await house.end();
  }
}

/** Willow unlocks her hand. Her keys are copied: a hand that is locked overwrites its own. */
function open({ house, line, scene }: World, shelf: Shelf | undefined): Promise<Opened> {
  const { login, loginKey, loginSeed, wrapKey } = scene.unlocking;
  const unlocking = { login, loginKey, loginSeed: toBytes(loginSeed), wrapKey: toBytes(wrapKey) };
  const effects = { transport: line.transport, clock: house.clock, random, ...(shelf === undefined ? {} : { shelf }) };
  return openWith({ effects, pin: house.pin, lists: [ENGLISH], unlocking });
}

/** Before anybody lied. What a device remembers it remembers without the hand. */
async function openedBefore(world: World, shelf: Shelf | undefined): Promise<Hand | null> {
  const opened = await open(world, shelf);
  if (opened.kind !== "open") throw new Error(opened.kind);
  if (shelf === undefined) return opened.hand;
  await opened.hand.sync();
  opened.hand.lock();
  return null;
}

async function meet(world: World, { place }: Lie, shelf: Shelf | undefined): Promise<Omit<Happened, "wasTold">> {
  const { hand, scene } = world;
  const kept = keptAt(world, place);
  const opened = hand === null ? await open(world, shelf) : { kind: "open" as const, hand };
  if (opened.kind === "open") {
    const said = attendingsOf(world);
    const used = await use(opened.hand, scene, place);
    const armed = attendingsOf(world) - said;
    return { ...used, lockedOut: null, armed, grown: keptAt(world, place) - kept };
  }
  const nothing = {
    status: null,
    shown: new Set<Words>(),
    unreadable: 0,
    overdue: [],
    files: [],
    escalated: 0,
    armed: 0,
  };
  const lockedOut = "code" in opened ? opened.code : opened.kind;
  return { ...nothing, written: { kind: "locked" }, lockedOut, grown: keptAt(world, place) - kept };
}

/** Reads, writes there, reads again. */
async function use(hand: Hand, scene: Scene, place: PlaceName) {
  await hand.sync();
  const written = await PLACES[place].write(hand, scene);
  await hand.sync();
  const view = hand.view();
  const files: string[] = [];
  for (const file of view.queue.threads.flatMap(({ messages }) => messages.flatMap((message) => message.files)))
    files.push((await hand.file(file, () => undefined, new AbortController().signal)).kind);
  hand.lock();
  const letters = view.queue.threads.flatMap(({ messages }) => messages);
  return {
    status: view.status,
    shown: wordsIn(view),
    unreadable: letters.filter(({ text }) => text === null).length,
    overdue: view.today.overdue.map(({ serverAgrees }) => serverAgrees),
    files,
    escalated: view.queue.threads.filter(({ escalated }) => escalated !== null).length,
    written,
  };
}

/** Commits of Willow's in the intake by which she attends to a letter. */
function attendingsOf({ scene, read }: World): number {
  const rows = read("SELECT bytes FROM commits WHERE stream = ?", scene.streams.intake);
  return rows.filter(({ bytes }) => {
    const { author, framing } = parseCommit(bytes instanceof Uint8Array ? bytes : new Uint8Array()).header;
    return author === scene.held.Willow.keys.id && framing.kind === "watch" && framing.step.verb === "attend";
  }).length;
}
