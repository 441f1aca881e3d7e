const GROUPS = 8;
const DIGITS = 4;

/** The beginning of a hash in groups that can be read aloud: 128 bits, more than anybody can find a second hash for. */
export const hashGroups = (hash: string): string[] =>
  Array.from({ length: GROUPS }, (_, group) => hash.slice(group * DIGITS, (group + 1) * DIGITS)).filter(
    (group) => group !== "",
  );
