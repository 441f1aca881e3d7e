/** What every engine must do for mailboxes that their holder has ended and for vouchers: part of the suite in `contract.ts`. */
import { describe, expect } from "vitest";
import { cardOf, freshId, KEYS, NO_ROW, noise, rowAfter, sha, uploadOf } from "./fixture.ts";
import type { Head, Store, StoreRecord } from "./port.ts";

const HOUR = 490_000;
const ROOM = { unanswered: 256 * 1024, known: 1024 * 1024, left: Number.MAX_SAFE_INTEGER };
const FILES = { file: 1e6, known: 8e6, unknown: 500_000, left: Number.MAX_SAFE_INTEGER };
const AT_ONCE = { until: null, notBefore: null };

type Story = (title: string, tell: (store: Store, place: string) => Promise<void>) => void;
type Begun = { stream: string; member: string; head: Head };
type With = {
  story: Story;
  /** Another store on an empty place. */
  copy: () => Promise<Store>;
  begun: (store: Store) => Promise<Begun>;
  collect: (store: Store) => Promise<StoreRecord[]>;
};

export function endedMailboxes({ story, copy, begun, collect }: With): void {
  describe("[HO2] a mailbox that its holder has ended", () => {
    /** Two letters, an unread reply and half a file; then ended, in the hour after. */
    const ended = async (store: Store) => {
      const { stream, member } = await begun(store);
      const mailbox = sha(freshId());
      const first = rowAfter(NO_ROW, { mailbox, desk: stream });
      const second = rowAfter({ seq: 1, hash: first.hash }, { mailbox, desk: stream });
      for (const row of [first, second]) await store.mailboxes.post(row, KEYS, ROOM);
      const reply = rowAfter(NO_ROW, { mailbox, desk: stream });
      await store.mailboxes.reply(reply, AT_ONCE);
      const { upload, chunkAt } = uploadOf(mailbox, 2);
      await store.files.begin(upload, FILES);
      await store.files.append(chunkAt(0));
      await store.mailboxes.end(mailbox, HOUR + 1);
      return { stream, member, mailbox, first, second, reply, upload, chunkAt };
    };
    const after = (mailbox: string, desk: string, head = NO_ROW) => rowAfter(head, { mailbox, desk });

    story("opens like one that nobody has written to, and ending it twice is ending it once", async (store) => {
      const { mailbox } = await ended(store);
      const empty = { up: NO_ROW, down: NO_ROW, ended: true, rows: [] };
      expect(await store.mailboxes.open(mailbox, HOUR + 1, 0)).toEqual(empty);
      const before = await store.now();
      await store.mailboxes.end(mailbox, HOUR + 9);
      expect(await store.now()).toBe(before);
      expect(await store.mailboxes.open(mailbox, HOUR + 9, 0)).toEqual(empty);
      const never = sha(freshId());
      await store.mailboxes.end(never, HOUR);
      expect(await store.mailboxes.open(never, HOUR, 0)).toBeNull();
    });

    story("loses its unread replies with their bytes, takes no other, and forgets files half sent", async (store) => {
      const { mailbox, stream, upload, chunkAt } = await ended(store);
      const rows = (await collect(store)).filter(({ table }) => table === "mailbox_rows");
      expect(rows.map(({ row }) => [row.direction, row.bytes === null]).sort()).toEqual([
        ["to-mailbox", true],
        ["to-team", false],
        ["to-team", false],
      ]);
      const late = after(mailbox, stream, { seq: 1, hash: sha("any") });
      expect(await store.mailboxes.reply(late, AT_ONCE)).toEqual({ kind: "refused", code: "FL_ENDED" });
      expect(await store.files.unfinished(mailbox)).toBeNull();
      expect(await store.files.append(chunkAt(1))).toEqual({ kind: "refused", code: "FL_FILE" });
      const kept = (await collect(store)).map(({ table }) => table);
      expect(kept).not.toContain("file_chunks");
      expect(kept).not.toContain("files");
      const row = rowAfter(NO_ROW, { mailbox, desk: stream, message: upload.message, files: [upload.file] });
      expect(await store.mailboxes.post(row, KEYS, ROOM)).toEqual({ kind: "refused", code: "FL_FILE" });
    });

    story("keeps files that a letter had named", async (store) => {
      const { stream, member } = await begun(store);
      const mailbox = sha(freshId());
      const first = rowAfter(NO_ROW, { mailbox, desk: stream });
      await store.mailboxes.post(first, KEYS, ROOM);
      const { upload, chunkAt } = uploadOf(mailbox, 1);
      await store.files.begin(upload, FILES);
      await store.files.append(chunkAt(0));
      const naming = { mailbox, desk: stream, message: upload.message, files: [upload.file] };
      await store.mailboxes.post(rowAfter({ seq: 1, hash: first.hash }, naming), KEYS, ROOM);
      await store.mailboxes.end(mailbox, HOUR);
      expect(await store.files.chunk(member, upload.file, 0)).toEqual(chunkAt(0).sealed);
    });

    story("writes on as a second chain from one, and the team sees where the first one ended", async (store) => {
      const { mailbox, stream, member, first, second } = await ended(store);
      const open = after(mailbox, stream, { seq: 2, hash: second.hash });
      expect(await store.mailboxes.post(open, KEYS, ROOM)).toEqual({ kind: "stale", up: NO_ROW, down: NO_ROW });
      const third = after(mailbox, stream);
      const accepted = { kind: "accepted", hash: third.hash };
      expect(await store.mailboxes.post(third, KEYS, ROOM)).toEqual(accepted);
      expect(await store.mailboxes.post(third, KEYS, ROOM)).toEqual(accepted);
      const fourth = after(mailbox, stream, { seq: 1, hash: third.hash });
      expect(await store.mailboxes.post(fourth, KEYS, ROOM)).toMatchObject({ kind: "accepted" });
      expect(await store.mailboxes.open(mailbox, HOUR, 0)).toMatchObject({ up: { seq: 2, hash: fourth.hash } });
      const { threads } = await store.mailboxes.threads(member, 0, 10);
      expect(threads).toMatchObject([
        { mailbox, replies: [{ hash: null }], ended: { hour: HOUR + 1, rows: 2 }, up: { seq: 4, hash: fourth.hash } },
      ]);
      expect(threads[0]?.rows.map(({ seq, hash }) => [seq, hash])).toEqual([
        [1, first.hash],
        [2, second.hash],
        [3, third.hash],
        [4, fourth.hash],
      ]);
    });

    story("is written to under the general card, as if it had never had its own", async (store) => {
      const { stream, member } = await begun(store);
      const mailbox = sha(freshId());
      const first = after(mailbox, stream);
      await store.mailboxes.post(first, KEYS, ROOM);
      const general = cardOf("new", stream);
      const own = cardOf(mailbox, stream);
      for (const card of [general, own]) await store.cards.put(member, { ...card, expires: HOUR + 300 });
      const next = after(mailbox, stream, { seq: 1, hash: first.hash });
      expect(await store.mailboxes.post(next, KEYS, ROOM)).toEqual({ kind: "refused", code: "FL_CARD" });
      await store.mailboxes.end(mailbox, HOUR);
      expect(await store.mailboxes.post(after(mailbox, stream), KEYS, ROOM)).toMatchObject({ kind: "accepted" });
    });

    story("stays ended after a restore, and its second chain goes on there", async (store) => {
      const { mailbox, stream } = await ended(store);
      const third = after(mailbox, stream);
      await store.mailboxes.post(third, KEYS, ROOM);
      const records = await collect(store);
      const restored = await copy();
      await restored.restore(records);
      expect(await collect(restored)).toEqual(records);
      expect(await restored.mailboxes.open(mailbox, HOUR, 0)).toMatchObject({ ended: true, up: { seq: 1 } });
      const fourth = after(mailbox, stream, { seq: 1, hash: third.hash });
      expect(await restored.mailboxes.post(fourth, KEYS, ROOM)).toMatchObject({ kind: "accepted" });
      expect(await restored.mailboxes.reply(after(mailbox, stream), AT_ONCE)).toMatchObject({ code: "FL_ENDED" });
    });
  });
}

