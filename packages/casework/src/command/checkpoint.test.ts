import { describe, expect, it } from "vitest";
import {
  type CaseId,
  caseOf,
  type Entry,
  emptyState,
  foldEntries,
  type MemberId,
  type Operation,
  type PersonRef,
  refusedOf,
  type State,
  type StreamId,
} from "../index.ts";
import { goOver, goSheetViews } from "../view/go-search.ts";
import { checkpointOf, fitsCommit } from "./checkpoint.ts";

const stream = "5".repeat(32) as StreamId;
const theCase = "c".repeat(32) as CaseId;
const [plover, tern] = ["1".repeat(32), "2".repeat(32)] as [MemberId, MemberId];
const HOUR = 3_600_000;
const NOON = 1_500_000_000_000;
const compartment = { about: "case", case: theCase, part: "contact" } as const;

type Said = [by: MemberId, hour: number, operation: Operation];
const entriesOf = (said: readonly Said[], from = 0): Entry[] =>
  said.map(([author, hour, operation], index) => {
    return { stream, seq: from + index, author, role: "caseworker", at: NOON + hour * HOUR, operation };
  });
const contactOf = (state: State) => caseOf(state, theCase)?.contact;

const opened: Operation[] = [
  { op: "begin", compartment },
  {
    op: "openCase",
    case: theCase,
    alias: "Otter",
    people: 2,
    mailbox: "a".repeat(64) as never,
    owner: plover,
    standIn: null,
  },
];
const searched = (hour: number): Said[] =>
  (["missing-person", "accusation", "travel-ban"] as const).map((about) => [
    plover,
    hour,
    { op: "concludeSearch", about, checkedAt: NOON + hour * HOUR, checkable: true },
  ]);
const move = (to: "verification" | "accepted" | "evacuating", decision: string | null = null): Operation => ({
  op: "moveStage",
  to,
  people: null,
  decision: decision as never,
  token: null,
  reason: "",
});
const propose = (decision: string, about: "go" | "night-move"): Operation => ({
  op: "propose",
  decision: decision as never,
  about,
  text: "tonight",
  checklist: [],
  expires: NOON + 900 * HOUR,
});
const approve = (decision: string): Operation => ({
  op: "decide",
  decision: decision as never,
  verdict: "approve",
  reason: "seen",
});
const [go, night] = ["d".repeat(32), "e".repeat(32)] as [string, string];

/** What somebody learns who reads from now on, and what all others know. */
const both = (said: readonly Said[]) => {
  const before = entriesOf(said);
  const checkpoint = checkpointOf(compartment, before);
  const after = entriesOf([[plover, 200, checkpoint]], before.length);
  return { team: foldEntries(emptyState(), [...before, ...after]), newcomer: foldEntries(emptyState(), after) };
};

