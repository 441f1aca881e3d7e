import {
  type Bytes,
  CARD_HOURS,
  type DeskKeys,
  deskKeys,
  type Hash,
  hourOf,
  isCardSigned,
  type MailboxId,
  type OrganisationId,
  type ParsedCard,
  type StreamId,
  sameBytes,
  toHex,
} from "@fairlead/protocol";
import type { Compartment, Epoch } from "./compartment.ts";

/** The server forgives a clock that is a day ahead, and so does everybody. */
export const CLOCK_GRACE_HOURS = 24;

/** As it stands in a compartment's own record. */
export type RecordedCard = {
  /** Of the commit. */
  seq: number;
  epoch: number;
  /** ms */
  at: number;
  card: ParsedCard;
  /** An intake key that this hand saw to have signed it; null: it has not looked. */
  signedBy: Bytes | null;
};

/** A card as a compartment's signed record has it. */
export type KnownCard = {
  card: ParsedCard;
  stream: StreamId;
  epoch: Epoch;
  /** When it was recorded: ms, and its hour. */
  at: number;
  from: number;
  /** The intake key that signed it. */
  signedBy: Bytes;
};

/**
 * Which key opens what was sealed to which card, and which card a mailbox should be using now. [MB4]
 * Filled from the compartments' own records, never from the server.
 */
export class CardBook {
  readonly #byHash = new Map<Hash, KnownCard>();
  /** In the order in which they were recorded. */
  readonly #byMailbox = new Map<"new" | MailboxId, KnownCard[]>();
  readonly #desks = new Map<Epoch, Promise<DeskKeys>>();

  desk(epoch: Epoch & { key: NonNullable<Epoch["key"]> }): Promise<DeskKeys> {
    let desk = this.#desks.get(epoch);
    if (desk === undefined) {
      desk = deskKeys(epoch.key);
      this.#desks.set(epoch, desk);
    }
    return desk;
  }

  /** Keys of the desk to which this card leads; null where this member holds them no longer. */
  async deskOf({ card, epoch }: KnownCard): Promise<DeskKeys | null> {
    if (!hasKey(epoch)) return null;
    const desk = await this.desk(epoch);
    // A card counts where its keys are the desk's of that very epoch. Checked on use: deriving costs milliseconds.
    return sameBytes(desk.kemKey, card.kemKey) && sameBytes(desk.replyKey, card.replyKey) ? desk : null;
  }

  /** Recorded by a member, with keys that are not those of the epoch it names: his own, perhaps. */
  async isFalse(known: KnownCard): Promise<boolean> {
    return hasKey(known.epoch) && (await this.deskOf(known)) === null;
  }

  /**
   * Takes a card, as far as it counts: signed by one of this organisation's intake keys, recorded
   * where it may be, and not outliving what a card may live by this hand's own clock. A member recorded any other; it is
   * passed over, and whatever is sealed to it alarms as unknown. [MB4]
   */
  take(
    from: Compartment,
    epoch: Epoch,
    { card, at, signedBy: seen }: RecordedCard,
    reader: {
      organisation: OrganisationId;
      intakeKeys: readonly Bytes[];
      hour: number;
      isSpine(stream: StreamId): boolean;
    },
  ): void {
    if (this.#byHash.has(card.hash)) return;
    if (card.organisation !== reader.organisation) return;
    // From a clock that runs ahead, or from somebody who wants no other card after his.
    if (card.expires > reader.hour + CARD_HOURS + CLOCK_GRACE_HOURS) return;
    // The intake's own, or the spine of a case: nobody turns letters aside into another compartment.
    const { about } = from;
    const mayHold = card.mailbox === "new" ? about?.about === "intake-keys" : reader.isSpine(from.stream);
    if (!mayHold) return;
    const signedBy =
      reader.intakeKeys.find((key) => seen !== null && sameBytes(key, seen)) ??
      reader.intakeKeys.findLast((key) => isSignedBy(card, key));
    if (signedBy === undefined) return;
    const known = { signedBy, card, stream: from.stream, epoch, at, from: hourOf(at) };
    this.#byHash.set(card.hash, known);
    const list = this.#byMailbox.get(card.mailbox);
    if (list === undefined) this.#byMailbox.set(card.mailbox, [known]);
    else list.push(known);
  }

  byHash(hash: Hash): KnownCard | undefined {
    return this.#byHash.get(hash);
  }

  /** Every card that counts, or ever did, as far as this hand has read. */
  all(): IterableIterator<KnownCard> {
    return this.#byHash.values();
  }

  /** The cards made for exactly this mailbox, or for "new", oldest first. */
  of(mailbox: "new" | MailboxId): readonly KnownCard[] {
    return this.#byMailbox.get(mailbox) ?? [];
  }

  newest(mailbox: "new" | MailboxId): KnownCard | undefined {
    return this.of(mailbox).at(-1);
  }

  /** The card that this mailbox writes to and is answered under now. */
  current(mailbox: MailboxId): KnownCard | undefined {
    return this.newest(mailbox) ?? this.newest("new");
  }

  /**
   * Whether a letter of that hour was sealed to keys that others had replaced before. Within the hour
   * of the change a page may simply have been slow. [MB4]
   */
  superseded(mailbox: MailboxId, used: KnownCard, hour: number): boolean {
    const own = this.of(mailbox);
    const later = used.card.mailbox === "new" ? [...own, ...after(this.of("new"), used)] : after(own, used);
    return later.some((card) => card.epoch !== used.epoch && card.from < hour);
  }

  forget(): void {
    this.#byHash.clear();
    this.#byMailbox.clear();
    for (const desk of this.#desks.values()) {
      void desk.then(({ kemSeed, replySeed, signSeed }) => {
        for (const seed of [kemSeed, replySeed, signSeed]) seed.fill(0);
      });
    }
    this.#desks.clear();
  }
}

export function hasKey(epoch: Epoch | null | undefined): epoch is Epoch & { key: NonNullable<Epoch["key"]> } {
  return epoch !== null && epoch !== undefined && epoch.key !== null;
}

function after(cards: readonly KnownCard[], used: KnownCard): readonly KnownCard[] {
  return cards.slice(cards.indexOf(used) + 1);
}

// A signature costs a millisecond and every round asks again: what was once found stays true of these bytes.
const checked = new WeakMap<ParsedCard, Map<string, boolean>>();

function isSignedBy(card: ParsedCard, intakeKey: Uint8Array): boolean {
  const key = toHex(intakeKey);
  const found = checked.get(card)?.get(key);
  if (found !== undefined) return found;
  const signed = isCardSigned(card, intakeKey);
  checked.set(card, (checked.get(card) ?? new Map<string, boolean>()).set(key, signed));
  return signed;
}
