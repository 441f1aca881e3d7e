import {
  makeCodeWords,
  type OrganisationId,
  type Random,
  readCodeWords,
  stretch,
  type UnlockingKeys,
  unlockingKeys,
  type WordList,
} from "@fairlead/protocol";

/** A new phrase and what it becomes. */
export async function makePhrase(
  random: Random,
  list: WordList,
  organisation: OrganisationId,
): Promise<{ phrase: string; unlocking: UnlockingKeys }> {
  const phrase = makeCodeWords(random, list).join(" ");
  const unlocking = await unlockingFrom(phrase, [list], organisation);
  if (unlocking === null) throw new TypeError("a phrase that does not read back");
  return { phrase, unlocking };
}

/** @returns null where the words are no phrase */
export async function unlockingFrom(
  phrase: string,
  lists: readonly WordList[],
  organisation: OrganisationId,
): Promise<UnlockingKeys | null> {
  const read = readCodeWords(phrase, lists);
  return read.kind === "words" ? unlockingKeys(await stretch(read.entropy, organisation)) : null;
}