describe("[CO2] whoever reads from now on comes to the state of the others", () => {
  const start: Said[] = opened.map((operation) => [plover, 0, operation]);

  it("also where what a decision stood on has been said anew since", () => {
    const { team, newcomer } = both([
      ...start,
      [plover, 0, { op: "goTerms" }],
      [plover, 0, { op: "setCaseUrgency", urgency: "now", reason: "her words", saidBy: "caller" }],
      [plover, 0, propose(night, "night-move")],
      [tern, 1, approve(night)],
      [plover, 1, { op: "setCaseUrgency", urgency: "soon", reason: "safe for now", saidBy: "team" }],
      [plover, 1, { op: "concludeVerification", certainty: "likely" }],
      [plover, 1, move("verification")],
      [plover, 1, move("accepted")],
      ...searched(2),
      [plover, 3, propose(go, "go")],
      [tern, 4, approve(go)],
      ...searched(40),
      [plover, 41, move("evacuating", go)],
    ]);
    expect(refusedOf(team)).toEqual([]);
    const known = (state: State) => {
      const contact = contactOf(state);
      return {
        stage: contact?.stage,
        urgency: contact?.urgency?.urgency,
        decisions: contact?.decisions.map(({ decision, verdict, spent }) => [decision, verdict?.by, spent]),
      };
    };
    expect(known(team).stage).toBe("evacuating");
    expect(known(newcomer)).toEqual(known(team));
    expect(JSON.stringify(newcomer.streams.get(stream)?.content)).not.toContain("her words");
  });

  it("also to what had been looked at when a go ran out or was withdrawn, though everybody has looked again since", () => {
    const soon = (decision: string): Operation =>
      ({ ...propose(decision, "go"), expires: NOON + 6 * HOUR }) as Operation;
    const { team, newcomer } = both([
      ...start,
      ...searched(2),
      [plover, 3, soon(go)],
      [plover, 3, soon(night)],
      ...searched(4),
      [plover, 5, { op: "withdrawProposal", decision: night as never, reason: "the car" }],
      ...searched(5.5),
      ...searched(7),
      ...searched(8),
    ]);
    const sheets = (state: State) => {
      const contact = contactOf(state);
      return contact?.decisions.map((one) => {
        const over = goOver(one, one.withdrawn ? "withdrawn" : "expired", null);
        const names = (id: MemberId) => ({ id }) as PersonRef;
        return goSheetViews({ contact, threat: null }, one, over, 0, names).map(({ looked }) => looked?.at);
      });
    };
    const at = (hour: number) => Array(3).fill(NOON + hour * HOUR);
    expect(sheets(team)).toEqual([at(5.5), at(4)]);
    expect(sheets(newcomer)).toEqual(sheets(team));
  });

  it("also to the version of what was agreed for a bad day", () => {
    const agreed = (text: string, over: number): Operation => ({
      op: "agreeResponse",
      status: "detained",
      lawyer: "",
      publicity: "silence",
      tell: "",
      neverCall: [],
      text,
      tasks: [],
      agreedBy: "the party",
      agreedAt: NOON,
      thread: null,
      over,
    });
    const { team, newcomer } = both([...start, [plover, 1, agreed("one", 0)], [tern, 2, agreed("two", 1)]]);
    const known = (state: State) => contactOf(state)?.plan.responses.get("detained")?.version;
    expect([known(team), known(newcomer)]).toEqual([2, 2]);
  });

  it("[P3] and to no reason or note of before", () => {
    const { team, newcomer } = both([
      ...start,
      [plover, 1, { op: "setCaseUrgency", urgency: "now", reason: "SECRET", saidBy: "team" }],
      [plover, 1, { op: "setStatus", status: "detained", note: "SECRET" }],
      [plover, 1, { op: "linkMailbox", mailbox: "b".repeat(64) as never, why: "SECRET" }],
    ]);
    expect(refusedOf(team)).toEqual([]);
    const { urgency, statuses, mailboxes, events } = contactOf(newcomer) ?? {};
    expect([urgency?.urgency, statuses?.[0]?.status, mailboxes?.length]).toEqual(["now", "detained", 2]);
    expect(JSON.stringify([urgency, statuses, events])).not.toContain("SECRET");
  });

  it("[P3] nor to why a driver was let go on or an opening trusted", () => {
    const [ticket, opening] = ["71".repeat(16) as never, "ee".repeat(16)];
    const leg = { from: "a", to: "b", meet: "c", at: NOON, people: 1, carry: "", otherwise: "", say: "x", hear: "y" };
    const { team, newcomer } = both([
      ...start,
      [
        plover,
        1,
        {
          ...{ op: "giveTicket", ticket, mailbox: "b".repeat(64) as never, holder: "driver", who: "The red van" },
          ...{ ...leg, opens: NOON - HOUR, ends: NOON + HOUR, after: null, keys: { verifyKey: "ab", kemKey: "cd" } },
        },
      ],
      [plover, 1, { op: "releaseTicket", ticket, reason: "SECRET" }],
      [plover, 1, { op: "trustOpening", ticket, opening, reason: "SECRET" }],
    ]);
    expect(refusedOf(team)).toEqual([]);
    const contact = contactOf(newcomer);
    expect(contact?.tickets.get(ticket)).toMatchObject({ who: "The red van", openings: [opening] });
    expect(contact?.tickets.get(ticket)?.released).not.toBeNull();
    expect(JSON.stringify([contact?.events, contact?.tickets.get(ticket)])).not.toContain("SECRET");
  });

  it("also to statements on which the team has not concluded, each as it is thought of now, in nobody's words", () => {
    const threat = { about: "case", case: theCase, part: "threat" } as const;
    const line = (over: number, certainty: "said" | "likely"): Operation => ({
      op: "recordVerification",
      statement: "SECRET",
      source: "SECRET",
      corroboration: "",
      certainty,
      concluded: false,
      line: "bus",
      over,
    });
    const begin: Said = [plover, 0, { op: "begin", compartment: threat }];
    const before = entriesOf([begin, [plover, 1, line(0, "said")], [tern, 2, line(NOON + HOUR, "likely")]]);
    const checkpoint = checkpointOf(threat, before);
    // Written offline over the first version; the second it had not seen.
    const after = entriesOf(
      [
        [plover, 200, checkpoint],
        [plover, 201, line(NOON + HOUR, "said")],
      ],
      before.length,
    );
    const [team, newcomer] = [foldEntries(emptyState(), [...before, ...after]), foldEntries(emptyState(), after)];
    const refused = (state: State) => refusedOf(state).map(({ refusal }) => refusal);
    expect(refused(newcomer)).toEqual([{ kind: "written-meanwhile", by: tern, at: NOON + 2 * HOUR }]);
    expect(refused(newcomer)).toEqual(refused(team));
    const content = newcomer.streams.get(stream)?.content;
    expect(content?.is === "threat" ? content.threat.verifications : []).toMatchObject([
      { line: "bus", certainty: "likely" },
    ]);
    expect(JSON.stringify([...newcomer.streams.values()])).not.toContain("SECRET");
  });

  it("does not grow with what no longer stands, and says when it would not fit into a commit", () => {
    const steps = Array.from({ length: 6_000 }, (_, index): Said => {
      const step = { step: `warn ${index % 3}`, taken: "done", to: null, note: `said ${index}` } as const;
      return [plover, 1, { op: "takeStep", mark: "4".repeat(32) as never, ...step }];
    });
    const few = checkpointOf(compartment, entriesOf([...start, ...steps]));
    expect(few.entries.length).toBe(1 + 3);
    expect(fitsCommit(few)).toBe(true);
    const statuses = Array.from({ length: 5_001 }, (_, index): Said => {
      return [plover, 1, { op: "setStatus", status: index % 2 === 0 ? "well" : "lost-contact", note: "" }];
    });
    expect(fitsCommit(checkpointOf(compartment, entriesOf([...start, ...statuses])))).toBe(false);
  });

  it("[P11] nobody begins a compartment with a colleague's approval: before its first words there was nothing", () => {
    const forged: Said[] = [...start.slice(1), [plover, 0, propose(go, "go")], [tern, 1, approve(go)]];
    const entries = forged.map(([author, hour, operation]) => {
      return { author, role: "caseworker", at: NOON + hour * HOUR, operation } as const;
    });
    const checkpoint = { op: "checkpoint", compartment, entries } as unknown as Operation;
    for (const said of [[checkpoint], [{ op: "note", text: "first" }, checkpoint]] as Operation[][]) {
      const state = foldEntries(emptyState(), entriesOf(said.map((operation) => [plover, 2, operation])));
      expect(contactOf(state)).toBeUndefined();
      expect(refusedOf(state).map(({ op }) => op)).toContain("checkpoint");
    }
  });
});
