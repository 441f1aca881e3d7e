import type { CaseView, PersonRef, PersonView } from "@fairlead/casework";

/**
 * Whom a check-in of this case calls that is set now: its owner, then its stand-in; where neither is in, whoever sets it.
 * `out`: suspended or removed, or no reader of the case any more.
 */
export const calledNow = (
  one: Pick<CaseView, "owner" | "standIn" | "parts">,
  { people, me }: { people: readonly Pick<PersonView, "id" | "standing">[]; me: Omit<PersonRef, "me"> },
): { called: PersonRef[]; out: PersonRef[] } => {
  const readers = one.parts.find(({ part }) => part === "contact")?.readers ?? [];
  const isIn = ({ id }: PersonRef) =>
    people.some((person) => person.id === id && person.standing === "active") &&
    (readers.length === 0 || readers.some((reader) => reader.id === id));
  const leading = [one.owner, ...(one.standIn === null ? [] : [one.standIn])];
  const called = leading.filter(isIn);
  return {
    called: called.length === 0 ? [{ id: me.id, handle: me.handle, me: true }] : called,
    out: leading.filter((person) => !isIn(person)),
  };
};
