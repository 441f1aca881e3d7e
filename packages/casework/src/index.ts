/**
 * The domain: operations, the fold that turns them into state, commands that ask the fold, views that screens show.
 * Pure: clock, ids and what the server says come in as arguments.
 */

export type { ArrivalDue } from "./arrival/due.ts";
export * from "./arrival/operation.ts";
export type { AftermathView } from "./arrival/view.ts";
export { casesWrittenTo, lettersAfterClosing } from "./case-letters.ts";
export { graceUntil } from "./check-in.ts";
export { type ArrivalIntent, lookBack, type PhoneGone, recordArrival, stageOnArrival } from "./command/arrival.ts";
export type { Hand } from "./command/attempt.ts";
export * from "./command/case.ts";
export { closeCheckIn } from "./command/check-in.ts";
export { checkpointOf, fitsCommit } from "./command/checkpoint.ts";
export { takeBackClosing } from "./command/closing.ts";
export { holdParts, writeConsent } from "./command/consent.ts";
export * from "./command/decision.ts";
export { writeDuty } from "./command/duty.ts";
export { judgeMark, markCompromised, takeStep, writeResources } from "./command/exposure.ts";
export { writeFacts, writeField } from "./command/facts.ts";
export { compromisedTickets, holdCompromised } from "./command/held-tickets.ts";
export { importCase, importIntoCase } from "./command/import.ts";
export * from "./command/intake.ts";
export * from "./command/interpreting.ts";
export { journeysOf, noteSetOut, writeJourney } from "./command/journey.ts";
export { type Judged, judgeMatch, writeKnown } from "./command/known.ts";
export { type MoneyIntent, strikeMoney, writeMoney } from "./command/money.ts";
export * from "./command/organisation.ts";
export {
  isSeenBut,
  noteSeen,
  placeWritten,
  saidNoThere,
  standsThere,
  stepsOf,
  versionSaid,
  versionsSeen,
  withOver,
  writeAgain,
} from "./command/over.ts";
export { photoStopped, writePhotos } from "./command/photos.ts";
export * from "./command/provision.ts";
export { askPruning, goesOnIn, isAsDecided, pruneJourneys, pruningDue } from "./command/prune.ts";
export { beginApplication, writeApplications, writePathway } from "./command/relocation.ts";
export { giveBackBeds, seekShelter, type UseChange, writeUses } from "./command/shelter.ts";
export { type StepTelling, tellStep } from "./command/step.ts";
export { isInHours, minuteThere, opensIn, windowAt } from "./contact-window.ts";
export * from "./day.ts";
export { type DestroyedLetter, destroyedLetters, type ListedThread } from "./destroyed-letters.ts";
export { type Attending, attendingsDue, dueAfter, type Waiting } from "./duty/attend.ts";
export { type CaseDesk, caseDesks } from "./duty/case-waits.ts";
export { caseLadderOf, fromNowOn, type LadderRung, ladderOf, withinADay } from "./duty/ladder.ts";
export { nightPage, refusalPage } from "./duty/night-page.ts";
export type * from "./entry.ts";
export { casePage } from "./export/page.ts";
export {
  type CaseRecord,
  caseRecord,
  filesOf,
  partsLeftOut,
  partsNeeded,
  partsTaken,
  photosOf,
  type RecordFile,
} from "./export/record.ts";
export type { How, ReadPart } from "./exposure/graph.ts";
export type { Harm } from "./exposure/harm.ts";
export { SURENESSES, type Sureness } from "./exposure/reach.ts";
export { STEP_KINDS, type StepKind, stepTask } from "./exposure/steps.ts";
export { COUNTRIES, LANGUAGES } from "./fact/codes.ts";
export * from "./fact/fields.ts";
export * from "./fact/value.ts";
export { type Figures, type Statement, statement } from "./figures/statement.ts";
export { type Terms, weeklyFigures } from "./figures/weekly.ts";
export type { Cleaned, LetterFile } from "./file.ts";
export { deskKey, type Look, lookKey } from "./fold/access.ts";
export { ringingPage } from "./fold/decision.ts";
export { REVEAL_FOR } from "./fold/facts.ts";
export type { FieldChoice } from "./fold/fields.ts";
export { CLAIM_LONGEST } from "./fold/intake.ts";
export type { Written as WrittenBefore } from "./fold/over.ts";
export { belongsTo, type Kind } from "./fold/place.ts";
export * from "./fold/state.ts";
export { isOfSome } from "./fold/status.ts";
export type { StreamState } from "./fold/stream.ts";
export { handleAsRead } from "./handle.ts";
export { peopleThere, type StatusCount, statusCounts, statusOfPerson, whomOf } from "./how-they-are.ts";
export * from "./ids.ts";
export * from "./import/index.ts";
export { fallbackAt, fallbackChanges, legsByFallback, routeByFallback, sameLegs } from "./journey/fallback.ts";
export { assignedKey, type JourneyRecord, mayBeAsked } from "./journey/fold.ts";
export { momentOf } from "./journey/moment.ts";
export * from "./journey/operation.ts";
export { LEGS_MOST } from "./journey/read.ts";
export type { AssignedView, JourneyView, LegView, RestChange, ToldView } from "./journey/view.ts";
export { calledBy, ladderOfThoseIn } from "./ladder.ts";
export { lyingThere } from "./lying-there.ts";
export * from "./matching/index.ts";
export { amountText, currencyDigits, isCurrency, readAmount } from "./money/amount.ts";
export * from "./money/operation.ts";
export type { MoneyLineView, MoneySum, MoneyView } from "./money/view.ts";
export type { Expected, ExpectedKind } from "./moving/expected.ts";
export { type HandOver, handOversOf } from "./moving/hand-over.ts";
export type { Sign, SignKind } from "./moving/signs.ts";
export { type Unseen, unseenOf } from "./moving/unseen.ts";
export { isDone as isLegDone, isUnheard, type MovingView, movingViews, needsSomebody } from "./moving/view.ts";
export { lapsedCheckIns, type WatchedLeg, type WayOffer, wayCheckIns } from "./moving/way-check-ins.ts";
export { ENTRIES_MOST, entryKey } from "./network/fold.ts";
export { type Freshness, freshness, holdsFor } from "./network/freshness.ts";
export { lineId, partOfLine } from "./network/line.ts";
export * from "./network/operation.ts";
export { ENTRIES_AT_ONCE } from "./network/read.ts";
export { type EntryView, networkView } from "./network/view.ts";
export { GOES_BY_ITSELF, lostAnswerIn, lostAnswerOf, MAY_BE_ANOTHER } from "./never-came.ts";
export type * from "./operation.ts";
export type * from "./outside.ts";
export { isOutOf, type SpineReaders } from "./outside.ts";
export * from "./photo/operation.ts";
export type { PhotoView } from "./photo/view.ts";
export { type CalendarEvent, calendarOf } from "./plan/calendar.ts";
export { readTaskLine, type TaskLine, type WallClock } from "./plan/line.ts";
export type * from "./plan/operation.ts";
export { type ReadTask, type TaskPeople, taskLines, taskOf } from "./plan/resolve.ts";
export * from "./plan/words.ts";
export type * from "./pruning/operation.ts";
export type { KeptJourneyView, PruningView } from "./pruning/view.ts";
export { cameAfterClosing, reopenedByCaller } from "./queue.ts";
export { readOperation } from "./read/operation.ts";
export { readable, readableAll } from "./readable.ts";
export type * from "./refusal.ts";
export * from "./relocation/operation.ts";
export {
  type ApplicationView,
  type PaperCheck,
  type PathwayView,
  paperChecks,
  pathwayViews,
} from "./relocation/view.ts";
export {
  ASSESSMENT_HOLDS,
  answersIn,
  protects,
  RISK_FACTORS,
  type RiskAnswers,
  type RiskFactor,
} from "./risk/factors.ts";
export { type Suggestion, suggestUrgency } from "./risk/suggest.ts";
export { isDeclining } from "./rule/closing.ts";
export { type ConsentStanding, isSameAsking, serves, sharesRefused } from "./rule/consent.ts";
export { eraseAtHour, interpretingEnd, threadTermDays } from "./rule/erasure.ts";
export { refusedUncalled, waitingUncalled } from "./rule/one-person.ts";
export { isGiven, mayApprove, mayApproveDecline, mayBegin, mayCheckpoint, mayWrite } from "./rule/right.ts";
export { type OnePerson, onePersonIn } from "./rule/same-person.ts";
export { type Safety, SILENCE } from "./safe-signal.ts";
export * from "./search/index.ts";
export type * from "./season/event.ts";
export { withLegs } from "./season/journey.ts";
export { type Play, playSeason } from "./season/play.ts";
export { ORGANISATION, SEASON_MEMBERS, season } from "./season/season.ts";
export { type Surge, type SurgeLetter, surge } from "./season/surge.ts";
export { seasonNetworks, withThing } from "./season/ways.ts";
export { LONG_LETTER } from "./season/words.ts";
export { bedsOn, type Overbooked, SHELTER_TAGS, type ShelterTag, VISIT_HOLDS_DAYS } from "./shelter/beds.ts";
export type * from "./shelter/operation.ts";
export { WEEKS_MOST } from "./shelter/read.ts";
export { type ShortStay, shortStays } from "./shelter/short.ts";
export type { HoldView, SoughtView } from "./shelter/view.ts";
export { signalIn, tooAlike } from "./signal.ts";
export { isSameStep, type NextStep, type Otherwise, stepOfLeg, stepToTell, untrueStep } from "./step/step.ts";
export { baseLanguage, type Gap, gapsIn, templatesFor } from "./template.ts";
export type { LinkHow, ThingLink } from "./thing/links.ts";
export * from "./thing/operation.ts";
export { type ExpiringRoadPaper, expiringRoadPapers } from "./thing/papers.ts";
export type { ThingRef } from "./thing/ref.ts";
export { threadName } from "./thread-name.ts";
export { closingsOf, type Ending, endingsOf } from "./ticket/ending.ts";
export { PRESSES_MOST } from "./ticket/fold.ts";
export {
  type Follow,
  followOperations,
  followsOf,
  followsOfHand,
  type LegHours,
  stoppedBy,
  type TicketFollow,
} from "./ticket/follow.ts";
export type * from "./ticket/operation.ts";
export { isReleased, isSeen, shownOn, stepOf, type TicketShown } from "./ticket/shown.ts";
export * from "./ticket/view.ts";
export {
  type HoldReason,
  isProblem,
  PRESSES,
  PROBLEMS,
  type Press,
  type Problem,
  STEPS,
  type Step,
  TICKET_HOLDERS,
  type TicketDid,
  type TicketHolder,
  type TicketState,
} from "./ticket/words.ts";
export { type AccessGap, type AccessLog, type AccessView, accessView } from "./view/access.ts";
export type { AskAgain, AssessmentView } from "./view/assessment.ts";
export { boardView } from "./view/board.ts";
export { caseView, caseViews, inDanger } from "./view/case.ts";
export { type CaseReader, caseReader } from "./view/case-reader.ts";
export {
  asksAgain,
  type ConsentDue,
  type ConsentVersionView,
  type ConsentView,
  type RestsView,
} from "./view/consent.ts";
export { dutyView } from "./view/duty.ts";
export { erasureAlarms } from "./view/erasure.ts";
export type * from "./view/exposure.ts";
export { exposureView } from "./view/exposure.ts";
export { type CaseTasks, tasksOf } from "./view/exposure-tasks.ts";
export * from "./view/facts.ts";
export { figuresView, releaseViews } from "./view/figures.ts";
export { checkInsAt, decisionsAt, type Glance, type GlanceCase, type GlanceCheckIn, glanceOf } from "./view/glance.ts";
export type { GoFactView } from "./view/go-facts.ts";
export type { GoSearchView } from "./view/go-search.ts";
export { interpretingViews } from "./view/interpreting.ts";
export { coverOf, TWIN_DIGITS, twinsOf } from "./view/message.ts";
export { partViews } from "./view/part.ts";
export { accountView, peopleView } from "./view/people.ts";
export type * from "./view/plan.ts";
export { queueView } from "./view/queue.ts";
export { type RefusedSigningView, refusedSigningViews } from "./view/refused-signings.ts";
export { type SamePersonView, samePersonViews } from "./view/same-person.ts";
export { settingsView } from "./view/settings.ts";
export { type Standing, type TeamLine, type TeamView, teamView } from "./view/team.ts";
export { textsView } from "./view/texts.ts";
export type { ThingUse, ThingView, UseView } from "./view/things.ts";
export { threadView } from "./view/thread.ts";
export { type ThreadReader, threadReader, threadViews } from "./view/thread-reader.ts";
export { todayView } from "./view/today.ts";
export { type UnprovenView, unprovenViews } from "./view/unproven.ts";
export type * from "./view.ts";
export * from "./words.ts";
