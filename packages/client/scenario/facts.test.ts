import {
  askedWords,
  type CaseId,
  explain,
  type FactValue,
  factViews,
  placesOf,
  REVEAL_FOR,
  type StreamId,
} from "@fairlead/casework";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Hand } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { DAY_MS, House, type Line } from "./house.ts";

const words = (text: string): FactValue => ({ kind: "text", text });
const shown = (hand: Hand) => JSON.stringify(hand.view());

/** A caseworker, a coordinator and a doctor; two people of one party. */
describe("what is known of a person", () => {
  let house: House;
  let line: Line;
  let willow: Hand;
  let wren: Hand;
  let doctor: Hand;
  let theCase: CaseId;
  let identity: StreamId;
  let needs: StreamId;

  const part = (hand: Hand, stream: StreamId) => hand.view().cases[0]?.parts.find((one) => one.stream === stream);

  beforeAll(async () => {
    house = await House.found();
    await house.enrol("Willow", "caseworker");
    line = house.line();
    willow = await house.open("Willow", line);
    wren = await house.enrol("Wren", "coordinator");
    doctor = await house.enrol("Heron", "specialist");
    const caller = await Caller.with(house);
    await caller.write("An invented call for two.");
    await willow.sync();
    const said = { alias: "Kite", people: 2, owner: willow.me.id, standIn: null, team: [wren.me.id] };
    theCase = (await done(willow.act.openCase(caller.keys.id, said))).case;
    identity = (await done(willow.act.beginPart(theCase, { part: "identity", title: "Names", members: [wren.me.id] })))
      .stream;
    needs = (await done(willow.act.beginPart(theCase, { part: "needs", title: "Road", members: [doctor.me.id] })))
      .stream;
  });
  afterAll(() => house?.end());

  it("[P3] whoever holds one part reads and writes its facts, of people without alias, and nothing else", async () => {
    await done(willow.act.setFact(identity, { person: "1", fact: "name", value: words("PLANTED-NAME"), over: 0 }));
    await done(willow.act.setFact(needs, { person: "2", fact: "diet", value: words("no nuts"), over: 0 }));
    await done(willow.act.namePerson(theCase, { person: "2", alias: "Linnet", over: 0 }));
    await doctor.sync();
    expect(doctor.view().parts).toMatchObject([
      { part: "needs", persons: ["2"], facts: [{ person: "2", fact: "diet", value: words("no nuts") }] },
    ]);
    for (const word of ["PLANTED-NAME", "Kite", "Linnet"]) expect(shown(doctor)).not.toContain(word);
    await done(doctor.act.setFact(needs, { person: "2", fact: "medical", value: words("a cough"), over: 0 }));
    expect(await doctor.act.setFact(identity, { person: "1", fact: "name", value: words("x"), over: 0 })).toEqual({
      kind: "not-held",
      part: "part",
    });
    await willow.sync();
    expect(willow.view().cases[0]?.persons.map(({ alias }) => alias)).toEqual(["Kite", "Linnet"]);
    const { cases, parts } = willow.view();
    expect(factViews(cases, parts)).toMatchObject([
      { case: theCase, called: "Kite", part: "identity", fact: "name", covered: true },
      { called: "Linnet", part: "needs", fact: "diet", covered: false },
      { called: "Linnet", fact: "medical", by: { handle: "Heron" } },
    ]);
    expect(shown(wren)).not.toContain("a cough");
  });

  it("[P6] a field that two wrote unseen: the second is told both, also when it was written without a network", async () => {
    line.cut = true;
    const said = { person: "2", fact: "diet", value: words("no milk"), over: 1 };
    expect(await willow.act.setFact(needs, said)).toEqual({ kind: "offline" });
    await done(doctor.act.setFact(needs, { ...said, value: words("no eggs") }));
    line.cut = false;
    await willow.sync();
    const [undone] = willow.view().status.undone;
    expect(undone?.why).toMatchObject({
      kind: "fact-written-meanwhile",
      fact: "diet",
      person: "2",
      version: 2,
      found: words("no eggs"),
      wrote: words("no milk"),
      by: doctor.me.id,
    });
    expect(undone?.differing).toMatchObject([
      {
        mine: { value: words("no milk") },
        theirs: { value: words("no eggs") },
        by: { handle: "Heron" },
        fields: ["value"],
      },
    ]);
    // By somebody who has seen theirs: the same words, over the version that stands.
    await done(willow.act.settle(undone?.id ?? "", { take: "mine" }));
    expect(willow.view().status.undone).toEqual([]);
    await doctor.sync();
    expect(doctor.view().parts[0]?.facts.find(({ fact }) => fact === "diet")).toMatchObject({
      value: words("no milk"),
      version: 3,
      by: { handle: "Willow" },
      earlier: [{ value: words("no eggs") }, { value: words("no nuts") }],
    });
  });

  it("a look at the names is in the record before it answers; without a network it says that it is not, and comes later", async () => {
    const look = (reason: string) => willow.act.revealName(identity, { reason, until: house.now + REVEAL_FOR });
    expect(await done(look("to buy tickets"))).toMatchObject({ recorded: true });
    await wren.sync();
    expect(part(wren, identity)?.reveals).toMatchObject([{ by: { handle: "Willow" }, reason: "to buy tickets" }]);
    expect(wren.view().cases[0]?.timeline.map(({ what }) => what)).toContainEqual({
      kind: "revealed",
      part: "identity",
      reason: "to buy tickets",
    });
    line.cut = true;
    const lookedAt = house.now;
    expect(await done(look("on the train"))).toMatchObject({ recorded: false });
    expect(part(willow, identity)?.reveals).toHaveLength(1);
    house.now += 5 * 3_600_000;
    line.cut = false;
    await willow.sync();
    await wren.sync();
    expect(part(wren, identity)?.reveals).toMatchObject([{ reason: "on the train", at: lookedAt }, {}]);
    expect(await look("  ")).toEqual({ kind: "incomplete", field: "reason" });
  });

  it("an organisation asks for what it needs without code: defined by its office, answered by those who hold the part", async () => {
    const shoe = {
      part: "needs" as const,
      kind: "choice" as const,
      label: [{ language: "en", text: "Shoe size" }],
      hint: [],
      choices: [{ choice: "", label: [{ language: "en", text: "41" }] }],
      over: 0,
    };
    expect(await willow.act.defineField(shoe)).toEqual({ kind: "not-your-role" });
    const { field } = await done(wren.act.defineField(shoe));
    await doctor.sync();
    const [asked] = doctor.view().fields;
    const choice = asked?.choices[0]?.choice ?? "";
    expect(asked).toMatchObject({ field, version: 1, retired: false, by: { handle: "Wren" } });
    await done(doctor.act.setFact(needs, { person: "1", fact: field, value: { kind: "choice", choice }, over: 0 }));
    await done(wren.act.retireField(field, 1));
    await doctor.sync();
    expect(doctor.view()).toMatchObject({
      fields: [{ retired: true, choices: [{ choice, gone: false }] }],
      parts: [{ facts: expect.arrayContaining([expect.objectContaining({ fact: field })]) }],
    });
  });

  it("[P3] papers and contacts of the organisation's own stand covered in any part, and a look is in that part's log alone", async () => {
    const surgery = {
      ...{ part: "needs" as const, kind: "contacts" as const, choices: [], hint: [], over: 0 },
      label: [{ language: "en", text: "Their surgery" }],
    };
    const { field } = await done(wren.act.defineField(surgery));
    await doctor.sync();
    const contact = { kind: "person" as const, value: "Nightjar Planted", safe: "yes" as const, note: "" };
    const said = { person: "1", fact: field, over: 0 };
    await done(doctor.act.setFact(needs, { ...said, value: { kind: "contacts", contacts: [contact] } }));
    await willow.sync();
    // Found by whole words, and none of it is shown: to the case's own, and to who holds that part alone.
    for (const hand of [willow, doctor]) {
      const { cases, parts } = hand.view();
      expect(factViews(cases, parts).find(({ fact }) => fact === field)).toMatchObject({
        part: "needs",
        covered: true,
      });
      const told = [...placesOf(hand.view())].flatMap(({ pieces }) => {
        const found = explain(pieces, askedWords("Nightjar"), 5);
        return found === null ? [] : [found];
      });
      expect(told.flatMap(({ hits }) => hits.map(({ excerpt }) => excerpt))).toEqual([null]);
    }
    const names = part(willow, identity)?.reveals;
    await done(doctor.act.revealName(needs, { reason: "to ring the surgery", until: house.now + REVEAL_FOR }));
    await willow.sync();
    expect(part(willow, needs)?.reveals).toMatchObject([{ by: { handle: "Heron" }, reason: "to ring the surgery" }]);
    expect(part(willow, identity)?.reveals).toEqual(names);
    expect(willow.view().cases[0]?.timeline.map(({ what }) => what)).toContainEqual({
      ...{ kind: "revealed", part: "needs", reason: "to ring the surgery" },
    });
  });

  it("[P3] a photo is read by who reads the part, waits offline, is replaced in one step, and is gone once it is out", async () => {
    const picture = (last: number) => Uint8Array.from({ length: 60_000 }, (_, n) => [0xff, 0xd8, 0xff][n] ?? last);
    const face = { person: "1", shows: "person" as const, paper: "" };
    const photos = (hand: Hand) => part(hand, identity)?.photos ?? [];
    const { photo } = await done(willow.act.addPhoto(identity, { ...face, picture: picture(1) }));
    await wren.sync();
    expect(photos(wren)).toMatchObject([{ photo, shows: "person", bytes: 60_000, by: { handle: "Willow" } }]);
    expect(wren.photo(identity, photo)).toEqual({ kind: "photo", bytes: picture(1) });
    // Not in what screens, search and the device's remembered views are made of.
    expect(shown(wren)).not.toContain("AQEBAQEB");
    await doctor.sync();
    expect(doctor.photo(identity, photo)).toEqual({ kind: "gone" });

    line.cut = true;
    const better = { ...face, picture: picture(2) };
    const instead = { photo, reason: "the eyes were closed" };
    expect(await willow.act.addPhoto(identity, better, instead)).toEqual({ kind: "offline" });
    expect(willow.view().status.unsent).toHaveLength(1);
    line.cut = false;
    await willow.sync();
    await wren.sync();
    expect(photos(wren)).toMatchObject([{ removed: null }, { photo, removed: { reason: "the eyes were closed" } }]);
    expect(wren.photo(identity, photo)).toEqual({ kind: "gone" });
    const second = photos(wren)[0]?.photo ?? photo;
    expect(wren.photo(identity, second)).toEqual({ kind: "photo", bytes: picture(2) });
    expect(await wren.act.addPhoto(identity, better, instead)).toMatchObject({ kind: "photo-out" });
    const late = await house.open("Wren");
    await late.sync();
    expect(late.photo(identity, second)).toEqual({ kind: "photo", bytes: picture(2) });
    late.lock();
    expect(late.photo(identity, second)).toEqual({ kind: "locked" });
  });

  it("papers that run out stand on Today for who holds them: kind and day, no name and no number", async () => {
    const day = (days: number) => new Date(house.now + days * DAY_MS).toISOString().slice(0, 10);
    const paper = { number: "PLANTED-NUMBER", country: "RU", note: "" };
    const papers = [
      { ...paper, kind: "passport" as const, expires: day(400) },
      { ...paper, kind: "visa" as const, expires: day(89) },
      { ...paper, kind: "identity-card" as const, expires: day(-1) },
    ];
    await done(
      willow.act.setFact(identity, { person: "2", fact: "papers", value: { kind: "papers", papers }, over: 0 }),
    );
    await wren.sync();
    expect(wren.view().today.papers).toEqual([
      {
        case: theCase,
        alias: "Kite",
        called: "Linnet",
        person: "2",
        kind: "identity-card",
        expires: day(-1),
        days: -1,
      },
      { case: theCase, alias: "Kite", called: "Linnet", person: "2", kind: "visa", expires: day(89), days: 89 },
    ]);
    await doctor.sync();
    expect(doctor.view().today.papers).toEqual([]);
  });

  it("[CO2] who is given a part from now on reads which fields are written and not what, and writes over the right one", async () => {
    const tern = await house.enrol("Tern", "coordinator");
    await done(willow.act.share(theCase, { part: "contact", member: tern.me.id, history: "all", until: null }));
    await done(willow.act.share(theCase, { part: "needs", member: tern.me.id, history: "from-now-on", until: null }));
    await tern.sync();
    for (const word of ["no milk", "no eggs", "a cough"]) expect(shown(tern)).not.toContain(word);
    const diet = part(tern, needs)?.facts.find(({ fact }) => fact === "diet");
    expect(diet).toMatchObject({ value: { kind: "left-out" }, version: 3, earlier: [] });
    await done(tern.act.setFact(needs, { person: "2", fact: "diet", value: words("nothing raw"), over: 3 }));
    await doctor.sync();
    expect(doctor.view().parts[0]?.facts.find(({ fact }) => fact === "diet")).toMatchObject({
      value: words("nothing raw"),
      version: 4,
    });
  });
});
