import type { FactPart } from "../fact/fields.ts";
import { type CaseState, caseOf, casesOf, type State, streamOf } from "../fold/state.ts";
import { type CaseId, type MemberId, NO_MAILBOX, type StreamId } from "../ids.ts";
import { type ImportedCase, type ImportNotePart, partsOf } from "../import/imported.ts";
import { plainText } from "../import/values.ts";
import type { Operation } from "../operation.ts";
import type { Outcome, Write } from "../refusal.ts";
import { personAlias } from "../view/facts.ts";
import { attempt, type Hand, notHeld } from "./attempt.ts";

type ImportIntent = {
  said: ImportedCase;
  case: CaseId;
  contact: StreamId;
  threat: StreamId;
  /** One for each of `partsOf(said)`. */
  parts: readonly { part: FactPart; stream: StreamId }[];
  owner: MemberId;
  standIn: MemberId | null;
  /** By which its author's console knows the rows again; `rows`: each by itself, where there are several. */
  row: string;
  rows: readonly string[];
  /** What a threat's source is called: it was in a file. */
  source: string;
};

/**
 * A case that was led elsewhere before, from one row of a file or several: all its parts in one append, so that half a case never
 * exists, however the import ends. It begins at *contact* like any other, because who may evacuate whom was never decided
 * here [P11], and is not counted in the ledger: nobody asked on that day.
 *
 * @returns `already-kept` where these rows, or one of them, were brought in before, and the case is open
 */
export const importCase = (state: State, intent: ImportIntent, hand: Hand): Outcome => {
  const { said, case: id, contact, threat, parts, owner, standIn, row, rows, source } = intent;
  const intake = streamOf(state, "intake");
  if (!intake) return notHeld("intake");
  // One that was closed since may have been a mistake: then the row is brought in anew, whoever may still reopen the other.
  if (isBroughtIn(state, [row, ...rows])) return { kind: "already-kept" };
  if (partsOf(said).some((part) => !parts.some((one) => one.part === part)))
    return { kind: "incomplete", field: "part" };
  const notesIn = (part: ImportNotePart): Operation[] =>
    said.notes.filter((one) => one.part === part).map(({ text }) => ({ op: "note", text }));
  const begin = (part: ImportNotePart): Operation => ({ op: "begin", compartment: { about: "case", case: id, part } });
  const writes: Write[] = [
    {
      stream: intake,
      operations: [{ op: "takeIntoCase", mailbox: NO_MAILBOX, case: id, alias: "", contact, upTo: 0 }],
    },
    {
      stream: contact,
      operations: [
        begin("contact"),
        {
          op: "openCase",
          case: id,
          alias: said.alias,
          people: said.people,
          mailbox: NO_MAILBOX,
          owner,
          standIn,
          imported: { row, ...(rows.length > 0 && { rows: [...rows] }) },
        },
        { op: "declineTerms", ends: true },
        { op: "goTerms", each: true, road: true, clocks: true, looks: true },
        { op: "consentTerms", moved: true },
        ...parts.map(({ part, stream }): Operation => ({ op: "beginPart", part, stream })),
        ...said.persons.map((one): Operation => ({ op: "namePerson", ...one, over: 0 })),
        ...notesIn("contact"),
      ],
    },
    {
      stream: threat,
      operations: [
        begin("threat"),
        ...said.threats.map(
          (one, index): Operation => ({
            op: "addThreat",
            ...one,
            threat: index === 0 ? row : `${row} ${index + 1}`,
            certainty: "said",
            source,
          }),
        ),
        ...notesIn("threat"),
      ],
    },
    ...parts.map(
      ({ part, stream }): Write => ({
        stream,
        operations: [
          begin(part),
          ...said.facts
            .filter((one) => one.part === part)
            .map(({ person, fact, value }): Operation => ({ op: "setFact", person, fact, value, over: 0 })),
          ...notesIn(part),
        ],
      }),
    ),
  ];
  return attempt(state, hand, writes);
};

/** One of these rows stands in a case that is open. */
const isBroughtIn = (state: State, marks: readonly string[]): boolean =>
  casesOf(state).some(
    ({ contact: { opened, closed } }) =>
      closed === null &&
      opened !== null &&
      opened.imported !== null &&
      [opened.imported.row, ...opened.imported.rows].some((mark) => marks.includes(mark)),
  );

