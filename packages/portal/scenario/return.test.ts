import { type MailboxId, type MessageId, toHex } from "@fairlead/protocol";
import { beforeEach, describe, expect, it } from "vitest";
import { type Flow, startFlow } from "../src/script/flow.ts";
import type { MailboxState, State } from "../src/script/state.ts";
import { type Line, openLine, random } from "./line.ts";

let line: Line;
let states: State[];
let words: string;
let mailbox: MailboxId;

const last = (): State => states.at(-1) ?? { step: "first", ready: "preparing" };
const begin = (): Flow => {
  states = [];
  return startFlow(
    line.pin,
    "en",
    { transport: line.transport, now: () => line.clock.now, random, pause: () => Promise.resolve() },
    (state) => states.push(state),
    async () => true,
  );
};
const returning = async (typed = words): Promise<Flow> => {
  const flow = begin();
  await flow.begin();
  flow.back();
  await flow.open(typed);
  return flow;
};
const opened = (): MailboxState => {
  const state = last();
  if (state.step !== "mailbox") throw new Error(JSON.stringify(state));
  return state;
};

beforeEach(async () => {
  line = await openLine();
  const flow = begin();
  await flow.begin();
  await flow.ask();
  await flow.send({ text: "First letter.", answers: {}, tap: "none" });
  const state = last();
  if (state.step !== "sent") throw new Error(state.step);
  words = state.words.join(" ");
  mailbox = [...line.mailboxes.keys()][0] as MailboxId;
});

describe("coming back", () => {
  it("shows the unread reply, and confirming takes it from the server", async () => {
    await line.reply(mailbox, { text: "We have read it.", checkInBy: 414_300 });
    const flow = await returning();
    expect(opened().unread).toMatchObject([{ text: "We have read it.", checkInBy: 414_300, confirmable: true }]);
    await flow.confirm();
    expect(opened()).toMatchObject({ unread: [], said: "confirmed" });
    expect(line.mailboxes.get(mailbox)?.down[0]?.read).toBe(true);
    await returning();
    expect(opened().unread).toEqual([]);
  });

  it("[MB5] keeps a standing instruction apart: it is not confirmed away", async () => {
    await line.reply(mailbox, { text: "Keep away from there.", standing: true });
    await line.reply(mailbox, { text: "A question." });
    const flow = await returning();
    expect(opened().standing.map(({ text }) => text)).toEqual(["Keep away from there."]);
    await flow.confirm();
    expect(line.mailboxes.get(mailbox)?.down.map(({ read }) => read)).toEqual([false, true]);
  });

  it("[P9] asks for further pages when one is not enough", async () => {
    for (const text of ["1", "2", "3", "4", "5", "6", "7"]) await line.reply(mailbox, { text });
    await returning();
    expect(opened().unread.map(({ text }) => text)).toEqual(["1", "2", "3", "4", "5", "6", "7"]);
  });

  it("[MB7] answers in the chain, after what was seen", async () => {
    const hash = await line.reply(mailbox, { text: "A question." });
    const flow = await returning();
    await flow.answer({ text: "An answer.", answers: {}, tap: "none" });
    await flow.answer({ text: "", answers: {}, tap: "danger" });
    const letters = await line.letters(mailbox);
    expect(letters.map(({ letter }) => [letter.text, letter.tap])).toEqual([
      ["First letter.", "none"],
      ["An answer.", "none"],
      ["", "danger"],
    ]);
    expect(letters[1]?.row.header).toMatchObject({ seq: 2, seen: hash, previous: letters[0]?.row.hash });
    expect(opened().said).toBe("danger");
  });

  it("[ST2] seals an answer anew when another tab has written first", async () => {
    const [here, there] = [await returning(), await returning()];
    await there.answer({ text: "From the other tab.", answers: {}, tap: "none" });
    await here.answer({ text: "From this tab.", answers: {}, tap: "none" });
    expect((await line.letters(mailbox)).map(({ letter }) => letter.text)).toEqual([
      "First letter.",
      "From the other tab.",
      "From this tab.",
    ]);
  });

  it("[ST5] sends one tap once, although the network fails and the finger repeats", async () => {
    const flow = await returning();
    line.weather.set("/api/mailbox/post", ["lost", "offline"]);
    const safe = { text: "", answers: {}, tap: "safe" } as const;
    await Promise.all([flow.answer(safe), flow.answer(safe), flow.answer(safe)]);
    expect(await line.letters(mailbox)).toHaveLength(2);
    expect(opened().said).toBe("safe");
  });

  it("confirms also after its challenge has aged", async () => {
    await line.reply(mailbox, { text: "Read slowly." });
    const flow = await returning();
    line.weather.set("/api/mailbox/confirm", ["FL_NONCE"]);
    await flow.confirm();
    expect(opened().said).toBe("confirmed");
  });

  it("keeps what is read when the network fails while confirming", async () => {
    await line.reply(mailbox, { text: "Stay." });
    const flow = await returning();
    line.weather.set("/api/mailbox/confirm", ["offline"]);
    await flow.confirm();
    expect(opened()).toMatchObject({ trouble: "network", busy: false, unread: [{ text: "Stay." }] });
  });
});

