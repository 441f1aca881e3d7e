import type { Glance } from "@fairlead/casework";
import {
  type Bytes,
  type Hash,
  hashOf,
  idToBytes,
  type MailboxId,
  type MemberKeys,
  type OrganisationId,
  openRecord,
  Refused,
  recordKey,
  recordName,
  type StreamId,
  sameBytes,
  sealRecord,
  type UnlockingKeys,
  utf8,
} from "@fairlead/protocol";
import type { Answer } from "../answer.ts";
import { breathe } from "../breath.ts";
import type { DeviceView, Effects } from "../hand.ts";
import type { Held } from "../held.ts";
import type { HeldThread } from "../thread.ts";
import type { Unsent } from "../unsent/unsent.ts";
import { UnsentShelf } from "../unsent/unsent-shelf.ts";
import { Cache, Erased } from "./cache.ts";
import { Door } from "./door.ts";
import { encodeGlance, readGlance } from "./glance-record.ts";
import { farItem } from "./item.ts";
import { type Change, KeptItems, type Wholes } from "./kept.ts";
import type { Found } from "./pages.ts";
import { type PasskeyGiven, Passkeys } from "./passkey.ts";
import { NO_ORDER, type ReadingOrder, SOON, type Told } from "./reading-order.ts";
import { bothSeen, encodeSeen, idsSeen, readSeen, type Seen, type SeenThread, seenBy } from "./seen.ts";
import type { Shelf } from "./shelf.ts";
import { Turns } from "./turns.ts";

/** Heads are written at each advance; that only time went by, this often. */
const SEEN_AGE_MS = 60_000;
/** Bytes. A new view costs more than an exact number is worth. */
const TOLD_STEP = 100_000;
/** Of one step of {@link DeviceMemory.settle}: less than a frame of a screen. */
const SETTLE_MS = 8;
/** Of a usual length. */
const PARTS_A_PAGE = 4;
/** Of the form of what is kept: another one is not read, but fetched and written anew. */
const LABEL = "device 1";
/** Of calls that are being written down: so many windows may have one of their own, or have died over it. */
const DRAFTS = ["draft", ...Array.from({ length: 7 }, (_, n) => `draft ${n + 1}`)];
/** Of what was on the screen and is not written yet. */
const LOOKS = "looks";
/** Those that the member kept. */
const SEARCHES = "searches";
/** What the first screen of the next unlock shows before everything is open. */
const GLANCE = "glance";
/** It is sealed anew no more often than this. */
const GLANCE_AGE_MS = 5 * 60_000;

/** For the next unlock: what it shows at once, and in which order it reads. */
export type Glimpse = { glance: Glance; order: ReadingOrder };

/**
 * What this device remembers of one member's work between two unlocks: the highest heads seen [ST4], and the
 * ciphertext that was accepted, so that the next unlock fetches only what is new. All of it is sealed under a key
 * derived from the member's own signing seed, which only his unlocked bundle gives: never from the phrase alone.
 *
 * It stops nobody's work: where the shelf is full or fails, that is said and the rest goes on without it. Two windows of
 * one member write in turns, and neither undoes what the other has come to know.
 */
export class DeviceMemory {
  readonly #shelf: Shelf;
  readonly #effects: Effects;
  readonly #organisation: OrganisationId;
  readonly #key: Bytes;
  #cache: Cache | null = null;
  /** Once a write failed: then nothing more is cached in this session, but what has to go still goes. */
  #stuck = false;
  readonly #kept = new KeptItems();
  readonly #since: number;
  readonly #turns: Turns;
  #written = { text: "", at: 0, size: 0 };
  /** The record of heads as this window last read or wrote it. */
  #seenRecord: Bytes | null = null;
  /** What another window has seen beyond this one. */
  #others: Seen | null = null;
  /** How far this window had read the threads when it last wrote that down. */
  #threadsRead = 0;
  /** What this window has ever seen: what of it is no more is not taken from another's word again. */
  readonly #had = new Set<string>();
  #failing = false;
  #closed = false;
  #forgotten = false;
  readonly #unsent: UnsentShelf;
  readonly #passkeys: Passkeys;
  readonly #tag: string;
  #passkey = false;
  /** Where the draft of this window stands, and as it last wrote or found it there. */
  #draft: { at: string; text: string } | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #settling: Promise<void> | null = null;
  /** As this device had them at this unlock; null: nothing was remembered. */
  readonly seen: Seen | null;
  /** What the first screen showed when it was last written down; null: nothing that counts. Let go of once shown. */
  glance: Glance | null = null;
  /** As that glance says. */
  order: Told = NO_ORDER;
  /** Of the glance that stands here and counts. */
  #glanceHash: Hash | null;
  #glancedAt = Number.NEGATIVE_INFINITY;
  /** Records that did not open or did not fit: thrown away, and fetched again. */
  damaged = 0;
  /** Told when {@link view} says something else: it begins to fail, or its size has grown visibly. */
  onChange: () => void = () => undefined;
  #told = 0;

