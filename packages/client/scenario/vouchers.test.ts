/** Somebody who was helped passes on two words: the team learns who vouches, and the caller that the page knows him. */
import {
  checkWork,
  decodeBody,
  encodeBody,
  openVoucher,
  readVoucherWords,
  SENTENCE_LIMIT,
  solveWork,
  voucherKeys,
} from "@fairlead/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Hand } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { DAY_MS, HOUR, House } from "./house.ts";

const SENTENCE = "The tomatoes are late this year.";

describe("[VO1] a voucher", () => {
  let house: House;
  let operator: Hand;
  let helped: Caller;
  let words: string;

  const ask = async (path: string, body: object) => {
    const response = await fetch(house.url + path, {
      method: "POST",
      headers: { "content-type": "application/cbor" },
      body: encodeBody(body),
    });
    return { status: response.status, body: decodeBody(new Uint8Array(await response.arrayBuffer())) };
  };
  /** As the page asks: the same keys, the same work. */
  const look = async (typed: string) => {
    const keys = await voucherKeys(readVoucherWords(typed) ?? "", house.pin.organisation);
    const { work } = (await ask("/api/door", {})).body as { work: { challenge: Uint8Array; bits: number } };
    const answer = await solveWork(work.challenge, keys.id, work.bits);
    const got = await ask("/api/voucher/look", { id: keys.id, work: { challenge: work.challenge, answer } });
    return got.status === 200 ? openVoucher(keys, got.body.sealed as Uint8Array) : got.body.code;
  };
  const vouched = (of: Caller) => operator.view().threads.find(({ mailbox }) => mailbox === of.keys.id)?.vouchedBy;

  beforeAll(async () => {
    house = await House.found();
    operator = await house.enrol("Marsh", "operator");
    helped = await Caller.with(house);
    await helped.write("I am well. I know somebody else.");
    await operator.sync();
    words = (await done(operator.act.giveVoucher(helped.keys.id, { sentence: SENTENCE, language: "en" }))).words ?? "";
  });
  afterAll(() => house.end());

  it("is two words, which look like nothing else of ours, and which the page answers with the sentence", async () => {
    expect(words).toMatch(/^[a-z]+ [a-z]+$/);
    expect(await look(words)).toBe(SENTENCE);
    expect(await look(` ${words.toUpperCase().replace(" ", ", ")} `)).toBe(SENTENCE);
    expect(readVoucherWords("one")).toBeNull();
    expect(readVoucherWords("eight words are never taken for two of them")).toBeNull();
    // Words that were given to nobody look the same on the line, and open nothing.
    expect(await look("zebra zebra")).toBeNull();
  });

  it("tells the team who vouches, and when somebody comes with the same words again", async () => {
    const [friend, stranger, guesser] = [await Caller.with(house), await Caller.with(house), await Caller.with(house)];
    await friend.write("A friend sent me.", {}, "none", undefined, { voucher: words });
    await guesser.write("Somebody sent me.", {}, "none", undefined, { voucher: "zebra zebra" });
    await operator.sync();
    const from = { mailbox: helped.keys.id, alias: null };
    expect(vouched(friend)).toMatchObject({ words, from, again: false, ranOut: false });
    expect(vouched(guesser)).toMatchObject({ words: "zebra zebra", from: null });
    await house.pass(HOUR);
    await stranger.write("Me too.", {}, "none", undefined, { voucher: words });
    await operator.sync();
    expect(vouched(stranger)).toMatchObject({ from, again: true });
    // The first one had come with them first.
    expect(vouched(friend)).toMatchObject({ from, again: false });
  });

  it("is given by whoever answers the hotline, and stays within its one size", async () => {
    const speaker = await house.enrol("Heron", "communications");
    const asked = { sentence: "x", language: "en" };
    expect((await speaker.act.giveVoucher(helped.keys.id, asked)).kind).not.toBe("done");
    const long = { sentence: "ж".repeat(SENTENCE_LIMIT), language: "ru" };
    const russian = (await done(operator.act.giveVoucher(helped.keys.id, long))).words ?? "";
    expect(russian).toMatch(/^[а-я]+ [а-я]+$/);
    expect(await look(russian.replaceAll("е", "ё"))).toBe(long.sentence);
  });

  it("runs out after thirty days, at the server and in what the team is told", async () => {
    await house.pass(31 * DAY_MS);
    await operator.sync();
    expect(await look(words)).toBeNull();
    const late = await Caller.with(house);
    await late.write("I was sent long ago.", {}, "none", undefined, { voucher: words });
    await operator.sync();
    expect(vouched(late)).toMatchObject({ from: { mailbox: helped.keys.id }, ranOut: true });
  });

  it("cannot be found by trying: after sixty words in an hour that are nobody's, none is answered", async () => {
    const { work } = (await ask("/api/door", {})).body as { work: { challenge: Uint8Array; bits: number } };
    const nobodys = "ab".repeat(32) as Parameters<typeof solveWork>[1];
    // Few bits are asked here, so that any one number may be right by chance: the first one that is not.
    let answer = 0;
    while (checkWork(work.challenge, nobodys, work.bits, answer)) answer++;
    const wrong = await ask("/api/voucher/look", { id: nobodys, work: { challenge: work.challenge, answer } });
    expect([wrong.status, wrong.body.code]).toEqual([409, "FL_WORK"]);
    const tries: unknown[] = [];
    for (let index = 0; index < 62; index++) {
      const id = index.toString(16).padStart(64, "0") as Parameters<typeof solveWork>[1];
      const fresh = (await ask("/api/door", {})).body.work as { challenge: Uint8Array; bits: number };
      const answer = await solveWork(fresh.challenge, id, fresh.bits);
      const got = await ask("/api/voucher/look", { id, work: { challenge: fresh.challenge, answer } });
      tries.push(got.body.code ?? "answered");
    }
    expect(tries.slice(0, 50)).toEqual(Array(50).fill("answered"));
    expect(tries.at(-1)).toBe("FL_BUSY");
    await house.pass(2 * HOUR);
    expect(await look("zebra zebra")).toBeNull();
  });
});
