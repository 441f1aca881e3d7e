export { type BoardMatch, judgedOf, type MatchBoard, matchBoard, type Readable } from "./board.ts";
export {
  compareNames,
  type MatchStrength,
  type NameCaveat,
  type NameMatch,
  STRENGTHS,
  type WordMatch,
} from "./compare-names.ts";
export { compareWords, gradeOf, WORD_REASONS, type WordReason } from "./compare-words.ts";
export { type Identifier, type IdentifierKind, identifiersIn, takeOut } from "./identifier.ts";
export { type IdentifierKey, identifierKey, isSameIdentifier } from "./identifier-key.ts";
export { inventedPerson, type LabelledPair, labelledPairs, WAYS, writtenAs } from "./invented-people.ts";
export { type Name, type NameWord, readName } from "./name.ts";
export { namesIn } from "./names-in.ts";
export { type Described, type Match, type MatchReason, type PeopleIndex, peopleIndex } from "./people.ts";
export { subjectKey } from "./subject.ts";
