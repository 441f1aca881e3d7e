/** What happens to a party, from the thread to another country. */
import { DAY, HOUR, MINUTE } from "../day.ts";
import { SEARCHES } from "../words.ts";
import type { Chance } from "./chance.ts";
import type { MemberKey } from "./event.ts";
import type { PlannedParty } from "./plan.ts";
import { newStory, onTick, operatorAt, type Story } from "./story.ts";
import { type Caller, comesBack, firstExchange } from "./thread-story.ts";
import {
  ANSWERED,
  ARRIVED,
  FACTORS,
  IN_CARE,
  INSTRUCTION,
  ON_THE_WAY,
  PLAN,
  READY,
  REFERRAL,
  REST,
  STATEMENTS,
  THREATS,
} from "./words.ts";

export type Crew = { owner: MemberKey; proposer: "wren" | "heron"; second: "wren" | "heron" };

/**
 * Caseworkers take turns, every fifth case is a coordinator's. A coordinator stands in and proposes, the other
 * coordinator is the second. */
export const crewFor = (turn: number): Crew => {
  const [proposer, second] = turn % 4 < 2 ? (["heron", "wren"] as const) : (["wren", "heron"] as const);
  const owner = turn % 5 === 4 ? proposer : turn % 2 === 0 ? "siskin" : "curlew";
  return { owner, proposer, second };
};

const teamOf = (crew: Crew): MemberKey[] => [...new Set<MemberKey>([crew.owner, "wren", "heron", "plover", "tern"])];

export const take = (story: Story, after: number, who: Caller, alias: string, people: number, crew: Crew): void => {
  story.after(after, {
    kind: "take",
    by: crew.owner,
    caller: who.caller,
    alias,
    people,
    owner: crew.owner,
    standIn: crew.owner === crew.proposer ? crew.second : crew.proposer,
    team: teamOf(crew),
  });
};

/** Threat, search, risk and a first statement: what every case begins with. */
export const assess = (
  story: Story,
  alias: string,
  crew: Crew,
  chance: Chance,
  urgency: "now" | "soon" | "later",
): void => {
  const by = crew.owner;
  const threat = chance.oneOf(THREATS);
  story.after(9 * MINUTE, {
    kind: "threat",
    by,
    case: alias,
    threat: "t1",
    who: threat.who,
    threatens: threat.kind,
    reach: [...threat.reach],
    certainty: threat.certainty,
    source: "the letters",
  });
  story.after(3 * MINUTE, {
    kind: "risk",
    by,
    case: alias,
    urgency,
    saidBy: "team",
    factors: [chance.oneOf(FACTORS), chance.oneOf(FACTORS)].filter((one, index, all) => all.indexOf(one) === index),
    reach: [...threat.reach],
    reason: "from threat and papers",
    answered: ANSWERED[urgency],
  });
  story.after(4 * MINUTE, { kind: "move", by, case: alias, to: "verification", people: null, reason: "assessed" });
  story.after(5 * MINUTE, {
    kind: "search",
    by,
    case: alias,
    about: "missing-person",
    known: chance.in(0.8) ? "none-found" : "found",
    source: "public list",
  });
};

/** The case's team answers what was written last, so that nobody waits without need. */
export const reply = (story: Story, after: number, who: Caller, alias: string, crew: Crew, text: string): void => {
  story.after(after, {
    kind: "write",
    by: crew.owner,
    case: alias,
    caller: who.caller,
    text,
    standing: false,
    until: null,
    checkInBy: null,
  });
};

export const verify = (
  story: Story,
  moment: number,
  alias: string,
  crew: Crew,
  chance: Chance,
  concluded: boolean,
): void => {
  const [statement, source, corroboration] = chance.oneOf(STATEMENTS);
  story.at(moment, {
    kind: "verify",
    by: crew.owner,
    case: alias,
    statement,
    source,
    corroboration: concluded ? corroboration : "",
    certainty: concluded ? (chance.in(0.5) ? "confirmed" : "likely") : "said",
    concluded,
  });
};

