/**
 * The ids this room speaks of: lower-case hex strings, told apart by brand.
 *
 * Casework imports nothing of the house, so the brands are written down here again; they are the same words that
 * the protocol uses, so an id that the protocol's parser minted is an id here, without a cast.
 */
type Branded<Brand extends string> = string & { readonly __brand: Brand };

/** 16 bytes. */
export type MemberId = Branded<"MemberId">;
/** 16 bytes. */
export type StreamId = Branded<"StreamId">;
/** 32 bytes. */
export type MailboxId = Branded<"MailboxId">;
/**
 * Of a case whose party has not written to us: no keys have this id, which is a hash wherever there is a mailbox. Stands
 * where an operation has to name one.
 */
export const NO_MAILBOX = "0".repeat(64) as MailboxId;

/** 16 bytes. */
export type AlarmId = Branded<"AlarmId">;
/** 32 bytes. */
export type Hash = Branded<"Hash">;
/** 16 bytes. */
export type CaseId = Branded<"CaseId">;
/** 16 bytes. Of a proposal, and of a release of figures. */
export type DecisionId = Branded<"DecisionId">;

/** 16 bytes. Of what somebody allows, through all its versions. */
export type ConsentId = Branded<"ConsentId">;

/** 16 bytes. Of a text that answers begin with. */
export type TemplateId = Branded<"TemplateId">;

/** 16 bytes. Of a step in a case's plan. */
export type TaskId = Branded<"TaskId">;

/** 16 bytes. Of what one driver, escort or host is shown of one leg. */
export type TicketId = Branded<"TicketId">;

/** 16 bytes. Of an entry in the list of whom the organisation knows. */
export type KnownId = Branded<"KnownId">;

/** 16 bytes. Of an entry in the register of shelters, drivers, vehicles and what else journeys rest on. */
export type ThingId = Branded<"ThingId">;
/** 16 bytes. Of one use that a case made of a thing. */
export type UseId = Branded<"UseId">;
/** 16 bytes. Of beds that are taken in a shelter; only the case that took them knows whose it is. */
export type HoldId = Branded<"HoldId">;
/** 16 bytes. Of one party's passage, through all its versions. */
export type JourneyId = Branded<"JourneyId">;
/** 16 bytes. Of one stretch of it. */
export type LegId = Branded<"LegId">;
/** 16 bytes. Of a way abroad. */
export type PathwayId = Branded<"PathwayId">;
export type PhotoId = Branded<"PhotoId">;
/** 16 bytes. Of one party's asking to go by one. */
export type ApplicationId = Branded<"ApplicationId">;
/** 16 bytes. Of one line in a ledger of money. */
export type MoneyId = Branded<"MoneyId">;
/** 16 bytes. Of one word that something is compromised. */
export type MarkId = Branded<"MarkId">;

const HEX = /^(?:[0-9a-f]{2})+$/;

/** Whether this is `bytes` bytes of lower-case hex. */
export const isHex = (value: unknown, bytes: number): value is string =>
  typeof value === "string" && value.length === bytes * 2 && HEX.test(value);
