/**
 * Play a season in memory: every event through the command that a member's client would use, nothing sealed, no
 * server. For tests, and for looking at a screen full of life without one.
 */
import { checkInState } from "../check-in.ts";
import type { Hand } from "../command/attempt.ts";
import { attempt } from "../command/attempt.ts";
import * as cases from "../command/case.ts";
import { writeConsent } from "../command/consent.ts";
import * as decisions from "../command/decision.ts";
import { markCompromised, writeResources } from "../command/exposure.ts";
import * as intake from "../command/intake.ts";
import * as interpreting from "../command/interpreting.ts";
import { journeysOf, writeJourney } from "../command/journey.ts";
import { writeMoney } from "../command/money.ts";
import * as organisation from "../command/organisation.ts";
import { writeProvision } from "../command/provision.ts";
import { writeApplications, writePathway } from "../command/relocation.ts";
import { seekShelter, writeUses } from "../command/shelter.ts";
import { tellStep } from "../command/step.ts";
import { HOUR, MINUTE } from "../day.ts";
import type { Entry } from "../entry.ts";
import { weeklyFigures } from "../figures/weekly.ts";
import { caseOf, casesOf, commonsOf, emptyState, foldEntries, ledgerOf, type State } from "../fold/state.ts";
import type { StreamId } from "../ids.ts";
import type { Compartment } from "../operation.ts";
import type { AlarmSeen, Outside, RowSeen, ThreadSeen } from "../outside.ts";
import type { Outcome } from "../refusal.ts";
import type { MemberKey, Season, SeasonEvent } from "./event.ts";
import { playId } from "./ids.ts";
import { withLegs } from "./journey.ts";
import { withThing } from "./ways.ts";

export type Play = {
  state: State;
  /** Everything that was folded, in order: for tests of the fold. */
  entries: readonly Entry[];
  outsideFor: (me: MemberKey) => Outside;
};

type Stage = { state: State; entries: Entry[]; rows: Map<number, RowSeen[]>; unread: Map<number, number> };

const COMPARTMENTS: readonly Compartment[] = [
  { about: "commons" },
  { about: "intake-keys" },
  { about: "intake" },
  { about: "ledger" },
  { about: "figures" },
  { about: "resources" },
];

/** A season whose own events are refused is a bug of ours. */
const must = (outcome: Outcome, event: SeasonEvent): Extract<Outcome, { kind: "operations" }> => {
  if (outcome.kind === "operations") return outcome;
  throw new Error(`the season's ${event.kind} was refused: ${JSON.stringify(outcome)}`);
};

const append = (stage: Stage, outcome: Extract<Outcome, { kind: "operations" }>, hand: Hand): void => {
  const entries = outcome.writes.flatMap(({ stream, operations }) => {
    const seq = (stage.state.streams.get(stream)?.seq ?? -1) + 1;
    return operations.map(
      (operation): Entry => ({ stream, seq, author: hand.by, role: hand.role, at: hand.at, operation }),
    );
  });
  stage.entries.push(...entries);
  stage.state = foldEntries(stage.state, entries);
};

const seenUpTo = (stage: Stage, caller: number): number => stage.rows.get(caller)?.length ?? 0;

const threadOf = (stage: Stage, caller: number): ThreadSeen => ({
  mailbox: playId.mailbox(caller),
  desk: playId.stream("intake"),
  rows: stage.rows.get(caller) ?? [],
  unread: stage.unread.get(caller) ?? 0,
});

const write = (stage: Stage, season: Season, event: Extract<SeasonEvent, { kind: "letter" }>): void => {
  const { caller, language, text, answers, tap, at } = event;
  const rows = stage.rows.get(caller) ?? [];
  const seq = rows.length + 1;
  const onArrival = season.callers.find((one) => one.caller === caller)?.onArrival ?? false;
  const letter = { language, text, answers, tap, at };
  const hash = playId.row(caller, seq);
  const hour = Math.floor(at / HOUR);
  stage.rows.set(caller, [...rows, { seq, hash, direction: "to-team", hour, onArrival, expiredCard: false, letter }]);
};

