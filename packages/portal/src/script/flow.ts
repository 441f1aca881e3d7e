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
import type { FilesHost } from "../files/host.ts";
import { areRight, twoOf } from "./eight-words.ts";
import { type Effects, type Line, openLine, type Written } from "./line.ts";
import { makeMailbox } from "./new-mailbox.ts";
import { type OwnMailbox, openMailbox, openWithKeys } from "./own-mailbox.ts";
import type { ScriptPin } from "./pin.ts";
import type { MailboxState, State } from "./state.ts";
import { listFor } from "./words.ts";

export type Flow = {
  /** Fetches and checks the door in the background; to be called once. */
  begin: () => Promise<void>;
  ask: () => Promise<void>;
  /** null: longer than a letter may be, which a box lets nobody type, and a program may fill in. */
  send: (written: Written | null) => Promise<void>;
  /** Two typed words, in the order asked. */
  check: (first: string, second: string) => void;
  cover: () => void;
  uncover: () => void;
  /** For the parts that are fetched later. */
  line: Line;
  own: () => OwnMailbox | null;
  /** Shows again where the caller was. */
  again: () => void;
  back: () => void;
  open: (typed: string) => Promise<void>;
  confirm: () => Promise<void>;
  answer: (written: Written) => Promise<void>;
  /** Fetches what is needed to add a file, and lets it go on by itself. */
  addFile: () => Promise<void>;
  /** The express choice to write under an expired card. [MB4] */
  anyway: () => Promise<void>;
  /** Forgets everything; the page is being left. */
  wipe: () => void;
};

/** A stop's code: that of the rule that failed. Anything else is our own fault and says so. */
const codeOf = (error: unknown): string => {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return typeof code === "string" && code.startsWith("FL_") ? code : "FL_BROKEN";
};