describe("[PH1] words as they are typed", () => {
  it("may be in capitals, with commas, or only their first four letters", async () => {
    const short = words.split(" ").map((word) => (word.length > 3 ? word.slice(0, 4).toUpperCase() : word));
    await returning(short.join(", "));
    expect(opened().unread).toEqual([]);
  });

  it("name the mistyped one locally, without asking the server", async () => {
    const typed = words.split(" ").with(4, "qqqq").join(" ");
    await returning(typed);
    expect(last()).toMatchObject({ step: "back", busy: false, trouble: { kind: "unknown-word", position: 4 } });
    expect(line.calls.filter((path) => path.startsWith("/api/mailbox/open"))).toEqual([]);
  });

  it("say when one is missing, or when one of them is wrong", async () => {
    await returning(words.split(" ").slice(1).join(" "));
    expect(last()).toMatchObject({ trouble: { kind: "count" } });
    const swapped = words.split(" ").reverse().join(" ");
    await returning(swapped);
    // One order in 64 has the right checksum by chance, and then opens an empty mailbox. [PH3]
    const state = last();
    if (state.step !== "mailbox") expect(state).toMatchObject({ trouble: { kind: "checksum" } });
  });
});

describe("[MB3] [P4] replies that do not stand", () => {
  it("are counted, not shown, when the team's key did not sign them; the others are read", async () => {
    const forger = { ...line.desk(), replySeed: random(32) };
    await line.reply(mailbox, { text: "Come to the station." }, forger);
    await line.reply(mailbox, { text: "We have read it." });
    await returning();
    expect(opened()).toMatchObject({ unread: [{ text: "We have read it." }], withheld: 1 });
    expect(JSON.stringify(states)).not.toContain("station");
  });

  it("stand under the reply key, also when the card that carried it has been renewed since", async () => {
    await line.reply(mailbox, { text: "Under the card before." });
    line.renewCard();
    await returning();
    expect(opened()).toMatchObject({ unread: [{ text: "Under the card before.", confirmable: true }], withheld: 0 });
  });

  it("are counted, not shown, when they stand under a key that is gone", async () => {
    await line.reply(mailbox, { text: "Under an old key." });
    await line.rotate();
    await returning();
    expect(opened()).toMatchObject({ unread: [], withheld: 1 });
    expect(JSON.stringify(states)).not.toContain("old key");
  });

  it("[MB5] show once when they are signed again, and confirming takes both", async () => {
    const message = toHex(random(16)) as MessageId;
    await line.reply(mailbox, { text: "Signed twice.", at: 1 }, line.desk(), message);
    await line.rotate();
    const again = `${message.slice(0, 24)}${toHex(random(4))}` as MessageId;
    await line.reply(mailbox, { text: "Signed twice.", at: 2 }, line.desk(), again);
    await line.reply(mailbox, { text: "Another." });
    const flow = await returning();
    expect(opened()).toMatchObject({ unread: [{ text: "Signed twice." }, { text: "Another." }], withheld: 0 });
    await flow.confirm();
    expect(line.mailboxes.get(mailbox)?.down.map(({ read }) => read)).toEqual([true, true, true]);
  });

  it("cannot be confirmed when their card has expired", async () => {
    await line.reply(mailbox, { text: "Under an expired card." });
    line.clock.now += 15 * 24 * 3_600_000;
    const flow = await returning();
    expect(opened().unread).toMatchObject([{ confirmable: false }]);
    await flow.answer({ text: "Is it you?", answers: {}, tap: "none" });
    expect(last().step).toBe("expired");
    await flow.anyway();
    expect((await line.letters(mailbox)).at(-1)?.row.header.expiredCard).toBe(true);
  });

  it("are a stop when the server gives them out of order, or another mailbox's", async () => {
    await line.reply(mailbox, { text: "1" });
    await line.reply(mailbox, { text: "2" });
    const kept = line.mailboxes.get(mailbox);
    kept?.down.reverse();
    await returning();
    expect(last()).toEqual({ step: "stop", code: "FL_ROWS" });
  });

  it("are a stop when the newest one is kept back and an older put in its place", async () => {
    await line.reply(mailbox, { text: "1" });
    await line.reply(mailbox, { text: "2" });
    const down = line.mailboxes.get(mailbox)?.down ?? [];
    const [first] = down;
    if (first !== undefined) down.push({ ...first });
    await returning();
    expect(last()).toEqual({ step: "stop", code: "FL_ROWS" });
  });
});
