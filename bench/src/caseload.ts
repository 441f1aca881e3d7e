/**
 * Many cases of one member's own, written straight into the store: sealed and signed like any client's commits, so that
 * whoever reads them has all of the work that he would have, but without two hundred thousand calls.
 */
import { join } from "node:path";
import {
  foundOrganisationAt,
  type Hand,
  httpTransport,
  type Opening,
  openHand,
  type Shelf,
  type Transport,
  Unreachable,
} from "@fairlead/client";
import {
  type Bytes,
  type Commit,
  decodeBody,
  encodeBody,
  epochCommitment,
  type Framing,
  hashOf,
  type Member,
  type MemberKeys,
  makeEpochKey,
  makeWrap,
  openBundle,
  openCommit,
  openWrap,
  type Pin,
  parseBundle,
  parseCommit,
  parseWrap,
  readCodeWords,
  readRoster,
  type StreamId,
  sealCommit,
  stretch,
  toHex,
  unlockingKeys,
  ZERO_HASH,
} from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { type NewCommit, openStore, type Store, startServer } from "@fairlead/server";
import { folderOnDisk } from "./disk.ts";
import { random } from "./organisation.ts";

/** Of a case: contact, threat, and that the intake gave it away. */
const [CONTACT, THREAT, INTAKE] = [15, 4, 1];
export const COMMITS_PER_CASE = CONTACT + THREAT + INTAKE;
/** Every so many cases are the colleague's too. */
const SHARED = 500;
/** Cases sealed side by side and stored in one step. */
const AT_ONCE = 50;

export type Caseload = {
  /** The member who holds all of it, on his device. @param release what folded what stands there */
  open(options?: { shelf?: Shelf; release?: string; away?: boolean; told?: Opening }): Promise<Hand>;
  colleague(): Promise<Hand>;
  url: string;
  pin: Pin;
  phrase: string;
  /** Commits that were written. */
  commits: number;
  close(): Promise<void>;
};

type Load = {
  /** Commits that the first case has besides. */
  longest?: number;
  /** What stands in an answer or a note instead of the few words that all of them share. */
  text?: (usual: string) => string;
};

export async function buildCaseload(
  cases: number,
  { longest = 0, text = (usual) => usual }: Load = {},
): Promise<Caseload> {
  const store = await openStore(join(folderOnDisk(), "store.db"));
  const settings = { workBits: 0, callsPerMinute: 10_000_000 };
  const server = await startServer({ store, clock: Date.now, random, port: 0, log: () => undefined, settings });
  const transport = httpTransport(server.url);
  const { hand: founder, pin } = await foundOrganisationAt(
    { transport, clock: Date.now, random },
    {
      name: "Invented Crossing",
      founder: { handle: "Anchor" },
      list: ENGLISH,
      openedOn: Math.floor(Date.now() / 86_400_000),
      figuresDelayDays: 30,
      closedThreadDays: 30,
      closedCaseDays: 60,
    },
  );
  const owner = await enrolled(founder, "Willow");
  const colleague = await enrolled(founder, "Heron");
  founder.lock();
  const open = async (phrase: string, line: Transport = transport, kept: object = {}, told?: Opening) => {
    const effects = { transport: line, clock: Date.now, random, ...kept };
    const opened = await openHand(effects, pin, phrase, [ENGLISH], told);
    if (opened.kind !== "open") throw new Error(`a hand does not open: ${opened.kind}`);
    return opened.hand;
  };
  // Once each: what is due when somebody comes is written by themselves.
  for (const { phrase } of [owner, colleague]) {
    const hand = await open(phrase);
    await hand.sync();
    hand.lock();
  }
  const commits = await new Pen(store, await keysOf(store, pin, owner.phrase), pin).write(cases, colleague.id, {
    longest,
    text,
  });
  return {
    open: ({ shelf, release = "bench", away = false, told } = {}) =>
      open(owner.phrase, away ? nowhere : transport, shelf && { shelf, release }, told),
    colleague: () => open(colleague.phrase),
    url: server.url,
    pin,
    phrase: owner.phrase,
    commits,
    close: async () => {
      await server.close();
      await store.close();
    },
  };
}

const nowhere: Transport = async () => {
  throw new Unreachable();
};

async function enrolled(founder: Hand, handle: string): Promise<{ id: Hand["me"]["id"]; phrase: string }> {
  const outcome = await founder.enrol({ handle, role: "caseworker" });
  if (outcome.kind !== "done") throw new Error(`enrolling was answered ${outcome.kind}`);
  return outcome;
}

