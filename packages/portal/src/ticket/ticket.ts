/** One leg, held in memory: fetched, shown, tapped on. What was tapped without a network goes when it is back. [TK1] */
import { type MailboxKeys, type OpeningId, type Press, type TicketPage, ticketKeys } from "@fairlead/protocol/seal";
import { type Effects, openLine } from "../script/line.ts";
import { type OwnMailbox, openWithKeys } from "../script/own-mailbox.ts";
import type { ScriptPin } from "../script/pin.ts";

export type Tapped = { press: Press; is: "sending" | "waits" | "sent" | "failed" };

export type TicketState =
  | { is: "first" | "missing" | "away" | "nothing" | "renewed" | "held" | "cancelled" }
  | { is: "leg"; page: TicketPage & { state: "going" }; tapped: readonly Tapped[] }
  | { is: "stop"; code: string };

export type Ticket = {
  /** Fetches what it shows now. */
  look: () => Promise<void>;
  press: (press: Press) => void;
  waitsForPhrase: () => boolean;
  isOver: () => boolean;
  wipe: () => void;
};

const bytesOf = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));

const codeOf = (error: unknown): string => {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return typeof code === "string" && code.startsWith("FL_") ? code : "FL_BROKEN";
};

/** The newest that stands under keys that count now: each row takes the place of the one before. */
const newest = ({ replies }: OwnMailbox): TicketPage | null =>
  replies.standing.findLast(({ ticket, confirmable }) => ticket !== undefined && confirmable)?.ticket ?? null;

export const openTicket = (
  of: { pin: ScriptPin; language: string; secret: string; opening: OpeningId },
  effects: Effects,
  show: (state: TicketState) => void,
): Ticket => {
  const line = openLine(of.pin, of.language, effects);
  let keys: MailboxKeys | null = null;
  let own: OwnMailbox | null = null;
  let page: TicketPage | null = null;
  /** The highest version that this page has shown. */
  let seen = 0;
  let tapped: Tapped[] = [];
  let stopped = false;
  let sending: Promise<void> = Promise.resolve();
  /** The one that is going has no network: so have those behind it. */
  let waits = false;

  const isOver = (): boolean => stopped || line.isOver();

  /** Its hour is over also where no network says so. */
  const current = (): TicketPage | null => {
    if (page !== null && effects.now() >= page.ends) page = null;
    return page;
  };

  const tell = (): void => {
    const now = current();
    if (isOver()) return;
    if (now === null) show({ is: "nothing" });
    else if (now.state === "going") show({ is: "leg", page: now, tapped });
    else show({ is: now.state });
  };

  const stop = (error: unknown): void => {
    if (isOver()) return;
    stopped = true;
    page = null;
    show({ is: "stop", code: codeOf(error) });
  };

  const mark = (press: Press, is: Tapped["is"]): void => {
    tapped = [...tapped.filter((one) => one.press !== press), { press, is }];
    tell();
  };

  const goes = (is: "sending" | "waits"): void => {
    waits = is === "waits";
    tapped = tapped.map((one) => (one.is === "sending" || one.is === "waits" ? { ...one, is } : one));
    tell();
  };

  const send = (press: Press): void => {
    const written = {
      text: "",
      answers: {},
      tap: "none" as const,
      // Of the tap, also where it goes an hour later.
      at: effects.now(),
      press: { press, opening: of.opening, version: page?.version ?? 0 },
    };
    mark(press, waits ? "waits" : "sending");
    sending = sending.then(async () => {
      if (own === null || isOver()) return;
      const answered = await own.answer(written, false, (why) => goes(why === null ? "sending" : "waits"));
      goes("sending");
      mark(press, answered.kind === "sent" ? "sent" : "failed");
    });
    sending = sending.catch(stop);
  };

  const look = async (): Promise<void> => {
    if (isOver()) return;
    try {
      keys ??= await ticketKeys(bytesOf(of.secret), of.pin.organisation);
      const found = await openWithKeys(line, keys);
      if (isOver()) return;
      // Without a network what stands here stays: that is what it was loaded for.
      if (typeof found === "string") return own === null ? show({ is: "away" }) : tell();
      const before = page?.version;
      own = found;
      const there = newest(found);
      // The team's keys were renewed, and no console has said it anew under them: a row lies there that nobody signs for now.
      if (there === null && found.replies.withheld > 0)
        return page === null && !isOver() ? show({ is: "renewed" }) : tell();
      // A server that gives out an older one again says of a leg that was called off that it goes.
      if (there !== null && there.version < seen) return tell();
      seen = there?.version ?? seen;
      page = there;
      if (page !== null && page.version !== before) {
        // What was tapped on another version was about something else.
        if (before !== undefined) tapped = [];
        send("opened");
      }
      tell();
    } catch (error) {
      stop(error);
    }
  };

  return {
    look,
    press: (press) => {
      if (current() !== null && !isOver()) send(press);
      else tell();
    },
    waitsForPhrase: () =>
      page?.state === "going" && page.phrase === null && tapped.some(({ press }) => press === "on-my-way"),
    isOver,
    wipe: () => {
      line.hangUp();
      own?.wipe();
      page = null;
      own = null;
      tapped = [];
    },
  };
};
