import {
  type Bytes,
  type Hash,
  hourOf,
  type MemberId,
  makeMemberKeys,
  parseRosterEntry,
  publicKeys,
  readRoster,
  rosterEntry,
  signCertificate,
  toBytes,
} from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Hand, join, openHand } from "../src/index.ts";
import { MemoryShelf } from "../src/shelf/memory-shelf.ts";
import type { Shelf } from "../src/shelf/shelf.ts";
import { done } from "./done.ts";
import { DAY_MS, House, type Line, random } from "./house.ts";
import { onDisk } from "./lies/disk.ts";
import { type Fields, fieldsIn, LyingLine } from "./lies/lying-line.ts";
import { LawlessConsole } from "./policy/console.ts";

/** What a server can do with papers that wait for a second signature, and with old ones that waited once. */

const rosterOn = (house: House) =>
  readRoster(onDisk(house, (db) => db.prepare("SELECT bytes FROM roster_entries ORDER BY seq").all()).map(bytesOf));
const bytesOf = ({ bytes }: Record<string, unknown>): Bytes => {
  if (!(bytes instanceof Uint8Array)) throw new Error("no bytes");
  return toBytes(bytes);
};
/** The newest entry of this kind that the server has kept. */
const keptEntry = (house: House, kind: string): Bytes => {
  const rows = onDisk(house, (db) => db.prepare("SELECT bytes FROM roster_entries ORDER BY seq").all());
  const found = rows.map(bytesOf).findLast((entry) => parseRosterEntry(entry).body.kind === kind);
  if (found === undefined) throw new Error(`no ${kind}`);
  return found;
};
/** From now on it is listed beside what really waits. */
const alsoShow = (line: LyingLine, house: House, entry: Bytes): void =>
  line.change("/api/waiting", (answer) => ({
    ...answer,
    waiting: [...fieldsIn(answer, "waiting"), paper(house, entry)],
  }));
const paper = (house: House, entry: Bytes, over: Fields = {}): Fields => ({
  id: parseRosterEntry(entry).hash,
  hour: hourOf(house.now),
  entry,
  certificate: null,
  ...over,
});

/** A second administrator, by invitation: with a phrase of his own. */
async function inviteAdministrator(house: House) {
  const { code, id } = await done(house.founder.act.invite({ handle: "Beacon", role: "administrator" }));
  const effects = { transport: house.line().transport, clock: house.clock, random };
  const joined = await join(effects, code, ENGLISH, ENGLISH);
  if (joined.kind !== "joined") throw new Error(joined.kind);
  await house.founder.sync();
  await done(house.founder.act.welcome(id));
  return async ({ transport }: Pick<Line, "transport">, shelf?: Shelf): Promise<Hand> => {
    const opened = await openHand(
      { ...effects, transport, ...(shelf === undefined ? {} : { shelf }) },
      joined.pin,
      joined.phrase,
      [ENGLISH],
    );
    if (opened.kind !== "open") throw new Error(opened.kind);
    return opened.hand;
  };
}

