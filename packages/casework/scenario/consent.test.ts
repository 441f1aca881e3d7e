import { describe, expect, it } from "vitest";
import {
  accountView,
  beginCompartment,
  type ConsentId,
  caseView,
  checkpointOf,
  DAY,
  type DestructionAnswer,
  dayOf,
  decide,
  emptyState,
  foldEntries,
  type Hash,
  holdParts,
  type Operation,
  type PhotoId,
  type PhotoShows,
  partViews,
  photoStopped,
  photosOf,
  propose,
  readOperation,
  takeIntoCase,
  todayView,
  writeConsent,
  writePhotos,
  writeProvision,
  writeToCase,
  writeToPart,
} from "../src/index.ts";
import { caseId, decisionId, hours, mailbox, member, Room, stream } from "./team.ts";

const kettle = mailbox("kettle");
const ROWAN = caseId("rowan");
const [contact, threat, testimony] = [stream("rowan c"), stream("rowan t"), stream("rowan y")];
const [doctor, story] = ["d0".repeat(16) as ConsentId, "5e".repeat(16) as ConsentId];
const DOCTOR = "an invented doctor";

type Give = Extract<Operation, { op: "giveConsent" }>;

const given = (more: Partial<Give> = {}): Give => ({
  op: "giveConsent",
  consent: doctor,
  purpose: "doctor",
  recipient: DOCTOR,
  covers: ["needs"],
  words: "the knee, and nothing else",
  how: "telephone",
  until: null,
  over: 0,
  ...more,
});
const withdrawn = (consent = doctor): Operation & { op: "withdrawConsent" } => ({
  op: "withdrawConsent",
  consent,
  why: "she talked to my aunt",
  how: "letter",
});

/** Wren and Siskin carry the case; a testimony has been begun, which Lark holds and nothing else. */
const opened = (): Room => {
  const room = new Room();
  room.letter(kettle, { text: "Помогите" });
  const ids = { case: ROWAN, contact, threat, token: "t" };
  const taken = {
    thread: room.thread(kettle),
    ...ids,
    alias: "Rowan",
    people: 1,
    owner: member("Wren"),
    standIn: null,
  };
  room.do("Wren", (state, by) => takeIntoCase(state, taken, by));
  room.do("Wren", (state, by) =>
    beginCompartment(state, testimony, { about: "case", case: ROWAN, part: "testimony" }, by),
  );
  room.do("Wren", (state, by) =>
    writeToCase(state, ROWAN, [{ op: "beginPart", part: "testimony", stream: testimony }], by),
  );
  return room;
};

const say = (room: Room, operation: Parameters<typeof writeConsent>[2], name = "Siskin") =>
  room.do(name, (state, by) => writeConsent(state, ROWAN, operation, by));
const refer = (room: Room, more: { rests?: ConsentId; to?: string } = {}) =>
  room.do("Siskin", (state, by) =>
    writeProvision(
      state,
      { mailbox: kettle, case: ROWAN },
      { op: "refer", referral: "r1", to: DOCTOR, purpose: "a knee", consent: "see the consent", ...more },
      by,
    ),
  );
const note = (room: Room, name: string, text = "invented") =>
  room.do(name, (state, by) => writeToPart(state, testimony, { op: "note", text }, by));
const view = (room: Room, readers: [typeof contact, string[]][] = []) => {
  const found = caseView(
    room.state,
    room.outside("Wren", {
      readers: new Map(readers.map(([of, names]) => [of, names.map((name) => ({ member: member(name), from: null }))])),
    }),
    ROWAN,
  );
  if (!found) throw new Error("the case");
  return found;
};

