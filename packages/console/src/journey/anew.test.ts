import type { EntryView, JourneyLeg, JourneyView, LegId, RouteRest } from "@fairlead/casework";
import { routeByFallback } from "@fairlead/casework";
import { expect, it } from "vitest";
import { leadsOver } from "./anew.ts";

const place = (id: string): EntryView => ({ entry: { kind: "place", id, name: `at ${id}` } }) as unknown as EntryView;
const rest = (id: string): RouteRest => ({ kind: "place", id, version: 1 });

it("a way that is taken instead rests on what it leads over, and no more on the house that it leads away from", () => {
  const stays = { leg: "a", kind: "walk", from: "at mill", to: "at stop", service: "" } as unknown as JourneyLeg;
  const of = (rests: RouteRest[] | undefined, keptChanged: unknown[] = []) => {
    const fallback = { leg: "b", at: 1, leads: "target", legs: [stays], ...(rests && { rests }) };
    const route = { rests: ["mill", "stop", "house"].map(rest), fallbacks: [fallback] };
    const journey = { route, legs: [stays, { ...stays, leg: "b" }], keptChanged } as unknown as JourneyView;
    const by = leadsOver([stays], ["mill", "stop", "house", "inn"].map(place));
    return routeByFallback(journey, "b" as LegId, by)?.rests.map(({ id }) => id);
  };
  expect(of([rest("stop"), rest("inn")])).toEqual(["mill", "stop", "inn"]);
  // Of what was kept before that was known nobody can say more.
  expect(of(undefined)).toEqual(["mill", "stop", "house"]);
});
