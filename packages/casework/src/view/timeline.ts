import { drillOf } from "../check-in.ts";
import type { ContactState, SpineEvent } from "../fold/contact.ts";
import type { CaseState } from "../fold/state.ts";
import type { ThreatRecord } from "../fold/threat.ts";
import type { ConsentId, DecisionId, ThingId } from "../ids.ts";
import { excerptOf } from "../letter.ts";
import type { GiveConsent, Operation } from "../operation.ts";
import type { TaskOperation } from "../plan/operation.ts";
import { wasRefused } from "../rule/consent.ts";
import type { ThingRef } from "../thing/ref.ts";
import { isOfTickets, type TicketRecord, type Tickets } from "../ticket/fold.ts";
import type { KeepPress, TicketOperation } from "../ticket/operation.ts";
import type { TicketDid } from "../ticket/words.ts";
import type { MessageView, TimelineEvent } from "../view.ts";
import type { CasePart, Stage, ThreadFlag, Urgency } from "../words.ts";
import type { RevealView } from "./facts.ts";
import { calledIn } from "./facts.ts";
import { coverOf, flagsOf } from "./message.ts";
import type { Names } from "./person.ts";

type What = TimelineEvent["what"];
const givenIn = ({ events }: ContactState, consent: ConsentId): Pick<GiveConsent, "purpose" | "recipient"> | null => {
  const given = events.find(
    ({ operation }) => operation.op === "giveConsent" && operation.consent === consent,
  )?.operation;
  return given?.op === "giveConsent" ? given : null;
};

const recipientOf = (spine: ContactState, decision: DecisionId | undefined): string => {
  const consent = spine.decisions.find((one) => one.decision === decision)?.export?.consent;
  return (consent && spine.consent.records.get(consent)?.recipient) ?? "";
};

type Register = (thing: ThingId) => ThingRef;
/** For who does not look at the register. */
const UNNAMED: Register = (thing) => ({ thing, name: null, kind: null });

/** What an event needs to know of what was before it. */
type Before = { stage: Stage; urgency: Urgency };

