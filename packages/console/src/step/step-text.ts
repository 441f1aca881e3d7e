import { baseLanguage, DAY, HOUR, MINUTE, minuteThere, type NextStep } from "@fairlead/casework";
import { dayMinute } from "../say/there.ts";
import { STEP_WORDS, type StepWords } from "./step-words.ts";

/** In the language they write in, where there are words in it; else null, and somebody chooses. */
export const stepWordsFor = (language: string | null): StepWords | null =>
  STEP_WORDS.find((words) => words.language === baseLanguage(language)) ?? null;

/** Words that took a step's place: as long as somebody may still stand there. */
export const STANDS_HOURS = 12;

type Options = {
  words: StepWords;
  /** Minutes that the clocks there are ahead of UTC. */
  offset: number;
  otherwise: boolean;
  /** They were told something else before. */
  changed: boolean;
  phone: boolean;
};

const clock = (at: number, offset: number): string => dayMinute(minuteThere(offset, at) ?? 0);

/** Each step begins with it, and a sentence begins with a capital: Russian days do not by themselves. */
const day = (at: number, { words, offset }: Pick<Options, "words" | "offset">): string => {
  const said = new Intl.DateTimeFormat(`${words.language}-u-nu-latn`, {
    ...{ weekday: "long", day: "numeric", month: "long", timeZone: "UTC" },
  }).format(at + offset * MINUTE);
  return said.charAt(0).toLocaleUpperCase(words.language) + said.slice(1);
};

/** Short and calm, a line for each thing: what this step needs, and nothing that comes after it. [P3] */
export const stepText = (step: NextStep, options: Options): string => {
  const { words, offset, changed, phone } = options;
  const other = options.otherwise ? step.otherwise : null;
  return [
    changed ? (phone ? words.changedAloud : words.changed) : null,
    ...wayText(step, options),
    step.said.say === "" ? null : words.phrase(unstopped(step.said.say), unstopped(step.said.hear)),
    other === null ? null : `${otherwiseText(other, words, offset)} ${phone ? words.againByPhone : words.again}`,
    phone ? words.nextByPhone : words.next,
  ]
    .filter((line) => line !== null)
    .join("\n\n");
};

/** Between quotation marks that a full stop follows. */
const unstopped = (said: string): string => said.replace(/\.$/, "");

const wayText = ({ kind, said, arrives }: NextStep, options: Options): string[] => {
  const { words, offset } = options;
  const { at, departs, from, meet, to, service } = said;
  const when = `${day(at, options)}, ${clock(at, offset)}`;
  const place = `${from}, ${meet === "" ? words.where : meet}`;
  const there = clock(arrives, offset);
  const until = arrives - at < DAY ? there : `${day(arrives, options)}, ${there}`;
  switch (kind) {
    case "drive":
      return [words.car(when, place)];
    case "ride":
      if (meet === "") return [words.ride(when, service, from, to, there)];
      return [words.met(when, place), words.leaves(service, from, clock(departs, offset), to, there)];
    case "walk":
      return meet === "" ? [words.walk(when, from, to)] : [words.met(when, place), words.on(to)];
    case "stay":
      return meet === "" ? [words.stay(when, until)] : [words.expected(when, place), words.until(until)];
  }
};

const otherwiseText = (other: NonNullable<NextStep["otherwise"]>, words: StepWords, offset: number): string => {
  const by = clock(other.at, offset);
  if (other.does === "wait") return words.wait(by);
  const { service, from, departs, to } = other;
  return service === "" ? words.walkInstead(by, to) : words.take(by, service, from, clock(departs, offset), to);
};

/** A night under a roof is no step: what is needed of it is to be there. */
const STAY_READABLE = 6 * HOUR;

/** Until which whole hour it stays in the mailbox: half an hour longer than it takes, and an hour from now at least. */
export const readableUntil = ({ kind, said, arrives }: NextStep, now: number): number => {
  const over = kind === "stay" ? Math.min(arrives, said.at + STAY_READABLE) : arrives;
  return Math.max(Math.ceil((over + HOUR / 2) / HOUR), Math.floor(now / HOUR) + 2);
};
