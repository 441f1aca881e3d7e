/**
 * The caller's way through the page: actions in, states out, one at a time.
 *
 * ```
 * first → ask → (expired) → sealing → sent → done
 *       → back → mailbox ⇄ (expired)
 * anything that fails a check → stop
 * ```
 * Everything lives in this closure and in nothing that outlasts the tab. [P8] A second tap while something runs is
 * ignored here, not by the buttons: a slow phone sends taps late.
 */
import {
  decodeBody,
  hourOf,
  type Letter,
  type MailboxKeys,
  type MessageId,
  mailboxKeys,
  makeCodeWords,
  newId,
  type Random,
  type Row,
  readCodeWords,
  sealLetter,
  signConfirmation,
  signOpening,
  stretch,
  type WordList,
  ZERO_HASH,
} from "@fairlead/protocol/seal";
import { type Carrier, deliver } from "./delivery.ts";
import { bytesIn, type Cards, type Door, readDoor, type Work } from "./door.ts";
import type { ScriptPin } from "./pin.ts";
import { type Head, Lie, type Opened, readOpened } from "./replies.ts";
import type { MailboxState, State, Trouble } from "./state.ts";
import type { Transport } from "./transport.ts";
import { listFor, listOf, loadWords } from "./words.ts";

export type Effects = {
  transport: Transport;
  /** Milliseconds since 1970 by the organisation's clock. */
  now: () => number;
  random: Random;
  /** Resolves after so long, or sooner when the network is back. */
  pause: (milliseconds: number) => Promise<void>;
};

export type Written = Pick<Letter, "text" | "answers" | "tap">;

export type Flow = {
  /** Fetches and checks the door in the background; to be called once. */
  begin: () => Promise<void>;
  ask: () => Promise<void>;
  send: (written: Written) => Promise<void>;
  /** Two typed words, in the order asked. */
  check: (first: string, second: string, isWord: (typed: string, word: string) => boolean) => void;
  cover: () => void;
  uncover: () => void;
  makeOthers: () => Promise<void>;
  back: () => void;
  open: (typed: string) => Promise<void>;
  confirm: () => Promise<void>;
  answer: (written: Written) => Promise<void>;
  /** The express choice to write under an expired card. */
  anyway: () => Promise<void>;
  /** Forgets everything; the page is being left. */
  wipe: () => void;
};

/** A stop: code of the rule that failed. Anything that is not one of ours is our own fault and says so. */
const codeOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" && code.startsWith("FL_") ? code : "FL_BROKEN";
};

const TROUBLES: Readonly<Record<string, Trouble>> = {
  FL_QUOTA: "full",
  FL_FULL: "full",
  FL_DISK: "full",
  FL_SIZE: "large",
  FL_LARGE: "large",
  FL_CLOSED: "closed",
};
const troubleOf = (code: string): Trouble => TROUBLES[code] ?? "other";

// A challenge is used within minutes; an older door is asked for again, and its card with it.
const DOOR_AGE = 4 * 60_000;