const whatOf = (
  { operation }: SpineEvent,
  spine: ContactState,
  before: Before,
  names: Names,
  register: Register,
): What | null => {
  if (isOfTask(operation)) return taskDone(operation, spine, names);
  if (isOfTickets(operation)) return ticketDone(operation, spine.tickets);
  const subject = (decision: string) => spine.decisions.find((one) => one.decision === decision)?.about;
  switch (operation.op) {
    case "openCase":
      return { kind: "opened", alias: operation.alias, imported: operation.imported !== undefined };
    case "moveStage":
      return {
        kind: "stage",
        from: before.stage,
        to: operation.to,
        people: operation.people,
        reason: operation.reason,
        ...(operation.back === true ? { back: true as const } : {}),
      };
    case "setStatus":
      return {
        kind: "status",
        status: operation.status,
        note: operation.note,
        whom: (operation.whom ?? []).map((person) => calledIn(spine, person)),
        ...(operation.back === true ? { back: true as const } : {}),
      };
    case "setCaseUrgency":
      return {
        kind: "urgency",
        from: before.urgency,
        to: operation.urgency,
        reason: operation.reason,
        ...(operation.back === true ? { back: true as const } : {}),
      };
    case "setOwner":
      return {
        kind: "owner",
        owner: names(operation.owner),
        standIn: operation.standIn === null ? null : names(operation.standIn),
      };
    case "note":
      return { kind: "note", text: operation.text };
    case "linkMailbox":
      return { kind: "mailbox", mailbox: operation.mailbox, why: operation.why };
    case "armCheckIn":
      return {
        kind: "check-in-armed",
        due: operation.due,
        wording: operation.wording,
        drill: operation.drill === true,
      };
    case "acknowledgeCheckIn":
      return {
        kind: "check-in-acknowledged",
        due: spine.checkIns.get(operation.alarm)?.due ?? 0,
        note: operation.note,
        drill: spine.checkIns.get(operation.alarm)?.drill === true,
      };
    case "closeCheckIn": {
      const checkIn = spine.checkIns.get(operation.alarm);
      const { done, note, settled = false } = operation;
      const drill = checkIn === undefined ? null : drillOf(checkIn);
      return { kind: "check-in-closed", due: checkIn?.due ?? 0, done, note, drill, settled };
    }
    case "giveService":
      return { kind: "service", service: operation.kind, text: operation.text, withdrawn: false };
    case "withdrawService": {
      const service = spine.plan.services.get(operation.service);
      return service ? { kind: "service", service: service.kind, text: operation.reason, withdrawn: true } : null;
    }
    case "agreeResponse":
      return { kind: "response-agreed", status: operation.status, agreedBy: operation.agreedBy };
    case "propose":
      return { kind: "proposed", decision: operation.decision, about: operation.about, text: operation.text };
    case "decide": {
      const about = subject(operation.decision);
      const { decision, verdict, reason } = operation;
      return about ? { kind: "decided", decision, about, verdict, reason } : null;
    }
    case "withdrawProposal": {
      const about = subject(operation.decision);
      return about ? { kind: "withdrawn", decision: operation.decision, about, reason: operation.reason } : null;
    }
    case "setOut":
      return { kind: "set-out" };
    case "pruneJourneys": {
      const pruning = spine.prunings.find((one) => one.decision === operation.decision);
      if (!pruning) return null;
      const { journeys, asked, approved } = pruning;
      return { kind: "pruned", journeys: journeys.length, asked: names(asked.by), approved: names(approved.by) };
    }
    case "beginPart":
      return { kind: "part-begun", part: operation.part };
    case "sharePart": {
      const { part, member, history, until } = operation;
      return { kind: "part-shared", part, member: names(member), history, until };
    }
    case "withdrawPart":
      return { kind: "part-withdrawn", part: operation.part, member: names(operation.member) };
    case "safetyPlan":
      return { kind: "safety-plan", none: operation.plan === null, reason: operation.reason };
    case "safetyPlanGiven":
      return { kind: "safety-plan-given" };
    case "refer":
      return { kind: "referral", to: operation.to, purpose: operation.purpose };
    case "answerReferral": {
      const to = spine.provision.referrals.find(({ referral }) => referral === operation.referral)?.to ?? "";
      return { kind: "referral-answered", to, answer: operation.answer, note: operation.note };
    }
    case "stopReferral": {
      const to = spine.provision.referrals.find(({ referral }) => referral === operation.referral)?.to ?? "";
      return { kind: "referral-stopped", to, note: operation.note };
    }
    case "exported": {
      const { decision, bundle, bytes } = operation;
      return { kind: "exported", recipient: recipientOf(spine, decision), bundle, bytes };
    }
    case "askDestruction": {
      const { bundle, answer, note } = operation;
      const decision = spine.exports.find((one) => one.bundle === bundle)?.decision;
      return { kind: "destruction-asked", recipient: recipientOf(spine, decision), bundle, answer, note };
    }
    case "giveConsent": {
      const { purpose, recipient, over, words } = operation;
      if (operation.refused === true) return { kind: "consent-refused", purpose, recipient, why: words };
      return { kind: "consent-given", purpose, recipient, again: over > 0, words };
    }
    case "withdrawConsent": {
      const record = spine.consent.records.get(operation.consent);
      // One that was a slip is no record any more: its own line says to whom.
      const given = record ?? givenIn(spine, operation.consent);
      // Of a first asking the no stands there already.
      if (!given || (operation.refused === true && (!record || wasRefused(record)))) return null;
      const { purpose, recipient } = given;
      if (operation.slip === true) return { kind: "consent-slip", purpose, recipient };
      return { kind: "consent-withdrawn", purpose, recipient, why: operation.why };
    }
    case "noReferral":
      return { kind: "no-referral", reason: operation.reason };
    case "setContactWindow":
      return { kind: "window", text: operation.window, mayRing: operation.mayRing };
    case "flagThread":
      return { kind: "flag", flag: operation.flag, on: operation.on };
    case "recordUse": {
      const { thing, as, from, until, over } = operation;
      return {
        kind: "use",
        did: over === 0 ? "recorded" : "changed",
        thing: register(thing),
        as,
        from,
        until,
        reason: "",
      };
    }
    case "withdrawUse": {
      const use = spine.uses.get(operation.use);
      if (!use) return null;
      const { thing, as, from, until } = use;
      return { kind: "use", did: "withdrawn", thing: register(thing), as, from, until, reason: operation.reason };
    }
    case "seekShelter":
      return { kind: "shelter-sought", wanted: operation.terms !== null };
    case "markCompromised":
    case "confirmMark":
    case "withdrawMark": {
      const mark = spine.marked.marks.get(operation.mark);
      if (!mark) return null;
      const did = ({ markCompromised: "marked", confirmMark: "confirmed", withdrawMark: "withdrawn" } as const)[
        operation.op
      ];
      const words = operation.op === "withdrawMark" ? operation.reason : operation.source;
      return { kind: "mark", did, of: mark.of.kind === "mailbox" ? "mailbox" : "case", words };
    }
    case "takeStep": {
      const { taken, to, note } = operation;
      return { kind: "step", taken, to: to === null ? null : names(to), note };
    }
    case "namePerson":
      return { kind: "person", alias: operation.alias, again: operation.over > 0 };
    case "agreeSignals": {
      const { safe, danger, carried } = operation;
      return {
        kind: "signals",
        agreed: safe !== null || danger !== null,
        agreedBy: carried ? names(carried.by) : null,
      };
    }
    case "freezeMailbox":
      return { kind: "frozen", reason: operation.reason };
    case "thawMailbox":
      return { kind: "thawed", reason: operation.reason };
    case "closeCase":
      return { kind: "closed", outcome: operation.outcome, note: operation.note };
    case "reopenCase":
      return { kind: "reopened", reason: operation.reason };
    case "keepCase":
      return { kind: "kept", reason: operation.reason };
    default:
      // Letters and answers come from the conversation, conclusions from the threat part where this member reads it. A cover
      // and a translation stand on their message, who was called again on the decision; from when a rule holds is no deed.
      return null;
  }
};

