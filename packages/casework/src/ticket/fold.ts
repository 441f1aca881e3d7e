import type { Place } from "../fold/place.ts";
import type { Hash, MemberId, TicketId } from "../ids.ts";
import type { Operation } from "../operation.ts";
import { readable } from "../readable.ts";
import type { ChangedField, Refusal } from "../refusal.ts";
import { asStopped, type Stop } from "./hold.ts";
import type {
  GiveTicket,
  HoldTickets,
  KeepPress,
  OneTicketOperation,
  TicketOperation,
  TicketSaid,
} from "./operation.ts";
import { isSeen, stepOf } from "./shown.ts";
import { type HoldReason, LATE_AFTER, type TicketState } from "./words.ts";

type Said = { by: MemberId; at: number };

export const TICKETS_MOST = 500;
/** Whoever has the link can tap on and on; a list without end would slow every console. */
export const PRESSES_MOST = 500;
const TEXT_MOST = 600;
const PEOPLE_MOST = 99;

export type PressRecord = Omit<KeepPress, "op" | "ticket"> & {
  /** The ticket's version when this arrived: who changed it before that had not heard it. */
  under: number;
};

export type TicketRecord = Omit<GiveTicket, "op" | "seen" | keyof TicketSaid> & {
  said: TicketSaid;
  given: Said;
  state: TicketState;
  /** Why it was held or cancelled; empty while it goes. */
  reason: string;
  /** Held, or ended, by what came to be known, and by nobody's word. */
  heldFor: HoldReason | null;
  /** Its hour was changed by hand, and the journey's last word is not above that. */
  hourByHand: boolean;
  /** The last hour of meeting that passed unheard before it was changed to another. */
  missed: number | null;
  /** The hour of meeting that its holder may go by: of what their page has shown, or could have shown since. */
  goesBy: number;
  /** The latest end that any version of it had: until then one of them may lie in its mailbox. */
  lastEnd: number;
  /** Of what the page shows: counts every change and every turn. */
  version: number;
  /** Of the last change or turn that its holder has to have seen. "Dealt with" changes nothing on the page. */
  mustSee: number;
  changed: Said;
  /** Its last change, by a person. What was held and let go on is as it was before, and is not meant. null: it stands as it was given. */
  reworded: (Said & { version: number }) | null;
  released: (Said & { reason: string }) | null;
  /** In the order of their rows. */
  presses: readonly PressRecord[];
  /** Openings that are the holder's: the first one, and those that somebody has asked about. */
  openings: readonly string[];
};

export type Tickets = ReadonlyMap<TicketId, TicketRecord>;

const TICKET: ReadonlySet<Operation["op"]> = new Set<TicketOperation["op"]>([
  "giveTicket",
  "changeTicket",
  "turnTicket",
  "releaseTicket",
  "keepPress",
  "trustOpening",
  "holdTickets",
]);
export const isOfTickets = (operation: Operation): operation is TicketOperation => TICKET.has(operation.op);

/** What was tapped is kept even after closing: it was tapped. And what still goes can be stopped. */
export const outlivesCase = (operation: TicketOperation): boolean =>
  operation.op === "keepPress" ||
  operation.op === "holdTickets" ||
  (operation.op === "turnTicket" && operation.to !== "going");

/** @param stops all that held tickets so far: what a ticket's author had not heard of holds it as it comes */
export const foldTicket = (
  tickets: Tickets,
  operation: OneTicketOperation,
  place: Place,
  stops: readonly Stop[] = [],
): Tickets | Refusal => {
  const known = tickets.get(operation.ticket);
  const record =
    operation.op === "giveTicket" ? given(tickets, known, operation, place) : changed(known, operation, place);
  if ("kind" in record) return record;
  const unheard = operation.op === "giveTicket" ? stops.slice(operation.seen ?? stops.length) : [];
  return new Map(tickets).set(operation.ticket, asStopped(record, unheard));
};

export const stopBy = ({ op: _, ...stop }: HoldTickets, { by, at }: Pick<Place, "by" | "at">): Stop => ({
  ...{ ...stop, by, at },
});

const given = (
  tickets: Tickets,
  known: TicketRecord | undefined,
  operation: GiveTicket,
  { by, at }: Place,
): TicketRecord | Refusal => {
  if (known) return { kind: "already-kept" };
  if (tickets.size >= TICKETS_MOST) return { kind: "too-many-entries", most: TICKETS_MOST };
  const { op: _, ...rest } = operation;
  const said = saidIn(operation);
  const lacks = lacking(said);
  if (lacks) return lacks;
  if (operation.who.trim() === "") return { kind: "incomplete", field: "who" };
  if (operation.after !== null && !tickets.has(operation.after)) return { kind: "no-such-entry" };
  const { ticket, mailbox, keys, holder, who, after, leg, journey, thing } = rest;
  return {
    ...{ ticket, mailbox, keys, holder, who, after },
    ...(leg === undefined ? {} : { leg }),
    ...(journey === undefined ? {} : { journey }),
    ...(thing === undefined ? {} : { thing }),
    said,
    given: { by, at },
    state: "going",
    reason: "",
    heldFor: null,
    goesBy: said.at,
    lastEnd: said.ends,
    hourByHand: false,
    missed: null,
    version: 1,
    mustSee: 1,
    changed: { by, at },
    reworded: null,
    released: null,
    presses: [],
    openings: [],
  };
};

