/** What happens to a thread before, or without, becoming a case. */
import { DAY, HOUR, MINUTE } from "../day.ts";
import type { Chance } from "./chance.ts";
import { newStory, operatorAt, type Story } from "./story.ts";
import { ADVICE, ASKING, FIRST, REPLYING, type Tongue } from "./words.ts";

export type Caller = { caller: number; wroteAt: number; tongue: Tongue };

/** The first exchange: a letter, an operator's questions, an urgency, an answer. `calm` leaves the urgency unset. */
export const firstExchange = (story: Story, who: Caller, chance: Chance, soonAnswered: boolean, calm = false): void => {
  const { caller, tongue, wroteAt } = who;
  const first = chance.oneOf(FIRST[tongue]);
  const answers = calm ? {} : first.answers;
  story.at(wroteAt, { kind: "letter", caller, language: tongue, text: first.text, answers, tap: "none" });
  const pause = chance.between(4, soonAnswered || first.urgency === "now" ? 40 : 170) * MINUTE;
  const by = operatorAt(wroteAt + pause);
  story.after(pause, { kind: "claim", by, caller, minutes: 25 });
  if (!calm && first.urgency !== "unknown") {
    story.after(2 * MINUTE, { kind: "urgency", by, caller, urgency: first.urgency, reason: "by what the letter says" });
  }
  if (answers.reach) story.after(MINUTE, { kind: "window", by, caller, window: answers.reach, mayRing: false });
  const checkInBy = Math.floor((wroteAt + pause) / HOUR) + 18;
  const text = chance.oneOf(ASKING[tongue]);
  story.after(4 * MINUTE, { kind: "answer", by, caller, text, standing: false, until: null, checkInBy });
  story.after(2 * MINUTE, { kind: "release", by, caller });
};

/** The caller comes back within the day, reads, and answers. */
export const comesBack = (story: Story, who: Caller, chance: Chance, within: number): void => {
  const { caller, tongue } = who;
  story.after(chance.between(20, Math.max(21, Math.floor(within / MINUTE))) * MINUTE, { kind: "read", caller });
  story.after(6 * MINUTE, {
    kind: "letter",
    caller,
    language: tongue,
    text: chance.oneOf(REPLYING[tongue]),
    answers: {},
    tap: "none",
  });
};

/** A thread that needs no case: asked, advised, and closed some days later. */
export const adviceStory = (who: Caller, chance: Chance): Story => {
  const story = newStory();
  const { caller, tongue } = who;
  firstExchange(story, who, chance, false);
  if (chance.in(0.7)) {
    comesBack(story, who, chance, 14 * HOUR);
    const by = operatorAt((story.events.at(-1)?.at ?? 0) + HOUR);
    story.after(chance.between(10, 60) * MINUTE, { kind: "claim", by, caller, minutes: 20 });
    const text = chance.oneOf(ADVICE[tongue]);
    story.after(5 * MINUTE, { kind: "answer", by, caller, text, standing: false, until: null, checkInBy: null });
    story.after(MINUTE, { kind: "release", by, caller });
    if (chance.in(0.6)) story.after(chance.between(3, 20) * HOUR, { kind: "read", caller });
  }
  const outcome = chance.oneOf(["answered", "answered", "referred", "no-answer"] as const);
  const pause = chance.between(4, 12) * DAY;
  if (outcome === "answered") {
    story.after(pause, { kind: "closeThread", by: "plover", caller, outcome, note: "nothing more asked" });
    return story;
  }
  // Somebody is turned away: the night's operator reads it over before it counts. [P11]
  const decision = `decline of ${caller}`;
  const text = outcome === "referred" ? "a lawyer in Zarechye has the rest" : "asked twice, and no word came";
  const proposed = (story.events.at(-1)?.at ?? 0) + pause;
  const expires = proposed + 2 * DAY;
  const proposal = { kind: "proposeDecline" as const, by: "plover" as const, caller, decision, outcome, text, expires };
  if (outcome === "referred") {
    const consent = "the caller, in the last letter: town and language, no name";
    const to = "a lawyer in Zarechye";
    story.at(proposed - HOUR, {
      kind: "referThread",
      by: "plover",
      caller,
      to,
      purpose: "papers, and advice",
      consent,
    });
    story.after(HOUR, { ...proposal, noSafetyPlan: "asked for advice only; is in no danger" });
  } else {
    story.at(proposed, { ...proposal, noSafetyPlan: "nobody answered", noReferral: "nobody to refer" });
  }
  story.after(7 * HOUR, {
    kind: "decideDecline",
    by: "tern",
    caller,
    decision,
    verdict: "approve",
    reason: "read from the first letter on; so it is",
  });
  return story;
};