/** Taken into the case by whichever console of the team comes by. */
const tap = (stage: Stage, season: Season, event: Extract<SeasonEvent, { kind: "tap" }>, hand: Hand): void => {
  const given = season.events.find((one) => one.kind === "ticket" && one.ticket === event.ticket);
  if (given?.kind !== "ticket") throw new Error(`the season gives no ticket ${event.ticket}`);
  const id = playId.case(given.case);
  const ticket = playId.ticket(event.ticket);
  const seq = (caseOf(stage.state, id)?.contact.tickets.get(ticket)?.presses.length ?? 0) + 1;
  const kept = {
    ...{ op: "keepPress" as const, ticket, row: playId.tap(event.ticket, seq), seq, hour: Math.floor(event.at / HOUR) },
    ...{ press: event.press, opening: playId.ticket(`opening of ${event.ticket}`), version: 1, pressedAt: event.at },
  };
  append(stage, must(cases.writeToCase(stage.state, id, [kept], hand), given), hand);
};

const interpretedAs = (caller: number): StreamId => playId.stream(`interpreted ${caller}`);

type Deed = Exclude<SeasonEvent, { kind: "letter" | "read" | "tap" }>;
type OfCase = Extract<Deed, { case: string }>;

const inIntake = (stage: Stage, event: Deed & { caller: number }, hand: Hand): Outcome | null => {
  const { state } = stage;
  const mailbox = playId.mailbox(event.caller);
  const seen = seenUpTo(stage, event.caller);
  switch (event.kind) {
    case "claim":
      return intake.claimThread(state, { mailbox, until: hand.at + event.minutes * MINUTE }, hand);
    case "release":
      return intake.noteOnThread(state, { op: "releaseThread", mailbox }, hand);
    case "answer": {
      const { text, standing, until, checkInBy } = event;
      const message = `${event.caller}/${event.at}`;
      return intake.answerThread(state, { mailbox, message, seen, text, standing, until, checkInBy }, hand);
    }
    case "urgency": {
      const { urgency, reason } = event;
      return intake.noteOnThread(state, { op: "setUrgency", mailbox, urgency, reason, seen }, hand);
    }
    case "flag":
      return intake.noteOnThread(state, { op: "flagThread", mailbox, flag: event.flag, on: event.on }, hand);
    case "noteThread":
      return intake.noteOnThread(state, { op: "noteThread", mailbox, text: event.text }, hand);
    case "window":
      return intake.noteOnThread(
        state,
        { op: "setContactWindow", mailbox, window: event.window, mayRing: event.mayRing },
        hand,
      );
    case "signals":
      return intake.noteOnThread(state, { op: "agreeSignals", mailbox, safe: event.safe, danger: event.danger }, hand);
    case "closeThread": {
      const eraseAfterDays = commonsOf(state).settings?.closedThreadDays ?? 30;
      return intake.closeThread(
        state,
        { mailbox, outcome: event.outcome, note: event.note, eraseAfterDays, seen },
        hand,
      );
    }
    case "proposeDecline": {
      const eraseAfterDays = commonsOf(state).settings?.closedThreadDays ?? 30;
      const { outcome, text, expires, noSafetyPlan, noReferral } = event;
      const decision = playId.decision(event.decision);
      const said = { outcome, text, expires, noSafetyPlan, noReferral };
      return intake.proposeDecline(state, { mailbox, decision, eraseAfterDays, seen, ...said }, hand);
    }
    case "interpret":
      return interpreting.beginInterpreting(
        state,
        {
          seen: threadOf(stage, event.caller),
          stream: interpretedAs(event.caller),
          interpreter: playId.member(event.interpreter),
        },
        hand,
      );
    case "translate": {
      const { of, text } = event;
      return interpreting.writeToInterpreting(
        state,
        interpretedAs(event.caller),
        [{ op: "translate", of, text }],
        hand,
      );
    }
    case "askDraft": {
      const { text } = event;
      const asked = { op: "askDraft" as const, request: text, text };
      return interpreting.writeToInterpreting(state, interpretedAs(event.caller), [asked], hand);
    }
    case "draftAnswer": {
      const draft = { op: "draftAnswer" as const, request: event.asked, text: event.text };
      return interpreting.writeToInterpreting(state, interpretedAs(event.caller), [draft], hand);
    }
    case "planForThread":
      return writeProvision(state, { mailbox, case: null }, { op: "safetyPlan", plan: event.plan, reason: "" }, hand);
    case "referThread": {
      const { to, purpose, consent } = event;
      const referral = `${event.caller}/${event.at}`;
      return writeProvision(state, { mailbox, case: null }, { op: "refer", referral, to, purpose, consent }, hand);
    }
    case "decideDecline": {
      const { verdict, reason } = event;
      const decision = playId.decision(event.decision);
      return intake.decideDecline(state, { mailbox, decision, verdict, reason }, hand);
    }
    case "take": {
      const { alias, people } = event;
      const intent = {
        thread: threadOf(stage, event.caller),
        case: playId.case(alias),
        contact: playId.stream(`${alias}/contact`),
        threat: playId.stream(`${alias}/threat`),
        alias,
        people,
        owner: playId.member(event.owner),
        standIn: playId.member(event.standIn),
        token: `asked ${event.caller}`,
      };
      return intake.takeIntoCase(state, intent, hand);
    }
    default:
      return null;
  }
};