  private constructor(from: {
    shelf: Shelf;
    effects: Effects;
    organisation: OrganisationId;
    key: Bytes;
    turns: Turns;
    seen: Seen | null;
  }) {
    const { shelf, effects, organisation, key, turns, seen } = from;
    this.#shelf = shelf;
    this.#organisation = organisation;
    this.#turns = turns;
    this.#unsent = new UnsentShelf(shelf, key, effects.random);
    this.#passkeys = new Passkeys(shelf, organisation);
    this.#tag = recordName(key, "passkey");
    this.#effects = effects;
    this.#key = key;
    this.seen = seen;
    for (const id of seen === null ? [] : idsSeen(seen)) this.#had.add(id);
    this.#since = seen?.since ?? effects.clock();
    this.#glanceHash = seen?.glance ?? null;
  }

  /**
   * The heads, and the glance that they name. The rest, which may be much, with {@link load}. Never rejects: what cannot
   * be read is as if it were not there, and said in {@link view}.
   */
  static async open(
    shelf: Shelf,
    effects: Effects,
    keys: MemberKeys,
    organisation: OrganisationId,
  ): Promise<DeviceMemory> {
    const context = Uint8Array.from([...idToBytes(organisation), ...idToBytes(keys.id)]);
    const key = recordKey(keys.signSeed, LABEL, context);
    const turns = new Turns(shelf, key, effects.random);
    let [seen, record, damaged, failing]: [Seen | null, Bytes | null, number, boolean] = [null, null, 0, false];
    try {
      // Before anything else: whatever another window writes from here on is told apart from what is read.
      await turns.look();
      record = await shelf.get(seenName(key));
      seen = record === null ? null : readSeen(await openRecord(key, seenName(key), record));
    } catch (error) {
      if (error instanceof Refused) damaged++;
      else failing = true;
    }
    const device = new DeviceMemory({ shelf, effects, organisation, key, turns, seen });
    device.#seenRecord = record;
    device.damaged = damaged;
    device.#failing = failing;
    await device.#readGlance();
    return device;
  }

