/**
 * What a party is told of its way: its own next step, and no more of it than that step needs. Whoever takes the phone
 * from them reads what stands there: never where the way leads, never a leg after this one, never a driver's name. [P3]
 */
import { HOUR, MINUTE } from "../day.ts";
import { isFallbackLost } from "../journey/fallback.ts";
import { momentOf } from "../journey/moment.ts";
import type { JourneyFallback, LegKind, StepSaid } from "../journey/operation.ts";
import type { JourneyView, LegView, ToldView } from "../journey/view.ts";
import { isDone, legNow } from "../moving/view.ts";
import type { TicketView } from "../ticket/view.ts";
import type { TicketHolder } from "../ticket/words.ts";

/** What to do if nobody, and nothing, has come by `at`. `take`: one thing to ride or to walk, and not where it goes on. */
export type Otherwise = { at: number } & (
  | { does: "wait" }
  | { does: "take"; service: string; from: string; departs: number; to: string }
);

export type NextStep = {
  kind: LegKind;
  said: StepSaid;
  arrives: number;
  otherwise: Otherwise | null;
  /** The ticket of whoever comes for them is held: that one does not set out. */
  held: boolean;
};

/** How long one stands at a place where nobody comes, where the plan does not say. */
const WAITS = 15 * MINUTE;

const MEETS: Record<LegKind, readonly TicketHolder[]> = {
  drive: ["driver", "escort"],
  ride: ["escort"],
  walk: ["escort"],
  stay: ["host"],
};

/** Whoever comes for them: the host of the house that a drive leads to is met by the step after it. */
const ticketFor = ({ leg, kind }: LegView, tickets: readonly TicketView[]): TicketView | undefined => {
  const its = tickets.filter((ticket) => ticket.leg === leg && ticket.state !== "cancelled" && !ticket.ended);
  return MEETS[kind].flatMap((holder) => its.findLast((ticket) => ticket.holder === holder) ?? [])[0];
};

const otherwiseOf = (journey: JourneyView, { leg, kind }: LegView, { at, departs }: StepSaid): Otherwise | null => {
  if (kind === "walk" || kind === "stay") return null;
  const kept: JourneyFallback | undefined = journey.route?.fallbacks.find((one) => one.leg === leg);
  const by = kept === undefined ? (kind === "drive" ? at : departs) + WAITS : momentOf(journey, kept.at);
  const first = kept?.legs[0];
  // A car that has still to be asked for is nothing that they could take.
  if (first === undefined || first.kind === "drive" || first.kind === "stay") return { at: by, does: "wait" };
  if (isFallbackLost(journey, leg)) return { at: by, does: "wait" };
  const { service, from, to } = first;
  return { at: by, does: "take", service, from, departs: momentOf(journey, first.departs), to };
};

export const stepOfLeg = (journey: JourneyView, leg: LegView, tickets: readonly TicketView[]): NextStep => {
  const ticket = ticketFor(leg, tickets);
  const { kind } = leg;
  const isBrought = kind === "drive" || kind === "stay";
  const place = ticket?.said.from ?? leg.from;
  const meet = ticket?.said.meet ?? "";
  const said: StepSaid = {
    at: ticket?.said.at ?? leg.departsAt,
    departs: leg.departsAt,
    // Where whoever comes for them waits, if a hand wrote another place into that ticket. A train leaves where it leaves.
    from: kind === "ride" ? leg.from : place,
    meet: kind === "ride" && place !== leg.from ? `${place}, ${meet}` : meet,
    to: isBrought ? "" : leg.to,
    // A drive is called by whose it is.
    service: kind === "ride" ? leg.service : "",
    say: ticket?.said.say ?? "",
    hear: ticket?.said.hear ?? "",
  };
  return {
    ...{ kind, said, arrives: leg.arrivesAt },
    otherwise: otherwiseOf(journey, leg, said),
    held: ticket?.state === "held",
  };
};

/** Nobody waits any longer at a place where nobody comes. */
const GONE_BY = 12 * HOUR;

const FIELDS = ["at", "departs", "from", "meet", "to", "service", "say", "hear"] as const;

export const isSameStep = (one: StepSaid, other: StepSaid): boolean =>
  FIELDS.every((field) => one[field] === other[field]);

/**
 * Why what they were told is not to be gone by any more. `over`: the journey was called off or broke off. `no-go`: two have
 * said no since, or the party was turned round. `lies`: they were told otherwise since, on the telephone or in another
 * mailbox, and what no longer holds can still be read where it was sent. `waits`: *do not set out* can, and a step that holds was told since.
 */
type Untrue = {
  told: ToldView;
  why: "changed" | "held" | "no-go" | "over" | "lies" | "waits";
  /** What is to go out of their mailbox; null: nothing of it lies there. */
  message: string | null;
};

const whyUntrue = (
  journey: JourneyView,
  told: ToldView,
  tickets: readonly TicketView[],
  now: number,
): Untrue["why"] | null => {
  const mayGoBy = now < told.said.at + GONE_BY;
  if (journey.state === "cancelled" || journey.ended?.how === "broken-off") return mayGoBy ? "over" : null;
  if (journey.state === "ended") return null;
  const leg = journey.legs.find((one) => one.leg === told.leg);
  if (leg === undefined) return "changed";
  if (isDone(leg, tickets, now)) return null;
  // A train has no ticket that could be held.
  if (journey.noGo) return mayGoBy ? "no-go" : null;
  const step = stepOfLeg(journey, leg, tickets);
  if (!isSameStep(step.said, told.said)) return "changed";
  return step.held ? "held" : null;
};

/** What they were told and is not to be gone by; null: it holds, is behind them, or nothing was told. */
export const untrueStep = (journey: JourneyView, tickets: readonly TicketView[], now: number): Untrue | null => {
  const last = journey.told.at(-1);
  if (last === undefined) return null;
  const why = last.stopped ? null : whyUntrue(journey, last, tickets, now);
  const left = journey.told.findLast(
    (one) => one !== last && one.lies && whyUntrue(journey, one, tickets, now) !== null,
  );
  // What was only said cannot be taken back; what still lies there can.
  const lying = journey.lying.at(-1)?.message ?? null;
  if (why !== null) {
    const told = last.message === null && left !== undefined ? left : last;
    return { told, why, message: told.message ?? lying };
  }
  if (left !== undefined) return { told: left, why: "lies", message: left.message };
  const isOpen = journey.state === "planned" || journey.state === "moving";
  const wait = last.stopped || !isOpen ? undefined : journey.lying.findLast((one) => !one.isStep && one.at < last.at);
  return wait === undefined ? null : { told: last, why: "waits", message: wait.message };
};

/** The leg that they are to be told of now; null: they know of the one they are on, and what comes after it waits. */
export const stepToTell = (journey: JourneyView, tickets: readonly TicketView[], now: number): LegView | null => {
  const { state, legs, told } = journey;
  if ((state !== "planned" && state !== "moving") || journey.noGo) return null;
  const from = state === "planned" ? 0 : legNow(journey, tickets, now);
  const here = legs[from];
  if (here === undefined || isDone(here, tickets, now)) return null;
  const last = told.at(-1);
  const isTold = last?.leg === here.leg && !last.stopped && untrueStep(journey, tickets, now) === null;
  if (!isTold) return here;
  // Nobody taps for a train that has no ticket: whoever sits in it has to know where to go from where it stops.
  const isRiding =
    now >= here.departsAt && !tickets.some(({ leg, state: its }) => leg === here.leg && its !== "cancelled");
  return (isRiding ? legs[from + 1] : undefined) ?? null;
};
