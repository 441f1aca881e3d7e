import type { Clock, Random } from "@fairlead/protocol/verify";
import type { Ringer } from "../bells/bell.ts";
import type { Log } from "../log.ts";
import type { OrganisationRoster } from "../members/roster.ts";
import type { Cover } from "../pages/cover.ts";
import type { CallerPages } from "../pages/pages.ts";
import type { FileRoom, Store } from "../store/port.ts";
import type { Challenges } from "./challenges.ts";

export type Settings = {
  /** The form without script; an organisation can switch it off. [MB6] */
  readonly onArrival: boolean;
  /** Leading zero bits of the proof of work while there is room; more as it fills. [MB9] */
  readonly workBits: number;
  /** Bytes of letters that may be held for a mailbox before the team has answered. [MB9] */
  readonly mailboxQuota: number;
  /** The same for one that the team knows. A thread must fit into one answer to a console. [MB9] */
  readonly knownQuota: number;
  /** Bytes that may be held for all unanswered mailboxes together: the rest is kept for known threads. [MB9] */
  readonly unansweredQuota: number;
  /** Bytes of files: one file, all of a mailbox that is known or not, and all unknown mailboxes together. [MB9] */
  readonly fileRoom: FileRoom;
  /** Sealed letters in an hour from which on each costs more work: what even a newspaper's story does not bring. [MB9] */
  readonly calmLettersPerHour: number;
  /** Mailboxes that the form without script begins or opens in an hour, from which on it asks a plain question. [MB9] */
  readonly calmFormsPerHour: number;
  /** Calls a minute from one address. Without a proxy, loopback (an onion service, the console's host) is not limited. */
  readonly callsPerMinute: number;
  /** Whether exactly one proxy in front tells the caller's address; limits then go by what it says. */
  readonly trustProxy: boolean;
};

export const DEFAULTS: Settings = {
  onArrival: true,
  workBits: 16,
  mailboxQuota: 256 * 1024,
  knownQuota: 4 * 1024 * 1024,
  unansweredQuota: 1024 * 1024 * 1024,
  fileRoom: {
    file: 25 * 1024 * 1024,
    known: 256 * 1024 * 1024,
    // A photo or a minute of speech: enough to be understood, too little to fill a disk with.
    unknown: 8 * 1024 * 1024,
    left: 2 * 1024 * 1024 * 1024,
  },
  calmLettersPerHour: 600,
  calmFormsPerHour: 60,
  callsPerMinute: 240,
  trustProxy: false,
};

/** Everything that the routes are made of. Effects come in from the app's `main.ts`. */
export type Context = {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly pages: CallerPages | null;
  /** null: the caller's page stands at the address itself. */
  readonly cover: Cover | null;
  readonly roster: OrganisationRoster;
  readonly challenges: Challenges;
  readonly settings: Settings;
  /** null: no member is called anywhere but on his console. */
  readonly ringer: Ringer | null;
  /** Aborted when the server closes: long polls end. */
  readonly closing: AbortSignal;
};