/** Allowed first, by name and for that; then told. */
export const referToLawyer = (
  story: Story,
  pause: number,
  of: { by: MemberKey; case: string; caller: number },
): void => {
  const { to, purpose, consent: words } = REFERRAL;
  const consent = `${of.case} lawyer`;
  story.after(pause, {
    kind: "consentForCase",
    by: of.by,
    case: of.case,
    consent,
    purpose: "lawyer",
    recipient: to,
    covers: ["summary"],
    words,
    how: "letter",
    until: null,
    over: 0,
  });
  story.after(0, { kind: "referCase", ...of, to, purpose, words, consent });
};

/** Whether anybody is searching, looked at before somebody sets out. */
const lookAgain = (story: Story, moment: number, alias: string, by: MemberKey): void => {
  for (const about of SEARCHES)
    story.at(moment, {
      kind: "search",
      by,
      case: alias,
      about,
      known: about === "travel-ban" ? "unknown" : "none-found",
      source: about === "travel-ban" ? "no list is open to us" : "public list",
      ...(about === "travel-ban" ? { checkable: false } : {}),
    });
};

export const proposeGo = (story: Story, moment: number, alias: string, crew: Crew, expires: number): void => {
  lookAgain(story, moment - 20 * MINUTE, alias, crew.proposer);
  story.at(moment, {
    kind: "propose",
    by: crew.proposer,
    case: alias,
    decision: `${alias} go`,
    about: "go",
    text: "One car to the quiet station, then the train that does not record names. A host waits.",
    checklist: [
      { text: "the party is ready and has said so", met: true },
      { text: "driver and host confirmed today", met: true },
      { text: "if it does not come: back to the flat of the first night", met: true },
    ],
    expires,
  });
};

/** A sign of life during a journey: mostly met, sometimes late. */
const checkOnTheWay = (story: Story, who: Caller, alias: string, due: number, chance: Chance, name: string): void => {
  const by = operatorAt(due);
  story.at(due - 3 * HOUR, {
    kind: "arm",
    by,
    case: alias,
    checkIn: name,
    due,
    graceMinutes: 30,
    expectedFrom: "party",
    wording: "a few words from the change of trains",
    ladder: [
      { afterMinutes: 30, member: by },
      { afterMinutes: 50, member: "wren" },
      { afterMinutes: 70, member: "heron" },
    ],
  });
  const late = chance.in(0.12);
  if (late) {
    story.at(due + 34 * MINUTE, { kind: "acknowledge", by, case: alias, checkIn: name, note: "asking the host" });
  }
  story.at(due + (late ? 71 : -12) * MINUTE, {
    kind: "letter",
    caller: who.caller,
    language: who.tongue,
    text: chance.oneOf(ON_THE_WAY[who.tongue]),
    answers: {},
    tap: "safe",
  });
  story.after(9 * MINUTE, {
    kind: "close",
    by,
    case: alias,
    checkIn: name,
    done: late ? "met-late" : "met",
    note: late ? "the train stood an hour in Kamenka" : "they wrote, and used the agreed word",
  });
};