describe("what the person allows", () => {
  it("is kept in versions, each with who heard it and how; a stale one is refused, a withdrawal never", () => {
    const room = opened();
    expect(say(room, given())).toEqual({ kind: "done" });
    expect(say(room, given({ covers: ["needs", "summary"], over: 1 }))).toEqual({ kind: "done" });
    // Written a day ago without a network, before the second version was seen.
    expect(say(room, given({ covers: ["letters"], over: 1 }), "Plover")).toEqual({
      kind: "written-meanwhile",
      by: member("Siskin"),
      at: room.now,
    });
    room.now += hours(1);
    expect(say(room, withdrawn(), "Plover")).toEqual({ kind: "done" });
    // Whoever had not heard the no does not write a yes over it.
    expect(say(room, given({ over: 2 }))).toMatchObject({ kind: "written-meanwhile", by: member("Plover") });
    expect(view(room).consents).toMatchObject([
      {
        purpose: "doctor",
        recipient: DOCTOR,
        standing: "withdrawn",
        covers: [],
        version: 3,
        now: { kind: "withdrawn", how: "letter", by: { id: member("Plover") }, words: "she talked to my aunt" },
        earlier: [
          { kind: "given", covers: ["needs", "summary"] },
          { kind: "given", covers: ["needs"], how: "telephone", words: "the knee, and nothing else" },
        ],
      },
    ]);
    // A yes to one person is none to another, whatever number it goes under.
    expect(say(room, given({ recipient: "another doctor", over: 3 }))).toMatchObject({ kind: "consent-not-for-this" });
    expect(say(room, given({ over: 3 }))).toEqual({ kind: "done" });
    expect(view(room).consents[0]).toMatchObject({ standing: "given", version: 4 });
  });

  it.each(["Wren", "Siskin", "Dunlin", "Plover"])("no role refers without it, at any hour: %s", (name) => {
    const room = opened();
    const urgent = { op: "setCaseUrgency", urgency: "now", reason: "tonight", saidBy: "team" } as const;
    room.do("Wren", () => ({ kind: "operations", writes: [{ stream: contact, operations: [urgent] }] }));
    const unasked: Operation = {
      op: "refer",
      mailbox: kettle,
      referral: "r1",
      to: DOCTOR,
      purpose: "a knee",
      consent: "assumed",
    };
    // By a client that asks no rule.
    room.do(name, () => ({ kind: "operations", writes: [{ stream: contact, operations: [unasked] }] }));
    expect(accountView(room.state).refused).toMatchObject([
      { refusal: { kind: name === "Dunlin" ? "not-your-role" : "needs-consent" } },
    ]);
    expect(view(room).provision.referrals).toEqual([]);
  });

  it("a no at the first asking takes the earlier yes to the same asking back with it, and none to another", () => {
    const room = opened();
    say(room, given());
    const other = "d1".repeat(16) as ConsentId;
    say(room, given({ consent: other, recipient: "another doctor" }));
    expect(refer(room, { rests: doctor })).toEqual({ kind: "done" });
    const no = given({ consent: "d2".repeat(16) as ConsentId, recipient: ` ${DOCTOR.toUpperCase()}`, covers: [] });
    const said = { ...no, refused: true, words: "she told my aunt" } as const;
    const did = room.do("Plover", (state, by) => writeConsent(state, ROWAN, said, by, [doctor, other]));
    expect(did).toEqual({ kind: "done" });
    expect(view(room).consents.map(({ consent, standing, due }) => [consent, standing, due])).toEqual([
      [doctor, "withdrawn", 1],
      [other, "given", 0],
      [no.consent, "withdrawn", 0],
    ]);
    expect(view(room).consents[0]?.now).toMatchObject({ words: "she told my aunt", by: { id: member("Plover") } });
  });

  it("carries what it was given for and to whom, and nothing after its last day", () => {
    const room = opened();
    expect(refer(room, { rests: doctor })).toEqual({ kind: "no-such-consent" });
    say(room, given({ until: dayOf(room.now) + 1 }));
    expect(refer(room, { rests: doctor, to: "a priest" })).toMatchObject({ kind: "consent-not-for-this" });
    expect(refer(room, { rests: doctor })).toEqual({ kind: "done" });
    expect(todayView(room.state, room.outside("Wren")).consents).toMatchObject([{ consent: doctor, due: 0 }]);
    const share = (part: "needs" | "testimony") =>
      room.do("Wren", (state, by) =>
        writeToCase(
          state,
          ROWAN,
          [{ op: "sharePart", part, member: member("Lark"), history: true, until: null, rests: doctor }],
          by,
        ),
      );
    expect(share("testimony")).toMatchObject({ kind: "consent-not-for-this" });
    expect(share("needs")).toEqual({ kind: "done" });
    room.now += 2 * DAY;
    expect(view(room).consents[0]).toMatchObject({ standing: "expired" });
    expect(share("needs")).toMatchObject({ kind: "consent-ended" });
    expect(say(room, given({ over: 1, until: dayOf(room.now) - 1 }))).toEqual({ kind: "incomplete", field: "until" });
  });

  it("that ran out stands on *Today* until it is given anew or withdrawn, also where nothing rests on it", () => {
    const room = opened();
    const due = () => todayView(room.state, room.outside("Wren")).consents;
    say(room, given({ until: dayOf(room.now) + 30 }));
    expect(due()).toEqual([]);
    room.now += 24 * DAY;
    expect(due()).toMatchObject([{ consent: doctor, standing: "given", due: 0 }]);
    room.now += 7 * DAY;
    expect(due()).toMatchObject([{ consent: doctor, standing: "expired", due: 0 }]);
    room.now += 90 * DAY;
    expect(due()).toMatchObject([{ consent: doctor, standing: "expired", due: 0 }]);
    expect(say(room, given({ over: 1 }))).toEqual({ kind: "done" });
    expect(due()).toEqual([]);
    say(room, given({ over: 2, until: dayOf(room.now) }));
    room.now += 2 * DAY;
    expect(due()).toHaveLength(1);
    expect(say(room, withdrawn())).toEqual({ kind: "done" });
    expect(due()).toEqual([]);
  });

  it("[P5] when it ends, says what still goes on because of it, until that was stopped", () => {
    const room = opened();
    say(room, given());
    refer(room, { rests: doctor });
    const lark = { part: "needs", member: member("Lark") } as const;
    room.do("Wren", (state, by) =>
      writeToCase(state, ROWAN, [{ op: "sharePart", ...lark, history: true, until: null, rests: doctor }], by),
    );
    expect(view(room).consents[0]).toMatchObject({ due: 0 });
    say(room, withdrawn());
    expect(view(room).consents[0]).toMatchObject({
      due: 2,
      rests: [
        { kind: "share", part: "needs", person: { id: member("Lark") }, reads: true, due: true },
        { kind: "referral", to: DOCTOR, stopped: null, due: true },
      ],
    });
    expect(todayView(room.state, room.outside("Wren")).consents).toMatchObject([{ alias: "Rowan", due: 2 }]);
    room.do("Wren", (state, by) =>
      writeToCase(
        state,
        ROWAN,
        [
          { op: "withdrawPart", ...lark },
          { op: "stopReferral", mailbox: kettle, referral: "r1", note: "the file is shredded, she says" },
        ],
        by,
      ),
    );
    expect(view(room).consents[0]).toMatchObject({
      due: 0,
      rests: [{ kind: "referral", stopped: { note: "the file is shredded, she says" }, due: false }],
    });
    expect(todayView(room.state, room.outside("Wren")).consents).toEqual([]);
  });

  it("[P5] a no is not overridden by sharing again without a word of it, also after it was taken back", () => {
    const room = opened();
    const lark = { part: "needs", member: member("Lark") } as const;
    const share = (more: { rests?: ConsentId } = {}) =>
      room.do("Wren", (state, by) =>
        writeToCase(state, ROWAN, [{ op: "sharePart", ...lark, history: true, until: null, ...more }], by),
      );
    const other = "0f".repeat(16) as ConsentId;
    say(room, given());
    expect(share({ rests: doctor }).kind).toBe("done");
    // Given more of it without naming why: it rests on what it rested on.
    expect(share().kind).toBe("done");
    expect(view(room).consents[0]?.rests).toMatchObject([{ kind: "share", part: "needs", due: false }]);
    say(room, withdrawn());
    expect(view(room).consents[0]).toMatchObject({ due: 1, rests: [{ kind: "share", part: "needs", due: true }] });
    expect(share()).toEqual({ kind: "shared-on-ended", consent: doctor });
    room.do("Wren", (state, by) => writeToCase(state, ROWAN, [{ op: "withdrawPart", ...lark }], by));
    expect(share()).toEqual({ kind: "shared-on-ended", consent: doctor });
    say(room, given({ consent: other, purpose: "psychologist" }));
    expect(share({ rests: other }).kind).toBe("done");
    // What the person says yes to again is theirs to say.
    say(room, given({ consent: other, purpose: "psychologist", covers: ["identity"], over: 1 }));
    expect(share()).toEqual({ kind: "shared-on-ended", consent: other });
    say(room, given({ consent: other, purpose: "psychologist", over: 2 }));
    expect(share().kind).toBe("done");
  });

  it("covering less than before is a no to the rest", () => {
    const room = opened();
    say(room, given({ covers: ["needs", "testimony"] }));
    room.do("Wren", (state, by) =>
      writeToCase(
        state,
        ROWAN,
        [{ op: "sharePart", part: "testimony", member: member("Lark"), history: false, until: null, rests: doctor }],
        by,
      ),
    );
    const readers: [typeof contact, string[]][] = [[testimony, ["Wren", "Lark"]]];
    expect(view(room, readers).consents[0]).toMatchObject({ due: 0 });
    say(room, given({ covers: ["needs"], over: 1 }));
    expect(view(room, readers).consents[0]).toMatchObject({ standing: "given", due: 1 });
    expect(view(room, [[testimony, ["Wren"]]]).consents[0]).toMatchObject({ due: 0 });
  });
});

