/**
 * The first case came from the list of a party that is brought in once more, with one row added since; the others from a
 * colleague's, who kept the names. Not shipped.
 */
import type { View } from "@fairlead/client";

/** Knows a row again, as an invented member's own console would. */
export const rowMark = (cells: readonly string[]): string =>
  [...cells.join(" ")]
    .reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) >>> 0, 7)
    .toString(16)
    .padStart(32, "0");

/** Two of the three rows of case 7 in `pictures.ts`. */
const ROWS = [
  ["7", "Linnet", "Zelimkhan Invented", "1991-04-03", "2", "Zelimkhan asks for a room with a door that locks"],
  ["7", "Siskin", "Другая Вымышленная", "1994-12-25"],
];

export const importedDesk = (view: View): View => {
  const [first, ...others] = view.cases;
  const by = { id: view.me.id, handle: view.me.handle ?? "", me: true };
  const theirs = { row: rowMark(["theirs"]), rows: [], at: view.now - 26 * 3_600_000 };
  const heron = { id: view.me.id, handle: "Heron", me: false };
  const imported = { row: rowMark(ROWS.flat()), rows: ROWS.map(rowMark), by, at: view.now - 3_600_000 };
  return first === undefined
    ? view
    : {
        ...view,
        cases: [
          { ...first, imported },
          ...others.map((one) => ({
            ...one,
            imported: { ...theirs, by: heron },
            parts: one.parts.filter(({ part }) => part !== "identity"),
            closedParts: ["identity" as const],
          })),
        ],
      };
};
