import type { CheckInRecord, ContactState } from "../fold/contact.ts";
import type { DecisionRecord } from "../fold/decision.ts";
import { lacking } from "../fold/provision.ts";
import { isOfAll } from "../fold/status.ts";
import type { DecisionId, JourneyId } from "../ids.ts";
import type { MissingCondition, Refusal } from "../refusal.ts";
import type { Stage } from "../words.ts";
import { endedByNo, noToMoving } from "./consent.ts";
import { searchesMissing, searchesRefused } from "./search.ts";

/**
 * Which stage can follow which. An evacuation that turned back returns to *accepted* and needs a new go; who stays
 * in the country may settle there. *Withdrawn* is open until the case is closed: nobody is kept in a rescue.
 * *Closed* is reached by `closeCase` alone, which sets the retention term.
 */
const AFTER: Readonly<Record<Stage, readonly Stage[]>> = {
  contact: ["verification", "declined", "withdrawn"],
  verification: ["accepted", "declined", "withdrawn"],
  accepted: ["evacuating", "declined", "withdrawn"],
  evacuating: ["sheltered", "accepted", "withdrawn"],
  sheltered: ["relocating", "settled", "withdrawn"],
  relocating: ["abroad", "sheltered", "withdrawn"],
  abroad: ["settled", "withdrawn"],
  settled: ["withdrawn"],
  closed: [],
  declined: ["contact", "withdrawn"],
  withdrawn: ["contact"],
};

export const stagesAfter = (stage: Stage): readonly Stage[] => AFTER[stage];

/** A go that opens the way at `at`: approved, not run out, not spent on an earlier start, not overtaken by a no-go, a decline or their own no. */
export const standingGo = (state: ContactState, at: number, cited: DecisionId | null): DecisionRecord | null => {
  const approved = state.decisions.filter((decision) => decision.verdict?.verdict === "approve");
  const go = approved.findLast(
    (decision) => decision.about === "go" && (cited === null || decision.decision === cited),
  );
  if (!go || go.expires < at || go.spent || endedByNo(state.consent, orderOf(go))) return null;
  const closed = approved.some(
    (decision) =>
      (decision.about === "no-go" || (decision.about === "decline" && state.declineEnds)) &&
      orderOf(decision) > orderOf(go),
  );
  return closed ? null : go;
};

/** They have come to safety. */
export const ARRIVED: ReadonlySet<Stage> = new Set(["sheltered", "abroad", "settled"]);

/** After which entry they came to safety last; -1: they have not. */
const arrivalOrder = ({ moves, events }: ContactState): number => {
  const arrived = moves.findLast(({ to }) => ARRIVED.has(to));
  return arrived === undefined ? -1 : (events[arrived.since.events]?.order ?? -1);
};

const approvedOf = ({ decisions }: ContactState): DecisionRecord[] =>
  decisions.filter(({ verdict }) => verdict?.verdict === "approve");

const orderOf = ({ verdict }: DecisionRecord): number => verdict?.order ?? 0;

/** After which entry nothing has come that takes back a go of whoever is in safety: they came, or two said no. */
const sinceThere = (state: ContactState): number =>
  Math.max(arrivalOrder(state), ...approvedOf(state).flatMap((one) => (one.about === "no-go" ? [orderOf(one)] : [])));

/** What two have given since the party came to safety, for another way, and has not run out. */
const gosFromThere = (state: ContactState, at: number): DecisionRecord[] =>
  approvedOf(state).filter(
    (go) =>
      go.about === "go" &&
      !go.spent &&
      go.expires >= at &&
      orderOf(go) > sinceThere(state) &&
      !endedByNo(state.consent, orderOf(go)),
  );

const isFree = (state: ContactState, { journey }: DecisionRecord): boolean => !state.goEach || journey === undefined;

/** … and that nobody has set out on yet: the newest. */
const goFromThere = (state: ContactState, at: number, cited: DecisionId | null): DecisionRecord | null =>
  gosFromThere(state, at).findLast((go) => isFree(state, go) && (cited === null || go.decision === cited)) ?? null;

/** What whoever is in safety lacks: one that stands and that another journey has used is named, or two would think they had said it. */
export const lacksFromThere = (state: ContactState, at: number): "approved-go" | "own-go" =>
  gosFromThere(state, at).some((go) => !isFree(state, go)) ? "own-go" : "approved-go";