describe("a testimony", () => {
  const told = { consent: story, purpose: "testimony-record", recipient: "this team", covers: ["testimony"] } as const;
  const recorded = (more: Partial<Give> = {}) => given({ ...told, covers: ["testimony"], ...more });

  it("is not written on once that was withdrawn, also by whoever holds it alone and sees no consent", () => {
    const room = opened();
    say(room, recorded());
    expect(note(room, "Lark")).toEqual({ kind: "done" });
    say(room, withdrawn(story));
    expect(note(room, "Wren")).toEqual({ kind: "part-held" });
    const alone = foldEntries(
      emptyState(),
      room.entries.filter((entry) => entry.stream === testimony),
    );
    const lark = { by: member("Lark"), role: "specialist" as const, at: room.now };
    expect(writeToPart(alone, testimony, { op: "note", text: "one more" }, lark)).toEqual({ kind: "part-held" });
    expect(view(room).parts.find(({ part }) => part === "testimony")).toMatchObject({
      held: { by: { id: member("Siskin") } },
      notes: [{ text: "invented" }],
    });
    say(room, recorded({ over: 2 }));
    expect(note(room, "Lark")).toEqual({ kind: "done" });
  });

  it("is held by a no that was written down as a first asking, whatever they had allowed before; a yes after it opens it", () => {
    const room = opened();
    say(room, recorded());
    // Whoever heard it did not look for what stood there.
    const asked = recorded({
      consent: "c8".repeat(16) as ConsentId,
      covers: [],
      refused: true,
      words: "I cannot any more",
    });
    expect(say(room, asked, "Plover")).toEqual({ kind: "done" });
    expect([note(room, "Lark"), note(room, "Wren")]).toEqual([{ kind: "part-held" }, { kind: "part-held" }]);
    say(room, recorded({ over: 1 }));
    expect(note(room, "Lark")).toEqual({ kind: "done" });
    // A slip says nothing; what they had said before it stands again.
    const slip = recorded({ consent: "c9".repeat(16) as ConsentId, covers: [], refused: true });
    say(room, slip, "Plover");
    expect(note(room, "Lark")).toEqual({ kind: "part-held" });
    expect(say(room, { ...withdrawn(slip.consent), slip: true }, "Plover")).toEqual({ kind: "done" });
    expect(note(room, "Lark")).toEqual({ kind: "done" });
  });

  it("learns of a day that went by, and of a word that another heard, from the next hand that holds both", () => {
    const room = opened();
    say(room, recorded({ until: dayOf(room.now) }));
    const keep = (late = 0) => room.do("Wren", (state, by) => holdParts(state, ROWAN, by, by.at - late));
    keep();
    expect(note(room, "Lark")).toEqual({ kind: "done" });
    room.now += DAY;
    // What a clock says that runs a day ahead of the server's is not written down for all.
    const before = room.entries.length;
    keep(DAY);
    expect(room.entries).toHaveLength(before);
    // Whoever holds the case knows it already.
    expect(note(room, "Siskin")).toEqual({ kind: "part-held" });
    keep();
    const held = room.entries.length;
    for (const late of [0, DAY]) keep(late);
    expect(room.entries).toHaveLength(held);
    expect(room.state.streams.get(testimony)?.content).toMatchObject({ part: { held: { by: member("Wren") } } });
  });

  it("where nobody has asked, nothing is held: cases of before go on", () => {
    const room = opened();
    expect(room.do("Wren", (state, by) => holdParts(state, ROWAN, by))).toEqual({ kind: "done" });
    expect(note(room, "Lark")).toEqual({ kind: "done" });
  });
});

