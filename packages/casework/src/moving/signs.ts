/** When a party was last heard of, and when somebody last wrote what was found. */
import { HOUR } from "../day.ts";
import { whomOf } from "../how-they-are.ts";
import { isDanger } from "../letter.ts";
import { isProblem } from "../ticket/words.ts";
import type { CaseView, PersonRef } from "../view.ts";
import { type Awaited, asksForSign, type Travellers, travellersOf } from "./expected.ts";

/**
 * The party wrote or tapped · a holder has them with them, or handed them over, or says what went wrong on the way · a
 * member closed a check-in as met · a member said that they set out.
 */
export type SignKind = "letter" | "tap" | "with-me" | "handed-over" | "problem" | "check-in" | "set-out";
/** `who`: the ticket's holder; empty of any other. */
export type Sign = { kind: SignKind; at: number; who: string };
/** `danger`: they are alive, and that is all: it answers no silence, since it may be the last that is heard. */
type SignOf = Sign & { of: Travellers; danger?: true };

/** By the sender's clock, inside the hour in which the server had it: a telephone that is a day fast is no sign of tomorrow. */
const heard = (at: number | null, hour: number): number =>
  Math.min(Math.max(at ?? 0, hour * HOUR), (hour + 1) * HOUR - 1);

const latest = <T extends { at: number }>(all: readonly T[]): T | null =>
  all.reduce<T | null>((last, one) => (last === null || one.at >= last.at ? one : last), null);

/** A driver's page that was opened says nothing of whoever waits at the corner, nor does *nobody there*. */
const ticketSigns = ({ presses, who }: CaseView["tickets"][number]): Sign[] => {
  const own = presses.filter(({ own }) => own).toReversed();
  const since = own.findIndex(({ press }) => press === "with-me");
  return own.flatMap(({ press, at, hour }, index): Sign[] => {
    // Tapped without a network it comes hours later: then the page's own clock says when.
    const then = Math.min(at, (hour + 1) * HOUR - 1);
    if (press === "with-me" || press === "handed-over") return [{ kind: press, at: then, who }];
    return isProblem(press) && press !== "not-there" && since >= 0 && index > since
      ? [{ kind: "problem", at: then, who }]
      : [];
  });
};

/** All signs of life. What was written into a frozen mailbox is perhaps whoever has the phone. */
export const signsOf = ({ messages, tickets, checkIns, journeys }: CaseView): SignOf[] => [
  ...messages
    .filter(({ direction, whileFrozen, givenUp }) => direction === "to-team" && !whileFrozen && !givenUp)
    .map(
      (message): SignOf => ({
        kind: message.tap === "none" ? "letter" : "tap",
        at: heard(message.at, message.hour),
        who: "",
        of: null,
        ...(isDanger(message) ? { danger: true as const } : {}),
      }),
    ),
  ...tickets.flatMap((ticket) => {
    const of = travellersOf(ticket, journeys);
    return ticketSigns(ticket).map((sign): SignOf => ({ ...sign, of }));
  }),
  ...checkIns.flatMap(({ closed, drill, ...one }): SignOf[] =>
    drill === null && asksForSign(one) && (closed?.done === "met" || closed?.done === "met-late")
      ? [{ kind: "check-in", at: closed.at, who: "", of: null }]
      : [],
  ),
  ...journeys.flatMap(({ started, party }): SignOf[] =>
    started ? [{ kind: "set-out", at: started.at, who: "", of: party }] : [],
  ),
];

/** What is heard of some is no sign of the others: two who travel apart are lost one at a time. */
export const isHeardOf = (heard: Travellers, awaited: Travellers): boolean =>
  heard === null || awaited === null || awaited.every((person) => heard.includes(person));

/** The newest sign of life of these; null: none, ever. */
export const lastSign = (one: CaseView, of: Travellers): Sign | null => {
  const last = latest(signsOf(one).filter((sign) => isHeardOf(sign.of, of)));
  return last && { kind: last.kind, at: last.at, who: last.who };
};

/** `bare`: no word with it. That answers what was still to come, not a silence: then it is what somebody hopes. */
type Found = { by: PersonRef; at: number; note: string; of: Travellers; bare: boolean };

/** Somebody said *lost contact*, and then the case was closed as that, with why: nobody looks for them any more. */
export const isGivenUp = ({ statuses, closed }: CaseView): boolean =>
  statuses.some(({ status }) => status === "lost-contact") &&
  closed?.outcome === "no-contact" &&
  closed.note.trim() !== "";

/**
 * What somebody wrote that was found: how a journey ended, or the sheet of an arrival.
 */
const foundOf = (one: CaseView): Found[] => {
  const { journeys, closed } = one;
  return [
    ...journeys.flatMap(({ ended, arrival, party: of }): Found[] => [
      ...(arrival ? [{ by: arrival.by, at: arrival.at, note: "", of, bare: false }] : []),
      ...(ended && (ended.how === "arrived" || ended.note.trim() !== "")
        ? [{ ...ended, of, bare: ended.note.trim() === "" }]
        : []),
    ]),
    ...(closed !== null && isGivenUp(one) ? [{ ...closed, of: null, bare: false }] : []),
  ];
};

/**
 * … or a status with words to it, of each of those who are waited for: that one was found in a cell says nothing of the three
 * who were with them. *Lost contact* is not found; until another status is set they stay on the board.
 */
const isFound = (one: CaseView, { due, of }: Awaited): boolean => {
  const found = one.statuses.filter(
    ({ status, note, at }) => status !== "lost-contact" && note.trim() !== "" && at >= due,
  );
  if (found.some(({ whom }) => whom === null)) return true;
  if (found.length === 0) return false;
  const whom = new Set(found.flatMap((each) => each.whom ?? []));
  return whomOf(one, of).every((person) => whom.has(person)) && (of !== null || whom.size >= one.people);
};

/** Whether something was heard since this was due, or somebody wrote what was found. */
export const answers = (one: CaseView): ((awaited: Awaited) => boolean) => {
  const signs = signsOf(one).filter(({ danger }) => danger !== true);
  const found = foundOf(one);
  // Nobody asks for it while somebody is not heard of: what answered the silences of before may be gone with the journeys.
  // By the earlier of the two clocks: one that is years ahead, or says so, must not answer for what is still to come.
  const settled = Math.max(0, ...one.prunings.map(({ askedAt, approvedAt }) => Math.min(askedAt, approvedAt)));
  return (awaited) => {
    const { due, until, of } = awaited;
    return (
      until <= settled ||
      isFound(one, awaited) ||
      signs.some((sign) => sign.at >= due && isHeardOf(sign.of, of)) ||
      found.some(({ at, bare, of: whom }) => at >= due && (!bare || at < until) && isHeardOf(whom, of))
    );
  };
};