/** The go that opens the next way: of whoever is in safety, one that was given there. */
export const goThatOpens = (state: ContactState, at: number, cited: DecisionId | null): DecisionRecord | null =>
  state.stage === "sheltered" ? goFromThere(state, at, cited) : standingGo(state, at, cited);

/** That they are there, that it broke off or was called off, is said in the case in the same step as in its part. */
export const isJourneyOver = ({ stops, prunings }: Pick<ContactState, "stops" | "prunings">, id: JourneyId): boolean =>
  stops.some(({ why, journey }) => journey === id && (why === "arrived" || why === "journey")) ||
  prunings.some(({ journeys }) => journeys.includes(id));

/** After which entry they set out on what is not over yet, nor turned round since; null: they did not. */
const outSince = (state: ContactState, journey: JourneyId | null): number | null => {
  const { events, moves } = state;
  const out = events.find(({ operation }) => operation.op === "setOut" && operation.journey === journey);
  if (out === undefined || journey === null || isJourneyOver(state, journey)) return null;
  const isBack = moves.some(
    ({ to, since }) => (to === "accepted" || to === "withdrawn") && (events[since.events]?.order ?? -1) > out.order,
  );
  return isBack ? null : out.order;
};

const lastNoGo = (state: ContactState): number =>
  Math.max(-1, ...approvedOf(state).flatMap((one) => (one.about === "no-go" ? [orderOf(one)] : [])));

const isGoSince = (state: ContactState, order: number): boolean =>
  approvedOf(state).some((one) => one.about === "go" && orderOf(one) > order);

/** Set out, and not there: whatever the others have come to by now. */
export const isOut = (state: ContactState, journey: JourneyId): boolean =>
  state.goRoad && outSince(state, journey) !== null;

/** Whoever has set out on it is not left on the road without a driver because it ran out. */
export const isOnTheRoad = (state: ContactState, journey: JourneyId | null): boolean => {
  if (state.goRoad) {
    const since = outSince(state, journey);
    const noGo = lastNoGo(state);
    return since !== null && (since > noGo || isGoSince(state, noGo));
  }
  const since = sinceThere(state);
  return state.events.some(
    ({ operation, order }) => operation.op === "setOut" && operation.journey === journey && order > since,
  );
};

const setOutOn = ({ events }: ContactState): JourneyId[] =>
  events.flatMap(({ operation }) => (operation.op === "setOut" ? [operation.journey] : []));

/**
 * Whose the next go is: two had said no to whoever was on the road, and nobody has said go since. It serves all of them, and no
 * other journey: the one that set out last stands for them.
 */
export const waitsForGo = (state: ContactState): JourneyId | null => {
  const noGo = lastNoGo(state);
  if (!state.goRoad || !state.goEach || !goesFromThere(state) || isGoSince(state, noGo)) return null;
  return setOutOn(state).findLast((journey) => (outSince(state, journey) ?? noGo) < noGo) ?? null;
};

/**
 * Sheltered, and two have said since they came that they go on to another house: this one may be lost. Their go opens one
 * journey: until it runs out, and for whoever has set out on it until they are there. The stage stays: it is the same shelter in
 * another house, and no arrival to be counted. Of a party that came apart, whoever is still out goes on to where the others are.
 *
 * @param journey whose way is asked for; null: of one that nobody has set out on
 */
export const movesHouse = (state: ContactState, at: number, journey: JourneyId | null): boolean =>
  state.stage === "sheltered"
    ? opensFromThere(state, at, journey)
    : ARRIVED.has(state.stage) && state.goRoad && isOnTheRoad(state, journey);

const opensFromThere = (state: ContactState, at: number, journey: JourneyId | null): boolean =>
  gosFromThere(state, at).some((go) => isFree(state, go) || go.journey === journey) || isOnTheRoad(state, journey);

/** Where each way asks for a go of its own: no stage that moves uses it up, so whoever sets out does. */
const goesFromThere = (state: ContactState): boolean =>
  state.stage === "sheltered" || (state.stage === "relocating" && typeof state.moves.at(-1)?.used !== "string");

/** The go that is used up by whoever sets out on this journey; null: they have one, or their stage has. */
export const goUsedBy = (
  state: ContactState,
  at: number,
  journey: JourneyId,
  cited?: DecisionId,
): DecisionRecord | null => {
  if (!goesFromThere(state) || isOnTheRoad(state, journey)) return null;
  const gos = gosFromThere(state, at);
  if (gos.some((go) => go.journey === journey)) return null;
  const free = gos.filter((go) => go.journey === undefined);
  return free.find((go) => go.decision === cited) ?? free.at(-1) ?? null;
};

