import { beforeEach, describe, expect, it } from "vitest";
import {
  answerThread,
  attendingsDue,
  claimThread,
  dueAfter,
  noteOnThread,
  PROBLEMS,
  queueView,
  RESPONSE_STATUSES,
  readOperation,
  type TemplateId,
  takeIntoCase,
  textsView,
  threadView,
  type WatchSeen,
  writeText,
} from "../src/index.ts";
import { caseId, hours, mailbox, member, minutes, Room, stream } from "./team.ts";

const FIRST = "ab".repeat(16) as TemplateId;

/** An operator's night: the texts at hand, what to look out for, and what to do when it is too much. */
describe("one night at the hotline", () => {
  let room: Room;
  const kettle = mailbox("kettle");
  const lamp = mailbox("lamp");
  const view = (me: string, of = kettle) => threadView(room.state, room.outside(me), of);
  const order = (me: string) => queueView(room.state, room.outside(me)).threads.map((one) => one.mailbox);
  const claim = (name: string, of = kettle) =>
    room.do(name, (state, by) => claimThread(state, { mailbox: of, until: by.at + minutes(30) }, by));

  beforeEach(() => {
    room = new Room();
  });

  describe("templates and protocols", () => {
    const write = (name: string, text: string, over: number) =>
      room.do(name, (state, by) =>
        writeText(
          state,
          { op: "writeTemplate", template: FIRST, language: "en", title: "First answer", text, over },
          by,
        ),
      );

    it("[ST2] whoever changes a text that a colleague has changed meanwhile is shown theirs first", () => {
      expect(write("Plover", "We read you. It is {time} here.", 0).kind).toBe("done");
      room.now += minutes(1);
      expect(write("Tern", "We have read you. It is {time} here.", 1).kind).toBe("done");
      expect(write("Plover", "You are heard.", 1)).toEqual({
        kind: "written-meanwhile",
        by: member("Tern"),
        at: room.now,
      });
      expect(textsView(room.state, room.outside("Plover")).templates).toMatchObject([
        { template: FIRST, title: "First answer", text: "We have read you. It is {time} here.", version: 2 },
      ]);
    });

    it("withdraws one, and does not let a stale wording come back over it unseen", () => {
      write("Plover", "We read you.", 0);
      const gone = (name: string, over: number) =>
        room.do(name, (state, by) => writeText(state, { op: "withdrawTemplate", template: FIRST, over }, by));
      expect(gone("Tern", 0).kind).toBe("written-meanwhile");
      expect(gone("Tern", 1).kind).toBe("done");
      expect(textsView(room.state, room.outside("Tern")).templates).toEqual([]);
      expect(gone("Tern", 2).kind).toBe("no-such-template");
      expect(write("Plover", "We read you!", 1).kind).toBe("written-meanwhile");
      expect(write("Plover", "We read you!", 2).kind).toBe("done");
    });

    it("[P3] are the hotline's: nobody else's words get in, and none without words", () => {
      expect(write("Avocet", "Call us.", 0)).toEqual({ kind: "not-your-role" });
      expect(write("Dunlin", "Call us.", 0)).toEqual({ kind: "not-your-role" });
      expect(write("Plover", "  ", 0)).toEqual({ kind: "incomplete", field: "text" });
    });

    it("tell who wrote what to do, and when; and that nobody has", () => {
      const text = "1. Answer now.\n2. Ask plainly.";
      room.do("Heron", (state, by) =>
        writeText(state, { op: "writeProtocol", protocol: "suicide-risk", text, over: 0 }, by),
      );
      const { protocols } = textsView(room.state, room.outside("Tern"));
      expect(protocols.map(({ protocol, written }) => [protocol, written?.text ?? null])).toEqual([
        ["suicide-risk", text],
        ["minor", null],
        ["danger-signal", null],
        ["asks-after", null],
        ...[...RESPONSE_STATUSES, ...PROBLEMS].map((what) => [what, null]),
      ]);
      expect(protocols[0]?.written).toMatchObject({ by: { id: member("Heron") }, at: room.now, version: 1 });
    });

    it("an answer in which a gap stands open is not sealed", () => {
      claim("Plover");
      const answer = (text: string) =>
        room.do("Plover", (state, by) =>
          answerThread(
            state,
            { mailbox: kettle, message: "m1", seen: 0, text, standing: false, until: null, checkInBy: null },
            by,
          ),
        );
      expect(answer("We answer by {hour}.")).toEqual({ kind: "gaps-open" });
      expect(answer("We answer by nine {today}, {name}.")).toEqual({ kind: "gaps-open" });
      expect(answer("We answer by nine.").kind).toBe("done");
    });
  });

  describe("[P7] a claim by a console whose clock is a day fast", () => {
    const limits = { claimMinutes: 30, nowMinutes: 10, standByMinutes: 15 };
    const over = (name: string) =>
      room.do(name, (state, by) =>
        claimThread(state, { mailbox: kettle, until: by.at + minutes(30), astray: true }, by),
      );
    beforeEach(() => {
      room.letter(kettle, { text: "They are in the yard.", answers: { danger: "now" } });
      room.now += hours(24);
      claim("Plover");
      room.now -= hours(24);
    });

    it("holds up nobody, and the server calls somebody", () => {
      expect(view("Tern").claim).toBeNull();
      const watches = new Map([[kettle, { state: "armed", due: dueAfter(room.now + hours(24), 30) } as WatchSeen]]);
      const outside = { ...room.outside("Tern"), watches };
      expect(attendingsDue(limits, outside, [threadView(room.state, outside, kettle)])).toEqual([
        { mailbox: kettle, due: dueAfter(room.now, 10) },
      ]);
      expect(over("Tern").kind).toBe("done");
      expect(view("Tern").claim).toMatchObject({ by: { id: member("Tern") }, until: room.now + minutes(30) });
    });

    it("is none for one who says nothing of it, as in histories of before, nor where the two clocks differ by less", () => {
      expect(claim("Tern").kind).toBe("claimed-by-another");
      room.now += hours(24) - minutes(20);
      expect(view("Tern").claim).toMatchObject({ by: { id: member("Plover") } });
      expect(over("Tern").kind).toBe("claimed-by-another");
    });
  });

  describe("passing one on", () => {
    beforeEach(() => {
      room.letter(kettle, { text: "They are in the yard.", answers: { danger: "now" } });
      room.now += minutes(1);
      room.letter(lamp, { text: "A question about papers.", answers: { danger: "soon" } });
      claim("Tern", lamp);
      room.do("Tern", (state, by) => noteOnThread(state, { op: "releaseThread", mailbox: lamp }, by));
      claim("Plover");
    });
    const pass = (name: string, word = "") =>
      room.do(name, (state, by) => noteOnThread(state, { op: "passThread", mailbox: kettle, why: "tired", word }, by));

    it("gives up the claim, says why to everybody, and does not come first to the one who could not", () => {
      expect(order("Plover")).toEqual([kettle, lamp]);
      expect(pass("Plover", "read from the second letter on").kind).toBe("done");
      expect(order("Tern")).toEqual([kettle, lamp]);
      expect(order("Plover")).toEqual([lamp, kettle]);
      expect(view("Tern")).toMatchObject({
        claim: null,
        heldBack: false,
        passes: [{ by: { id: member("Plover") }, why: "tired", word: "read from the second letter on" }],
      });
      expect(view("Plover").heldBack).toBe(true);
    });

    it("comes back to its place after half an hour, when everybody has passed it on, or when nobody else is there", () => {
      pass("Plover");
      room.now += minutes(31);
      expect(order("Plover")).toEqual([kettle, lamp]);
      pass("Plover");
      expect(view("Plover").heldBack).toBe(true);
      pass("Tern");
      expect([view("Plover").heldBack, view("Tern").heldBack]).toEqual([false, false]);
      const alone = new Room();
      alone.letter(kettle, { answers: { danger: "now" } });
      alone.do("Plover", (state, by) =>
        noteOnThread(state, { op: "passThread", mailbox: kettle, why: "known", word: "" }, by),
      );
      expect(threadView(alone.state, alone.outside("Plover"), kettle).heldBack).toBe(false);
    });

    it("cannot take the thread from somebody who answers it; is over once it was answered or taken back", () => {
      expect(pass("Tern").kind).toBe("claimed-by-another");
      pass("Plover");
      expect(pass("Plover", "a second word").kind).toBe("done");
      expect(view("Tern").passes.map(({ word }) => word)).toEqual(["a second word"]);
      claim("Tern");
      expect(view("Tern").passes).toHaveLength(1);
      room.do("Tern", (state, by) =>
        answerThread(
          state,
          { mailbox: kettle, message: "m", seen: 1, text: "Go.", standing: false, until: null, checkInBy: null },
          by,
        ),
      );
      expect(view("Tern").passes).toEqual([]);
      room.do("Tern", (state, by) => noteOnThread(state, { op: "releaseThread", mailbox: kettle }, by));
      pass("Plover");
      claim("Plover");
      expect(view("Plover").passes).toEqual([]);
    });
  });

  describe("flags", () => {
    const flag = (on: boolean, ground?: "stated" | "suspected") =>
      room.do("Plover", (state, by) =>
        noteOnThread(
          state,
          { op: "flagThread", mailbox: kettle, flag: "minor", on, ...(ground === undefined ? {} : { ground }) },
          by,
        ),
      );

    it("say whether it was stated or is suspected; the answer 'under 18' suggests, and never sets, one", () => {
      room.letter(kettle, { answers: { adult: "no" } });
      expect(view("Plover")).toMatchObject({ flags: [], suggested: [{ flag: "minor", at: room.now }] });
      flag(true, "stated");
      expect(view("Plover")).toMatchObject({
        flags: ["minor"],
        flagged: [{ flag: "minor", ground: "stated", by: { id: member("Plover") } }],
        suggested: [],
      });
      flag(false);
      expect(view("Plover")).toMatchObject({ flags: [], suggested: [] });
      room.now += minutes(5);
      room.letter(kettle, { answers: { adult: "no" } });
      expect(view("Plover").suggested).toHaveLength(1);
    });

    it.each([
      "They took my phone for a day.",
      "The police search all phones at the post.",
      "У всех забирают телефоны и читают.",
      "Телефон мой отобрали вчера.",
      "أخذوا هاتفي أمس.",
    ])("%j suggests that phones are seized there", (text) => {
      room.letter(kettle, { text });
      expect(view("Plover").suggested.map((one) => one.flag)).toEqual(["phones-seized"]);
    });

    it("an ordinary letter suggests nothing", () => {
      room.letter(kettle, { text: "I write from my phone. Телефон у меня. Забрали брата.", answers: { adult: "yes" } });
      expect(view("Plover").suggested).toEqual([]);
    });

    it("an operation of before, without ground and hours, is read as it was; a broken one counts for nothing", () => {
      const old = { op: "flagThread", mailbox: kettle, flag: "minor", on: true };
      expect(readOperation(old)).toEqual(old);
      expect(readOperation({ ...old, ground: "guessed" })).toEqual({ op: "unknown", name: "flagThread" });
      const agreed = { op: "setContactWindow", mailbox: kettle, window: "nights", mayRing: true };
      expect(readOperation(agreed)).toEqual(agreed);
      for (const wrong of [{ offset: 900 }, { hours: [{ from: 0, to: 1440 }] }, { hours: [1, 2] }])
        expect(readOperation({ ...agreed, ...wrong })).toMatchObject({ op: "unknown" });
    });
  });

  describe("a covered message", () => {
    it("is covered for everybody, in the list and in the case that takes the thread", () => {
      room.letter(kettle, { text: "An invented cruelty." });
      const row = room.thread(kettle).rows[0]?.hash;
      if (row === undefined) throw new Error("a letter has come");
      const cover = (as: "distressing" | "abusive" | null) =>
        room.do("Plover", (state, by) => noteOnThread(state, { op: "coverMessage", mailbox: kettle, row, as }, by));
      cover("abusive");
      expect(view("Tern")).toMatchObject({ excerpt: "", messages: [{ covered: "abusive" }] });
      cover(null);
      expect(view("Tern")).toMatchObject({ excerpt: "An invented cruelty.", messages: [{ covered: null }] });
      cover("distressing");
      const taken = room.do("Siskin", (state, by) =>
        takeIntoCase(
          state,
          {
            thread: room.thread(kettle),
            case: caseId("Kite"),
            contact: stream("kite"),
            threat: stream("kite threat"),
            alias: "Kite",
            people: 1,
            owner: member("Siskin"),
            standIn: null,
            token: "t",
          },
          by,
        ),
      );
      expect(taken.kind).toBe("done");
      const content = room.state.streams.get(stream("kite"))?.content;
      expect(content?.is === "contact" && content.contact.covers.get(row)).toBe("distressing");
    });
  });

  describe("the safe signal", () => {
    beforeEach(() => {
      room.do("Plover", (state, by) =>
        noteOnThread(
          state,
          { op: "agreeSignals", mailbox: kettle, safe: "the kettle is on", danger: "greetings to aunt" },
          by,
        ),
      );
      room.letter(kettle, { text: "I am at home." });
    });

    it("is asked for after a long silence, and no longer once it came", () => {
      room.now += hours(47);
      room.letter(kettle, { text: "Still here." });
      expect(view("Plover").safety).toEqual({ danger: null, ask: null });
      room.now += hours(48);
      room.letter(kettle, { text: "I am back." });
      expect(view("Plover").safety.ask).toEqual({ why: "silence", since: room.now });
      room.now += minutes(5);
      room.letter(kettle, { text: "Tell me the place." });
      expect(view("Plover").safety.ask?.why).toBe("silence");
      room.letter(kettle, { text: "The  KETTLE is on, yes." });
      expect(view("Plover").safety.ask).toBeNull();
    });

    it("is asked for where phones are seized, also of the letter that lies there", () => {
      const seized = () =>
        room.do("Plover", (state, by) =>
          noteOnThread(state, { op: "flagThread", mailbox: kettle, flag: "phones-seized", on: true }, by),
        );
      room.now += minutes(5);
      seized();
      expect(view("Plover").safety.ask?.why).toBe("phones-seized");
      room.now += minutes(5);
      room.letter(kettle, { text: "the kettle is on" });
      expect(view("Plover").safety.ask).toBeNull();
    });

    it("the danger signal stands until the safe one comes, whatever is answered", () => {
      room.now += minutes(5);
      room.letter(kettle, { text: "All well, greetings to aunt." });
      const came = { at: room.now, wording: "greetings to aunt" };
      expect(view("Plover").safety).toEqual({ danger: came, ask: { why: "danger", since: room.now } });
      claim("Plover");
      room.do("Plover", (state, by) =>
        answerThread(
          state,
          { mailbox: kettle, message: "m", seen: 2, text: "Good.", standing: false, until: null, checkInBy: null },
          by,
        ),
      );
      expect(view("Plover").safety.danger).toEqual(came);
      room.now += minutes(5);
      room.letter(kettle, { text: "The kettle is on." });
      expect(view("Plover").safety).toEqual({ danger: null, ask: null });
    });
  });
});
