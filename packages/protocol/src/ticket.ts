import type { Fields, Value } from "./form.ts";
import { derive, NOTHING } from "./hash.ts";
import { idFrom, idToBytes, type OpeningId, type OrganisationId } from "./id.ts";
import { type MailboxKeys, mailboxKeys } from "./mailbox.ts";
import { refuse } from "./refusal.ts";

/**
 * A ticket: a mailbox whose secret stands in a link's fragment, which no browser sends to a server. [TK1]
 *
 * Random, so no stretching is needed; bound to the organisation, so that a link means nothing anywhere else.
 */
export const TICKET_SECRET_LENGTH = 16;

export function ticketKeys(secret: Uint8Array, organisation: OrganisationId): Promise<MailboxKeys> {
  if (secret.length !== TICKET_SECRET_LENGTH) refuse("FL_FORM_FIELD");
  return mailboxKeys(derive(secret, idToBytes(organisation), "ticket", NOTHING, 32));
}

/** All that its holder can say: that the page was opened, how far they are, and what went wrong. */
export const PRESSES = [
  "opened",
  "on-my-way",
  "with-me",
  "handed-over",
  "not-there",
  "id-check",
  "breakdown",
  "followed",
  "phone-lost",
] as const;
export type Press = (typeof PRESSES)[number];

/** One tap on a ticket, inside a letter. */
export interface TicketPress {
  press: Press;
  /** Made at random when the page was opened: who opens the link elsewhere has another one. */
  opening: OpeningId;
  /** Which version of the ticket stood before their eyes; 0 where none did. */
  version: number;
}

/** What the holder has to know of one leg, and nothing of any other. */
export interface TicketLeg {
  from: string;
  to: string;
  /** Where to meet, and what to be beside. */
  meet: string;
  /** Milliseconds since 1970. */
  at: number;
  people: number;
  /** What the car, or the person, must be able to take. */
  carry: string;
  /** What to do if it goes wrong. */
  otherwise: string;
}

/** Said to whom one meets, and said back. */
export interface TicketPhrase {
  say: string;
  hear: string;
}

/** What a ticket shows, inside a reply. Each takes the place of the one before. */
export type TicketPage = {
  version: number;
  /** Milliseconds since 1970: the page forgets it by itself then, as the server does. */
  ends: number;
} & (
  | { state: "going"; leg: TicketLeg; phrase: TicketPhrase | null }
  /** Nothing of the leg is said any more. */
  | { state: "held" | "cancelled" }
);

const TEXT_LIMIT = 600;
/** Controls, and what turns the direction of others' words: a house number read from its end is another house. */
const ODD =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
const PEOPLE_LIMIT = 99;
/** A date that no calendar has would stop the page while it is shown. */
const LAST_MOMENT = 8_640_000_000_000_000;

export const TICKET_PRESS_FIELDS = 3;
export const pressFields = ({ press, opening, version }: TicketPress): Value => [press, idToBytes(opening), version];
export const readPress = (fields: Fields): TicketPress => ({
  press: fields.oneOf(PRESSES),
  opening: idFrom<OpeningId>(fields.bytes(16)),
  version: fields.uint(),
});

export const TICKET_PAGE_FIELDS = 5;
export function ticketFields(page: TicketPage): Value {
  const { state, version, ends } = page;
  if (page.state !== "going") return [state, version, ends, null, null];
  const { from, to, meet, at, people, carry, otherwise } = page.leg;
  const phrase = page.phrase === null ? null : [page.phrase.say, page.phrase.hear];
  return [state, version, ends, [from, to, meet, at, people, carry, otherwise], phrase];
}

export function readTicketPage(fields: Fields): TicketPage {
  const state = fields.oneOf(["going", "held", "cancelled"]);
  const head = { version: fields.uint(), ends: fields.uint(LAST_MOMENT) };
  if (state !== "going") {
    fields.nothing();
    fields.nothing();
    return { ...head, state };
  }
  const leg = readLeg(fields.fields(7));
  const said = fields.optionalFields(2);
  const phrase = said && { say: plainText(said), hear: plainText(said) };
  return { ...head, state, leg, phrase };
}

const plainText = (fields: Fields): string => {
  const text = fields.text(TEXT_LIMIT);
  return ODD.test(text) ? refuse("FL_FORM_FIELD") : text;
};

const readLeg = (fields: Fields): TicketLeg => ({
  from: plainText(fields),
  to: plainText(fields),
  meet: plainText(fields),
  at: fields.uint(LAST_MOMENT),
  people: fields.uint(PEOPLE_LIMIT),
  carry: plainText(fields),
  otherwise: plainText(fields),
});
