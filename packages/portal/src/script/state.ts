/** What the page shows, as values. The flow makes them, the screen shows them; nothing flows back. */
import type { Replies } from "./replies.ts";

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
  | { step: "first"; ready: "preparing" | "ready" | "offline" | "missing" | "closed" }
  | { step: "ask"; trouble: Trouble | null }
  | { step: "expired"; since: number }
  | { step: "sealing"; done: number; waiting: "network" | "busy" | null }
  | { step: "sent"; words: readonly string[]; asked: readonly [number, number]; covered: boolean; wrong: boolean }
  | { step: "done"; trouble: Trouble | null }
  | { step: "back"; busy: boolean; trouble: WordTrouble | null }
  | MailboxState
  | { step: "stop"; code: string };

export type MailboxState = Replies & {
  step: "mailbox";
  busy: boolean;
  said: "confirmed" | "answer" | "safe" | "danger" | null;
  trouble: Trouble | null;
};

const TROUBLES: Readonly<Record<string, Trouble>> = {
  FL_QUOTA: "full",
  FL_FULL: "full",
  FL_STORE_FULL: "full",
  FL_BODY_LARGE: "large",
  FL_CLOSED: "closed",
};

/** What a refusal of the server means for the one who waits; unknown codes have a calm common text. */
export const troubleOf = (code: string): Trouble => TROUBLES[code] ?? "other";
