import {
  decodeBody,
  type Hash,
  openReply,
  parseRow,
  signConfirmation,
  signEnding,
  signOpening,
  solveWork,
  unpadPage,
  ZERO_HASH,
} from "@fairlead/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bytesOf, caller, Organisation, post, random } from "./organisation.ts";

describe("a caller's mailbox", () => {
  let organisation: Organisation;
  beforeAll(async () => {
    organisation = await Organisation.found();
  });
  afterAll(() => organisation.close());

  it("[MB5] writes, is answered once, confirms, and the reply is gone", async () => {
    const keys = await caller();
    const row = await organisation.letter(keys, "an invented call");
    expect((await organisation.send(keys, row)).body).toEqual({ accepted: row.hash });
    const { answer } = await organisation.reply(keys, "an invented answer");
    expect(answer.status).toBe(200);

    const opened = await organisation.open(keys);
    const rows = opened.body.rows as { row: Uint8Array; until: number | null }[];
    expect(rows).toHaveLength(1);
    const reply = parseRow(rows[0]?.row ?? new Uint8Array());
    expect((await openReply(reply, keys.kemSeed)).text).toBe("an invented answer");

    const nonce = bytesOf(opened.body.nonce);
    const confirmation = signConfirmation(keys, organisation.roster.organisation, nonce, [reply.hash]);
    expect((await post(organisation.url, "/api/mailbox/confirm", { confirmation })).body).toEqual({ erased: 1 });
    expect((await organisation.open(keys)).body.rows).toEqual([]);
  });

  it("[P9] [PH3] every mailbox answers one page of 16 KiB, also one that nobody ever wrote to", async () => {
    const written = await caller();
    await organisation.send(written, await organisation.letter(written, "an invented call"));
    await organisation.reply(written, "x".repeat(3000));
    const [full, empty] = [await organisation.open(written), await organisation.open(await caller())];
    expect(full.page).toHaveLength(16 * 1024);
    expect(empty.page).toHaveLength(16 * 1024);
    expect(Object.keys(empty.body).sort()).toEqual(Object.keys(full.body).sort());
    expect(empty.body).toMatchObject({ up: { seq: 0 }, down: { seq: 0 }, rows: [], more: false });
  });

  it("[P9] many replies come page by page, none twice, none lost", async () => {
    const keys = await caller();
    await organisation.send(keys, await organisation.letter(keys, "an invented call"));
    let last: { seq: number; previous?: Hash } = { seq: 1 };
    const sent: string[] = [];
    for (let count = 0; count < 12; count++) {
      const { row } = await organisation.reply(keys, `answer ${count}`, last);
      sent.push(row.hash);
      last = { seq: last.seq + 1, previous: row.hash };
    }
    const met: string[] = [];
    for (let more = true, afterSeq = 0; more; ) {
      const opening = signOpening(keys, organisation.roster.organisation, await organisation.nonce());
      const { bytes } = await post(organisation.url, "/api/mailbox/open", { opening, after: afterSeq });
      expect(bytes).toHaveLength(16 * 1024);
      const body = decodeBody(unpadPage(bytes));
      const rows = (body.rows as { row: Uint8Array }[]).map(({ row }) => parseRow(row));
      met.push(...rows.map((row) => row.hash));
      afterSeq = rows.at(-1)?.header.seq ?? 0;
      more = body.more === true;
    }
    expect(met).toEqual(sent);
  });

  it("[HO2] ended, it answers like one that never was, and what is written there later stays apart from what was", async () => {
    const { organisation: id } = organisation.roster;
    const keys = await caller();
    const first = await organisation.letter(keys, "an invented call");
    await organisation.send(keys, first);
    await organisation.reply(keys, "a reply that nobody with the old words may read");
    const end = async () => {
      const ending = signEnding(keys, id, await organisation.nonce());
      return (await post(organisation.url, "/api/mailbox/end", { ending })).body;
    };
    expect(await end()).toEqual({ ended: true });
    expect(await end()).toEqual({ ended: true });

    const never = await caller();
    const same = ({ body: { nonce: _, ...rest } }: Awaited<ReturnType<typeof organisation.open>>) => rest;
    expect(same(await organisation.open(keys))).toEqual(same(await organisation.open(never)));
    expect((await organisation.reply(keys, "too late", { seq: 2 })).answer.body).toEqual({ code: "FL_ENDED" });

    // As from any empty mailbox: the chain begins at one. A page that was open all the while is told to begin there.
    const stale = await organisation.letter(keys, "sent by a page that was open before", {
      seq: 2,
      previous: first.hash,
    });
    expect((await organisation.send(keys, stale)).body).toEqual({
      stale: { up: { seq: 0, hash: ZERO_HASH }, down: { seq: 0, hash: ZERO_HASH } },
    });
    const late = await organisation.letter(keys, "by the old words");
    expect((await organisation.send(keys, late)).body).toEqual({ accepted: late.hash });
    expect((await organisation.open(keys)).body.up).toEqual({ seq: 1, hash: late.hash });

    const { threads } = (await post(organisation.url, "/api/threads", { since: 0 }, organisation.operator.token))
      .body as {
      threads: { mailbox: string; ended: object; rows: { seq: number; hash: string }[] }[];
    };
    expect(threads.find(({ mailbox }) => mailbox === keys.id)).toMatchObject({
      ended: { rows: 1 },
      rows: [
        { seq: 1, hash: first.hash },
        { seq: 2, hash: late.hash },
      ],
    });
  });

  it("[HO2] ending a mailbox takes its own key, and one that never was ends without a word", async () => {
    const { organisation: id } = organisation.roster;
    const [keys, thief] = [await caller(), await caller()];
    await organisation.send(keys, await organisation.letter(keys, "an invented call"));
    const forged = signEnding({ ...keys, signSeed: thief.signSeed }, id, await organisation.nonce());
    expect((await post(organisation.url, "/api/mailbox/end", { ending: forged })).status).toBe(400);
    expect((await organisation.open(keys)).body.up).toMatchObject({ seq: 1 });
    const ending = signEnding(thief, id, await organisation.nonce());
    expect((await post(organisation.url, "/api/mailbox/end", { ending })).body).toEqual({ ended: true });
  });

  it("a reply that would not fit into a page is refused with its own code", async () => {
    const keys = await caller();
    await organisation.send(keys, await organisation.letter(keys, "an invented call"));
    const { answer } = await organisation.reply(keys, "x".repeat(20_000));
    expect([answer.status, answer.body.code]).toEqual([413, "FL_REPLY_LONG"]);
  });

  it("[ST5] a double click is one letter; a gap is answered with the heads", async () => {
    const keys = await caller();
    const row = await organisation.letter(keys, "an invented call");
    const both = await Promise.all([organisation.send(keys, row), organisation.send(keys, row)]);
    expect(both.map(({ body }) => body)).toEqual([{ accepted: row.hash }, { accepted: row.hash }]);
    const gap = await organisation.letter(keys, "a later one", { seq: 4, previous: row.hash });
    expect((await organisation.send(keys, gap)).body).toMatchObject({ stale: { up: { seq: 1, hash: row.hash } } });
  });

  it("[MB2] a stolen row cannot be posted from another mailbox, nor altered, nor flagged by its sender", async () => {
    const [keys, thief] = [await caller(), await caller()];
    const row = await organisation.letter(keys, "an invented call");
    const { verifyKey, kemKey } = thief;
    const stolen = { keys: { verifyKey, kemKey }, row: row.bytes, work: await organisation.work(row) };
    expect(await post(organisation.url, "/api/mailbox/post", stolen)).toMatchObject({
      status: 400,
      body: { code: "FL_REFUSED" },
    });
    const altered = parseRow(row.bytes).bytes.slice();
    altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
    expect((await organisation.send(keys, parseRow(altered))).body).toEqual({ code: "FL_REFUSED" });
    const flagged = await organisation.letter(keys, "an invented call", { onArrival: true });
    expect((await organisation.send(keys, flagged)).body).toEqual({ code: "FL_REFUSED" });
    const codes = organisation.lines.flatMap((line) => (line.at === "call" ? [line.code] : []));
    expect(codes).toEqual(expect.arrayContaining(["FL_MAILBOX", "FL_SIGNATURE", "FL_ON_ARRIVAL_FLAG"]));
  });

  it("[MB9] nothing is kept without work, and one challenge serves one row", async () => {
    const keys = await caller();
    const { verifyKey, kemKey } = keys;
    const row = await organisation.letter(keys, "an invented call");
    const send = (work: object) =>
      post(organisation.url, "/api/mailbox/post", { keys: { verifyKey, kemKey }, row: row.bytes, work });
    expect((await send({ challenge: random(32), answer: 0 })).body).toEqual({ code: "FL_WORK" });
    const work = await organisation.work(row);
    organisation.now += 11 * 60_000;
    expect((await send(work)).body).toEqual({ code: "FL_WORK" });
    const fresh = await organisation.work(row);
    expect((await send(fresh)).body).toEqual({ accepted: row.hash });
    expect((await send(fresh)).body).toEqual({ accepted: row.hash });
    const other = await caller();
    const second = await organisation.letter(other, "another call");
    const reused = { challenge: fresh.challenge, answer: await solveWork(fresh.challenge, second.hash, 4) };
    const keysOfOther = { verifyKey: other.verifyKey, kemKey: other.kemKey };
    const answer = await post(organisation.url, "/api/mailbox/post", {
      keys: keysOfOther,
      row: second.bytes,
      work: reused,
    });
    expect(answer.body).toEqual({ code: "FL_WORK" });
  });

  it("[MB9] a mailbox that nobody has answered has a quota", async () => {
    const keys = await caller();
    let previous: { seq: number; previous?: Hash } = { seq: 1 };
    let refused = "";
    for (let count = 0; count < 8 && refused === ""; count++) {
      const row = await organisation.letter(keys, "ё".repeat(20_000), previous);
      const { body } = await organisation.send(keys, row);
      if (body.code !== undefined) refused = String(body.code);
      previous = { seq: previous.seq + 1, previous: row.hash };
    }
    expect([refused, previous.seq]).toEqual(["FL_QUOTA", 5]);
  });

  it("[MB9] work grows as the house fills; known threads and retries find room all the same", async () => {
    const keys = await caller();
    const first = await organisation.letter(keys, "an invented call");
    const small = await organisation.start(organisation.store, {
      settings: { unansweredQuota: (await organisation.store.mailboxes.unansweredBytes()) + 100_000, workBits: 2 },
    });
    const bits = async () => {
      const { work } = (await post(small.url, "/api/door", {})).body;
      return (work as { bits: number }).bits;
    };
    await organisation.send(keys, first, small.url);
    await organisation.reply(keys, "an invented answer");
    organisation.now += 11_000;
    let refused: unknown;
    const asked = new Set<number>();
    let flood: { keys: typeof keys; row: typeof first } | undefined;
    for (let count = 0; count < 20 && refused === undefined; count++) {
      asked.add(await bits());
      const other = { keys: await caller(), row: await organisation.letter(await caller(), "") };
      other.row = await organisation.letter(other.keys, "ё".repeat(5_000));
      refused = (await organisation.send(other.keys, other.row, small.url)).body.code;
      if (refused === undefined) flood = other;
    }
    expect(refused).toBe("FL_FULL");
    expect(Math.max(...asked)).toBeGreaterThan(Math.min(...asked));
    const next = await organisation.letter(keys, "a second one", { seq: 2, previous: first.hash });
    expect((await organisation.send(keys, next, small.url)).body).toEqual({ accepted: next.hash });
    if (flood === undefined) throw new Error("nothing got in");
    expect((await organisation.send(flood.keys, flood.row, small.url)).body).toEqual({ accepted: flood.row.hash });
    await small.close();
  });

  it("[MB9] work grows with a flood, by no more than sixteen times, and falls when it is over", async () => {
    const calm = await organisation.start(organisation.store, { settings: { calmLettersPerHour: 4, workBits: 2 } });
    const bits = async () => {
      const { work } = (await post(calm.url, "/api/door", {})).body;
      return (work as { bits: number }).bits;
    };
    const began = organisation.now;
    organisation.now += 2 * 3_600_000;
    const asked = [await bits()];
    for (let count = 1; count <= 40; count++) {
      const keys = await caller();
      const sent = await organisation.send(keys, await organisation.letter(keys, "an invented flood"), calm.url);
      expect(sent.status).toBe(200);
      if ([3, 4, 8, 16, 32, 40].includes(count)) asked.push(await bits());
    }
    expect(asked).toEqual([2, 2, 3, 4, 5, 6, 6]);
    // Half an hour later it costs as much still, an hour later as little as ever.
    organisation.now += 30 * 60_000;
    expect(await bits()).toBe(6);
    organisation.now += 31 * 60_000;
    expect(await bits()).toBe(2);
    organisation.now = began;
    await calm.close();
    // Three hours on, its timers may have swept the sessions of both.
    organisation.operator.token = await organisation.login(organisation.operator.unlocking);
  });

  it("an opening counts once, and not after five minutes", async () => {
    const keys = await caller();
    const opening = signOpening(keys, organisation.roster.organisation, await organisation.nonce());
    const open = (form: Uint8Array) => post(organisation.url, "/api/mailbox/open", { opening: form });
    expect((await open(opening)).status).toBe(200);
    expect((await open(opening)).body).toEqual({ code: "FL_NONCE" });
    const late = signOpening(keys, organisation.roster.organisation, await organisation.nonce());
    organisation.now += 5 * 60_000;
    expect((await open(late)).body).toEqual({ code: "FL_NONCE" });
    const own = signOpening(keys, organisation.roster.organisation, random(32));
    expect((await open(own)).body).toEqual({ code: "FL_NONCE" });
  });

  it("a reply is held back until its hour and destroyed after its last", async () => {
    const keys = await caller();
    await organisation.send(keys, await organisation.letter(keys, "an invented call"));
    const hour = Math.floor(organisation.now / 3_600_000);
    const { row } = await organisation.reply(keys, "at the invented corner", { notBefore: hour + 2, until: hour + 4 });
    const shown = async () => ((await organisation.open(keys)).body.rows as unknown[]).length;
    expect(await shown()).toBe(0);
    organisation.now += 2 * 3_600_000;
    expect(await shown()).toBe(1);
    organisation.now += 2 * 3_600_000;
    expect(await shown()).toBe(0);
    await organisation.server.tick();
    const kept: unknown[] = [];
    for await (const record of organisation.store.snapshot())
      if (record.row.hash === row.hash) kept.push(record.row.bytes);
    expect(kept).toEqual([null]);
  });
});
