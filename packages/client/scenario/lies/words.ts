import { SAID } from "./scene.ts";

export type Words = keyof typeof SAID;

/** Which of them are to be read in what a screen is given. */
export function wordsIn(shown: unknown): Set<Words> {
  const text = JSON.stringify(shown);
  return new Set((Object.keys(SAID) as Words[]).filter((words) => text.includes(SAID[words])));
}
