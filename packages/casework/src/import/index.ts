export { orderOf } from "./dates.ts";
export { guessColumns } from "./guess.ts";
export { type ImportedCase, type ImportNotePart, partsOf as importedParts } from "./imported.ts";
export { IMPORT_CELL_MOST, IMPORT_COLUMNS_MOST, IMPORT_ROW_MOST, IMPORT_ROWS_MOST } from "./limits.ts";
export { type Like, type LikeReason, type PreviewLine, previewRows } from "./preview.ts";
export { type Cell, type RowNotice, type RowProblem, rowTexts } from "./row.ts";
export {
  type Column,
  DATE_ORDERS,
  type DateOrder,
  type ImportField,
  importFields,
  isDated,
  mappedTwice,
  type Target,
  targetKey,
  targetsFor,
} from "./target.ts";
export { type CodeNames, plainText } from "./values.ts";
