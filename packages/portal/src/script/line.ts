/** The line to the team: the door and its freshness, challenges, and what every letter on it has in common. */
import {
  decodeBody,
  hourOf,
  type Letter,
  type MessageId,
  newId,
  type Random,
  type WordList,
} from "@fairlead/protocol/seal";
import type { Carrier } from "./delivery.ts";
import { bytesIn, type Cards, type Door, readDoor, type Work } from "./door.ts";
import type { ScriptPin } from "./pin.ts";
import { Lie } from "./replies.ts";
import { type Trouble, troubleOf } from "./state.ts";
import type { Transport } from "./transport.ts";
import { type ListName, readWords } from "./words.ts";

export type Effects = {
  transport: Transport;
  /** Milliseconds since 1970 by the organisation's clock. */
  now: () => number;
  random: Random;
  /** Resolves after so long, or sooner when the network is back. */
  pause: (milliseconds: number) => Promise<void>;
};

export type Written = Pick<Letter, "text" | "answers" | "tap" | "continues" | "voucher" | "files" | "press"> & {
  /** When it was said, where that was before it is sent. */
  at?: number;
};

export type Line = {
  pin: ScriptPin;
  language: string;
  effects: Effects;
  hour: () => number;
  /** The door, at most four minutes old, or what is in the way. @throws Refused when its chain fails, FalseList */
  door: () => Promise<Door | Trouble>;
  /** The card for new mailboxes, once the door is known. */
  doorCards: (door: Door) => Cards | null;
  /** The next door is a fresh one: the server no longer knows the card that this one had. */
  forgetDoor: () => void;
  /** A word list, or null without network: the one of the page's language came with the door. @throws FalseList */
  words: (name: ListName) => Promise<WordList | null>;
  /** Bytes of an answer, or what is in the way. */
  post: (path: string, body: object) => Promise<Uint8Array | { code: string } | Trouble>;
  nonce: () => Promise<Uint8Array | Trouble>;
  letter: (written: Written) => Letter;
  /** One id for all attempts at the same words: sending them again is safe. [MB7] */
  message: (written: Written) => MessageId;
  /** They are there: the same words once more are another letter. */
  sent: (written: Written) => void;
  takeWork: () => Work | null;
  freshWork: () => Promise<Work | null>;
  carrier: (on: Pick<Carrier, "onWaiting" | "onWorked">) => Carrier;
  isOver: () => boolean;
  hangUp: () => void;
};

// A challenge is used within minutes; an older door is asked for again, and its card with it.
const DOOR_AGE = 4 * 60_000;

/** @param list the word list to be asked for with the door; null for whoever makes no code words */
export const openLine = (pin: ScriptPin, language: string, effects: Effects, list: ListName | null = null): Line => {
  const { transport, now } = effects;
  let known: { door: Door; at: number } | null = null;
  let over = false;
  const lists: { [name in ListName]?: WordList } = {};
  const messages = new Map<string, MessageId>();

  const post: Line["post"] = async (path, body) => {
    const answer = await transport.post(path, body);
    if (answer.kind === "answer") return answer.bytes;
    if (answer.kind === "refused") return { code: answer.code };
    return answer.kind === "busy" ? "busy" : "network";
  };

  const door: Line["door"] = async () => {
    if (known !== null && now() - known.at < DOOR_AGE) return known.door;
    const answer = await post("/api/door", list === null || lists[list] ? {} : { words: list });
    if (typeof answer === "string") return answer;
    if (!(answer instanceof Uint8Array)) return troubleOf(answer.code);
    const { door, words } = readDoor(answer, pin, hourOf(now()));
    if (list !== null && words !== null) lists[list] = await readWords(list, words, pin);
    known = { door, at: now() };
    return door;
  };

  const words: Line["words"] = async (name) => {
    const bytes = lists[name] ? null : await transport.get(`/a/${pin.words[name]}.txt`);
    if (bytes !== null) lists[name] = await readWords(name, bytes, pin);
    return lists[name] ?? null;
  };

  /** A challenge is good for one row. */
  const takeWork = (): Work | null => {
    const work = known?.door.work ?? null;
    if (known !== null) known.door = { ...known.door, work: null };
    return work;
  };

  const freshWork = async (): Promise<Work | null> => {
    known = null;
    return typeof (await door()) === "string" ? null : takeWork();
  };

  return {
    pin,
    language,
    effects,
    hour: () => hourOf(now()),
    door,
    doorCards: ({ card, expiredSince }) => (card === undefined ? null : { card, expiredSince: expiredSince ?? null }),
    forgetDoor: () => {
      known = null;
    },
    words,
    post,
    nonce: async () => {
      const answer = await post("/api/mailbox/challenge", {});
      if (typeof answer === "string") return answer;
      if (!(answer instanceof Uint8Array)) return troubleOf(answer.code);
      const nonce = bytesIn(decodeBody(answer).nonce);
      if (nonce === null) throw new Lie();
      return nonce;
    },
    message: (written) => {
      const said = JSON.stringify(written);
      const known = messages.get(said) ?? newId<MessageId>(effects.random);
      messages.set(said, known);
      return known;
    },
    sent: (written) => void messages.delete(JSON.stringify(written)),
    letter: (written) => ({ kind: "letter", language, at: now(), ...written }),
    takeWork,
    freshWork,
    carrier: (on) => ({ transport, freshWork, pause: effects.pause, isOver: () => over, ...on }),
    isOver: () => over,
    hangUp: () => {
      over = true;
      messages.clear();
      known = null;
    },
  };
};
