import {
  countThreads,
  glanceOf,
  mayWrite,
  type PhotoId,
  type State,
  type StreamId,
  uncountedThreads,
} from "@fairlead/casework";
import { Refused, toHex } from "@fairlead/protocol";
import { keepAccessLog, noteLook } from "./access-log.ts";
import { cameInOn, makeActions } from "./actions.ts";
import { Appender, OLD } from "./append.ts";
import { finishIntake, keepCards } from "./cards.ts";
import { keepCasesWrittenTo } from "./case-erasure.ts";
import { demandSecondInIntake, eraseClosedThreads, forgetTaken, reopenThreads, tidyCases } from "./case-opening.ts";
import { keepHeldParts } from "./consent-actions.ts";
import { enrol } from "./enrol.ts";
import { openFile } from "./file.ts";
import type { Actions, Hand, Outcome, Shown, View } from "./hand.ts";
import { keepHandOvers } from "./hand-overs.ts";
import type { Held } from "./held.ts";
import { rowMark } from "./import-actions.ts";
import { keepInterpreting } from "./interpreting.ts";
import { newestPin } from "./invitations.ts";
import { keepLadders } from "./ladders.ts";
import { beginLateCompartments } from "./late-compartments.ts";
import { holdMarked } from "./marked-holders.ts";
import { listenFor } from "./news.ts";
import { callReviewers } from "./night-move.ts";
import { demandAnotherForPersons } from "./person-actions.ts";
import { openPhoto } from "./photo.ts";
import { takeUpNewKeys } from "./phrase.ts";
import { keepPruning } from "./pruning.ts";
import { renewDue, vouch } from "./renewal.ts";
import { Outbox } from "./replies.ts";
import { giveByRole } from "./role-holding.ts";
import { Seldom } from "./seldom.ts";
import { ServerRefused } from "./session.ts";
import { takeBackLent, takeBackRefused } from "./sharing.ts";
import type { Glimpse } from "./shelf/device.ts";
import type { PasskeyGiven } from "./shelf/passkey.ts";
import { readingOrder } from "./shelf/reading-order.ts";
import type { Rest } from "./shelf/restore.ts";
import { followSuccessions } from "./succession.ts";
import { syncRound } from "./sync.ts";
import { keepTickets } from "./tickets.ts";
import { Unreachable } from "./transport.ts";
import { Asking } from "./unsent/asking.ts";
import { isKeptAtOnce } from "./unsent/at-once.ts";
import { isGone } from "./unsent/erased.ts";
import { reviver } from "./unsent/revive.ts";
import type { Unsent } from "./unsent/unsent.ts";
import { lockedView, viewOf } from "./view.ts";
import { resignStale } from "./waiting.ts";
import { keepWatch } from "./watch.ts";
import { Halted } from "./writing.ts";

/** How long to wait before asking again where there is no network. */
const AWAY_MS = 3_000;

/** Between two chores: whether something came, and was read. */
type Meanwhile = () => Promise<boolean>;
/** Clocks on screen run by themselves; what ages (claims, urgency) is looked at this often. */
const VIEW_AGE_MS = 60_000;
/** After the chores of a round those of the next wait so many times as long as they took, but no longer than this. */
const RESTS = 5;
const REST_MOST_MS = 5_000;
/** With so many compartments their heads take longer to write down than a word takes to be read: then not oftener than this. */
const MANY_COMPARTMENTS = 1_000;
const KEPT_EVERY_MS = 2_000;

const MORE = Symbol("more");

/** A long chore, a piece of it at each call: MORE while something of it is left. In between others have their turn. */
const inPieces = (begin: () => AsyncGenerator<void, void>): (() => Promise<unknown>) => {
  let begun: AsyncGenerator<void, void> | null = null;
  return async () => {
    const pieces = begun ?? begin();
    begun = null;
    if ((await pieces.next()).done) return;
    begun = pieces;
    return MORE;
  };
};