describe("an old paper that is shown as waiting", () => {
  let house: House;
  let line: LyingLine;
  beforeEach(async () => {
    house = await House.found();
    line = new LyingLine(() => house.url);
  });
  afterEach(() => house.end());

  const roleOf = (id: MemberId) => rosterOn(house).members.get(id)?.role;

  it("[RO2] gives nobody the role of before", async () => {
    const heron = await house.enrol("Heron", "specialist");
    const anchor = await house.open("Anchor", line);
    await done(anchor.act.changeRole(heron.me.id, "operator"));
    const old = keptEntry(house, "rerole");
    await done(anchor.act.changeRole(heron.me.id, "specialist"));
    alsoShow(line, house, old);
    for (let round = 0; round < 2; round++) await anchor.sync();
    expect(line.told).toBeGreaterThan(0);
    expect(roleOf(heron.me.id)).toBe("specialist");
    expect(anchor.view().waiting).toEqual([]);
  });

  it("[RO2] suspends nobody again whom two have brought back", async () => {
    const heron = await house.enrol("Heron", "specialist");
    await house.enrol("Willow", "operator");
    const willow = await house.open("Willow", line);
    await done(willow.act.suspend(heron.me.id));
    await house.founder.sync();
    await done(house.founder.act.restore(heron.me.id));
    await willow.sync();
    await done(willow.act.sign(willow.view().waiting.find(({ mine }) => mine === "may-sign")?.id ?? ""));
    alsoShow(line, house, keptEntry(house, "suspend"));
    for (let round = 0; round < 2; round++) await willow.sync();
    expect(rosterOn(house).members.get(heron.me.id)?.standing).toBe("active");
  });

  it("[RO4] [RO2] brings no key back that was given up", async () => {
    const anchor = await house.open("Anchor", line);
    const change = async () => {
      const { phrase } = await done(anchor.act.newPhrase("en"));
      await done(anchor.act.changePhrase(phrase));
      for (let round = 0; round < 3; round++) await anchor.sync();
    };
    await change();
    const old = keptEntry(house, "rekey");
    await change();
    const now = rosterOn(house).members.get(anchor.me.id)?.kemKey;
    alsoShow(line, house, old);
    for (let round = 0; round < 2; round++) await anchor.sync();
    expect(rosterOn(house).members.get(anchor.me.id)?.kemKey).toEqual(now);
    expect(anchor.view().status).toMatchObject({ halted: [], refused: null });
  });

  it("[RO2] is not proposed again by whoever took it back, nor one that an administrator let go of", async () => {
    await inviteAdministrator(house);
    const marsh = await house.enrol("Marsh", "operator");
    const anchor = await house.open("Anchor", line);
    for (const takeBack of [anchor, house.founder]) {
      await done(anchor.act.changeRole(marsh.me.id, "coordinator"));
      const [wish] = onDisk(house, (db) => db.prepare("SELECT id, entry FROM waiting_entries").all());
      if (typeof wish?.id !== "string") throw new Error("nothing waits");
      await done(takeBack.act.unsign(wish.id));
      await anchor.sync();
      alsoShow(line, house, bytesOf({ bytes: wish.entry }));
      // Another entry comes first, and the old paper is overtaken.
      await house.enrol(`Gull ${takeBack === anchor}`, "operator");
      for (let round = 0; round < 2; round++) await anchor.sync();
      expect(onDisk(house, (db) => db.prepare("SELECT id FROM waiting_entries").all())).toEqual([]);
    }
    expect(roleOf(marsh.me.id)).toBe("operator");
  });
});

describe("[P11] another's paper that an administrator refuses", () => {
  it("needs a reason, and stays: what was asked, by whom, who refused it and why, for every member", async () => {
    const house = await House.found();
    const beacon = await (await inviteAdministrator(house))(house.line());
    const marsh = await house.enrol("Marsh", "operator");
    const heron = await house.enrol("Heron", "auditor");
    const anchor = await house.open("Anchor");
    await done(anchor.act.changeRole(marsh.me.id, "administrator"));
    await beacon.sync();
    const [one] = beacon.view().waiting;
    expect(one).toMatchObject({ own: false, mine: "may-sign" });
    const unsign = (reason?: string) => beacon.act.unsign(one?.id ?? "", reason);
    for (const reason of [undefined, "", "  "])
      expect(await unsign(reason)).toEqual({ kind: "incomplete", field: "reason" });
    await beacon.sync();
    expect(beacon.view().waiting).toHaveLength(1);
    expect(beacon.view().refusedSignings).toEqual([]);
    await done(unsign("Two who share a flat would be two of three."));
    for (const hand of [beacon, anchor, heron, marsh]) {
      await hand.sync();
      expect(hand.view().waiting).toEqual([]);
      expect(hand.view().refusedSignings).toMatchObject([
        {
          asks: { kind: "rerole", members: [{ handle: "Marsh" }], role: "administrator" },
          ...{ askedBy: { handle: "Anchor" }, by: { handle: "Beacon" } },
          reason: "Two who share a flat would be two of three.",
        },
      ]);
    }
    // It is news to whoever had asked for it, until they say that they have read it; nobody else can say that for them.
    const news = (hand: Hand) => hand.view().refusedSignings.filter((each) => each.news);
    const [{ entry } = never()] = anchor.view().refusedSignings;
    expect([anchor, beacon, heron].map((hand) => news(hand).length)).toEqual([1, 0, 0]);
    expect(await beacon.act.haveReadRefusal(entry)).toEqual({ kind: "not-your-proposal" });
    await done(anchor.act.haveReadRefusal(entry));
    expect([news(anchor), anchor.view().refusedSignings.length]).toEqual([[], 1]);
    // One's own is taken back, which is no refusal.
    await done(anchor.act.changeRole(marsh.me.id, "coordinator"));
    await anchor.sync();
    const [own] = anchor.view().waiting;
    expect(own).toMatchObject({ own: true });
    await done(anchor.act.unsign(own?.id ?? ""));
    expect(anchor.view().refusedSignings).toHaveLength(1);
    await house.end();
  });

  it("goes from the server only once the reason stands: a press that broke off is pressed again", async () => {
    const house = await House.found();
    const line = new LyingLine(() => house.url);
    const beacon = await (await inviteAdministrator(house))(line);
    const marsh = await house.enrol("Marsh", "operator");
    await done(house.founder.act.changeRole(marsh.me.id, "coordinator"));
    await beacon.sync();
    const id = beacon.view().waiting[0]?.id ?? "";
    let broken = true;
    line.answerInstead("/api/waiting/withdraw", () => {
      if (broken) throw new Error("an invented break");
      return null;
    });
    await beacon.act.unsign(id, "not yet").catch(() => undefined);
    broken = false;
    await beacon.sync();
    await beacon.act.unsign(id, "not yet");
    await beacon.sync();
    expect(beacon.view().refusedSignings).toMatchObject([{ reason: "not yet" }]);
    expect(beacon.view().waiting).toEqual([]);
    await house.end();
  });
});

