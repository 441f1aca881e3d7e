import { type CaseLetter, lettersAfterClosing, lettersOf, threadsOf } from "../case-letters.ts";
import { pruneLacks } from "../command/prune.ts";
import { DAY, HOUR } from "../day.ts";
import { nightPage, reviewersOf } from "../duty/night-page.ts";
import { type Touch, touchesIn } from "../exposure/touches.ts";
import type { ContactState } from "../fold/contact.ts";
import { type CaseState, caseOf, casesOf, intakeOf, resourcesOf, type State, streamOf } from "../fold/state.ts";
import { statusGroups } from "../fold/status.ts";
import type { CaseId } from "../ids.ts";
import { journeyViews } from "../journey/view.ts";
import { asksForAnswer, isDanger, latestWritten, saysDanger, whenWritten } from "../letter.ts";
import type { Outside } from "../outside.ts";
import { keptJourneyViews, pruningViews } from "../pruning/view.ts";
import { answeredUpTo, type SaidUrgency, type Statement, weighUrgency } from "../queue.ts";
import type { MissingCondition } from "../refusal.ts";
import { unwilling } from "../rule/consent.ts";
import { unreadOut, unreadWay } from "../rule/journey.ts";
import { isVoid, moveRestsOn } from "../rule/one-person.ts";
import { type OnePerson, onePersonIn } from "../rule/same-person.ts";
import { conditionsFor, mayClose, missingFor, stagesAfter } from "../rule/stage.ts";
import { safetyOf } from "../safe-signal.ts";
import { soughtView } from "../shelter/view.ts";
import { thingRef } from "../thing/ref.ts";
import { threadName } from "../thread-name.ts";
import { ticketViews } from "../ticket/view.ts";
import type { CaseView, LookView, MessageView, SearchView } from "../view.ts";
import { vouchedFor, voucherIn } from "../vouching.ts";
import { SEARCHES, STAGES, type Stage } from "../words.ts";
import { type AssessmentView, assessmentView } from "./assessment.ts";
import { verificationLines } from "./board.ts";
import { checkInView } from "./check-in.ts";
import { consentViews } from "./consent.ts";
import { decisionViews } from "./decision.ts";
import { expiringPapers, partyPersons } from "./facts.ts";
import { goFacts } from "./go-facts.ts";
import { goSearchViews } from "./go-search.ts";
import { leftOf } from "./left.ts";
import { answerMessage, asArrived, conversation, flagsOf, messagesFromCaller, rowMessage } from "./message.ts";
import { partView, spineReaders } from "./part.ts";
import { type Names, namesIn, signalViews, urgencyView } from "./person.ts";
import { planView } from "./plan.ts";
import { provisionView } from "./provision.ts";
import { useViews } from "./things.ts";
import { contactWindowOf, frozenView } from "./thread.ts";
import { threatViews } from "./threat.ts";
import { timelineOf } from "./timeline.ts";

/** The party's messages that no answer covers. */
export const unanswered = (spine: ContactState, letters: readonly MessageView[]): MessageView[] =>
  letters.filter(
    (letter) =>
      (letter.seq ?? 0) > answeredUpTo(spine.answers.filter((answer) => answer.mailbox === letter.mailbox)) &&
      (letter.text === null || asksForAnswer({ ...letter, text: letter.text })),
  );

/** @param letters the same as `rows`, as they are shown */
export const urgencyOf = (
  spine: ContactState,
  rows: readonly CaseLetter[],
  letters: readonly MessageView[],
): SaidUrgency => {
  const open = new Set(unanswered(spine, letters).map((letter) => letter.key));
  const statements = rows.flatMap(({ row }): Statement[] => {
    const { letter, hash } = row;
    // A telephone whose clock is slow says nothing of when in that hour it was: it may have been after whoever set it lower.
    const newer = latestWritten(row) > (spine.urgency?.at ?? 0) && open.has(hash);
    return letter === null ? [] : [{ at: whenWritten(row), words: letter, newer }];
  });
  const said = weighUrgency(statements, spine.urgency, spine.signals);
  return spine.urgency?.saidBy === "caller" && said.saidBy.kind === "member"
    ? { ...said, saidBy: { kind: "caller" } }
    : said;
};

