import type { JourneyView, LegView } from "../journey/view.ts";
import type { CaseView, TimelineEvent } from "../view.ts";
import { ofParts } from "./of-part.ts";
import { letters, OF_PROVISION } from "./of-thread.ts";
import { lineOf, type Piece, type PieceKind, toldLine } from "./piece.ts";
import { NOBODY, noteLine, type Table, type Taken, takeFrom } from "./take.ts";

type What = TimelineEvent["what"];
type Told = readonly [PieceKind, string];

/** It has no words of its own, or these are read on a line of a tab, which {@link OF_CASE} names. */
const ELSEWHERE = (): null => null;
const why =
  (kind: PieceKind) =>
  ({ reason }: { reason: string }): Told => [kind, reason];
const noted =
  (kind: PieceKind) =>
  ({ note }: { note: string }): Told => [kind, note];

/** Of each event of the timeline the words that are read there and nowhere else. */
const IN_TIMELINE: { readonly [K in What["kind"]]: (what: Extract<What, { kind: K }>) => Told | null } = {
  opened: ELSEWHERE,
  letter: ELSEWHERE,
  answer: ELSEWHERE,
  note: ({ text }) => ["note", text],
  stage: why("reason"),
  status: noted("status"),
  urgency: why("urgency"),
  owner: ELSEWHERE,
  mailbox: (what) => ["reason", what.why],
  verification: ELSEWHERE,
  threat: ELSEWHERE,
  "threat-withdrawn": ELSEWHERE,
  search: ELSEWHERE,
  "check-in-armed": ({ wording }) => ["check-in", wording],
  "check-in-acknowledged": noted("check-in"),
  // What a console settled by itself is shown in the reader's own language.
  "check-in-closed": ({ note, settled }) => (settled ? null : ["check-in", note]),
  task: ({ did, note }) => (did === "moved" || did === "reopened" ? ["task", note] : null),
  ticket: why("ticket"),
  "tickets-held": ELSEWHERE,
  "set-out": ELSEWHERE,
  service: ({ text, withdrawn }) => (withdrawn ? ["service", text] : null),
  "response-agreed": ELSEWHERE,
  proposed: ELSEWHERE,
  decided: why("verdict"),
  withdrawn: why("verdict"),
  revealed: why("reason"),
  "part-begun": ELSEWHERE,
  "part-shared": ELSEWHERE,
  "part-withdrawn": ELSEWHERE,
  "safety-plan": ELSEWHERE,
  "safety-plan-given": ELSEWHERE,
  referral: ELSEWHERE,
  "referral-answered": ELSEWHERE,
  "referral-stopped": ELSEWHERE,
  "no-referral": ELSEWHERE,
  exported: ELSEWHERE,
  "destruction-asked": noted("note"),
  "consent-given": ELSEWHERE,
  "consent-withdrawn": ELSEWHERE,
  "consent-refused": ELSEWHERE,
  "consent-slip": ELSEWHERE,
  // Whoever looks at their screen must not learn them by looking for them.
  signals: ELSEWHERE,
  // How to reach them and wishes for a roof are not looked through at all.
  window: ELSEWHERE,
  "shelter-sought": ELSEWHERE,
  flag: ELSEWHERE,
  use: why("use"),
  mark: ({ words }) => ["reason", words],
  step: noted("reason"),
  // As they are called now stands with them; how they were called before is an earlier value.
  person: ELSEWHERE,
  frozen: why("reason"),
  thawed: why("reason"),
  closed: noted("note"),
  pruned: ELSEWHERE,
  reopened: why("reason"),
  kept: why("reason"),
};

const inTimeline = (what: What): Told | null => (IN_TIMELINE[what.kind] as (of: What) => Told | null)(what);

const ofTimeline = ({ timeline }: CaseView): Piece[] =>
  timeline.flatMap(({ what, at, by }) => {
    const told = inTimeline(what);
    if (told === null || told[1].trim() === "") return [];
    const [kind, text] = told;
    // Why somebody looked at names may say a name.
    const covered = what.kind === "revealed";
    const line = what.kind === "note" && by !== null ? noteLine({ at, by }) : lineOf(what.kind, at);
    return [{ kind, part: "contact" as const, by, at, text, line, covered }];
  });

const hours = ({ from, to, service }: { from: string; to: string; service: string }) => [from, to, service];

const ofLeg = (journey: JourneyView, leg: LegView): Taken => ({
  words: [
    ...hours(leg),
    leg.note,
    ...leg.assigned.flatMap(({ thing, words }) => [thing?.name, words]),
    ...(journey.route?.fallbacks ?? []).flatMap((one) => (one.leg === leg.leg ? one.legs.flatMap(hours) : [])),
  ],
  said: journey,
  line: lineOf("leg", leg.leg),
});

