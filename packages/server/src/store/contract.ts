/**
 * What every engine must do, told as one Vitest suite. Run on SQLite and on PostgreSQL in every test run.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Keeping } from "@fairlead/protocol/verify";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { endedMailboxes, vouchers } from "./contract-ended.ts";
import { watchedDesks } from "./contract-watches.ts";
import {
  alarmCommit,
  beginning,
  cardOf,
  commitAfter,
  freshId,
  KEYS,
  NO_ROW,
  noise,
  rowAfter,
  sha,
  uploadOf,
  wrapFor,
  ZERO,
} from "./fixture.ts";
import { type Effect, type Head, type NewCard, type NewRow, type Store, StoreFull, type StoreRecord } from "./port.ts";
import { openStore } from "./store.ts";

export type StoreHarness = {
  /** Why this engine cannot be tested here, with the command that would help. Asked after `start`. */
  start(): Promise<{ missing: string } | null>;
  stop(): Promise<void>;
  /** A place for an empty store, for `openStore`. */
  place(): Promise<string>;
  /** A store that has no room for another megabyte. Absent where the engine's disk cannot be made small here. */
  small?(): Promise<{ store: Store; remove(): Promise<void> } | { missing: string }>;
  /** Every byte that the engine keeps in files just now. Absent where they are not ours to read. */
  files?(place: string): Uint8Array;
};

const HOUR = 490_000;
const ROOM = { unanswered: 256 * 1024, known: 1024 * 1024, left: Number.MAX_SAFE_INTEGER };
const FILES = { file: 1e6, known: 8e6, unknown: 500_000, left: Number.MAX_SAFE_INTEGER };
const ENDLESS = { ...ROOM, unanswered: Number.MAX_SAFE_INTEGER };
const desk = "d0".repeat(16);