/** A page says anew that it is open for each version that it shows, and a stranger may tap on and on: told once. */
const isAgain = ({ presses, openings }: TicketRecord, { press, opening, row }: KeepPress): boolean => {
  const isOwn = openings.includes(opening);
  if (isOwn && press !== "opened") return false;
  const first = presses.find((one) =>
    isOwn ? one.press === press && openings.includes(one.opening) : one.opening === opening,
  );
  return first?.row !== row;
};

/** `did`: what the team did with it, or what its holder tapped. */
const ticketDone = (operation: TicketOperation, tickets: Tickets): What | null => {
  if (operation.op === "holdTickets") return { kind: "tickets-held", why: operation.why };
  const ticket = tickets.get(operation.ticket);
  if (ticket === undefined) return null;
  const said = (did: TicketDid, reason = ""): What => ({
    ...{ kind: "ticket", did, who: ticket.who, holder: ticket.holder, reason },
  });
  switch (operation.op) {
    case "giveTicket":
      return said("given");
    case "changeTicket":
      return said("changed");
    case "releaseTicket":
      return said("released", operation.reason);
    case "turnTicket":
      return said(operation.to, operation.reason);
    case "trustOpening":
      return said("trusted", operation.reason);
    case "keepPress":
      return isAgain(ticket, operation)
        ? null
        : said(ticket.openings.includes(operation.opening) ? operation.press : "opened-elsewhere");
  }
};

const isOfTask = (operation: Operation): operation is TaskOperation => operation.op in DID;

const DID = {
  addTask: "added",
  giveTask: "given",
  moveTask: "moved",
  doTask: "done",
  dropTask: "dropped",
  reopenTask: "reopened",
} as const satisfies Record<TaskOperation["op"], string>;

