import {
  CARD_HOURS,
  type Card,
  deskKeys,
  type Hash,
  hashOf,
  hourOf,
  type MailboxKeys,
  type MessageId,
  mailboxKeys,
  makeEpochKey,
  newId,
  type OrganisationId,
  parseRow,
  type Row,
  sealLetter,
  signCard,
  toHex,
  ZERO_HASH,
} from "@fairlead/protocol";
import { intakeSigner } from "../../src/cards.ts";
import { HOUR, random } from "../house.ts";
import { downgraded, flipped } from "./forge.ts";
import { changeThread } from "./in-transit.ts";
import type { Lie, World } from "./lie.ts";
import { type Fields, fieldsIn } from "./lying-line.ts";
import { SAID, type Scene } from "./scene.ts";
import { rowAround } from "./sign-row.ts";
import type { Words } from "./words.ts";

/** Gives the thread otherwise: two letters, under keys that have turned between them. */
const gives = (
  rule: string,
  lie: string,
  code: string,
  change: (thread: Fields, world: World) => Fields,
  hides?: readonly Words[],
): Lie => ({
  rule,
  lie,
  place: "thread",
  ...(hides === undefined ? {} : { hides }),
  how: (world) => changeThread(world.line, world.scene.inIntake.keys.id, (thread) => change(thread, world)),
  seen: { halts: code },
});

/** The same, to a hand that has read both letters. */
const givesLater = (
  rule: string,
  lie: string,
  code: string,
  change: (thread: Fields, world: World) => Fields,
): Lie => ({
  ...gives(rule, lie, code, change),
  to: "an open hand",
});

const rowsOf = (thread: Fields) => fieldsIn(thread, "rows");
const withRows = (thread: Fields, rows: readonly Fields[]): Fields => ({ ...thread, rows: [...rows] });
const anyHash = () => toHex(random(32)) as Hash;

/** Other bytes for one of its rows; the hash as it was, or the right one. */
function swapRow(
  thread: Fields,
  at: number,
  change: (row: Uint8Array) => Uint8Array,
  hashed: "hash as it was" | "hashed",
): Fields {
  const rows = rowsOf(thread).map((one, index) => {
    if (index !== at || !(one.row instanceof Uint8Array)) return one;
    const row = change(one.row);
    return hashed === "hashed" ? { ...one, row, hash: hashOf(row) } : { ...one, row };
  });
  const last = rows.at(-1);
  return { ...withRows(thread, rows), up: { seq: rows.length, hash: last?.hash } };
}

/** A letter from this mailbox, sealed to this card, behind its first two; or the first one of a new mailbox. */
async function letter(world: World, keys: MailboxKeys, card: Card, text: string, first = false): Promise<Row> {
  const { house, read } = world;
  const [newest] = first ? [] : read("SELECT up_seq, up_hash FROM mailboxes WHERE mailbox = ?", keys.id);
  return sealLetter({
    keys,
    card,
    seq: Number(newest?.up_seq ?? 0) + 1,
    previous: newest === undefined ? ZERO_HASH : (String(newest.up_hash) as Hash),
    seen: ZERO_HASH,
    message: newId<MessageId>(random),
    hour: hourOf(house.now),
    onArrival: false,
    expiredCard: false,
    letter: { kind: "letter", language: "en", text, answers: {}, tap: "none", at: house.now },
  });
}

/** The thread with one more letter, and the hour at which the server says that it came. */
function withLetter(thread: Fields, { bytes, hash, header }: Row, hour = header.hour): Fields {
  const row = { seq: header.seq, hash, hour, row: bytes };
  return { ...withRows(thread, [...rowsOf(thread), row]), up: { seq: header.seq, hash } };
}

type Writing = (world: World) => Promise<{ row: Row; hour?: number }>;

/** Takes a letter that it should have turned away, or that nobody should have been led to write. */
const takes = (rule: string, lie: string, alarm: "unknown-card" | "superseded-card", write: Writing): Lie => ({
  rule,
  lie,
  place: "thread",
  hides: [],
  how: async (world) => {
    const { row, hour } = await write(world);
    changeThread(world.line, row.header.mailbox, (thread) => withLetter(thread, row, hour));
  },
  seen: { alarm },
});