export function storeContract(name: string, harness: StoreHarness): void {
  describe(`store contract on ${name}`, { timeout: 60_000 }, () => {
    let missing: string | null = null;
    const open: Store[] = [];

    beforeAll(async () => {
      missing = (await harness.start())?.missing ?? null;
    }, 120_000);
    afterAll(() => harness.stop());
    afterEach(async () => {
      for (const store of open.splice(0)) await store.close();
    });

    const opened = async (place: string): Promise<Store> => {
      const store = await openStore(place);
      open.push(store);
      return store;
    };
    /** One test on a fresh store. */
    const story = (title: string, tell: (store: Store, place: string) => Promise<void>) =>
      it(title, async (test) => {
        if (missing !== null) return test.skip(missing);
        const place = await harness.place();
        await tell(await opened(place), place);
      });

    story("[ST5] the same bytes twice are kept once and accepted twice", async (store) => {
      const { stream, member, head } = await begun(store);
      const commit = commitAfter(head, { stream, author: member });
      expect(await store.streams.append(member, [commit], [])).toEqual({ kind: "accepted" });
      const before = await store.now();
      expect(await store.streams.append(member, [commit], [])).toEqual({ kind: "accepted" });
      expect(await store.now()).toBe(before);
      expect((await store.streams.page(stream, 0, 10, 1e6)).commits).toHaveLength(2);
    });

    story("[ST2] of two writers racing for one head one wins, the other is told the head", async (store, place) => {
      const other = await opened(place);
      const { stream, member, head } = await begun(store);
      const rivals = Array.from({ length: 6 }, () => commitAfter(head, { stream, author: member }));
      const answers = await Promise.all(
        rivals.map((commit, index) => (index % 2 === 0 ? store : other).streams.append(member, [commit], [])),
      );
      const winner = rivals[answers.findIndex((answer) => answer.kind === "accepted")];
      expect(answers.filter((answer) => answer.kind === "accepted")).toHaveLength(1);
      for (const answer of answers.filter((one) => one.kind !== "accepted")) {
        expect(answer).toEqual({ kind: "stale", stream, seq: 1, hash: winner?.hash });
      }
    });

    story("[ST2] an append over several streams is all or none", async (store) => {
      const one = await begun(store);
      const two = await begun(store, one.member);
      const good = commitAfter(one.head, { stream: one.stream, author: one.member });
      const late = commitAfter({ seq: 7, hash: ZERO }, { stream: two.stream, author: one.member });
      const before = await store.now();
      expect(await store.streams.append(one.member, [good, late], [])).toMatchObject({
        kind: "stale",
        stream: two.stream,
      });
      expect((await store.streams.page(one.stream, 0, 10, 1e6)).head).toEqual(one.head);
      expect(await store.now()).toBe(before);
    });

    story(
      "[ST5] writes kept by one commit are answered each for itself, whatever becomes of the others",
      async (store) => {
        const { stream, member, head } = await begun(store);
        await store.roster.append(0, sha("entry"), noise(9));
        const letters = Array.from({ length: 50 }, () => rowAfter(NO_ROW, { mailbox: sha(freshId()), desk }));
        const stale = commitAfter({ seq: 9, hash: ZERO }, { stream, author: member });
        const good = commitAfter(head, { stream, author: member });
        const [posted, twice, late, broken, kept] = await Promise.all([
          Promise.all(letters.map((row) => store.mailboxes.post(row, KEYS, ROOM))),
          Promise.all(letters.map((row) => store.mailboxes.post(row, KEYS, ROOM))),
          store.streams.append(member, [stale], []),
          // The same hash under another number: the engine itself refuses it.
          store.roster.append(1, sha("entry"), noise(9)).catch((error: unknown) => error),
          store.streams.append(member, [good], []),
        ]);
        for (const answers of [posted, twice]) {
          expect(answers.map((answer) => answer.kind === "accepted" && answer.hash)).toEqual(
            letters.map((row) => row.hash),
          );
        }
        expect([late.kind, kept.kind]).toEqual(["stale", "accepted"]);
        expect(broken).toBeInstanceOf(Error);
        expect(await store.roster.count()).toBe(1);
        expect(pick(await collect(store), "mailbox_rows")).toHaveLength(50);
      },
    );

    story("[CO4] only holders of the current epoch write, and only they are shown the stream", async (store) => {
      const { stream, member, head } = await begun(store);
      const stranger = freshId();
      const foreign = commitAfter(head, { stream, author: stranger });
      expect(await store.streams.append(stranger, [foreign], [])).toEqual({ kind: "refused", code: "FL_ACCESS" });
      expect(await store.streams.heldBy(stranger)).toEqual([]);
      expect(await store.streams.heldBy(member)).toEqual([{ stream, ...head, epoch: 1, readers: 1 }]);
      expect(await store.streams.append(stranger, [], [wrapFor(stream, stranger)])).toEqual({
        kind: "refused",
        code: "FL_WRAP",
      });
      expect(await store.streams.append(member, [], [wrapFor(stream, stranger)])).toEqual({ kind: "accepted" });
      expect(await store.streams.heldBy(stranger)).toHaveLength(1);
    });

    story(
      "[CO4] what was touched since is told apart, and of what is taken from somebody only that it was",
      async (store) => {
        const { stream, member, head } = await begun(store);
        const other = await begun(store);
        const colleague = freshId();
        const start = await store.now();
        expect(await store.streams.changedFor(member, start)).toEqual({ held: [], left: 0 });
        const note = commitAfter(head, { stream, author: member });
        await store.streams.append(member, [note], []);
        const now = { stream, seq: note.seq, hash: note.hash, epoch: 1 };
        expect(await store.streams.changedFor(member, start)).toEqual({ held: [{ ...now, readers: 1 }], left: 0 });
        expect(await store.streams.changedFor(other.member, start)).toEqual({ held: [], left: 0 });

        const written = await store.now();
        const wrap = wrapFor(stream, colleague);
        await store.streams.append(member, [], [wrap]);
        for (const one of [member, colleague])
          expect(await store.streams.changedFor(one, written)).toEqual({ held: [{ ...now, readers: 2 }], left: 0 });

        const given = await store.now();
        await store.streams.append(member, [note], [wrap]);
        expect(await store.streams.changedFor(member, given)).toEqual({ held: [], left: 0 });
        const effect = { kind: "epoch", commitment: sha(stream, "2"), keeping: "perishable", linked: true } as const;
        const next = commitAfter(note, { stream, author: member, epoch: 2, effect });
        await store.streams.append(member, [next], [wrapFor(stream, member, 2)]);
        expect(await store.streams.changedFor(member, given)).toMatchObject({ held: [{ seq: next.seq }], left: 0 });
        expect(await store.streams.changedFor(colleague, given)).toEqual({ held: [], left: 1 });
      },
    );

    story(
      "[CO3] a new epoch shuts out whoever has no wrap of it; writes under the old one are refused",
      async (store) => {
        const { stream, member, head } = await begun(store);
        const leaving = freshId();
        await store.streams.append(member, [], [wrapFor(stream, leaving)]);
        const effect = { kind: "epoch", commitment: sha(stream, "2"), keeping: "perishable", linked: true } as const;
        const next = commitAfter(head, { stream, author: member, epoch: 2, effect });
        expect(await store.streams.append(member, [next], [wrapFor(stream, member, 2)])).toEqual({ kind: "accepted" });
        expect(await store.streams.holds(leaving, stream)).toBe(false);
        const old = commitAfter({ seq: 1, hash: next.hash }, { stream, author: member, epoch: 1 });
        expect(await store.streams.append(member, [old], [])).toEqual({ kind: "refused", code: "FL_COMMIT_CHAIN" });
      },
    );

    story(
      "[ST3] an epoch that is skipped has never been: who held the stream before it holds it again",
      async (store) => {
        const [stream, member, outgoing, stranger] = [freshId(), freshId(), freshId(), freshId()];
        const first = beginning(stream, [member, outgoing]);
        await store.streams.append(member, [first.commit], first.wraps);
        const begin = (author: string, key: string, after = first.commit) => {
          const effect: Effect = { kind: "epoch", commitment: sha(key), keeping: "perishable", linked: false };
          return commitAfter(after, { stream, author, epoch: 2, effect });
        };
        const wrapOf = (to: string, key: string) => ({ ...wrapFor(stream, to, 2), commitment: sha(key) });
        // He lets a stranger in, leaves his colleague out, writes on, and is out.
        const his = begin(outgoing, "his");
        const wraps = [wrapOf(outgoing, "his"), wrapOf(stranger, "his")];
        expect(await store.streams.append(outgoing, [his], wraps)).toEqual({ kind: "accepted" });
        const more = commitAfter(his, { stream, author: outgoing, epoch: 2 });
        expect(await store.streams.append(outgoing, [more], [])).toEqual({ kind: "accepted" });
        expect(await store.streams.heldBy(member)).toEqual([]);

        const next = begin(member, "next");
        const head = { seq: more.seq, hash: more.hash };
        const skipping = [{ stream, from: 1, head, epoch: 1, rosterSeq: 0, hashes: [his.hash, more.hash] }];
        const own = [wrapOf(member, "next")];
        expect(await store.streams.append(member, [next], own, { out: [outgoing], skipping })).toEqual({
          kind: "accepted",
        });
        expect(await store.streams.heldBy(member)).toMatchObject([{ stream, seq: 1, hash: next.hash }]);
        for (const other of [outgoing, stranger]) expect(await store.streams.heldBy(other)).toEqual([]);
        expect((await store.streams.page(stream, 0, 9, 99_999)).commits).toHaveLength(2);
        expect(await store.streams.wraps(stranger, stream)).toEqual([]);
      },
    );

    story("[CO1] an epoch whose wraps carry another commitment is refused whole", async (store) => {
      const stream = freshId();
      const member = freshId();
      const { commit } = beginning(stream, [member]);
      const wrong = { ...wrapFor(stream, member), commitment: sha("another key") };
      expect(await store.streams.append(member, [commit], [wrong])).toEqual({ kind: "refused", code: "FL_WRAP" });
      expect((await store.streams.page(stream, 0, 1, 1e6)).head).toBeNull();
    });

    story(
      "[MB7] a letter is accepted once, whatever the retry looks like; a gap is refused with the heads",
      async (store) => {
        const mailbox = sha(freshId());
        const first = rowAfter(NO_ROW, { mailbox, desk });
        expect(await store.mailboxes.post(first, KEYS, ROOM)).toEqual({ kind: "accepted", hash: first.hash });
        expect(await store.mailboxes.post(first, KEYS, ROOM)).toEqual({ kind: "accepted", hash: first.hash });
        const others = { ...rowAfter(NO_ROW, { mailbox, desk }), message: first.message };
        const used = { kind: "refused", code: "FL_MESSAGE_USED" };
        expect(await store.mailboxes.post(others, KEYS, ROOM)).toEqual(used);
        // A full house takes nothing new, and still says of what it has that it has it.
        const none = { unanswered: 0, known: 0, left: 0 };
        expect(await store.mailboxes.post(first, KEYS, none)).toEqual({ kind: "accepted", hash: first.hash });
        const gap = rowAfter({ seq: 5, hash: ZERO }, { mailbox, desk });
        expect(await store.mailboxes.post(gap, KEYS, ROOM)).toEqual({
          kind: "stale",
          up: { seq: 1, hash: first.hash },
          down: NO_ROW,
        });
      },
    );

    story("[MB9] a new mailbox has a quota until the team has answered, then a larger one", async (store) => {
      const mailbox = sha(freshId());
      const small = { unanswered: 4000, known: 7000, left: Number.MAX_SAFE_INTEGER };
      const first = rowAfter(NO_ROW, { mailbox, desk });
      await store.mailboxes.post(first, KEYS, small);
      const second = rowAfter({ seq: 1, hash: first.hash }, { mailbox, desk });
      const full = { kind: "refused", code: "FL_QUOTA" };
      expect(await store.mailboxes.post(second, KEYS, small)).toEqual(full);
      expect(await store.mailboxes.unansweredBytes()).toBe(first.bytes.length);
      await store.mailboxes.reply(rowAfter(NO_ROW, { mailbox, desk }), { until: null, notBefore: null });
      expect(await store.mailboxes.post(second, KEYS, small)).toMatchObject({ kind: "accepted" });
      expect(await store.mailboxes.unansweredBytes()).toBe(0);
      const third = rowAfter({ seq: 2, hash: second.hash }, { mailbox, desk });
      expect(await store.mailboxes.post(third, KEYS, small)).toEqual(full);
    });

    story("[MB8] frozen again by a second hand, a mailbox keeps the holding text of the first", async (store) => {
      const { stream, member } = await begun(store);
      const mailbox = sha(freshId());
      await store.mailboxes.post(rowAfter(NO_ROW, { mailbox, desk: stream }), KEYS, ROOM);
      const reply = rowAfter(NO_ROW, { mailbox, desk: stream });
      await store.mailboxes.reply(reply, { until: null, notBefore: null });
      expect(await store.mailboxes.freeze(member, mailbox, HOUR)).toBe(true);
      const holding = rowAfter({ seq: 1, hash: reply.hash }, { mailbox, desk: stream });
      await store.mailboxes.reply(holding, { until: null, notBefore: null, holding: true });
      expect(await store.mailboxes.freeze(member, mailbox, HOUR)).toBe(true);
      expect((await store.mailboxes.open(mailbox, HOUR, 0))?.rows.map(({ hash }) => hash)).toEqual([holding.hash]);
    });

    story("[MB9] what was erased takes no room, and a full house still has room for known threads", async (store) => {
      const { stream, member } = await begun(store);
      const [known, flood] = [sha(freshId()), sha(freshId())];
      const hello = rowAfter(NO_ROW, { mailbox: known, desk: stream });
      await store.mailboxes.post(hello, KEYS, ROOM);
      await store.mailboxes.reply(rowAfter(NO_ROW, { mailbox: known, desk: stream }), { until: null, notBefore: null });
      const noise1 = rowAfter(NO_ROW, { mailbox: flood, desk: stream });
      await store.mailboxes.post(noise1, KEYS, ROOM);
      const none = { ...ROOM, left: 100 };
      const more = rowAfter({ seq: 1, hash: noise1.hash }, { mailbox: flood, desk: stream });
      const full = { kind: "refused", code: "FL_FULL" };
      expect(await store.mailboxes.post(more, KEYS, none)).toEqual(full);
      expect(await store.mailboxes.post(rowAfter(NO_ROW, { mailbox: sha("z"), desk: stream }), KEYS, none)).toEqual(
        full,
      );
      const next = rowAfter({ seq: 1, hash: hello.hash }, { mailbox: known, desk: stream });
      expect(await store.mailboxes.post(next, KEYS, none)).toMatchObject({ kind: "accepted" });
      expect(await store.mailboxes.unansweredBytes()).toBe(noise1.bytes.length);
      await store.mailboxes.erase(member, flood, [noise1.hash]);
      expect(await store.mailboxes.unansweredBytes()).toBe(0);
    });

    story("[MB5] a reply said again under another key takes the place of the unread one", async (store) => {
      const { stream, member } = await begun(store);
      const mailbox = sha(freshId());
      await store.mailboxes.post(rowAfter(NO_ROW, { mailbox, desk: stream }), KEYS, ROOM);
      const release = { until: null, notBefore: null };
      const old = rowAfter(NO_ROW, { mailbox, desk: stream });
      await store.mailboxes.reply(old, release);
      const again = rowAfter({ seq: 1, hash: old.hash }, { mailbox, desk: stream });
      const stranger = { hash: old.hash, member: freshId() };
      expect(await store.mailboxes.reply(again, release, stranger)).toEqual({ kind: "refused", code: "FL_ACCESS" });
      for (let times = 0; times < 2; times++)
        expect(await store.mailboxes.reply(again, release, { hash: old.hash, member })).toEqual({
          kind: "accepted",
          hash: again.hash,
        });
      const shown = async () => (await store.mailboxes.open(mailbox, HOUR, 0))?.rows.map(({ hash }) => hash);
      expect(await shown()).toEqual([again.hash]);
      const thread = async () => (await store.mailboxes.threads(member, 0, 9)).threads[0];
      const gone = { message: old.message, hash: null };
      const there = { message: again.message, hash: again.hash };
      expect(await thread()).toMatchObject({ replies: [gone, there], unread: 1 });
      await store.mailboxes.confirm(mailbox, [again.hash], HOUR);
      expect(await thread()).toMatchObject({ replies: [gone, { ...there, hash: null }], unread: 0 });
      const late = rowAfter({ seq: 2, hash: again.hash }, { mailbox, desk: stream });
      expect(await store.mailboxes.reply(late, release, { hash: again.hash, member })).toEqual({
        kind: "refused",
        code: "FL_REPLY_READ",
      });
      expect(await shown()).toEqual([]);
    });

    story(
      "[MB5] a reply takes another's place, also where that one stays readable or was signed anew",
      async (store) => {
        const { stream, member } = await begun(store);
        const mailbox = sha(freshId());
        await store.mailboxes.post(rowAfter(NO_ROW, { mailbox, desk: stream }), KEYS, ROOM);
        const stays = { until: HOUR + 9, notBefore: null };
        const twin = "ab".repeat(12);
        const first = rowAfter(NO_ROW, { mailbox, desk: stream, message: `${twin}00000000` });
        const again = rowAfter({ seq: 1, hash: first.hash }, { mailbox, desk: stream, message: `${twin}11111111` });
        const other = rowAfter({ seq: 2, hash: again.hash }, { mailbox, desk: stream });
        for (const row of [first, again, other]) await store.mailboxes.reply(row, stays);
        const next = rowAfter({ seq: 3, hash: other.hash }, { mailbox, desk: stream });
        const instead = (by: string) => ({ ...stays, instead: { messages: ["cd".repeat(12), twin], member: by } });
        const denied = { kind: "refused", code: "FL_ACCESS" };
        expect(await store.mailboxes.reply(next, instead(freshId()))).toEqual(denied);
        expect(await store.mailboxes.reply(next, instead(member))).toMatchObject({ kind: "accepted" });
        const left = (await store.mailboxes.open(mailbox, HOUR, 0))?.rows.map(({ hash }) => hash);
        expect(left).toEqual([other.hash, next.hash]);
      },
    );

    story("threads come by weight too, and without the rows that the reader has", async (store) => {
      const { stream, member } = await begun(store);
      const all = Array.from({ length: 5 }, () => sha(freshId()));
      const firsts = all.map((mailbox) => rowAfter(NO_ROW, { mailbox, desk: stream }));
      for (const row of firsts) await store.mailboxes.post(row, KEYS, ROOM);
      const met: string[] = [];
      let calls = 0;
      for (let since = 0; since < (await store.now()) && calls < 20; calls++) {
        const slice = await store.mailboxes.threads(member, since, 50, 6000);
        expect(slice.threads.length).toBeLessThanOrEqual(2);
        met.push(...slice.threads.map((thread) => thread.mailbox));
        since = slice.now;
      }
      expect([met, calls]).toEqual([all, 3]);
      expect((await store.mailboxes.threads(member, 0, 50, 10)).threads).toHaveLength(1);
      const [mailbox = "", first] = [all[0], firsts[0]];
      const second = rowAfter({ seq: 1, hash: first?.hash ?? "" }, { mailbox, desk: stream });
      await store.mailboxes.post(second, KEYS, ROOM);
      const { threads } = await store.mailboxes.threads(member, 0, 50, 1e6, new Map([[mailbox, 1]]));
      expect(threads.find((thread) => thread.mailbox === mailbox)).toMatchObject({
        up: { seq: 2 },
        rows: [{ seq: 2, row: second.bytes }],
      });
      expect(threads.flatMap(({ rows }) => rows)).toHaveLength(5);
    });

    story(
      "[MB5] what was read is erased, what is to stay stays until its hour, what is held back is not shown",
      async (store) => {
        const mailbox = sha(freshId());
        await store.mailboxes.post(rowAfter(NO_ROW, { mailbox, desk }), KEYS, ROOM);
        const once = rowAfter(NO_ROW, { mailbox, desk });
        const standing = rowAfter({ seq: 1, hash: once.hash }, { mailbox, desk });
        const later = rowAfter({ seq: 2, hash: standing.hash }, { mailbox, desk });
        await store.mailboxes.reply(once, { until: null, notBefore: null });
        await store.mailboxes.reply(standing, { until: HOUR + 3, notBefore: null });
        await store.mailboxes.reply(later, { until: HOUR + 9, notBefore: HOUR + 2 });
        const shown = async (hour: number) =>
          (await store.mailboxes.open(mailbox, hour, 0))?.rows.map((row) => row.hash);
        expect(await shown(HOUR)).toEqual([once.hash, standing.hash]);
        expect(await store.mailboxes.confirm(mailbox, [once.hash, standing.hash, later.hash], HOUR)).toBe(1);
        expect(await store.mailboxes.confirm(mailbox, [once.hash], HOUR)).toBe(0);
        expect(await shown(HOUR)).toEqual([standing.hash]);
        expect(await shown(HOUR + 2)).toEqual([standing.hash, later.hash]);
        expect(await store.mailboxes.expire(HOUR + 3)).toBe(1);
        expect(await shown(HOUR + 3)).toEqual([later.hash]);
        expect(await store.mailboxes.expire(HOUR + 9)).toBe(1);
        expect(await store.mailboxes.open(mailbox, HOUR + 9, 0)).toMatchObject({ rows: [], down: { seq: 3 } });
      },
    );

    story("[MB4] a thread reaches the holders of its desk, and moves with its card", async (store) => {
      const intake = await begun(store);
      const contact = await begun(store);
      const mailbox = sha(freshId());
      const first = rowAfter(NO_ROW, { mailbox, desk: intake.stream });
      await store.mailboxes.post(first, KEYS, ROOM);
      const seen = async (member: string) => (await store.mailboxes.threads(member, 0, 50)).threads;
      expect(await seen(intake.member)).toMatchObject([
        { mailbox, desk: intake.stream, rows: [{ seq: 1, row: first.bytes }] },
      ]);
      expect(await seen(contact.member)).toEqual([]);
      const both = await holderOf(store, intake, contact);
      const card = cardOf(mailbox, contact.stream);
      expect(await store.cards.put(both, card)).toEqual({ kind: "accepted" });
      expect(await store.cards.put(both, card)).toEqual({ kind: "accepted" });
      expect(await seen(contact.member)).toMatchObject([{ mailbox, rows: [{ seq: 1, row: null, hash: first.hash }] }]);
      expect(await store.mailboxes.erase(contact.member, mailbox, [first.hash])).toBe(0);
      expect(await store.mailboxes.erase(intake.member, mailbox, [first.hash])).toBe(1);
      expect(await seen(intake.member)).toEqual([]);
    });

    story(
      "[TK1] a mailbox that the team begins holds one reply: what it said before goes with the next",
      async (store) => {
        const [desk, other] = [await begun(store), await begun(store)];
        const mailbox = sha(freshId());
        const card = cardOf(mailbox, desk.stream);
        expect(await store.cards.put(other.member, card, KEYS)).toEqual({ kind: "refused", code: "FL_ACCESS" });
        expect(await store.mailboxes.desk(mailbox)).toBeNull();
        expect(await store.cards.put(desk.member, card, KEYS)).toEqual({ kind: "accepted" });
        expect(await store.cards.put(desk.member, card, KEYS)).toEqual({ kind: "accepted" });
        const row = (before: NewRow | typeof NO_ROW) => rowAfter(before, { mailbox, desk: desk.stream });
        const first = row(NO_ROW);
        const release = { until: HOUR + 9, notBefore: HOUR + 3 };
        expect(await store.mailboxes.reply(first, release)).toMatchObject({ kind: "accepted" });
        const rows = async (hour: number) =>
          (await store.mailboxes.open(mailbox, hour, 0))?.rows.map(({ hash }) => hash);
        expect(await rows(HOUR + 2)).toEqual([]);
        expect(await rows(HOUR + 3)).toEqual([first.hash]);
        await store.mailboxes.confirm(mailbox, [first.hash], HOUR + 3);
        const second = row(first);
        const alone = (member: string) => ({ until: HOUR + 9, notBefore: null, alone: { member } });
        const denied = await store.mailboxes.reply(second, alone(other.member));
        expect(denied).toEqual({ kind: "refused", code: "FL_ACCESS" });
        expect(await store.mailboxes.reply(second, alone(desk.member))).toMatchObject({ kind: "accepted" });
        expect(await rows(HOUR + 4)).toEqual([second.hash]);
        expect(await store.mailboxes.expire(HOUR + 9)).toBe(1);
        expect(await rows(HOUR + 4)).toEqual([]);
      },
    );

    story("[MB4] a thread is turned aside only by who reads it now and will read it then", async (store) => {
      const [intake, contact] = [await begun(store), await begun(store)];
      const both = await holderOf(store, intake, contact);
      const mailbox = sha(freshId());
      const denied = { kind: "refused", code: "FL_ACCESS" };
      const card = cardOf(mailbox, contact.stream);
      expect(await store.cards.put(both, card)).toEqual({ kind: "refused", code: "FL_MAILBOX_UNKNOWN" });
      await store.mailboxes.post(rowAfter(NO_ROW, { mailbox, desk: intake.stream }), KEYS, ROOM);
      expect(await store.cards.put(intake.member, card)).toEqual(denied);
      expect(await store.cards.put(contact.member, card)).toEqual(denied);
      expect(await store.cards.put(both, card)).toEqual({ kind: "accepted" });
      const back = cardOf(mailbox, intake.stream, card);
      expect(await store.cards.put(intake.member, back)).toEqual(denied);
      expect(await store.mailboxes.desk(mailbox)).toBe(contact.stream);
      const general = cardOf("new", intake.stream);
      expect(await store.cards.put(contact.member, general)).toEqual(denied);
      expect(await store.cards.put(intake.member, general)).toEqual({ kind: "accepted" });
      for (const member of [contact.member, both])
        expect(await store.cards.put(member, cardOf("new", contact.stream, general))).toEqual(denied);
      expect(await store.cards.put(both, cardOf("new", intake.stream, general))).toEqual({ kind: "accepted" });
    });

    story("[MB4] a card comes exactly after the one before; the first is number one", async (store) => {
      const { stream, member } = await begun(store);
      const first = cardOf("new", stream);
      const put = (card: NewCard) => store.cards.put(member, card);
      for (const wrong of [{ counter: 2 }, { counter: Number.MAX_SAFE_INTEGER }, { previous: sha("x") }])
        expect(await put({ ...first, ...wrong })).toEqual({ kind: "stale", counter: 0, hash: ZERO });
      expect(await put(first)).toEqual({ kind: "accepted" });
      const next = cardOf("new", stream, first);
      for (const wrong of [{ counter: 1 }, { counter: 3 }, { counter: 2 ** 53 - 1 }, { previous: ZERO }])
        expect(await put({ ...next, ...wrong })).toEqual({ kind: "stale", counter: 1, hash: first.hash });
      expect(await put(next)).toEqual({ kind: "accepted" });
    });

    story("[MB4] a letter under a card that nobody should use any more is not taken", async (store) => {
      const { stream, member } = await begun(store);
      const contact = await begun(store, member);
      const mailbox = sha(freshId());
      const first = rowAfter(NO_ROW, { mailbox, desk: stream });
      await store.mailboxes.post(first, KEYS, ROOM);
      const own = [cardOf(mailbox, contact.stream)];
      for (let count = 0; count < 2; count++) own.push(cardOf(mailbox, contact.stream, own.at(-1)));
      for (const card of own) expect(await store.cards.put(member, card)).toEqual({ kind: "accepted" });
      const sealedTo = (card: NewRow["card"], desk: string, hour = HOUR) =>
        store.mailboxes.post(rowAfter({ seq: 1, hash: first.hash }, { mailbox, desk, card, hour }), KEYS, ROOM);
      const refused = { kind: "refused", code: "FL_CARD" };
      expect(await sealedTo({ mailbox: "new", counter: 1 }, stream)).toEqual(refused);
      expect(await sealedTo({ mailbox, counter: 1 }, contact.stream)).toEqual(refused);
      expect(await sealedTo({ mailbox, counter: 2 }, contact.stream)).toMatchObject({ kind: "accepted" });
      // Kept once, it is kept: a retry needs no card.
      expect(await store.mailboxes.post({ ...first }, KEYS, ROOM)).toEqual({ kind: "accepted", hash: first.hash });
    });

    story("[P11] only what was begun to perish is given an hour of erasure", async (store) => {
      const { stream, member, head } = await begun(store, freshId(), "lasting");
      const denied = { kind: "refused", code: "FL_COMMIT_RETENTION" };
      for (const eraseAt of [HOUR, null]) {
        const ask = commitAfter(head, { stream, author: member, effect: { kind: "retention", eraseAt } });
        expect(await store.streams.append(member, [ask], [])).toEqual(denied);
      }
      const effect = { kind: "epoch", commitment: sha(stream, "2"), keeping: "perishable", linked: true } as const;
      const turn = commitAfter(head, { stream, author: member, epoch: 2, effect });
      expect(await store.streams.append(member, [turn], [wrapFor(stream, member, 2)])).toEqual(denied);
      const stay = commitAfter(head, { stream, author: member, epoch: 2, effect: { ...effect, keeping: "lasting" } });
      expect(await store.streams.append(member, [stay], [wrapFor(stream, member, 2)])).toEqual({ kind: "accepted" });
      const late = commitAfter(
        { seq: stay.seq, hash: stay.hash },
        { stream, author: member, epoch: 2, effect: { kind: "retention", eraseAt: HOUR } },
      );
      expect(await store.streams.append(member, [late], [])).toEqual(denied);
      expect(await store.streams.eraseDue(HOUR + 1)).toBe(0);
    });

    story("[MB4] with a stream go its cards, and its mailboxes are new to the team again", async (store) => {
      const intake = await begun(store, freshId(), "lasting");
      const contact = await begun(store, intake.member);
      const mailbox = sha(freshId());
      const first = rowAfter(NO_ROW, { mailbox, desk: intake.stream });
      await store.mailboxes.post(first, KEYS, ROOM);
      const general = cardOf("new", intake.stream);
      const own = cardOf(mailbox, contact.stream);
      for (const card of [general, own]) await store.cards.put(intake.member, card);
      const ask = commitAfter(contact.head, {
        stream: contact.stream,
        author: intake.member,
        effect: { kind: "retention", eraseAt: HOUR },
      });
      await store.streams.append(intake.member, [ask], []);
      expect(await store.streams.eraseDue(HOUR)).toBe(1);
      expect(await store.cards.newest(mailbox)).toBeNull();
      expect(await store.cards.byHash(own.hash)).toBeNull();
      expect(await store.mailboxes.desk(mailbox)).toBe(intake.stream);
      const after = { seq: 1, hash: first.hash };
      const lost = rowAfter(after, { mailbox, desk: contact.stream, card: { mailbox, counter: 1 } });
      expect(await store.mailboxes.post(lost, KEYS, ROOM)).toEqual({ kind: "refused", code: "FL_CARD" });
      const again = rowAfter(after, { mailbox, desk: intake.stream });
      expect(await store.mailboxes.post(again, KEYS, ROOM)).toMatchObject({ kind: "accepted" });
      const { threads } = await store.mailboxes.threads(intake.member, 0, 9);
      expect(threads).toMatchObject([{ mailbox, desk: intake.stream, rows: [{}, { row: again.bytes }] }]);
    });

    story("threads are handed out in slices that neither lose nor stop", async (store) => {
      const { stream, member } = await begun(store);
      const all = Array.from({ length: 7 }, () => sha(freshId()));
      for (const mailbox of all) await store.mailboxes.post(rowAfter(NO_ROW, { mailbox, desk: stream }), KEYS, ROOM);
      const met: string[] = [];
      for (let since = 0, calls = 0; since < (await store.now()) && calls < 20; calls++) {
        const slice = await store.mailboxes.threads(member, since, 2);
        met.push(...slice.threads.map((thread) => thread.mailbox));
        since = slice.now;
      }
      expect(met).toEqual(all);
    });

    story("[P7] [CK1] an alarm falls due by itself, once; a tap ends nothing, clearing does", async (store, place) => {
      const other = await opened(place);
      const { stream, member, head } = await begun(store);
      const alarm = freshId();
      const ladder = [
        { delay: 30, token: "aa" },
        { delay: 0, token: "bb" },
      ];
      const arm = alarmCommit(head, stream, member, { verb: "arm", alarm, due: 1000, grace: 60, ladder });
      await store.streams.append(member, [arm], []);
      expect(await store.alarms.advance(999)).toBe(0);
      const claims = await Promise.all([store.alarms.advance(1000), other.alarms.advance(1000)]);
      expect(claims.toSorted()).toEqual([0, 1]);
      const now = async () => (await store.alarms.heldBy(member))[0];
      const rungs = async () => (await now())?.rungs.map((rung) => rung.reached);
      expect(await now()).toMatchObject({ state: "due", rungs: [{ delay: 0 }, { delay: 30 }] });
      expect(await rungs()).toEqual([false, false]);
      const tapHead = { seq: arm.seq, hash: arm.hash };
      const tap = alarmCommit(tapHead, stream, member, { verb: "acknowledge", alarm, hour: 17 });
      await store.streams.append(member, [tap], []);
      expect(await store.alarms.advance(1059)).toBe(0);
      expect(await store.alarms.advance(1060)).toBe(1);
      expect(await now()).toMatchObject({ state: "missed", acknowledged: 17 });
      expect(await rungs()).toEqual([true, false]);
      expect(await store.alarms.advance(1090)).toBe(1);
      expect(await rungs()).toEqual([true, true]);
      const clear = alarmCommit({ seq: tap.seq, hash: tap.hash }, stream, member, { verb: "clear", alarm });
      await store.streams.append(member, [clear], []);
      expect(await now()).toMatchObject({ state: "cleared" });
      expect(await store.alarms.advance(1e6)).toBe(0);
    });

    story("an alarm cannot be moved from another stream", async (store) => {
      const one = await begun(store);
      const two = await begun(store);
      const alarm = freshId();
      const arm = { verb: "arm", alarm, due: 1000, grace: 60, ladder: [] } as const;
      await store.streams.append(one.member, [alarmCommit(one.head, one.stream, one.member, arm)], []);
      const clear = alarmCommit(two.head, two.stream, two.member, { verb: "clear", alarm });
      expect(await store.streams.append(two.member, [clear], [])).toEqual({ kind: "refused", code: "FL_ALARM" });
    });

    watchedDesks(story, opened, begun);

    const copy = async () => opened(await harness.place());
    endedMailboxes({ story, copy, begun, collect });
    vouchers({ story, copy, begun, collect });

    story("a stream is erased at its hour, not before, and a stub stays", async (store) => {
      const { stream, member, head } = await begun(store);
      const secret = commitAfter(head, { stream, author: member });
      const ask = commitAfter(
        { seq: 1, hash: secret.hash },
        { stream, author: member, effect: { kind: "retention", eraseAt: HOUR } },
      );
      await store.streams.append(member, [secret, ask], []);
      expect(await store.streams.eraseDue(HOUR - 1)).toBe(0);
      expect(await store.streams.eraseDue(HOUR)).toBe(1);
      expect(await store.streams.page(stream, 0, 10, 1e6)).toEqual({
        commits: [ask.bytes],
        head: { seq: 2, hash: ask.hash },
        erased: HOUR,
      });
      expect(await store.streams.wraps(member, stream)).toEqual([]);
      const more = commitAfter({ seq: 2, hash: ask.hash }, { stream, author: member });
      expect(await store.streams.append(member, [more], [])).toEqual({ kind: "refused", code: "FL_STREAM_ERASED" });
    });

    story(
      "[CO6] two erase what one of them holds, as far as it has come; a higher number opens nothing",
      async (store) => {
        const { stream, member, head } = await begun(store);
        const [stranger, hour] = [freshId(), HOUR];
        const erase = (seq: number, hash: string, by: string, settled = false) =>
          store.roster.append(0, sha("erase"), noise(9), { streams: [{ stream, seq, hash }], by: [by], hour, settled });
        expect(await erase(0, head.hash, stranger)).toBe("refused");
        // Of a stream of which less is here than was named: a backup was restored, or somebody counts too far.
        expect(await erase(7, sha("later"), stranger)).toBe("refused");
        expect(await erase(0, sha("another"), member)).toBe("stale");
        const more = commitAfter(head, { stream, author: member });
        await store.streams.append(member, [more], []);
        expect(await erase(0, head.hash, member)).toBe("stale");
        expect(await store.roster.count()).toBe(0);
        expect((await store.streams.page(stream, 0, 9, 1e6)).commits).toHaveLength(2);
        expect(await erase(1, more.hash, member)).toBe(true);
        expect((await store.streams.page(stream, 0, 9, 1e6)).commits).toEqual([]);
      },
    );

    story("[CO6] what stood before a backup was restored is erased again, whoever holds it here", async (store) => {
      const [old, gone, shared] = [await begun(store), await begun(store), await begun(store, freshId(), "lasting")];
      const by = [freshId(), freshId()];
      const decided = (...streams: { stream: string }[]) => ({
        streams: streams.map(({ stream }) => ({ stream, seq: 7, hash: sha("later") })),
        by,
        hour: HOUR,
        settled: true,
      });
      // The house's own compartments stay whatever anybody brings.
      expect(await store.roster.append(0, sha("e"), noise(9), decided(shared))).toBe("refused");
      const more = commitAfter(old.head, { stream: old.stream, author: old.member });
      await store.streams.append(old.member, [more], []);
      expect(await store.roster.append(0, sha("e"), noise(9), decided(old, gone, { stream: freshId() }))).toBe(true);
      for (const { stream, member } of [old, gone]) {
        expect(await store.streams.page(stream, 0, 9, 1e6)).toMatchObject({ commits: [], erased: HOUR });
        expect(await store.streams.heldBy(member)).toEqual([]);
      }
      expect(await store.streams.heldBy(shared.member)).toHaveLength(1);
    });

    story("a withdrawn retention erases nothing", async (store) => {
      const { stream, member, head } = await begun(store);
      const ask = commitAfter(head, { stream, author: member, effect: { kind: "retention", eraseAt: HOUR } });
      const tail = { seq: ask.seq, hash: ask.hash };
      const withdraw = commitAfter(tail, { stream, author: member, effect: { kind: "retention", eraseAt: null } });
      await store.streams.append(member, [ask, withdraw], []);
      expect(await store.streams.eraseDue(HOUR + 1)).toBe(0);
    });

    story("roster, bundles, certificates, sessions and small facts keep to their rules", async (store, place) => {
      expect(await store.roster.append(0, sha("0"), noise(10))).toBe(true);
      const rivals = [store.roster.append(1, sha("a"), noise(10)), store.roster.append(1, sha("b"), noise(10))];
      expect((await Promise.all(rivals)).toSorted()).toEqual([false, true]);
      expect(await store.roster.count()).toBe(2);
      const bundle = { member: freshId(), login: sha("login"), loginKey: noise(32), counter: 1, bytes: noise(99) };
      expect(await store.bundles.put(bundle, "first")).toBe(true);
      expect(await store.bundles.put({ ...bundle, member: freshId() }, "first")).toBe(false);
      expect(await store.bundles.put({ ...bundle, bytes: noise(98) }, "next")).toBe(false);
      const next = { ...bundle, login: sha("new login"), counter: 2, bytes: noise(97) };
      // Whoever brings a first one where one stands knows its member's key, not his phrase.
      expect(await store.bundles.put(next, "first")).toBe(false);
      expect(await store.bundles.put({ ...next, counter: 7 }, "next")).toBe(false);
      expect(await store.bundles.put(next, "next")).toBe(true);
      expect(await store.bundles.put(next, "first")).toBe(true);
      expect(await store.bundles.byLogin(sha("login"))).toBeNull();
      await store.certificates.put(sha("c1"), 10, 20, noise(5, "old"));
      await store.certificates.put(sha("c2"), 11, 30, noise(5, "new"));
      expect(await store.certificates.newest()).toEqual({ bytes: noise(5, "new"), issued: 11, expires: 30 });
      const before = await store.now();
      await store.sessions.begin(sha("token"), bundle.member, 1000);
      expect(await store.sessions.find(sha("token"), 1000)).toBeNull();
      await store.sessions.prolong(sha("token"), 2000);
      expect(await store.sessions.find(sha("token"), 1000)).toEqual({ member: bundle.member, expires: 2000 });
      await store.sessions.sweep(2000);
      expect(await store.sessions.find(sha("token"), 1)).toBeNull();
      expect(await store.now()).toBe(before);
      const other = await opened(place);
      const once = await Promise.all([store.meta.putOnce("key", "mine"), other.meta.putOnce("key", "yours")]);
      expect(once[0]).toBe(once[1]);
    });

    story("[RO4] another login ends every session of its member, and nobody else's", async (store) => {
      const bundle = { member: freshId(), login: sha("login"), loginKey: noise(32), counter: 1, bytes: noise(99) };
      await store.bundles.put(bundle, "first");
      const [his, other] = [["one", "two"].map((token) => sha(token)), sha("other")] as const;
      for (const token of his) await store.sessions.begin(token, bundle.member, 1000);
      await store.sessions.begin(other, freshId(), 1000);
      const there = async () => {
        const found = await Promise.all([...his, other].map((token) => store.sessions.find(token, 1)));
        return found.map((session) => session !== null);
      };
      // New keys under the same phrase, the same bytes again, and what is refused.
      const again = { ...bundle, counter: 2, bytes: noise(98) };
      for (const [kept, put] of [
        [true, again],
        [true, again],
        [false, { ...bundle, login: sha("late"), bytes: noise(97) }],
      ] as const) {
        expect(await store.bundles.put(put, "next")).toBe(kept);
        expect(await there()).toEqual([true, true, true]);
      }
      expect(await store.bundles.put({ ...bundle, login: sha("new"), counter: 3, bytes: noise(96) }, "next")).toBe(
        true,
      );
      expect(await there()).toEqual([false, false, true]);
    });

    story("a change wakes whoever waits", async (store) => {
      const woken = new Promise<void>((resolve) => store.onChange(resolve));
      await begun(store);
      await woken;
    });

    story("a snapshot is one moment, and restores into an empty store as the same records", async (store) => {
      await busy(store, 30);
      const during: Promise<void>[] = [];
      const records: StoreRecord[] = [];
      for await (const record of store.snapshot()) {
        records.push(record);
        if (records.length === 5) during.push(busy(store, 10));
      }
      await Promise.all(during);
      const streams = new Map(pick(records, "streams").map((row) => [row.stream, row.seq]));
      for (const [stream, seq] of streams) {
        const commits = pick(records, "commits").filter((row) => row.stream === stream);
        expect(commits).toHaveLength(Number(seq) + 1);
      }
      const copy = await opened(await harness.place());
      await copy.restore(records);
      expect(await collect(copy)).toEqual(records);
      await expect(copy.restore(records)).rejects.toMatchObject({ code: "FL_STORE_NOT_EMPTY" });
    });

    story("a restore that breaks off leaves the store empty", async (store) => {
      await busy(store, 5);
      const records = await collect(store);
      const copy = await opened(await harness.place());
      const broken = [...records.slice(0, -1), { table: "strangers", row: {} }];
      await expect(copy.restore(broken)).rejects.toMatchObject({ code: "FL_STORE_RECORD" });
      await copy.restore(records);
      expect(await collect(copy)).toEqual(records);
    });

    story("[P6] killed with -9 between accept and answer: nothing acknowledged is lost", async (_, place) => {
      const child = spawn(process.execPath, [fileURLToPath(new URL("./contract-child.ts", import.meta.url)), place], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      let said = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        if (said.split("\n").length > 40) child.kill("SIGKILL");
      });
      await once(child, "close");
      const acknowledged = said.split("\n").slice(0, -1);
      expect(acknowledged.length).toBeGreaterThanOrEqual(40);
      const after = await opened(place);
      const kept = new Set(pick(await collect(after), "mailbox_rows").map((row) => row.hash));
      expect(acknowledged.filter((hash) => !kept.has(hash))).toEqual([]);
      await busy(after, 3);
    });

    story(
      "[PAD1] [ST5] a file grows chunk by chunk, each once, without a gap, and is its letter's then",
      async (store) => {
        const { stream, member } = await begun(store);
        const { mailbox, head } = await written(store, stream);
        const { upload, chunkAt } = uploadOf(mailbox, 3);
        expect(await store.files.begin(upload, FILES)).toEqual({ kind: "accepted", have: 0 });
        const before = await store.now();
        expect(await store.files.append(chunkAt(1))).toEqual({ kind: "stale", have: 0 });
        for (const seq of [0, 0, 1]) await store.files.append(chunkAt(seq));
        expect(await store.files.begin(upload, FILES)).toEqual({ kind: "accepted", have: 2 });
        expect(await store.files.append({ ...chunkAt(1), hash: sha("other") })).toEqual({
          kind: "refused",
          code: "FL_FILE",
        });
        // Nobody at a console is woken by it.
        expect(await store.now()).toBe(before);
        const row = rowAfter(head, { mailbox, desk: stream, message: upload.message, files: [upload.file] });
        expect(await store.mailboxes.post(row, KEYS, ROOM)).toEqual({ kind: "refused", code: "FL_FILE" });
        expect(await store.files.chunk(member, upload.file, 0)).toBeNull();
        expect(await store.files.append(chunkAt(2))).toEqual({ kind: "accepted", have: 3 });
        expect(await store.files.unfinished(mailbox)).toEqual({ upload: upload.bytes, have: 3 });
        expect(await store.mailboxes.post(row, KEYS, ROOM)).toMatchObject({ kind: "accepted" });
        expect(await store.mailboxes.post(row, KEYS, ROOM)).toMatchObject({ kind: "accepted" });
        // The note to himself is gone with the naming, and nothing can be given up any more. [P8]
        expect(await store.files.unfinished(mailbox)).toBeNull();
        expect(await store.files.end(mailbox, upload.file)).toBe(false);
        expect(await store.files.chunk(member, upload.file, 2)).toEqual(chunkAt(2).sealed);
        expect(await store.files.chunk(freshId(), upload.file, 2)).toBeNull();
      },
    );

    story("[MB4] [CO6] files go where their letters go, and end with them", async (store) => {
      const intake = await begun(store);
      const { member } = intake;
      const contact = await begun(store, member);
      const stranger = await begun(store);
      const { mailbox, head } = await written(store, intake.stream);
      const sent: { file: string; row: string }[] = [];
      let last = head;
      for (const _ of [0, 1]) {
        const { upload, chunkAt } = uploadOf(mailbox, 1);
        await store.files.begin(upload, FILES);
        await store.files.append(chunkAt(0));
        const row = rowAfter(last, { mailbox, desk: intake.stream, message: upload.message, files: [upload.file] });
        await store.mailboxes.post(row, KEYS, ROOM);
        sent.push({ file: upload.file, row: row.hash });
        last = { seq: row.seq, hash: row.hash };
      }
      const [kept, erased] = sent;
      if (kept === undefined || erased === undefined) throw new Error("two files");
      // To a desk that he does not hold they do not go; nor are they lost.
      await store.mailboxes.erase(member, mailbox, [kept.row], stranger.stream);
      expect(await store.files.chunk(member, kept.file, 0)).not.toBeNull();
      await store.mailboxes.erase(member, mailbox, [kept.row], contact.stream);
      await store.mailboxes.erase(stranger.member, mailbox, [erased.row]);
      expect(await store.files.chunk(member, erased.file, 0)).not.toBeNull();
      await store.mailboxes.erase(member, mailbox, [erased.row]);
      expect(await store.files.chunk(member, erased.file, 0)).toBeNull();
      expect(await store.files.chunk(member, kept.file, 0)).not.toBeNull();
      const effect = { kind: "retention", eraseAt: HOUR } as const;
      await store.streams.append(
        member,
        [commitAfter(contact.head, { stream: contact.stream, author: member, effect })],
        [],
      );
      await store.streams.eraseDue(HOUR);
      expect(pick(await collect(store), "file_chunks")).toEqual([]);
    });

    story(
      "[MB9] unknown mailboxes send little; the team raises it for one; what no letter names expires",
      async (store) => {
        const { stream, member } = await begun(store);
        const { mailbox, head } = await written(store, stream);
        const many = uploadOf(mailbox, 30).upload;
        expect(await store.files.begin(uploadOf(sha("nobody"), 1).upload, FILES)).toMatchObject({ kind: "refused" });
        expect(await store.files.begin(many, FILES)).toEqual({ kind: "refused", code: "FL_FILE_LARGE" });
        expect(await store.files.begin(uploadOf(mailbox, 5).upload, { ...FILES, left: 100_000 })).toEqual({
          kind: "refused",
          code: "FL_FULL",
        });
        const first = uploadOf(mailbox, 5);
        expect(await store.files.begin(first.upload, FILES)).toMatchObject({ kind: "accepted" });
        expect(await store.files.begin(uploadOf(mailbox, 5).upload, FILES)).toEqual({
          kind: "refused",
          code: "FL_QUOTA",
        });
        expect(await store.files.setLimit(freshId(), mailbox, 9e6)).toBe(false);
        expect(await store.files.limit(mailbox, FILES)).toBe(FILES.unknown);
        expect(await store.files.setLimit(member, mailbox, 9e6)).toBe(true);
        expect(await store.files.limit(mailbox, FILES)).toBe(9e6);
        expect(await store.files.begin(many, FILES)).toMatchObject({ kind: "accepted" });
        const row = rowAfter(NO_ROW, { mailbox, desk: stream });
        await store.mailboxes.reply(row, { until: null, notBefore: null });
        await store.files.append(first.chunkAt(0));
        expect(await store.files.expire(HOUR + 47)).toBe(0);
        expect(await store.files.expire(HOUR + 48)).toBe(2);
        expect(pick(await collect(store), "file_chunks")).toEqual([]);
        expect(await store.files.append(first.chunkAt(1))).toEqual({ kind: "refused", code: "FL_FILE" });
        expect(head.seq).toBe(1);
      },
    );

    it("[P6] a full disk refuses with FL_STORE_FULL, keeps nothing half, and reading goes on", async (test) => {
      if (missing !== null) return test.skip(missing);
      const small = await harness.small?.();
      if (small === undefined) return test.skip("this engine's disk cannot be made small here");
      if ("missing" in small) return test.skip(small.missing);
      const { store } = small;
      try {
        const mailbox = sha(freshId());
        let head: Head = NO_ROW;
        let failure: unknown;
        for (let tries = 0; failure === undefined && tries < 20_000; tries++) {
          const row = rowAfter(head, { mailbox, desk, bytes: noise(16_000) });
          try {
            await store.mailboxes.post(row, KEYS, ENDLESS);
            head = { seq: row.seq, hash: row.hash };
          } catch (error) {
            failure = error;
          }
        }
        expect(failure).toBeInstanceOf(StoreFull);
        expect(head.seq).toBeGreaterThan(0);
        const row = rowAfter(head, { mailbox, desk, bytes: noise(16_000) });
        await expect(store.mailboxes.post(row, KEYS, ENDLESS)).rejects.toMatchObject({
          code: "FL_STORE_FULL",
        });
        const kept = pick(await collect(store), "mailbox_rows");
        expect(kept.map((one) => one.hash).at(-1)).toBeDefined();
        expect(kept).toHaveLength(head.seq);
        expect((await store.mailboxes.open(mailbox, HOUR, 0))?.up).toEqual(head);
        const { upload, chunkAt } = uploadOf(mailbox, 2);
        await expect(store.files.begin(upload, FILES).then(() => store.files.append(chunkAt(0)))).rejects.toMatchObject(
          { code: "FL_STORE_FULL" },
        );
        expect((await store.files.unfinished(mailbox))?.have ?? 0).toBe(0);
      } finally {
        await small.remove();
      }
    });

    it("[MB5] erased bytes are found nowhere in the engine's files", async (test) => {
      if (missing !== null) return test.skip(missing);
      const { files } = harness;
      if (files === undefined) return test.skip("erased rows leave this engine's files with its own vacuum");
      const place = await harness.place();
      const store = await opened(place);
      const mark = Buffer.from(`erased-${freshId()}`);
      const marked = (): Uint8Array => Buffer.concat([noise(2000), mark, noise(600)]);
      const { stream, member, head } = await begun(store);
      const mailbox = sha(freshId());
      const letter = rowAfter(NO_ROW, { mailbox, desk: stream, bytes: marked() });
      const reply = rowAfter(NO_ROW, { mailbox, desk: stream, bytes: marked() });
      await store.mailboxes.post(letter, KEYS, ROOM);
      await store.mailboxes.reply(reply, { until: null, notBefore: null });
      for (const named of [true, false]) {
        const { upload, chunkAt } = uploadOf(mailbox, 1, mark);
        await store.files.begin(upload, FILES);
        await store.files.append(chunkAt(0));
        if (!named) continue;
        const after = { seq: letter.seq, hash: letter.hash };
        const row = rowAfter(after, { mailbox, desk: stream, message: upload.message, files: [upload.file] });
        await store.mailboxes.post(row, KEYS, ROOM);
      }
      const secret = commitAfter(head, { stream, author: member, bytes: marked() });
      const effect = { kind: "retention", eraseAt: HOUR } as const;
      await store.streams.append(
        member,
        [secret, commitAfter({ seq: 1, hash: secret.hash }, { stream, author: member, effect })],
        [],
      );
      await busy(store, 5);
      expect(Buffer.from(files(place)).includes(mark)).toBe(true);
      await store.mailboxes.confirm(mailbox, [reply.hash], HOUR);
      await store.mailboxes.erase(member, mailbox, [letter.hash]);
      await store.streams.eraseDue(HOUR);
      await store.files.expire(HOUR + 48);
      expect(Buffer.from(files(place)).includes(mark)).toBe(false);
    });
  });
}

