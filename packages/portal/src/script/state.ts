/** What the page shows, as values. The flow makes them, the screen shows them; nothing flows back. */
import type { ShownReply } from "./replies.ts";

/** Something that went wrong and can be tried again; each has its text in the page. */
export type Trouble = "network" | "busy" | "full" | "large" | "other" | "closed" | "empty";

export type WordTrouble =
  | { kind: "unknown-word"; position: number }
  | { kind: "count" }
  | { kind: "checksum" }
  | { kind: "trouble"; trouble: Trouble };

/** How far sealing has come: keys, sealed, work, sent. */
export const PARTS = ["keys", "sealed", "work", "sent"] as const;

export type State =
  | { step: "first"; ready: "preparing" | "ready" | "offline" | "missing" }
  | { step: "ask"; trouble: Trouble | null }
  | { step: "expired"; since: number }
  | { step: "sealing"; done: number; waiting: "network" | "busy" | null }
  | { step: "sent"; words: readonly string[]; asked: readonly [number, number]; covered: boolean; wrong: boolean }
  | { step: "done"; others: readonly string[] | null }
  | { step: "back"; busy: boolean; trouble: WordTrouble | null }
  | MailboxState
  | { step: "stop"; code: string };

export type MailboxState = {
  step: "mailbox";
  unread: readonly ShownReply[];
  standing: readonly ShownReply[];
  /** Replies that nothing at hand vouches for: said, not shown. */
  withheld: number;
  more: boolean;
  busy: boolean;
  said: "confirmed" | "answer" | "safe" | "danger" | null;
  trouble: Trouble | null;
};
