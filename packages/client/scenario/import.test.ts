import { type CaseId, factViews, type ImportedCase, isWorkedIn, NO_MAILBOX } from "@fairlead/casework";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Hand } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { House, type Line } from "./house.ts";

const shown = (hand: Hand) => JSON.stringify(hand.view());
const rowOf = (alias: string, name: string): { cells: string[]; said: ImportedCase; source: string } => ({
  cells: [alias, name],
  source: "A file, in an invented year",
  said: {
    alias,
    people: 2,
    persons: [],
    facts: [
      { part: "identity", person: "1", fact: "name", value: { kind: "text", text: name } },
      { part: "needs", person: "1", fact: "diet", value: { kind: "text", text: "no nuts" } },
    ],
    threats: [{ who: "an invented uncle", kind: "family", reach: ["Old Town"] }],
    notes: [
      { part: "contact", text: "Stage: in a flat since May" },
      { part: "identity", text: "Born: spring 85" },
    ],
  },
});

/** A coordinator with a list of old cases, a caseworker who takes one of them over, and an operator. */
describe("cases that were led in a spreadsheet", () => {
  let house: House;
  let line: Line;
  let wren: Hand;
  let willow: Hand;
  let marsh: Hand;
  let first: CaseId;
  const givenTo = () => ({ owner: wren.me.id, standIn: null, team: [willow.me.id] });

  beforeAll(async () => {
    house = await House.found();
    await house.enrol("Wren", "coordinator");
    line = house.line();
    wren = await house.open("Wren", line);
    willow = await house.enrol("Willow", "caseworker");
    marsh = await house.enrol("Marsh", "operator");
  });
  afterAll(() => house?.end());

  it("[CO5] a row becomes a whole case in one append, at its first stage, with who brought it in; its file is named nowhere", async () => {
    const before = line.sent.filter(({ path }) => path === "/api/append").length;
    first = (await done(wren.act.importCase({ ...rowOf("Kite", "PLANTED-NAME"), ...givenTo() }))).case;
    expect(line.sent.filter(({ path }) => path === "/api/append").length).toBe(before + 1);
    const [one] = wren.view().cases;
    expect(one).toMatchObject({
      case: first,
      alias: "Kite",
      people: 2,
      stage: "contact",
      mailboxes: [],
      imported: { row: wren.rowMark(["Kite", "PLANTED-NAME"]), by: { handle: "Wren" } },
      threats: [{ who: "an invented uncle", reach: ["Old Town"], certainty: "said" }],
    });
    expect(one?.parts.map(({ part }) => part)).toEqual(
      expect.arrayContaining(["contact", "threat", "identity", "needs"]),
    );
    expect(one?.timeline.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        { kind: "opened", alias: "Kite", imported: true },
        { kind: "note", text: "Stage: in a flat since May" },
      ]),
    );
    const { cases, parts } = wren.view();
    expect(factViews(cases, parts)).toMatchObject([
      { case: first, called: "Kite", fact: "name", covered: true },
      { case: first, called: "Kite", fact: "diet", covered: false },
    ]);
  });

  it("[P3] the team reads that there is a case and its threat; what is known of the person stays with owner and importer", async () => {
    await Promise.all([willow.sync(), marsh.sync()]);
    expect(willow.view().cases).toMatchObject([{ alias: "Kite", closedParts: ["identity", "needs"] }]);
    for (const word of ["PLANTED-NAME", "no nuts", "spring 85"]) expect(shown(willow)).not.toContain(word);
    // In the intake stands where the spine lies, and not even how the team calls it.
    for (const word of ["PLANTED-NAME", "Kite", first]) expect(shown(marsh)).not.toContain(word);
    expect(marsh.view().threads).toEqual([]);
    expect(marsh.view().queue.waiting).toBe(0);
    expect(await marsh.act.importCase({ ...rowOf("Oven", "x"), owner: marsh.me.id, standIn: null, team: [] })).toEqual({
      kind: "not-your-role",
    });
  });

  it("[P3] a party of two: each one's own, in the parts in which it would stand if it were entered by hand", async () => {
    const { said, source } = rowOf("Alder", "PLANTED-FIRST");
    const two: ImportedCase = {
      ...said,
      persons: [
        { person: "1", alias: "Alder" },
        { person: "2", alias: "Rowan" },
      ],
      facts: [
        ...said.facts,
        { part: "identity", person: "2", fact: "name", value: { kind: "text", text: "PLANTED-SECOND" } },
        { part: "needs", person: "2", fact: "medical", value: { kind: "text", text: "PLANTED-ILLNESS" } },
        { part: "relocation", person: "2", fact: "work", value: { kind: "text", text: "PLANTED-WORK" } },
      ],
      threats: [...said.threats, { who: "the police", kind: "police", reach: [] }],
      notes: [...said.notes, { part: "threat", text: "Wanted: since May" }],
    };
    const cells = ["Alder", "PLANTED-FIRST", "\n", "Rowan", "PLANTED-SECOND"];
    const { case: id } = await done(wren.act.importCase({ cells, said: two, source, ...givenTo() }));
    // One of its rows by itself, and one with a third.
    for (const again of [cells.slice(3), [...cells.slice(0, 2), "\n", "Ash", "A Third Invented"]])
      expect(await wren.act.importCase({ cells: again, said: two, source, ...givenTo() })).toEqual({
        kind: "already-kept",
      });
    const inHand = (hand: Hand) => hand.view().cases.find((one) => one.case === id);
    expect(inHand(wren)).toMatchObject({
      people: 2,
      persons: [
        { person: "1", alias: "Alder" },
        { person: "2", alias: "Rowan" },
      ],
      threats: [{ who: "an invented uncle" }, { who: "the police" }],
    });
    const { cases, parts } = wren.view();
    expect(
      factViews(cases, parts)
        .filter((one) => one.case === id)
        .map(({ person, part, fact }) => `${person} ${part} ${fact}`)
        .toSorted(),
    ).toEqual(["1 identity name", "1 needs diet", "2 identity name", "2 needs medical", "2 relocation work"]);

    await Promise.all([willow.sync(), marsh.sync()]);
    const seen = inHand(willow);
    expect(seen?.closedParts.toSorted()).toEqual(["identity", "needs", "relocation"]);
    expect(JSON.stringify(seen)).toContain("Wanted: since May");
    for (const hand of [willow, marsh]) expect(shown(hand)).not.toContain("PLANTED");
    for (const word of ["Alder", "Rowan", "Wanted"]) expect(shown(marsh)).not.toContain(word);
  });

  it("[P7] somebody who came to the list since is counted, with what is known of them, once: also where the answer was lost", async () => {
    const { source } = rowOf("Alder", "");
    const cells = ["Alder", "PLANTED-FIRST", "\n", "Rowan", "PLANTED-SECOND"];
    const theCase = wren.view().cases.find(({ imported }) => imported?.row === wren.rowMark(cells))?.case as CaseId;
    const ash = ["Ash", "PLANTED-THIRD"];
    const said: ImportedCase = {
      alias: "Alder",
      people: 1,
      persons: [{ person: "3", alias: "Ash" }],
      facts: [{ part: "identity", person: "3", fact: "name", value: { kind: "text", text: "PLANTED-THIRD" } }],
      threats: [
        { who: "an invented uncle", kind: "family", reach: ["Old Town"] },
        { who: "an invented cousin", kind: "family", reach: [] },
      ],
      notes: [{ part: "needs", text: "Remarks (3): PLANTED-NEED" }],
    };
    const join = (hand: Hand) =>
      hand.act.importIntoCase({ case: theCase, said, persons: [{ person: "3", cells: ash }], source });
    const inHand = (hand: Hand) => hand.view().cases.find((one) => one.case === theCase);
    const before = line.sent.filter(({ path }) => path === "/api/append").length;
    line.loseAnswer("/api/append");
    await join(wren);
    const sent = line.sent.filter(({ path }) => path === "/api/append").length;
    expect(sent).toBeGreaterThan(before);
    // The tab is closed and the file chosen again, here and on another device.
    const again = await house.open("Wren");
    for (const hand of [wren, again]) {
      await hand.sync();
      expect(await join(hand)).toEqual({ kind: "already-kept" });
      expect(inHand(hand)).toMatchObject({
        people: 3,
        persons: [{ alias: "Alder" }, { alias: "Rowan" }, { person: "3", alias: "Ash" }],
        imported: { rows: [...[cells.slice(0, 2), cells.slice(3), ash].map((row) => wren.rowMark(row))] },
        threats: [{ who: "an invented uncle" }, { who: "the police" }, { who: "an invented cousin" }],
      });
      const { cases, parts } = hand.view();
      const named = factViews(cases, parts).filter((one) => one.case === theCase && one.person === "3");
      expect(named.map(({ part, fact }) => `${part} ${fact}`)).toEqual(["identity name"]);
      expect(JSON.stringify(inHand(hand)?.parts).split("PLANTED-NEED").length).toBe(2);
    }
    // Nor does the row become a case of its own.
    expect(await wren.act.importCase({ cells: ash, said, source, ...givenTo() })).toEqual({ kind: "already-kept" });
    await willow.sync();
    expect(inHand(willow)).toMatchObject({ people: 3 });
    expect(shown(willow)).not.toContain("PLANTED");
  });

  it("[P7] nobody becomes two: a number that a colleague gave away meanwhile is refused, and nothing of it written", async () => {
    const { source } = rowOf("Alder", "");
    const kite = wren.view().cases.find(({ case: id }) => id === first);
    await willow.sync();
    await done(willow.act.namePerson(first, { person: "3", alias: "Linnet", over: 0 }));
    const said: ImportedCase = {
      alias: "Kite",
      people: 1,
      persons: [],
      facts: [{ part: "relocation", person: "3", fact: "work", value: { kind: "text", text: "PLANTED-WORK" } }],
      threats: [],
      notes: [],
    };
    const join = (person: string) =>
      wren.act.importIntoCase({
        case: first,
        said: { ...said, facts: said.facts.map((one) => ({ ...one, person })) },
        persons: [{ person, cells: ["Kite", "A Third Invented"] }],
        source,
      });
    expect(kite?.people).toBe(2);
    expect(await join("3")).toMatchObject({ kind: "written-meanwhile" });
    const inHand = () => wren.view().cases.find(({ case: id }) => id === first);
    expect(inHand()).toMatchObject({ people: 3 });
    expect(JSON.stringify(inHand())).not.toContain("PLANTED-WORK");
    await done(join("4"));
    expect(inHand()).toMatchObject({ people: 4, persons: [{}, {}, { alias: "Linnet" }, { alias: "Kite 4" }] });
    // A part that the case did not have is read by whom its others are.
    expect(inHand()?.parts.map(({ part }) => part)).toContain("relocation");
    expect(await marsh.act.importIntoCase({ case: first, said, persons: [], source })).toMatchObject({
      kind: "no-such-case",
    });
  });

  it("[ST5] the same row a second time is refused, also after an answer was lost and in another session", async () => {
    line.loseAnswer("/api/append");
    const second = rowOf("Oven", "Another Invented");
    await done(wren.act.importCase({ ...second, ...givenTo() }));
    expect(await wren.act.importCase({ ...second, ...givenTo() })).toEqual({ kind: "already-kept" });
    const third = rowOf("Vase", "A Third Invented");
    line.cut = true;
    expect(await wren.act.importCase({ ...third, ...givenTo() })).toEqual({ kind: "offline" });
    expect(await wren.act.importCase({ ...third, ...givenTo() })).toEqual({ kind: "offline" });
    line.cut = false;
    await wren.sync();
    const again = await house.open("Wren");
    expect(await again.act.importCase({ ...second, ...givenTo() })).toEqual({ kind: "already-kept" });
    expect(
      again
        .view()
        .cases.map(({ alias }) => alias)
        .toSorted(),
    ).toEqual(["Alder", "Kite", "Oven", "Vase"]);
    // A colleague's console cannot try names against what stands there.
    expect(willow.rowMark(second.cells)).not.toBe(wren.rowMark(second.cells));
  });

  it("what was brought in by mistake is closed, and its row brought in again", async () => {
    const row = rowOf("Finch", "Invented In The Wrong Field");
    const { case: wrong } = await done(wren.act.importCase({ ...row, ...givenTo() }));
    const isWorked = (hand: Hand, id: CaseId) =>
      hand
        .view()
        .cases.filter((one) => one.case === id)
        .map(isWorkedIn);
    await willow.sync();
    expect([isWorked(wren, wrong), isWorked(willow, wrong)]).toEqual([[false], [false]]);
    await done(wren.act.moveStage(wrong, { to: "withdrawn", people: null, decision: null, reason: "by mistake" }));
    expect(await wren.act.importCase({ ...row, ...givenTo() })).toEqual({ kind: "already-kept" });
    expect(isWorked(wren, wrong)).toEqual([false]);
    await done(wren.act.closeCase(wrong, { outcome: "withdrawn", note: "by mistake" }));
    const { case: right } = await done(wren.act.importCase({ ...row, ...givenTo() }));
    expect(right).not.toBe(wrong);
    // In which a colleague has written since: no press on all of them closes that one.
    await willow.sync();
    await done(willow.act.noteCase(right, "Rang her, she is well."));
    await wren.sync();
    expect(isWorked(wren, right)).toEqual([true]);
    expect(await wren.act.importCase({ ...row, ...givenTo() })).toEqual({ kind: "already-kept" });
  });

  it("nobody who has not written is left empty-handed; a go still takes two", async () => {
    const place = { mailbox: NO_MAILBOX, case: first };
    await done(wren.act.writeSafetyPlan(place, { plan: null, reason: "led by telephone" }));
    await done(wren.act.noReferral(place, "nobody is known there"));
    expect(wren.view().cases.find((one) => one.case === first)?.provision.noReferral).not.toBeNull();
    expect(
      await wren.act.moveStage(first, { to: "evacuating", people: null, decision: null, reason: "as in the file" }),
    ).toMatchObject({
      kind: expect.stringMatching(/stage|missing|condition/),
    });
    expect(await wren.act.answerCase(first, { text: "x", standing: false, until: null, checkInBy: null })).toEqual({
      kind: "no-such-case",
    });
  });

  it("[MB8] when the person writes at last, the thread joins the case, and is answered there", async () => {
    const caller = await Caller.with(house);
    await caller.write("It is I, invented.");
    await wren.sync();
    await done(wren.act.joinCase(caller.keys.id, { case: first, why: "Known by voice." }));
    await willow.sync();
    expect(willow.view().cases.find((one) => one.case === first)).toMatchObject({
      mailboxes: [{ mailbox: caller.keys.id }],
    });
    await done(willow.act.answerCase(first, { text: "We are here.", standing: false, until: null, checkInBy: null }));
    expect((await caller.read()).replies).toMatchObject([{ text: "We are here." }]);
    await marsh.sync();
    expect(shown(marsh)).not.toContain("It is I");
  });
});
