import type { FactValue } from "../fact/value.ts";
import { factViews, isCovered } from "../view/facts.ts";
import type { PartView } from "../view.ts";
import { lineOf, type Piece } from "./piece.ts";
import { noteLine, type Table, type Taken, takeFrom } from "./take.ts";

/** Codes are left out: they are words on the reader's screen alone, and filters ask for them. */
const words = (value: FactValue): string[] => {
  switch (value.kind) {
    case "text":
      return [value.text];
    case "date":
      return [value.date];
    case "number":
      return [`${value.number}`];
    case "papers":
      return value.papers.flatMap(({ number, note }) => [`${number} ${note}`]);
    case "contacts":
      return value.contacts.flatMap((one) => [`${one.value} ${one.note}`]);
    default:
      return [];
  }
};

/** The same for the team and for who holds nothing else of the case. */
const OF_PART: Table<PartView> = {
  note: ({ part, notes }) =>
    notes.map((said) => ({ words: [said.text], said, line: noteLine(said), covered: isCovered(part) })),
  fact: (part) =>
    factViews([], [part]).map((said) => ({
      ...{ words: words(said.value), said, covered: said.covered },
      line: lineOf("fact", said.part, said.person, said.fact),
    })),
  // What a picture that was taken out showed is said no more; why it went is.
  photo: ({ part, photos }) =>
    photos.map((photo) => ({
      words: [photo.removed === null ? photo.paper : photo.removed.reason],
      ...{ said: photo.removed ?? photo, covered: isCovered(part) },
      line: lineOf("photo", part, photo.person, photo.photo),
    })),
  money: ({ money }) =>
    money
      .flatMap(({ lines }) => lines)
      .map((said) => ({
        words: [
          ...[said.thing?.name, said.words, said.means?.name, said.receipt, said.note, said.reason],
          said.struck?.reason,
        ],
        ...{ said, line: lineOf("money", said.line) },
      })),
  application: ({ applications }) =>
    applications.flatMap((of): Taken[] => [
      {
        words: [of.name, of.why, of.note, ...of.papers.map(({ note }) => note)],
        ...{ said: of, line: lineOf("application", of.application) },
      },
      ...of.steps.map((said) => ({
        words: [said.note],
        said,
        line: lineOf("application", of.application, said.to, said.at),
      })),
    ]),
};

export const ofParts = (parts: readonly PartView[]): Piece[] =>
  parts.flatMap((one) => takeFrom(OF_PART, one, one.part));