export const startFlow = (pin: ScriptPin, language: string, effects: Effects, show: (state: State) => void): Flow => {
  const { transport, now, random } = effects;
  let state: State = { step: "first", ready: "preparing" };
  let over = false;
  let running = false;
  let door: { value: Door; at: number } | null = null;
  let chosenExpired = false;
  let list: WordList | null = null;
  let words: string[] = [];
  let keys: Promise<MailboxKeys | null> | null = null;
  let opened: { keys: MailboxKeys; up: Head; down: Head; cards: Cards | null; nonce: Uint8Array | null } | null = null;
  let resume: (() => Promise<void>) | null = null;

  const go = (next: State): void => {
    if (over) return;
    state = next;
    show(next);
  };
  const stop = (error: unknown): void => go({ step: "stop", code: codeOf(error) });
  const hour = (): number => hourOf(now());

  /** One action at a time; whatever is thrown ends in a visible stop. */
  const once = async (action: () => Promise<void>): Promise<void> => {
    if (running || over || state.step === "stop") return;
    running = true;
    try {
      await action();
    } catch (error) {
      stop(error);
    } finally {
      running = false;
    }
  };

  const fetchDoor = async (): Promise<Door | Trouble> => {
    if (door !== null && now() - door.at < DOOR_AGE) return door.value;
    const answer = await transport.post("/api/door", {});
    if (answer.kind === "offline") return "network";
    if (answer.kind === "busy") return "busy";
    if (answer.kind === "refused") return troubleOf(answer.code);
    const value = readDoor(answer.bytes, pin, hour());
    door = { value, at: now() };
    return value;
  };

  /** A challenge is good for one row. */
  const takeWork = (): Work | null => {
    const work = door?.value.work ?? null;
    if (door !== null) door = { ...door, value: { ...door.value, work: null } };
    return work;
  };

  const freshWork = async (): Promise<Work | null> => {
    door = null;
    const value = await fetchDoor();
    return typeof value === "string" ? null : takeWork();
  };

  /** Words and keys of a new mailbox; begun while the questions are being read. */
  const prepareKeys = async (): Promise<MailboxKeys | null> => {
    list ??= await loadWords(listFor(language), pin, transport);
    if (list === null) return null;
    if (words.length === 0) words = makeCodeWords(random, list);
    const read = readCodeWords(words.join(" "), [list]);
    if (read.kind !== "words") throw new Error("made words that do not read");
    return mailboxKeys(await stretch(read.entropy, pin.organisation));
  };
  const startKeys = (): Promise<MailboxKeys | null> => {
    keys ??= prepareKeys();
    // Looked at again when it is awaited; here only so that no browser reports it as unhandled.
    keys.catch(() => undefined);
    return keys;
  };

  const cardsOf = (value: Door): Cards | null =>
    value.card === undefined ? null : { card: value.card, expiredSince: value.expiredSince ?? null };

  const letterOf = (written: Written): Letter => ({ kind: "letter", language, ...written, at: now() });

  const carrier = (on: Pick<Carrier, "onWaiting" | "onWorked">): Carrier => ({
    transport,
    freshWork,
    pause: effects.pause,
    isOver: () => over,
    ...on,
  });

  const begin = (): Promise<void> =>
    once(async () => {
      show(state);
      const value = await fetchDoor();
      if (state.step === "first") go({ step: "first", ready: value === "network" ? "offline" : "ready" });
    });

  const ask = (): Promise<void> =>
    once(async () => {
      const value = await fetchDoor();
      if (typeof value === "string") {
        if (value === "network") return go({ step: "first", ready: "offline" });
        return go({ step: "ask", trouble: value });
      }
      const cards = cardsOf(value);
      if (cards === null) return go({ step: "ask", trouble: "closed" });
      startKeys();
      if (cards.expiredSince === null || chosenExpired) return go({ step: "ask", trouble: null });
      resume = async () => go({ step: "ask", trouble: null });
      go({ step: "expired", since: cards.expiredSince });
    });

  const send = (written: Written): Promise<void> =>
    once(async () => {
      if (written.text === "" && Object.keys(written.answers).length === 0) {
        return go({ step: "ask", trouble: "empty" });
      }
      await sendFirst(written, null);
    });

  const sendFirst = async (written: Written, message: MessageId | null): Promise<void> => {
    const progress = { done: 0, waiting: null as "network" | "busy" | null };
    const progressed = (change: Partial<typeof progress>): void => {
      go({ step: "sealing", ...Object.assign(progress, change) });
    };
    progressed({});
    let mine = await startKeys();
    for (let attempt = 0; mine === null && !over; attempt++) {
      progressed({ waiting: "network" });
      await effects.pause(Math.min(2_000 * 2 ** attempt, 20_000));
      keys = null;
      mine = await startKeys();
    }
    let value = await fetchDoor();
    while (typeof value === "string" && !over) {
      if (value !== "network" && value !== "busy") return go({ step: "ask", trouble: value });
      progressed({ waiting: value });
      await effects.pause(5_000);
      value = await fetchDoor();
    }
    if (mine === null || typeof value === "string") return;
    progressed({ done: 1, waiting: null });
    const cards = cardsOf(value);
    if (cards === null) return go({ step: "ask", trouble: "closed" });
    if (cards.expiredSince !== null && !chosenExpired) {
      resume = () => sendFirst(written, message);
      return go({ step: "expired", since: cards.expiredSince });
    }
    const row = await sealLetter({
      keys: mine,
      card: cards.card,
      seq: 1,
      previous: ZERO_HASH,
      seen: ZERO_HASH,
      message: message ?? newId<MessageId>(random),
      hour: hour(),
      onArrival: false,
      expiredCard: cards.expiredSince !== null,
      letter: letterOf(written),
    });
    progressed({ done: 2 });
    const delivered = await deliver(
      row,
      mine,
      takeWork(),
      carrier({ onWaiting: (waiting) => progressed({ waiting }), onWorked: () => progressed({ done: 3 }) }),
    );
    if (delivered.kind !== "accepted") {
      return go({ step: "ask", trouble: delivered.kind === "refused" ? troubleOf(delivered.code) : "other" });
    }
    progressed({ done: 4 });
    go({ step: "sent", words, asked: twoOf(random), covered: false, wrong: false });
  };

  const check: Flow["check"] = (first, second, isWord) => {
    if (state.step !== "sent") return;
    const [a, b] = state.asked;
    if (isWord(first, words[a] ?? "") && isWord(second, words[b] ?? "")) {
      words = [];
      keys = null;
      go({ step: "done", others: null });
    } else {
      go({ ...state, covered: false, wrong: true });
    }
  };

  const makeOthers = (): Promise<void> =>
    once(async () => {
      if (state.step !== "done" || list === null) return;
      go({ step: "done", others: makeCodeWords(random, list) });
    });

  const open = (typed: string): Promise<void> =>
    once(async () => {
      if (state.step !== "back") return;
      go({ step: "back", busy: true, trouble: null });
      const typedList = await loadWords(listOf(typed), pin, transport);
      const failed = (trouble: Trouble): void =>
        go({ step: "back", busy: false, trouble: { kind: "trouble", trouble } });
      if (typedList === null) return failed("network");
      const read = readCodeWords(typed, [typedList]);
      if (read.kind !== "words") return go({ step: "back", busy: false, trouble: read });
      const mine = await mailboxKeys(await stretch(read.entropy, pin.organisation));
      const found = await fetchMailbox(mine);
      if (typeof found === "string") return failed(found);
      showOpened(mine, found);
    });

  const fetchNonce = async (): Promise<Uint8Array | Trouble> => {
    const answer = await transport.post("/api/mailbox/challenge", {});
    if (answer.kind === "offline") return "network";
    if (answer.kind === "busy") return "busy";
    if (answer.kind === "refused") return troubleOf(answer.code);
    const nonce = bytesIn(decodeBody(answer.bytes).nonce);
    if (nonce === null) throw new Lie();
    return nonce;
  };

  const fetchMailbox = async (mine: MailboxKeys): Promise<Opened | Trouble> => {
    const value = await fetchDoor();
    if (typeof value === "string") return value;
    const nonce = await fetchNonce();
    if (typeof nonce === "string") return nonce;
    const opening = signOpening(mine, pin.organisation, nonce);
    const answer = await transport.post("/api/mailbox/open", { opening });
    if (answer.kind === "offline") return "network";
    if (answer.kind === "busy") return "busy";
    if (answer.kind === "refused") return troubleOf(answer.code);
    return readOpened(answer.bytes, { keys: mine, pin, hour: hour(), doorCards: cardsOf(value) });
  };

  const showOpened = (mine: MailboxKeys, found: Opened, said: MailboxState["said"] = null): void => {
    opened = { keys: mine, up: found.up, down: found.down, cards: found.cards, nonce: found.nonce };
    go({
      step: "mailbox",
      unread: found.replies.filter((reply) => !reply.standing),
      standing: found.replies.filter((reply) => reply.standing),
      withheld: found.withheld,
      more: found.more,
      busy: false,
      said,
      trouble: null,
    });
  };

  const confirm = (): Promise<void> =>
    once(async () => {
      if (state.step !== "mailbox" || opened === null) return;
      const before = state;
      const failed = (trouble: Trouble): void => go({ ...before, busy: false, said: null, trouble });
      go({ ...before, busy: true, said: null, trouble: null });
      const nonce = opened.nonce ?? (await fetchNonce());
      if (typeof nonce === "string") return failed(nonce);
      const read = before.unread.filter((reply) => reply.confirmable).map((reply) => reply.hash);
      const confirmation = signConfirmation(opened.keys, pin.organisation, nonce, read);
      // A nonce answers once; whatever comes back, the next signature takes another.
      opened = { ...opened, nonce: null };
      const answer = await transport.post("/api/mailbox/confirm", { confirmation });
      if (answer.kind === "refused") return failed(troubleOf(answer.code));
      if (answer.kind !== "answer") return failed(answer.kind === "busy" ? "busy" : "network");
      if (!before.more) {
        return go({
          ...before,
          unread: before.unread.filter((reply) => !reply.confirmable),
          busy: false,
          said: "confirmed",
          trouble: null,
        });
      }
      const found = await fetchMailbox(opened.keys);
      if (typeof found === "string") return failed(found);
      showOpened(opened.keys, found, "confirmed");
    });

  const answer = (written: Written): Promise<void> =>
    once(async () => {
      if (state.step !== "mailbox") return;
      if (written.text === "" && written.tap === "none") return go({ ...state, trouble: "empty", said: null });
      await sendAnswer(written, state, newId<MessageId>(random));
    });

  const sendAnswer = async (written: Written, before: MailboxState, message: MessageId): Promise<void> => {
    if (opened === null) return;
    const failed = (trouble: Trouble): void => go({ ...before, busy: false, said: null, trouble });
    go({ ...before, busy: true, said: null, trouble: null });
    const value = await fetchDoor();
    if (typeof value === "string") return failed(value);
    const cards = opened.cards ?? cardsOf(value);
    if (cards === null) return failed("closed");
    if (cards.expiredSince !== null && !chosenExpired) {
      resume = () => sendAnswer(written, before, message);
      return go({ step: "expired", since: cards.expiredSince });
    }
    for (let attempt = 0; attempt < 3; attempt++) {
      const row: Row = await sealLetter({
        keys: opened.keys,
        card: cards.card,
        seq: opened.up.seq + 1,
        previous: opened.up.hash,
        seen: opened.down.hash,
        message,
        hour: hour(),
        onArrival: false,
        expiredCard: cards.expiredSince !== null,
        letter: letterOf(written),
      });
      const onWaiting = (why: "network" | "busy" | null): void =>
        go({ ...before, busy: true, said: null, trouble: why });
      const delivered = await deliver(row, opened.keys, takeWork(), carrier({ onWaiting, onWorked: () => undefined }));
      if (delivered.kind === "refused") return failed(troubleOf(delivered.code));
      if (delivered.kind === "accepted") {
        opened = { ...opened, up: { seq: row.header.seq, hash: row.hash } };
        return go({ ...before, busy: false, said: written.tap === "none" ? "answer" : written.tap, trouble: null });
      }
      opened = { ...opened, up: delivered.up, down: delivered.down };
    }
    failed("other");
  };

  return {
    begin,
    ask,
    send,
    check,
    cover: () => state.step === "sent" && !state.covered && go({ ...state, covered: true }),
    uncover: () => state.step === "sent" && go({ ...state, covered: false, wrong: false }),
    makeOthers,
    back: () => go({ step: "back", busy: false, trouble: null }),
    open,
    confirm,
    answer,
    anyway: () =>
      once(async () => {
        if (state.step !== "expired" || resume === null) return;
        chosenExpired = true;
        const then = resume;
        resume = null;
        await then();
      }),
    wipe: () => {
      over = true;
      words = [];
      for (const secret of [opened?.keys.signSeed, opened?.keys.kemSeed]) secret?.fill(0);
      void keys?.then((mine) => mine && [mine.signSeed.fill(0), mine.kemSeed.fill(0)]).catch(() => undefined);
      keys = null;
      opened = null;
      door = null;
      resume = null;
    },
  };
};

/** Two different places among the eight, in their order. */
const twoOf = (random: Random): [number, number] => {
  const [a = 0, b = 0] = random(2);
  const first = a % 8;
  const second = (first + 1 + (b % 7)) % 8;
  return first < second ? [first, second] : [second, first];
};