/** Kind by kind: what of a case is looked through, and the line of its tab on which that is read. */
const OF_CASE: Table<CaseView> = {
  alias: ({ persons, alias }) =>
    persons.flatMap((one) => (one.alias === alias ? [] : [{ words: [one.alias], said: NOBODY, line: null }])),
  threat: ({ threats, withdrawnThreats }) =>
    [...threats.map((said) => ({ ...said, withdrawn: null })), ...withdrawnThreats].map((said) => ({
      ...{ words: [said.who, ...said.reach, said.source, said.withdrawn?.reason], said },
      ...{ line: lineOf("threat", said.threat), part: "threat" },
    })),
  statement: ({ statements }) =>
    statements.map((said) => ({
      words: [said, ...said.earlier].flatMap((one) => [one.statement, one.source, one.corroboration, one.against]),
      ...{ said, line: lineOf("statement", said.line), part: "threat" },
    })),
  search: ({ search }) =>
    search.map(({ about, source, by, checkedAt, earlier }) => ({
      ...{ words: [source, ...earlier.map((look) => look.source)], said: { by, at: checkedAt } },
      ...{ line: lineOf("search", about), part: "threat" },
    })),
  assessment: ({ assessment, risk }) =>
    risk === null
      ? []
      : [
          {
            words: [assessment?.last?.otherwise, ...risk.factors, ...risk.reach],
            ...{ said: risk, line: lineOf("assessment", risk.at), part: "threat" },
          },
        ],
  // What the caller's own letter says is no event.
  urgency: ({ urgency: { at, reason, saidBy }, timeline }) =>
    timeline.some(({ what }) => what.kind === "urgency" && what.reason === reason)
      ? []
      : [
          {
            words: [reason],
            said: { by: saidBy.kind === "member" ? saidBy.person : null, at },
            line: lineOf("urgency", at ?? 0),
          },
        ],
  task: ({ plan }) =>
    [...plan.open, ...plan.closed].map((task) => ({
      ...{ words: [task.text, task.closed?.note], said: task, line: lineOf("task", task.task) },
    })),
  service: ({ plan }) =>
    plan.services.map((said) => ({ words: [said.text], said, line: lineOf("service", said.service) })),
  response: ({ plan }) =>
    plan.responses.map((said) => ({
      words: [said.lawyer, said.tell, ...said.neverCall, said.text, ...said.tasks, said.agreedBy],
      ...{ said, line: lineOf("response", said.status) },
    })),
  consent: ({ consents }) =>
    consents.flatMap(({ consent, recipient, now, earlier }) =>
      [now, ...earlier].map((said) => ({ words: [recipient, said.words], said, line: lineOf("consent", consent) })),
    ),
  // The verdicts are events.
  decision: ({ decisions }) =>
    decisions.map(({ decision, text, checklist, proposedBy, at }) => ({
      words: [text, ...checklist.map(({ why: because }) => because)],
      ...{ said: { by: proposedBy, at }, line: lineOf("decision", decision) },
    })),
  use: ({ uses }) =>
    uses.map((said) => ({
      words: [said.thing.name, ...said.with.map(({ name }) => name), said.note],
      ...{ said, line: lineOf("use", said.use) },
    })),
  ticket: ({ tickets }) =>
    tickets.map((said) => {
      const { from, to, meet, carry, otherwise, say, hear } = said.said;
      return {
        words: [said.who, from, to, meet, carry, otherwise, say, hear],
        ...{ said, line: lineOf("ticket", said.ticket) },
      };
    }),
  journey: ({ journeys, kept }) => [
    ...journeys.flatMap((one): Taken[] => [
      {
        words: [
          ...[one.route?.label, one.why, one.ended?.note, one.cancelled?.reason],
          ...one.taken.flatMap(({ missed, why: because }) => [missed, because]),
        ],
        ...{ said: one, line: lineOf("journey", one.journey), part: "journey" },
      },
      ...one.legs.map((leg): Taken => ({ ...ofLeg(one, leg), part: "journey" })),
    ]),
    ...kept.map(
      ({ journey, worked, change, used }): Taken => ({
        words: [worked, change, ...used.map(({ thing }) => thing.name)],
        ...{ said: NOBODY, line: lineOf("journey", journey), part: "journey" },
      }),
    ),
  ],
  told: ({ journeys }) =>
    journeys.flatMap(({ journey, told }) =>
      told.map((each, before): Taken => {
        const { from, to, meet, service, say, hear } = each.said;
        return {
          words: [each.words, from, to, meet, service, say, hear],
          ...{ said: each, line: toldLine(journey, before), part: "journey" },
        };
      }),
    ),
  arrival: ({ journeys }) =>
    journeys.flatMap(({ journey, arrival, lookedBack }): Taken[] => [
      ...(arrival === null
        ? []
        : [
            {
              words: arrival.lines.map(({ note }) => note),
              ...{ said: arrival, line: lineOf("arrival", journey), part: "journey" as const },
            },
          ]),
      ...(lookedBack === null
        ? []
        : [
            {
              words: [lookedBack.worked, lookedBack.change],
              ...{ said: lookedBack, line: lineOf("looked-back", journey), part: "journey" as const },
            },
          ]),
    ]),
};

export const ofCase = (one: CaseView): Piece[] => [
  ...letters(one, "contact"),
  ...takeFrom(OF_CASE, one, "contact"),
  ...takeFrom(OF_PROVISION, one.provision, "contact"),
  ...ofParts(one.parts),
  ...ofTimeline(one),
];