/** A card with an insider's own keys, signed by the intake key that he holds with all operators. */
async function ownCard(scene: Scene): Promise<Card> {
  const signer = await intakeSigner(scene.held.Marsh);
  if (signer === null) throw new Error("an operator holds the intake's key");
  const { kemKey, replyKey } = await deskKeys(makeEpochKey(random));
  const { now } = scene.cards;
  const expires = hourOf(scene.house.now) + CARD_HOURS;
  return signCard({ ...now, kemKey, replyKey, counter: now.counter + 1, previous: now.hash, expires }, signer.signSeed);
}

const otherKeys = () => mailboxKeys(random(32));
const own = await otherKeys();

export const MAILBOXES: readonly Lie[] = [
  gives("MB1", "puts its own KEM key for a caller's, to read the replies", "FL_MAILBOX", (thread) => ({
    ...thread,
    kemKey: own.kemKey,
  })),
  gives("MB1", "puts its own verifying key for a caller's", "FL_MAILBOX", (thread) => ({
    ...thread,
    verifyKey: own.verifyKey,
  })),
  gives("MB2", "answers a mailbox with another's rows", "FL_MAILBOX", (thread, { read, scene }) => {
    const rows = read("SELECT seq, hash, hour, bytes FROM mailbox_rows WHERE mailbox = ?", scene.other.keys.id).map(
      ({ seq, hash, hour, bytes }): Fields => ({ seq, hash, hour, row: bytes }),
    );
    return { ...withRows(thread, rows), up: { seq: rows.length, hash: rows.at(-1)?.hash } };
  }),
  gives("MB7", "drops a mailbox's first letter", "FL_THREAD_GAP", (thread) =>
    withRows(thread, rowsOf(thread).slice(1)),
  ),
  gives(
    "MB7",
    "drops a mailbox's newest letter",
    "FL_THREAD_GAP",
    (thread) => withRows(thread, rowsOf(thread).slice(0, -1)),
    ["secondLetter"],
  ),
  gives("MB7", "gives letters in the other order", "FL_THREAD_GAP", (thread) =>
    withRows(thread, rowsOf(thread).toReversed()),
  ),
  gives(
    "MB7",
    "gives a letter twice",
    "FL_THREAD_GAP",
    (thread) => withRows(thread, [...rowsOf(thread).slice(0, 1), ...rowsOf(thread)]),
    ["secondLetter"],
  ),
  gives("MB7", "numbers letters otherwise than their callers did", "FL_THREAD_ALTERED", (thread) =>
    withRows(
      thread,
      rowsOf(thread)
        .toReversed()
        .map((row, index) => ({ ...row, seq: index + 1 })),
    ),
  ),
  gives("MB2", "changes a letter", "FL_THREAD_ALTERED", (thread) =>
    swapRow(thread, 0, (row) => flipped(row, 90), "hash as it was"),
  ),
  gives("MB2", "changes a letter, and its hash", "FL_SIGNATURE", (thread) =>
    swapRow(thread, 0, (row) => flipped(row, 90), "hashed"),
  ),
  gives("MB2", "downgrades a letter's suite byte", "FL_FORM_VERSION", (thread) =>
    swapRow(thread, 0, downgraded, "hashed"),
  ),
  gives("MB2", "gives a reply for a letter", "FL_THREAD_ALTERED", (thread, { read, scene }) => {
    const sql = "SELECT bytes FROM mailbox_rows WHERE mailbox = ? AND direction = 'to-mailbox'";
    const [reply] = read(sql, scene.inIntake.keys.id);
    return swapRow(thread, 0, (row) => (reply?.bytes instanceof Uint8Array ? reply.bytes : row), "hashed");
  }),
  {
    ...gives(
      "MB2",
      "gives a letter that was written to another organisation",
      "FL_ORGANISATION",
      (thread) => thread,
      [],
    ),
    how: async (world) => {
      const { keys } = world.scene.inIntake;
      const card = { ...world.scene.cards.now, organisation: toHex(random(32)) as OrganisationId };
      const row = await letter(world, keys, card, SAID.forged);
      changeThread(world.line, keys.id, (thread) => withLetter(thread, row));
    },
  },
  {
    rule: "MB2",
    lie: "posts rows that it has stolen once more, from a mailbox of its own",
    place: "thread",
    hides: ["otherLetter"],
    how: async (world) => {
      const { scene, read, line } = world;
      const [stolen] = read("SELECT bytes FROM mailbox_rows WHERE mailbox = ?", scene.other.keys.id);
      if (!(stolen?.bytes instanceof Uint8Array)) throw new Error("nothing to steal");
      // As long as what was stolen: only the sealed part is another's.
      const frame = await letter(world, own, scene.cards.now, SAID.forged, true);
      const row = rowAround(frame, parseRow(stolen.bytes).sealed, own);
      changeThread(line, scene.other.keys.id, (thread) => ({
        ...withLetter({ ...thread, rows: [] }, row),
        mailbox: own.id,
        verifyKey: own.verifyKey,
        kemKey: own.kemKey,
      }));
    },
    seen: { unreadable: true },
  },
  {
    ...gives("MB7", "says that a letter has been erased", "", (thread) =>
      withRows(
        thread,
        rowsOf(thread).map((row) => ({ ...row, row: null })),
      ),
    ),
    seen: { unreadable: true },
  },
  {
    ...gives("MB7", "keeps a thread back that the team has answered", "FL_THREAD_WITHHELD", (thread) => thread),
    how: ({ line, scene }) => changeThread(line, scene.inIntake.keys.id, () => null),
  },

  givesLater("ST4", "rolls a mailbox back to yesterday", "FL_THREAD_SHRUNK", (thread) => {
    const rows = rowsOf(thread).slice(0, 1);
    return { ...withRows(thread, rows), up: { seq: 1, hash: rows[0]?.hash } };
  }),
  givesLater("ST4", "puts another letter where one was read", "FL_THREAD_ALTERED", (thread) =>
    withRows(
      thread,
      rowsOf(thread).map((row, index) => (index === 1 ? { ...row, hash: anyHash(), row: null } : row)),
    ),
  ),
  givesLater("ST4", "takes a reply back that it had kept", "FL_THREAD_SHRUNK", (thread) => ({
    ...thread,
    down: { seq: 0, hash: ZERO_HASH },
  })),
  givesLater("ST4", "says that another reply stands where ours does", "FL_THREAD_ALTERED", (thread) => ({
    ...thread,
    down: { seq: 2, hash: anyHash() },
  })),

  takes("MB4", "leads a page to a card of an insider's own making", "unknown-card", async (world) => ({
    row: await letter(world, world.scene.inIntake.keys, await ownCard(world.scene), SAID.forged),
  })),
  takes("MB4", "replays an old card to a page", "superseded-card", async (world) => ({
    row: await letter(world, world.scene.inIntake.keys, world.scene.cards.old, "An invented word."),
  })),
  takes(
    "MB4",
    "replays an old card to a page, and says that the letter came before the keys turned",
    "superseded-card",
    async (world) => ({
      row: await letter(world, world.scene.inIntake.keys, world.scene.cards.old, "An invented word."),
      hour: hourOf(world.house.now - 48 * HOUR),
    }),
  ),
  {
    ...takes("MB4", "gives the caller of a case the intake's card again", "superseded-card", async (world) => ({
      row: await letter(world, world.scene.inCase.keys, world.scene.cards.now, "An invented word."),
    })),
    place: "contact",
    // Within the hour of the change a page may simply have been slow.
    before: ({ house }) => house.pass(HOUR),
  },
  {
    rule: "MB4",
    lie: "gives pages a card of an insider's own making",
    place: "intake-keys",
    hides: [],
    how: async ({ scene, disk }) => {
      const { hash, counter, previous, expires, bytes } = await ownCard(scene);
      disk((db) =>
        db
          .prepare(
            "INSERT INTO cards (hash, mailbox, desk, counter, previous, expires, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)",
          )
          .run(...([hash, "new", scene.streams["intake-keys"], counter, previous, expires, bytes] as const)),
      );
    },
    seen: { alarm: "unknown-card" },
  },
];
