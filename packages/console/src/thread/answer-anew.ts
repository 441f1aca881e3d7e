import type { Drafts } from "../session/drafts.ts";

/**
 * Puts words that never arrived into the answer box, where they are looked at before they go: days later the station may be another.
 * Below what stands there already; the same words twice are no second answer.
 */
export const answerAnew = (drafts: Drafts, place: string, text: string): void => {
  const draft = drafts.read(place);
  if (draft.text.includes(text)) return;
  drafts.write(place, { ...draft, text: draft.text === "" ? text : `${draft.text}\n\n${text}` });
};