/**
 * What it rests on that a driver is told of this journey before anybody has set out on it: any one of these. Empty: they are on the
 * road, their stage or they have used one up, or there is none.
 */
export const gosAhead = (state: ContactState, at: number, journey: JourneyId): DecisionRecord[] => {
  if (state.stage === "evacuating" || isOnTheRoad(state, journey)) return [];
  if (state.stage === "accepted")
    return approvedOf(state).filter(
      ({ about, decision }) => about === "go" && standingGo(state, at, decision) !== null,
    );
  if (!goesFromThere(state)) return [];
  const gos = gosFromThere(state, at);
  return gos.some((go) => go.journey === journey) ? [] : gos.filter((go) => go.journey === undefined);
};

/** Its driver was told by a go that another journey has used up by now. */
export const lacksOwnGo = (state: ContactState, at: number, journey: JourneyId): boolean =>
  state.goRoad && goesFromThere(state) && !opensFromThere(state, at, journey);

/**
 * Whether the stage on which they travel rests on two: that of an evacuation always does. A case in which somebody departed before a
 * departure asked for a go has that stage without one, and whoever sets out there now needs it.
 */
export const restsOnGo = (state: ContactState, at: number, journey: JourneyId | null): boolean =>
  !state.goEach || !goesFromThere(state) || opensFromThere(state, at, journey);

/**
 * Whether two have said no since the case is on its way. It stands until two say go again, and for as long as that go
 * does; once somebody has set out on it, it stands like the first. Where they have come to safety, it is over.
 */
export const isStopped = (state: ContactState, at: number): boolean => {
  const { events } = state;
  const approved = approvedOf(state);
  const noGo = Math.max(-1, ...approved.filter(({ about }) => about === "no-go").map(orderOf));
  if (noGo < 0 || arrivalOrder(state) > noGo) return false;
  const go = approved.filter((one) => one.about === "go" && orderOf(one) > noGo).at(-1);
  if (go === undefined) return true;
  return (
    !go.spent &&
    go.expires < at &&
    !events.some(({ operation, order }) => operation.op === "setOut" && order > orderOf(go)) &&
    !setOutOn(state).some((journey) => isOut(state, journey))
  );
};

const approvedDecline = (state: ContactState, at: number, cited: DecisionId | null): DecisionRecord | null =>
  approvedOf(state).findLast(
    (decision) =>
      decision.about === "decline" &&
      !decision.spent &&
      (cited === null || decision.decision === cited) &&
      (!state.declineEnds || declineHolds(state, decision, at)),
  ) ?? null;

/** Said of the case as it was: once it has moved, or two have said go, it is said anew. */
const declineHolds = (state: ContactState, decline: DecisionRecord, at: number): boolean => {
  const since = orderOf(decline);
  const { moves, events } = state;
  return (
    decline.expires >= at &&
    !isGoSince(state, since) &&
    !moves.some((move) => (events[move.since.events]?.order ?? -1) > since)
  );
};

/** What whoever is declined would still go without, in a case where that is the rule. */
export const emptyHanded = (state: ContactState): MissingCondition[] =>
  state.declineTerms ? lacking(state.provision) : [];

const openCheckIns = ({ checkIns }: ContactState): CheckInRecord[] =>
  [...checkIns.values()].filter(({ closed }) => !closed);

/** Set by a console, and goes once that ticket is decided, or was seen. What a person closes is dealt with: it is not set anew for that version. */
const isAboutTicket = ({ handOver, unseen }: CheckInRecord): boolean => handOver !== undefined || unseen !== undefined;

/**
 * All that `to` asks for, met or not, in the order in which it is done. A go that stands has had its search looked at, so
 * that both are met together.
 */
