/**
 * The evening at which the season stops: a living operation, whatever the day. Callers who wrote before write again,
 * decisions wait, check-ins are armed, one is missed and one in grace.
 *
 * Only callers without a journey are taken for it, so that no total changes.
 */
import { DAY, dayOf, dayText, HOUR, MINUTE } from "../day.ts";
import type { Answers, Tap } from "../words.ts";
import { assess, crewFor, proposeGo, referToLawyer, reply, take, verify } from "./case-story.ts";
import type { Chance } from "./chance.ts";
import type { MemberKey } from "./event.ts";
import { onTheWay } from "./on-the-way.ts";
import { newStory, onTick, type Story } from "./story.ts";
import { type Caller, comesBack, firstExchange } from "./thread-story.ts";
import { IN_CARE, PLAN, REFERRAL, type Tongue } from "./words.ts";

type Again = { minutesAgo: number; text: Partial<Record<Tongue, string>> & { ru: string }; answers: Answers; tap: Tap };
type Evening = { again: Again; rest?: (story: Story, caller: number, now: number) => void };

const LETTERS: readonly Evening[] = [
  {
    again: {
      minutesAgo: 6,
      text: {
        ru: "Они во дворе. Двое. Свет не включаю. Есть второй выход, через котельную.",
        en: "They are in the yard. Two of them. I keep the light off. There is a second way out, through the boiler room.",
        ar: "هم في الساحة. اثنان. لا أشعل الضوء. يوجد مخرج ثان.",
      },
      answers: { danger: "now", need: "leave" },
      tap: "danger",
    },
  },
  {
    again: {
      minutesAgo: 22,
      text: {
        ru: "Дядя едет сюда, будет через час. Документы у меня.",
        en: "My uncle is on his way, an hour from here. I have my papers.",
        ar: "عمي في الطريق، يصل بعد ساعة.",
      },
      answers: { danger: "now" },
      tap: "none",
    },
    rest: (story, caller, now) => {
      story.at(now - 12 * MINUTE, { kind: "claim", by: "plover", caller, minutes: 30 });
      story.at(now - 10 * MINUTE, {
        kind: "urgency",
        by: "plover",
        caller,
        urgency: "now",
        reason: "an hour away, says the caller",
      });
    },
  },
  {
    again: {
      minutesAgo: 70,
      text: {
        ru: "Мне шестнадцать. Можно спросить, что бывает, если уйти из дома?",
        en: "I am sixteen. May I ask what happens if I leave home?",
        ar: "عمري ست عشرة سنة. ماذا يحدث لو تركت البيت؟",
      },
      answers: { adult: "no" },
      tap: "none",
    },
    rest: (story, caller, now) =>
      story.at(now - 50 * MINUTE, { kind: "flag", by: "tern", caller, flag: "minor", on: true }),
  },
  {
    again: {
      minutesAgo: 26 * 60,
      text: {
        ru: "Сил больше нет. Не знаю, зачем пишу.",
        en: "I have no strength left. I do not know why I write.",
        ar: "لم تبق لي قوة. لا أعرف لماذا أكتب.",
      },
      answers: {},
      tap: "none",
    },
    rest: (story, caller, now) => {
      story.at(now - 25 * HOUR, { kind: "flag", by: "plover", caller, flag: "distressing", on: true });
      story.at(now - 25 * HOUR, { kind: "flag", by: "plover", caller, flag: "suicide-risk", on: true });
    },
  },
  {
    again: {
      minutesAgo: 7 * 60,
      text: {
        ru: "Они звонили моей тёте в Озёрный. Спрашивали, не у неё ли я.",
        en: "They rang my aunt in Ozyorny and asked whether I was there.",
        ar: "اتصلوا بخالتي وسألوا عني.",
      },
      answers: { danger: "soon" },
      tap: "none",
    },
  },
  {
    again: {
      minutesAgo: 3 * 60,
      text: {
        ru: "Паспорт есть, но его хранит брат.",
        en: "I have a passport, but my brother keeps it.",
        ar: "عندي جواز سفر لكن أخي يحتفظ به.",
      },
      answers: { danger: "soon", need: "papers" },
      tap: "none",
    },
    // With an interpreter: one letter translated, one answer worded, one that waits.
    rest: (story, caller, now) => {
      story.at(now - 150 * MINUTE, { kind: "interpret", by: "plover", caller, interpreter: "godwit" });
      story.after(20 * MINUTE, {
        kind: "translate",
        by: "godwit",
        caller,
        of: 2,
        text: "I have a passport, but my brother keeps it.",
      });
      const asked = "Can you reach it while he is at work? Do not try tonight.";
      story.after(10 * MINUTE, { kind: "askDraft", by: "plover", caller, text: asked });
      story.after(15 * MINUTE, {
        kind: "draftAnswer",
        by: "godwit",
        caller,
        asked,
        text: "Можно взять его, пока брат на работе? Сегодня не пробуйте.",
      });
      const next = "When does he leave the house?";
      story.after(5 * MINUTE, { kind: "askDraft", by: "plover", caller, text: next });
    },
  },
  {
    again: {
      minutesAgo: 19 * 60,
      text: {
        ru: "Можно ли поехать с маленьким ребёнком?",
        en: "Is it possible to travel with a small child?",
        ar: "هل يمكن السفر مع طفل صغير؟",
      },
      answers: { danger: "no" },
      tap: "none",
    },
    // Cannot be moved: a plan, a referral, and a decline that waits for its second person.
    rest: (story, caller, now) => {
      story.at(now - 15 * HOUR, { kind: "planForThread", by: "tern", caller, plan: PLAN });
      story.after(10 * MINUTE, { kind: "referThread", by: "tern", caller, ...REFERRAL });
      story.after(20 * MINUTE, {
        kind: "proposeDecline",
        by: "tern",
        caller,
        decision: `decline of ${caller}`,
        outcome: "referred",
        text: "A flat with a small child cannot be left unseen. Has a plan and the lawyer, and knows how to write again.",
        expires: now + 20 * HOUR,
      });
    },
  },
];

