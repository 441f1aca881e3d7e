import type {
  AlarmId,
  CaseId,
  ConsentId,
  DecisionId,
  JourneyId,
  LegId,
  MailboxId,
  MemberId,
  Role,
  Season,
  SeasonDeed,
  SeasonEvent,
  ThingId,
  TicketId,
} from "@fairlead/casework";
import { withLegs, withThing } from "@fairlead/casework";
import { foundOrganisationAt, type Hand, httpTransport, type Outcome, openHand, type View } from "@fairlead/client";
import type { Pin, Press, Random } from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { type Caller, type CallerWorld, plainCaller, sealedCaller, ticketHolder } from "./caller.ts";
import { planRota } from "./rota.ts";

/** A clock that the season moves. */
export interface SeasonClock {
  now(): number;
  /** Forwards only. */
  moveTo(milliseconds: number): void;
}

export function seasonClock(start: number): SeasonClock {
  let at = start;
  return {
    now: () => at,
    moveTo(milliseconds) {
      at = Math.max(at, milliseconds);
    },
  };
}

export interface DemoMember {
  handle: string;
  role: Role;
  phrase: string;
}

export interface Played {
  pin: Pin;
  /** People brought out of the region, as the ledger counts them. */
  helped: number;
  members: DemoMember[];
}

export interface Stage {
  /** The server that the season is played against, without a slash at its end. */
  url: string;
  clock: SeasonClock;
  random: Random;
  /** Lets the server's timers look at the clock. */
  tick(): Promise<void>;
  /** The organisation exists now. */
  founded(pin: Pin): Promise<void>;
  /** After each event: how many of how many are done, and the season's time. */
  progress(done: number, all: number, at: number): void;
}

/**
 * Plays an invented season through the same hands that members have and the same HTTP that callers'
 * pages use: everything is sealed and signed as in earnest, only nobody is in danger.
 */
export async function playSeason(season: Season, stage: Stage): Promise<Played> {
  const { url, clock, random } = stage;
  const settings = season.events[0];
  if (settings?.kind !== "settings") throw new Error("a season begins with the organisation's terms");
  const effects = { transport: httpTransport(url), clock: clock.now, random };
  const hands = new Map<string, Hand>();
  const members: DemoMember[] = [];

  const founder = season.members.find(({ role }) => role === "administrator") ?? fail("an administrator");
  const founded = await foundOrganisationAt(effects, { ...settings, founder, list: ENGLISH });
  await stage.founded(founded.pin);
  hands.set(founder.key, founded.hand);
  members.push({ handle: founder.handle, role: founder.role, phrase: founded.phrase });
  for (const { key, handle, role } of season.members) {
    if (key === founder.key) continue;
    const enrolled = await founded.hand.enrol({ handle, role });
    if (enrolled.kind !== "done") return fail(`enrolling: ${enrolled.kind}`);
    const opened = await openHand(effects, founded.pin, enrolled.phrase, [ENGLISH]);
    if (opened.kind !== "open") return fail(`unlocking: ${opened.kind}`);
    hands.set(key, opened.hand);
    members.push({ handle, role, phrase: enrolled.phrase });
  }

  const company = new Company(season, { url, pin: founded.pin, clock: clock.now, random }, hands, clock);
  for (const [index, event] of season.events.entries()) {
    clock.moveTo(event.at);
    await stage.tick();
    await keepKeys(founded.hand, clock);
    await company.play(event);
    stage.progress(index + 1, season.events.length, event.at);
  }
  clock.moveTo(season.now);
  await stage.tick();
  await planRota(hands, clock.now());
  const helped = await peopleHelped(hands);
  for (const hand of hands.values()) hand.lock();
  return { pin: founded.pin, helped, members };
}

const WEEK = 7 * 24 * 3_600_000;
const lastRotation = new WeakMap<Hand, number>();

/** What an administrator does once a week: new intake keys, and with them a fresh certificate. [RO3] [MB4] */
async function keepKeys(administrator: Hand, clock: SeasonClock): Promise<void> {
  const last = lastRotation.get(administrator);
  if (last !== undefined && clock.now() - last < WEEK) return;
  lastRotation.set(administrator, clock.now());
  if (last === undefined) return; // founding made the first ones
  await administrator.sync();
  const rotated = await administrator.act.rotateIntake();
  if (rotated.kind !== "done") fail(`rotating the intake's keys: ${rotated.kind}`);
}