export const conditionsFor = (
  state: ContactState,
  to: Stage,
  at: number,
): { what: MissingCondition; met: boolean }[] => {
  const verified = { what: "verification-concluded" as const, met: state.verified !== null };
  const lacks = (what: MissingCondition) => ({ what, met: !missingFor(state, to, at).includes(what) });
  // Named where somebody has asked them.
  const willing = state.consent.moved.length > 0 ? [lacks("willing")] : [];
  switch (to) {
    case "accepted":
      return [verified];
    case "evacuating": {
      const go = lacks("approved-go");
      return [verified, ...willing, { what: "search-checked", met: looksHold(state, go.met, at) }, go];
    }
    case "relocating": {
      const go = lacks(missingFor(state, to, at).includes("own-go") ? "own-go" : "approved-go");
      return [...willing, { what: "search-checked", met: looksHold(state, go.met, at) }, go];
    }
    case "declined":
      return [...(state.declineTerms ? [lacks("safety-plan"), lacks("referral")] : []), lacks("approved-decline")];
    case "closed":
      return [
        { what: "final-stage", met: mayClose(state) },
        lacks("check-ins-closed"),
        // Named where there is one: whoever has never seen a held ticket is not asked for it.
        ...(openCheckIns(state).some(isAboutTicket) ? [lacks("tickets-decided")] : []),
      ];
    default:
      return [];
  }
};

const isOnTheWay = (state: ContactState): boolean => setOutOn(state).some((journey) => isOnTheRoad(state, journey));

/** A go of before the rule had its looks when it was given; so has one that somebody has set out on. */
const looksHold = (state: ContactState, go: boolean, at: number): boolean =>
  (go && (!state.goLooks || isOnTheWay(state))) || searchesMissing(state.searched, at).length === 0;

/** A go may stand for two days; who looks for them may have filed in an afternoon. Whoever is on the road is not left there for it. */
const looksGrewOld = (state: ContactState, at: number): boolean =>
  state.goLooks && !isOnTheWay(state) && searchesRefused(state, at).length > 0;

const lacksGo = (state: ContactState, to: Stage, at: number, cited: DecisionId | null): MissingCondition[] => {
  if (decisionFor(state, to, at, cited) === null)
    return [to === "relocating" ? lacksFromThere(state, at) : "approved-go"];
  return looksGrewOld(state, at) ? ["search-checked"] : [];
};

/** What `to` still lacks at `at`. Empty: the way is open. */
export const missingFor = (
  state: ContactState,
  to: Stage,
  at: number,
  cited: DecisionId | null = null,
): MissingCondition[] => {
  // Coming back to *accepted* from a journey that turned round needs no second verification, but it has one.
  if (to === "accepted" && state.verified === null) return ["verification-concluded"];
  if (to === "closed") {
    const open = openCheckIns(state);
    return [
      ...(open.every(isAboutTicket) ? [] : (["check-ins-closed"] as const)),
      ...(open.some(isAboutTicket) ? (["tickets-decided"] as const) : []),
    ];
  }
  if (setsOut(to))
    return [
      ...(noToMoving(state.consent, at) === null ? [] : (["willing"] as const)),
      ...(asksForGo(state, to) ? lacksGo(state, to, at, cited) : []),
    ];
  if (to !== "declined") return [];
  return [...(approvedDecline(state, at, cited) ? [] : (["approved-decline"] as const)), ...emptyHanded(state)];
};

const setsOut = (to: Stage): boolean => to === "evacuating" || to === "relocating";

/** A departure asks for a go like an evacuation, from when the case knows that rule. */
const asksForGo = ({ goEach }: ContactState, to: Stage): boolean =>
  to === "evacuating" || (to === "relocating" && goEach);

/** The decision that a move to `to` uses up. */
export const decisionFor = (state: ContactState, to: Stage, at: number, cited: DecisionId | null) => {
  if (to === "evacuating") return standingGo(state, at, cited);
  if (to === "relocating" && state.goEach) return goFromThere(state, at, cited);
  if (to === "declined") return approvedDecline(state, at, cited);
  return null;
};

/** A case is closed from where nothing more is to come, or when it has ended for each of them: one who died closes it over nobody else. */
export const mayClose = (state: ContactState): boolean =>
  state.stage === "settled" ||
  state.stage === "declined" ||
  state.stage === "withdrawn" ||
  isOfAll(state, ["died", "went-back"]);

export const stageRefusal = (
  state: ContactState,
  to: Stage,
  at: number,
  cited: DecisionId | null,
  people: number | null,
): Refusal | null => {
  if (!stagesAfter(state.stage).includes(to)) return { kind: "stage-order", from: state.stage, to };
  if (people !== null && people > state.people) return { kind: "too-many-people", most: state.people };
  if (people === 0) return { kind: "incomplete", field: "people" };
  const no = setsOut(to) ? noToMoving(state.consent, at) : null;
  if (no) return no;
  const missing = missingFor(state, to, at, cited);
  return missing.length > 0 ? { kind: "stage-not-open", missing } : null;
};
