/**
 * Who needs a roof, and how many beds are taken. Two compartments, so that neither says who sleeps where: what a party needs
 * stands in its own case, beside its stays; that beds are taken stands in the register, which names no case. [P3]
 */
import type { CaseId, HoldId, ThingId } from "../ids.ts";

/** Days are whole days since 1970 (UTC). */
export type ShelterTerms = {
  /** From which day on they could come, and the last on which it is still of use; null: whenever there is room. */
  from: number;
  latest: number | null;
  weeks: number;
  /** Tags that a shelter must have. */
  needs: string[];
  /** Never there, and why in the team's words. */
  barred: { thing: ThingId; reason: string }[];
  /** Parties that must not sleep under one roof with them. Said in either case it holds for both. */
  apart: CaseId[];
};

/** What the party needs; `terms` null: no roof of ours. Written again it is another version. `over` as in a template. */
export type SeekShelter = { op: "seekShelter"; terms: ShelterTerms | null; note: string; over: number };

/**
 * So many beds of a shelter are taken from a day until another, on which they are free again (null: nobody has said when).
 * None: they are given back. Whose they are stands in the case that took them, which knows this by `hold`. The last word
 * counts: it is written together with the stay, which is guarded by its own version.
 */
export type TakeBeds = {
  op: "takeBeds";
  hold: HoldId;
  thing: ThingId;
  from: number;
  until: number | null;
  beds: number;
};
