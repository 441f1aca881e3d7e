import { COLLEAGUES } from "./colleagues.ts";
import { DEVICES } from "./devices.ts";
import { ENDINGS } from "./endings.ts";
import { FILES } from "./files.ts";
import { KEYS } from "./keys.ts";
import type { Lie } from "./lie.ts";
import { LOGIN } from "./login.ts";
import { MAILBOXES } from "./mailboxes.ts";
import { PAGE, PAGE_UNNOTICED } from "./page.ts";
import type { PageLie } from "./page-lie.ts";
import type { PaperLie } from "./paper-lie.ts";
import { PAPERS } from "./papers.ts";
import { RIVALS } from "./rivals.ts";
import { ROSTER } from "./roster.ts";
import { STREAMS } from "./streams.ts";
import { TIME } from "./time.ts";
import { UNNOTICED } from "./unnoticed.ts";
import { WATCHES } from "./watches.ts";

type Table = { about: string; lies: readonly Lie[] };

/** Lies to a member's client about who belongs and what was written. */
export const ABOUT_RECORDS: readonly Table[] = [
  { about: "The roster", lies: ROSTER },
  { about: "Streams", lies: STREAMS },
  { about: "Wraps and keys", lies: KEYS },
  { about: "Colleagues, and members who are gone", lies: COLLEAGUES },
];

/** About what members work with. */
export const ABOUT_WORK: readonly Table[] = [
  { about: "Parts of a case", lies: RIVALS },
  { about: "A device that remembers", lies: DEVICES },
  { about: "Mailboxes and cards", lies: MAILBOXES },
  { about: "Threads that change hands", lies: ENDINGS },
  { about: "Files", lies: FILES },
  { about: "Login and bundles", lies: LOGIN },
  { about: "Time", lies: TIME },
  { about: "Alarms of letters", lies: WATCHES },
];

/** All of them, by what they are about. */
export const TO_MEMBERS: readonly Table[] = [...ABOUT_RECORDS, ...ABOUT_WORK];

/** Lies to a caller's page. */
export const TO_PAGES: readonly PageLie[] = PAGE;

/** Lies to an administrator who lets people in and signs with another. */
export const TO_ADMINISTRATORS: readonly PaperLie[] = PAPERS;

/** Lies that work. */
export const UNNOTICED_BY_MEMBERS: readonly Lie[] = UNNOTICED;
export const UNNOTICED_BY_PAGES: readonly PageLie[] = PAGE_UNNOTICED;
