import { isFactPart } from "../fact/fields.ts";
import type { ConsentId, MemberId, StreamId } from "../ids.ts";
import { foldJourney, isOfArrival, isOfJourney, type Journeys } from "../journey/fold.ts";
import { foldMoney, isOfMoney, type MoneyLines } from "../money/fold.ts";
import type { Operation } from "../operation.ts";
import { foldPhoto, type Photos } from "../photo/fold.ts";
import { isOfPhotos } from "../photo/operation.ts";
import { foldKept, isOfPruning, type KeptJourneys } from "../pruning/fold.ts";
import type { Refusal } from "../refusal.ts";
import { type Applications, foldApplication, isOfApplications } from "../relocation/fold.ts";
import type { CasePart } from "../words.ts";
import { type Facts, foldFact, foldReveal, type Reveal } from "./facts.ts";
import type { SaidNote } from "./intake.ts";
import type { Place } from "./place.ts";

/** A part of a case for one kind of need: facts and notes, what its holders call it, and who looked at what is covered. */
export type PartState = {
  part: CasePart;
  title: string;
  notes: SaidNote[];
  facts: Facts;
  /** In the parts in which facts are kept. */
  photos: Photos;
  reveals: readonly Reveal[];
  /** In the part for them alone. */
  journeys: Journeys;
  /** … and what is left of those that were pruned. */
  kept: KeptJourneys;
  /** Where the case's journeys go on, as somebody said last; whether it is so stands in the spine. */
  endedIn: StreamId | null;
  /** In the part *money* alone. */
  money: MoneyLines;
  /** In the part *relocation* alone. */
  applications: Applications;
  /** What the person had allowed for it has ended: nothing more is written here. */
  held: { by: MemberId; at: number } | null;
  /** Consents that the person has taken back, as this part was told: what names one stops. */
  ended: ReadonlyMap<ConsentId, { by: MemberId; at: number }>;
  /** Those that ran out, each after its day. */
  ranOut: ReadonlyMap<ConsentId, { by: MemberId; at: number; until: number }>;
  /** … and by which one the faces stop that name none. */
  faces: { consent: ConsentId; by: MemberId; at: number } | null;
};

export const emptyPart = (part: CasePart): PartState => ({
  part,
  title: "",
  notes: [],
  facts: new Map(),
  photos: new Map(),
  reveals: [],
  journeys: new Map(),
  kept: new Map(),
  endedIn: null,
  money: new Map(),
  applications: new Map(),
  held: null,
  ended: new Map(),
  ranOut: new Map(),
  faces: null,
});
export const copyPart = (state: PartState): PartState => ({ ...state });

export const foldPart = (state: PartState, operation: Operation, place: Place): Refusal | null => {
  if (isOfPruning(operation)) {
    if (state.part !== "journey" || operation.op === "pruneJourneys") return { kind: "wrong-compartment" };
    // It refuses nothing here: one member alone would end the part of a case that two have not pruned.
    if (operation.op === "endJourneyPart") {
      state.endedIn = operation.to;
      return null;
    }
    const kept = foldKept(state.kept, state.journeys, operation);
    if ("kind" in kept) return kept;
    state.kept = kept;
    return null;
  }
  if (isOfJourney(operation) || isOfArrival(operation)) {
    if (state.part !== "journey") return { kind: "wrong-compartment" };
    if (state.kept.has(operation.journey)) return { kind: "journey-pruned" };
    if (state.held) return { kind: "part-held" };
    const journeys = foldJourney(state.journeys, operation, place);
    if ("kind" in journeys) return journeys;
    state.journeys = journeys;
    return null;
  }
  if (isOfMoney(operation)) {
    if (state.part !== "money") return { kind: "wrong-compartment" };
    if (state.held) return { kind: "part-held" };
    const money = foldMoney(state.money, operation, place);
    if ("kind" in money) return money;
    state.money = money;
    return null;
  }
  if (isOfApplications(operation)) {
    if (state.part !== "relocation") return { kind: "wrong-compartment" };
    if (state.held) return { kind: "part-held" };
    const { ended, ranOut } = state;
    const isOver = { has: (consent: ConsentId) => ended.has(consent) || ranOut.has(consent) };
    const applications = foldApplication(state.applications, operation, place, isOver);
    if ("kind" in applications) return applications;
    state.applications = applications;
    return null;
  }
  if (isOfPhotos(operation)) {
    if (!isFactPart(state.part)) return { kind: "wrong-compartment" };
    // What is taken out harms nobody, whatever they allow.
    if (state.held && operation.op === "addPhoto") return { kind: "part-held" };
    const photos = foldPhoto(state.photos, operation, place, state);
    if ("kind" in photos) return photos;
    state.photos = photos;
    return null;
  }
  switch (operation.op) {
    case "titlePart":
      if (operation.title.trim() === "") return { kind: "incomplete", field: "title" };
      state.title = operation.title;
      return null;
    case "holdPart":
      if (operation.rests !== undefined && operation.faces === true) {
        state.faces = operation.held ? { consent: operation.rests, by: place.by, at: place.at } : null;
        return null;
      }
      if (operation.rests !== undefined && operation.until !== undefined) {
        const ranOut = new Map(state.ranOut);
        if (operation.held) ranOut.set(operation.rests, { until: operation.until, by: place.by, at: place.at });
        else ranOut.delete(operation.rests);
        state.ranOut = ranOut;
        return null;
      }
      if (operation.rests !== undefined) {
        const ended = new Map(state.ended);
        if (operation.held) ended.set(operation.rests, { by: place.by, at: place.at });
        else ended.delete(operation.rests);
        state.ended = ended;
        return null;
      }
      state.held = operation.held ? { by: place.by, at: place.at } : null;
      return null;
    case "note":
      if (state.held) return { kind: "part-held" };
      if (operation.text.trim() === "") return { kind: "incomplete", field: "text" };
      state.notes = [...state.notes, { text: operation.text, by: place.by, at: place.at }];
      return null;
    case "setFact": {
      if (state.held) return { kind: "part-held" };
      const facts = foldFact(state.facts, state.part, operation, place);
      if ("kind" in facts) return facts;
      state.facts = facts;
      return null;
    }
    case "revealName": {
      const reveals = foldReveal(state.reveals, operation, place);
      if ("kind" in reveals) return reveals;
      state.reveals = reveals;
      return null;
    }
    default:
      return { kind: "wrong-compartment" };
  }
};
