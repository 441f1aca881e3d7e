/**
 * A correspondent's mailbox in the gateway's hand. What it does is the caller's page's own code: the card's chain is checked,
 * work is done, rows are signed and sent again as the same bytes. [MB2] [MB4] [MB7] [MB9]
 */
import { type Effects, type Line, openLine } from "@fairlead/portal/line";
import { type OwnMailbox, openWithKeys } from "@fairlead/portal/own-mailbox";
import type { AttachedFile } from "@fairlead/protocol/files";
import type { Clock, Letter, MailboxKeys, MessageId, Pin, Random } from "@fairlead/protocol/seal";
import { carryFile } from "./carry-file.ts";

export type { Pin } from "@fairlead/protocol/seal";

export type Outgoing = { text: string; language: string; via: NonNullable<Letter["via"]>; message: MessageId };

export type Posted =
  | { kind: "sent"; first: boolean }
  /** Nobody has renewed the card: nothing is sealed to keys that may be in other hands. [MB4] */
  | { kind: "expired" }
  | { kind: "waits"; why: string };

/** `refused`: for good, as far as this server and this mailbox go. */
export type FilePosted = Posted | { kind: "refused"; why: "large" | "full" };

/** `hashes`: of its row and of the same reply signed anew. */
export type ReplyToSend = { hashes: readonly string[]; text: string; standing: boolean };

export type Desk = {
  post(keys: MailboxKeys, letter: Outgoing): Promise<Posted>;
  /** A file, and the letter that names it and says nothing else. The mailbox has to have written before. [P6] */
  postFile(keys: MailboxKeys, letter: Outgoing, file: AttachedFile, bytes: Uint8Array): Promise<FilePosted>;
  /** What the team has written back and a valid card vouches for; `confirm` lets go of what was read once. [MB3] [MB5] */
  replies(keys: MailboxKeys): Promise<{ replies: ReplyToSend[]; confirm: () => Promise<boolean> } | null>;
  hangUp(): void;
};

export type DeskEffects = Pick<Effects, "transport" | "pause"> & { clock: Clock; random: Random };

export const openDesk = (pin: Pin, { transport, pause, clock, random }: DeskEffects): Desk => {
  const scriptPin = { ...pin, clockOffset: 0, words: { en: "", ru: "" }, files: "" };
  const lineFor = (language: string) => openLine(scriptPin, language, { transport, pause, now: clock, random });
  const lines = new Set<Line>();

  /** The line is held until the work is done: hanging up ends a delivery that waits for a server. */
  const withMailbox = async <T>(
    keys: MailboxKeys,
    letter: Outgoing | null,
    work: (own: OwnMailbox | string, line: Line) => Promise<T>,
  ): Promise<T> => {
    const line = lineFor(letter?.language ?? "en");
    lines.add(line);
    try {
      return await work(await opened(line, keys, letter), line);
    } finally {
      lines.delete(line);
    }
  };

  const opened = async (line: Line, keys: MailboxKeys, letter: Outgoing | null): Promise<OwnMailbox | string> => {
    try {
      return await openWithKeys(
        letter === null
          ? line
          : {
              ...line,
              message: () => letter.message,
              letter: (written) => ({ ...line.letter(written), via: letter.via }),
            },
        keys,
      );
    } catch (error) {
      // A chain that does not hold: the server gives out what is not ours. Nothing is sealed to it. [P4]
      return error instanceof Error && "code" in error ? String(error.code) : "FL_BROKEN";
    }
  };

  const write = async (
    own: OwnMailbox,
    { text, message }: Outgoing,
    files?: readonly AttachedFile[],
  ): Promise<Posted> => {
    const written = { text, answers: {}, tap: "none" as const, ...(files !== undefined && { files: [...files] }) };
    const answered = await own
      .answer(written, false, () => undefined, message)
      .catch(() => ({ kind: "trouble" as const, trouble: "FL_BROKEN" }));
    if (answered.kind === "sent") return { kind: "sent", first: own.isNew };
    return answered.kind === "expired" ? { kind: "expired" } : { kind: "waits", why: answered.trouble };
  };

  return {
    post: (keys, letter) =>
      withMailbox(keys, letter, async (own): Promise<Posted> => {
        return typeof own === "string" ? { kind: "waits", why: own } : write(own, letter);
      }),
    postFile: (keys, letter, file, bytes) =>
      withMailbox(keys, letter, async (own, line): Promise<FilePosted> => {
        if (typeof own === "string") return { kind: "waits", why: own };
        const carried = await carryFile({ line, own, message: letter.message }, file, bytes).catch(() => ({
          kind: "waits" as const,
          why: "FL_BROKEN",
        }));
        return carried.kind === "there" ? write(own, letter, [file]) : carried;
      }),
    replies: (keys) =>
      withMailbox(keys, null, async (own) => {
        if (typeof own === "string") return null;
        const { unread, standing } = own.replies;
        return {
          replies: [...unread, ...standing]
            .filter(({ confirmable }) => confirmable)
            .map(({ hashes, text, standing: stays }) => ({ hashes, text, standing: stays })),
          confirm: async () => (await own.confirm()) === null,
        };
      }),
    hangUp: () => {
      for (const line of lines) line.hangUp();
    },
  };
};
