import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { Roster } from "@fairlead/protocol";
import type { Hand, Outcome } from "../../src/index.ts";
import type { House } from "../house.ts";
import type { LyingLine } from "./lying-line.ts";
import type { Scene } from "./scene.ts";
import type { Words } from "./words.ts";

/** What a lie is told with. */
export type World = {
  scene: Scene;
  /** A server of its own, with the scene's organisation on its disk. */
  house: House;
  /** Between that server and the member who is lied to. */
  line: LyingLine;
  /** Changes what the server has on its disk, behind its back. */
  disk: (change: (db: DatabaseSync) => void) => void;
  /** What stands there. */
  read: (sql: string, ...values: string[]) => Record<string, SQLOutputValue>[];
  /** As honest people have it by now, and its entries. */
  roster: Roster;
  entries: Uint8Array[];
  /** The hand that is lied to, where it was open before. */
  hand: Hand | null;
};

/** How the member's client meets it. */
export type Seen =
  /** This place is halted with this code, and no other. */
  | { halts: string }
  /** Nothing is unlocked at all. */
  | { lockedOut: string }
  /** Nothing halts: someone is told to look. */
  | { alarm: "unknown-card" | "superseded-card" | "unlawful-erasure" | "unproven-succession" }
  /** Nothing halts; a colleague's signed note does not fit, and both are told what to compare. */
  | { disputes: string }
  /** Nothing halts; the screen says that nobody else has been heard for too long. */
  | { lonely: true }
  /** The commit does not count; the next epoch begins in its place, and work goes on. */
  | { passesOver: true }
  /** It is not there any more. */
  | { gone: true }
  /** It changes nothing. */
  | { ignores: true }
  /** Nothing halts; the words do not open. */
  | { unreadable: true }
  /** The round as a whole is refused. */
  | { refuses: string }
  /** A missed check-in stands as overdue all the same, and the screen says that the server does not agree. */
  | { standsOverdue: true }
  /** Nothing halts; the letter's file is not opened, and said to be this. */
  | { file: "altered" | "gone" }
  /** The hand arms an alarm for the letter once more. */
  | { armsAgain: true }
  /** A letter stands as escalated all the same. */
  | { escalates: true }
  /** No card is dated by this clock: pages keep the one that they have, and the screen says why. */
  | { keepsCards: string }
  /** The write is not taken for written. */
  | { undone: Outcome["kind"] }
  /** Nothing tells him; the reason. */
  | { unnoticed: string };

/** What a lie is about. */
export type PlaceName = "contact" | "threat" | "intake" | "thread" | "roster" | "intake-keys";

/** One lie of a server to a member's hand. */
export type Lie = {
  rule: string;
  /** Continues "The server …". */
  lie: string;
  place: PlaceName;
  /**
   * Told to a hand that has seen the truth before, or in a new session on a device that has; else from the first call of
   * the first session on.
   */
  to?: "an open hand" | "a device that remembers";
  /** What honest people did before; a server that does not lie has it too. */
  before?: (world: World) => Promise<void>;
  how: (world: World) => void | Promise<void>;
  /** What must not be shown. Without it: what was said at that place, or, to an open hand, what is said there later. */
  hides?: readonly Words[];
  /** What is shown although it should not be: of lies that work. */
  shows?: Words;
  /** Whoever tells the truth takes nothing there either: an ended mailbox is answered no more. */
  unwritable?: true;
  /** To an open hand: nobody says anything more. */
  later?: "nothing";
  seen: Seen;
  /** What besides must be true afterwards. */
  check?: (world: World) => void | Promise<void>;
};