async function peopleHelped(hands: ReadonlyMap<string, Hand>): Promise<number> {
  const coordinator = [...hands.values()].find(({ me }) => me.role === "coordinator") ?? fail("a coordinator");
  await coordinator.sync();
  return coordinator.view().figures?.draft?.weeks.at(-1)?.evacuated ?? 0;
}

function fail(what: string): never {
  throw new Error(`the season cannot be played: ${what}`);
}

/** A ticket, whoever gave it, and whoever has its link. */
type Given = { ticket: TicketId; by: Hand; tap: (press: Press) => Promise<void> };

/** Everyone in the season, and the ids that its keys have got. */
class Company {
  readonly #season: Season;
  readonly #world: CallerWorld;
  readonly #hands: ReadonlyMap<string, Hand>;
  readonly #clock: SeasonClock;
  readonly #callers = new Map<number, Caller>();
  readonly #mailboxes = new Map<number, MailboxId>();
  readonly #cases = new Map<string, CaseId>();
  readonly #checkIns = new Map<string, AlarmId>();
  readonly #consents = new Map<string, ConsentId>();
  readonly #decisions = new Map<string, DecisionId>();
  readonly #things = new Map<string, ThingId>();
  readonly #journeys = new Map<string, { journey: JourneyId; legs: readonly LegId[] }>();
  readonly #tickets = new Map<string, Given>();
  readonly #known = new WeakMap<Hand, Set<string>>();

  constructor(season: Season, world: CallerWorld, hands: ReadonlyMap<string, Hand>, clock: SeasonClock) {
    this.#season = season;
    this.#world = world;
    this.#hands = hands;
    this.#clock = clock;
  }

  async play(event: SeasonEvent): Promise<void> {
    if (event.kind === "letter") await this.#letter(event);
    else if (event.kind === "read") await (await this.#caller(event.caller)).read();
    else if (event.kind === "tap") await this.#tap(event.ticket, event.press);
    else {
      const hand = this.#hands.get(event.by) ?? fail(`nobody is called ${event.by}`);
      if (this.#isNews(hand, event)) await hand.sync();
      const outcome = await this.#act(hand, event);
      if (outcome !== null && outcome.kind !== "done")
        fail(`${event.kind} at ${new Date(event.at).toISOString()}: ${JSON.stringify(outcome)}`);
    }
  }

  /** Of a case that a hand knows it learns what is new as it writes; letters and new cases it must read first. */
  #isNews(hand: Hand, event: SeasonEvent): boolean {
    if (!("case" in event) || "caller" in event) return true;
    const known = this.#known.get(hand) ?? new Set<string>();
    this.#known.set(hand, known);
    if (known.has(event.case)) return false;
    known.add(event.case);
    return true;
  }

  async #caller(number: number): Promise<Caller> {
    const known = this.#callers.get(number);
    if (known !== undefined) return known;
    const planned = this.#season.callers.find(({ caller }) => caller === number) ?? fail(`caller ${number}`);
    const caller = planned.onArrival
      ? plainCaller(this.#world, planned.language, (milliseconds) =>
          this.#clock.moveTo(this.#clock.now() + milliseconds),
        )
      : await sealedCaller(this.#world);
    this.#callers.set(number, caller);
    return caller;
  }

  async #letter(letter: Extract<SeasonEvent, { kind: "letter" }>): Promise<void> {
    const caller = await this.#caller(letter.caller);
    await caller.write(letter);
    if (caller.mailbox !== null) this.#mailboxes.set(letter.caller, caller.mailbox as string as MailboxId);
    else if (!this.#mailboxes.has(letter.caller)) this.#mailboxes.set(letter.caller, await this.#newestUnknown());
  }

  /** Taken into the case by the console of whoever gave the ticket. */
  async #tap(name: string, press: Press): Promise<void> {
    const { tap, by } = this.#tickets.get(name) ?? fail(`ticket ${name}`);
    await tap(press);
    await by.sync();
  }

  /** A mailbox that the server made: known by being the only thread that nobody has a number for. */
  async #newestUnknown(): Promise<MailboxId> {
    const known = new Set(this.#mailboxes.values());
    for (const hand of this.#hands.values()) {
      if (hand.me.role !== "operator") continue;
      await hand.sync();
      const fresh = hand.view().queue.threads.find(({ mailbox }) => !known.has(mailbox));
      if (fresh !== undefined) return fresh.mailbox;
    }
    return fail("a letter without script did not reach the queue");
  }

