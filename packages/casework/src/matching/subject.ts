import type { MatchedWith } from "../operation.ts";

/** A name for either side of a match, the same for everybody. */
export const subjectKey = (subject: MatchedWith): string => {
  switch (subject.kind) {
    case "thread":
      return `thread ${subject.mailbox}`;
    case "known":
      return `known ${subject.known}`;
    case "case":
      return `case ${subject.case}`;
  }
};
