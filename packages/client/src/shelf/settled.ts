import type { StreamState } from "@fairlead/casework";
import {
  type Bytes,
  concat,
  type Framing,
  type Hash,
  hashOf,
  headAfter,
  type MemberId,
  mayCommit,
  NO_COMMITS,
  type OrganisationId,
  parseCard,
  type Role,
  refuse,
  type StreamHead,
  type StreamId,
  toBytes,
  utf8,
} from "@fairlead/protocol";
import type { CardBook, RecordedCard } from "../card-book.ts";
import {
  type Accepted,
  type Compartment,
  type Epoch,
  entriesIn,
  type Followed,
  type Past,
  type Reader,
} from "../compartment.ts";
import { type Envelope, readEnvelope } from "../envelope.ts";
import { pack, unpack } from "./packed.ts";

/** Of the record; another one is not read, and the compartment is fetched anew. */
const FORM = 1;
/** Two lengths before what they measure. */
const FRAME = 8;

/** Read at each unlock; in JSON's few words, because thousands of them are. */
type Core = Omit<Past, "commits" | "cards"> & {
  form: number;
  cards: (Omit<RecordedCard, "card"> & { bytes: Bytes })[];
  epochs: (Omit<Epoch, "key"> & { keyHash: Hash })[];
  /** What the fold made of all of it, if anything, and whose fold that was; null: nobody says. */
  folded: { release: string; state: StreamState | null } | null;
};

/** Read when somebody asks for one of the commits. Framing 0: a plain word. */
type Rows = {
  authors: MemberId[];
  rosterHeads: Hash[];
  rows: [
    hash: Hash,
    author: number,
    epoch: number,
    rosterHead: number,
    rosterSeq: number,
    role: Role,
    framing: Framing | 0,
    notes: boolean,
    length: number,
  ][];
};

export type Settled = {
  past: Past;
  /** What the fold made of it, if anything; undefined: it has to be folded. */
  state: StreamState | null | undefined;
  epochs: readonly (Omit<Epoch, "key"> & { keyHash: Hash })[];
};

/**
 * A compartment as the next unlock takes it over without opening, checking and folding each commit again: what was
 * accepted, without its seal, and what the fold made of it. It stands under this member's own key like everything here;
 * whoever can write it has that key and needs none.
 *
 * @param folded of exactly this
 * @returns null where something of it is in doubt, or is not this member's to open, or may be forgotten: then its commits
 * stay as they came
 */
export function encodeSettled(compartment: Compartment, folded: Core["folded"], book: CardBook): Bytes | null {
  const { stream, head, halted, missed, erasure, readers, readings, about, lastAuthor } = compartment;
  // Keys of a turning compartment are destroyed on the way, and what they opened must go with them. [RO3]
  if (halted !== null || missed !== null || head.keeping === "turning" || lastAuthor === null) return null;
  const epochs = [...compartment.epochs.values()].map(({ key, ...epoch }) =>
    key === null ? null : { ...epoch, keyHash: hashOf(key) },
  );
  if (!epochs.every((epoch) => epoch !== null)) return null;
  const [authors, rosterHeads, texts]: [Numbered<MemberId>, Numbered<Hash>, Bytes[]] = [
    new Numbered(),
    new Numbered(),
    [],
  ];
  const rows: Rows["rows"] = [];
  const cards = compartment.cards(0).map(({ card, ...recorded }) => ({
    ...recorded,
    bytes: card.bytes,
    signedBy: book.byHash(card.hash)?.signedBy ?? null,
  }));
  for (const { commit, text, envelope, role, head: at, inTime } of compartment.accepted) {
    if (text === null || envelope === null || role === null || !inTime) return null;
    const { author, epoch, rosterHead, framing } = commit.header;
    const isPlain = framing.kind === "write";
    const notes = !isPlain || envelope.given.length > 0;
    texts.push(text);
    rows.push([
      ...([commit.hash, authors.of(author), epoch, rosterHeads.of(rosterHead), at.rosterSeq] as const),
      ...([role, isPlain ? 0 : framing, notes, text.length] as const),
    ]);
  }
  const core: Core = {
    ...{ form: FORM, stream, count: rows.length, head, about, authors: authors.all, lastAuthor, cards, erasure },
    ...{ readers, readings, epochs, folded },
  };
  const list: Rows = { authors: authors.all, rosterHeads: rosterHeads.all, rows };
  const [front, back] = [pack(core), pack(list)];
  if (front === null || back === null) return null;
  return framed(utf8(front), utf8(back), texts);
}

class Numbered<T> {
  readonly #numbers = new Map<T, number>();

