import type { FactValue } from "../fact/value.ts";
import { factViews, isCovered } from "../view/facts.ts";
import { coverOf } from "../view/message.ts";
import type { ThingView } from "../view/things.ts";
import type { CaseView, InterpretingView, KnownView, PartView, PersonRef, ThreadView } from "../view.ts";
import { lineOf, type Piece, type PieceKind, type Place, type Searchable } from "./piece.ts";

type Said = { by: PersonRef | null; at: number | null };

const piece = (kind: PieceKind, text: string | null, { by, at }: Said, more: Partial<Piece> = {}): Piece[] =>
  text === null || text.trim() === "" ? [] : [{ kind, part: null, by, at, text, line: null, covered: false, ...more }];

const noteLine = ({ at, by }: { at: number; by: PersonRef }) => lineOf("note", at, by.id);

const NOBODY: Said = { by: null, at: null };

const letters = ({ messages, flags }: Pick<ThreadView, "messages" | "flags">, part: Piece["part"]): Piece[] =>
  messages.flatMap((one) =>
    piece(
      one.author === null ? "letter" : "answer",
      one.translated === undefined ? one.text : `${one.text ?? ""}\n${one.translated.text}`,
      { by: one.author, at: one.at },
      { part, line: lineOf("message", one.key), covered: coverOf(one, flags) !== null },
    ),
  );

/** Codes are left out: they are words on the reader's screen alone, and filters ask for them. */
const words = (value: FactValue): string => {
  switch (value.kind) {
    case "text":
      return value.text;
    case "date":
      return value.date;
    case "number":
      return `${value.number}`;
    case "papers":
      return value.papers.map(({ number, note }) => `${number} ${note}`).join("\n");
    case "contacts":
      return value.contacts.map((one) => `${one.value} ${one.note}`).join("\n");
    default:
      return "";
  }
};

const ofParts = (parts: readonly PartView[]): Piece[] => [
  ...parts.flatMap(({ part, notes }) =>
    notes.flatMap((note) => piece("note", note.text, note, { part, line: noteLine(note), covered: isCovered(part) })),
  ),
  ...factViews([], parts).flatMap((fact) =>
    piece("fact", words(fact.value), fact, {
      part: fact.part,
      line: lineOf("fact", fact.part, fact.person, fact.fact),
      covered: fact.covered,
    }),
  ),
];

const ofCase = (one: CaseView): Piece[] => {
  const contact = { part: "contact" as const };
  const threat = { part: "threat" as const };
  const inContact = (kind: string, ...of: (string | number)[]) => ({ ...contact, line: lineOf(kind, ...of) });
  const inThreat = (kind: string, of: string) => ({ ...threat, line: lineOf(kind, of) });
  const tasks = [...one.plan.open, ...one.plan.closed];
  return [
    ...one.persons.flatMap(({ alias }) => (alias === one.alias ? [] : piece("alias", alias, NOBODY, contact))),
    ...letters(one, "contact"),
    ...ofParts(one.parts),
    ...one.threats.flatMap((said) =>
      piece("threat", [said.who, ...said.reach, said.source].join("\n"), said, inThreat("threat", said.threat)),
    ),
    ...one.statements.flatMap((said) =>
      piece(
        "statement",
        [said.statement, said.source, said.corroboration, said.against].join("\n"),
        said,
        inThreat("statement", said.line),
      ),
    ),
    ...(one.status === null ? [] : piece("status", one.status.note, one.status, inContact("status", one.status.at))),
    ...piece(
      "urgency",
      one.urgency.reason,
      { by: null, at: one.urgency.at },
      inContact("urgency", one.urgency.at ?? 0),
    ),
    ...tasks.flatMap((task) =>
      piece("task", [task.text, task.closed?.note ?? ""].join("\n"), task, inContact("task", task.task)),
    ),
    ...one.plan.services.flatMap((service) =>
      piece("service", service.text, service, inContact("service", service.service)),
    ),
    ...one.consents.flatMap(({ consent, recipient, now, earlier }) =>
      [now, ...earlier].flatMap((said) =>
        piece("consent", `${recipient}\n${said.words}`, said, inContact("consent", consent)),
      ),
    ),
    ...one.decisions.flatMap((decision) =>
      piece(
        "decision",
        `${decision.text}\n${decision.verdict?.reason ?? ""}`,
        { by: decision.proposedBy, at: decision.at },
        inContact("decision", decision.decision),
      ),
    ),
    ...one.uses.flatMap((use) =>
      piece(
        "use",
        [use.thing, ...use.with]
          .map(({ name }) => name ?? "")
          .join("\n")
          .concat("\n", use.note),
        use,
        {
          part: "relocation",
          line: lineOf("use", use.use),
        },
      ),
    ),
    ...(one.closed === null ? [] : piece("note", one.closed.note, one.closed, inContact("closed", one.closed.at))),
  ];
};