async function keysOf(store: Store, { organisation }: Pin, phrase: string): Promise<MemberKeys> {
  const words = readCodeWords(phrase, [ENGLISH]);
  if (words.kind !== "words") throw new Error("no phrase");
  const unlocking = await unlockingKeys(await stretch(words.entropy, organisation));
  const kept = await store.bundles.byLogin(unlocking.login);
  if (kept === null) throw new Error("no bundle");
  return openBundle(parseBundle(new Uint8Array(kept.bytes)), unlocking);
}

type Line = { stream: StreamId; key: Bytes; seq: number; prev: Commit["hash"] };

class Pen {
  readonly #store: Store;
  readonly #keys: MemberKeys;
  readonly #pin: Pin;
  #written = 0;

  constructor(store: Store, keys: MemberKeys, pin: Pin) {
    this.#store = store;
    this.#keys = keys;
    this.#pin = pin;
  }

  async write(cases: number, colleague: Hand["me"]["id"], { longest, text }: Required<Load>): Promise<number> {
    const roster = readRoster((await this.#store.roster.from(0, 1000)).map((entry) => new Uint8Array(entry)));
    const member = (id: Hand["me"]["id"]): Member => {
      const found = roster.members.get(id);
      if (found === undefined) throw new Error("not in the roster");
      return found;
    };
    const [me, other] = [member(this.#keys.id), member(colleague)];
    const begin = { rosterHead: roster.head, rosterSeq: roster.seq };
    const intake = await this.#intake();
    for (let first = 0; first < cases; first += AT_ONCE) {
      const numbers = Array.from({ length: Math.min(AT_ONCE, cases - first) }, (_, index) => first + index);
      const [commits, wraps]: [NewCommit[], Bytes[]] = [[], []];
      for (const number of numbers) {
        const mailbox = toHex(random(32));
        const id = toHex(random(16));
        const readers = number % SHARED === 0 ? [me, other] : [me];
        const place = { begin, readers };
        const contact = contactWords(number, id, mailbox, me.id, { longest: number === 0 ? longest : 0, text });
        const [spine, spineWraps, stream] = await this.#compartment(contact, place);
        const [threat, threatWraps] = await this.#compartment(threatWords(number, id), place);
        const taken = { op: "takeIntoCase", mailbox, case: id, alias: aliasOf(number), contact: stream, upTo: 0 };
        commits.push(...spine, ...threat, await this.#seal(intake, [taken], begin));
        wraps.push(...spineWraps, ...threatWraps);
      }
      const answer = await this.#store.streams.append(
        this.#keys.id,
        commits,
        wraps.map((bytes) => ({ ...parseWrap(bytes), hash: hashOf(bytes), bytes })),
      );
      if (answer.kind !== "accepted") throw new Error(`the store answered ${JSON.stringify(answer)}`);
      this.#written += commits.length;
      if (first % 1000 === 0) console.error(`  cases: ${first} of ${cases} written`);
    }
    return this.#written;
  }

  async #compartment(
    words: readonly (readonly object[])[],
    { begin, readers }: { begin: Begin; readers: readonly Member[] },
  ): Promise<[NewCommit[], Bytes[], StreamId]> {
    const line: Line = { stream: toHex(random(16)) as StreamId, key: makeEpochKey(random), seq: -1, prev: ZERO_HASH };
    const place = { organisation: this.#pin.organisation, stream: line.stream, epoch: 1 };
    const wraps = await Promise.all(
      readers.map((to) => makeWrap({ place, epochKey: line.key, to, keys: this.#keys, rosterHead: begin.rosterHead })),
    );
    const commits: NewCommit[] = [];
    for (const [index, operations] of words.entries())
      commits.push(await this.#seal(line, operations, begin, index === 0 ? readers : undefined));
    return [commits, wraps, line.stream];
  }

  async #seal(
    line: Line,
    operations: readonly object[],
    begin: Begin,
    readers?: readonly Member[],
  ): Promise<NewCommit> {
    const place = { organisation: this.#pin.organisation, stream: line.stream, epoch: 1 };
    const commitment = epochCommitment(line.key, place);
    const begins = { kind: "epoch", commitment, continuation: null, link: null, keeping: "perishable" } as const;
    const framing: Framing = readers === undefined ? { kind: "write" } : begins;
    const said = readers === undefined ? {} : { readers: readers.map(({ id }) => id) };
    const { bytes, hash } = await sealCommit({
      place: { ...place, seq: line.seq + 1, prev: line.prev, rosterHead: begin.rosterHead },
      framing,
      epochKey: line.key,
      keys: this.#keys,
      operations: encodeBody({ at: Date.now() - 3_600_000, operations: [...operations], ...said }),
      random,
    });
    const { prev } = line;
    Object.assign(line, { seq: line.seq + 1, prev: hash });
    const { keeping } = begins;
    return {
      ...{ stream: line.stream, seq: line.seq, prev, hash, bytes, epoch: 1, author: this.#keys.id },
      rosterSeq: begin.rosterSeq,
      effect: readers === undefined ? { kind: "none" } : { kind: "epoch", commitment, keeping, linked: false },
    };
  }

  /** Where the organisation's intake stands, and its key: as this member was given it. */
  async #intake(): Promise<Line> {
    for (const { stream } of await this.#store.streams.heldBy(this.#keys.id)) {
      const { commits, head } = await this.#store.streams.page(stream, 0, 100, 1 << 20);
      const first = parseCommit(new Uint8Array(commits[0] ?? []));
      const [wrap] = (await this.#store.streams.wraps(this.#keys.id, stream)).map((bytes) => new Uint8Array(bytes));
      if (first.header.framing.kind !== "epoch" || wrap === undefined || head === null) continue;
      const key = await openWrap(parseWrap(wrap), this.#keys, first.header.framing.commitment);
      const { operations } = decodeBody(await openCommit(first, key));
      const about: unknown = Array.isArray(operations) ? operations[0]?.compartment?.about : null;
      if (about === "intake")
        return { stream: stream as StreamId, key, seq: head.seq, prev: head.hash as Line["prev"] };
    }
    throw new Error("no intake");
  }
}

type Begin = { rosterHead: Pin["head"]; rosterSeq: number };

const aliasOf = (number: number) => `Invented ${number}`;

/** As a case goes: opened with what its thread held, then letters, answers, notes, stages. */
function contactWords(
  number: number,
  id: string,
  mailbox: string,
  owner: string,
  { longest, text: worded }: Required<Load>,
): object[][] {
  const letter = (seq: number): object => ({
    ...{ op: "letter", mailbox, row: toHex(random(32)), seq, language: "en" },
    text: `Invented letter ${seq}: they came to the flat again yesterday, and asked the neighbours where we had gone.`,
    answers: seq === 1 ? { danger: "soon", need: "leave", where: "an invented town" } : {},
    ...{ tap: null, onArrival: false, expiredCard: false },
    hour: Math.floor(Date.now() / 3_600_000) - 48 + seq,
    writtenAt: Date.now() - (48 - seq) * 3_600_000,
  });
  const answer = (seen: number): object => ({
    ...{ op: "answer", mailbox, message: toHex(random(16)), seen, standing: false, until: null, checkInBy: null },
    text: worded("An invented answer: stay where you are until we write again."),
  });
  const note = (of: string): object => ({ op: "note", text: worded(`An invented note, ${of}, of case ${number}.`) });
  const spoken = Array.from({ length: 4 }, (_, index) => [[letter(index + 2)], [answer(index + 2)]]).flat();
  return [
    [
      { op: "begin", compartment: { about: "case", case: id, part: "contact" } },
      { op: "openCase", case: id, alias: aliasOf(number), people: 2, mailbox, owner, standIn: null },
      ...[{ op: "declineTerms" }, { op: "goTerms" }],
      letter(1),
      { op: "consentTerms" },
    ],
    [{ op: "setCaseUrgency", urgency: number % 10 === 0 ? "soon" : "later", reason: "invented", saidBy: "team" }],
    [{ op: "moveStage", to: "verification", people: null, decision: null, token: null, reason: "next" }],
    ...spoken,
    ...Array.from({ length: CONTACT - 3 - spoken.length }, (_, index) => [note(`the ${index}th`)]),
    ...Array.from({ length: longest }, (_, index) => [note(`one of many, the ${index}th`)]),
  ];
}

function threatWords(number: number, id: string): object[][] {
  const threat = (who: string): object => ({
    ...{ op: "addThreat", threat: toHex(random(16)), who, kind: "family" },
    ...{ reach: ["an invented town"], certainty: "said", source: "caller" },
  });
  const checkedAt = Date.now() - 86_400_000;
  return [
    [{ op: "begin", compartment: { about: "case", case: id, part: "threat" } }],
    [threat("an invented uncle")],
    [threat(`an invented colleague, ${number}`)],
    [{ op: "searchStatus", about: "missing-person", known: "none-found", source: "invented", checkedAt }],
  ];
}
