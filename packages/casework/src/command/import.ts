import type { FactPart } from "../fact/fields.ts";
import { type CaseState, casesOf, type State, streamOf } from "../fold/state.ts";
import { type CaseId, type MemberId, NO_MAILBOX, type StreamId } from "../ids.ts";
import { type ImportedCase, type ImportNotePart, partsOf } from "../import/imported.ts";
import type { Operation } from "../operation.ts";
import type { Outcome, Write } from "../refusal.ts";
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
  const isOneOf = (mark: string): boolean => mark === row || rows.includes(mark);
  const isThere = ({ contact: { opened, closed } }: CaseState): boolean =>
    closed === null &&
    opened !== null &&
    opened.imported !== null &&
    [opened.imported.row, ...opened.imported.rows].some(isOneOf);
  if (casesOf(state).some(isThere)) return { kind: "already-kept" };
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
        { op: "declineTerms" },
        { op: "goTerms", each: true, road: true },
        { op: "consentTerms" },
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