  of(one: T): number {
    const number = this.#numbers.get(one) ?? this.#numbers.size;
    this.#numbers.set(one, number);
    return number;
  }

  get all(): T[] {
    return [...this.#numbers.keys()];
  }
}

function framed(core: Bytes, rows: Bytes, texts: readonly Bytes[]): Bytes {
  const lengths = new Uint8Array(FRAME);
  new DataView(lengths.buffer).setUint32(0, core.length);
  new DataView(lengths.buffer).setUint32(4, rows.length);
  return concat(lengths, core, rows, ...texts);
}

/**
 * @param release that runs now
 * @throws Refused FL_BODY: in another form, by nobody of ours, or of another compartment
 */
export function readSettled(
  bytes: Bytes,
  { stream, organisation, release }: { stream: StreamId; organisation: OrganisationId; release: string | undefined },
): Settled {
  const { core, rowsAt, textsAt } = coreOf(bytes);
  if (core.stream !== stream || core.head.seq !== core.count - 1) return refuse("FL_BODY");
  const { form: _, epochs, folded, cards, ...past } = core;
  const recorded = () => cards.map(({ bytes: of, ...one }) => ({ ...one, card: parseCard(of) }));
  return {
    past: { ...past, cards: recorded, commits: () => commitsOf(core, bytes, rowsAt, textsAt, organisation) },
    state: folded !== null && folded.release === release ? folded.state : undefined,
    epochs,
  };
}

/** Of how many commits it is. @throws Refused FL_BODY: in another form, or by nobody of ours */
export const countOf = (bytes: Bytes): number => coreOf(bytes).core.count;

function coreOf(bytes: Bytes): { core: Core; rowsAt: number; textsAt: number } {
  if (bytes.length < FRAME) return refuse("FL_BODY");
  const view = new DataView(bytes.buffer, bytes.byteOffset, FRAME);
  const rowsAt = FRAME + view.getUint32(0);
  const textsAt = rowsAt + view.getUint32(4);
  if (textsAt > bytes.length) return refuse("FL_BODY");
  const core = unpack(new TextDecoder().decode(bytes.subarray(FRAME, rowsAt)));
  return isCore(core) ? { core, rowsAt, textsAt } : refuse("FL_BODY");
}

function isCore(value: unknown): value is Core {
  return (
    typeof value === "object" &&
    value !== null &&
    "form" in value &&
    value.form === FORM &&
    "head" in value &&
    "count" in value
  );
}

function* commitsOf(
  { stream, count }: Core,
  bytes: Bytes,
  rowsAt: number,
  textsAt: number,
  organisation: OrganisationId,
): Iterable<Accepted & { notes: boolean }> {
  const { authors, rosterHeads, rows } = unpack(new TextDecoder().decode(bytes.subarray(rowsAt, textsAt))) as Rows;
  if (rows.length !== count) refuse("FL_BODY");
  let head = NO_COMMITS;
  let from = textsAt;
  for (const [seq, row] of rows.entries()) {
    const [hash, author, epoch, rosterHead, rosterSeq, role, framing, notes, length] = row;
    const header = {
      ...{ stream, seq, epoch },
      author: authors[author] ?? refuse("FL_BODY"),
      rosterHead: rosterHeads[rosterHead] ?? refuse("FL_BODY"),
      framing: framing === 0 ? ({ kind: "write" } as const) : framing,
    };
    head = headAfter(head, header, hash, rosterSeq);
    const text = toBytes(bytes.subarray(from, from + length));
    from += length;
    yield new Kept({ hash, header, bytes: null }, text, role, head, notes, organisation);
  }
}

/** Opened when somebody looks: of most commits nobody does. */
class Kept implements Accepted {
  readonly commit: Followed;
  readonly text: Bytes;
  readonly role: Role;
  readonly head: StreamHead;
  readonly notes: boolean;
  readonly inTime = true;
  readers: ReadonlyMap<MemberId, Reader> = new Map();
  readonly #organisation: OrganisationId;
  #envelope: Envelope | null = null;

  constructor(
    commit: Followed,
    text: Bytes,
    role: Role,
    head: StreamHead,
    notes: boolean,
    organisation: OrganisationId,
  ) {
    this.commit = commit;
    this.text = text;
    this.role = role;
    this.head = head;
    this.notes = notes;
    this.#organisation = organisation;
  }

  get mayGive(): boolean {
    return mayCommit(this.role, "epoch");
  }

  get envelope(): Envelope {
    this.#envelope ??= readEnvelope(this.text);
    return this.#envelope;
  }

  get entries(): Accepted["entries"] {
    return entriesIn(this.commit, this.envelope, this.role, this.#organisation);
  }
}