const inCase = (stage: Stage, event: OfCase, hand: Hand): Outcome => {
  const { state } = stage;
  const id = playId.case(event.case);
  switch (event.kind) {
    case "write": {
      const { text, standing, until, checkInBy } = event;
      const seen = seenUpTo(stage, event.caller);
      const mailbox = playId.mailbox(event.caller);
      const message = `${event.caller}/${event.at}`;
      return cases.writeToCase(
        state,
        id,
        [{ op: "answer", mailbox, message, seen, text, standing, until, checkInBy }],
        hand,
      );
    }
    case "threat": {
      const { threat, who, threatens: kind, reach, certainty, source } = event;
      return cases.recordThreat(state, id, { op: "addThreat", threat, who, kind, reach, certainty, source }, hand);
    }
    case "search": {
      const { about, known, source, checkable = true } = event;
      const looked = { op: "searchStatus" as const, about, known, source, checkedAt: hand.at, checkable };
      return cases.recordThreat(state, id, looked, hand);
    }
    case "verify": {
      const { statement, source, corroboration, certainty, concluded } = event;
      return cases.recordVerification(state, id, { statement, source, corroboration, certainty, concluded }, hand);
    }
    case "risk": {
      const { urgency, saidBy, factors, reach, reason, answered } = event;
      return cases.recordRisk(state, id, { urgency, saidBy, factors, reach, reason, answered }, hand);
    }
    case "move": {
      const { to, people, reason } = event;
      const token = `moved ${event.case}/${event.at}`;
      return cases.moveStage(state, id, { to, people, decision: null, token, reason }, hand);
    }
    case "status": {
      const { status, note, whom } = event;
      const said = { status, note, ...(whom === undefined ? {} : { whom }) };
      return cases.setStatus(state, id, { ...said, token: `lost ${event.case}/${event.at}` }, hand);
    }
    case "know": {
      const { part, title } = event;
      const stream = playId.stream(`${event.case}/${part}`);
      const facts = event.facts.map((one) => ({ op: "setFact" as const, ...one, over: 0 }));
      return attempt(state, hand, [
        {
          stream,
          operations: [
            { op: "begin", compartment: { about: "case", case: id, part } },
            { op: "titlePart", title },
            ...facts,
          ],
        },
        { stream: playId.stream(`${event.case}/contact`), operations: [{ op: "beginPart", part, stream }] },
      ]);
    }
    case "tasks":
      return cases.writeToCase(
        state,
        id,
        event.tasks.map(({ text, owner, standIn, due }) => ({
          op: "addTask",
          task: playId.task(`${event.case}/${text}`),
          text,
          owner: playId.member(owner),
          standIn: standIn === null ? null : playId.member(standIn),
          due,
          from: { kind: "own" },
        })),
        hand,
      );
    case "agree":
      return cases.writeToCase(
        state,
        id,
        [{ op: "agreeResponse", ...event.response, thread: null, agreedAt: hand.at, over: 0 }],
        hand,
      );
    case "journey": {
      const { party, date, offset, asked } = event;
      const stream = playId.stream(`${event.case}/journey`);
      const journey = playId.journey(event.case);
      const leg = (index: number) => playId.leg(`${event.case}/${index}`);
      const planned = withLegs(event, leg);
      const first = planned.legs.find(({ kind }) => kind === "drive");
      return attempt(state, hand, [
        {
          stream,
          operations: [
            { op: "begin", compartment: { about: "case", case: id, part: "journey" } },
            { op: "writeJourney", journey, party, date, offset, ...planned, why: "", over: 0 },
            ...(first === undefined
              ? []
              : [
                  {
                    ...{ op: "assignLeg" as const, journey, leg: first.leg, as: "driver" as const },
                    ...{ thing: null, words: asked, seen: 1, over: 0 },
                  },
                ]),
          ],
        },
        { stream: playId.stream(`${event.case}/contact`), operations: [{ op: "beginPart", part: "journey", stream }] },
      ]);
    }
    case "wish": {
      const { steps, name, consent, ...said } = event.wish;
      const application = playId.application(`${event.case}/${name}`);
      const all = [
        {
          ...{ op: "writeApplication" as const, application, pathway: playId.pathway(name), name, party: ["1"] },
          ...{ ...said, note: "", rests: consent === null ? null : playId.consent(consent), over: 0 },
        },
        ...steps.map((step, at) => ({ op: "moveApplication" as const, application, ...step, over: at + 1 })),
      ];
      const begun = caseOf(state, id)?.parts.find(({ part }) => part === "relocation")?.stream;
      if (begun !== undefined) return writeApplications(state, begun, all, hand);
      const stream = playId.stream(`${event.case}/relocation`);
      const part = "relocation" as const;
      return attempt(state, hand, [
        { stream, operations: [{ op: "begin", compartment: { about: "case", case: id, part } }, ...all] },
        { stream: playId.stream(`${event.case}/contact`), operations: [{ op: "beginPart", part, stream }] },
      ]);
    }
    case "setOut": {
      const known = caseOf(state, id);
      const journey = known && journeysOf(state, known).at(-1);
      if (!journey) return { kind: "no-such-case" };
      return writeJourney(state, id, [{ op: "startJourney", journey: journey.journey, over: journey.version }], hand);
    }
    case "tell": {
      const known = caseOf(state, id);
      const journey = known && journeysOf(state, known).at(-1);
      if (!journey) return { kind: "no-such-case" };
      const { caller, said, text, until } = event;
      const telling = {
        ...{ journey: journey.journey, leg: playId.leg(`${event.case}/${event.leg}`), said, words: "" },
        ...{ seen: journey.version, over: journey.told.length },
      };
      const answer = {
        ...{ mailbox: playId.mailbox(caller), message: `${caller}/${event.at}`, seen: seenUpTo(stage, caller) },
        ...{ text, standing: true, until, checkInBy: null },
      };
      return tellStep(state, id, telling, answer, hand);
    }
    case "money": {
      const { line, is, purpose, amount, currency, who, member, receipt, note } = event;
      if (caseOf(state, id)?.parts.some(({ part }) => part === "money") === false) {
        const stream = playId.stream(`${event.case}/money`);
        const part = "money" as const;
        const begun = attempt(state, hand, [
          { stream, operations: [{ op: "begin", compartment: { about: "case", case: id, part } }] },
          { stream: playId.stream(`${event.case}/contact`), operations: [{ op: "beginPart", part, stream }] },
        ]);
        append(stage, must(begun, event), hand);
      }
      const said = {
        ...{ line: playId.money(`${event.case}/${line}`), journey: playId.journey(event.case) },
        ...{ is, purpose, amount, currency, when: hand.at, thing: null, words: who },
        ...{ member: member === null ? null : playId.member(member), means: null, receipt, note },
        ...{ instead: null, reason: "" },
        useIds: [playId.use(`${line} in hand`), playId.use(`${line} paid`)] as const,
      };
      return writeMoney(stage.state, id, said, hand);
    }
    case "ticket": {
      const { ticket, leg, holder, who, after, said } = event;
      const key = playId.ticketKey(ticket);
      const given = {
        ...{
          ticket: playId.ticket(ticket),
          mailbox: playId.ticketMailbox(ticket),
          keys: { verifyKey: key, kemKey: key },
        },
        ...{ holder, who, after: after === null ? null : playId.ticket(after) },
        ...{ leg: playId.leg(`${event.case}/${leg}`), journey: playId.journey(event.case) },
      };
      return cases.writeToCase(state, id, [{ op: "giveTicket", ...said, ...given }], hand);
    }
    case "use": {
      const { thing, as, from, until } = event;
      const use = playId.use(`${event.case}/${thing}/${from}`);
      const others = event.with.map(playId.thing);
      const said = { use, thing: playId.thing(thing), as, from, until, with: others, note: "", over: 0 };
      return writeUses(state, [{ case: id, operation: { op: "recordUse", ...said } }], hand, () => playId.hold(use));
    }
    case "seek": {
      const { terms } = event;
      return seekShelter(state, id, { op: "seekShelter", terms, note: "", over: 0 }, hand);
    }
    case "noteCase":
      return cases.writeToCase(state, id, [{ op: "note", text: event.text }], hand);
    case "arm": {
      const { due, graceMinutes, expectedFrom, wording } = event;
      const ladder = event.ladder.map(({ afterMinutes, member }) => ({
        afterMinutes,
        member: playId.member(member),
      }));
      const alarm = playId.alarm(event.checkIn);
      return cases.writeToCase(
        state,
        id,
        [{ op: "armCheckIn", alarm, due, graceMinutes, expectedFrom, wording, ladder }],
        hand,
      );
    }
    case "acknowledge":
      return cases.writeToCase(
        state,
        id,
        [{ op: "acknowledgeCheckIn", alarm: playId.alarm(event.checkIn), note: event.note }],
        hand,
      );
    case "close": {
      const { done, note } = event;
      return cases.writeToCase(
        state,
        id,
        [{ op: "closeCheckIn", alarm: playId.alarm(event.checkIn), done, note }],
        hand,
      );
    }
    case "planForCase": {
      const mailbox = playId.mailbox(event.caller);
      return writeProvision(state, { mailbox, case: id }, { op: "safetyPlan", plan: event.plan, reason: "" }, hand);
    }
    case "referCase": {
      const { to, purpose, words: consent } = event;
      const rests = playId.consent(event.consent);
      const place = { mailbox: playId.mailbox(event.caller), case: id };
      return writeProvision(state, place, { op: "refer", referral: `${event.at}`, to, purpose, consent, rests }, hand);
    }
    case "consentForCase": {
      const { purpose, recipient, covers, words, how, until, over } = event;
      const said = { consent: playId.consent(event.consent), purpose, recipient, covers, words, how, until, over };
      return writeConsent(state, id, { op: "giveConsent", ...said }, hand);
    }
    case "endConsent": {
      const { why, how } = event;
      return writeConsent(state, id, { op: "withdrawConsent", consent: playId.consent(event.consent), why, how }, hand);
    }
    case "propose": {
      const { about, text, checklist, expires } = event;
      const decision = playId.decision(event.decision);
      return decisions.propose(state, id, { decision, about, text, checklist, expires }, hand);
    }
    case "decide": {
      const { verdict, reason } = event;
      return decisions.decide(state, id, { decision: playId.decision(event.decision), verdict, reason }, hand);
    }
    case "closeCase": {
      const eraseAfterDays = commonsOf(state).settings?.closedCaseDays ?? 365;
      const { outcome, note } = event;
      // A client keeps letters in the case as they come; what is in no case at closing would count as written after it.
      const contact = caseOf(state, id)?.contact;
      const kept = new Set(contact?.letters.map((letter) => letter.row));
      const letters = [...stage.rows.keys()]
        .map((caller) => threadOf(stage, caller))
        .filter((thread) => contact?.mailboxes.includes(thread.mailbox))
        .flatMap(intake.lettersToKeep)
        .filter((letter) => !kept.has(letter.row));
      return cases.writeToCase(state, id, [...letters, { op: "closeCase", outcome, note, eraseAfterDays }], hand);
    }
  }
};

