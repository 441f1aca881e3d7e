import { dayOf } from "../day.ts";
import { isPlanned } from "../exposure/harm.ts";
import { type PassageRest, passagesIn } from "../exposure/passage.ts";
import type { ContactState } from "../fold/contact.ts";
import { type CaseState, resourcesOf, type State } from "../fold/state.ts";
import type { UseRecord } from "../fold/uses.ts";
import type { CaseId, MarkId, ThingId, UseId } from "../ids.ts";
import type { ThingFacts } from "../operation.ts";
import type { Outside } from "../outside.ts";
import { type Overbooked, overbooked } from "../shelter/beds.ts";
import { type HoldView, holdViews } from "../shelter/view.ts";
import { type ThingLink, thingLinks } from "../thing/links.ts";
import { type ThingRef, thingRef } from "../thing/ref.ts";
import type { PersonRef } from "../view.ts";
import type { ThingKind, UseKind } from "../words.ts";
import { type Names, namesIn } from "./person.ts";

export type UseView = {
  use: UseId;
  thing: ThingRef;
  as: UseKind;
  from: number;
  until: number | null;
  with: ThingRef[];
  note: string;
  version: number;
  by: PersonRef;
  at: number;
  state: "past" | "now" | "planned" | "withdrawn";
  withdrawn: { by: PersonRef; at: number; reason: string } | null;
};

/** What one thing is used for in a case that the reader holds: what was recorded, and legs and tickets to come. */
export type ThingUse = Pick<UseView, "as" | "from" | "until" | "state"> & { case: CaseId; alias: string };

export type ThingView = {
  thing: ThingId;
  kind: ThingKind;
  name: string;
  facts: Omit<ThingFacts, "with"> & { with: ThingRef[] };
  version: number;
  by: PersonRef;
  at: number;
  retired: { by: PersonRef; at: number; reason: string } | null;
  /** The mark that stands on it. */
  marked: MarkId | null;
  /** In the cases that the reader holds; planned and running ones first. */
  uses: ThingUse[];
  /** Beds that are taken, also by parties of which the reader knows nothing. */
  holds: HoldView[];
  /** More of them are taken than there are; null: not so, or it has none. */
  overbooked: Overbooked | null;
  /** Whom they have met, what it was used together with: newest first. */
  links: ThingLink[];
};

const stateOf = (use: UseRecord, now: number): UseView["state"] => {
  if (use.withdrawn) return "withdrawn";
  if (isPlanned(use, now)) return "planned";
  const goesOn = use.until === null ? use.as === "stayed" : use.until > now;
  return goesOn ? "now" : "past";
};

const ORDER = { planned: 0, now: 0, past: 0, withdrawn: 1 } as const;

/** What one case used, newest first. */
export const useViews = (state: State, { uses }: ContactState, names: Names, now: number): UseView[] => {
  if (uses.size === 0) return [];
  const resources = resourcesOf(state);
  const ref = (thing: ThingId) => thingRef(resources, thing);
  return [...uses.values()]
    .map((use): UseView => {
      const { thing, with: others, by, withdrawn, ...rest } = use;
      return {
        ...rest,
        thing: ref(thing),
        with: others.map(ref),
        by: names(by),
        state: stateOf(use, now),
        withdrawn: withdrawn && { ...withdrawn, by: names(withdrawn.by) },
      };
    })
    .toSorted((a, b) => ORDER[a.state] - ORDER[b.state] || b.from - a.from);
};

const USED_AS: Record<PassageRest["as"], UseKind> = { driver: "rode", escort: "rode", host: "stayed", way: "passed" };
const USED = { now: 0, planned: 1, past: 2, withdrawn: 3 } as const;

/** The register, by kind and name; null for members who do not hold it. What is used no more comes last. */
export const thingViews = (state: State, cases: readonly CaseState[], outside: Outside): ThingView[] | null => {
  const stream = [...state.streams.values()].some(({ content }) => content.is === "resources");
  if (!stream) return null;
  const resources = resourcesOf(state);
  const names = namesIn(state, outside);
  const used = new Map<ThingId, ThingUse[]>();
  for (const { case: id, contact } of cases) {
    for (const use of contact.uses.values()) {
      if (use.withdrawn) continue;
      const { as, from, until } = use;
      const one = { case: id, alias: contact.opened?.alias ?? "", as, from, until, state: stateOf(use, outside.now) };
      for (const thing of new Set([use.thing, ...use.with])) {
        const list = used.get(thing);
        if (list) list.push(one);
        else used.set(thing, [one]);
      }
    }
  }
  const aliases = new Map(cases.map(({ case: id, contact }) => [id, contact.opened?.alias ?? ""]));
  for (const { case: id, state: is, rests } of passagesIn(state, cases, resources, outside.now)) {
    if (is === "over") continue;
    const standing = new Map(rests.flatMap((one) => (one.gone === null ? [[`${one.thing} ${one.leg}`, one]] : [])));
    for (const { thing, as, from, until } of standing.values()) {
      if (until <= outside.now) continue;
      const begun = from <= outside.now ? "now" : "planned";
      const one = { case: id, alias: aliases.get(id) ?? "", as: USED_AS[as], from, until, state: begun } as const;
      used.set(thing, [...(used.get(thing) ?? []), one]);
    }
  }
  const marked = new Map(
    [...resources.marked.marks.values()].flatMap(({ mark, of, withdrawn }) =>
      of.kind === "thing" && withdrawn === null ? [[of.thing, mark] as const] : [],
    ),
  );
  const holds = holdViews(resources, cases, names);
  const links = thingLinks(state, cases, resources, outside.now);
  return [...resources.things.values()]
    .map(
      ({ thing, kind, name, facts, version, by, at, retired }): ThingView => ({
        thing,
        kind,
        name,
        facts: { ...facts, with: (facts.with ?? []).map((other) => thingRef(resources, other)) },
        version,
        by: names(by),
        at,
        retired: retired && { ...retired, by: names(retired.by) },
        marked: marked.get(thing) ?? null,
        uses: (used.get(thing) ?? []).toSorted((a, b) => USED[a.state] - USED[b.state] || b.from - a.from),
        holds: holds.get(thing) ?? [],
        overbooked:
          kind === "shelter" && retired === null ? overbooked(facts, holds.get(thing) ?? [], dayOf(outside.now)) : null,
        links: links.get(thing) ?? [],
      }),
    )
    .toSorted(
      (a, b) =>
        Number(a.retired !== null) - Number(b.retired !== null) ||
        a.kind.localeCompare(b.kind) ||
        a.name.localeCompare(b.name),
    );
};