describe("what another entry has overtaken", () => {
  let house: House;
  beforeEach(async () => {
    house = await House.found();
    await inviteAdministrator(house);
  });
  afterEach(() => house.end());

  const proposeAndLeave = async (shelf: Shelf) => {
    const marsh = await house.enrol("Marsh", "operator");
    const anchor = await house.open("Anchor", house.line(), shelf);
    await done(anchor.act.changeRole(marsh.me.id, "coordinator"));
    await anchor.sync();
    anchor.lock();
    await house.enrol("Gull", "operator");
  };

  it("[RO2] is signed anew by the console on which it was proposed, also after it was shut meanwhile", async () => {
    const shelf = new MemoryShelf();
    await proposeAndLeave(shelf);
    const again = await house.open("Anchor", house.line(), shelf);
    await again.sync();
    expect(again.view().waiting).toMatchObject([{ stale: false, mine: "signed", does: { role: "coordinator" } }]);
  });

  it("[RO2] is left to its author on another device: it stands there as overtaken, to be taken back", async () => {
    await proposeAndLeave(new MemoryShelf());
    const elsewhere = await house.open("Anchor", house.line(), new MemoryShelf());
    await elsewhere.sync();
    const [one] = elsewhere.view().waiting;
    expect(one).toMatchObject({ stale: true, mine: "signed", does: { role: "coordinator" } });
    await done(elsewhere.act.unsign(one?.id ?? ""));
    expect(elsewhere.view().waiting).toEqual([]);
  });

  it("[RO4] new keys after a change of phrase are asked for again on any device: its member's bundle holds them", async () => {
    const willow = await house.enrol("Willow", "operator");
    const { phrase } = await done(willow.act.newPhrase("en"));
    expect(await done(willow.act.changePhrase(phrase))).toMatchObject({ state: "waiting" });
    willow.lock();
    await house.enrol("Gull", "operator");
    const effects = { transport: house.line().transport, clock: house.clock, random };
    const elsewhere = await openHand(effects, house.pin, phrase, [ENGLISH]);
    if (elsewhere.kind !== "open") throw new Error(elsewhere.kind);
    await elsewhere.hand.sync();
    await house.founder.sync();
    const [one] = house.founder.view().waiting;
    expect(one).toMatchObject({
      stale: false,
      mine: "may-sign",
      does: { kind: "rekey", member: { handle: "Willow" } },
    });
    expect(await done(house.founder.act.sign(one?.id ?? ""))).toMatchObject({ state: "standing" });
  });
});

