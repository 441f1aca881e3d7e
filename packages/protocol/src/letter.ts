import { type AttachedFile, FILE_FIELDS, FILES_LIMIT, fileFields, readFileFields } from "./attachment.ts";
import type { Bytes } from "./bytes.ts";
import { decodeForm, encodeForm, type Fields, KIND, type Value, withoutTrailingNulls } from "./form.ts";
import { pad, unpad } from "./padding.ts";
import { refuse } from "./refusal.ts";
import {
  pressFields,
  readPress,
  readTicketPage,
  TICKET_PAGE_FIELDS,
  TICKET_PRESS_FIELDS,
  type TicketPage,
  type TicketPress,
  ticketFields,
} from "./ticket.ts";

/** What a caller writes, as it stands inside the seal. Every answer may be missing: each question can be skipped. */
export interface Letter {
  kind: "letter";
  /** Language of the page that it was written on: en, ru, ar … */
  language: string;
  text: string;
  answers: Answers;
  /** One tap on return. Neither ends an alarm by itself. [CK1] */
  tap: "none" | "safe" | "danger";
  /** Milliseconds since 1970, by the writer's clock: a claim, shown as one. */
  at: number;
  /** How it reached the team where that was not the page: others than the team may have heard or read it. */
  via?: Via;
  /** Files that were sent before it, with the keys that open them. Left out where there are none. */
  files?: AttachedFile[];
  /**
   * A succession, signed by the mailbox that this one goes on from. Not read here: what is wrong with it must not keep
   * the words from being read.
   */
  continues?: Bytes;
  /** Two words, as they were passed on by somebody whom the team knows. */
  voucher?: string;
  /** A tap on a ticket. [TK1] */
  press?: TicketPress;
}

/** Ways that are not sealed from end to end. The caller's page is none of them, and is not named. */
export const VIAS = ["telephone", "e-mail", "telegram"] as const;
export type Via = (typeof VIAS)[number];

export interface Answers {
  danger?: "now" | "soon" | "no" | "unsure";
  need?: "leave" | "shelter" | "doctor" | "papers" | "advice" | "other";
  where?: string;
  reach?: string;
  company?: string;
  adult?: "yes" | "no";
}

/** What the team writes back. */
export interface Reply {
  kind: "reply";
  text: string;
  /** An instruction (where, when) that stays readable until the row's hour, not read-once. [MB5] */
  standing: boolean;
  /** Hour since 1970 by which a sign of life is expected. */
  checkInBy: number | null;
  at: number;
  /** What a ticket shows; left out of every other reply. [TK1] */
  ticket?: TicketPage;
}

/** Longest text of a letter or reply, in UTF-16 units. Longer ones belong in a file. */
export const TEXT_LIMIT = 60_000;
const ANSWER_LIMIT = 2_000;

const DANGERS = ["now", "soon", "no", "unsure"] as const;
const NEEDS = ["leave", "shelter", "doctor", "papers", "advice", "other"] as const;

/** Fields that every letter has; later ones may be missing at its end. */
const FIRST_FIELDS = 5;
const ALL_FIELDS = 10;
const CONTINUES_LIMIT = 512;
const VOUCHER_LIMIT = 100;

/**
 * Once sealed, nobody on the way can see that a letter is malformed, and the reader would refuse it:
 * the words would be lost in silence. So it is read back before it is sealed.
 * @throws Refused FL_FORM_FIELD, e.g. for a text beyond {@link TEXT_LIMIT}
 */
export function encodeLetter(letter: Letter): Bytes {
  const { danger, need, where, reach, company, adult } = letter.answers;
  const answers: Value = [danger, need, where, reach, company, adult].map((answer) => answer ?? null);
  const { language, text, tap, at, via, files = [], continues, voucher, press } = letter;
  const noFiles = files.length === 0;
  const later = [
    via ?? null,
    noFiles ? null : files.map(fileFields),
    continues ?? null,
    voucher ?? null,
    press === undefined ? null : pressFields(press),
  ];
  const fields = withoutTrailingNulls([language, text, answers, tap, at, ...later], FIRST_FIELDS);
  const padded = pad(encodeForm(KIND.letter, fields));
  decodeLetter(padded);
  return padded;
}

export function decodeLetter(padded: Uint8Array): Letter {
  const fields = decodeForm(KIND.letter, unpad(padded), FIRST_FIELDS, ALL_FIELDS);
  const letter: Letter = {
    kind: "letter",
    language: fields.text(16),
    text: fields.text(TEXT_LIMIT),
    answers: readAnswers(fields.fields(6)),
    tap: fields.oneOf(["none", "safe", "danger"]),
    at: fields.uint(),
  };
  const via = fields.optionalOneOf(VIAS);
  if (via !== null) letter.via = via;
  const files = fields.optionalList(FILES_LIMIT, FILE_FIELDS, readFileFields);
  if (files !== null) {
    // No files are said by leaving them out; and none is named twice.
    if (files.length === 0 || new Set(files.map(({ id }) => id)).size < files.length) refuse("FL_FORM_FIELD");
    letter.files = files;
  }
  const continues = fields.optionalBytes(1, CONTINUES_LIMIT);
  const voucher = fields.optionalText(VOUCHER_LIMIT);
  if (continues !== null) letter.continues = continues;
  if (voucher !== null) letter.voucher = voucher;
  const press = fields.optionalFields(TICKET_PRESS_FIELDS);
  if (press !== null) letter.press = readPress(press);
  return letter;
}

function readAnswers(fields: Fields): Answers {
  const answers: Answers = {};
  const danger = fields.optionalOneOf(DANGERS);
  const need = fields.optionalOneOf(NEEDS);
  const where = fields.optionalText(ANSWER_LIMIT);
  const reach = fields.optionalText(ANSWER_LIMIT);
  const company = fields.optionalText(ANSWER_LIMIT);
  const adult = fields.optionalOneOf(["yes", "no"]);
  if (danger !== null) answers.danger = danger;
  if (need !== null) answers.need = need;
  if (where !== null) answers.where = where;
  if (reach !== null) answers.reach = reach;
  if (company !== null) answers.company = company;
  if (adult !== null) answers.adult = adult;
  return answers;
}

/** Fields that every reply has. */
const REPLY_FIELDS = 4;

/** Read back before it is sealed, like a letter. @throws Refused FL_FORM_FIELD */
export function encodeReply({ text, standing, checkInBy, at, ticket }: Reply): Bytes {
  const fields = [text, standing, checkInBy, at, ticket === undefined ? null : ticketFields(ticket)];
  const padded = pad(encodeForm(KIND.reply, withoutTrailingNulls(fields, REPLY_FIELDS)));
  decodeReply(padded);
  return padded;
}

export function decodeReply(padded: Uint8Array): Reply {
  const fields = decodeForm(KIND.reply, unpad(padded), REPLY_FIELDS, REPLY_FIELDS + 1);
  const reply: Reply = {
    kind: "reply",
    text: fields.text(TEXT_LIMIT),
    standing: fields.flag(),
    checkInBy: fields.optionalUint(),
    at: fields.uint(),
  };
  const ticket = fields.optionalFields(TICKET_PAGE_FIELDS);
  if (ticket !== null) reply.ticket = readTicketPage(ticket);
  return reply;
}
