/**
 * An invented organisation before a real server: real keys, real seals, real HTTP on loopback. Its clock moves only
 * when a story moves it.
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Card,
  type Commit,
  decodeBody,
  deskKeys,
  encodeBody,
  epochCommitment,
  extendRoster,
  type Framing,
  foundOrganisation,
  type Hash,
  hourOf,
  type Keeping,
  type Letter,
  type MailboxAddress,
  type MailboxKeys,
  type MemberKeys,
  type MessageId,
  mailboxKeys,
  makeEpochKey,
  makeMemberKeys,
  makeWrap,
  newId,
  publicKeys,
  type Random,
  type Reply,
  type Role,
  type Roster,
  type Row,
  readRoster,
  rosterEntry,
  type StreamId,
  sealBundle,
  sealCommit,
  sealLetter,
  sealReply,
  signCard,
  signCertificate,
  signLogin,
  signOpening,
  solveWork,
  type UnlockingKeys,
  unlockingKeys,
  unpadPage,
  ZERO_HASH,
} from "@fairlead/protocol";
import {
  type CallerPages,
  type Cover,
  type LogLine,
  openStore,
  type RunningServer,
  type Settings,
  type Store,
  startServer,
} from "../src/index.ts";

export const random: Random = (length) => new Uint8Array(randomBytes(length));
/** A Tuesday in an invented spring, on a whole hour. */
export const BEGINNING = 490_000 * 3_600_000;

export type Answer = { status: number; body: Record<string, unknown>; bytes: Uint8Array };

