/**
 * What journeys and tickets rest on: who was asked for a leg, who holds its ticket, and what of the register stands where
 * the way leads. Read from the journey's own part where this member reads it, and from the tickets in the spine where not.
 */
import { journeysOf, keptJourneysOf } from "../command/journey.ts";
import { DAY } from "../day.ts";
import type { ResourcesState } from "../fold/resources.ts";
import type { CaseState, State } from "../fold/state.ts";
import type { CaseId, JourneyId, LegId, ThingId } from "../ids.ts";
import type { FormerWay, JourneyRecord } from "../journey/fold.ts";
import { momentOf } from "../journey/moment.ts";
import type { JourneyLeg, LegHand } from "../journey/operation.ts";
import type { KeptJourney } from "../pruning/fold.ts";
import type { TicketRecord } from "../ticket/fold.ts";
import { stepOf } from "../ticket/shown.ts";

/** One thing at its hours (ms). */
export type PassageRest = {
  thing: ThingId;
  /** `way`: nobody is asked; they come by there. */
  as: LegHand | "way";
  /** null: the way as a whole. */
  leg: LegId | null;
  from: number;
  until: number;
  /** ms since when it was meant so. */
  first: number;
  /** ms at which it was arranged otherwise, or called off; null: it stands. */
  gone: number | null;
  /** Only by its name: nobody has tied the place to the register. */
  byName: boolean;
};

export type Passage = {
  case: CaseId;
  /** null: tickets of the case that were written by hand, for no journey. */
  journey: JourneyId | null;
  /** null: not read by this member, or none, or pruned: then the days are all there is. */
  record: JourneyRecord | null;
  state: "moving" | "planned" | "over";
  from: number;
  until: number;
  /** ms since when there is one, and since when it is over; null: it is not. */
  first: number;
  overAt: number | null;
  rests: PassageRest[];
  tickets: TicketRecord[];
};

/** Of the register, what stands at a place or drives, by the entry of the network and by its name. */
type Tied = { byEntry: ReadonlyMap<string, ThingId>; byName: ReadonlyMap<string, ThingId> };

/** Of a register once: each case's view asks for its own passages. */
const ties = new WeakMap<ResourcesState, Tied>();
const tiedIn = (resources: ResourcesState): Tied => {
  const known = ties.get(resources);
  if (known !== undefined) return known;
  const found = tieIn(resources);
  ties.set(resources, found);
  return found;
};

const tieIn = ({ network, things }: ResourcesState): Tied => {
  const byEntry = new Map<string, ThingId>();
  const byName = new Map<string, ThingId>();
  for (const { thing, kind, name, retired } of things.values())
    if ((kind === "shelter" || kind === "place" || kind === "route") && retired === null) byName.set(name, thing);
  for (const [key, { entry }] of network) {
    if (!("thing" in entry) || entry.thing == null) continue;
    byEntry.set(key, entry.thing);
    byName.set(entry.name, entry.thing);
  }
  return { byEntry, byName };
};

const hasThem = (ticket: TicketRecord): boolean => stepOf(ticket) === "with-me";
const isOpen = ({ state, said }: TicketRecord, now: number): boolean => state !== "cancelled" && said.ends > now;

/** Everything that this member's cases say of how people travel. */
export const passagesIn = (
  state: State,
  cases: readonly CaseState[],
  resources: ResourcesState,
  now: number,
): Passage[] => {
  const tied = tiedIn(resources);
  return cases.flatMap((known) => {
    const tickets = [...known.contact.tickets.values()];
    const read = journeysOf(state, known);
    const kept = keptJourneysOf(state, known);
    if (tickets.length === 0 && read.length === 0 && kept.length === 0) return [];
    const unread = new Set(
      tickets.flatMap(({ journey }) =>
        journey === undefined || [...read, ...kept].some((one) => one.journey === journey) ? [] : [journey],
      ),
    );
    const of = (journey: JourneyId | null) => tickets.filter((one) => (one.journey ?? null) === journey);
    return [
      ...read.map((record) => readPassage(known.case, record, of(record.journey), tied)),
      ...kept.map((one) => keptPassage(known.case, one, of(one.journey))),
      ...[...unread, null].flatMap((journey) => {
        const own = of(journey);
        return own.length === 0 ? [] : [ticketPassage(known.case, journey, own, now)];
      }),
    ];
  });
};

const startOf = (day: number): number => day * DAY;
const endOf = (day: number): number => startOf(day + 1) - 1;

