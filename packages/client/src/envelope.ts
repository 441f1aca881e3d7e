import { type Operation, readOperation, type UnknownOperation } from "@fairlead/casework";
import {
  type Bytes,
  decodeBody,
  encodeBody,
  type MemberId,
  type ParsedCard,
  parseCard,
  refuse,
} from "@fairlead/protocol";

/**
 * What stands inside a commit's seal: the author's clock, the operations that casework folds, and
 * two things that are the keys' business and no case's.
 */
export type Envelope = {
  at: number;
  operations: (Operation | UnknownOperation)[];
  /** Address cards that lead to this compartment's epoch. Recorded here before they are published: a signed
   * record against which every letter is held, so that a server cannot slip in a card of its own. [MB4] */
  cards: ParsedCard[];
  /** In the commit that begins an epoch: to whom its key was given. null elsewhere. */
  readers: MemberId[] | null;
  /** Who reads from this commit on who did not before; with all that was written before, or without. [CO2] */
  given: Given[];
  /** Names what its author asked for, so that it is written once, whichever of their windows sends it. null: not said. */
  write: string | null;
};

export type Given = { member: MemberId; history: boolean };

export type Sealable = {
  at: number;
  operations: Operation[];
  cards?: Bytes[];
  readers?: MemberId[];
  given?: Given[];
  write?: string;
};

export function encodeEnvelope(envelope: Sealable): Bytes {
  return encodeBody(envelope);
}

/** @throws Refused FL_BODY and what a card's parser throws. Operations never throw: a later version wrote them. */
export function readEnvelope(bytes: Uint8Array): Envelope {
  const { at, operations, cards, readers, given, write } = decodeBody(bytes);
  if (typeof at !== "number" || !Number.isSafeInteger(at) || at < 0 || !Array.isArray(operations))
    return refuse("FL_BODY");
  return {
    at,
    operations: operations.map(readOperation),
    cards: listOf(cards, (card) => (card instanceof Uint8Array ? parseCard(card) : refuse("FL_BODY"))) ?? [],
    readers: listOf(readers, memberFrom),
    given: listOf(given, givenFrom) ?? [],
    write: typeof write === "string" ? write : null,
  };
}

function memberFrom(id: unknown): MemberId {
  return typeof id === "string" && /^[0-9a-f]{32}$/.test(id) ? (id as MemberId) : refuse("FL_BODY");
}

function givenFrom(value: unknown): Given {
  if (typeof value !== "object" || value === null || !("member" in value) || !("history" in value))
    return refuse("FL_BODY");
  const { member, history } = value;
  return typeof history === "boolean" ? { member: memberFrom(member), history } : refuse("FL_BODY");
}

function listOf<T>(value: unknown, read: (element: unknown) => T): T[] | null {
  if (value === undefined || value === null) return null;
  return Array.isArray(value) && value.length <= 1000 ? value.map(read) : refuse("FL_BODY");
}