const afterShelter = (story: Story, who: Caller, alias: string, crew: Crew, party: PlannedParty): void => {
  if (party.abroadAt === null) return;
  const leaves = party.abroadAt - 8 * DAY;
  lookAgain(story, leaves - 4 * HOUR, alias, crew.proposer);
  const decision = `${alias} go abroad`;
  story.at(leaves - 3 * HOUR, {
    kind: "propose",
    by: crew.proposer,
    case: alias,
    decision,
    about: "go",
    text: "The morning flight, by papers in their own names. The host organisation meets them.",
    checklist: [
      { text: "passports and tickets were seen", met: true },
      { text: "whoever meets them has confirmed", met: true },
    ],
    expires: leaves + 12 * HOUR,
  });
  story.at(leaves - HOUR, {
    kind: "decide",
    by: crew.second,
    case: alias,
    decision,
    verdict: "approve",
    reason: "read the papers, asked who meets them",
  });
  story.at(leaves, {
    kind: "move",
    by: crew.owner,
    case: alias,
    to: "relocating",
    people: null,
    reason: "an invitation and the papers are there",
  });
  story.at(party.abroadAt, {
    kind: "move",
    by: crew.owner,
    case: alias,
    to: "abroad",
    people: null,
    reason: "met at the airport by the host organisation",
  });
  story.after(45 * DAY, {
    kind: "move",
    by: crew.owner,
    case: alias,
    to: "settled",
    people: null,
    reason: "a room and a course",
  });
  story.after(20 * DAY, { kind: "read", caller: who.caller });
  story.after(HOUR, {
    kind: "closeCase",
    by: crew.proposer,
    case: alias,
    outcome: "settled",
    note: "nothing more is needed",
  });
};

/** From the first letter to the shelter, in the time the plan gives; then abroad, where it says so. */
export const partyStory = (who: Caller, party: PlannedParty, alias: string, turn: number, chance: Chance): Story => {
  const story = newStory();
  const crew = crewFor(turn);
  const { caller, tongue } = who;
  const span = party.shelteredAt - party.wroteAt;
  const part = (share: number) => party.wroteAt + Math.floor(span * share);
  firstExchange(story, who, chance, true);
  comesBack(story, who, chance, span * 0.06);
  take(story, span * 0.04, who, alias, party.people, crew);
  assess(story, alias, crew, chance, chance.oneOf(["now", "soon", "soon"]));
  verify(story, part(0.32), alias, crew, chance, false);
  verify(story, part(0.44), alias, crew, chance, true);
  story.after(6 * MINUTE, {
    kind: "move",
    by: crew.owner,
    case: alias,
    to: "accepted",
    people: null,
    reason: "verified",
  });
  story.at(part(0.5), {
    kind: "write",
    by: crew.owner,
    case: alias,
    caller,
    text: INSTRUCTION[tongue],
    standing: true,
    until: Math.floor(party.shelteredAt / HOUR),
    checkInBy: Math.floor(part(0.62) / HOUR),
  });
  story.at(part(0.56), { kind: "read", caller });
  story.after(5 * MINUTE, {
    kind: "letter",
    caller,
    language: tongue,
    text: chance.oneOf(READY[tongue]),
    answers: {},
    tap: "none",
  });
  proposeGo(story, part(0.62), alias, crew, party.shelteredAt);
  lookAgain(story, part(0.68) - 10 * MINUTE, alias, crew.second);
  story.at(part(0.68), {
    kind: "decide",
    by: crew.second,
    case: alias,
    decision: `${alias} go`,
    verdict: "approve",
    reason: "read route and fallback, asked the driver myself",
  });
  story.at(part(0.74), {
    kind: "move",
    by: crew.proposer,
    case: alias,
    to: "evacuating",
    people: null,
    reason: "set out",
  });
  checkOnTheWay(story, who, alias, onTick(part(0.9) - HOUR), chance, `${alias} on the way`);
  story.at(party.shelteredAt, {
    kind: "move",
    by: crew.owner,
    case: alias,
    to: "sheltered",
    people: null,
    reason: "the host has opened the door",
  });
  story.after(50 * MINUTE, {
    kind: "letter",
    caller,
    language: tongue,
    text: chance.oneOf(ARRIVED[tongue]),
    answers: {},
    tap: "safe",
  });
  reply(story, 25 * MINUTE, who, alias, crew, chance.oneOf(REST[tongue]));
  story.after(HOUR, { kind: "read", caller });
  story.after(2 * HOUR, {
    kind: "risk",
    by: crew.owner,
    case: alias,
    urgency: "later",
    saidBy: "team",
    factors: ["sheltered"],
    reach: [],
    reason: "behind a door that locks",
    answered: ANSWERED.later,
  });
  afterShelter(story, who, alias, crew, party);
  return story;
};