const taskDone = (operation: TaskOperation, { plan }: ContactState, names: Names): What | null => {
  const task = plan.tasks.get(operation.task);
  if (task === undefined) return null;
  const note = operation.op === "doTask" ? operation.note : "reason" in operation ? operation.reason : "";
  // As it was said then, where that was said; else as it stands.
  const owner = "owner" in operation ? operation.owner : task.owner;
  const due = "due" in operation ? operation.due : task.due;
  return { kind: "task", did: DID[operation.op], text: task.text, owner: names(owner), due, note };
};

/** The spine's own events, oldest first, each with its place in the stream. */
export const spineEvents = (
  spine: ContactState,
  names: Names,
  register: Register = UNNAMED,
): (TimelineEvent & { order: number })[] => {
  const before: Before = { stage: "contact", urgency: "unknown" };
  return spine.events.flatMap((event) => {
    const what = whatOf(event, spine, before, names, register);
    if (event.operation.op === "moveStage") before.stage = event.operation.to;
    if (event.operation.op === "setCaseUrgency") before.urgency = event.operation.urgency;
    // Whichever hand of the team came by took it in: it was not they who tapped.
    const by = event.operation.op === "keepPress" ? null : names(event.by);
    return what ? [{ at: event.at, by, what, order: event.order }] : [];
  });
};

export const messageEvent = (message: MessageView, flags: readonly ThreadFlag[]): TimelineEvent[] => {
  if (message.at === null || message.text === null) return [];
  const excerpt = coverOf(message, flags) === null ? excerptOf(message.text) : "";
  if (message.direction === "to-mailbox")
    return [{ at: message.at, by: message.author, what: { kind: "answer", excerpt } }];
  const { tap, onArrival, signal } = message;
  return [
    { at: message.at, by: null, what: { kind: "letter", excerpt, tap, signal: signal?.kind ?? null, onArrival } },
  ];
};

const didTo = (before: ThreatRecord | null) =>
  before === null ? "added" : before.withdrawn === null ? "changed" : "stands-again";

const threatEvents = (known: CaseState, names: Names): TimelineEvent[] => {
  if (!known.threat) return known.contact.verified ? [concluded(known.contact.verified, names)] : [];
  return [
    ...known.threat.verifications.map(
      ({ at, by, certainty, concluded, statement }): TimelineEvent => ({
        at,
        by: names(by),
        what: { kind: "verification", certainty, concluded, statement },
      }),
    ),
    ...known.threat.told.map(
      ({ at, by, threat: { who, reach, certainty, source }, before, reason }): TimelineEvent => ({
        at,
        by: names(by),
        what:
          reason === null
            ? { kind: "threat", did: didTo(before), who, reach, certainty, source }
            : { kind: "threat-withdrawn", who, reason },
      }),
    ),
    ...[...known.threat.search.values()].flat().map(
      ({ at, by, about, known: found, checkable = true }): TimelineEvent => ({
        at,
        by: names(by),
        what: { kind: "search", about, known: found, checkable },
      }),
    ),
  ];
};

const concluded = (verified: NonNullable<ContactState["verified"]>, names: Names): TimelineEvent => ({
  at: verified.at,
  by: names(verified.by),
  what: { kind: "verification", certainty: verified.certainty, concluded: true, statement: "" },
});

/** One timeline of messages, decisions and moves, newest first. */
export const timelineOf = (
  known: CaseState,
  messages: readonly MessageView[],
  reveals: readonly (RevealView & { part: CasePart })[],
  names: Names,
  register: Register,
): TimelineEvent[] =>
  [
    ...spineEvents(known.contact, names, register).map(({ order: _, ...event }) => event),
    ...messages.flatMap((message) => messageEvent(message, flagsOf(known.contact.flagged))),
    ...threatEvents(known, names),
    ...reveals.map(({ at, by, part, reason }): TimelineEvent => ({ at, by, what: { kind: "revealed", part, reason } })),
  ]
    .toReversed()
    .toSorted((a, b) => b.at - a.at);
