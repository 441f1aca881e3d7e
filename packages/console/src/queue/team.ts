import type { PersonView } from "@fairlead/casework";

/** Whom a case can be given to. Communications and auditors never open one. */
export const mayHoldCases = (person: PersonView): boolean =>
  person.standing === "active" &&
  (person.role === "operator" || person.role === "caseworker" || person.role === "coordinator");