/** One call, as any program could make it. */
export async function post(url: string, path: string, body: object | Uint8Array, token?: string): Promise<Answer> {
  const response = await fetch(url + path, {
    method: "POST",
    headers: {
      "content-type": "application/cbor",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: body instanceof Uint8Array ? new Uint8Array(body) : encodeBody(body),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  let read: Record<string, unknown> = {};
  try {
    read = decodeBody(bytes);
  } catch {
    // A padded page, or no CBOR at all.
  }
  return { status: response.status, body: read, bytes };
}

export type Work = { challenge: Uint8Array; answer: number };
export type Person = { keys: MemberKeys; unlocking: UnlockingKeys; token: string };
export type Place = { stream: StreamId; seq: number; prev: Hash; epoch: number; epochKey: Uint8Array<ArrayBuffer> };

export class Organisation {
  now = BEGINNING;
  readonly lines: LogLine[] = [];
  readonly folder = mkdtempSync(join(tmpdir(), "fairlead-server-"));
  readonly clock = (): number => this.now;
  store!: Store;
  server!: RunningServer;
  roster!: Roster;
  administrator!: Person;
  operator!: Person;
  intake!: Place;
  card!: Card;
  readonly #others: { server: RunningServer; store: Store | null }[] = [];

  static async found(
    of: { place?: string; settings?: Partial<Settings>; portal?: CallerPages; cover?: Cover } = {},
  ): Promise<Organisation> {
    const organisation = new Organisation();
    organisation.store = await openStore(of.place ?? join(organisation.folder, "store.sqlite"));
    const first = makeMemberKeys(random);
    const founding = await foundOrganisation([first], hourOf(organisation.now), random);
    organisation.roster = readRoster([founding]);
    organisation.server = await organisation.start(organisation.store, { founding, ...of });
    organisation.administrator = await organisation.letIn(first);
    organisation.operator = await organisation.enrol("operator");
    await organisation.openIntake();
    return organisation;
  }

  get url(): string {
    return this.server.url;
  }

  start(
    store: Store,
    of: {
      founding?: Uint8Array;
      settings?: Partial<Settings>;
      portal?: CallerPages;
      cover?: Cover;
      port?: number;
    } = {},
  ): Promise<RunningServer> {
    const { founding, settings, portal, cover, port = 0 } = of;
    return startServer({
      store,
      clock: this.clock,
      random,
      log: (line) => this.lines.push(line),
      port,
      settings: { workBits: 4, ...settings },
      ...(founding === undefined ? {} : { founding }),
      ...(portal === undefined ? {} : { portal }),
      ...(cover === undefined ? {} : { cover }),
    });
  }

  /** Another node on the same database. */
  async secondNode(place: string): Promise<RunningServer> {
    const store = await openStore(place);
    const server = await this.start(store);
    this.#others.push({ server, store });
    return server;
  }

  async close(): Promise<void> {
    for (const { server, store } of this.#others) {
      await server.close();
      await store?.close();
    }
    await this.server.close();
    await this.store.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async amend(body: Parameters<typeof rosterEntry>[1]): Promise<Answer> {
    const entry = rosterEntry(this.roster, body, [this.administrator.keys], hourOf(this.now));
    this.roster = extendRoster(this.roster, entry);
    return post(this.url, "/api/roster/append", { entry }, this.administrator.token);
  }

  async enrol(role: Role): Promise<Person> {
    const keys = makeMemberKeys(random);
    await this.amend({ kind: "enrol", member: await publicKeys(keys), role });
    return this.letIn(keys);
  }

  /** A member brings his bundle and logs in. */
  async letIn(keys: MemberKeys): Promise<Person> {
    const unlocking = await unlockingKeys(random(32));
    const bundle = await sealBundle(keys, unlocking, this.roster.organisation, 1, random);
    const brought = await post(this.url, "/api/bundle", { bundle });
    if (brought.status !== 200) throw new Error(`bundle: ${String(brought.body.code)}`);
    return { keys, unlocking, token: await this.login(unlocking) };
  }

  async login(unlocking: UnlockingKeys): Promise<string> {
    const { body } = await post(this.url, "/api/login/challenge", { login: unlocking.login });
    const login = signLogin(unlocking, this.roster.organisation, bytesOf(body.nonce));
    const answer = await post(this.url, "/api/login", { login });
    if (typeof answer.body.token !== "string") throw new Error(`login: ${String(answer.body.code)}`);
    return answer.body.token;
  }

  /** A new compartment: its first epoch and a wrap for each member. */
  async begin(
    by: Person,
    members: readonly Person[],
    keeping: Keeping = "perishable",
  ): Promise<{ place: Place; answer: Answer }> {
    const stream = newId<StreamId>(random);
    const epochKey = makeEpochKey(random);
    const empty = { stream, seq: -1, prev: ZERO_HASH, epoch: 1, epochKey };
    const commitment = epochCommitment(epochKey, { organisation: this.roster.organisation, stream, epoch: 1 });
    const commit = await this.commit(by, empty, {
      kind: "epoch",
      commitment,
      continuation: null,
      link: null,
      keeping,
    });
    const wraps = await Promise.all(members.map((member) => this.wrap(by, empty, member)));
    const answer = await post(this.url, "/api/append", { commits: [commit.bytes], wraps }, by.token);
    return { place: after(empty, commit), answer };
  }

  async wrap(by: Person, place: Place, to: Person): Promise<Uint8Array> {
    return makeWrap({
      place: { organisation: this.roster.organisation, stream: place.stream, epoch: place.epoch },
      epochKey: place.epochKey,
      to: await publicKeys(to.keys),
      keys: by.keys,
      rosterHead: this.roster.head,
    });
  }

  commit(by: Person, at: Place, framing: Framing = { kind: "write" }, text = "an invented note"): Promise<Commit> {
    const { organisation, head } = this.roster;
    const { stream, seq, prev, epoch, epochKey } = at;
    return sealCommit({
      place: { organisation, stream, seq: seq + 1, prev, epoch, rosterHead: head },
      framing,
      epochKey,
      keys: by.keys,
      operations: new TextEncoder().encode(text),
      random,
    });
  }

  async openIntake(): Promise<void> {
    const { place } = await this.begin(this.administrator, [this.administrator, this.operator], "lasting");
    this.intake = place;
    const desk = await deskKeys(place.epochKey);
    await this.amend({ kind: "intake", signKey: desk.signKey, counter: 1 });
    await this.certify();
    this.card = await this.cardFor("new", 1, ZERO_HASH);
    const answer = await post(
      this.url,
      "/api/card",
      { card: this.card.bytes, desk: place.stream },
      this.operator.token,
    );
    if (answer.status !== 200) throw new Error(`card: ${String(answer.body.code)}`);
  }

  async certify(): Promise<void> {
    const desk = await deskKeys(this.intake.epochKey);
    const { organisation, head } = this.roster;
    const hour = hourOf(this.now);
    const certificate = signCertificate(
      { organisation, rosterHead: head, intakeKeys: [desk.signKey], issued: hour, expires: hour + 35 * 24 },
      [this.administrator.keys],
    );
    await post(this.url, "/api/certificate", { certificate }, this.administrator.token);
  }

  async cardFor(mailbox: Card["mailbox"], counter: number, previous: Hash, place = this.intake): Promise<Card> {
    const { kemKey, replyKey } = await deskKeys(place.epochKey);
    const { signSeed } = await deskKeys(this.intake.epochKey);
    const { organisation, head } = this.roster;
    const expires = hourOf(this.now) + 14 * 24;
    return signCard(
      { organisation, mailbox, kemKey, replyKey, counter, previous, expires, rosterHead: head },
      signSeed,
    );
  }

  async letter(
    keys: MailboxKeys,
    text: string,
    of: { seq?: number; previous?: Hash; onArrival?: boolean; card?: Card } = {},
  ): Promise<Row> {
    const letter: Letter = { kind: "letter", language: "en", text, answers: {}, tap: "none", at: this.now };
    const { seq = 1, previous = ZERO_HASH, onArrival = false, card = this.card } = of;
    const message = newId<MessageId>(random);
    const place = { seq, previous, seen: ZERO_HASH, message, hour: hourOf(this.now) };
    return sealLetter({ keys, card, ...place, onArrival, expiredCard: false, letter });
  }

  async send(keys: MailboxKeys, row: Row, url = this.url): Promise<Answer> {
    return this.sendProved(keys, row, await this.work(row, url), url);
  }

  /** The letter alone, its work done before: whatever goes wrong here is the letter's own answer. */
  async sendProved(keys: MailboxKeys, row: Row, work: Work, url = this.url): Promise<Answer> {
    const { verifyKey, kemKey } = keys;
    return post(url, "/api/mailbox/post", { keys: { verifyKey, kemKey }, row: row.bytes, work });
  }

  async work(row: Row, url = this.url): Promise<Work> {
    const { work } = (await post(url, "/api/door", {})).body;
    if (typeof work !== "object" || work === null || !("challenge" in work) || !("bits" in work))
      throw new Error("no work");
    const challenge = bytesOf(work.challenge);
    return { challenge, answer: await solveWork(challenge, row.hash, Number(work.bits)) };
  }

  async reply(
    to: MailboxAddress,
    text: string,
    of: { seq?: number; previous?: Hash; until?: number; notBefore?: number } = {},
  ): Promise<{ row: Row; answer: Answer }> {
    const { replySeed } = await deskKeys(this.intake.epochKey);
    const { seq = 1, previous = ZERO_HASH, until = null, notBefore = null } = of;
    const reply: Reply = { kind: "reply", text, standing: until !== null, checkInBy: null, at: this.now };
    const place = { seq, previous, seen: ZERO_HASH, message: newId<MessageId>(random), hour: hourOf(this.now) };
    const row = await sealReply({ mailbox: to, card: this.card, replySeed, ...place, reply });
    const answer = await post(this.url, "/api/reply", { row: row.bytes, until, notBefore }, this.operator.token);
    return { row, answer };
  }

  async nonce(): Promise<Uint8Array> {
    return bytesOf((await post(this.url, "/api/mailbox/challenge", {})).body.nonce);
  }

  /** The page that a mailbox's holder is given, as it comes over the wire and read. */
  async open(keys: MailboxKeys): Promise<Answer & { page: Uint8Array }> {
    const opening = signOpening(keys, this.roster.organisation, await this.nonce());
    const answer = await post(this.url, "/api/mailbox/open", { opening });
    return { ...answer, page: answer.bytes, body: decodeBody(unpadPage(answer.bytes)) };
  }
}

export function caller(): Promise<MailboxKeys> {
  return mailboxKeys(random(32));
}

export function after(place: Place, commit: Commit): Place {
  return { ...place, seq: commit.header.seq, prev: commit.hash, epoch: commit.header.epoch };
}

export function bytesOf(value: unknown): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new TypeError("no bytes");
  return value;
}