describe("the second signature", () => {
  let house: House;
  let line: LyingLine;
  let openBeacon: () => Promise<Hand>;
  beforeEach(async () => {
    house = await House.found();
    line = new LyingLine(() => house.url);
    const open = await inviteAdministrator(house);
    openBeacon = () => open(line);
  });
  afterEach(() => house.end());

  it("[RO2] goes under what was shown, and not under what a server puts in its place", async () => {
    const beacon = await openBeacon();
    const heron = await house.enrol("Heron", "operator");
    const marsh = await house.enrol("Marsh", "operator");
    const { roster, keys } = (await LawlessConsole.open(house, "Anchor")).held;
    const rerole = (member: MemberId, role: "specialist" | "administrator") =>
      rosterEntry(roster, { kind: "rerole", member, role }, [keys], hourOf(house.now));
    const shown = rerole(heron.me.id, "specialist");
    const other = rerole(marsh.me.id, "administrator");
    let listed = [paper(house, shown)];
    line.change("/api/waiting", (answer) => ({ ...answer, waiting: listed }));
    await beacon.sync();
    const [one] = beacon.view().waiting;
    expect(one?.does).toMatchObject({ kind: "rerole", member: { handle: "Heron" }, role: "specialist" });
    // While it is being read: the same id, another paper.
    listed = [paper(house, other, { id: parseRosterEntry(shown).hash })];
    await beacon.sync();
    expect(await beacon.act.sign(one?.id ?? "")).toEqual({ kind: "nothing-waits" });
    expect(rosterOn(house).members.get(marsh.me.id)?.role).toBe("operator");
    // An id of the server's own names nothing either.
    listed = [paper(house, other, { id: "ab".repeat(32) })];
    await beacon.sync();
    expect(beacon.view().waiting).toEqual([]);
  });

  /** One administrator alone, with a changed client: a key of his own for the intake's, and a certificate that names it. */
  const nameOwnKey = async (issued = hourOf(house.now)) => {
    const { held } = await LawlessConsole.open(house, "Anchor");
    const { roster, keys, session, known } = held;
    const { verifyKey: signKey } = await publicKeys(makeMemberKeys(random));
    const counter = (roster.intake?.counter ?? 0) + 1;
    const entry = rosterEntry(roster, { kind: "intake", signKey, counter }, [keys], hourOf(house.now));
    const certificate = (rosterHead: Hash, intakeKeys: readonly Bytes[]) =>
      signCertificate({ organisation: roster.organisation, rosterHead, intakeKeys, issued, expires: issued + 800 }, [
        keys,
      ]);
    const propose = (body: { entry: Bytes | null; certificate: Bytes | null }) =>
      session.call("/api/waiting/sign", body);
    return { held, signKey, entry, certificate, propose, known };
  };

  it("[RO3] [MB4] is not given to intake keys that are one administrator's own, nor to a certificate of them", async () => {
    const beacon = await openBeacon();
    await beacon.sync();
    const { signKey, entry, certificate, propose, held, known } = await nameOwnKey();
    await propose({ entry, certificate: certificate(parseRosterEntry(entry).hash, [signKey]) });
    const [running, before] = known.intakeKeys.toReversed();
    if (running === undefined) throw new Error("no intake key");
    // Alone: his own key, and the running one after his.
    for (const named of [[signKey], [signKey, running], [running, signKey], ...(before ? [[before, running]] : [])])
      await propose({ entry: null, certificate: certificate(held.roster.head, named) });
    await beacon.sync();
    const { waiting } = beacon.view();
    expect(waiting.length).toBeGreaterThanOrEqual(4);
    for (const { id, does, mine } of waiting) {
      expect({ does, mine }).toMatchObject({ does: { seen: "other" }, mine: "not-mine" });
      expect(await beacon.act.sign(id)).toEqual({ kind: "nothing-waits" });
    }
  });

  it("[MB4] is not asked for a certificate of next year, or for another one beside what it is asked for", async () => {
    const beacon = await openBeacon();
    const { held, certificate, propose, known } = await nameOwnKey(hourOf(house.now) + 8000);
    await propose({ entry: null, certificate: certificate(held.roster.head, known.intakeKeys.slice(-1)) });
    const heron = await house.enrol("Heron", "operator");
    await held.followRoster();
    const body = { kind: "rerole" as const, member: heron.me.id, role: "specialist" as const };
    const rerole = rosterEntry(held.roster, body, [held.keys], hourOf(house.now));
    const unseen = certificate(parseRosterEntry(rerole).hash, known.intakeKeys.slice(-1));
    line.change("/api/waiting", (answer) => ({
      ...answer,
      waiting: [...fieldsIn(answer, "waiting"), paper(house, rerole, { certificate: unseen })],
    }));
    await beacon.sync();
    expect(beacon.view().waiting).toEqual([]);
    await expect(propose({ entry: rerole, certificate: unseen })).rejects.toMatchObject({ code: "FL_REFUSED" });
  });

  it("[RO3] says whether it was compared: with what this hand holds, or with nothing", async () => {
    const { held } = await LawlessConsole.open(house, "Anchor");
    const stream = held.compartment("intake-keys")?.stream;
    const beacon = await openBeacon();
    await house.pass(8 * DAY_MS);
    await house.founder.sync();
    await beacon.sync();
    const asked = { does: { kind: "intake-keys", seen: "same" }, mine: "may-sign" };
    expect(beacon.view().waiting).toMatchObject([asked]);
    // A server that keeps the keys' compartment from him.
    line.change("/api/compartments", (answer) => ({
      ...answer,
      compartments: fieldsIn(answer, "compartments").filter((one) => one.stream !== stream),
    }));
    const blind = await openBeacon();
    expect(blind.view().waiting).toMatchObject([{ ...asked, does: { kind: "intake-keys", seen: "not-held" } }]);
  });
});

const never = (): never => {
  throw new Error("nothing was refused");
};