describe("[P11] an export", () => {
  const leaving = decisionId("leaving");
  const plan = { consent: doctor, version: 1, covers: ["needs" as const], key: null };
  const proposeExport = (room: Room, more: Partial<typeof plan> = {}, about: "export" | "go" = "export") =>
    room.do("Siskin", (state, by) =>
      propose(
        state,
        ROWAN,
        {
          decision: leaving,
          about,
          text: "a hearing",
          checklist: [],
          expires: room.now + hours(24),
          export: { ...plan, ...more },
        },
        by,
      ),
    );
  const exported = { op: "exported", decision: leaving, bundle: "ab".repeat(32) as Hash, bytes: 10 } as const;
  const make = (room: Room, name = "Wren") => room.do(name, (state, by) => writeToCase(state, ROWAN, [exported], by));
  const approve = (room: Room, name = "Wren") =>
    room.do(name, (state, by) =>
      decide(state, ROWAN, { decision: leaving, verdict: "approve", reason: "read it" }, by),
    );

  it("rests on what was allowed when it is proposed, approved and made: a no in between stops it each time", () => {
    const room = opened();
    expect(proposeExport(room)).toEqual({ kind: "no-such-consent" });
    say(room, given());
    expect(proposeExport(room, { covers: [] })).toEqual({ kind: "incomplete", field: "covers" });
    expect(proposeExport(room, { version: 2 })).toMatchObject({ kind: "written-meanwhile" });
    expect(proposeExport(room, {}, "go")).toEqual({ kind: "incomplete", field: "about" });
    expect(proposeExport(room)).toEqual({ kind: "done" });
    say(room, withdrawn());
    expect(approve(room)).toMatchObject({ kind: "consent-ended" });
    // Given again, it says something else, and is proposed anew.
    say(room, given({ over: 2 }));
    expect(approve(room)).toMatchObject({ kind: "written-meanwhile" });
  });

  describe("rests on the consent it was for", () => {
    const asked = (room: Room, answer: DestructionAnswer, note = "", name = "Siskin") =>
      room.do(name, (state, by) =>
        writeToCase(state, ROWAN, [{ op: "askDestruction", bundle: exported.bundle, answer, note }], by),
      );
    const first = (room: Room) => {
      const [one] = view(room).consents;
      if (one === undefined) throw new Error("the consent");
      return { due: one.due, rests: one.rests };
    };
    const due = (room: Room) => todayView(room.state, room.outside("Wren")).consents;

    it("before it is made: shown, and stopped by the no itself", () => {
      const room = opened();
      say(room, given());
      proposeExport(room);
      const open = { kind: "export", decision: leaving, stands: true, due: false };
      expect(first(room)).toMatchObject({ due: 0, rests: [{ ...open, approved: false }] });
      approve(room);
      expect(first(room)).toMatchObject({ due: 0, rests: [{ ...open, approved: true }] });
      say(room, withdrawn());
      expect(make(room)).toEqual({ kind: "consent-ended", consent: doctor });
      expect(first(room)).toMatchObject({ due: 0, rests: [{ ...open, approved: true, stands: false }] });
      expect(due(room)).toEqual([]);
      room.now += hours(25);
      expect(first(room)).toMatchObject({ due: 0, rests: [] });
    });

    it("[P5] once it has left: due from the no on, until they were asked and it is known what became of it", () => {
      const room = opened();
      expect(asked(room, "destroyed")).toEqual({ kind: "no-such-bundle" });
      say(room, given());
      proposeExport(room);
      approve(room);
      make(room);
      const bundle = { kind: "bundle", bundle: exported.bundle, covers: ["needs"], by: { id: member("Wren") } };
      const only = () => first(room).rests.filter(({ kind }) => kind === "bundle");
      expect(only()).toMatchObject([{ ...bundle, asked: null, due: false }]);
      room.now += hours(1);
      say(room, withdrawn());
      expect(only()).toMatchObject([{ ...bundle, asked: null, due: true }]);
      expect(due(room)).toMatchObject([{ alias: "Rowan", due: 1 }]);
      // Whoever has said nothing yet has it still.
      expect(asked(room, "waiting")).toEqual({ kind: "done" });
      expect(only()).toMatchObject([{ asked: { answer: "waiting", by: { id: member("Siskin") } }, due: true }]);
      expect(asked(room, "kept", "the court has it")).toEqual({ kind: "done" });
      expect(only()).toMatchObject([{ asked: { answer: "kept", note: "the court has it" }, due: false }]);
      expect(due(room)).toEqual([]);
      expect(view(room).decisions[0]?.export?.made).toMatchObject([{ asked: { answer: "kept" } }]);
      expect(view(room).timeline.map(({ what }) => what)).toContainEqual({
        kind: "destruction-asked",
        recipient: DOCTOR,
        bundle: exported.bundle,
        answer: "kept",
        note: "the court has it",
      });
      // A yes anew, and a no anew: who kept it is asked again.
      room.now += hours(1);
      say(room, given({ over: 2 }));
      expect(only()).toMatchObject([{ due: false }]);
      room.now += hours(1);
      say(room, withdrawn());
      expect(only()).toMatchObject([{ due: true }]);
      expect(asked(room, "destroyed")).toEqual({ kind: "done" });
      expect(only()).toMatchObject([{ due: false }]);
      // What is destroyed stays so.
      room.now += hours(1);
      say(room, given({ over: 4 }));
      say(room, withdrawn());
      expect(only()).toMatchObject([{ asked: { answer: "destroyed" }, due: false }]);
    });

    it("of less than has left is a no to the rest; a day that is over ends it too", () => {
      const room = opened();
      say(room, given({ covers: ["needs", "summary"], until: dayOf(room.now) + 2 }));
      proposeExport(room);
      approve(room);
      make(room);
      expect(first(room).due).toBe(0);
      say(room, given({ covers: ["summary"], over: 1, until: dayOf(room.now) + 2 }));
      expect(first(room).due).toBe(1);
      say(room, given({ covers: ["needs"], over: 2, until: dayOf(room.now) + 2 }));
      expect(first(room).due).toBe(0);
      room.now += 3 * DAY;
      expect(first(room).due).toBe(1);
    });

    it("[CO2] is known to whoever reads from now on, without their words", () => {
      const room = opened();
      say(room, given());
      proposeExport(room);
      approve(room);
      make(room);
      say(room, withdrawn());
      asked(room, "kept", "the court has it");
      const entries = room.entries.filter((entry) => entry.stream === contact);
      const checkpoint = checkpointOf({ about: "case", case: ROWAN, part: "contact" }, entries);
      expect(JSON.stringify(checkpoint)).not.toContain("the court has it");
      const late = foldEntries(emptyState(), [
        { stream: contact, seq: 9, author: member("Wren"), role: "coordinator", at: room.now, operation: checkpoint },
      ]);
      const seen = caseView(late, room.outside("Siskin"), ROWAN);
      expect(seen?.consents[0]).toMatchObject({
        due: 0,
        rests: [{ kind: "export" }, { kind: "bundle", asked: { answer: "kept" } }],
      });
    });
  });

  it("without a second member's word is void, whoever's client writes it down", () => {
    const room = opened();
    say(room, given());
    proposeExport(room);
    for (const name of ["Siskin", "Wren"]) {
      room.do(name, () => ({ kind: "operations", writes: [{ stream: contact, operations: [exported] }] }));
      expect(approve(room, "Siskin")).toEqual({ kind: "own-proposal" });
    }
    expect(accountView(room.state).refused.map(({ refusal }) => refusal.kind)).toEqual([
      "not-approved",
      "not-approved",
    ]);
    expect(view(room).decisions[0]?.export?.made).toEqual([]);
    expect(approve(room)).toEqual({ kind: "done" });
    expect(make(room, "Plover")).toEqual({ kind: "not-your-role" });
    expect(make(room)).toEqual({ kind: "done" });
    expect(view(room).decisions[0]?.export).toMatchObject({ stands: true, made: [{ by: { id: member("Wren") } }] });
    room.now += hours(25);
    expect(make(room)).toMatchObject({ kind: "expired" });
  });
});