export const startFlow = (
  pin: ScriptPin,
  language: string,
  effects: Effects,
  show: (state: State) => void,
  openFiles: (host: Omit<FilesHost, "place" | "wake">) => Promise<boolean>,
): Flow => {
  const line = openLine(pin, language, effects, listFor(language));
  const fresh = makeMailbox(line);
  let own: OwnMailbox | null = null;
  let state: State = { step: "first", ready: "preparing" };
  let running = false;
  let chosenExpired = false;
  /** What waits for the express choice. */
  let waiting: (() => Promise<void>) | null = null;
  let opened: () => void;
  const ready = new Promise<void>((resolve) => {
    opened = resolve;
  });

  const go = (next: State): void => {
    if (line.isOver()) return;
    state = next;
    show(next);
  };

  /** One action at a time; whatever is thrown ends in a visible stop, with nothing sealed after it. [P4] */
  const once = async (action: () => Promise<void>): Promise<void> => {
    if (running || line.isOver() || state.step === "stop") return;
    running = true;
    try {
      await action();
    } catch (error) {
      go({ step: "stop", code: codeOf(error) });
    } finally {
      running = false;
    }
  };

  const askFirst = (since: number, then: () => Promise<void>): void => {
    waiting = then;
    go({ step: "expired", since });
  };

  const ask = async (): Promise<void> => {
    const door = await line.door();
    if (door === "network" || door === "busy") return go({ step: "first", ready: "offline" });
    const cards = typeof door === "string" ? null : line.doorCards(door);
    if (cards === null) return go({ step: "first", ready: "closed" });
    fresh.prepare();
    if (cards.expiredSince === null || chosenExpired) return go({ step: "ask", trouble: null });
    askFirst(cards.expiredSince, async () => go({ step: "ask", trouble: null }));
  };

  const send = async (written: Written | null): Promise<void> => {
    if (written === null) return go({ step: "ask", trouble: "large" });
    const isEmpty = written.text === "" && written.voucher === undefined && Object.keys(written.answers).length === 0;
    if (isEmpty) return go({ step: "ask", trouble: "empty" });
    let sealing: State & { step: "sealing" } = { step: "sealing", done: 0, waiting: null };
    go(sealing);
    const sent = await fresh.send(written, chosenExpired, (progress) => {
      sealing = { ...sealing, ...progress };
      go(sealing);
    });
    if (sent.kind === "trouble") return go({ step: "ask", trouble: sent.trouble });
    if (sent.kind === "expired") return askFirst(sent.since, () => send(written));
    go({ ...sealing, done: 4 });
    go({ step: "sent", words: sent.words, asked: twoOf(effects.random), covered: false, wrong: false });
  };

  const open = async (typed: string): Promise<void> => {
    if (state.step !== "back") return;
    go({ step: "back", busy: true, trouble: null });
    const found = await openMailbox(line, typed);
    if ("kind" in found) return go({ step: "back", busy: false, trouble: found });
    own = found;
    opened();
    go({ step: "mailbox", ...found.replies, busy: false, said: null, trouble: null });
    // A file is half sent: whoever comes back is asked about it, not left to remember.
    if (found.unfinished) await addFile();
  };

  /**
   * It goes on beside what else is done in the mailbox: an answer does not wait for a film. Nor do the first words: what is
   * chosen beside them goes when they are there, and their code words are kept.
   */
  const addFile = async (): Promise<void> => {
    const before = state;
    if (before.step !== "mailbox" && before.step !== "ask" && before.step !== "done") return;
    if (before.step === "mailbox") go({ ...before, said: null, busy: true });
    const came = await openFiles({
      line,
      own,
      ready,
      open: async () => {
        const made = own ?? (await fresh.made());
        const found = made === null ? "network" : "answer" in made ? made : await openWithKeys(line, made.keys);
        if (typeof found !== "string") own = found;
        return found;
      },
      send: async (mine, written, as) => {
        const sent = await mine.answer(written, chosenExpired, () => undefined, as);
        return sent.kind === "trouble" ? sent.trouble : sent.kind === "expired" ? "other" : null;
      },
    });
    const trouble = came ? null : "network";
    go(before.step === "mailbox" ? { ...before, said: null, busy: false, trouble } : { ...before, trouble });
  };

  const confirm = async (): Promise<void> => {
    if (state.step !== "mailbox" || own === null) return;
    const before: MailboxState = { ...state, said: null, trouble: null };
    go({ ...before, busy: true });
    const trouble = await own.confirm();
    if (trouble !== null) return go({ ...before, busy: false, trouble });
    go({ ...before, unread: before.unread.filter((reply) => !reply.confirmable), busy: false, said: "confirmed" });
  };

  const answer = async (written: Written, before: MailboxState): Promise<void> => {
    if (own === null) return;
    if (written.text === "" && written.tap === "none") return go({ ...before, trouble: "empty" });
    go({ ...before, busy: true });
    const answered = await own.answer(written, chosenExpired, (trouble) => go({ ...before, busy: true, trouble }));
    if (answered.kind === "expired") return askFirst(answered.since, () => answer(written, before));
    if (answered.kind === "trouble") return go({ ...before, busy: false, trouble: answered.trouble });
    go({ ...before, busy: false, said: written.tap === "none" ? "answer" : written.tap });
  };

  return {
    begin: () =>
      once(async () => {
        show(state);
        const door = await line.door();
        const isClosed = typeof door !== "string" && line.doorCards(door) === null;
        go({ step: "first", ready: isClosed ? "closed" : door === "network" ? "offline" : "ready" });
      }),
    ask: () => once(ask),
    send: (written) => once(() => send(written)),
    check: (first, second) => {
      if (state.step !== "sent") return;
      if (areRight(state, first, second)) {
        fresh.forgetWords();
        go({ step: "done", trouble: null });
        opened();
      } else {
        go({ ...state, covered: false, wrong: true });
      }
    },
    cover: () => {
      if (state.step === "sent" && !state.covered) go({ ...state, covered: true });
    },
    uncover: () => {
      if (state.step === "sent") go({ ...state, covered: false, wrong: false });
    },
    line,
    own: () => own,
    again: () => go(state),
    back: () => go({ step: "back", busy: false, trouble: null }),
    open: (typed) => once(() => open(typed)),
    confirm: () => once(confirm),
    addFile: () => once(addFile),
    answer: (written) =>
      once(async () => {
        if (state.step === "mailbox") await answer(written, { ...state, said: null, trouble: null });
      }),
    anyway: () =>
      once(async () => {
        const then = waiting;
        if (state.step !== "expired" || then === null) return;
        chosenExpired = true;
        waiting = null;
        await then();
      }),
    wipe: () => {
      line.hangUp();
      fresh.wipe();
      own?.wipe();
      own = null;
      waiting = null;
    },
  };
};
