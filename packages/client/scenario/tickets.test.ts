import type { CaseId, TicketId } from "@fairlead/casework";
import {
  decodeBody,
  encodeBody,
  newId,
  type OpeningId,
  openReply,
  parseRow,
  signOpening,
  ticketKeys,
  toHex,
  unpadPage,
} from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Hand, openHand, Unreachable } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { HOUR, House, random } from "./house.ts";
import { Phone } from "./phone.ts";

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));

describe("tickets", () => {
  let house: House;
  let coordinator: Hand;
  let theCase: CaseId;
  let first: { ticket: TicketId; secret: string };
  let second: { ticket: TicketId; secret: string };
  let boris: Phone;
  const opening = newId<OpeningId>(random);

  const leg = (name: string, inHours: number) => ({
    from: `Quay of ${name}`,
    to: `Mill of ${name}`,
    meet: `Under the clock of ${name}`,
    at: house.now + inHours * HOUR,
    people: 2,
    carry: "Two bags",
    otherwise: `Wait ten minutes at ${name}`,
    say: `Is ${name} still warm?`,
    hear: `Only in ${name} itself.`,
    opens: house.now + (inHours - 1) * HOUR,
    ends: house.now + (inHours + 6) * HOUR,
  });
  const ticketOf = (hand: Hand, { ticket }: { ticket: TicketId }) => {
    const found = hand.view().cases[0]?.tickets.find((one) => one.ticket === ticket);
    if (found === undefined) throw new Error("no such ticket");
    return found;
  };
  /** Whoever has the link and no page of ours: every byte that the mailbox gives out. */
  const bytesIn = async (secret: string) => {
    const keys = await ticketKeys(bytesOf(secret), house.pin.organisation);
    const post = async (path: string, body: object) => {
      const headers = { "content-type": "application/cbor" };
      const response = await fetch(`${house.url}${path}`, { method: "POST", headers, body: encodeBody(body) });
      return new Uint8Array(await response.arrayBuffer());
    };
    const { nonce } = decodeBody(await post("/api/mailbox/challenge", {})) as { nonce: Uint8Array };
    const page = await post("/api/mailbox/open", { opening: signOpening(keys, house.pin.organisation, nonce) });
    const { rows } = decodeBody(unpadPage(page)) as { rows: { row: Uint8Array }[] };
    return Promise.all(rows.map(({ row }) => openReply(parseRow(row), keys.kemSeed)));
  };

  beforeAll(async () => {
    house = await House.found();
    await house.enrol("Marsh", "operator");
    coordinator = await house.enrol("Willow", "coordinator");
    await house.founder.sync();
    const caller = await Caller.with(house);
    await caller.write("An invented caller.");
    await coordinator.sync();
    const team = { alias: "Kite", people: 2, owner: coordinator.me.id, standIn: null, team: [] };
    theCase = (await done(coordinator.act.openCase(caller.keys.id, team))).case;
    const written = { holder: "driver" as const, after: null };
    first = await done(coordinator.act.giveTicket(theCase, { ...leg("Alder", 3), ...written, who: "Boris" }));
    const next = { holder: "driver" as const, after: first.ticket, who: "Vera" };
    second = await done(coordinator.act.giveTicket(theCase, { ...leg("Birch", 6), ...next }));
    boris = new Phone(house, first.secret, opening);
  });
  afterAll(() => house?.end());

  it("[TK1] shows nothing before its hour, and no more than a link that was never given", async () => {
    expect(await boris.look()).toEqual({ is: "nothing" });
    expect(await new Phone(house, toHex(random(16))).look()).toEqual({ is: "nothing" });
    expect(await bytesIn(first.secret)).toEqual([]);
    // The mailbox of a ticket is the case's alone: no stranger in the queue.
    const marsh = await house.open("Marsh");
    expect(marsh.view().threads.map(({ standing }) => standing)).not.toContain("waiting");
  });

  const handOvers = async () => {
    await coordinator.sync();
    const asked = coordinator.view().cases[0]?.checkIns.filter(({ handOver }) => handOver !== null) ?? [];
    return asked.map(({ handOver, due, wording, closed }) => ({
      handOver,
      due,
      wording,
      closed: closed?.done ?? null,
    }));
  };

  it("[P7] the server is told to call somebody before the next leg's hour, until the hand-over is confirmed", async () => {
    const { said } = ticketOf(coordinator, second);
    const asked = { handOver: second.ticket, wording: "Boris → Vera", closed: null };
    expect(await handOvers()).toEqual([{ ...asked, due: said.at - HOUR / 2 }]);
    // Another hour is another alarm; the one before it calls nobody any more.
    const later = { ...said, at: said.at + HOUR };
    await done(coordinator.act.changeTicket(theCase, { ...later, ticket: second.ticket, over: 1 }));
    expect(await handOvers()).toEqual([
      { ...asked, due: said.at + HOUR / 2 },
      { ...asked, due: said.at - HOUR / 2, closed: "replaced" },
    ]);
    await done(coordinator.act.changeTicket(theCase, { ...said, ticket: second.ticket, over: 2 }));
    // Back at the first hour somebody is called again, though an alarm for it was taken back before.
    const again = await handOvers();
    expect(again.filter(({ closed }) => closed === null)).toEqual([{ ...asked, due: said.at - HOUR / 2 }]);
    expect(again).toHaveLength(3);
  });

  /** A round of somebody whose clock is hours fast. */
  const byFastClock = async (hours: number) => {
    const fast = await house.openAstray("Willow", hours);
    await fast.sync();
    return fast;
  };

  it("[TK1] at its hour it shows its own leg, and no phrase before the driver is on the way", async () => {
    await house.pass(2 * HOUR);
    expect(await boris.look()).toMatchObject({
      is: "leg",
      page: { leg: { meet: "Under the clock of Alder" }, phrase: null },
    });
    expect(JSON.stringify(await bytesIn(first.secret))).not.toContain("still warm");
    await coordinator.sync();
    expect(ticketOf(coordinator, first)).toMatchObject({ step: "opened", read: true, openedElsewhere: [] });
    await boris.press("on-my-way");
    await coordinator.sync();
    expect(ticketOf(coordinator, first).step).toBe("on-my-way");
    await boris.look();
    expect(boris.leg.phrase).toEqual({ say: "Is Alder still warm?", hear: "Only in Alder itself." });
    // What was said before is not to be found beside what is said now.
    expect(await bytesIn(first.secret)).toHaveLength(1);
  });

  it("[TK1] opened from elsewhere it alerts, what is tapped there does not count, and a reload is no alert", async () => {
    await new Phone(house, first.secret, opening).look();
    await coordinator.sync();
    expect(ticketOf(coordinator, first)).toMatchObject({ step: "on-my-way", openedElsewhere: [] });
    const stranger = new Phone(house, first.secret);
    await stranger.look();
    await stranger.press("handed-over");
    await coordinator.sync();
    const seen = ticketOf(coordinator, first);
    expect(seen).toMatchObject({ step: "on-my-way", openedElsewhere: [{}] });
    // Vera's hour was changed by hand, and her page shows nothing yet.
    const today = coordinator.view().today.tickets.map(({ who, unseen }) => ({ who, unseen }));
    expect(today).toEqual([
      { who: "Boris", unseen: false },
      { who: "Vera", unseen: true },
    ]);
    const other = seen.openedElsewhere[0]?.opening ?? "";
    await done(coordinator.act.trustOpening(theCase, first.ticket, other, "He has a second telephone"));
    expect(ticketOf(coordinator, first)).toMatchObject({ step: "handed-over", openedElsewhere: [] });
  });

  it("[TK1] [P3] the next leg opens when the hand-over is confirmed; neither mailbox ever held the other's leg", async () => {
    await house.pass(3 * HOUR);
    await coordinator.sync();
    const vera = new Phone(house, second.secret);
    expect(await vera.look()).toMatchObject({ is: "leg", page: { leg: { meet: "Under the clock of Birch" } } });
    const [hers, his] = [JSON.stringify(await bytesIn(second.secret)), JSON.stringify(await bytesIn(first.secret))];
    expect(hers).toContain("Birch");
    expect(hers).not.toMatch(/Alder|Boris|Kite/);
    expect(his).toContain("Alder");
    expect(his).not.toMatch(/Birch|Vera|Kite/);
    // Confirmed: nobody is called.
    expect((await handOvers()).filter(({ closed }) => closed === null)).toEqual([]);
  });

  it("[TK1] what is tapped without a network goes when it is back, with the hour at which it was tapped", async () => {
    const vera = new Phone(house, second.secret);
    await vera.look();
    const at = house.now;
    vera.cut = true;
    await vera.press("breakdown");
    expect(vera.now).toMatchObject({
      is: "leg",
      tapped: expect.arrayContaining([{ press: "breakdown", is: "waits" }]),
    });
    house.now += 20 * 60_000;
    await vera.back();
    await coordinator.sync();
    expect(ticketOf(coordinator, second).problem).toEqual({ problem: "breakdown", at });
    // A problem is heard whoever says it; the second telephone is asked about all the same.
    expect(ticketOf(coordinator, second).openedElsewhere).toHaveLength(1);
  });

  it("a change, a hold and a cancel reach the page; a colleague's unseen change is not overwritten", async () => {
    const vera = new Phone(house, second.secret);
    await vera.look();
    const before = ticketOf(coordinator, second);
    const { said, version } = before;
    await done(
      coordinator.act.changeTicket(theCase, { ...said, ticket: second.ticket, meet: "At the ferry", over: version }),
    );
    const late = await coordinator.act.changeTicket(theCase, {
      ...said,
      ticket: second.ticket,
      meet: "At the well",
      over: version,
    });
    expect(late).toMatchObject({
      kind: "changed-meanwhile",
      fields: [{ field: "meet", theirs: "At the ferry", ours: "At the well" }],
    });
    expect(await vera.look()).toMatchObject({ is: "leg", page: { leg: { meet: "At the ferry" } } });
    const turn = (to: "held" | "going" | "cancelled", over: number) =>
      done(
        coordinator.act.turnTicket(theCase, { ticket: second.ticket, to, reason: "A checkpoint on the road", over }),
      );
    await turn("held", version + 1);
    expect(await vera.look()).toEqual({ is: "held" });
    expect(JSON.stringify(await bytesIn(second.secret))).not.toMatch(/ferry|Birch/);
    await turn("going", version + 2);
    expect(await vera.look()).toMatchObject({ is: "leg" });
    await turn("cancelled", version + 3);
    expect(await vera.look()).toEqual({ is: "cancelled" });
  });

  const drives = (who: string) => ({ holder: "driver" as const, after: null, who });

  it("[P7] a cancel that an opened page has not shown calls somebody, with no console open, until the page shows it", async () => {
    const hers = await done(coordinator.act.giveTicket(theCase, { ...leg("Elder", 1), ...drives("Zina") }));
    const zina = new Phone(house, hers.secret);
    await zina.look();
    await coordinator.sync();
    const calls = () => (coordinator.view().cases[0]?.checkIns ?? []).filter(({ unseen }) => unseen === hers.ticket);
    expect(calls()).toEqual([]);
    const cancel = { ticket: hers.ticket, to: "cancelled" as const, reason: "The road is watched", over: 1 };
    await done(coordinator.act.turnTicket(theCase, cancel));
    expect(calls()).toMatchObject([{ wording: "Zina", state: "waiting", closed: null }]);
    await house.pass(HOUR / 4);
    await coordinator.sync();
    expect(calls()).toMatchObject([{ state: "missed", serverAgrees: true }]);
    expect(coordinator.view().today.overdue.map(({ unseen }) => unseen)).toContain(hers.ticket);
    expect(await zina.look()).toEqual({ is: "cancelled" });
    await coordinator.sync();
    await coordinator.sync();
    expect(calls()).toMatchObject([{ closed: { done: "met-late" } }]);
  });

  it("[P7] what a person changes on a page that was never opened calls somebody, until a person says that they rang, or it is seen", async () => {
    const said = leg("Rowan", 1);
    const give = (who: string) => done(coordinator.act.giveTicket(theCase, { ...said, ...drives(who) }));
    const [his, theirs, kept] = [await give("Egor"), await give("Pavel"), await give("Foma")];
    const calls = (ticket: string) =>
      (coordinator.view().cases[0]?.checkIns ?? []).filter(({ unseen }) => unseen === ticket);
    const today = () =>
      coordinator
        .view()
        .today.tickets.filter(({ unseen }) => unseen)
        .map(({ who }) => who);
    await coordinator.sync();
    for (const { ticket } of [his, theirs, kept]) expect(calls(ticket)).toEqual([]);
    await done(coordinator.act.changeTicket(theCase, { ...said, ticket: his.ticket, meet: "By the well", over: 1 }));
    const turn = (ticket: typeof his.ticket, to: "held" | "going" | "cancelled", over: number) =>
      done(coordinator.act.turnTicket(theCase, { ticket, to, reason: "The road is watched", over }));
    await turn(theirs.ticket, "cancelled", 1);
    await turn(kept.ticket, "held", 1);
    await turn(kept.ticket, "going", 2);
    await coordinator.sync();
    expect(calls(his.ticket)).toMatchObject([{ wording: "Egor", state: "waiting", closed: null }]);
    expect(calls(theirs.ticket)).toMatchObject([{ wording: "Pavel", state: "waiting", closed: null }]);
    expect(calls(kept.ticket).filter(({ closed }) => closed === null)).toEqual([]);
    await house.pass(HOUR / 4);
    await coordinator.sync();
    expect(calls(his.ticket)).toMatchObject([{ state: "missed", serverAgrees: true }]);
    expect(today()).toEqual(expect.arrayContaining(["Egor", "Pavel"]));
    // To let it go on says it to nobody.
    await turn(his.ticket, "held", 2);
    await turn(his.ticket, "going", 3);
    await coordinator.sync();
    const open = calls(his.ticket).filter(({ closed }) => closed === null);
    expect(open).toMatchObject([{ wording: "Egor" }]);
    const [call] = open;
    if (call === undefined) throw new Error("nobody is called");
    await done(coordinator.act.closeCheckIn(theCase, call.alarm, { done: "met", note: "Rang him" }));
    expect(await new Phone(house, theirs.secret).look()).toEqual({ is: "cancelled" });
    for (const _ of [1, 2]) await coordinator.sync();
    for (const { ticket } of [his, theirs]) expect(calls(ticket).every(({ closed }) => closed !== null)).toBe(true);
    await house.pass(HOUR / 4);
    await coordinator.sync();
    for (const { ticket } of [his, theirs, kept])
      expect(calls(ticket).some(({ closed }) => closed === null)).toBe(false);
    expect(today().filter((who) => ["Egor", "Pavel", "Foma"].includes(who))).toEqual([]);
  });

  it("[TK1] a driver who ends their own mailbox stops no other driver's cancel", async () => {
    const traitor = await done(coordinator.act.giveTicket(theCase, { ...leg("Dogwood", 1), ...drives("Gleb") }));
    const given = await done(coordinator.act.giveTicket(theCase, { ...leg("Elder", 1), ...drives("Zoya") }));
    const zoya = new Phone(house, given.secret);
    expect(await zoya.look()).toMatchObject({ is: "leg" });
    const gleb = new Caller(house, await ticketKeys(bytesOf(traitor.secret), house.pin.organisation));
    const words = await gleb.write("Words that no page of ours sends.");
    const line = house.line();
    await (await house.open("Willow", line)).sync();
    const erased = line.sent.filter(({ path }) => path === "/api/rows/erase").map(({ body }) => body);
    expect(erased).toContainEqual({ mailbox: gleb.keys.id, rows: [words.hash] });
    await gleb.end();
    const cancel = { to: "cancelled" as const, reason: "A checkpoint on the road", over: 1 };
    await done(coordinator.act.turnTicket(theCase, { ticket: traitor.ticket, ...cancel }));
    await done(coordinator.act.turnTicket(theCase, { ticket: given.ticket, ...cancel }));
    await coordinator.sync();
    expect(await zoya.look()).toEqual({ is: "cancelled" });
  });

  it("[TK1] [MB4] a caller's mailbox that somebody's own program calls a ticket's loses no answer, and stays where it is", async () => {
    const secret = random(16);
    const caller = new Caller(house, await ticketKeys(secret, house.pin.organisation));
    await caller.write("An invented caller who waits.");
    await coordinator.sync();
    const answer = { text: "You are read.", standing: true, until: null, checkInBy: null };
    await done(coordinator.act.claim(caller.keys.id));
    await done(coordinator.act.answer(caller.keys.id, answer));
    const card = await caller.card();
    const { transport } = house.line();
    let next: Uint8Array<ArrayBuffer> | null = null;
    const rigged = await openHand(
      {
        transport: async (path, body, token) => {
          if (path === "/api/card" || path === "/api/reply") throw new Unreachable();
          return transport(path, body, token);
        },
        clock: house.clock,
        random: (length) => {
          const given = length === 16 ? next : null;
          if (given !== null) next = null;
          return given ?? random(length);
        },
      },
      house.pin,
      house.phraseOf("Willow"),
      [ENGLISH],
    );
    if (rigged.kind !== "open") throw new Error(rigged.kind);
    next = secret;
    const given = await done(rigged.hand.act.giveTicket(theCase, { ...leg("Hazel", 1), ...drives("Nobody") }));
    expect(given.secret).toBe(toHex(secret));
    await coordinator.sync();
    await coordinator.sync();
    expect(ticketOf(coordinator, given).mailbox).toBe(caller.keys.id);
    expect((await caller.card()).mailbox).toBe(card.mailbox);
    expect(JSON.stringify(await bytesIn(given.secret))).toContain("You are read.");
  });

  it("[TK1] a hand that has not read a cancel does not put the leg in its place; nor does a page go back to it", async () => {
    const given = await done(coordinator.act.giveTicket(theCase, { ...leg("Fir", 1), ...drives("Yegor") }));
    const yegor = new Phone(house, given.secret);
    expect(await yegor.look()).toMatchObject({ is: "leg" });
    const old = yegor.opened;
    let blocked = true;
    let between: (() => Promise<unknown>) | null = null;
    const { transport } = house.line();
    const slow = await house.open("Willow", {
      transport: async (path, body, token) => {
        if (blocked && path === "/api/reply") throw new Unreachable();
        return transport(path, body, token);
      },
    });
    const other = await house.open("Willow", {
      transport: async (path, body, token) => {
        const work = path === "/api/threads" ? between : null;
        if (work !== null) between = null;
        await work?.();
        return transport(path, body, token);
      },
    });
    // A change of which the mailbox has not been told; then a cancel, after another hand's round has read the case.
    const { said, ticket } = ticketOf(slow, given);
    await done(slow.act.changeTicket(theCase, { ...said, ticket, meet: "At the ferry", over: 1 }));
    blocked = false;
    between = () => done(slow.act.turnTicket(theCase, { ticket, to: "cancelled", reason: "A checkpoint", over: 2 }));
    await other.sync();
    expect(between).toBeNull();
    expect(JSON.stringify(await bytesIn(given.secret))).not.toMatch(/ferry|Fir/);
    expect(await yegor.look()).toEqual({ is: "cancelled" });
    yegor.lie = old;
    expect(await yegor.look()).toEqual({ is: "cancelled" });
  });

  it("[TK1] [MB3] a page that is open shows its leg also while nobody has said it anew under renewed keys", async () => {
    const given = await done(coordinator.act.giveTicket(theCase, { ...leg("Gorse", 1), ...drives("Mila") }));
    const mila = new Phone(house, given.secret);
    expect(await mila.look()).toMatchObject({ is: "leg" });
    let blocked = true;
    const { transport } = house.line();
    const mute = await house.open("Willow", {
      transport: async (path, body, token) => {
        if (blocked && path === "/api/reply") throw new Unreachable();
        return transport(path, body, token);
      },
    });
    const reed = await house.enrol("Reed", "caseworker");
    await mute.sync();
    await done(mute.act.share(theCase, { part: "contact", member: reed.me.id, history: "from-now-on", until: null }));
    await mute.sync();
    // Whoever opens the link just then is not told that there is nothing.
    expect(await new Phone(house, given.secret).look()).toEqual({ is: "renewed" });
    expect(await mila.look()).toMatchObject({ is: "leg" });
    blocked = false;
    await mute.sync();
    expect(await new Phone(house, given.secret).look()).toMatchObject({ is: "leg" });
  });

  it("[TK1] after its end nothing is left, on the server or in the page; a late confirmation stands on Today", async () => {
    const late = { holder: "escort" as const, after: null, who: "Nadia" };
    const given = await done(coordinator.act.giveTicket(theCase, { ...leg("Cedar", 2), ...late }));
    await house.pass(2 * HOUR);
    await coordinator.sync();
    expect(coordinator.view().today.tickets.map(({ who }) => who)).not.toContain("Nadia");
    await house.pass(HOUR / 2);
    await coordinator.sync();
    expect(coordinator.view().today.tickets.find(({ who }) => who === "Nadia")).toMatchObject({
      late: true,
      step: null,
    });
    const nadia = new Phone(house, given.secret);
    expect(await nadia.look()).toMatchObject({ is: "leg" });
    nadia.cut = true;
    await house.pass(7 * HOUR);
    await nadia.press("on-my-way");
    expect(nadia.now).toEqual({ is: "nothing" });
    expect(await bytesIn(given.secret)).toEqual([]);
    await coordinator.sync();
    expect(ticketOf(coordinator, given).ended).toBe(true);
  });

  it("[P7] a clock that is hours fast neither ends an alarm nor sets one, and says so; nor is a leg called off by it", async () => {
    const give = async (said: ReturnType<typeof leg>, who: string, after: TicketId | null = null) =>
      done(coordinator.act.giveTicket(theCase, { ...said, holder: "driver", after, who }));
    const before = await give(leg("Aspen", 1), "Mila");
    const next = await give({ ...leg("Sedge", 1), ends: house.now + 2 * HOUR }, "Zaur", before.ticket);
    const asked = async () =>
      (await handOvers()).filter(({ handOver }) => handOver === next.ticket).map(({ closed }) => closed);
    expect(await asked()).toEqual([null]);
    const fast = await byFastClock(13);
    expect(fast.view().status.clockAhead).toBe(-13);
    expect(await asked()).toEqual([null]);
    // Within the two hours of which nobody is told, what is over by one clock alone is not over.
    await house.pass(HOUR / 2);
    await byFastClock(1.6);
    expect(await asked()).toEqual([null]);
    // Changed to end sooner: by the fast clock that is past, and the version before it might still lie there.
    const ford = await give(leg("Ford", 1), "Vera");
    const { said, ticket } = ticketOf(coordinator, ford);
    await done(coordinator.act.changeTicket(theCase, { ...said, ends: said.at + HOUR, ticket, over: 1 }));
    await byFastClock(4);
    expect(await new Phone(house, ford.secret).look()).toMatchObject({ is: "leg" });
  });

  it("[P3] a driver who is marked by somebody without the case is shown nothing more, until a person lets it go on", async () => {
    const heron = await house.enrol("Heron", "coordinator");
    const driver = { kind: "driver" as const, name: "Egret", facts: {}, over: 0 };
    const { thing } = await done(coordinator.act.writeThing(driver));
    const given = await done(coordinator.act.giveTicket(theCase, { ...leg("Larch", 1), ...drives("Egret"), thing }));
    const egret = new Phone(house, given.secret);
    expect(await egret.look()).toMatchObject({ is: "leg" });
    await heron.sync();
    expect(heron.view().cases).toEqual([]);
    const found = { since: house.now, source: "an invented word", certainty: "said" as const, note: "" };
    house.now += 60_000;
    await done(heron.act.markCompromised({ of: { kind: "thing", thing }, ...found }));
    await coordinator.sync();
    expect(ticketOf(coordinator, given)).toMatchObject({ state: "held", heldFor: "compromised" });
    expect(await egret.look()).toEqual({ is: "held" });
    house.now += 60_000;
    const on = { ticket: given.ticket, to: "going" as const, reason: "It was another Egret", over: 2 };
    await done(coordinator.act.turnTicket(theCase, on));
    await coordinator.sync();
    expect(ticketOf(coordinator, given)).toMatchObject({ state: "going", heldFor: null });
    // Marked anew by somebody who reads the case: held in the same press.
    await done(coordinator.act.markCompromised({ of: { kind: "thing", thing }, ...found }));
    expect(await egret.look()).toEqual({ is: "held" });
  });
});
