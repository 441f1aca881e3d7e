import { isWord, twoPlaces } from "@fairlead/client";
import type { Random } from "@fairlead/protocol";
import type { Person } from "./terminal.ts";

/**
 * Shows a phrase once, on a screen that does not stay, and lets go only when two of its words were typed back: a phrase
 * that was not written down is a member who never comes in again.
 */
export async function showPhrase(
  person: Person,
  random: Random,
  phrase: string,
  before: readonly string[],
): Promise<void> {
  const words = phrase.split(" ");
  await person.aside(async (show) => {
    for (;;) {
      show([...before, "", ...words.map((word, index) => `    ${index + 1}. ${word}`), ""]);
      await person.ask("Press Enter when it is on paper: the words are covered then. ");
      show(["Two words, from your paper."]);
      if (await remembers(person, words, random)) return;
    }
  });
}

async function remembers(person: Person, words: readonly string[], random: Random): Promise<boolean> {
  for (const index of twoPlaces(words.length, random)) {
    if (!isWord(await person.ask(`Word ${index + 1}: `), words[index] ?? "")) return false;
  }
  return true;
}
