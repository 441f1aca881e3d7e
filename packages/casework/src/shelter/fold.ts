import { versionAfter } from "../fold/facts.ts";
import type { Place } from "../fold/place.ts";
import type { UseRecord } from "../fold/uses.ts";
import type { HoldId, MemberId, ThingId } from "../ids.ts";
import type { Refusal } from "../refusal.ts";
import type { SeekShelter, TakeBeds } from "./operation.ts";

type Said = { by: MemberId; at: number };

/** What a party needs, as it was said last. */
export type Sought = Omit<SeekShelter, "op" | "over"> & Said & { version: number };

export const foldSought = (
  known: Sought | null,
  { terms, note, over }: SeekShelter,
  { by, at }: Pick<Place, "by" | "at">,
): Sought | Refusal => {
  if (known && known.version !== over) return { kind: "written-meanwhile", by: known.by, at: known.at };
  if (terms?.latest != null && terms.latest < terms.from) return { kind: "incomplete", field: "until" };
  if (terms?.barred.some(({ reason }) => reason.trim() === "")) return { kind: "incomplete", field: "reason" };
  return { terms, note, version: versionAfter(over), by, at };
};

/** `first`: whoever took them is whose case says so in the same step. */
export type HoldRecord = Omit<TakeBeds, "op"> & Said & { first: Said };
export type Holds = ReadonlyMap<HoldId, HoldRecord>;

/**
 * Whether a stay took these beds, and does not only say so: its case named them in the same step in which the register first heard
 * of them. Whoever reads the register could else claim another party's, and give them back.
 */
export const isOwnHold = ({ held, thing }: UseRecord, known: HoldRecord): boolean =>
  thing === known.thing && held?.by === known.first.by && held.at === known.first.at;

/** Years of stays of a large network; a list without end would slow every console. */
export const HOLDS_MOST = 20_000;

export const foldHold = (
  holds: Holds,
  { op: _, ...said }: TakeBeds,
  isThing: (thing: ThingId) => boolean,
  { by, at }: Pick<Place, "by" | "at">,
): Holds | Refusal => {
  const known = holds.get(said.hold);
  // Beds of another shelter are other beds: rewriting it would give back what was never given back.
  if (!isThing(said.thing) || (known && known.thing !== said.thing)) return { kind: "no-such-thing" };
  if (said.until !== null && said.until <= said.from) return { kind: "incomplete", field: "until" };
  if (!known && holds.size >= HOLDS_MOST) return { kind: "too-many-entries", most: HOLDS_MOST };
  return new Map(holds).set(said.hold, { ...said, by, at, first: known?.first ?? { by, at } });
};