const lineOf = (spine: ContactState): CaseView["line"] => {
  const reached = new Map<string, number>([["contact", spine.opened?.at ?? 0]]);
  for (const move of spine.moves) reached.set(move.to, move.at);
  if (spine.closed) reached.set("closed", spine.closed.at);
  const onLine: readonly Stage[] = STAGES;
  const here = onLine.indexOf(spine.stage);
  const furthest = here >= 0 ? here : Math.max(...STAGES.map((stage, index) => (reached.has(stage) ? index : 0)));
  return STAGES.map((stage, index) => ({
    stage,
    ring: index === here ? "here" : index <= furthest && reached.has(stage) ? "done" : "to-come",
    at: index <= furthest ? (reached.get(stage) ?? null) : null,
  }));
};

const nextOf = (known: ContactState, now: number, one: OnePerson, journeys: CaseView["journeys"]): CaseView["next"] => {
  // A case of before learns the rule with the move itself.
  const spine = { ...known, goEach: true, consent: { ...known.consent, movedTerms: true } };
  if (spine.closed) return [];
  const stages: Stage[] = [...stagesAfter(spine.stage), ...(mayClose(spine) ? (["closed"] as const) : [])];
  return stages.map((to) => {
    const underWay = to === "closed" && journeys.some(({ state }) => state === "moving");
    const missing: MissingCondition[] = [...missingFor(spine, to, now), ...(underWay ? ["journey-over" as const] : [])];
    const conditions = [
      ...conditionsFor(spine, to, now),
      ...(underWay ? [{ what: "journey-over" as const, met: false }] : []),
    ];
    const rests = moveRestsOn(spine, to, now, one);
    if (rests === null || !isVoid(rests, one)) return { to, missing, conditions };
    // One person twice opens nothing: it is proposed anew, and a second person decides.
    const lacks = to === "declined" ? "approved-decline" : "approved-go";
    return {
      to,
      missing: [...missing, lacks],
      conditions: conditions.map(({ what, met }) => ({ what, met: met && what !== lacks })),
    };
  });
};

const searchOf = ({ threat }: CaseState, names: Names): SearchView[] =>
  SEARCHES.map((about) => {
    const [last, ...earlier] = (threat?.search.get(about) ?? []).toReversed().map(
      ({ known, source, checkedAt, checkable = true, by }): LookView => ({
        ...{ known, source, checkedAt, checkable, by: names(by) },
      }),
    );
    if (!last) return { about, known: "unknown", source: "", checkedAt: null, checkable: true, by: null, earlier };
    return { about, ...last, earlier };
  });

const erasureOf = (known: CaseState, outside: Outside, names: Names): CaseView["erasure"] => {
  const set = known.parts.flatMap(({ stream }) => outside.erasures.get(stream) ?? []);
  const [first] = set.toSorted((a, b) => a.hour - b.hour);
  return first ? { at: first.hour * HOUR, by: names(first.by), setAt: first.at } : null;
};

/** An answer that covers it is a member's word that it was read; until then it stands on *Today*. */
const writtenAfterClosing = (spine: ContactState, outside: Outside): CaseView["writtenAfterClosing"] => {
  const open = lettersAfterClosing(spine, outside.threads).filter(
    ({ mailbox, row }) => row.seq > answeredUpTo(spine.answers.filter((answer) => answer.mailbox === mailbox)),
  );
  if (open.length === 0) return null;
  return {
    at: Math.min(...open.map(({ row }) => whenWritten(row))),
    danger: open.some(({ row }) => row.letter !== null && saysDanger(row.letter, spine.signals)),
  };
};

/** One clock for both: a case is asked again when its assessment calls for it, a thread by its urgency's age alone. */
const agedBy = (urgency: CaseView["urgency"], assessment: AssessmentView | null): CaseView["urgency"] =>
  assessment?.last == null
    ? urgency
    : { ...urgency, askAgainAt: assessment.askAgainAt, aged: assessment.again.length > 0 };