const lettersTonight = (who: Caller, evening: Evening, now: number, chance: Chance): Story => {
  const story = newStory();
  const { caller, tongue } = who;
  firstExchange(story, who, chance, true, true);
  const { again } = evening;
  const at = now - again.minutesAgo * MINUTE;
  story.at(at - 3 * MINUTE, { kind: "read", caller });
  story.at(at, {
    kind: "letter",
    caller,
    language: tongue,
    text: again.text[tongue] ?? again.text.ru,
    answers: again.answers,
    tap: again.tap,
  });
  evening.rest?.(story, caller, now);
  return story;
};

type CaseTonight = (story: Story, who: Caller, alias: string, turn: number, now: number, chance: Chance) => void;

const begin = (
  story: Story,
  who: Caller,
  alias: string,
  turn: number,
  chance: Chance,
  urgency: "now" | "soon",
): void => {
  firstExchange(story, who, chance, true);
  comesBack(story, who, chance, 60 * MINUTE);
  take(story, 30 * MINUTE, who, alias, turn % 3 === 0 ? 2 : 1, crewFor(turn));
  assess(story, alias, crewFor(turn), chance, urgency);
  reply(story, 8 * MINUTE, who, alias, crewFor(turn), chance.oneOf(IN_CARE[who.tongue]));
};

const accepted = (story: Story, alias: string, turn: number, chance: Chance): void => {
  verify(story, 0, alias, crewFor(turn), chance, true);
  story.after(5 * MINUTE, {
    kind: "move",
    by: crewFor(turn).owner,
    case: alias,
    to: "accepted",
    people: null,
    reason: "verified",
  });
};

const signOfLife = (
  story: Story,
  alias: string,
  armedAt: number,
  due: number,
  graceMinutes: number,
  wording: string,
  turn: number,
): void => {
  story.at(armedAt, {
    kind: "arm",
    by: "plover",
    case: alias,
    checkIn: `${alias} tonight`,
    due: onTick(due),
    graceMinutes,
    expectedFrom: "party",
    wording,
    ladder: [
      { afterMinutes: graceMinutes, member: "plover" },
      { afterMinutes: graceMinutes + 20, member: "wren" },
      { afterMinutes: graceMinutes + 40, member: crewFor(turn).owner },
    ],
  });
};

