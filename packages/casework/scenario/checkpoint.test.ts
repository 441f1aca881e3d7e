import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyStream, type StreamState, take } from "../src/fold/stream.ts";
import { checkpointOf, type Entry, type MemberId, type PersonRef } from "../src/index.ts";
import { OPERATIONS } from "../src/read/operation.ts";
import { lastNoToMoving } from "../src/rule/consent.ts";
import { goOver, goSheetViews } from "../src/view/go-search.ts";
import { beginningOf, history, type PartTried, ROWAN, untried, Writing } from "./histories.ts";

/** What is not told to whoever begins to read: words of anybody, and what only stands beside such words. [CO2] */
const WORDS: ReadonlySet<string> = new Set([
  "letter",
  "keepAnswer",
  "keepTranslation",
  "answer",
  "note",
  "coverMessage",
]);
const UNTOLD: ReadonlySet<string> = new Set([
  ...["letters", "answers", "notes", "covers", "translations", "reveals", "judgements", "events", "versions"],
  ...["reason", "note", "text", "checklist", "words", "why", "otherwise", "purpose", "statement", "corroboration"],
  ...["against", "source", "plan", "given", "message", "order", "value", "carriedBy", "receipt", "worked", "change"],
  // Of a photo, all but that it is there.
  ...["bytes", "paper"],
]);

const bare = (value: unknown): unknown => {
  if (value instanceof Map) return new Map([...value].map(([key, one]) => [key, bare(one)]));
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => (UNTOLD.has(name) ? [] : [[name, bare(one)] as const])),
  );
};

/** What of a compartment holds, without anybody's words. */
const known = ({ content }: StreamState): unknown => {
  if (content.is === "contact") {
    const { plan, provision, closed, ...rest } = content.contact;
    // What asks for a new assessment: the order of these, and what was said.
    const events = rest.events.flatMap(({ by, at, operation }) =>
      ["setStatus", "moveStage", "freezeMailbox", "setCaseUrgency"].includes(operation.op)
        ? [[operation.op, by, at]]
        : [],
    );
    const referrals = provision.referrals.map(({ to: _, consent: __, ...one }) => bare(one));
    const plans = provision.plans.map(({ plan: one, by, at }) => [one === null, by, at]);
    const sheets = rest.decisions
      .filter(({ about }) => about === "go")
      .map((go) => {
        const over = goOver(go, "expired", lastNoToMoving(rest.consent));
        const names = (id: MemberId) => ({ id }) as PersonRef;
        return goSheetViews({ contact: content.contact, threat: null }, go, over, over?.at ?? 0, names);
      });
    return {
      ...(bare({ ...rest, ...plan, provision: { ...provision, referrals: [] } }) as object),
      sheets,
      closed: bare({ ...closed, letters: null }),
      events,
      plans,
      referrals,
    };
  }
  if (content.is === "threat") {
    const { changes, assessed, verifications, search, threats, told, ...rest } = content.threat;
    // Of one that was withdrawn that there is none, not who it was.
    const stand = new Map([...threats].map(([id, one]) => [id, one.withdrawn === null ? one : one.withdrawn]));
    // Of each statement what is thought of it now.
    const lines = new Map<unknown, object>();
    for (const [index, one] of verifications.entries()) {
      lines.delete(one.line ?? index);
      lines.set(one.line ?? index, one);
    }
    const since = changes
      .filter(({ order }) => order > (assessed?.order ?? 0))
      .map(({ change, by, at }) => [change, by, at]);
    return {
      ...(bare({ ...rest, assessed, threats: stand, told: told.length }) as object),
      since,
      lines: bare([...lines.values()]),
      search: bare(new Map([...search].map(([about, looks]) => [about, looks.at(-1)]))),
    };
  }
  if (content.is !== "part") return null;
  const { facts, ...rest } = content.part;
  const last = [...facts].map(([key, { versions }]) => {
    const { value, ...of } = versions.at(-1) ?? {};
    return [key, value === null, of];
  });
  return [bare(rest), new Map(last.toSorted() as never)];
};

/** Refused alike: only which of its fields differ is told apart by words. */
const alike = (kind: string | undefined): string =>
  kind === "changed-meanwhile" ? "written-meanwhile" : (kind ?? "taken");

const fold = (entries: readonly Entry[]) => {
  const draft = emptyStream("5".repeat(32) as never);
  const taken = entries.map((entry) => [entry.operation.op, alike(take(draft, entry)?.kind)] as const);
  return { draft, taken };
};

describe("[CO2] a checkpoint at any point, and the rest, come to what the whole comes to", () => {
  it.each(["contact", "threat", "identity", "relocation", "money", "journey"] as const)("%s", (part: PartTried) => {
    expect(untried(part, OPERATIONS)).toEqual([]);
    fc.assert(
      fc.property(history(part, 40), history(part, 25), history(part, 10), (before, since, last) => {
        const writing = new Writing();
        writing.write(beginningOf(part));
        writing.write(before);
        const compartment = { about: "case", case: ROWAN, part } as const;
        const from = writing.entries.length;
        writing.add({ operation: checkpointOf(compartment, writing.entries), by: 0 });
        writing.write(since);
        const team = fold(writing.entries);
        const newcomer = fold(writing.entries.slice(from));
        const told = (taken: typeof team.taken) => taken.filter(([op]) => !WORDS.has(op));
        expect(told(newcomer.taken)).toEqual(told(team.taken.slice(from)));
        expect(known(newcomer.draft)).toEqual(known(team.draft));
        // And whoever is let in by somebody who was let in themselves.
        const again = writing.entries.length;
        writing.add({ operation: checkpointOf(compartment, writing.entries.slice(from)), by: 1 });
        writing.write(last);
        const [all, third] = [fold(writing.entries), fold(writing.entries.slice(again))];
        expect(told(third.taken)).toEqual(told(all.taken.slice(again)));
        expect(known(third.draft)).toEqual(known(all.draft));
      }),
      { numRuns: process.env.FAIRLEAD_LONG === "1" ? 3_000 : 120 },
    );
  });
});