/** Joins what is held with those who bring and write, and takes turns between them. */
export class MemberHand implements Hand {
  readonly #held: Held;
  readonly #appender: Appender;
  readonly #outbox: Outbox;
  readonly act: Actions;
  readonly enrol: Hand["enrol"];
  readonly #asking = new Asking();
  readonly #actions: Actions;
  readonly #revive: ReturnType<typeof reviver>;
  readonly #shownFrom = new WeakMap<View, State>();
  #view: View | null = null;
  #shown = "";
  #shownHeads: readonly unknown[] = [];
  #shownAt = 0;
  /** Opening has made a round, and there was none since. */
  #isOpened = false;
  readonly #keeping = new Seldom(() => this.#keep(), KEPT_EVERY_MS);
  /** The end of the queue: rounds and writes never overlap. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(held: Held) {
    this.#held = held;
    this.#appender = new Appender(held);
    this.#outbox = new Outbox(held);
    const run = async <T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
      const asked = this.#asking.now;
      // Its turn comes when all is read: until then it is on this device, whatever becomes of this window.
      const waits = held.reading !== null && asked !== null && isKeptAtOnce(asked);
      const early = waits ? this.#appender.keepEarly(asked, this.#revive) : null;
      const inTurn = this.#run(async () => this.#appender.for(asked, work, await early));
      // Its turn may be far: a fault is thrown to whoever pressed, as any other, and not to nobody.
      const [outcome] = await Promise.all([inTurn, early]);
      return outcome;
    };
    const write = <T>(work: () => Promise<Outcome<T>>) => run(() => this.#unlessOutdated(work));
    const workings = { held, appender: this.#appender, outbox: this.#outbox, asking: this.#asking };
    this.#revive = reviver(workings);
    this.#actions = makeActions({ ...workings, revive: this.#revive, run: write, runAlways: run });
    this.act = this.#asking.named(this.#actions, held.effects.clock);
    this.enrol = (member) => write(() => enrol(held, this.#appender, member));
    held.subscribe(() => {
      this.#view = null;
    });
    const { device } = held;
    if (device !== null)
      device.onChange = () => {
        if (device.forgotten) {
          this.#appender.keptNoMore();
          for (const one of held.undone) one.kept = false;
        }
        held.changed();
      };
  }

  get me(): Hand["me"] {
    const { keys, role, handle } = this.#held;
    return { id: keys.id, role, handle };
  }

  get pin(): Hand["pin"] {
    return newestPin(this.#held);
  }

  view(): View {
    if (this.#view === null) {
      this.#view = this.#held.locked
        ? lockedView(this.me, this.#held.effects.clock(), this.#held.shutOut, this.#held.notTaken)
        : viewOf(this.#held, this.#appender, this.#outbox);
      this.#shownFrom.set(this.#view, this.#held.state);
    }
    return this.#view;
  }

  actOn(view: View): Actions {
    return this.#asking.named(this.#actions, this.#held.effects.clock, this.#shownFrom.get(view) ?? null);
  }

  /** What earlier sessions on this device left behind: it goes out again, or waits for its author to choose. */
  async takeUp(unsent: readonly Unsent[]): Promise<void> {
    for (const one of unsent)
      if (one.refused === null) this.#appender.adopt(one, this.#revive(one));
      else this.#held.undone.push(one);
    await this.#appender.letGoOfErased();
    if (this.#held.reading === null) await this.#appender.drawUp();
    this.#held.changed();
  }

  subscribe(listener: () => void): () => void {
    return this.#held.subscribe(listener);
  }

  async sync(): Promise<void> {
    await this.#round();
    this.#keeping.end();
    const { device } = this.#held;
    await device?.settle(this.#held);
    await device?.settled();
  }

  async #round(): Promise<void> {
    await this.read();
    await this.#keepHouseIfItCan();
  }

  /** The last round was a whole one. */
  get #isFollowing(): boolean {
    const { online, stopped, refused } = this.#held;
    return online && stopped === null && refused === null;
  }

  async #keepHouseIfItCan(meanwhile?: Meanwhile): Promise<void> {
    if (this.#isFollowing) await this.#keepHouse(meanwhile);
  }

  /**
   * What this device keeps and is not read yet, before anything else gets its turn: rounds, chores and writes judge by all
   * of it, and what is not read looks like what is not there. The screen says meanwhile that it is incomplete.
   */
  readOn(rest: Rest): void {
    void this.#inTurn(async () => {
      try {
        await rest(() => this.#held.changed());
        if (!this.#held.locked) await this.#appender.drawUp();
      } catch (error) {
        // A desk that knows half must not go on as if it knew all.
        this.#end();
        throw error;
      }
    });
  }

