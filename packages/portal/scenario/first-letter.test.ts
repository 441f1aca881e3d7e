import { decodeBody, encodeBody } from "@fairlead/protocol";
import { beforeEach, describe, expect, it } from "vitest";
import { type Flow, startFlow } from "../src/script/flow.ts";
import { openLine as talkOn, type Written } from "../src/script/line.ts";
import { makeMailbox } from "../src/script/new-mailbox.ts";
import { openMailbox } from "../src/script/own-mailbox.ts";
import type { State } from "../src/script/state.ts";
import { type Line, openLine, random } from "./line.ts";

const LETTER: Written = { text: "Проверочное письмо без настоящих слов.", answers: { danger: "soon" }, tap: "none" };

const FALSE_LIST = new TextEncoder().encode("0ABLE");

let line: Line;
let states: State[];
const last = (): State => states.at(-1) ?? { step: "first", ready: "preparing" };
const begin = (language = "ru"): Flow => {
  states = [];
  return startFlow(
    line.pin,
    language,
    { transport: line.transport, now: () => line.clock.now, random, pause: () => Promise.resolve() },
    (state) => states.push(state),
    async () => true,
  );
};
const asking = async (language?: string): Promise<Flow> => {
  const flow = begin(language);
  await flow.begin();
  await flow.ask();
  return flow;
};

beforeEach(async () => {
  line = await openLine();
});

describe("a first letter", () => {
  it("[P1] leaves the phone sealed, and is read by the team", async () => {
    const flow = await asking();
    expect(last()).toEqual({ step: "ask", trouble: null });
    await flow.send(LETTER);
    const [sent] = await line.letters();
    expect(sent?.letter).toMatchObject({ ...LETTER, language: "ru", kind: "letter" });
    expect(sent?.row.header).toMatchObject({ seq: 1, onArrival: false, expiredCard: false });
    const state = last();
    if (state.step !== "sent") throw new Error(state.step);
    expect(state.words).toHaveLength(8);
    expect(state.words.join("")).toMatch(/^[а-я]+$/);
    expect(state.asked[0]).not.toBe(state.asked[1]);
  });

  it("shows its way: keys, sealed, work, stored", async () => {
    const flow = await asking();
    await flow.send(LETTER);
    const done = states.flatMap((state) => (state.step === "sealing" ? [state.done] : []));
    expect([...new Set(done)]).toEqual([0, 1, 2, 3, 4]);
  });

  it("is not sent when nothing was written", async () => {
    const flow = await asking();
    await flow.send({ text: "", answers: {}, tap: "none" });
    expect(last()).toEqual({ step: "ask", trouble: "empty" });
    expect(line.mailboxes.size).toBe(0);
  });

  it("[ST5] is one letter when *send* is tapped twice", async () => {
    const flow = await asking();
    await Promise.all([flow.send(LETTER), flow.send(LETTER)]);
    expect(await line.letters()).toHaveLength(1);
  });

  it("[ST5] is neither lost nor doubled when the answer is lost half-way", async () => {
    const flow = await asking();
    line.weather.set("/api/mailbox/post", ["offline", "lost", "busy"]);
    await flow.send(LETTER);
    expect(last().step).toBe("sent");
    expect(await line.letters()).toHaveLength(1);
    expect(line.calls.filter((path) => path === "/api/mailbox/post")).toHaveLength(4);
    expect(states).toContainEqual({ step: "sealing", done: 3, waiting: "network" });
  });

  it("[MB9] proves its work again when the challenge has aged", async () => {
    const flow = await asking();
    line.weather.set("/api/mailbox/post", ["FL_WORK"]);
    await flow.send(LETTER);
    expect(last().step).toBe("sent");
    expect(await line.letters()).toHaveLength(1);
  });

  it("[MB4] is sealed anew when the card was renewed while it was written", async () => {
    const flow = await asking();
    await line.rotate();
    await flow.send(LETTER);
    expect(last().step).toBe("sent");
    expect((await line.letters())[0]?.letter.text).toBe(LETTER.text);
  });

  it("waits for the network from the first word on", async () => {
    const flow = begin();
    line.weather.set("/api/door", ["offline"]);
    await flow.begin();
    expect(last()).toEqual({ step: "first", ready: "offline" });
    await flow.ask();
    await flow.send(LETTER);
    expect(last().step).toBe("sent");
  });

  it("goes back to what was written, with clear words, when the server refuses", async () => {
    const flow = await asking();
    line.weather.set("/api/mailbox/post", ["FL_FULL"]);
    await flow.send(LETTER);
    expect(last()).toEqual({ step: "ask", trouble: "full" });
    await flow.send(LETTER);
    expect(last().step).toBe("sent");
  });
});

