import type { FactValue } from "../fact/value.ts";
import { factViews, isCovered } from "../view/facts.ts";
import type { ThingView } from "../view/things.ts";
import type { CaseView, InterpretingView, KnownView, MessageView, PartView, PersonRef, ThreadView } from "../view.ts";
import type { Piece, PieceKind, Place, Searchable } from "./piece.ts";

type Said = { by: PersonRef | null; at: number | null };

const piece = (kind: PieceKind, text: string | null, { by, at }: Said, more: Partial<Piece> = {}): Piece[] =>
  text === null || text.trim() === "" ? [] : [{ kind, part: null, by, at, text, covered: false, ...more }];

const NOBODY: Said = { by: null, at: null };

const letters = (messages: readonly MessageView[], part: Piece["part"]): Piece[] =>
  messages.flatMap((one) =>
    piece(
      one.author === null ? "letter" : "answer",
      one.translated === undefined ? one.text : `${one.text ?? ""}\n${one.translated.text}`,
      { by: one.author, at: one.at },
      { part, covered: one.covered !== null },
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
    notes.flatMap((note) => piece("note", note.text, note, { part, covered: isCovered(part) })),
  ),
  ...factViews([], parts).flatMap((fact) =>
    piece("fact", words(fact.value), fact, { part: fact.part, covered: fact.covered }),
  ),
];

const ofCase = (one: CaseView): Piece[] => {
  const contact = { part: "contact" as const };
  const threat = { part: "threat" as const };
  const tasks = [...one.plan.open, ...one.plan.closed];
  return [
    ...one.persons.flatMap(({ alias }) => (alias === one.alias ? [] : piece("alias", alias, NOBODY, contact))),
    ...letters(one.messages, "contact"),
    ...ofParts(one.parts),
    ...one.threats.flatMap((said) => piece("threat", [said.who, ...said.reach, said.source].join("\n"), said, threat)),
    ...one.statements.flatMap((said) =>
      piece("statement", [said.statement, said.source, said.corroboration, said.against].join("\n"), said, threat),
    ),
    ...(one.status === null ? [] : piece("status", one.status.note, one.status, contact)),
    ...piece("urgency", one.urgency.reason, { by: null, at: one.urgency.at }, contact),
    ...tasks.flatMap((task) => piece("task", [task.text, task.closed?.note ?? ""].join("\n"), task, contact)),
    ...one.plan.services.flatMap((service) => piece("service", service.text, service, contact)),
    ...one.consents.flatMap(({ recipient, now, earlier }) =>
      [now, ...earlier].flatMap((said) => piece("consent", `${recipient}\n${said.words}`, said, contact)),
    ),
    ...one.decisions.flatMap((decision) =>
      piece(
        "decision",
        `${decision.text}\n${decision.verdict?.reason ?? ""}`,
        { by: decision.proposedBy, at: decision.at },
        contact,
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
        },
      ),
    ),
    ...(one.closed === null ? [] : piece("note", one.closed.note, one.closed, contact)),
  ];
};

const ofThread = (one: ThreadView): Piece[] => [
  ...letters(one.messages, null),
  ...one.known.flatMap(({ answer, at }) => piece("said", answer, { by: null, at })),
  ...one.notes.flatMap((note) => piece("note", note.text, note)),
  ...one.statements.flatMap((said) =>
    piece("statement", [said.statement, said.source, said.corroboration, said.against].join("\n"), said),
  ),
  ...piece("urgency", one.urgency.reason, { by: null, at: one.urgency.at }),
  ...(one.closed === null ? [] : piece("note", one.closed.note, one.closed)),
];

const ofInterpreting = (one: InterpretingView): Piece[] => [
  ...one.words.flatMap((said) =>
    piece(said.kind, said.text, { by: null, at: said.at }).concat(
      said.kind === "letter" && said.translation !== null
        ? piece("letter", said.translation.text, said.translation)
        : [],
    ),
  ),
  ...one.requests.flatMap((asked) => piece("answer", asked.text, asked)),
];

const ofThing = (thing: ThingView): Piece[] => {
  const { place, tags, identifier, agreed, note } = thing.facts;
  return piece("thing", [place, ...(tags ?? []), identifier, agreed, note].filter(Boolean).join("\n"), thing);
};

const ofKnown = (one: KnownView): Piece[] =>
  piece("known", [...one.names, ...one.identifiers, one.reason, one.source].join("\n"), one);

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