const ofThread = (one: ThreadView): Piece[] => [
  ...letters(one, null),
  ...one.known.flatMap(({ question, answer, at }) =>
    piece("said", answer, { by: null, at }, { line: lineOf("said", question) }),
  ),
  ...one.notes.flatMap((note) => piece("note", note.text, note, { line: noteLine(note) })),
  ...one.statements.flatMap((said) =>
    piece("statement", [said.statement, said.source, said.corroboration, said.against].join("\n"), said, {
      line: lineOf("statement", said.line),
    }),
  ),
  ...piece(
    "urgency",
    one.urgency.reason,
    { by: null, at: one.urgency.at },
    { line: lineOf("urgency", one.urgency.at ?? 0) },
  ),
  ...(one.closed === null ? [] : piece("note", one.closed.note, one.closed)),
];

const ofInterpreting = (one: InterpretingView): Piece[] => [
  ...one.words.flatMap((said) => {
    const line = { line: lineOf(said.kind, said.kind === "letter" ? said.seq : said.message) };
    return piece(said.kind, said.text, { by: null, at: said.at }, line).concat(
      said.kind === "letter" && said.translation !== null
        ? piece("letter", said.translation.text, said.translation, line)
        : [],
    );
  }),
  ...one.requests.flatMap((asked) => piece("answer", asked.text, asked, { line: lineOf("request", asked.request) })),
];

const ofThing = (thing: ThingView): Piece[] => {
  const { place, tags, identifier, agreed, note, hours, area } = thing.facts;
  return piece(
    "thing",
    [place, area, hours, ...(tags ?? []), identifier, agreed, note].filter(Boolean).join("\n"),
    thing,
    {
      line: lineOf("thing", thing.thing),
    },
  );
};

const ofKnown = (one: KnownView): Piece[] =>
  piece("known", [...one.names, ...one.identifiers, one.reason, one.source].join("\n"), one, {
    line: lineOf("known", one.known),
  });

/**
 * Everything this member can read, place by place: cases first. One at a time, so that whoever walks may stop to let
 * the screen answer. A letter of a case in hand stands in the case alone.
 */
export function* placesOf(view: Searchable): Generator<Place> {
  const inCases = new Set<string>();
  for (const one of view.cases) {
    for (const { mailbox } of one.mailboxes) inCases.add(mailbox);
    const ref = { kind: "case" as const, case: one.case };
    yield { id: `case ${one.case}`, ref, name: one.alias, closed: one.closed !== null, pieces: ofCase(one) };
  }
  for (const one of view.threads) {
    if (inCases.has(one.mailbox)) continue;
    const ref = { kind: "thread" as const, mailbox: one.mailbox };
    yield { id: `thread ${one.mailbox}`, ref, name: one.name, closed: one.closed !== null, pieces: ofThread(one) };
  }
  for (const one of view.parts) {
    const ref = { kind: "part" as const, stream: one.stream };
    yield { id: `part ${one.stream}`, ref, name: one.title, closed: one.held !== null, pieces: ofParts([one]) };
  }
  for (const one of view.interpretings) {
    // Whoever holds the intake reads the thread itself.
    if (one.mailbox !== null) continue;
    const ref = { kind: "interpreting" as const, stream: one.stream };
    yield { id: `words ${one.stream}`, ref, name: "", closed: one.ended !== null, pieces: ofInterpreting(one) };
  }
  for (const one of view.exposure.things ?? []) {
    const ref = { kind: "thing" as const, thing: one.thing };
    yield { id: `thing ${one.thing}`, ref, name: one.name, closed: one.retired !== null, pieces: ofThing(one) };
  }
  for (const one of view.board.known) {
    const ref = { kind: "known" as const, known: one.known };
    const name = one.names[0] ?? one.identifiers[0] ?? "";
    yield { id: `known ${one.known}`, ref, name, closed: one.withdrawn !== null, pieces: ofKnown(one) };
  }
}