describe("[P5] faces rest on the consent to photographs", () => {
  const identity = stream("rowan i");
  const [mine, hers] = ["aa".repeat(16) as ConsentId, "bb".repeat(16) as ConsentId];
  const photo = (n: number) => String(n).padStart(32, "0") as PhotoId;
  const add = (room: Room, n: number, shows: PhotoShows = "person") =>
    room.do("Siskin", (state, by) =>
      writePhotos(
        state,
        identity,
        [{ op: "addPhoto", photo: photo(n), person: "1", shows, paper: "", picture: "/9j/2Q==" }],
        by,
      ),
    );
  const held = (): Room => {
    const room = opened();
    room.do("Wren", (state, by) =>
      beginCompartment(state, identity, { about: "case", case: ROWAN, part: "identity" }, by),
    );
    room.do("Wren", (state, by) =>
      writeToCase(state, ROWAN, [{ op: "beginPart", part: "identity", stream: identity }], by),
    );
    return room;
  };
  const pictures = (consent: ConsentId, more: Partial<Give> = {}) =>
    given({ consent, purpose: "photograph", recipient: "this team", covers: [], words: "one of my face", ...more });
  const stopped = (room: Room) =>
    view(room)
      .parts.find(({ part }) => part === "identity")
      ?.photos.map(({ stopped: by }) => by);
  const rests = (room: Room, of: ConsentId) => view(room).consents.find(({ consent }) => consent === of);
  const exported = (room: Room) => photosOf(view(room), ["identity"]).map((one) => one.photo);

  it("they are listed with it; after a no none is shown, added or exported; a paper's page is", () => {
    const room = held();
    expect([add(room, 1), add(room, 2, "passport")]).toEqual([{ kind: "done" }, { kind: "done" }]);
    expect(stopped(room)).toEqual([null, null]);
    say(room, pictures(mine));
    const listed = { kind: "photo", photo: photo(1), person: "1", part: "identity", by: { id: member("Siskin") } };
    expect(rests(room, mine)).toMatchObject({ due: 0, rests: [{ ...listed, shown: true, due: false }] });
    expect(exported(room)).toEqual([photo(1), photo(2)]);

    say(room, withdrawn(mine));
    expect(rests(room, mine)).toMatchObject({ due: 0, rests: [{ ...listed, shown: false, due: false }] });
    expect(stopped(room)).toEqual([null, mine]);
    expect(exported(room)).toEqual([photo(2)]);
    expect(add(room, 3)).toEqual({ kind: "consent-ended", consent: mine });
    expect(add(room, 4, "passport")).toEqual({ kind: "done" });
    expect(photoStopped(room.state, identity, photo(1), room.now)).toBe(mine);

    say(room, pictures(mine, { over: 2 }));
    expect(stopped(room)).toEqual([null, null, null]);
    expect(photoStopped(room.state, identity, photo(1), room.now)).toBeNull();
    room.do("Siskin", (state, by) =>
      writePhotos(state, identity, [{ op: "removePhoto", photo: photo(1), reason: "not needed" }], by),
    );
    expect(rests(room, mine)?.rests).toEqual([]);
  });

  it("of several a no counts until somebody says yes after it, and one that ran out by its day stops nothing", () => {
    const room = held();
    add(room, 1);
    say(room, pictures(hers, { until: dayOf(room.now) }));
    say(room, pictures(mine));
    room.now += 3 * DAY;
    expect(stopped(room)).toEqual([null]);
    say(room, withdrawn(mine));
    expect(stopped(room)).toEqual([mine]);
    say(room, pictures(hers, { over: 1 }));
    expect(stopped(room)).toEqual([null]);
    // As it is for whoever is given the case later.
    say(room, withdrawn(hers));
    const of = (one: typeof contact) => room.entries.filter((entry) => entry.stream === one);
    const checkpoint = checkpointOf({ about: "case", case: ROWAN, part: "contact" }, of(contact));
    const late = foldEntries(emptyState(), [
      { stream: contact, seq: 99, author: member("Wren"), role: "coordinator", at: room.now, operation: checkpoint },
      ...of(identity),
    ]);
    expect(photoStopped(late, identity, photo(1), room.now)).toBe(hers);
  });
});

