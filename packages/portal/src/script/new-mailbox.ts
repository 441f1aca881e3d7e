/** A mailbox that is being made: its words, its keys, its first letter. */
import {
  type MailboxKeys,
  mailboxKeys,
  makeCodeWords,
  readCodeWords,
  sealLetter,
  stretch,
  ZERO_HASH,
} from "@fairlead/protocol/seal";
import { deliver } from "./delivery.ts";
import type { Line, Written } from "./line.ts";
import { type Trouble, troubleOf } from "./state.ts";
import { listFor } from "./words.ts";

export type Sent =
  | { kind: "sent"; words: readonly string[] }
  | { kind: "expired"; since: number }
  | { kind: "trouble"; trouble: Trouble };

export type Progress = { done?: number; waiting?: "network" | "busy" | null };

export type NewMailbox = {
  /** Begins to make words and keys, while the questions are being read. */
  prepare: () => void;
  /** Seals and delivers the first letter; waits for the network as long as it takes. */
  send: (written: Written, anyway: boolean, on: (progress: Progress) => void) => Promise<Sent>;
  /** The words and keys, once they are made; null without network. */
  made: () => Promise<{ words: readonly string[]; keys: MailboxKeys } | null>;
  /** They are on paper now. */
  forgetWords: () => void;
  wipe: () => void;
};

export const makeMailbox = (line: Line): NewMailbox => {
  const { pin, language, effects } = line;
  let words: string[] = [];
  let keys: Promise<MailboxKeys | null> | null = null;

  const makeKeys = async (): Promise<MailboxKeys | null> => {
    const known = await line.words(listFor(language));
    if (known === null) return null;
    if (words.length === 0) words = makeCodeWords(effects.random, known);
    const read = readCodeWords(words.join(" "), [known]);
    if (read.kind !== "words") throw new Error("made words that do not read");
    return mailboxKeys(await stretch(read.entropy, pin.organisation));
  };
  const keysInHand = (): Promise<MailboxKeys | null> => {
    keys ??= makeKeys();
    // Looked at where it is awaited; here only so that no browser reports it as unhandled.
    keys.catch(() => undefined);
    return keys;
  };

  const waitForKeys = async (on: (progress: Progress) => void): Promise<MailboxKeys | null> => {
    while (!line.isOver()) {
      const mine = await keysInHand();
      if (mine !== null) return mine;
      keys = null;
      on({ waiting: "network" });
      await effects.pause(5_000);
    }
    return null;
  };

  const waitForDoor = async (on: (progress: Progress) => void): ReturnType<Line["door"]> => {
    for (;;) {
      const door = await line.door();
      if (line.isOver() || (door !== "network" && door !== "busy")) return door;
      on({ waiting: door });
      await effects.pause(5_000);
    }
  };

  const send: NewMailbox["send"] = async (written, anyway, on) => {
    const mine = await waitForKeys(on);
    // A card that the server has meanwhile replaced is fetched anew, once.
    for (let attempt = 0; ; attempt++) {
      const door = await waitForDoor(on);
      if (mine === null) return { kind: "trouble", trouble: "other" };
      if (typeof door === "string") return { kind: "trouble", trouble: door };
      const cards = line.doorCards(door);
      if (cards === null) return { kind: "trouble", trouble: "closed" };
      if (cards.expiredSince !== null && !anyway) return { kind: "expired", since: cards.expiredSince };
      on({ done: 1, waiting: null });
      const row = await sealLetter({
        keys: mine,
        card: cards.card,
        seq: 1,
        previous: ZERO_HASH,
        seen: ZERO_HASH,
        message: line.message(written),
        hour: line.hour(),
        onArrival: false,
        expiredCard: cards.expiredSince !== null,
        letter: line.letter(written),
      });
      on({ done: 2 });
      const carrier = line.carrier({ onWaiting: (waiting) => on({ waiting }), onWorked: () => on({ done: 3 }) });
      const delivered = await deliver(row, mine, line.takeWork(), carrier);
      if (delivered.kind === "accepted") return { kind: "sent", words };
      const code = delivered.kind === "refused" ? delivered.code : "FL_STALE";
      if (code !== "FL_CARD" || attempt > 0) return { kind: "trouble", trouble: troubleOf(code) };
      line.forgetDoor();
    }
  };

  return {
    prepare: () => void keysInHand(),
    send,
    made: async () => {
      const mine = await keysInHand();
      if (mine === null) keys = null;
      return mine && { words, keys: mine };
    },
    forgetWords: () => {
      words = [];
    },
    wipe: () => {
      words = [];
      void keys?.then((mine) => mine && [mine.signSeed.fill(0), mine.kemSeed.fill(0)]).catch(() => undefined);
      keys = null;
    },
  };
};
