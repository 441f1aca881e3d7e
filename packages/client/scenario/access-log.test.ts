import type { AccessLog, CaseId } from "@fairlead/casework";
import { makeEpochKey, newId } from "@fairlead/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Hand, MemoryShelf } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { HOUR, House, random } from "./house.ts";
import { LawlessConsole } from "./policy/console.ts";

const MINUTES = 60_000;

/**
 * Who read what, by compartment. Each console writes what it has shown into a log of its member's own, which auditors
 * read. It proves what a sound console showed: a changed one says nothing, and that much can be seen.
 */
describe("who read what", () => {
  let house: House;
  const hands = new Map<string, Hand>();
  let theCase: CaseId;
  let caller: Caller;

  const hand = (handle: string): Hand => {
    const one = hands.get(handle);
    if (one === undefined) throw new TypeError(`nobody is called ${handle}`);
    return one;
  };
  const open = async (handle: string, shelf?: MemoryShelf) =>
    hands.set(handle, await house.open(handle, house.line(), shelf));
  const sync = async (...handles: string[]) => {
    for (const handle of handles) await hand(handle).sync();
  };
  const part = (handle: string, name: string) => {
    const found = hand(handle)
      .view()
      .cases.flatMap(({ parts }) => parts)
      .find((one) => one.part === name);
    if (found === undefined) throw new TypeError(`no ${name}`);
    return found.stream;
  };
  const logOf = (handle: string): AccessLog => {
    const { id } = hand(handle).me;
    const log = hand("Quarry")
      .view()
      .access.logs?.find(({ person }) => person.id === id);
    if (log === undefined) throw new TypeError(`no log of ${handle}`);
    return log;
  };
  const said = ({ looks }: Pick<AccessLog, "looks">) => looks.map(({ part: of, how }) => `${of} ${how}`);

  beforeAll(async () => {
    house = await House.found();
    await house.enrol("Willow", "caseworker");
    await house.enrol("Reed", "caseworker");
    await house.enrol("Heron", "specialist");
    await house.enrol("Quarry", "auditor");
    for (const handle of ["Anchor", "Reed", "Heron", "Quarry"]) await open(handle);
    await open("Willow", new MemoryShelf());
    caller = await Caller.with(house);
    await caller.write("An invented letter.", { danger: "soon" });
    await sync("Willow");
    const party = { alias: "Rowan", people: 1, owner: hand("Willow").me.id, standIn: null, team: [] };
    const opened = await hand("Willow").act.openCase(caller.keys.id, party);
    if (opened.kind !== "done") throw new Error(opened.kind);
    theCase = opened.case;
    const members = [hand("Heron").me.id];
    await done(hand("Willow").act.beginPart(theCase, { part: "identity", title: "", members }));
    await sync("Heron", "Quarry");
  });
  afterAll(() => house?.end());

  it("[P3] goes into a log that its member and auditors read, and names no case by its alias", async () => {
    const willow = hand("Willow");
    for (const one of ["Willow", "Reed", "Anchor"]) hand(one).looked(null);
    willow.looked(part("Willow", "contact"));
    willow.looked(part("Willow", "contact"));
    willow.looked(part("Willow", "threat"));
    await sync("Willow", "Reed", "Anchor", "Quarry");
    expect(said(logOf("Willow"))).toEqual(["contact screen", "threat screen"]);
    expect(logOf("Willow").looks[0]).toMatchObject({ case: theCase, stream: part("Willow", "contact") });
    expect(said(willow.view().access.own ?? { looks: [] })).toEqual(["contact screen", "threat screen"]);
    expect(willow.view().access.readers.map(({ handle }) => handle)).toEqual(["Quarry"]);
    expect(JSON.stringify(hand("Quarry").view())).not.toContain("Rowan");
    expect(logOf("Reed")).toMatchObject({ looks: [], gap: null, last: Math.floor(house.now / HOUR) });
    for (const other of ["Reed", "Anchor", "Heron"]) {
      expect(hand(other).view().access.logs).toBeNull();
      expect(JSON.stringify(hand(other).view().access)).not.toContain(theCase);
    }
  });

  it("[P3] a colleague who tries reads nothing of it, and writes nothing into it", async () => {
    const { held } = await LawlessConsole.open(house, "Willow");
    const log = [...held.compartments.values()].find(({ about }) => about?.about === "access");
    if (log === undefined) throw new Error("not begun");
    for (const other of ["Reed", "Anchor", "Heron"]) {
      const lawless = await LawlessConsole.open(house, other);
      expect(lawless.held.compartments.has(log.stream)).toBe(false);
      expect(await lawless.breakIn(log, "read")).toBe("FL_ACCESS");
      expect(await lawless.breakIn(log, "write")).toBe("FL_ACCESS");
      expect(await lawless.breakIn(log, "wrap")).toBe("FL_REFUSED");
    }
    // Not into a log of his own that says it is another's, either.
    const reed = await LawlessConsole.open(house, "Reed");
    const [quarry] = [...reed.held.roster.members.values()].filter(({ role }) => role === "auditor");
    if (quarry === undefined) throw new Error("no auditor");
    const willow = hand("Willow").me.id;
    await reed.write({
      stream: newId(random),
      operations: [
        { op: "begin", compartment: { about: "access", member: willow } },
        {
          op: "openedCompartment",
          hour: Math.floor(house.now / HOUR),
          stream: log.stream,
          case: null,
          part: "testimony",
          how: "screen",
        },
      ],
      begins: { key: makeEpochKey(random), readers: [quarry], link: false, keeping: "lasting" },
    });
    await sync("Quarry");
    expect(said(logOf("Willow"))).toEqual(["contact screen", "threat screen"]);
  });

  it("is written every few minutes, and what a locked console had not written goes out at the next unlock", async () => {
    const willow = hand("Willow");
    const before = logOf("Willow").looks.length;
    await done(willow.act.revealName(part("Willow", "identity"), { reason: "tickets", until: house.now + 60_000 }));
    willow.looked(part("Willow", "identity"));
    await sync("Willow", "Quarry");
    expect(logOf("Willow").looks).toHaveLength(before);
    house.now += 6 * MINUTES;
    await sync("Willow", "Quarry");
    expect(said(logOf("Willow")).slice(before)).toEqual(["identity names", "identity screen"]);

    const shelf = new MemoryShelf();
    await open("Willow", shelf);
    hand("Willow").looked(null);
    await sync("Willow");
    house.now += HOUR;
    hand("Willow").looked(part("Willow", "threat"));
    await sync("Willow");
    house.now += 2 * MINUTES;
    hand("Willow").looked(part("Willow", "contact"));
    hand("Willow").lock();
    // Nobody types a phrase so fast that this is still being written.
    await hand("Willow").sync();
    await open("Willow", shelf);
    hand("Willow").looked(null);
    await sync("Willow", "Quarry");
    expect(said(logOf("Willow")).slice(before + 2)).toEqual(["threat screen", "contact screen"]);
  });

  it("of two windows on one device, both locked before they had written it, nothing is missing", async () => {
    const shelf = new MemoryShelf();
    const before = logOf("Willow").looks.length;
    const [one, other] = [
      await house.open("Willow", house.line(), shelf),
      await house.open("Willow", house.line(), shelf),
    ];
    house.now += HOUR;
    one.looked(null);
    other.looked(null);
    one.looked(part("Willow", "threat"));
    other.looked(part("Willow", "contact"));
    one.lock();
    other.lock();
    // Nor that these are.
    await Promise.all([one.sync(), other.sync()]);
    await open("Willow", shelf);
    hand("Willow").looked(null);
    await sync("Willow", "Quarry");
    expect(said(logOf("Willow")).slice(before).toSorted()).toEqual(["contact screen", "threat screen"]);
  });

  it("of who may begin no compartment is begun by an administrator, who reads it, and is told so", async () => {
    hand("Heron").looked(null);
    await sync("Anchor", "Heron");
    hand("Heron").looked(hand("Heron").view().parts[0]?.stream ?? null);
    house.now += 6 * MINUTES;
    await sync("Heron", "Quarry");
    expect(said(logOf("Heron"))).toEqual(["identity screen"]);
    const readers = hand("Heron")
      .view()
      .access.readers.map(({ handle }) => handle);
    expect(readers.toSorted()).toEqual(["Anchor", "Quarry"]);
  });

  it("[ST4] whose console was open and says nothing is seen", async () => {
    house.now += 8 * HOUR;
    await open("Reed");
    await sync("Reed");
    house.now += 3 * HOUR;
    await open("Quarry");
    await sync("Quarry");
    expect(logOf("Reed")).toMatchObject({ gap: "silent" });
    expect(logOf("Willow")).toMatchObject({ gap: null });
    hand("Reed").looked(null);
    await sync("Reed", "Quarry");
    expect(logOf("Reed")).toMatchObject({ gap: null });
  });

  it("[CO3] a new auditor reads all of it, one who left nothing more, and a log outlasts its member", async () => {
    await house.enrol("Slate", "auditor");
    await open("Slate");
    await sync("Willow", "Slate");
    const { id } = hand("Willow").me;
    const seenBy = (handle: string) =>
      said(
        hand(handle)
          .view()
          .access.logs?.find(({ person }) => person.id === id) ?? { looks: [] },
      );
    expect(seenBy("Slate")).toEqual(said(logOf("Willow")));
    const before = seenBy("Slate").length;
    await sync("Anchor");
    await done(hand("Anchor").act.remove(hand("Slate").me.id));
    house.now += HOUR;
    hand("Willow").looked(part("Willow", "threat"));
    await sync("Willow", "Quarry");
    expect(said(logOf("Willow"))).toHaveLength(before + 1);
    expect(seenBy("Slate")).toHaveLength(before);
    const readers = hand("Willow")
      .view()
      .access.readers.map(({ handle }) => handle);
    expect(readers).toEqual(["Quarry"]);

    // Also for who reads it anew, when nobody is left who could vouch for it.
    await done(hand("Anchor").act.remove(id));
    await open("Quarry");
    expect(said(logOf("Willow"))).toHaveLength(before + 1);
    expect(hand("Quarry").view().status).toMatchObject({ renewalsDue: 0 });
  });
});