  /**
   * Reads the cache. Never rejects.
   *
   * @param stopped asked between pages: whether nobody waits for it any more
   * @param atOnce so many parts of cases are read in any case; where there are more, what presses, as far as it was noted
   * where that stands, and the rest with {@link more}
   */
  async load(stopped: () => boolean = () => false, atOnce = Number.POSITIVE_INFINITY): Promise<void> {
    try {
      const most = this.order === NO_ORDER ? Number.POSITIVE_INFINITY : atOnce / PARTS_A_PAGE;
      const cache = await Cache.open(this.#place, { first: this.order.pages, most }, stopped);
      this.#cache = cache;
      this.damaged += cache.damaged;
      this.#passkey = (await this.#passkeys.list()).some(({ tag }) => tag === this.#tag);
    } catch {
      this.#failing = true;
    }
  }

  get #place() {
    return { shelf: this.#shelf, key: this.#key, random: this.#effects.random, turns: this.#turns };
  }

  /** What the pages held at this unlock, as far as it is read, until it was taken over. */
  get found(): Found {
    return this.#cache?.found ?? new Map();
  }

  /** Whether some of the cache may not be read yet. */
  get hasMore(): boolean {
    return this.#cache?.hasMore === true;
  }

  /** Some more of it. Never rejects. @returns the keys of what was read */
  async more(): Promise<string[]> {
    const cache = this.#cache;
    if (cache === null) return [];
    const damaged = cache.damaged;
    try {
      return await cache.more(() => this.#closed);
    } catch {
      // What is not read is not there for this session, and nothing is written over it.
      this.#cache = null;
      this.#fail();
      return [];
    } finally {
      this.damaged += cache.damaged - damaged;
    }
  }

  async #readGlance(): Promise<void> {
    if (this.#glanceHash === null) return;
    try {
      const name = recordName(this.#key, GLANCE);
      const record = await this.#shelf.get(name);
      if (record === null) return;
      const { glance, order } = readGlance(await openRecord(this.#key, name, record));
      // Another than the heads name is an older one, put back alone, or what a second window wrote, or was about to.
      if (hashOf(record) !== this.#glanceHash) return;
      this.glance = glance;
      this.order = order;
    } catch (error) {
      if (error instanceof Refused) this.damaged++;
      else this.#failing = true;
    }
  }

  get view(): DeviceView {
    return {
      since: this.#forgotten ? null : (this.seen?.since ?? null),
      size: (this.#cache?.stored ?? 0) + this.#written.size,
      failing: this.#failing,
      passkey: this.#passkey,
      damaged: this.damaged,
    };
  }

  /** The heads of a thread that earlier sessions saw. */
  leastOf(mailbox: MailboxId): SeenThread | undefined {
    return this.seen?.threads.get(mailbox);
  }

  /** An answer that was read: to be kept where it held. */
  noteThread(thread: HeldThread, given: Answer): void {
    if (!this.#closed) this.#kept.noteThread(thread, given);
  }

  /** Says what of {@link found} was taken over; the rest is cleared away with the next write. */
  taken(held: Held, fitting: ReadonlyMap<string, Bytes>, wholes: Wholes): void {
    this.#kept.begin(held, this.found, fitting, wholes);
    if (this.#cache !== null) this.#cache.found = new Map();
  }

  /** Whether {@link keep} should be given a glance. */
  get glanceDue(): boolean {
    return !this.#closed && Math.abs(this.#effects.clock() - this.#glancedAt) >= GLANCE_AGE_MS;
  }

  /**
   * Writes down what came since. Resolves when it is on the device, or could not be.
   *
   * @param glance of the view that was made of exactly this
   */
  async keep(held: Held, glance: Glimpse | null = null): Promise<void> {
    if (this.#closed || held.locked) return;
    const change = this.#kept.changeFor(held);
    const seen = seenBy(held, this.seen, this.#since, (mailbox) => this.#kept.threadHash(mailbox));
    if (glance !== null) this.#glancedAt = this.#effects.clock();
    await this.#alone(async () => {
      if (await this.#isForgotten()) return;
      await this.#store(change);
      if (this.#forgotten) return;
      // Not beside what has just gone: the view may have been made a moment before. The next round brings another.
      if (glance !== null && change.remove.size === 0) await this.#writeGlance(glance);
      // Last: what it says is kept is kept by now.
      await this.#write({ ...seen, glance: this.#glanceHash }, glance !== null);
      const size = Math.ceil(this.view.size / TOLD_STEP);
      if (size === this.#told) return;
      this.#told = size;
      this.onChange();
    });
  }

  /**
   * Writes down as a whole what stands there commit by commit, so that the next unlock takes it over without opening each
   * again. In small steps: somebody works meanwhile. Resolves when no more is to be done, or nothing more can be.
   */
  settle(held: Held): Promise<void> {
    this.#settling ??= this.#settleAll(held).finally(() => {
      this.#settling = null;
    });
    return this.#settling;
  }

  async #settleAll(held: Held): Promise<void> {
    while (!this.#closed && !held.locked && this.#cache !== null && !this.#stuck) {
      const until = performance.now() + SETTLE_MS;
      const change = this.#kept.settle(held, () => performance.now() > until);
      if (change.put.size === 0) return;
      await this.#alone(() => this.#rewrite(change));
      await breathe();
    }
  }

  /** When everything said so far is on the device, or could not be. */
  async settled(): Promise<void> {
    await this.#turn;
  }

  /** Takes these compartments, their keys and the letters under them out of the cache, now. [CO6] */
  async eraseStreams(streams: Iterable<StreamId>): Promise<void> {
    const change = { put: new Map<string, Bytes>(), remove: new Set<string>(), streams: new Set(streams) };
    for (const stream of change.streams) this.#kept.drop(stream, change.remove);
    await this.#alone(() => this.#store(change));
  }

  /** The bundle that opens here without a network. With another phrase, what the one before opened here goes. [RO4] */
  async renewBundle(before: UnlockingKeys | null, now: UnlockingKeys, bundle: Bytes): Promise<void> {
    if (this.#closed) return;
    try {
      if (before !== null && before.login !== now.login) {
        await new Door(this.#shelf, before, this.#organisation).remove();
        await this.removePasskey();
      }
      await new Door(this.#shelf, now, this.#organisation).write(bundle, this.#effects.random);
    } catch {
      this.#fail();
    }
  }

  /** What earlier sessions wrote and could not send, in the order of writing. */
  async loadUnsent(): Promise<Unsent[]> {
    try {
      const { unsent, damaged } = await this.#unsent.load();
      this.damaged += damaged;
      return unsent;
    } catch {
      this.#fail();
      return [];
    }
  }

  /** Whether it stands here now. After a lock it stands as it stood. */
  async keepUnsent(one: Unsent): Promise<boolean> {
    if (this.#closed) return false;
    return this.#alone(async () => {
      if (await this.#isForgotten()) return false;
      try {
        await this.#unsent.keep(one);
        return true;
      } catch {
        this.#fail();
        return false;
      }
    });
  }

  async dropUnsent(id: string): Promise<void> {
    if (this.#closed) return;
    await this.#alone(() => this.#unsent.remove(id).catch(() => this.#fail()));
  }

  /** False only where this device says that it is here no more, and has not forgotten everything. */
  async hasUnsent(id: string): Promise<boolean> {
    if (this.#closed) return true;
    return this.#inTurn(async () => (await this.#isForgotten()) || this.#unsent.has(id).catch(() => true));
  }

  /**
   * Whether it stands here now; an empty text leaves nothing. Over a draft that another window has written, also where it
   * went on with this one's, nothing is written: somebody said those words.
   */
  keepDraft(text: string): Promise<boolean> {
    return this.#changeText(async () => {
      const at = await this.#placeOfDraft();
      if (at === undefined) return text === "";
      await this.#putText(at, text);
      this.#draft = text === "" ? null : { at, text };
      return true;
    });
  }

  /** This window's own, or one that another has left or has open. Empty where none stands here or it does not open. */
  async keptDraft(): Promise<string> {
    if (this.#closed) return "";
    return this.#inTurn(async () => {
      try {
        const mine = this.#draft;
        if (mine !== null && (await this.#textAt(mine.at)) === mine.text) return mine.text;
        for (const at of DRAFTS) {
          const text = await this.#textAt(at);
          if (text !== "") this.#draft = { at, text };
          if (text !== "") return text;
        }
      } catch {
        this.#fail();
      }
      return "";
    });
  }

  async #placeOfDraft(): Promise<string | undefined> {
    const mine = this.#draft;
    if (mine !== null && (await this.#textAt(mine.at)) === mine.text) return mine.at;
    for (const at of DRAFTS) if ((await this.#textAt(at)) === "") return at;
    return undefined;
  }

  /** @param how what is to stand here, by what does: another window's stand there too. */
  keepLooks(how: (kept: string) => string): Promise<boolean> {
    return this.#changeText(async () => {
      await this.#putText(LOOKS, how(await this.#textAt(LOOKS)));
      return true;
    });
  }

  keptLooks(): Promise<string> {
    return this.#keptText(LOOKS);
  }

  /** @param how as for looks: what another window has kept since stays. */
  keepSearches(how: (kept: string) => string): Promise<boolean> {
    return this.#changeText(async () => {
      await this.#putText(SEARCHES, how(await this.#textAt(SEARCHES)));
      return true;
    });
  }

  keptSearches(): Promise<string> {
    return this.#keptText(SEARCHES);
  }

  async #changeText(change: () => Promise<boolean>): Promise<boolean> {
    if (this.#closed) return false;
    return this.#alone(async () => {
      if (await this.#isForgotten()) return false;
      try {
        return await change();
      } catch {
        this.#fail();
        return false;
      }
    });
  }

  async #putText(of: string, text: string): Promise<void> {
    const name = recordName(this.#key, of);
    if (text === "") await this.#shelf.delete(name);
    else await this.#shelf.put(name, await sealRecord(this.#key, name, utf8(text), this.#effects.random));
  }

  /** Empty where none stands here or it does not open. Rejects where the shelf does. */
  async #textAt(of: string): Promise<string> {
    const name = recordName(this.#key, of);
    const record = await this.#shelf.get(name);
    if (record === null) return "";
    try {
      return new TextDecoder().decode(await openRecord(this.#key, name, record));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return "";
    }
  }

  async #keptText(of: string): Promise<string> {
    if (this.#closed) return "";
    return this.#inTurn(() => this.#textAt(of).catch(() => ""));
  }

  /** Rejects where the shelf does. */
  async keepPasskey(given: PasskeyGiven, unlocking: UnlockingKeys): Promise<void> {
    await this.#alone(() => this.#passkeys.add(given, this.#tag, unlocking, this.#effects.random));
    this.#passkey = true;
  }

  /** Rejects where the shelf does. */
  async removePasskey(): Promise<void> {
    await this.#alone(() => this.#passkeys.remove(({ tag }) => tag === this.#tag, this.#effects.random));
    this.#passkey = false;
  }

  /** Everything on this device, of whoever unlocked here; nothing more is kept in this session. Rejects where the shelf does. */
  async forgetAll(): Promise<void> {
    this.#closed = true;
    // At once, whoever has the turn. Then in turn, for what others had under way.
    await this.#shelf.erase().catch(() => undefined);
    await this.#alone(async () => {
      await this.#shelf.erase();
      this.#forget();
    });
  }

  /** The cache goes, the heads stay: where this member is no longer let in. */
  async dropCache(): Promise<void> {
    this.#closed = true;
    await this.#alone(async () => {
      // Also where it could not be read at this unlock.
      const cache = this.#cache ?? (await Cache.unread(this.#place).catch(() => null));
      await cache?.erase().catch(() => undefined);
      for (const one of [GLANCE, ...DRAFTS, LOOKS, SEARCHES])
        await this.#shelf.delete(recordName(this.#key, one)).catch(() => undefined);
      await this.#unsent.destroy().catch(() => undefined);
    });
    this.close();
  }

  /** The key leaves memory when the write that is under way is done. */
  close(): void {
    this.#closed = true;
    this.#kept.forget();
    if (this.#cache !== null) this.#cache.found = new Map();
    this.glance = null;
    this.order = NO_ORDER;
    void this.#inTurn(async () => {
      this.#key.fill(0);
      this.#cache = null;
    });
  }

  /** @param glanced in this turn: the glance that these heads name is the newest */
  async #write(mine: Seen, glanced: boolean): Promise<void> {
    const at = this.#effects.clock();
    const { roster, streams, threads, threadsRead, proposed, glance } = mine;
    const text = JSON.stringify([roster, [...streams], [...threads], threadsRead, proposed, glance]);
    if (text === this.#written.text && Math.abs(at - this.#written.at) < SEEN_AGE_MS) return;
    for (const id of idsSeen(mine)) this.#had.add(id);
    try {
      const name = seenName(this.#key);
      const theirs = await this.#seenByOthers(name);
      if (this.#forgotten) return;
      if (theirs !== null) {
        this.#others = this.#others === null ? theirs : bothSeen(theirs, this.#others);
        if (!glanced) this.#glanceHash = theirs.glance;
      }
      // The server counts from an older state, or something read does not hold: all is asked for again, whoever had read it.
      if (this.#others !== null && threadsRead < this.#threadsRead) this.#others.threadsRead = 0;
      this.#threadsRead = threadsRead;
      const isGone = (id: string) => this.#had.has(id);
      const seen = this.#others === null ? mine : bothSeen(mine, this.#others, isGone);
      const record = await sealRecord(
        this.#key,
        name,
        encodeSeen({ ...seen, glance: this.#glanceHash }),
        this.#effects.random,
      );
      await this.#shelf.put(name, record);
      this.#seenRecord = record;
      this.#written = { text, at, size: record.length };
    } catch {
      this.#fail();
    }
  }

  /** null where nobody wrote since this window did; what does not open says nothing. */
  async #seenByOthers(name: string): Promise<Seen | null> {
    const record = await this.#shelf.get(name);
    if (record === null) {
      if (this.#seenRecord !== null) this.#forget();
      return null;
    }
    if (this.#seenRecord !== null && sameBytes(record, this.#seenRecord)) return null;
    try {
      return readSeen(await openRecord(this.#key, name, record));
    } catch (error) {
      if (error instanceof Refused) return null;
      throw error;
    }
  }

  async #writeGlance({ glance, order }: Glimpse): Promise<void> {
    try {
      const name = recordName(this.#key, GLANCE);
      const soon = order.parts.slice(0, Math.max(order.pressing, SOON));
      const pages = this.#cache?.farPagesOf(soon.map(farItem)) ?? [];
      const record = await sealRecord(this.#key, name, encodeGlance(glance, { ...order, pages }), this.#effects.random);
      await this.#shelf.put(name, record);
      this.#glanceHash = hashOf(record);
    } catch {
      this.#fail();
    }
  }

  /** Before anything else of what has to go: a row of what was erased or withdrawn must not greet anybody again. [CO6] */
  async #dropGlance(): Promise<void> {
    this.glance = null;
    this.#glanceHash = null;
    this.#glancedAt = Number.NEGATIVE_INFINITY;
    await this.#shelf.delete(recordName(this.#key, GLANCE)).catch(() => this.#fail());
  }

  async #store(change: Change): Promise<void> {
    const { put, remove } = change;
    if (remove.size > 0) await this.#dropGlance();
    const cache = this.#cache;
    if (cache === null || (put.size === 0 && remove.size === 0)) return;
    const mustGo = remove.size > 0 || [...put].some(([item, { length }]) => length === 0 && cache.has(item));
    try {
      if (!this.#stuck) return await cache.write(change);
    } catch (error) {
      await this.#halt(error);
    }
    // What was to go must go, even if all else goes with it; an emptied value is a key that nobody may hold any more. [RO3]
    if (mustGo) await cache.erase().catch(() => undefined);
  }

  /** The same in another form: nothing of it has to go. What stood there goes last, so that none of it is missing between. */
  async #rewrite({ put, remove }: Change): Promise<void> {
    const cache = this.#cache;
    if (cache === null || this.#stuck) return;
    try {
      await cache.write({ put, remove: new Set() });
      await cache.write({ put: new Map(), remove });
    } catch (error) {
      await this.#halt(error);
    }
  }

  /** Nothing more is cached in this session; nothing at all is kept where another window had this device forget everything. */
  async #halt(error: unknown): Promise<void> {
    this.#stuck = true;
    if (!(error instanceof Erased)) return this.#fail();
    if ((await this.#shelf.get(seenName(this.#key)).catch(() => null)) === null) this.#forget();
  }

  /**
   * Whether another window had this device forget everything, or the browser has thrown it away. Then nothing more is kept
   * here; and what waited here is not what another window has sent.
   */
  async #isForgotten(): Promise<boolean> {
    const stood = this.#seenRecord;
    if (this.#forgotten || stood === null) return this.#forgotten;
    const record = await this.#shelf.get(seenName(this.#key)).catch(() => stood);
    if (record === null) this.#forget();
    return this.#forgotten;
  }

  /** Nothing stands here any more, nor will in this session. */
  get forgotten(): boolean {
    return this.#forgotten;
  }

  #forget(): void {
    this.#closed = true;
    this.#cache = null;
    this.#written = { text: "", at: 0, size: 0 };
    this.glance = null;
    this.#glanceHash = null;
    this.#forgotten = true;
    this.#passkey = false;
    this.onChange();
  }

  #fail(): void {
    if (this.#failing) return;
    this.#failing = true;
    this.onChange();
  }

  /** In turn, and not while another window does the like. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      let begun = false;
      const begin = () => {
        begun = true;
        return work();
      };
      try {
        return await this.#shelf.alone(begin);
      } catch (error) {
        // A shelf that has no room for a turn: what is to be kept or to go does not wait for it.
        if (begun) throw error;
        return work();
      }
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}

function seenName(key: Bytes): string {
  return recordName(key, "seen");
}
