import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { caseId, decisionId, hours, mailbox, member, START, stream } from "../../scenario/team.ts";
import { emptyStream, take } from "../fold/stream.ts";
import type { Entry, MemberId, Operation, Role } from "../index.ts";

const CASE = caseId("rowan");
const contact = stream("rowan c");

const SUBJECTS = ["go", "no-go", "decline", "night-move"] as const;
const decisions = ["a", "b", "c"].map(decisionId);

const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      op: fc.constant("moveStage" as const),
      to: fc.constantFrom(
        "verification" as const,
        "accepted" as const,
        "evacuating" as const,
        "sheltered" as const,
        "declined" as const,
      ),
      people: fc.constant(null),
      decision: fc.option(fc.constantFrom(...decisions)),
      token: fc.constant(null),
      reason: fc.constant("r"),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      op: fc.constant("propose" as const),
      decision: fc.constantFrom(...decisions),
      about: fc.constantFrom(...SUBJECTS),
      text: fc.constant("t"),
      checklist: fc.constant<{ text: string; met: boolean }[]>([]),
      expires: fc.integer({ min: START, max: START + hours(40) }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      op: fc.constant("decide" as const),
      decision: fc.constantFrom(...decisions),
      verdict: fc.constantFrom("approve" as const, "refuse" as const),
      reason: fc.constant("r"),
    }),
  },
  fc.record({ op: fc.constant("concludeVerification" as const), certainty: fc.constant("likely" as const) }),
  fc.record({
    op: fc.constant("setCaseUrgency" as const),
    urgency: fc.constant("now" as const),
    reason: fc.constant("r"),
    saidBy: fc.constant("team" as const),
  }),
  fc.record({
    op: fc.constant("setOwner" as const),
    owner: fc.constantFrom(member("Wren"), member("Heron")),
    standIn: fc.constantFrom(member("Wren"), null),
  }),
  fc.record({
    op: fc.constant("withdrawProposal" as const),
    decision: fc.constantFrom(...decisions),
    reason: fc.constant("r"),
  }),
);

type Written = { by: MemberId; role: Role; operation: Operation; at: number };

/** `ready`: the case begins verified and accepted, so that only the go is missing. */
const play = (script: readonly Written[], ready: boolean) => {
  const draft = emptyStream(contact);
  const write = ({ by, role, operation: what, at }: Written): boolean => {
    const entry: Entry = { stream: contact, seq: draft.met, author: by, role, at, operation: what };
    return take(draft, entry) === null;
  };
  const by = member("Wren");
  const move = { op: "moveStage" as const, people: null, decision: null, token: null, reason: "" };
  const beginning: Operation[] = [
    { op: "begin", compartment: { about: "case", case: CASE, part: "contact" } },
    { op: "openCase", case: CASE, alias: "Rowan", people: 1, mailbox: mailbox("m"), owner: by, standIn: by },
  ];
  if (ready) {
    beginning.push({ op: "concludeVerification", certainty: "likely" });
    beginning.push({ ...move, to: "verification" }, { ...move, to: "accepted" });
  }
  for (const one of beginning) expect(write({ by, role: "coordinator", at: START, operation: one })).toBe(true);
  return { accepted: script.filter(write), content: draft.content };
};

const written = (names: readonly string[], roles: readonly Role[]): fc.Arbitrary<Written[]> =>
  fc.array(
    fc
      .tuple(fc.constantFrom(...names), fc.constantFrom(...roles), operation, fc.integer({ min: 0, max: 40 }))
      .map(([name, role, what, hour]) => ({ by: member(name), role, operation: what, at: START + hours(hour) })),
    { minLength: 5, maxLength: 60 },
  );

const reached = (accepted: readonly Written[], to: string): boolean =>
  accepted.some(({ operation }) => operation.op === "moveStage" && operation.to === to);

describe("[P11] four eyes", () => {
  it("no sequence of operations lets one member alone reach evacuating or declined, in any role or clock", () => {
    fc.assert(
      fc.property(
        written(["Wren"], ["coordinator", "caseworker", "administrator", "operator"]),
        fc.boolean(),
        (script, ready) => {
          const { accepted, content } = play(script, ready);
          expect(reached(accepted, "evacuating")).toBe(false);
          expect(reached(accepted, "declined")).toBe(false);
          expect(content.is === "contact" && content.contact.decisions.every((one) => one.verdict === null)).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("one caseworker with any number of operators and administrators cannot either", () => {
    const script = fc
      .tuple(
        written(["Wren"], ["coordinator"]),
        written(["Plover", "Tern", "Dunlin"], ["operator", "administrator", "specialist"]),
      )
      .chain(([one, others]) => fc.shuffledSubarray([...one, ...others], { minLength: one.length }));
    fc.assert(
      fc.property(script, (operations) => {
        const { accepted, content } = play(operations, true);
        const decided = content.is === "contact" ? content.contact.decisions.filter((one) => one.verdict) : [];
        // Wren may decide what an operator proposed; then the operator and Wren are the two.
        for (const decision of decided) expect(decision.verdict?.by).toBe(member("Wren"));
        for (const decision of decided) expect(decision.by).not.toBe(member("Wren"));
        expect(accepted.length).toBeLessThanOrEqual(operations.length);
      }),
      { numRuns: 500 },
    );
  });

  it("with two, whoever sets out has an approved, unexpired, unspent go by two different members", () => {
    let evacuations = 0;
    fc.assert(
      fc.property(written(["Wren", "Heron"], ["coordinator"]), (script) => {
        const { content } = play(script, true);
        if (content.is !== "contact") throw new Error("a contact part");
        for (const move of content.contact.moves.filter((one) => one.to === "evacuating")) {
          evacuations += 1;
          const go = content.contact.decisions.find((one) => one.decision === move.decision);
          expect(go).toMatchObject({ about: "go", spent: true, verdict: { verdict: "approve" } });
          expect(go?.verdict?.by).not.toBe(go?.by);
          expect(go?.expires).toBeGreaterThanOrEqual(move.at);
        }
        const spent = content.contact.moves.flatMap((one) => (one.to === "evacuating" ? [one.decision] : []));
        expect(new Set(spent).size).toBe(spent.length);
      }),
      { numRuns: 4000 },
    );
    // The property would hold of nothing otherwise.
    expect(evacuations).toBeGreaterThan(0);
  });
});