describe("[P5] a face that names whose consent it rests on", () => {
  const identity = stream("rowan i");
  const [mine, hers] = ["aa".repeat(16) as ConsentId, "bb".repeat(16) as ConsentId];
  const photo = (n: number) => String(n).padStart(32, "0") as PhotoId;
  const face = (n: number, rests?: ConsentId): Operation & { op: "addPhoto" } => ({
    ...{ op: "addPhoto", photo: photo(n), person: "1", shows: "person", paper: "", picture: "/9j/2Q==" },
    ...(rests === undefined ? {} : { rests }),
  });
  const add = (room: Room, n: number, rests?: ConsentId) =>
    room.do("Siskin", (state, by) => writePhotos(state, identity, [face(n, rests)], by));
  const pictures = (consent: ConsentId, more: Partial<Give> = {}) =>
    given({ consent, purpose: "photograph", recipient: "this team", covers: [], words: "one of my face", ...more });
  const held = (): Room => {
    const room = opened();
    room.do("Wren", (state, by) =>
      beginCompartment(state, identity, { about: "case", case: ROWAN, part: "identity" }, by),
    );
    room.do("Wren", (state, by) =>
      writeToCase(state, ROWAN, [{ op: "beginPart", part: "identity", stream: identity }], by),
    );
    say(room, pictures(mine));
    say(room, pictures(hers));
    return room;
  };
  /** Oldest first. */
  const stopped = (room: Room) =>
    view(room)
      .parts.find(({ part }) => part === "identity")
      ?.photos.map(({ stopped: by }) => by)
      .toReversed();
  const of = (room: Room, one: typeof contact) => room.entries.filter((entry) => entry.stream === one);
  /** Whoever holds the part alone, as from its beginning or from `first` on. */
  const alone = (room: Room, first = of(room, identity)) => foldEntries(emptyState(), first);
  const seenAlone = (state: ReturnType<typeof alone>, room: Room) =>
    partViews(state, room.outside("Lark"))[0]
      ?.photos.map(({ stopped: by }) => by)
      .toReversed();
  const lark = (room: Room) => ({ by: member("Lark"), role: "specialist" as const, at: room.now });

  it("is hidden by a no of theirs and of nobody else; one that names none, by a no of anybody", () => {
    const room = held();
    say(room, given());
    expect(add(room, 1, doctor)).toEqual({ kind: "consent-not-for-this", consent: doctor });
    expect(add(room, 1, story)).toEqual({ kind: "no-such-consent" });
    for (const one of [add(room, 1, mine), add(room, 2, hers), add(room, 3)]) expect(one).toEqual({ kind: "done" });
    expect(stopped(room)).toEqual([null, null, null]);
    say(room, withdrawn(mine));
    expect(stopped(room)).toEqual([mine, null, mine]);
    const rests = (consent: ConsentId) => {
      const found = view(room).consents.find((one) => one.consent === consent)?.rests ?? [];
      return found.flatMap((one) => (one.kind === "photo" ? [[one.photo, one.shown, one.named]] : []));
    };
    expect(rests(mine)).toEqual([
      [photo(3), false, false],
      [photo(1), false, true],
    ]);
    expect(rests(hers)).toEqual([
      [photo(3), false, false],
      [photo(2), true, true],
    ]);
    expect(photosOf(view(room), ["identity"]).map((one) => one.photo)).toEqual([photo(2)]);
    expect(add(room, 4, mine)).toEqual({ kind: "consent-ended", consent: mine });
    expect(add(room, 4)).toEqual({ kind: "consent-ended", consent: mine });
    expect(add(room, 4, hers)).toEqual({ kind: "done" });
    // A yes of hers after that shows what names none, and nothing of his.
    say(room, pictures(hers, { over: 1 }));
    expect(stopped(room)).toEqual([mine, null, null, null]);
    say(room, pictures(mine, { over: 2, until: dayOf(room.now) }));
    room.now += 3 * DAY;
    // It ran out by its day: shown, and asked for again.
    expect(stopped(room)).toEqual([null, null, null, null]);
    expect(add(room, 5, mine)).toEqual({ kind: "consent-ended", consent: mine });
  });

  it("[P4] that names what there is not, or what is for something else, escapes nobody's no", () => {
    const room = held();
    say(room, given());
    for (const rests of [doctor, story])
      room.do("Siskin", () => ({
        ...{ kind: "operations", writes: [{ stream: identity, operations: [face(rests === doctor ? 1 : 2, rests)] }] },
      }));
    say(room, withdrawn(mine));
    expect(stopped(room)).toEqual([mine, mine]);
    expect(readOperation({ ...face(1), rests: "whose" })).toMatchObject({ op: "unknown" });
  });

  it("[P3] is hidden from whoever holds identity alone too, who reads that it was taken back and no more", () => {
    const room = held();
    for (const [n, rests] of [
      [1, mine],
      [2, hers],
      [3, undefined],
    ] as const)
      add(room, n, rests);
    expect(seenAlone(alone(room), room)).toEqual([null, null, null]);
    say(room, withdrawn(mine));
    const state = alone(room);
    expect(seenAlone(state, room)).toEqual([mine, null, mine]);
    expect([1, 2, 3].map((n) => photoStopped(state, identity, photo(n), room.now))).toEqual([mine, null, mine]);
    const read = JSON.stringify(partViews(state, room.outside("Lark")));
    for (const word of ["one of my face", "she talked to my aunt", "this team", "Rowan"])
      expect(read).not.toContain(word);
    expect(partViews(state, room.outside("Lark"))[0]?.held).toBeNull();
    expect(writePhotos(state, identity, [face(4)], lark(room))).toEqual({ kind: "consent-ended", consent: mine });
    expect(writePhotos(state, identity, [face(4, hers)], lark(room))).toEqual({ kind: "not-held", part: "contact" });
    // Also by a program that asks nobody.
    room.do("Siskin", () => ({ kind: "operations", writes: [{ stream: identity, operations: [face(4, mine)] }] }));
    expect(accountView(room.state).refused.map(({ refusal }) => refusal.kind)).toEqual(["consent-ended"]);

    // As it is for whoever is given the part later.
    const checkpoint = checkpointOf({ about: "case", case: ROWAN, part: "identity" }, of(room, identity));
    const late = alone(room, [
      { stream: identity, seq: 99, author: member("Wren"), role: "coordinator", at: room.now, operation: checkpoint },
    ]);
    expect(seenAlone(late, room)).toEqual([mine, null, mine]);
    say(room, pictures(mine, { over: 2 }));
    expect(seenAlone(alone(room), room)).toEqual([null, null, null]);
  });

  it("is told by the next hand that holds both; the part is told before there is a face in it", () => {
    const room = held();
    const spine = foldEntries(
      emptyState(),
      room.entries.filter((entry) => entry.stream !== identity),
    );
    const heard = writeConsent(spine, ROWAN, withdrawn(mine), { by: member("Plover"), role: "operator", at: room.now });
    room.do("Plover", () => heard);
    expect(writePhotos(alone(room), identity, [face(1)], lark(room)).kind).toBe("operations");
    const keep = () => room.do("Wren", (state, by) => holdParts(state, ROWAN, by));
    keep();
    expect(writePhotos(alone(room), identity, [face(1)], lark(room))).toEqual({ kind: "consent-ended", consent: mine });
    const told = room.entries.length;
    keep();
    expect(room.entries).toHaveLength(told);
  });
});