  #thread(caller: number): MailboxId {
    return this.#mailboxes.get(caller) ?? fail(`caller ${caller} has not written`);
  }

  /** The season gives one thread to an interpreter. */
  #interpreted(hand: Hand): View["interpretings"][number] {
    return hand.view().interpretings[0] ?? fail("no thread is with an interpreter");
  }

  #thing(name: string): ThingId {
    return this.#things.get(name) ?? fail(name);
  }

  #member(key: string): MemberId {
    return this.#hands.get(key)?.me.id ?? fail(`nobody is called ${key}`);
  }

  async #act(hand: Hand, deed: Exclude<SeasonDeed, { kind: "letter" | "read" | "tap" }>): Promise<Outcome | null> {
    const { act } = hand;
    const of = (alias: string) => this.#cases.get(alias) ?? fail(`case ${alias}`);
    switch (deed.kind) {
      case "settings":
        return null; // said when the organisation was founded
      case "claim":
        return act.claim(this.#thread(deed.caller));
      case "release":
        return act.release(this.#thread(deed.caller));
      case "answer":
        return act.answer(this.#thread(deed.caller), deed);
      case "urgency":
        return act.setThreadUrgency(this.#thread(deed.caller), deed);
      case "flag":
        return act.flag(this.#thread(deed.caller), deed.flag, deed.on);
      case "noteThread":
        return act.note(this.#thread(deed.caller), deed.text);
      case "window":
        return act.setContactWindow(this.#thread(deed.caller), deed);
      case "signals":
        return act.agreeSignals(this.#thread(deed.caller), deed);
      case "closeThread":
        return act.closeThread(this.#thread(deed.caller), deed);
      case "proposeDecline": {
        const proposed = await act.proposeDecline(this.#thread(deed.caller), deed);
        if (proposed.kind === "done") this.#decisions.set(deed.decision, proposed.decision);
        return proposed;
      }
      case "interpret":
        return act.giveInterpreting(this.#thread(deed.caller), this.#member(deed.interpreter));
      case "translate":
        return act.translate(this.#interpreted(hand).stream, deed.of, deed.text);
      case "askDraft":
        return act.askDraft(this.#interpreted(hand).stream, deed.text);
      case "draftAnswer": {
        const { stream, requests } = this.#interpreted(hand);
        const request =
          requests.find(({ text }) => text === deed.asked)?.request ?? fail("a draft that nobody asked for");
        return act.draftAnswer(stream, request, deed.text);
      }
      case "planForThread":
        return act.writeSafetyPlan({ mailbox: this.#thread(deed.caller), case: null }, { plan: deed.plan, reason: "" });
      case "planForCase":
        return act.writeSafetyPlan(
          { mailbox: this.#thread(deed.caller), case: of(deed.case) },
          { plan: deed.plan, reason: "" },
        );
      case "referThread":
        return act.refer({ mailbox: this.#thread(deed.caller), case: null }, deed);
      case "referCase":
        return act.refer(
          { mailbox: this.#thread(deed.caller), case: of(deed.case) },
          {
            to: deed.to,
            purpose: deed.purpose,
            consent: deed.words,
            rests: this.#consents.get(deed.consent) ?? fail(deed.consent),
          },
        );
      case "consentForCase": {
        const { consent: name, ...said } = deed;
        const given = await act.giveConsent(of(deed.case), said);
        if (given.kind === "done") this.#consents.set(name, given.consent);
        return given;
      }
      case "endConsent":
        return act.withdrawConsent(of(deed.case), {
          consent: this.#consents.get(deed.consent) ?? fail(deed.consent),
          why: deed.why,
          how: deed.how,
        });
      case "decideDecline":
        return act.decideDecline(
          this.#thread(deed.caller),
          this.#decisions.get(deed.decision) ?? fail(deed.decision),
          deed.verdict,
          deed.reason,
        );
      case "handOver":
        return act.handOver(deed.text);
      case "count":
        for (const { caller } of deed.callers) {
          const counted = await act.countThread(this.#thread(caller));
          // A hand that holds the ledger counts by itself what it sees; the season only makes sure.
          if (counted.kind !== "done" && counted.kind !== "already-counted") return counted;
        }
        return null;
      case "take": {
        const { alias, people, owner, standIn, team } = deed;
        const taken = await act.openCase(this.#thread(deed.caller), {
          alias,
          people,
          owner: this.#member(owner),
          standIn: this.#member(standIn),
          team: team.map((key) => this.#member(key)),
        });
        if (taken.kind === "done") this.#cases.set(alias, taken.case);
        return taken;
      }
      case "write":
        return act.answerCase(of(deed.case), { ...deed, mailbox: this.#thread(deed.caller) });
      case "threat":
        return act.addThreat(of(deed.case), { ...deed, kind: deed.threatens });
      case "verify": {
        const { statement, source, corroboration, certainty, concluded } = deed;
        const said = { statement, source, corroboration, certainty, concluded };
        return act.recordVerification(of(deed.case), said);
      }
      case "risk": {
        const recorded = await act.recordRisk(of(deed.case), deed);
        return recorded.kind === "done" ? act.setUrgency(of(deed.case), deed) : recorded;
      }
      case "search":
        return act.searchStatus(of(deed.case), { ...deed, checkedAt: this.#clock.now() });
      case "move":
        return act.moveStage(of(deed.case), { to: deed.to, people: deed.people, decision: null, reason: deed.reason });
      case "status":
        return act.setStatus(of(deed.case), deed);
      case "know": {
        const { part, title, readers, facts } = deed;
        const members = readers.map((key) => this.#member(key));
        const begun = await act.beginPart(of(deed.case), { part, title, members });
        if (begun.kind !== "done") return begun;
        return act.setFacts(
          begun.stream,
          facts.map((one) => ({ ...one, over: 0 })),
        );
      }
      case "thing": {
        const { thing, is: kind, facts, with: others } = deed;
        const all = { ...facts, ...(others === undefined ? {} : { with: others.map((one) => this.#thing(one)) }) };
        const written = await act.writeThing({ kind, name: thing, facts: all, over: 0 });
        if (written.kind === "done") this.#things.set(thing, written.thing);
        return written;
      }
      case "use": {
        const { as, from, until } = deed;
        const others = deed.with.map((one) => this.#thing(one));
        const thing = this.#thing(deed.thing);
        return act.recordUse(of(deed.case), { thing, as, from, until, with: others, note: "", over: 0 });
      }
      case "seek":
        return act.seekShelter(of(deed.case), { terms: deed.terms, note: "", over: 0 });
      case "journey": {
        const { party, date, offset, asked } = deed;
        const names = deed.legs.map(() => act.newLeg());
        const planned = withLegs(deed, (index) => names[index] ?? act.newLeg());
        const written = await act.writeJourney(of(deed.case), { party, date, offset, ...planned, why: "", over: 0 });
        const driven = planned.legs.find(({ kind }) => kind === "drive");
        if (written.kind !== "done" || driven === undefined) return written;
        const { journey } = written;
        this.#journeys.set(deed.case, { journey, legs: names });
        const said = { journey, leg: driven.leg, as: "driver" as const, thing: null, words: asked, seen: 1, over: 0 };
        return act.assignLeg(of(deed.case), said);
      }
      case "setOut": {
        const { journey } = this.#journeys.get(deed.case) ?? fail(`a journey of ${deed.case}`);
        const known = hand.view().cases.find((one) => one.case === of(deed.case));
        const version = known?.journeys.find((one) => one.journey === journey)?.version ?? 0;
        return act.startJourney(of(deed.case), { journey, over: version });
      }
      case "tell": {
        const { caller, leg: place, said, text: words, until } = deed;
        const { journey, legs } = this.#journeys.get(deed.case) ?? fail(`a journey of ${deed.case}`);
        const leg = legs[place] ?? fail(`leg ${place} of ${deed.case}`);
        const known = hand.view().cases.find((one) => one.case === of(deed.case));
        const seen = known?.journeys.find((one) => one.journey === journey);
        if (seen === undefined) return fail(`a journey of ${deed.case}`);
        const into = { mailbox: this.#thread(caller), until };
        const over = { seen: seen.version, over: seen.told.length };
        return act.tellStep(of(deed.case), { journey, leg, said, words, ...over, into, takesOut: null });
      }
      case "money": {
        const { is, purpose, amount, currency, who: words, receipt, note } = deed;
        const { journey } = this.#journeys.get(deed.case) ?? fail(`a journey of ${deed.case}`);
        const member = deed.member === null ? null : this.#member(deed.member);
        const said = { journey, is, purpose, amount, currency, words, member, receipt, note };
        const plain = { when: this.#clock.now(), thing: null, means: null, instead: null, reason: "" };
        return act.writeMoney(of(deed.case), { ...said, ...plain });
      }
      case "ticket": {
        const { ticket, leg: place, holder, who, after, said } = deed;
        const { journey, legs } = this.#journeys.get(deed.case) ?? fail(`a journey of ${deed.case}`);
        const leg = legs[place] ?? fail(`leg ${place} of ${deed.case}`);
        const before = after === null ? null : (this.#tickets.get(after)?.ticket ?? fail(`ticket ${after}`));
        const given = await act.giveTicket(of(deed.case), { ...said, holder, who, after: before, journey, leg });
        if (given.kind !== "done") return given;
        const tap = await ticketHolder(this.#world, given.secret);
        this.#tickets.set(ticket, { ticket: given.ticket, by: hand, tap });
        return given;
      }
      case "network": {
        const { entries, source, asOf } = deed;
        const all = entries.map((one) => ({ entry: withThing(one, (thing) => this.#thing(thing)), over: 0 }));
        return act.writeNetwork({ entries: all, source, asOf });
      }
      case "pathway":
        return act.writePathway({ ...deed.way, over: 0 });
      case "wish": {
        const { steps, consent, ...said } = deed.wish;
        const rests = consent === null ? null : (this.#consents.get(consent) ?? fail(consent));
        const ways = hand.view().pathways ?? [];
        const way = ways.find(({ name }) => name === said.name) ?? fail(`a way called ${said.name}`);
        const { pathway } = way;
        const begun = await act.beginApplication(of(deed.case), { ...said, pathway, party: ["1"], note: "", rests });
        if (begun.kind !== "done") return begun;
        const known = hand.view().cases.find((one) => one.case === of(deed.case));
        const part = known?.parts.find((one) => one.part === "relocation");
        const wish = part?.applications.find((one) => one.pathway === pathway);
        if (part === undefined || wish === undefined) return fail(`the wish of ${deed.case}`);
        for (const [at, step] of steps.entries()) {
          const moved = await act.moveApplication(part.stream, {
            application: wish.application,
            ...step,
            over: at + 1,
          });
          if (moved.kind !== "done") return moved;
        }
        return begun;
      }
      case "mark": {
        const { since, source, certainty } = deed;
        const marked = { kind: "thing" as const, thing: this.#thing(deed.thing) };
        return act.markCompromised({ of: marked, since, source, certainty, note: "" });
      }
      case "tasks":
        return act.addTasks(
          of(deed.case),
          deed.tasks.map(({ text, owner, standIn, due }) => ({
            text,
            owner: this.#member(owner),
            standIn: standIn === null ? null : this.#member(standIn),
            due,
            from: { kind: "own" },
          })),
        );
      case "agree":
        return act.agreeResponse(of(deed.case), {
          ...deed.response,
          thread: null,
          agreedAt: this.#clock.now(),
          over: 0,
        });
      case "writePlan":
        return act.writePlan({ title: deed.title, text: deed.text, over: 0 });
      case "noteCase":
        return act.noteCase(of(deed.case), deed.text);
      case "arm": {
        const ladder = deed.ladder.map(({ afterMinutes, member }) => ({ afterMinutes, member: this.#member(member) }));
        const armed = await act.armCheckIn(of(deed.case), { ...deed, ladder });
        if (armed.kind === "done") this.#checkIns.set(deed.checkIn, armed.alarm);
        return armed;
      }
      case "acknowledge":
        return act.acknowledgeCheckIn(of(deed.case), this.#checkIns.get(deed.checkIn) ?? fail(deed.checkIn), deed.note);
      case "close":
        return act.closeCheckIn(of(deed.case), this.#checkIns.get(deed.checkIn) ?? fail(deed.checkIn), deed);
      case "propose": {
        const proposed = await act.propose(of(deed.case), deed);
        if (proposed.kind === "done") this.#decisions.set(deed.decision, proposed.decision);
        return proposed;
      }
      case "decide":
        return act.decide(
          of(deed.case),
          this.#decisions.get(deed.decision) ?? fail(deed.decision),
          deed.verdict,
          deed.reason,
        );
      case "closeCase":
        return act.closeCase(of(deed.case), deed);
      case "publish": {
        const published = await act.publishFigures();
        if (published.kind === "done") this.#decisions.set(deed.release, published.release);
        return published;
      }
      case "review":
        return act.reviewFigures(this.#decisions.get(deed.release) ?? fail(deed.release), "approve", deed.reason);
    }
  }
}
