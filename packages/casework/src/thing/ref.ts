import type { ResourcesState } from "../fold/resources.ts";
import type { ThingId } from "../ids.ts";
import type { ThingKind } from "../words.ts";

/** `name` and `kind` null: who looks does not hold the register, or it is not in it. */
export type ThingRef = { thing: ThingId; name: string | null; kind: ThingKind | null };

export const thingRef = (resources: ResourcesState, thing: ThingId): ThingRef => {
  const known = resources.things.get(thing);
  return { thing, name: known?.name ?? null, kind: known?.kind ?? null };
};
