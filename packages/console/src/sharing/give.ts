import type { CasePart, CaseView, MemberId, PersonView } from "@fairlead/casework";
import { mayHoldCases } from "../queue/team.ts";

/** Parts that somebody may hold who holds nothing else of the case. [P3] */
export const NEED_PARTS = [
  "needs",
  "identity",
  "testimony",
  "money",
  "relocation",
] as const satisfies readonly CasePart[];

/** Of use only to whoever carries the case: a journey's hours are told to nobody by a kind of need. */
const BESIDE_CONTACT: ReadonlySet<CasePart> = new Set(["threat", "journey"]);

const readersOf = (one: CaseView, part: CasePart): ReadonlySet<MemberId> =>
  new Set(one.parts.find((held) => held.part === part)?.readers.map(({ id }) => id));

/**
 * To whom a part can be given so that it can be read: contact, threat and journey are the case itself, for those who carry
 * cases; threat and journey make sense only beside contact. A part for one kind of need goes to a specialist too.
 */
export const mayBeGiven = (one: CaseView, part: CasePart, person: PersonView): boolean => {
  if (readersOf(one, part).has(person.id)) return false;
  if (part === "contact") return mayHoldCases(person);
  if (BESIDE_CONTACT.has(part)) return mayHoldCases(person) && readersOf(one, "contact").has(person.id);
  return mayHoldNeeds(person);
};

export const mayHoldNeeds = (person: PersonView): boolean =>
  mayHoldCases(person) || (person.standing === "active" && person.role === "specialist");

/** What is taken with one part: without contact, threat and journey could not be read any more. In the order of taking. */
export const takenWith = (one: CaseView, part: CasePart, member: MemberId): CasePart[] =>
  part === "contact" ? [...[...BESIDE_CONTACT].filter((other) => readersOf(one, other).has(member)), part] : [part];

/** Parts of this kind that nobody has begun: each kind is begun once. */
export const partsToBegin = (one: CaseView): (typeof NEED_PARTS)[number][] =>
  NEED_PARTS.filter((part) => !one.closedParts.includes(part) && !one.parts.some((held) => held.part === part));

/** Those that this reader does not hold. Every case is opened with a threat part, also where no record says so. */
export const closedTo = (one: CaseView): CasePart[] => {
  const begun = one.parts.some(({ part }) => part === "threat") ? [] : (["threat"] as const);
  return [...new Set<CasePart>([...begun, ...one.closedParts])];
};