/** One case's view. What it looks at beyond its arguments' own parts stands in `case-reader.ts` too. */
export const viewOf = (
  state: State,
  known: CaseState,
  outside: Outside,
  names: Names,
  one: OnePerson,
  touches: readonly Touch[],
): CaseView => {
  const { now, me } = outside;
  const spine = known.contact;
  const alias = spine.opened?.alias ?? "";
  const rows = lettersOf(spine, outside.threads);
  const letters = rows.map(({ mailbox, row }): MessageView => {
    const message = rowMessage(mailbox, row, spine.signals, spine.freezes.get(mailbox) ?? [], spine.covers);
    const kept = spine.translations.get(row.hash);
    return kept === undefined ? message : { ...message, translated: { text: kept.text, by: names(kept.by) } };
  });
  const named = rows
    .toSorted((a, b) => a.row.hour - b.row.hour)
    .findLast(({ row }) => row.letter?.voucher !== undefined);
  const voucher = voucherIn(named && { rows: [named.row] });
  const threads = new Map(threadsOf(spine, outside.threads).map((seen) => [seen.mailbox, seen]));
  const replaced = new Set(spine.answers.map(({ instead }) => instead));
  const messages = conversation([
    ...letters,
    ...spine.answers.map((answer) =>
      asArrived(
        answerMessage(answer.mailbox, answer, names, replaced.has(answer.message)),
        threads.get(answer.mailbox),
        now,
      ),
    ),
  ]);
  const parts = known.parts.map((held) => partView(state, held, outside, names, spine));
  const bells = streamOf(state, "intake") === null ? null : intakeOf(state).duty.bells;
  const called = { owner: spine.owner, standIn: spine.standIn, readers: spineReaders({ parts }), bells };
  const alarms = new Map(outside.alarms.map((alarm) => [alarm.alarm, alarm]));
  const of = { case: known.case, alias, people: spine.people };
  const checkIns = [...spine.checkIns.values()]
    .map((checkIn) => checkInView(checkIn, of, rows, spine.signals, alarms.get(checkIn.alarm), names, called, outside))
    .toSorted((a, b) => b.due - a.due);
  const open = unanswered(spine, letters);
  const urgency = urgencyView(urgencyOf(spine, rows, letters), names, now);
  const assessment = assessmentView(known, urgency.level, outside, names, touches);
  const owner = spine.owner ?? spine.events[0]?.by ?? me;
  const { risk } = known.threat ?? { risk: null };
  const said = (known.threat?.verifications ?? []).map(({ by, carriedBy, against, line, ...rest }) => ({
    ...rest,
    line: line ?? null,
    against: against ?? "",
    by: names(by),
    carriedBy: carriedBy === null ? null : names(carriedBy),
  }));
  const { closed } = spine;
  const persons = partyPersons(state, known);
  const erasure = erasureOf(known, outside, names);
  const decisions = decisionViews(known, outside, names, one);
  const consents = consentViews({ known, decisions, parts, outside, names });
  const journeys = journeyViews(state, known, outside);
  const sheet = goFacts(state, known, { assessment, consents, journeys }, now, names);
  return {
    case: known.case,
    alias,
    people: spine.people,
    stage: spine.stage,
    stageSince: spine.stageSince,
    line: lineOf(spine),
    next: nextOf(spine, now, one, journeys),
    urgency: agedBy(urgency, assessment),
    assessment,
    statuses: statusGroups(spine).map(({ said, whom, people }) => ({
      ...{ status: said.status, note: said.note, at: said.at, by: names(said.by), whom, people },
    })),
    owner: names(owner),
    standIn: spine.standIn === null ? null : names(spine.standIn),
    mine: owner === me,
    imported: importedBy(spine, names),
    persons,
    papers: expiringPapers(state, known, persons, now),
    mailboxes: spine.mailboxes.map((mailbox) => ({
      mailbox,
      name: threadName(mailbox),
      frozen: frozenView(spine.freezes.get(mailbox) ?? [], names),
    })),
    parts,
    closedParts: spine.begun
      .filter(({ stream }) => !known.parts.some((held) => held.stream === stream))
      .map(({ part }) => part),
    nextCheckIn: checkIns.findLast((checkIn) => checkIn.state !== "closed" && checkIn.drill === null) ?? null,
    checkIns,
    decisions: decisions.map((decision) =>
      (decision.about === "go" && decision.state === "waiting") || decision.state === "ordered"
        ? { ...decision, facts: sheet }
        : decision,
    ),
    provision: provisionView(spine.provision, names),
    plan: planView(spine, { case: known.case, alias }, names, now),
    tickets: ticketViews(spine, names, now),
    unreadWay: unreadWay(known),
    unreadOut: unreadOut(known),
    // Whoever was pruned is under way no more, also for those who never read it.
    setOut: spine.events.flatMap(({ operation }) =>
      operation.op === "setOut" && !spine.prunings.some(({ journeys: pruned }) => pruned.includes(operation.journey))
        ? [operation.journey]
        : [],
    ),
    consents,
    unwilling: unwillingOf(spine, consents, now),
    verified: spine.verified?.certainty ?? null,
    verifications: said.toReversed().map(({ line: _, ...one }) => one),
    statements: verificationLines(said),
    ...threatViews(known.threat, names),
    risk: risk && {
      urgency: risk.urgency,
      saidBy: risk.saidBy,
      factors: risk.factors,
      reach: risk.reach,
      at: risk.at,
      by: names(risk.by),
    },
    search: searchOf(known, names),
    night: {
      calls: nightPage(intakeOf(state).duty, known.contactStream, outside, me, now, one)
        .filter(({ afterMinutes }) => afterMinutes === 0)
        .map(({ member }) => names(member)),
      mayReview: reviewersOf(known.contactStream, outside, me, one).map(names),
    },
    goSearch: goSearchViews(known, now, names),
    goFacts: sheet,
    messages,
    waitingSince: open.length > 0 ? Math.min(...open.map((letter) => letter.at ?? letter.hour * 3_600_000)) : null,
    signals: signalViews(spine.signals, names),
    flags: flagsOf(spine.flagged),
    vouchedBy:
      named && voucher && streamOf(state, "intake") !== null
        ? vouchedFor(voucher, named.mailbox, intakeOf(state), outside.threads)
        : null,
    safety: safetyOf(messagesFromCaller(messages), null),
    contactWindow: contactWindowOf(spine, messages, names),
    timeline: timelineOf(
      known,
      messages,
      parts.flatMap(({ part, reveals }) => reveals.map((one) => ({ ...one, part }))),
      names,
      (thing) => thingRef(resourcesOf(state), thing),
    ),
    closed: closed && {
      outcome: closed.outcome,
      note: closed.note,
      at: closed.at,
      by: names(closed.by),
      eraseAfter: closed.kept ? null : (erasure?.at ?? closed.at + closed.eraseAfterDays * DAY),
      kept: closed.kept && { by: names(closed.kept.by), at: closed.kept.at, reason: closed.kept.reason },
    },
    left: leftOf(spine, me, names),
    writtenAfterClosing: writtenAfterClosing(spine, outside),
    erasure,
    shelter: soughtView(spine, names),
    uses: useViews(state, spine, names, now),
    journeys,
    kept: keptJourneyViews(state, known),
    prunings: pruningViews(known, names),
    pruneLacks: pruneLacks(state, known, now),
  };
};

