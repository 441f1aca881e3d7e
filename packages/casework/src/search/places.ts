import type { ThingView } from "../view/things.ts";
import type { InterpretingView, KnownView } from "../view.ts";
import { ofCase } from "./of-case.ts";
import { ofParts } from "./of-part.ts";
import { ofThread } from "./of-thread.ts";
import { lineOf, type Place, type Searchable } from "./piece.ts";
import { type Table, type Taken, takeFrom } from "./take.ts";

const OF_INTERPRETING: Table<InterpretingView> = {
  letter: ({ words }) =>
    words.flatMap((said): Taken[] => {
      if (said.kind !== "letter") return [];
      const line = lineOf("letter", said.seq);
      const { text, at, translation } = said;
      const own: Taken = { words: [text], said: { at }, line };
      return translation === null ? [own] : [own, { words: [translation.text], said: translation, line }];
    }),
  answer: ({ words, requests }) => [
    ...words.flatMap((said) =>
      said.kind === "answer"
        ? [{ words: [said.text], said: { at: said.at }, line: lineOf("answer", said.message) }]
        : [],
    ),
    ...requests.map((said) => ({ words: [said.text], said, line: lineOf("request", said.request) })),
  ],
};

const OF_THING: Table<ThingView> = {
  thing: (said) => {
    const { place, tags, identifier, agreed, note, hours, area } = said.facts;
    const words = [place, area, hours, ...(tags ?? []), identifier, agreed, note];
    return [{ words, said, line: lineOf("thing", said.thing) }];
  },
};

const OF_KNOWN: Table<KnownView> = {
  known: (said) => [
    { words: [...said.names, ...said.identifiers, said.reason, said.source], said, line: lineOf("known", said.known) },
  ],
};

/** A place before it is read. `of`: what it is read from; while that is the same object, so are its words. */
export type Source = { id: string; of: object; read(): Place };

const source = (of: object, { id, ...place }: Omit<Place, "pieces">, pieces: () => Place["pieces"]): Source => ({
  ...{ id, of },
  read: () => ({ id, ...place, pieces: pieces() }),
});

/**
 * Everything this member can read, place by place: cases first. A letter of a case in hand stands in the case alone.
 */
export function* sourcesOf(view: Searchable): Generator<Source> {
  const inCases = new Set<string>();
  for (const one of view.cases) {
    for (const { mailbox } of one.mailboxes) inCases.add(mailbox);
    const ref = { kind: "case" as const, case: one.case };
    yield source(one, { id: `case ${one.case}`, ref, name: one.alias, closed: one.closed !== null }, () => ofCase(one));
  }
  for (const one of view.threads) {
    if (inCases.has(one.mailbox)) continue;
    const ref = { kind: "thread" as const, mailbox: one.mailbox };
    const place = { id: `thread ${one.mailbox}`, ref, name: one.name, closed: one.closed !== null };
    yield source(one, place, () => ofThread(one));
  }
  for (const one of view.parts) {
    const ref = { kind: "part" as const, stream: one.stream };
    const place = { id: `part ${one.stream}`, ref, name: one.title, closed: one.held !== null };
    yield source(one, place, () => ofParts([one]));
  }
  for (const one of view.interpretings) {
    // Whoever holds the intake reads the thread itself.
    if (one.mailbox !== null) continue;
    const ref = { kind: "interpreting" as const, stream: one.stream };
    const place = { id: `words ${one.stream}`, ref, name: "", closed: one.ended !== null };
    yield source(one, place, () => takeFrom(OF_INTERPRETING, one, null));
  }
  for (const one of view.exposure.things ?? []) {
    const ref = { kind: "thing" as const, thing: one.thing };
    const place = { id: `thing ${one.thing}`, ref, name: one.name, closed: one.retired !== null };
    yield source(one, place, () => takeFrom(OF_THING, one, null));
  }
  for (const one of view.board.known) {
    const ref = { kind: "known" as const, known: one.known };
    const name = one.names[0] ?? one.identifiers[0] ?? "";
    const place = { id: `known ${one.known}`, ref, name, closed: one.withdrawn !== null };
    yield source(one, place, () => takeFrom(OF_KNOWN, one, null));
  }
}

/** The same, read. */
export const placesOf = (view: Searchable): Place[] => [...sourcesOf(view)].map((one) => one.read());
