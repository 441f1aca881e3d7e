/**
 * An invented surge: the day after the newspaper wrote about it. Ten thousand threads in twenty-four hours, from a
 * seed: callers in danger and callers with time, some who write again before anybody has answered, some who repeat
 * themselves from a second mailbox, phones with a wrong date, answers lost on the way so that a row comes twice,
 * threads that had been closed, and a share of people who write only to bury the others.
 *
 * Everybody in it is invented. `danger` says what the team must notice, by any of the ways in which it can be said;
 * it is known here because we made it up, so that a test need not ask the queue what the queue should show.
 */
import { HOUR, MINUTE } from "../day.ts";
import type { Words } from "../letter.ts";
import type { Answers } from "../words.ts";
import { type Chance, chanceFor } from "./chance.ts";
import { tongueOf } from "./story.ts";
import { FIRST, REPLYING } from "./words.ts";

export type SurgeLetter = Words & {
  at: number;
  caller: number;
  /** From 1, in the mailbox. */
  seq: number;
  language: string;
  /** What the phone's own clock says: a day off, for some. */
  phone: number;
  onArrival: boolean;
  /** Says that someone is in danger now: by the answer, by the tap, or by the wording that was agreed. */
  danger: boolean;
  /** The row arrives this many ms later once more, because its answer was lost. 0: once. */
  again: number;
};

export type Surge = {
  from: number;
  until: number;
  /** Their threads were answered and closed before it began; now they write again. */
  closedBefore: readonly number[];
  /** What was agreed with them before it began: a sentence that means danger. */
  agreed: ReadonlyMap<number, string>;
  /** They write to bury the others. */
  hostile: ReadonlySet<number>;
  /** In the order in which they arrive. */
  letters: readonly SurgeLetter[];
};

const AGREED = "Привезите, пожалуйста, синюю тетрадь.";

/** Noise that looks like noise, and noise that is made to hurt a screen. */
const NOISE: readonly string[] = [
  "buy cheap lamps today",
  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
  "\u202Eтсет\u202C \u2066открой\u2069 меня",
  "Z\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030A\u030B\u030C\u030D\u030E\u030F",
  "<img src=x onerror=alert(1)><script>1</script>",
  "\u200B\u200B\u200B\uFEFF",
  "мы знаем, кто вы",
];

type Planned = Pick<SurgeLetter, "text" | "answers" | "tap" | "danger">;

const calm = (text: string, answers: Answers = {}): Planned => ({ text, answers, tap: "none", danger: false });

const SAID: readonly (NonNullable<Answers["danger"]> | null)[] = ["soon", "soon", "no", "unsure", null, null];

const first = (chance: Chance, text: string, agreed: string | undefined): Planned => {
  if (chance.in(0.08)) return { text, answers: { danger: "now" }, tap: "none", danger: true };
  if (agreed !== undefined && chance.in(0.3)) {
    return { text: `${text} ${agreed.toLocaleUpperCase()}`, answers: {}, tap: "none", danger: true };
  }
  const danger = chance.oneOf(SAID);
  return calm(text, danger === null ? {} : { danger });
};

/** Nobody has answered yet, and it goes on. Some of it has become dangerous meanwhile. */
const next = (chance: Chance, text: string, agreed: string | undefined): Planned => {
  if (chance.in(0.06)) return { text: "", answers: {}, tap: "danger", danger: true };
  if (chance.in(0.05)) return { text: "", answers: {}, tap: "safe", danger: false };
  if (agreed !== undefined && chance.in(0.2)) return { text: agreed, answers: {}, tap: "none", danger: true };
  return calm(text);
};

/** Few of those who make noise lie about danger: a lie costs the queue one answer, and is answered like the truth. */
const noise = (chance: Chance): Planned => {
  const text = chance.oneOf(NOISE);
  return chance.in(0.04) ? { text, answers: { danger: "now" }, tap: "none", danger: true } : calm(text);
};

/** The evening is the worst: arrivals rise to it and fall again. */
const arrival = (chance: Chance, span: number): number => Math.floor(((chance.part() + chance.part()) / 2) * span);

export const surge = (
  seed: number,
  { threads, from, hours }: { threads: number; from: number; hours: number },
): Surge => {
  const span = hours * HOUR;
  const letters: SurgeLetter[] = [];
  const closedBefore: number[] = [];
  const agreed = new Map<number, string>();
  const hostile = new Set<number>();
  for (let caller = 0; caller < threads; caller += 1) {
    const chance = chanceFor(seed, 50_000 + caller);
    const wrote = from + arrival(chance, span - HOUR);
    const tongue = tongueOf(chance);
    if (chance.in(0.35)) hostile.add(caller);
    else if (chance.in(0.06)) {
      if (chance.in(0.5)) agreed.set(caller, AGREED);
      else closedBefore.push(caller);
    }
    const wrongBy = chance.in(0.05) ? chance.oneOf([-24, 24, 24 * 365]) * HOUR : 0;
    const onArrival = chance.in(0.1);
    const more = chance.in(0.3) ? chance.between(1, 3) : 0;
    // A second mailbox of somebody who lost the words: the same text again, under another name.
    const text = chance.in(0.03) ? (FIRST.ru[0]?.text ?? "") : chance.oneOf(FIRST[tongue]).text;
    for (let seq = 1, at = wrote; seq <= 1 + more && at < from + span; seq += 1) {
      const said = hostile.has(caller)
        ? noise(chance)
        : seq === 1
          ? first(chance, text, agreed.get(caller))
          : next(chance, chance.oneOf(REPLYING[tongue]), agreed.get(caller));
      const again = chance.in(0.05) ? chance.between(1, 90) * 1000 : 0;
      letters.push({ at, caller, seq, language: tongue, phone: at + wrongBy, onArrival, again, ...said });
      at += chance.between(3, 240) * MINUTE;
    }
  }
  letters.sort((a, b) => a.at - b.at || a.caller - b.caller);
  return { from, until: from + span, closedBefore, agreed, hostile, letters };
};