const inOffice = (stage: Stage, season: Season, event: Deed, hand: Hand): Outcome => {
  const { state } = stage;
  switch (event.kind) {
    case "writePlan": {
      const { title, text } = event;
      return intake.writeText(state, { op: "writePlan", plan: playId.plan(title), title, text, over: 0 }, hand);
    }
    case "settings": {
      const { name, figuresDelayDays, closedThreadDays, closedCaseDays, openedOn } = event;
      for (const { key, handle } of season.members) {
        const named = organisation.nameMember(state, { member: playId.member(key), handle }, hand);
        append(stage, must(named, event), hand);
      }
      return organisation.changeSettings(
        stage.state,
        { name, figuresDelayDays, closedThreadDays, closedCaseDays, openedOn },
        hand,
      );
    }
    case "thing": {
      const { thing, is: kind, facts, with: others } = event;
      const all = { ...facts, ...(others === undefined ? {} : { with: others.map(playId.thing) }) };
      return writeResources(
        state,
        { op: "writeThing", thing: playId.thing(thing), kind, name: thing, facts: all, over: 0 },
        hand,
      );
    }
    case "network": {
      const { entries, source, asOf } = event;
      const all = entries.map((one) => ({ entry: withThing(one, playId.thing), over: 0 }));
      return writeResources(state, { op: "writeNetwork", entries: all, source, asOf }, hand);
    }
    case "pathway":
      return writePathway(
        state,
        { op: "writePathway", pathway: playId.pathway(event.way.name), ...event.way, over: 0 },
        hand,
      );
    case "mark": {
      const { thing, since, source, certainty } = event;
      const of = { kind: "thing" as const, thing: playId.thing(thing) };
      const mark = playId.mark(thing);
      return markCompromised(state, { op: "markCompromised", mark, of, since, source, certainty, note: "" }, hand);
    }
    case "handOver":
      return intake.handOver(state, event.text, hand);
    case "count":
      return intake.countThreads(
        state,
        event.callers.map(({ caller, day }) => ({ mailbox: playId.mailbox(caller), token: `asked ${caller}`, day })),
        hand,
      );
    case "publish": {
      const ledger = ledgerOf(state);
      const settings = commonsOf(state).settings;
      if (!ledger || !settings) return { kind: "not-held", part: "ledger" };
      const { asOf } = event;
      const delayDays = settings.figuresDelayDays;
      const weeks = weeklyFigures(ledger, { openedOn: settings.openedOn, asOf, delayDays });
      return organisation.publishFigures(
        state,
        { release: playId.decision(event.release), asOf, delayDays, weeks },
        hand,
      );
    }
    case "review":
      return organisation.reviewFigures(
        state,
        { release: playId.decision(event.release), verdict: "approve", reason: event.reason },
        hand,
      );
    default:
      return { kind: "wrong-compartment" };
  }
};

