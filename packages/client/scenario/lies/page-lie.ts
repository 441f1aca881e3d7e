import type { MailboxKeys, Row } from "@fairlead/protocol";
import type { House } from "../house.ts";
import type { LyingPageLine } from "./lying-page-line.ts";
import type { Scene } from "./scene.ts";
import type { Words } from "./words.ts";

/** What a lie to a caller's page is told with. */
export type PageWorld = {
  scene: Scene;
  house: House;
  line: LyingPageLine;
  /** The caller's. */
  keys: MailboxKeys;
  /** The replies that lie in the mailbox. */
  replies: readonly Row[];
  /** What the caller wrote. */
  letters: readonly Row[];
};

/** What the caller meets. */
export type PageSeen =
  /** The page stops with this code; nothing is shown, nothing is sealed. */
  | { stops: string }
  /** So many replies are counted and not shown. */
  | { withholds: number }
  /** The page says since when nobody has renewed the card, and seals nothing unless told to. */
  | { asksFirst: true }
  /** The page says that it is closed, and seals nothing. */
  | { closed: true }
  /** Nothing tells him; the reason. */
  | { unnoticed: string };

/** One lie of a server to the page of a caller who comes back. */
export type PageLie = {
  rule: string;
  /** Continues "The server …". */
  lie: string;
  before?: (world: PageWorld) => Promise<void>;
  how: (world: PageWorld) => void | Promise<void>;
  /** What must not be shown; without it, the replies. */
  hides?: readonly Words[];
  seen: PageSeen;
};