describe("[P4] [MB4] a page that cannot prove that it is us stops, and seals nothing", () => {
  it("when the card is signed by another key", async () => {
    await line.rotate(true);
    const flow = await asking();
    expect(last()).toEqual({ step: "stop", code: "FL_SIGNATURE" });
    await flow.send(LETTER);
    await flow.ask();
    expect(last().step).toBe("stop");
    expect(line.mailboxes.size).toBe(0);
  });

  it("when the whole chain is another organisation's", async () => {
    const other = await openLine();
    line = { ...line, transport: { ...line.transport, post: other.transport.post } };
    await asking();
    expect(last()).toEqual({ step: "stop", code: "FL_ORGANISATION" });
  });

  it("when the word list that comes with the door is not the release's", async () => {
    const { post } = line.transport;
    const falsely: typeof post = async (path, body) => {
      const answer = await post(path, body);
      if (answer.kind !== "answer" || path !== "/api/door") return answer;
      return { ...answer, bytes: encodeBody({ ...decodeBody(answer.bytes), words: FALSE_LIST }) };
    };
    line = { ...line, transport: { ...line.transport, post: falsely } };
    const flow = await asking();
    await flow.send(LETTER);
    expect(last()).toEqual({ step: "stop", code: "FL_WORDS" });
    expect(line.mailboxes.size).toBe(0);
  });

  it("when the word list that is fetched for somebody who comes back is not the release's", async () => {
    line = { ...line, transport: { ...line.transport, get: async () => FALSE_LIST } };
    const flow = begin("ru");
    await flow.begin();
    flow.back();
    await flow.open("abandon ability able about above absent absorb abstract");
    expect(last()).toEqual({ step: "stop", code: "FL_WORDS" });
  });

  it("when the answer is not of our making", async () => {
    const post = async () => ({ kind: "answer" as const, bytes: new Uint8Array([0xff, 1]) });
    line = { ...line, transport: { ...line.transport, post } };
    await asking();
    expect(last()).toEqual({ step: "stop", code: "FL_BODY" });
  });
});

describe("[MB4] an expired card", () => {
  it("is said with its hour, and sealed to on the express choice only, flagged", async () => {
    line.clock.now += 15 * 24 * 3_600_000;
    const flow = await asking();
    expect(last()).toEqual({ step: "expired", since: line.card().expires });
    await flow.anyway();
    expect(last()).toEqual({ step: "ask", trouble: null });
    await flow.send(LETTER);
    expect((await line.letters())[0]?.row.header.expiredCard).toBe(true);
  });

  it("is asked about also when it runs out while the letter is written", async () => {
    const flow = await asking();
    line.clock.now += 15 * 24 * 3_600_000;
    await flow.send(LETTER);
    expect(last().step).toBe("expired");
    expect(line.mailboxes.size).toBe(0);
    await flow.anyway();
    expect(last().step).toBe("sent");
    expect((await line.letters())[0]?.row.header.expiredCard).toBe(true);
  });
});

describe("[PH1] the eight words", () => {
  it("cover themselves when typing begins, and two of them are asked for", async () => {
    const flow = await asking("en");
    await flow.send(LETTER);
    flow.cover();
    const state = last();
    if (state.step !== "sent") throw new Error(state.step);
    expect(state.covered).toBe(true);
    flow.check("wrong", "words");
    expect(last()).toMatchObject({ step: "sent", covered: false, wrong: true });
    const [a, b] = state.asked;
    flow.check(` ${state.words[a]?.toUpperCase()} `, state.words[b]?.slice(0, 4) ?? "");
    expect(last()).toEqual({ step: "done", trouble: null });
  });

  it("[PH3] have a second, harmless set on request, which opens a mailbox like any other", async () => {
    const { pin, transport, clock } = line;
    const here = talkOn(pin, "en", { transport, now: () => clock.now, random, pause: async () => undefined });
    const [mine, other] = [await makeMailbox(here).made(), await makeMailbox(here).made()];
    expect(other?.words).toHaveLength(8);
    expect(other?.words).not.toEqual(mine?.words);
    expect(await openMailbox(here, other?.words.join(" ") ?? "")).toMatchObject({
      keys: { id: other?.keys.id },
      replies: { unread: [], standing: [], withheld: 0 },
    });
  });

  it("[P8] are gone when the page is left, and nothing is shown after", async () => {
    const flow = await asking("en");
    await flow.send(LETTER);
    const before = states.length;
    flow.wipe();
    flow.uncover();
    await flow.ask();
    expect(states).toHaveLength(before);
  });
});
