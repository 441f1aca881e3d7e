import { caseViews, type DecisionView, dayFrom, playSeason, season } from "@fairlead/casework";
import type { CaseInHand } from "@fairlead/client";
import { describe, expect, it } from "vitest";
import { askedFor, backupsHolding } from "./asking.ts";

const play = playSeason(season(4, dayFrom("2017-04-20")));
const [known] = caseViews(play.state, play.outsideFor("wren"));
if (known === undefined) throw new Error("the season has no case");
const me = { id: known.owner.id, handle: "Wren", me: true };
const heron = { ...me, id: "1".repeat(32) as typeof me.id, handle: "Heron", me: false };

const proposal = (name: string, at: number, by: typeof me, about: DecisionView["about"] = "erase"): DecisionView => ({
  decision: name as DecisionView["decision"],
  case: known.case,
  mailbox: null,
  outcome: null,
  export: null,
  provision: null,
  alias: known.alias,
  about,
  text: "an invented reason",
  checklist: [],
  ...{ search: [], searchedUntil: null },
  late: false,
  paged: [],
  proposedBy: by,
  at,
  expires: at + 1,
  state: "waiting",
  spent: false,
  saidNo: null,
  verdict: null,
  facts: [],
  reviewedAsAnother: null,
  mine: "may-decide",
  news: null,
  changedSince: [],
});

const asked = (decisions: DecisionView[], by: typeof me | null): CaseInHand => ({
  ...known,
  decisions,
  pruning: null,
  erasing: by && { id: "1", by, at: 2, goneOn: false, mine: "may-sign" },
});

describe("what was asked for", () => {
  it("is the newest asking of whoever's signature waits, and no other decision", () => {
    const decisions = [
      proposal("go", 9, heron, "go"),
      proposal("mine", 8, me),
      proposal("old", 1, heron),
      proposal("new", 5, heron),
    ];
    expect(askedFor(asked(decisions, heron))?.decision).toBe("new");
    expect(askedFor(asked(decisions, me))?.decision).toBe("mine");
    expect(askedFor(asked(decisions, null))).toBeNull();
    expect(askedFor(asked([], heron))).toBeNull();
  });
});

describe("backups that still hold an erased case", () => {
  const readers = (from: number | null) => [{ ...me, from, until: null }];
  const since = (from: number | null) => ({
    ...known,
    messages: [],
    parts: known.parts.map((part) => ({ ...part, readers: readers(from) })),
  });
  const opened = known.timeline.findLast(({ what }) => what.kind === "opened");
  const hour = Math.floor((opened?.at ?? 0) / 3_600_000);

  it("[CO6] are those made since its first letter", () => {
    expect(backupsHolding(since(null), [hour + 40, hour, hour - 1])).toEqual([hour + 40, hour]);
    const [first] = known.messages;
    if (first === undefined) throw new Error("the case has no letter");
    const early = { ...since(null), messages: [{ ...first, hour: hour - 5 }] };
    expect(backupsHolding(early, [hour, hour - 5, hour - 6])).toEqual([hour, hour - 5]);
  });

  it("may be all of them, to one who reads it from a later moment on", () => {
    expect(backupsHolding(since(1), [hour, hour - 100])).toEqual([hour, hour - 100]);
  });
});
