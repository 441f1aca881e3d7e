import { describe, expect, it } from "vitest";
import { HOUR, MINUTE } from "../day.ts";
import type { Place } from "../fold/place.ts";
import type { Hash, MailboxId, MemberId, TicketId } from "../ids.ts";
import { foldTicket, type TicketRecord, type Tickets } from "./fold.ts";
import type { OneTicketOperation } from "./operation.ts";
import { shownOn } from "./shown.ts";
import { asksForSomebody, ticketView } from "./view.ts";
import type { Press } from "./words.ts";

const ticket = "11".repeat(16) as TicketId;
const NOON = 480_000 * HOUR;
const [BORIS, STRANGER] = ["aa".repeat(16), "bb".repeat(16)] as const;
const names = (id: MemberId) => ({ id, handle: "Willow", active: true });
const said = {
  from: "Quay of Alder",
  to: "Mill of Alder",
  meet: "Under the clock",
  at: NOON + 3 * HOUR,
  people: 2,
  carry: "",
  otherwise: "",
  say: "Is it warm?",
  hear: "Only inside.",
  opens: NOON + 2 * HOUR,
  ends: NOON + 9 * HOUR,
};

/** One ticket, and what happened to it: each at its own moment. */
class Story {
  tickets: Tickets = new Map();
  at = NOON;
  #row = 0;

  constructor() {
    const keys = { verifyKey: "", kemKey: "" };
    const mailbox = "22".repeat(32) as MailboxId;
    this.write({ op: "giveTicket", ticket, mailbox, keys, holder: "driver", who: "Boris", after: null, ...said });
  }

  write(operation: OneTicketOperation): this {
    const folded = foldTicket(this.tickets, operation, { by: "33".repeat(16) as MemberId, at: this.at } as Place);
    if ("kind" in folded) throw new Error(JSON.stringify(folded));
    this.tickets = folded;
    return this;
  }

  tap(press: Press, version: number, opening: string = BORIS): this {
    this.#row += 1;
    const row = this.#row.toString(16).padStart(64, "0") as Hash;
    const where = { row, seq: this.#row, hour: this.at / HOUR, pressedAt: this.at };
    return this.write({ op: "keepPress", ticket, press, opening, version, ...where });
  }

  turn(to: "going" | "held" | "cancelled", over: number): this {
    return this.write({ op: "turnTicket", ticket, to, reason: "A checkpoint on the road", over });
  }

  view(after = 0) {
    const record = this.tickets.get(ticket) as TicketRecord;
    return ticketView(record, this.tickets, names as never, this.at + after, null);
  }
}

describe("a ticket", () => {
  it("[TK1] a problem that crossed a change on its way is heard; what the team did after it answers it", () => {
    const story = new Story()
      .tap("opened", 1)
      .write({ op: "changeTicket", ticket, over: 1, ...said, meet: "The ferry" });
    expect(story.tap("followed", 1).view().problem).toMatchObject({ problem: "followed" });
    expect(story.turn("going", 2).view().problem).toBeNull();
  });

  it("[TK1] a stranger's 'they are with me' does not take a driver's problem from the screen; the driver's own does", () => {
    const story = new Story().tap("opened", 1).tap("id-check", 1).tap("with-me", 1, STRANGER);
    expect(story.view().problem).toMatchObject({ problem: "id-check" });
    expect(story.tap("with-me", 1).view().problem).toBeNull();
  });

  it("a cancel that the holder's page has not shown asks for somebody after five minutes, until it is seen or over", () => {
    const story = new Story().tap("opened", 1).turn("cancelled", 1);
    expect(asksForSomebody(story.view(4 * MINUTE))).toBe(false);
    expect(asksForSomebody(story.view(5 * MINUTE))).toBe(true);
    expect(asksForSomebody(story.view(9 * HOUR))).toBe(false);
    expect(asksForSomebody(story.tap("opened", 2, STRANGER).view(5 * MINUTE))).toBe(true);
    expect(asksForSomebody(story.tap("opened", 2).view(5 * MINUTE))).toBe(false);
  });

  it("[P7] a meeting that was missed stays so when its hour is moved; one that was moved in time is none", () => {
    const moved = { op: "changeTicket" as const, ticket, over: 1, ...said, at: said.at + 3 * HOUR };
    expect(new Story().write(moved).view().missed).toBeNull();
    const story = new Story();
    story.at = said.at + 31 * MINUTE;
    expect(story.write(moved).view().missed).toBe(said.at);
  });

  it("of a link that nobody has opened a hold is to be seen, and what was put back is not; nor is what was only dealt with", () => {
    expect(new Story().turn("held", 1).view(HOUR).unseen).toBe(true);
    expect(new Story().turn("held", 1).turn("going", 2).view(HOUR).unseen).toBe(false);
    expect(new Story().tap("opened", 1).tap("breakdown", 1).turn("going", 1).view(HOUR).unseen).toBe(false);
  });

  it("[TK1] is kept back to its hour by the server's clock, also when a hand's own is a day fast", () => {
    const { tickets } = new Story();
    expect(shownOn(tickets, ticket, said.opens - 20 * HOUR)?.notBefore).toBe(480_002);
    expect(shownOn(tickets, ticket, said.opens + 4 * HOUR)?.notBefore).toBe(480_002);
  });

  it("is not changed so that it has ended; where that comes late, what lies there is taken back until its own end", () => {
    const story = new Story().tap("opened", 1);
    const past = {
      op: "changeTicket" as const,
      ticket,
      over: 1,
      ...said,
      at: NOON + MINUTE,
      opens: NOON,
      ends: NOON + HOUR,
    };
    story.at = NOON + 2 * HOUR;
    expect(() => story.write(past)).toThrow('"field":"ends"');
    // Written in time, without a network; it arrives when it has ended.
    story.at = NOON;
    story.write(past);
    const shown = (after: number) => shownOn(story.tickets, ticket, NOON + after);
    expect(shown(MINUTE)).toMatchObject({ state: "going", ends: NOON + HOUR });
    expect(shown(2 * HOUR)).toMatchObject({ state: "cancelled", ends: said.ends });
    expect(shown(10 * HOUR)).toBeNull();
  });

  it("shows no mark that turns a house number round, nor one that cannot be seen", () => {
    const story = new Story();
    story.write({ op: "changeTicket", ticket, over: 1, ...said, meet: "House \u202E12\u202C\u0007, door\u200B 4" });
    expect(shownOn(story.tickets, ticket, NOON)).toMatchObject({ leg: { meet: "House ⟨U+202E⟩12␇, door 4" } });
  });
});