/** What is known of them: two people's names and papers behind a reason, and what a driver and a host have to know. */
const known = (story: Story, alias: string, turn: number, now: number): void => {
  const { owner, proposer, second } = crewFor(turn);
  const readers = [...new Set<MemberKey>([owner, proposer, second])];
  const text = (words: string) => ({ kind: "text" as const, text: words });
  const day = (days: number) => dayText(dayOf(now) + days);
  story.after(4 * MINUTE, {
    kind: "know",
    by: owner,
    case: alias,
    part: "identity",
    title: "Names and papers",
    readers,
    facts: [
      { person: "1", fact: "name", value: text("Хамзат Придуманов") },
      { person: "1", fact: "latin-name", value: text("KHAMZAT PRIDUMANOV") },
      { person: "1", fact: "born", value: { kind: "date", date: "1994" } },
      { person: "1", fact: "spoken", value: { kind: "languages", languages: ["ce", "ru"] } },
      {
        person: "1",
        fact: "contacts",
        value: {
          kind: "contacts",
          contacts: [{ kind: "telephone", value: "+7 900 000-41-16", safe: "no", note: "a brother reads it" }],
        },
      },
      {
        person: "1",
        fact: "papers",
        value: {
          kind: "papers",
          papers: [
            { kind: "passport", number: "70 0000000", country: "RU", expires: day(24), note: "" },
            { kind: "visa", number: "", country: "DE", expires: day(70), note: "one entry" },
          ],
        },
      },
      { person: "2", fact: "name", value: text("Аслан Выдуманов") },
    ],
  });
  story.after(3 * MINUTE, {
    kind: "know",
    by: owner,
    case: alias,
    part: "needs",
    title: "For the road and the first night",
    readers,
    facts: [
      { person: "1", fact: "medical", value: text("An old knee: two hours of walking, then a rest.") },
      { person: "1", fact: "medication", value: text("Tablets against pain, in the morning") },
      { person: "1", fact: "medication-until", value: { kind: "date", date: day(5) } },
      { person: "2", fact: "step-free", value: { kind: "yes-no", answer: "yes" } },
      { person: "2", fact: "sleeping", value: { kind: "choice", choice: "with-party" } },
    ],
  });
};

/** What is to be done for them, and what was agreed with them for a bad day. */
const planned = (story: Story, alias: string, turn: number, now: number): void => {
  const { owner, proposer, second } = crewFor(turn);
  const standIn = owner === proposer ? second : proposer;
  story.after(10 * MINUTE, {
    kind: "tasks",
    by: owner,
    case: alias,
    tasks: [
      { text: "A second telephone, paid with cash", owner, standIn, due: now - 2 * HOUR },
      {
        text: "Ask the host about the stairs: one of them walks badly",
        owner: "plover",
        standIn: owner,
        due: now + 3 * HOUR,
      },
      { text: "A doctor who asks no papers", owner, standIn, due: now + 26 * HOUR },
      { text: "Copies of both passports to two places", owner: standIn, standIn: owner, due: null },
    ],
  });
  story.after(5 * MINUTE, {
    kind: "agree",
    by: owner,
    case: alias,
    response: {
      status: "detained",
      lawyer: "the lawyer whom the Zarechye office works with, at any hour",
      publicity: "ask",
      tell: "the sister, by letter; she decides about anything public",
      neverCall: ["the father, any number that ends in 61", "the workplace"],
      text: "Say nothing about the flat, also not to the lawyer.",
      tasks: [
        "Call the lawyer @owner +30m",
        "Move the host out of the flat @stand-in +2h",
        "Write to the sister @owner +3h",
      ],
      agreedBy: "both of them",
    },
  });
};

/** A doctor, for a few days; a testimony, and then not. */
const allowed = (story: Story, alias: string, by: MemberKey, now: number): void => {
  const of = { by, case: alias };
  const told = { kind: "consentForCase", how: "telephone", over: 0, ...of } as const;
  story.at(now - 9 * HOUR, {
    ...told,
    consent: `${alias} doctor`,
    purpose: "doctor",
    recipient: "a doctor in Zarechye",
    covers: ["needs"],
    words: "The knee, the tablets, and the first name. Not where the family lives.",
    until: dayOf(now) + 5,
  });
  story.after(2 * MINUTE, {
    ...told,
    consent: `${alias} testimony`,
    purpose: "testimony-record",
    recipient: "this team",
    covers: ["testimony"],
    words: "You may write it down once, so that nobody asks again.",
    until: null,
  });
  story.after(4 * HOUR, {
    kind: "endConsent",
    ...of,
    consent: `${alias} testimony`,
    why: "Cannot sleep since. Not now.",
    how: "telephone",
  });
};

