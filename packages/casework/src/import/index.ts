export { type BroughtIn, broughtInByOthers } from "./by-others.ts";
export { orderOf } from "./dates.ts";
export { guessColumns, guessTogether } from "./guess.ts";
export { type ImportedCase, type ImportNotePart, partsOf as importedParts } from "./imported.ts";
export {
  IMPORT_CASE_MOST,
  IMPORT_CELL_MOST,
  IMPORT_COLUMNS_MOST,
  IMPORT_PERSONS_MOST,
  IMPORT_ROWS_MOST,
} from "./limits.ts";
export { type RowNotice, type RowProblem, textsByRow } from "./party.ts";
export {
  isBroughtIn,
  isThere,
  type Joins,
  type Like,
  type LikeReason,
  type PreviewLine,
  previewRows,
} from "./preview.ts";
export type { Cell } from "./row.ts";
export {
  type Column,
  DATE_ORDERS,
  type DateOrder,
  type ImportField,
  importFields,
  isDated,
  isOfPerson,
  mappedTwice,
  type Target,
  targetKey,
  targetsFor,
} from "./target.ts";
export { type CodeNames, plainText } from "./values.ts";
export { isWorkedIn } from "./worked-in.ts";