export function vouchers({ story, copy, collect }: With): void {
  describe("[VO1] a voucher", () => {
    const voucher = (expires = HOUR + 10) => ({ id: sha(freshId()), expires, bytes: noise(400) });

    story("stands once under its id: a second one does not take its place", async (store) => {
      const one = voucher();
      const tries = await Promise.all([one, { ...one, bytes: noise(400) }].map((each) => store.vouchers.put(each)));
      expect(tries).toEqual([true, false]);
      expect(await store.vouchers.look(one.id, HOUR)).toEqual(one.bytes);
      expect(await store.vouchers.look(voucher().id, HOUR)).toBeNull();
    });

    story("is found until its hour and destroyed then; others stay", async (store) => {
      const [short, long] = [voucher(), voucher(HOUR + 11)];
      for (const each of [short, long]) await store.vouchers.put(each);
      expect(await store.vouchers.look(short.id, HOUR + 9)).toEqual(short.bytes);
      expect(await store.vouchers.look(short.id, HOUR + 10)).toBeNull();
      expect(await store.vouchers.expire(HOUR + 9)).toBe(0);
      expect(await store.vouchers.expire(HOUR + 10)).toBe(1);
      expect(await store.vouchers.look(long.id, HOUR + 10)).toEqual(long.bytes);
      expect((await collect(store)).filter(({ table }) => table === "vouchers")).toHaveLength(1);
    });

    story("withdrawn is gone with its bytes, at once, and withdrawing it again is nothing", async (store) => {
      const [one, other] = [voucher(), voucher()];
      for (const each of [one, other]) await store.vouchers.put(each);
      await store.vouchers.drop(one.id);
      await store.vouchers.drop(one.id);
      expect(await store.vouchers.look(one.id, HOUR)).toBeNull();
      const kept = (await collect(store)).filter(({ table }) => table === "vouchers");
      expect(kept.map(({ row }) => row.id)).toEqual([other.id]);
    });

    story("comes back with a restore", async (store) => {
      const one = voucher();
      await store.vouchers.put(one);
      const restored = await copy();
      await restored.restore(await collect(store));
      expect(await restored.vouchers.look(one.id, HOUR)).toEqual(one.bytes);
    });
  });
}