/** Contact lost before setting out: a check-in that nobody met. */
export const lostStory = (who: Caller, alias: string, turn: number, missedAt: number, chance: Chance): Story => {
  const story = newStory();
  const crew = crewFor(turn);
  firstExchange(story, who, chance, true);
  comesBack(story, who, chance, 3 * HOUR);
  take(story, 2 * HOUR, who, alias, 1, crew);
  assess(story, alias, crew, chance, "now");
  reply(story, 8 * MINUTE, who, alias, crew, chance.oneOf(IN_CARE[who.tongue]));
  const due = onTick(missedAt);
  const name = `${alias} sign of life`;
  story.at(due - 10 * HOUR, {
    kind: "arm",
    by: "tern",
    case: alias,
    checkIn: name,
    due,
    graceMinutes: 30,
    expectedFrom: "party",
    wording: "a letter before the evening",
    ladder: [
      { afterMinutes: 30, member: "tern" },
      { afterMinutes: 60, member: crew.owner },
      { afterMinutes: 90, member: "wren" },
    ],
  });
  story.at(due + 36 * MINUTE, {
    kind: "acknowledge",
    by: "tern",
    case: alias,
    checkIn: name,
    note: "no answer, asking the friend who gave the address",
  });
  story.at(due + 7 * HOUR, {
    kind: "status",
    by: crew.owner,
    case: alias,
    status: "lost-contact",
    note: "phone off since noon; lawyer told, family must not be called",
  });
  story.after(20 * MINUTE, {
    kind: "close",
    by: crew.owner,
    case: alias,
    checkIn: name,
    done: "no-sign",
    note: "searched for by other means from here on",
  });
  return story;
};

/** A case that ends without a journey: declined by two, with a safety plan, or withdrawn by the caller. */
export const endedStory = (who: Caller, alias: string, turn: number, chance: Chance): Story => {
  const story = newStory();
  const crew = crewFor(turn);
  firstExchange(story, who, chance, true);
  comesBack(story, who, chance, 20 * HOUR);
  take(story, 5 * HOUR, who, alias, 1, crew);
  assess(story, alias, crew, chance, "later");
  reply(story, 8 * MINUTE, who, alias, crew, chance.oneOf(IN_CARE[who.tongue]));
  if (chance.in(0.5)) {
    story.after(3 * DAY, {
      kind: "move",
      by: crew.owner,
      case: alias,
      to: "withdrawn",
      people: null,
      reason: "wants to stay for now, has the words",
    });
    story.after(10 * DAY, {
      kind: "closeCase",
      by: crew.owner,
      case: alias,
      outcome: "withdrawn",
      note: "may write again any time",
    });
    return story;
  }
  const decision = `${alias} decline`;
  const { caller } = who;
  story.after(2 * DAY - 2 * HOUR, { kind: "planForCase", by: crew.owner, case: alias, caller, plan: PLAN });
  referToLawyer(story, HOUR, { by: crew.owner, case: alias, caller });
  story.after(HOUR, {
    kind: "propose",
    by: crew.owner,
    case: alias,
    decision,
    about: "decline",
    text: "Answers changed twice and lead to our driver. Safety plan: a lawyer's address, nothing of ours.",
    checklist: [
      { text: "asked again by another member", met: true },
      { text: "referral written", met: true },
    ],
    expires: (story.events.at(-1)?.at ?? 0) + 6 * DAY,
  });
  story.after(9 * HOUR, {
    kind: "decide",
    by: crew.second,
    case: alias,
    decision,
    verdict: "approve",
    reason: "read all letters, same impression",
  });
  story.after(20 * MINUTE, {
    kind: "move",
    by: crew.owner,
    case: alias,
    to: "declined",
    people: null,
    reason: "decided by two",
  });
  story.after(7 * DAY, {
    kind: "closeCase",
    by: crew.owner,
    case: alias,
    outcome: "declined",
    note: "safety plan and referral sent",
  });
  return story;
};