const unwillingOf = ({ consent }: ContactState, consents: CaseView["consents"], now: number): CaseView["unwilling"] => {
  const no = unwilling(consent, now);
  return (no?.kind === "unwilling" && consents.find((said) => said.consent === no.consent)) || null;
};

const importedBy = ({ opened }: ContactState, names: Names): CaseView["imported"] =>
  opened?.imported ? { ...opened.imported, by: names(opened.by), at: opened.at } : null;

const RANK = { now: 0, unknown: 1, soon: 2, later: 3 } as const;

const isOver = (view: CaseView): boolean => view.closed !== null && view.writtenAfterClosing === null;

/** Open ones by urgency, then by how long they have been at their stage; closed ones last, unless someone wrote to them. */
export const byUrgency = (a: CaseView, b: CaseView): number =>
  Number(isOver(a)) - Number(isOver(b)) || RANK[a.urgency.level] - RANK[b.urgency.level] || a.stageSince - b.stageSince;

/** {@link byUrgency}, and the same order on every screen. */
export const inCaseOrder = (a: CaseView, b: CaseView): number => byUrgency(a, b) || (a.case < b.case ? -1 : 1);

/** Cases this member holds. */
export const caseViews = (state: State, outside: Outside): CaseView[] => {
  const names = namesIn(state, outside);
  const one = onePersonIn(state, outside);
  const touches = touchesIn(state, outside, one);
  return casesOf(state)
    .map((known) => viewOf(state, known, outside, names, one, touches.of(known)))
    .toSorted(inCaseOrder);
};

export const caseView = (state: State, outside: Outside, id: CaseId): CaseView | null => {
  const known = caseOf(state, id);
  if (known === null) return null;
  const one = onePersonIn(state, outside);
  return viewOf(state, known, outside, namesIn(state, outside), one, touchesIn(state, outside, one).of(known));
};

/** Whether the party says that it is in danger and nobody has answered; of a closed case, whether it said so since. */
export const inDanger = (view: CaseView): boolean =>
  view.closed !== null ? view.writtenAfterClosing?.danger === true : dangerUnanswered(view) !== null;

/** When the party last said that it is in danger, of what nobody has answered; null: it has not. */
export const dangerUnanswered = ({ waitingSince, messages }: CaseView): number | null =>
  waitingSince === null
    ? null
    : (messages.findLast(
        (message) =>
          message.direction === "to-team" &&
          message.at !== null &&
          message.at >= (waitingSince ?? 0) &&
          isDanger(message),
      )?.at ?? null);
