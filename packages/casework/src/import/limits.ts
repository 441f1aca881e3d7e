/**
 * What a file may hold. A network's old list has a dozen cases, or a few hundred; each row becomes keys and commits of its
 * own, and a person looks at each. Past this it is no list of cases.
 */
export const IMPORT_ROWS_MOST = 1_000;
export const IMPORT_COLUMNS_MOST = 100;
/** Characters of one cell, and of all that is brought into one case: well under what a commit can hold. */
export const IMPORT_CELL_MOST = 20_000;
export const IMPORT_CASE_MOST = 60_000;
/** People in one case, as in one opened by hand; and those of whom one row can have columns of their own. */
export const IMPORT_PEOPLE_MOST = 99;
export const IMPORT_PERSONS_MOST = 9;