const changed = (
  known: TicketRecord | undefined,
  operation: Exclude<OneTicketOperation, GiveTicket>,
  { by, at }: Place,
): TicketRecord | Refusal => {
  if (!known) return { kind: "no-such-entry" };
  switch (operation.op) {
    case "keepPress":
      return pressed(known, operation);
    case "trustOpening":
      if (operation.reason.trim() === "") return { kind: "incomplete", field: "reason" };
      if (known.openings.includes(operation.opening)) return { kind: "already-kept" };
      return { ...known, openings: [...known.openings, operation.opening] };
    case "releaseTicket":
      if (known.released) return { kind: "already-kept" };
      return { ...known, released: { by, at, reason: operation.reason } };
    case "changeTicket": {
      // What was called off is not brought back by a change of its hour: somebody may have gone home.
      if (known.state === "cancelled") return { kind: "ticket-cancelled" };
      const said = saidIn(operation);
      // Whoever wants it to be over cancels it: that says so on the page.
      if (said.ends <= at) return { kind: "incomplete", field: "ends" };
      const lacks = lacking(said) ?? stale(known, operation.over, fieldsOf(known.said, said));
      const version = known.version + 1;
      const lastEnd = Math.max(known.lastEnd, said.ends);
      const missed = isMissed(known, at) ? known.said.at : known.missed;
      const hourByHand = known.hourByHand || (operation.follows !== true && said.at !== known.said.at);
      const goesBy = isSeen(known) ? known.said.at : Math.min(known.goesBy, known.said.at);
      const next = { ...known, said, missed, hourByHand, goesBy, lastEnd, version, mustSee: version };
      return lacks ?? { ...next, changed: { by, at }, reworded: { by, at, version } };
    }
    case "turnTicket": {
      if (known.state === "cancelled") return { kind: "ticket-cancelled" };
      if (operation.to !== "going" && operation.reason.trim() === "") return { kind: "incomplete", field: "reason" };
      const lacks = stale(known, operation.over, [{ field: "state", theirs: known.state, ours: operation.to }]);
      if (lacks) return lacks;
      const { to: state, reason } = operation;
      const version = known.version + 1;
      const mustSee = state === known.state ? known.mustSee : version;
      return { ...known, state, reason, heldFor: null, version, mustSee, changed: { by, at } };
    }
  }
};

/** As long as nobody has them with them, half an hour after it. */
const isMissed = (known: TicketRecord, at: number): boolean => {
  const step = stepOf(known);
  return step !== "with-me" && step !== "handed-over" && at >= known.said.at + LATE_AFTER;
};

/** The first that opens it is taken for the holder; whoever comes after with another page is asked about. */
const pressed = (known: TicketRecord, operation: KeepPress): TicketRecord | Refusal => {
  const { op: _, ticket: __, ...press } = operation;
  if (known.presses.some(({ row }: { row: Hash }) => row === press.row)) return { kind: "already-kept" };
  if (known.presses.length >= PRESSES_MOST) return { kind: "too-many-entries", most: PRESSES_MOST };
  const presses = [...known.presses, { ...press, under: known.version }].sort((a, b) => a.seq - b.seq);
  return { ...known, presses, openings: known.openings.length === 0 ? [press.opening] : known.openings };
};

const FIELDS = ["from", "to", "meet", "at", "people", "carry", "otherwise", "say", "hear", "opens", "ends"] as const;

/** These fields and no others. */
export const saidIn = (from: TicketSaid): TicketSaid => {
  const { to, meet, at, people, carry, otherwise, say, hear, opens, ends } = from;
  return { from: from.from, to, meet, at, people, carry, otherwise, say, hear, opens, ends };
};

const fieldsOf = (theirs: TicketSaid, ours: TicketSaid): ChangedField[] =>
  FIELDS.map((field) => ({ field, theirs: theirs[field], ours: ours[field] }));

/** A page must be able to show it: what its parser refuses would never reach the driver. */
const lacking = (said: TicketSaid): Refusal | null => {
  for (const field of ["from", "to", "meet", "say", "hear"] as const)
    if (said[field].trim() === "") return { kind: "incomplete", field };
  const long = FIELDS.find((field) => typeof said[field] === "string" && readable(said[field]).length > TEXT_MOST);
  if (long) return { kind: "incomplete", field: long };
  if (said.people < 1 || said.people > PEOPLE_MOST) return { kind: "incomplete", field: "people" };
  if (said.ends <= said.at) return { kind: "incomplete", field: "ends" };
  return said.opens > said.at ? { kind: "incomplete", field: "opens" } : null;
};

const stale = ({ version, changed: last }: TicketRecord, over: number, fields: ChangedField[]): Refusal | null => {
  if (version === over) return null;
  return { kind: "changed-meanwhile", ...last, fields: fields.filter(({ theirs, ours }) => theirs !== ours) };
};