const CASES: readonly CaseTonight[] = [
  // A go that waits for the second member; since it was proposed the party has said it is ready.
  (story, who, alias, turn, now, chance) => {
    begin(story, who, alias, turn, chance, "soon");
    known(story, alias, turn, now);
    planned(story, alias, turn, now);
    accepted(story, alias, turn, chance);
    allowed(story, alias, crewFor(turn).owner, now);
    proposeGo(story, now - 3 * HOUR, alias, crewFor(turn), onTick(now + 6 * HOUR));
    story.at(now - 40 * MINUTE, {
      kind: "letter",
      caller: who.caller,
      language: who.tongue,
      text: "…",
      answers: {},
      tap: "safe",
    });
    signOfLife(story, alias, now - 2 * HOUR, now + 46 * MINUTE, 20, "a word that the bag is packed", turn);
  },
  // Missed: the tap came, and ends nothing.
  (story, who, alias, turn, now, chance) => {
    begin(story, who, alias, turn, chance, "now");
    planned(story, alias, turn, now);
    accepted(story, alias, turn, chance);
    signOfLife(story, alias, now - 6 * HOUR, now - 55 * MINUTE, 20, "a letter from the flat of the first night", turn);
    story.at(now - 16 * MINUTE, {
      kind: "letter",
      caller: who.caller,
      language: who.tongue,
      text: "",
      answers: {},
      tap: "safe",
    });
  },
  // In grace.
  (story, who, alias, turn, now, chance) => {
    begin(story, who, alias, turn, chance, "soon");
    verify(story, 0, alias, crewFor(turn), chance, false);
    signOfLife(story, alias, now - 5 * HOUR, now - 10 * MINUTE, 30, "home from work, alone", turn);
  },
  // A night order that waits for its review.
  (story, who, alias, turn, now, chance) => {
    begin(story, who, alias, turn, chance, "now");
    story.at(now - 4 * HOUR, {
      kind: "propose",
      by: "plover",
      case: alias,
      decision: `${alias} night move`,
      about: "night-move",
      text: "Out of the building to the flat above the bakery, on foot, now.",
      checklist: [{ text: "the way there is lit and short", met: true }],
      expires: now + 8 * HOUR,
    });
    signOfLife(story, alias, now - 3 * HOUR, now + 3 * HOUR + 16 * MINUTE, 30, "a word from the bakery flat", turn);
  },
  // A decline that waits.
  (story, who, alias, turn, now, chance) => {
    begin(story, who, alias, turn, chance, "soon");
    const of = { by: crewFor(turn).owner, case: alias, caller: who.caller };
    story.at(now - 21 * HOUR, { kind: "planForCase", ...of, plan: PLAN });
    referToLawyer(story, 10 * MINUTE, of);
    story.at(now - 20 * HOUR, {
      kind: "propose",
      by: crewFor(turn).owner,
      case: alias,
      decision: `${alias} decline`,
      about: "decline",
      text: "Two answers contradict each other and ask for our drivers by name.",
      checklist: [
        { text: "asked again by another member", met: true },
        { text: "the lawyer has been told to expect somebody", met: false },
      ],
      expires: onTick(now + 2 * DAY),
    });
    signOfLife(story, alias, now - 3 * HOUR, now + 9 * HOUR, 60, "whether the lawyer was reached", turn);
  },
  (story, who, alias, turn, now, chance) => {
    begin(story, who, alias, turn, chance, "now");
    accepted(story, alias, turn, chance);
    onTheWay(story, who, alias, crewFor(turn), now);
    signOfLife(story, alias, now - 2 * HOUR, now + 76 * MINUTE, 30, "a word from the bus, about the weather", turn);
  },
];

/** How many callers an evening takes; fewer when fewer have written. */
export const LETTERS_TONIGHT = LETTERS.length;
export const CASES_TONIGHT = CASES.length;

export type TonightCase = { who: Caller; alias: string; turn: number };

export const tonight = (
  now: number,
  callers: readonly Caller[],
  cases: readonly TonightCase[],
  chance: Chance,
): Story[] => [
  ...callers.flatMap((who, index) => {
    const evening = LETTERS[index];
    return evening ? [lettersTonight(who, evening, now, chance)] : [];
  }),
  ...cases.flatMap(({ who, alias, turn }, index) => {
    const write = CASES[index];
    if (!write) return [];
    const story = newStory();
    write(story, who, alias, turn, now, chance);
    return [story];
  }),
];
