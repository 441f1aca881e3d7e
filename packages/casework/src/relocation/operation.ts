/**
 * Ways abroad, and who asks to go by which. Pathways stand in the register's compartment and name no case; an application
 * stands in the case's part *relocation*, with all that a lawyer needs who holds nothing else of it.
 */
import type { PaperKind } from "../fact/value.ts";
import type { ApplicationId, ConsentId, PathwayId } from "../ids.ts";

/** A paper that is asked for, and for how many days it must still be good. 0: as long as it stands. */
export type AskedPaper = { kind: PaperKind; days: number; note: string };

/** So many people may begin in that month, YYYY-MM. A month that is not named has no place. */
export type QuotaMonth = { month: string; places: number };

/**
 * A way abroad that exists. `wait`: weeks from asking to leaving. `place`: of the network, where a departure by it is
 * handed over. Written again it is another version; `over` as in a template. `asOf` as in the network: it fades.
 */
export type WritePathway = {
  op: "writePathway";
  pathway: PathwayId;
  name: string;
  /** ISO 3166 alpha-2; null: not said. */
  country: string | null;
  partner: string;
  programme: string;
  quota: QuotaMonth[];
  /** In words, one each. */
  requirements: string[];
  papers: AskedPaper[];
  wait: { least: number; most: number } | null;
  place: string | null;
  source: string;
  asOf: number;
  over: number;
};

/** It is no more. Applications that go by it stay. */
export type RetirePathway = { op: "retirePathway"; pathway: PathwayId; reason: string; over: number };

export const FITS = ["meets", "hard", "barred"] as const;
/** Whether they meet what is asked: they do · with pains · they do not, and why. */
export type Fit = (typeof FITS)[number];

/**
 * A party would go by a pathway, or does. `rank`: which wish it is, from 1. `papers`: what was asked when this was written,
 * since who reads it may not hold the pathways. `month`: when they are to begin; null: not placed. `rests`: the consent on
 * which the partner is told; null: none is named yet. Missing: as it stood, or written before that was asked.
 */
export type WriteApplication = {
  op: "writeApplication";
  application: ApplicationId;
  pathway: PathwayId;
  /** The pathway, as it was called. */
  name: string;
  party: string[];
  rank: number;
  fit: Fit;
  why: string;
  papers: AskedPaper[];
  month: string | null;
  note: string;
  rests?: ConsentId | null;
  over: number;
};

export const APPLICATION_STATES = [
  "considered",
  "preparing",
  "submitted",
  "asked",
  "granted",
  "refused",
  "withdrawn",
] as const;
/** `asked`: they want more before they answer. */
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/**
 * How far it is. `on`: that day, YYYY-MM-DD. `until`: by when something is due, or until when it holds. `over`: as of the
 * application, which counts both.
 */
export type MoveApplication = {
  op: "moveApplication";
  application: ApplicationId;
  to: ApplicationState;
  on: string;
  until: string | null;
  note: string;
  over: number;
};

export type PathwayOperation = WritePathway | RetirePathway;
export type ApplicationOperation = WriteApplication | MoveApplication;
