/**
 * The protocol's own operations, timed one by one. The same file in Node and, bundled, in browsers: keys, rows and
 * commits are real and made on the spot.
 */
import {
  type Bytes,
  deskKeys,
  foundOrganisation,
  type Letter,
  type MessageId,
  mailboxKeys,
  makeEpochKey,
  makeMemberKeys,
  makeWrap,
  newId,
  openCommit,
  openLetter,
  openWrap,
  parseCommit,
  parseRow,
  parseWrap,
  publicKeys,
  readOpening,
  readRoster,
  type StreamId,
  sealCommit,
  sealLetter,
  signCard,
  signOpening,
  solveWork,
  stretch,
  verifyCommit,
  verifyRow,
  verifyWrap,
  ZERO_HASH,
} from "@fairlead/protocol";
import { timesOf } from "./measure.ts";

export type Operation =
  | "make a mailbox's keys"
  | "seal a letter"
  | "check a letter"
  | "open a letter"
  | "sign a challenge"
  | "check a signed challenge"
  | "seal a commit"
  | "check a commit"
  | "open a commit"
  | "make a wrap"
  | "check a wrap"
  | "open a wrap";

/** Lengths are read off these by another measure: a letter and a note as people write them, of invented words. */
export const LETTER_OF_1KB: Letter = {
  kind: "letter",
  language: "en",
  text: "There are two of us and we are somewhere safe until morning. ".repeat(17).slice(0, 1024),
  answers: {},
  tap: "none",
  at: 0,
};
export const NOTE: Bytes = new Uint8Array(
  new TextEncoder().encode("Called back, nobody there. Try again after eight.".repeat(5).slice(0, 200)),
);

const WARM_UP = 40;

export const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

/** Everything that the operations need, made anew. */
export async function makeBenchKeys() {
  const hour = 490_000;
  const member = makeMemberKeys(random);
  const roster = readRoster([await foundOrganisation([member], hour, random)]);
  const { organisation, head: rosterHead } = roster;
  const epochKey = makeEpochKey(random);
  const desk = await deskKeys(epochKey);
  const { kemKey, replyKey } = desk;
  const expires = hour + 14 * 24;
  const card = signCard(
    { organisation, mailbox: "new", kemKey, replyKey, counter: 1, previous: ZERO_HASH, expires, rosterHead },
    desk.signSeed,
  );
  const mailbox = await mailboxKeys(random(32));
  const place = { organisation, stream: newId<StreamId>(random), epoch: 1 };
  const to = await publicKeys(member);
  return {
    roster,
    organisation,
    desk,
    mailbox,
    epochKey,
    member,
    letter: (letter: Letter) =>
      sealLetter({
        keys: mailbox,
        card,
        letter,
        onArrival: false,
        expiredCard: false,
        seq: 1,
        previous: ZERO_HASH,
        seen: ZERO_HASH,
        message: newId<MessageId>(random),
        hour,
      }),
    commit: (operations: Bytes) =>
      sealCommit({
        place: { ...place, seq: 0, prev: ZERO_HASH, rosterHead },
        framing: { kind: "write" },
        epochKey,
        keys: member,
        operations,
        random,
      }),
    wrap: () => makeWrap({ place, epochKey, to, keys: member, rosterHead }),
  };
}

/** @returns ms of each run. */
export async function timeOperations(times: number): Promise<Record<Operation, number[]>> {
  // A server checks thousands: what counts is the speed that the engine's compiler reaches, not its way there.
  const timed = (work: () => unknown) => timesOf(times, work, WARM_UP);
  const keys = await makeBenchKeys();
  const { mailbox, organisation, roster, desk, epochKey, member } = keys;
  const row = (await keys.letter(LETTER_OF_1KB)).bytes;
  const commit = (await keys.commit(NOTE)).bytes;
  const wrap = await keys.wrap();
  const nonce = random(32);
  const opening = signOpening(mailbox, organisation, nonce);
  return {
    "make a mailbox's keys": await timed(() => mailboxKeys(random(32))),
    "seal a letter": await timed(() => keys.letter(LETTER_OF_1KB)),
    "check a letter": await timed(() => verifyRow(parseRow(row), mailbox.verifyKey)),
    "open a letter": await timed(() => openLetter(parseRow(row), desk.kemSeed)),
    "sign a challenge": await timed(() => signOpening(mailbox, organisation, nonce)),
    "check a signed challenge": await timed(() => readOpening(opening, { organisation, nonce })),
    "seal a commit": await timed(() => keys.commit(NOTE)),
    "check a commit": await timed(() => verifyCommit(parseCommit(commit), roster)),
    "open a commit": await timed(() => openCommit(parseCommit(commit), epochKey)),
    "make a wrap": await timed(() => keys.wrap()),
    "check a wrap": await timed(() => verifyWrap(parseWrap(wrap), roster)),
    "open a wrap": await timed(() => {
      const parsed = parseWrap(wrap);
      return openWrap(parsed, member, parsed.commitment);
    }),
  };
}

/** 1,000,000 PBKDF2 rounds. @returns ms of each run. */
export async function timeStretching(times: number): Promise<number[]> {
  const { organisation } = await makeBenchKeys();
  return timesOf(times, () => stretch(random(11), organisation));
}

/** Proof of work over a letter: luck decides, so many runs. @returns ms of each run. */
export async function timeWork(times: number, bits: number): Promise<number[]> {
  const { hash } = await (await makeBenchKeys()).letter(LETTER_OF_1KB);
  return timesOf(times, () => solveWork(random(32), hash, bits));
}