  /** The round of an opening: {@link watch} goes on from there. */
  async readFirst(): Promise<void> {
    await this.read();
    this.#isOpened = true;
  }

  /** One round of reading alone. @param look see `followCompartments` */
  async read(look: "all" | "changes" = "all"): Promise<void> {
    await this.#inTurn(async () => {
      this.#isOpened = false;
      if (this.#held.locked) return;
      await syncRound(this.#held, () => this.#show(), look);
      await this.#appender.letGoOfErased();
      // Suspended, removed, or his phrase changed elsewhere: keys and words leave this desk at once. [P5]
      if (this.#held.shutOut !== null) return this.#end();
      this.#show();
      this.#remember();
    });
  }

  #end(): void {
    this.#held.notTaken = [...this.#appender.unsent, ...this.#held.undone].flatMap(({ at, asked, refused }) =>
      asked === null || isGone({ refused }) ? [] : [{ at, action: asked.action }],
    );
    this.#appender.forget();
    this.#held.forget();
    this.#held.changed();
  }

  #remember(): void {
    if (this.#held.compartments.size < MANY_COMPARTMENTS) this.#keeping.now();
    else this.#keeping.ask();
  }

  /** Not waited for: a slow disk holds nobody up. What it cannot do shows in the status. */
  #keep(): void {
    const { device, stopped, syncedAt, locked } = this.#held;
    if (device === null || locked) return;
    const glances = device.glanceDue && stopped === null && syncedAt !== null;
    void device.keep(this.#held, glances ? this.#glimpse(syncedAt) : null);
    void device.settle(this.#held);
  }

  #glimpse(syncedAt: number): Glimpse {
    const claimed = [...this.#held.compartments.values()].filter(({ about }) => about?.about === "case");
    const streams = claimed.map(({ stream }) => stream);
    return { glance: glanceOf(this.view(), syncedAt), order: readingOrder(this.view(), streams) };
  }

  async forgetDevice(): Promise<Outcome> {
    await this.#held.device?.forgetAll();
    this.#held.changed();
    return { kind: "done" };
  }

  async keepPasskey(given: PasskeyGiven): Promise<Outcome> {
    const { device, session } = this.#held;
    const { unlocking } = session;
    if (unlocking === null || device === null) return { kind: "locked" };
    await device.keepPasskey(given, unlocking);
    given.secret.fill(0);
    this.#held.changed();
    return { kind: "done" };
  }

  async keepDraft(text: string): Promise<Outcome> {
    const { device, locked } = this.#held;
    if (locked) return { kind: "locked" };
    return (await device?.keepDraft(text)) ? { kind: "done" } : { kind: "not-held", part: "device" };
  }

  async keptDraft(): Promise<string> {
    return (await this.#held.device?.keptDraft()) ?? "";
  }

  async keepSearches(how: (kept: string) => string): Promise<Outcome> {
    const { device, locked } = this.#held;
    if (locked) return { kind: "locked" };
    return (await device?.keepSearches(how)) ? { kind: "done" } : { kind: "not-held", part: "device" };
  }

  async keptSearches(): Promise<string> {
    return (await this.#held.device?.keptSearches()) ?? "";
  }

  rowMark(cells: readonly string[]): string {
    return this.#held.locked ? "" : rowMark(this.#held, cells);
  }

  async removePasskey(): Promise<Outcome> {
    await this.#held.device?.removePasskey();
    this.#held.changed();
    return { kind: "done" };
  }

  /** A new view only where there is something new to see, or its clock has run on for a minute. */
  #show(): void {
    const { roster, compartments, threadChanges, alarms, told, online, stopped, refused, undone } = this.#held;
    // By being the same objects: with thousands of compartments, written out they take longer than all the rest.
    const heads: unknown[] = [];
    for (const { head, halted } of compartments.values()) heads.push(head, halted);
    const stand =
      heads.length === this.#shownHeads.length && heads.every((one, index) => one === this.#shownHeads[index]);
    const standing = [told.newCard, told.certificate?.expires, told.backup];
    const said = [online, stopped, refused, undone.map(({ id }) => id), this.#appender.pending, this.#outbox.waiting];
    const { waiting, invitations, disputes, takenAway, heardAt, withheldThreads, unheld } = this.#held;
    const papers = [waiting.map(({ id, signers, stale }) => [id, signers.length, stale]), invitations, disputes];
    const shown = JSON.stringify([
      roster.head,
      threadChanges,
      alarms,
      standing,
      said,
      papers,
      takenAway.size,
      withheldThreads,
      heardAt,
      [...unheld],
    ]);
    const now = this.#held.effects.clock();
    if (stand && shown === this.#shown && Math.abs(now - this.#shownAt) < VIEW_AGE_MS) return;
    this.#shown = shown;
    this.#shownHeads = heads;
    this.#shownAt = now;
    this.#held.changed();
  }

  /**
   * What any hand does for the others when it comes by, derived from what stands and not from memory:
   * sends what waits, finishes what was interrupted, renews what runs out, erases what has had its time.
   */
  async #keepHouse(meanwhile: Meanwhile = async () => false): Promise<void> {
    const held = this.#held;
    if (held.outdated) return;
    // Before anything follows the compartments further than the letters were read.
    const first = () => reopenThreads(held, this.#appender);
    const chores = [
      first,
      () => followSuccessions(held, this.#appender),
      () => demandSecondInIntake(held, this.#appender),
      () => demandAnotherForPersons(held, this.#appender),
      () => keepCasesWrittenTo(held, this.#appender),
      () => this.#appender.flush(),
      () => this.#outbox.flush(),
      () => this.#appender.putBackLeft(),
      // Who is out reads nothing more before anything else is written. [CO3]
      () => renewDue(held, this.#appender),
      () => vouch(held, this.#appender),
      () => beginLateCompartments(held, this.#appender),
      () => giveByRole(held, this.#appender),
      () => takeUpNewKeys(held, this.#appender),
      () => resignStale(held),
      () => takeBackLent(held, this.#appender),
      () => takeBackRefused(held, this.#appender),
      () => callReviewers(held, this.#appender),
      () => keepHeldParts(held, this.#appender),
      () => finishIntake(held, this.#appender),
      inPieces(() => keepCards(held, this.#appender)),
      () => tidyCases(held, this.#appender),
      () => holdMarked(held, this.#appender),
      () => keepPruning(held, this.#appender),
      () => keepTickets(held, this.#appender),
      () => keepHandOvers(held, this.#appender),
      () => keepWatch(held, this.#appender),
      () => keepLadders(held, this.#appender),
      () => keepInterpreting(held, this.#appender),
      () => this.#outbox.hold(),
      () => this.#outbox.mend(),
      () => keepAccessLog(held, this.#appender),
      () => this.#countThreads(),
      () => eraseClosedThreads(held),
      () => forgetTaken(held),
    ];
    // Each in a turn of its own: what a person does meanwhile need not wait for all of them.
    const keep = (chore: () => Promise<unknown>) => this.#inTurn(() => this.#doChore(chore));
    for (let again = true; again; ) {
      again = false;
      for (const chore of chores) {
        for (let left: unknown = MORE; left === MORE; ) {
          // Also what was read in between may not hold.
          if (!this.#isFollowing || held.outdated) break;
          left = await keep(chore);
          if (!(await meanwhile())) continue;
          // Those that were done did not know of it. They are done once more after the others, which must get their turn.
          again = true;
          await keep(first);
        }
      }
    }
    this.#show();
  }

  async #doChore(chore: () => Promise<unknown>): Promise<unknown> {
    if (this.#held.locked) return;
    try {
      return await chore();
    } catch (error) {
      // One chore that is refused must not keep the others from theirs; it is tried again next time.
      if (error instanceof Unreachable) this.#held.online = false;
      else if (!(error instanceof ServerRefused) && !(error instanceof Refused) && !(error instanceof Halted))
        throw error;
    }
  }

  /** Threads that operators answered are counted by whoever holds the ledger. */
  async #countThreads(): Promise<void> {
    const held = this.#held;
    if (!mayWrite(held.role, "countThread") || held.compartment("ledger") === null) return;
    if (uncountedThreads(held.state).length === 0) return;
    await this.#appender.write((hand) => {
      const intent = uncountedThreads(held.state).map((mailbox) => ({
        mailbox,
        token: toHex(held.effects.random(16)),
        day: cameInOn(held, mailbox),
      }));
      if (intent.length === 0) return { kind: "draft", writes: [] };
      const outcome = countThreads(held.state, intent, hand);
      return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
    });
  }

  watch(): () => void {
    let stopped = false;
    const { clock } = this.#held.effects;
    const listen = () => (this.#isFollowing && !stopped && !this.#held.locked ? listenFor(this.#held) : null);
    let chores: { ended: number; took: number } | null = null;
    const loop = async () => {
      while (!stopped && !this.#held.locked) {
        if (!this.#isOpened) await this.read("changes");
        this.#isOpened = false;
        let news = listen();
        // Of thousands of cases chores take a while: where words come without end, most of a desk's time is its user's.
        const rest = chores === null ? 0 : chores.ended + RESTS * chores.took - clock();
        if (rest > 0 && news !== null && this.#isFollowing) {
          await Promise.race([news.heard, new Promise((resolve) => setTimeout(resolve, Math.min(rest, REST_MOST_MS)))]);
          if (stopped || this.#held.locked) return;
          if (news.came && chores !== null && Math.abs(clock() - chores.ended) < REST_MOST_MS) continue;
        }
        const begun = clock();
        // A colleague's word does not wait for the chores: between two of them it is read and shown. Yet where words
        // come without end, or reading takes long, chores get as much time as reading.
        let [read, took] = [clock(), 0];
        await this.#keepHouseIfItCan(async () => {
          if (stopped || this.#held.locked || !news?.came || clock() - read < took) return false;
          const began = clock();
          await this.read("changes");
          [read, took] = [clock(), clock() - began];
          news = listen();
          return true;
        });
        chores = { ended: clock(), took: clock() - begun };
        await this.#held.device?.settled();
        if (stopped || this.#held.locked) return;
        // What could not be read stays new to the server: it would answer at once, again and again.
        const heard = news !== null && this.#isFollowing && (await news.heard);
        if (!heard) await new Promise((resolve) => setTimeout(resolve, AWAY_MS));
      }
    };
    void loop();
    return () => {
      stopped = true;
    };
  }

  async file(...asked: Parameters<Hand["file"]>): ReturnType<Hand["file"]> {
    if (this.#held.locked) return { kind: "locked" };
    try {
      const opened = await openFile(this.#held, ...asked);
      return this.#held.locked ? { kind: "locked" } : opened;
    } catch (error) {
      if (error instanceof Unreachable) return { kind: "offline" };
      if (error instanceof ServerRefused) return { kind: "gone" };
      throw error;
    }
  }

  photo(stream: StreamId, photo: PhotoId): ReturnType<Hand["photo"]> {
    return this.#held.locked ? { kind: "locked" } : openPhoto(this.#held, stream, photo);
  }

  looked(shown: Shown | null): void {
    noteLook(this.#held, shown, "screen");
  }

  lock(): void {
    this.#keeping.end();
    this.#appender.forget();
    this.#held.forget();
    this.#held.changed();
    // A round that was under way may still have brought something.
    void this.#inTurn(async () => {
      this.#appender.forget();
      this.#held.forget();
    });
  }

  async #run<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    return this.#inTurn(async (): Promise<Outcome<T>> => {
      if (this.#held.locked) return { kind: "locked" };
      try {
        const outcome = await work();
        if (this.#held.shutOut !== null) this.#end();
        return outcome;
      } catch (error) {
        if (error instanceof Unreachable) {
          this.#held.online = false;
          return { kind: "offline" };
        }
        if (error instanceof ServerRefused || error instanceof Refused || error instanceof Halted)
          return { kind: "refused-by-server", code: error.code };
        throw error;
      } finally {
        this.#held.changed();
        this.#remember();
      }
    });
  }

  async #unlessOutdated<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    return this.#held.outdated ? OLD : work();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work, work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}