describe("referrals from before a consent was needed", () => {
  it("stand as they were made; [CO2] whoever reads from now on learns what is allowed, and not in which words", () => {
    const room = new Room();
    const older: Operation[] = [
      { op: "begin", compartment: { about: "case", case: ROWAN, part: "contact" } },
      { op: "openCase", case: ROWAN, alias: "Rowan", people: 1, mailbox: kettle, owner: member("Wren"), standIn: null },
      { op: "refer", mailbox: kettle, referral: "r0", to: "a priest", purpose: "a bed", consent: "on the telephone" },
    ];
    room.do("Wren", () => ({ kind: "operations", writes: [{ stream: contact, operations: older }] }));
    expect(refer(room, {})).toEqual({ kind: "needs-consent" });
    say(room, given({ words: "the knee" }));
    expect(refer(room, { rests: doctor })).toEqual({ kind: "done" });
    say(room, withdrawn());
    expect(view(room).provision.referrals).toHaveLength(2);
    expect(accountView(room.state).refused).toEqual([]);

    const entries = room.entries.filter((entry) => entry.stream === contact);
    const checkpoint = checkpointOf({ about: "case", case: ROWAN, part: "contact" }, entries);
    for (const word of ["the knee", "my aunt", "a priest"]) expect(JSON.stringify(checkpoint)).not.toContain(word);
    const late = foldEntries(emptyState(), [
      { stream: contact, seq: 9, author: member("Wren"), role: "coordinator", at: room.now, operation: checkpoint },
    ]);
    const seen = caseView(late, room.outside("Siskin"), ROWAN);
    expect(seen?.consents).toMatchObject([{ standing: "withdrawn", recipient: DOCTOR, due: 1 }]);
    expect(seen?.provision.referrals).toHaveLength(2);
  });
});