/** Of the hours that are gone, the widest: what may have been is not left out. */
const keptPassage = (of: CaseId, one: KeptJourney, tickets: TicketRecord[]): Passage => ({
  case: of,
  journey: one.journey,
  record: null,
  state: "over",
  from: startOf(one.from),
  until: endOf(one.until),
  first: startOf(one.planned),
  overAt: endOf(one.ended),
  rests: [
    ...one.rests.map(
      ({ thing, as, from, until, first, gone, byName }): PassageRest => ({
        ...{ thing, as, leg: null, from: startOf(from), until: endOf(until), first: startOf(first) },
        ...{ gone: gone === null ? null : endOf(gone), byName },
      }),
    ),
    ...tickets.flatMap(restsOfTicket),
  ],
  tickets,
});

/** What a journey itself rests on, as it goes and as it went before: its tickets stand elsewhere. */
export const restsOfJourney = (record: JourneyRecord, resources: ResourcesState): PassageRest[] =>
  restsOfRecord(record, tiedIn(resources));

const restsOfRecord = (record: JourneyRecord, tied: Tied): PassageRest[] => {
  const now: Omit<FormerWay, "gone"> = {
    ...record,
    rests: record.route?.rests ?? [],
    assigned: [...record.assigned.values()],
  };
  return [
    ...restsOfWay(now, record.cancelled?.at ?? null, tied),
    ...record.former.flatMap((way) => restsOfWay(way, way.gone.at, tied)),
  ];
};

const readPassage = (of: CaseId, record: JourneyRecord, tickets: TicketRecord[], tied: Tied): Passage => {
  const over = record.cancelled ?? record.ended;
  const hours = hoursOf(record);
  const isMoving = record.started !== null || tickets.some((one) => one.state !== "cancelled" && hasThem(one));
  return {
    case: of,
    journey: record.journey,
    record,
    state: over ? "over" : isMoving ? "moving" : "planned",
    ...hours,
    first: record.first.at,
    overAt: over?.at ?? null,
    rests: [...restsOfRecord(record, tied), ...tickets.flatMap(restsOfTicket)],
    tickets,
  };
};

const ticketPassage = (of: CaseId, journey: JourneyId | null, tickets: TicketRecord[], now: number): Passage => {
  const open = tickets.filter((one) => isOpen(one, now) && stepOf(one) !== "handed-over");
  const last = tickets.map(({ changed, said }) => Math.min(changed.at, said.ends));
  return {
    case: of,
    journey,
    record: null,
    state: open.length === 0 ? "over" : open.some(hasThem) ? "moving" : "planned",
    from: Math.min(...tickets.map(({ said }) => said.at)),
    until: Math.max(...tickets.map(({ said }) => said.ends)),
    first: Math.min(...tickets.map(({ given }) => given.at)),
    overAt: open.length === 0 ? Math.max(...last) : null,
    rests: tickets.flatMap(restsOfTicket),
    tickets,
  };
};

export const hoursOf = (record: JourneyRecord): Pick<Passage, "from" | "until"> => ({
  from: momentOf(record, record.legs[0]?.departs ?? 0),
  until: momentOf(record, record.legs.at(-1)?.arrives ?? 0),
});

const restsOfTicket = ({ thing, holder, leg, said, given, state, changed }: TicketRecord): PassageRest[] =>
  thing === undefined
    ? []
    : [
        {
          ...{ thing, as: holder, leg: (leg ?? null) as LegId | null, from: said.at, until: said.ends },
          ...{ first: given.at, gone: state === "cancelled" ? changed.at : null, byName: false },
        },
      ];

const restsOfWay = (way: Omit<FormerWay, "gone">, gone: number | null, { byEntry, byName }: Tied): PassageRest[] => {
  const { legs, rests, assigned, wroteAt } = way;
  const hours = ({ departs, arrives }: JourneyLeg) => ({ from: momentOf(way, departs), until: momentOf(way, arrives) });
  const asked = assigned.flatMap(({ thing, as, leg, at }): PassageRest[] => {
    const found = legs.find((one) => one.leg === leg);
    return thing === null || !found ? [] : [{ thing, as, leg, ...hours(found), first: at, gone, byName: false }];
  });
  const known = new Set(rests.flatMap(({ kind, id }) => byEntry.get(`${kind} ${id}`) ?? []));
  const named = legs.flatMap((one): PassageRest[] =>
    [...new Set([one.from, one.to, one.service])].flatMap((name) => {
      const thing = byName.get(name);
      if (thing === undefined) return [];
      return [{ thing, as: "way", leg: one.leg, ...hours(one), first: wroteAt, gone, byName: !known.has(thing) }];
    }),
  );
  // Tied, and of no leg by its name: the network calls it otherwise by now.
  const [first, last] = [legs[0], legs.at(-1)];
  const left = [...known].filter((thing) => !named.some((one) => one.thing === thing));
  const whole = left.flatMap((thing): PassageRest[] =>
    first === undefined || last === undefined
      ? []
      : [
          {
            ...{ thing, as: "way", leg: null, from: hours(first).from, until: hours(last).until },
            ...{ first: wroteAt, gone, byName: false },
          },
        ],
  );
  return [...asked, ...named, ...whole];
};