const outcomeOf = (stage: Stage, season: Season, event: Deed, hand: Hand): Outcome => {
  if ("case" in event) return inCase(stage, event, hand);
  if ("caller" in event) return inIntake(stage, event, hand) ?? { kind: "no-such-thread" };
  return inOffice(stage, season, event, hand);
};

/** The server's side of the check-ins at the season's end. */
const alarmsAt = (state: State, now: number): AlarmSeen[] =>
  casesOf(state).flatMap(({ contact }) =>
    [...contact.checkIns.values()].map((checkIn): AlarmSeen => {
      const is = checkInState({ ...checkIn, acknowledged: null }, undefined, now);
      const running = is === "waiting" ? "armed" : is === "missed" ? "missed" : is === "closed" ? "cleared" : "due";
      return {
        alarm: checkIn.alarm,
        state: running,
        acknowledged: checkIn.acknowledged && Math.floor(checkIn.acknowledged.at / HOUR),
        rungs: checkIn.ladder.map((rung) => ({ reached: now >= checkIn.due + rung.afterMinutes * MINUTE })),
      };
    }),
  );

export const playSeason = (season: Season): Play => {
  const stage: Stage = { state: emptyState(), entries: [], rows: new Map(), unread: new Map() };
  const roles = new Map(season.members.map((member) => [member.key, member.role]));
  const handOf = (by: MemberKey, at: number): Hand => ({ by: playId.member(by), role: roles.get(by) ?? "auditor", at });
  const first = season.events[0];
  for (const compartment of COMPARTMENTS) {
    if (!first) break;
    const hand = handOf("dunlin", first.at);
    const stream: StreamId = playId.stream(compartment.about);
    append(stage, must(organisation.beginCompartment(stage.state, stream, compartment, hand), first), hand);
  }
  if (first) {
    const hand = handOf("dunlin", first.at);
    append(stage, must(intake.demandSecond(stage.state, hand), first), hand);
  }
  for (const event of season.events) {
    if (event.kind === "letter") write(stage, season, event);
    else if (event.kind === "read") stage.unread.set(event.caller, 0);
    else if (event.kind === "tap") tap(stage, season, event, handOf("wren", event.at));
    else {
      const hand = handOf(event.by, event.at);
      append(stage, must(outcomeOf(stage, season, event, hand), event), hand);
      if (event.kind === "answer" || event.kind === "write" || event.kind === "tell") {
        stage.unread.set(event.caller, (stage.unread.get(event.caller) ?? 0) + 1);
      }
    }
  }
  const alarms = alarmsAt(stage.state, season.now);
  const threads = [...stage.rows.keys()].map((caller) => threadOf(stage, caller));
  const members = season.members.map(({ key, role }) => ({
    id: playId.member(key),
    role,
    standing: "active" as const,
  }));
  const readers = new Map(
    season.events.flatMap((event) => {
      const given = (alias: string, part: string, keys: readonly MemberKey[]) =>
        [playId.stream(`${alias}/${part}`), keys.map((key) => ({ member: playId.member(key), from: null }))] as const;
      if (event.kind === "take")
        return (["contact", "threat"] as const).map((part) => given(event.alias, part, event.team));
      if (event.kind === "journey") return [given(event.case, "journey", [event.by])];
      if (event.kind === "money") return [given(event.case, "money", [event.by])];
      if (event.kind === "wish") return [given(event.case, "relocation", [event.by])];
      return event.kind === "know" ? [given(event.case, event.part, event.readers)] : [];
    }),
  );
  return {
    state: stage.state,
    entries: stage.entries,
    outsideFor: (me) => ({
      now: season.now,
      me: playId.member(me),
      members,
      threads,
      alarms,
      readers,
      erasures: new Map(),
    }),
  };
};