describe("a response that was agreed before a no", () => {
  const sister = "a5".repeat(16) as ConsentId;
  const agree = (
    room: Room,
    tell: string,
    tasks: string[],
    over: number,
    publicity: "silence" | "publicity" = "silence",
  ) =>
    room.do("Siskin", (state, by) => {
      const said = { status: "abducted", lawyer: "", publicity, neverCall: [], text: "" } as const;
      const agreed = { agreedBy: "Rowan", agreedAt: room.now, thread: null, over };
      return writeToCase(state, ROWAN, [{ op: "agreeResponse", ...said, neverCall: [], tell, tasks, ...agreed }], by);
    });
  const response = (room: Room) =>
    view(room).plan.responses[0]?.forbidden.map(({ where, line, at }) => [where, line, at]);
  const due = (room: Room) =>
    todayView(room.state, room.outside("Siskin")).consents.map(({ consent, due: goesOn }) => [consent, goesOn]);

  it("says at each line whom they have forbidden since, and stands on Today until it is agreed anew", () => {
    const room = opened();
    say(room, given({ consent: sister, purpose: "relative", recipient: "sister Amina", covers: [] }));
    room.now += hours(1);
    expect(agree(room, "her sister Amina, first", ["Ring the lawyer", "Ring Amina"], 0)).toEqual({ kind: "done" });
    expect(response(room)).toEqual([]);
    expect(view(room).consents[0]).toMatchObject({ due: 0, rests: [{ kind: "response", status: "abducted" }] });

    room.now += hours(1);
    const at = room.now;
    expect(say(room, withdrawn(sister))).toEqual({ kind: "done" });
    expect(response(room)).toEqual([
      ["tell", 0, at],
      ["tasks", 1, at],
    ]);
    expect(view(room).consents[0]).toMatchObject({ due: 1, rests: [{ kind: "response", due: true }] });
    expect(due(room)).toEqual([[sister, 1]]);

    room.now += hours(1);
    expect(agree(room, "nobody but the lawyer", ["Ring the lawyer"], 1)).toEqual({ kind: "done" });
    expect([response(room), due(room)]).toEqual([[], []]);
  });

  it("with publicity: a no to publishing stands beside it, and beside no silence", () => {
    const room = opened();
    const published = { consent: sister, purpose: "testimony-publish" as const, recipient: "an invented paper" };
    say(room, given({ ...published, covers: [] }));
    room.now += hours(1);
    agree(room, "", [], 0, "publicity");
    room.now += hours(1);
    const at = room.now;
    say(room, withdrawn(sister));
    expect(response(room)).toEqual([["publicity", 0, at]]);
    expect(due(room)).toEqual([[sister, 1]]);
    agree(room, "", [], 1, "silence");
    expect([response(room), due(room)]).toEqual([[], []]);
  });

  it("that they agreed after the no is theirs to say; that a lawyer was told is another's business", () => {
    const room = opened();
    say(room, given({ consent: sister, purpose: "relative", recipient: "sister Amina", covers: [] }));
    say(room, given({ covers: ["needs"] }));
    say(room, withdrawn(sister));
    say(room, withdrawn());
    room.now += hours(1);
    agree(room, "Amina, and only if it is the north", ["Ring the lawyer"], 0);
    expect(response(room)).toEqual([]);
    expect(due(room)).toEqual([]);
  });
});