type JoinIntent = {
  said: ImportedCase;
  case: CaseId;
  /** Who joins, and by which its author's console knows the row of each again. */
  persons: readonly { person: string; row: string }[];
  /** For each of `partsOf(said)` that the case does not have. */
  parts: readonly { part: FactPart; stream: StreamId }[];
  source: string;
};

/**
 * Whoever stands in the list of a party by now and did not when it was brought in: counted, and with all that their rows say, in one
 * append.
 *
 * @returns `already-kept` where one of these rows was brought in before, and its case is open; `written-meanwhile` where somebody else
 * became the person of that number since the rows were looked at
 */
export const importIntoCase = (state: State, intent: JoinIntent, hand: Hand): Outcome => {
  const { said, case: id, persons, parts, source } = intent;
  const known = caseOf(state, id);
  if (known === null || known.contact.opened === null) return { kind: "no-such-case" };
  if (
    isBroughtIn(
      state,
      persons.map(({ row }) => row),
    )
  )
    return { kind: "already-kept" };
  const { contact, contactStream, threatStream } = known;
  const { alias } = contact.opened ?? { alias: "" };
  for (const { person } of persons) {
    const taken = contact.persons.get(person) ?? factOf(state, known, person);
    if (taken !== undefined) return { kind: "written-meanwhile", by: taken.by, at: taken.at };
  }
  const notesIn = (part: ImportNotePart): Operation[] =>
    said.notes.filter((one) => one.part === part).map(({ text }) => ({ op: "note", text }));
  const threats = said.threats.filter((one) => !isKnownThreat(known, one));
  const writes: Write[] = [
    {
      stream: contactStream,
      operations: [
        ...parts.map(({ part, stream }): Operation => ({ op: "beginPart", part, stream })),
        ...persons.map(
          ({ person, row }): Operation => ({
            op: "namePerson",
            person,
            alias: said.persons.find((one) => one.person === person)?.alias ?? personAlias(alias, person),
            over: 0,
            row,
          }),
        ),
        ...notesIn("contact"),
        // As by hand (`recordThreat`): nobody is driven there by what was arranged before the team knew of it.
        ...(threats.length > 0 ? [{ op: "holdTickets" as const, why: "threat" as const, journey: null }] : []),
      ],
    },
  ];
  const ofThreat: Operation[] = [
    ...threats.map(
      (one, index): Operation => ({
        op: "addThreat",
        ...one,
        threat: `${persons[0]?.row ?? id} ${index + 1}`,
        certainty: "said",
        source,
      }),
    ),
    ...notesIn("threat"),
  ];
  if (ofThreat.length > 0) {
    if (threatStream === null) return notHeld("threat");
    writes.push({ stream: threatStream, operations: ofThreat });
  }
  for (const part of partsOf(said)) {
    const begun = parts.find((one) => one.part === part);
    const stream = begun?.stream ?? known.parts.find((one) => one.part === part)?.stream;
    if (stream === undefined) return notHeld(part);
    writes.push({
      stream,
      operations: [
        ...(begun === undefined ? [] : [{ op: "begin", compartment: { about: "case", case: id, part } } as const]),
        ...said.facts
          .filter((one) => one.part === part)
          .map(({ person, fact, value }): Operation => ({ op: "setFact", person, fact, value, over: 0 })),
        ...notesIn(part),
      ],
    });
  }
  return attempt(state, hand, writes);
};

/** Somebody has written of a person whom nobody has counted yet. */
const factOf = (state: State, { parts }: CaseState, person: string): { by: MemberId; at: number } | undefined => {
  for (const { stream } of parts) {
    const content = state.streams.get(stream)?.content;
    if (content?.is !== "part") continue;
    for (const fact of content.part.facts.values()) if (fact.person === person) return fact.versions.at(-1);
  }
  return undefined;
};

/** Said of the family before, with all these places, and standing: written once, however many of the party say so. */
const isKnownThreat = ({ threat }: CaseState, { kind, who, reach }: ImportedCase["threats"][number]): boolean =>
  [...(threat?.threats.values() ?? [])].some(
    (one) =>
      one.withdrawn === null &&
      one.kind === kind &&
      plainText(one.who) === plainText(who) &&
      reach.every((place) => one.reach.includes(place)),
  );