/** A stream that one member has begun. */
async function begun(
  store: Store,
  member = freshId(),
  keeping: Keeping = "perishable",
): Promise<{ stream: string; member: string; head: Head }> {
  const stream = freshId();
  const { commit, wraps } = beginning(stream, [member], keeping);
  expect(await store.streams.append(member, [commit], wraps)).toEqual({ kind: "accepted" });
  return { stream, member, head: { seq: 0, hash: commit.hash } };
}

/** A mailbox that has written once. */
async function written(store: Store, to: string): Promise<{ mailbox: string; head: Head }> {
  const mailbox = sha(freshId());
  const row = rowAfter(NO_ROW, { mailbox, desk: to });
  await store.mailboxes.post(row, KEYS, ROOM);
  return { mailbox, head: { seq: row.seq, hash: row.hash } };
}

/** A third member who has been given both. */
async function holderOf(store: Store, ...streams: readonly { stream: string; member: string }[]): Promise<string> {
  const third = freshId();
  for (const { stream, member } of streams) await store.streams.append(member, [], [wrapFor(stream, third)]);
  return third;
}

/** Some ordinary traffic. */
async function busy(store: Store, times: number): Promise<void> {
  const { stream, member, head } = await begun(store);
  let last = head;
  for (let done = 0; done < times; done++) {
    const commit = commitAfter(last, { stream, author: member });
    await store.streams.append(member, [commit], []);
    last = { seq: commit.seq, hash: commit.hash };
    await store.mailboxes.post(rowAfter(NO_ROW, { mailbox: sha(freshId()), desk: stream }), KEYS, ROOM);
  }
}

export async function collect(store: Store): Promise<StoreRecord[]> {
  const records: StoreRecord[] = [];
  for await (const record of store.snapshot()) records.push(record);
  return records;
}

function pick(records: readonly StoreRecord[], table: string): StoreRecord["row"][] {
  return records.filter((record) => record.table === table).map((record) => record.row);
}
