/** What every engine must do for desks that are watched and for bells: part of the suite in `contract.ts`. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type MailboxId, type StreamId, watchedAlarm } from "@fairlead/protocol/verify";
import { describe, expect } from "vitest";
import type { WatchStep } from "../timers/alarm.ts";
import { alarmCommit, beginning, freshId, KEYS, NO_ROW, rowAfter, sha, watchCommit } from "./fixture.ts";
import type { Head, NewBell, Store } from "./port.ts";

const HOUR = 490_000;
const MINUTE = HOUR * 60;
const ROOM = { unanswered: 256 * 1024, known: 1024 * 1024, left: Number.MAX_SAFE_INTEGER };

type Story = (title: string, tell: (store: Store, place: string) => Promise<void>) => void;
type Begun = { stream: string; member: string; head: Head };

export function watchedDesks(
  story: Story,
  opened: (place: string) => Promise<Store>,
  begun: (store: Store) => Promise<Begun>,
): void {
  describe("[P7] a watched desk", () => {
    type Rungs = Extract<WatchStep, { verb: "set" }>["ladder"];
    /** An intake and its desk, both held by one member, the desk watched for quarters of an hour. */
    const watched = async (store: Store, ladder: Rungs = []) => {
      const { stream, member, head } = await begun(store);
      const desk = freshId();
      const { commit, wraps } = beginning(desk, [member], "turning");
      await store.streams.append(member, [commit], wraps);
      let last = head;
      const say = async (step: WatchStep) => {
        const said = watchCommit(last, stream, member, step);
        last = { seq: said.seq, hash: said.hash };
        return store.streams.append(member, [said], []);
      };
      await say({ verb: "set", desk, minutes: 15, ladder });
      const alarms = () => store.alarms.heldBy(member);
      return { stream, member, desk, say, alarms };
    };
    const letter = (desk: string, minute = MINUTE + 2, mailbox = sha(freshId())) =>
      rowAfter(NO_ROW, { mailbox, desk, minute });

    story("a letter arms an alarm by itself, once until somebody attends to it", async (store) => {
      const { desk, say, alarms } = await watched(store);
      const first = letter(desk);
      await store.mailboxes.post(first, KEYS, ROOM);
      // Rounded: the minute of a letter is nobody's business. [P9]
      expect(await alarms()).toMatchObject([{ state: "armed", due: MINUTE + 20, grace: 0 }]);
      const second = rowAfter({ seq: 1, hash: first.hash }, { mailbox: first.mailbox, desk, minute: MINUTE + 9 });
      await store.mailboxes.post(second, KEYS, ROOM);
      expect(await alarms()).toMatchObject([{ due: MINUTE + 20 }]);
      await say({ verb: "attend", mailbox: first.mailbox, seen: 2, due: MINUTE + 40, minute: MINUTE + 10 });
      expect(await alarms()).toMatchObject([{ state: "armed", due: MINUTE + 40 }]);
      await say({ verb: "attend", mailbox: first.mailbox, seen: 2, due: null, minute: MINUTE + 12 });
      expect(await alarms()).toEqual([]);
      expect(await store.alarms.advance(MINUTE + 9999)).toBe(0);
    });

    story("a letter that came while another was answered is not forgotten with it", async (store) => {
      const { desk, say, alarms } = await watched(store);
      const first = letter(desk);
      await store.mailboxes.post(first, KEYS, ROOM);
      const second = rowAfter({ seq: 1, hash: first.hash }, { mailbox: first.mailbox, desk, minute: MINUTE + 9 });
      await store.mailboxes.post(second, KEYS, ROOM);
      await say({ verb: "attend", mailbox: first.mailbox, seen: 1, due: null, minute: MINUTE + 11 });
      expect(await alarms()).toMatchObject([{ state: "armed", due: MINUTE + 30 }]);
    });

    story("[P6] killed with -9: no letter is kept unwatched", async (store, place) => {
      const { desk, alarms } = await watched(store);
      const child = spawn(
        process.execPath,
        [fileURLToPath(new URL("./contract-child.ts", import.meta.url)), place, desk],
        {
          stdio: ["ignore", "pipe", "inherit"],
        },
      );
      let said = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        if (said.split("\n").length > 20) child.kill("SIGKILL");
      });
      await once(child, "close");
      const armed = (await alarms()).length;
      let kept = 0;
      for await (const { table, row } of store.snapshot()) if (table === "mailboxes" && row.desk === desk) kept++;
      expect(kept).toBeGreaterThanOrEqual(20);
      expect(armed).toBe(kept);
    });

    story("who writes again after 'I have it' is called for again: that word was for what rang then", async (store) => {
      const { desk, say, alarms } = await watched(store);
      const first = letter(desk);
      await store.mailboxes.post(first, KEYS, ROOM);
      await store.alarms.advance(MINUTE + 20);
      await say({ verb: "have", hour: HOUR });
      expect(await alarms()).toMatchObject([{ state: "missed", acknowledged: HOUR }]);
      const second = rowAfter({ seq: 1, hash: first.hash }, { mailbox: first.mailbox, desk, minute: MINUTE + 31 });
      await store.mailboxes.post(second, KEYS, ROOM);
      expect(await alarms()).toMatchObject([{ state: "armed", due: MINUTE + 50, acknowledged: null }]);
    });

    story("who writes again when every bell has rung in vain is called for again, at once", async (store) => {
      const { desk, member, alarms } = await watched(store, [{ delay: 0, token: "aa" }]);
      expect(await store.bells.put(bellOf(member, "aa", { every: 5, most: 2 }))).toBe(true);
      const first = letter(desk);
      await store.mailboxes.post(first, KEYS, ROOM);
      const again = (minute: number, seq: number, hash: string) =>
        rowAfter({ seq, hash }, { mailbox: first.mailbox, desk, minute });
      const ring = async (minute: number) => {
        await store.alarms.advance(minute);
        const bells = await store.bells.take(minute);
        for (const { bell } of bells) await store.bells.rang(bell, minute);
        return bells.length;
      };
      expect(await ring(MINUTE + 20)).toBe(1);
      // It rings on: nothing is begun anew.
      const second = again(MINUTE + 22, 1, first.hash);
      await store.mailboxes.post(second, KEYS, ROOM);
      expect(await alarms()).toMatchObject([{ state: "missed", due: MINUTE + 20 }]);
      expect([await ring(MINUTE + 26), await ring(MINUTE + 32)]).toEqual([1, 0]);
      await store.mailboxes.post(again(MINUTE + 91, 2, second.hash), KEYS, ROOM);
      expect(await alarms()).toMatchObject([{ state: "armed", due: MINUTE + 95 }]);
      expect(await ring(MINUTE + 95)).toBe(1);
    });

    story("[P7] one stream watches several desks, and each calls its own people", async (store) => {
      const { desk, member, say, alarms } = await watched(store, [{ delay: 0, token: "aa" }]);
      const theCase = freshId();
      const { commit, wraps } = beginning(theCase, [member], "perishable");
      await store.streams.append(member, [commit], wraps);
      await say({ verb: "set", desk: theCase, minutes: 60, ladder: [{ delay: 0, token: "bb" }] });
      for (const token of ["aa", "bb", "cc"]) await store.bells.put(bellOf(token === "aa" ? member : freshId(), token));
      await store.mailboxes.post(letter(desk), KEYS, ROOM);
      await store.mailboxes.post(letter(theCase), KEYS, ROOM);
      expect((await alarms()).map(({ due }) => due - MINUTE).toSorted((a, b) => a - b)).toEqual([20, 65]);
      // The case changes hands; the intake's letters still call whom they called.
      await say({ verb: "set", desk: theCase, minutes: 60, ladder: [{ delay: 0, token: "cc" }] });
      const called = async (minute: number) => {
        await store.alarms.advance(minute);
        return (await store.bells.take(minute)).map(({ token }) => token).toSorted();
      };
      expect([await called(MINUTE + 20), await called(MINUTE + 65)]).toEqual([["aa"], ["aa", "cc"]]);
    });

    story("another desk's letters are not its concern; an ended watch arms nothing", async (store) => {
      const { desk, say, alarms } = await watched(store);
      await store.mailboxes.post(letter(freshId()), KEYS, ROOM);
      expect(await alarms()).toEqual([]);
      await say({ verb: "end", desk });
      await store.mailboxes.post(letter(desk), KEYS, ROOM);
      expect(await alarms()).toEqual([]);
    });

    story("[P3] nobody watches a desk that he does not hold", async (store) => {
      const { say } = await watched(store);
      const other = await begun(store);
      const set = { verb: "set", desk: other.stream, minutes: 0, ladder: [] } as const;
      expect(await say(set)).toEqual({ kind: "refused", code: "FL_ALARM" });
    });

    story("whoever takes the alarm's own id elsewhere does not keep a letter from being noticed", async (store) => {
      const { stream, desk, alarms } = await watched(store);
      const row = letter(desk);
      const thief = await begun(store);
      const alarm = watchedAlarm(stream as StreamId, row.mailbox as MailboxId);
      const arm = { verb: "arm", alarm, due: 9e9, grace: 0, ladder: [] } as const;
      await store.streams.append(thief.member, [alarmCommit(thief.head, thief.stream, thief.member, arm)], []);
      await store.mailboxes.post(row, KEYS, ROOM);
      expect(await alarms()).toMatchObject([{ alarm, stream, due: MINUTE + 20 }]);
    });

    const bellOf = (member: string, token: string, of: Partial<NewBell> = {}): NewBell => ({
      ...{ bell: freshId(), member, token, kind: "ntfy", address: "https://bells.example/invented" },
      ...{ every: 5, most: 3 },
      ...of,
    });

    story(
      "the ladder rings the bells behind its tokens, each taken by one node, until it is had",
      async (store, place) => {
        const other = await opened(place);
        const { desk, member, say } = await watched(store, [
          { delay: 0, token: "aa", from: MINUTE, until: MINUTE + 480 },
          { delay: 0, token: "bb", from: MINUTE + 480, until: null },
          { delay: 10, token: "cc" },
        ]);
        const [night, day, stand] = [bellOf(member, "aa"), bellOf(freshId(), "bb"), bellOf(freshId(), "cc")];
        for (const bell of [night, day, stand]) expect(await store.bells.put(bell)).toBe(true);
        await store.mailboxes.post(letter(desk), KEYS, ROOM);
        expect(await store.alarms.heldBy(member)).toMatchObject([{ state: "armed", rungs: [] }]);
        const rings = async (minute: number) => {
          await store.alarms.advance(minute);
          const both = await Promise.all([store.bells.take(minute), other.bells.take(minute)]);
          const taken = both.flat().map(({ bell }) => bell);
          for (const bell of taken) await store.bells.rang(bell, minute);
          return taken;
        };
        expect(await rings(MINUTE + 19)).toEqual([]);
        expect(await rings(MINUTE + 20)).toEqual([night.bell]);
        expect(await rings(MINUTE + 21)).toEqual([]);
        expect(await rings(MINUTE + 25)).toEqual([night.bell]);
        await say({ verb: "have", hour: HOUR });
        expect(await rings(MINUTE + 29)).toEqual([]);
        // "I have it" stops what rings; the ladder goes on. [CK1]
        expect(await rings(MINUTE + 30)).toEqual([stand.bell]);
        expect(await rings(MINUTE + 35)).toEqual([stand.bell]);
        expect(await rings(MINUTE + 40)).toEqual([stand.bell]);
        expect(await rings(MINUTE + 45)).toEqual([]); // as often as its member wants, and no more
        expect(await store.bells.of(stand.member)).toMatchObject([{ rung: MINUTE + 40, failed: null }]);
      },
    );

    story("a bell that cannot be reached is tried again, ever later, and never given up", async (store) => {
      const { desk, member } = await watched(store, [{ delay: 0, token: "aa" }]);
      const bell = bellOf(member, "aa", { most: 1 });
      await store.bells.put(bell);
      await store.mailboxes.post(letter(desk), KEYS, ROOM);
      const tried: number[] = [];
      for (let minute = MINUTE + 20; minute < MINUTE + 60; minute++) {
        await store.alarms.advance(minute);
        for (const one of await store.bells.take(minute)) {
          tried.push(minute - MINUTE);
          await (minute < MINUTE + 50 ? store.bells.failed(one.bell, minute) : store.bells.rang(one.bell, minute));
        }
      }
      expect(tried).toEqual([20, 21, 22, 24, 27, 32, 42, 52]);
      // Killed between taking and saying: another takes it two minutes later.
      await store.bells.test(member, bell.bell, MINUTE + 60);
      expect(await store.bells.take(MINUTE + 60)).toHaveLength(1);
      expect(await store.bells.take(MINUTE + 61)).toHaveLength(0);
      expect(await store.bells.take(MINUTE + 62)).toHaveLength(1);
    });

    story("a shift that changes takes the bells along; who is out is called no more", async (store) => {
      const { desk, member, say } = await watched(store, [{ delay: 0, token: "aa" }]);
      const [mine, hers] = [bellOf(member, "aa"), bellOf(freshId(), "bb")];
      for (const bell of [mine, hers]) await store.bells.put(bell);
      await store.mailboxes.post(letter(desk), KEYS, ROOM);
      await store.alarms.advance(MINUTE + 20);
      await say({ verb: "set", desk, minutes: 15, ladder: [{ delay: 0, token: "bb" }] });
      await store.alarms.advance(MINUTE + 21);
      expect((await store.bells.take(MINUTE + 21)).map(({ bell }) => bell)).toEqual([hers.bell]);
      expect(await store.bells.keepOnly([member])).toBe(1);
      expect(await store.bells.take(MINUTE + 30)).toEqual([]);
      // Another's bell is not changed, nor taken, by knowing its id; four are enough for anybody.
      expect(await store.bells.put({ ...mine, member: freshId() })).toBe(false);
      await store.bells.remove(freshId(), mine.bell);
      for (let more = 0; more < 3; more++) expect(await store.bells.put(bellOf(member, "aa"))).toBe(true);
      expect(await store.bells.put(bellOf(member, "aa"))).toBe(false);
    });
  });
}
