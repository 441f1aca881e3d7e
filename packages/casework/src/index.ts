/**
 * The domain: operations, the fold that turns them into state, commands that ask the fold, views that screens show.
 * Pure: clock, ids and what the server says come in as arguments.
 */

export { casesWrittenTo, lettersAfterClosing } from "./case-letters.ts";
export type { Hand } from "./command/attempt.ts";
export * from "./command/case.ts";
export { checkpointOf } from "./command/checkpoint.ts";
export * from "./command/decision.ts";
export { writeDuty } from "./command/duty.ts";
export * from "./command/intake.ts";
export * from "./command/organisation.ts";
export * from "./command/provision.ts";
export { isInHours, minuteThere, opensIn, windowAt } from "./contact-window.ts";
export * from "./day.ts";
export { type Attending, attendingsDue, dueAfter } from "./duty/attend.ts";
export { fromNowOn, type LadderRung, ladderOf } from "./duty/ladder.ts";
export type * from "./entry.ts";
export { type Figures, type Statement, statement } from "./figures/statement.ts";
export { type Terms, weeklyFigures } from "./figures/weekly.ts";
export { CLAIM_LONGEST } from "./fold/intake.ts";
export { belongsTo, type Kind } from "./fold/place.ts";
export * from "./fold/state.ts";
export * from "./ids.ts";
export { signalIn } from "./letter.ts";
export * from "./matching/index.ts";
export type * from "./operation.ts";
export type * from "./outside.ts";
export { cameAfterClosing, reopenedByCaller } from "./queue.ts";
export { readOperation } from "./read/operation.ts";
export { readable, readableAll } from "./readable.ts";
export type * from "./refusal.ts";
export { isDeclining } from "./rule/closing.ts";
export { eraseAtHour } from "./rule/erasure.ts";
export { mayApprove, mayApproveDecline, mayBegin, mayCheckpoint, mayWrite } from "./rule/right.ts";
export { type Safety, SILENCE } from "./safe-signal.ts";
export type * from "./season/event.ts";
export { type Play, playSeason } from "./season/play.ts";
export { ORGANISATION, SEASON_MEMBERS, season } from "./season/season.ts";
export { type Surge, type SurgeLetter, surge } from "./season/surge.ts";
export { LONG_LETTER } from "./season/words.ts";
export { baseLanguage, type Gap, gapsIn, templatesFor } from "./template.ts";
export { threadName } from "./thread-name.ts";
export { caseView, caseViews, inDanger } from "./view/case.ts";
export { dutyView } from "./view/duty.ts";
export { erasureAlarms } from "./view/erasure.ts";
export { figuresView, releaseViews } from "./view/figures.ts";
export { partViews } from "./view/part.ts";
export { accountView, peopleView } from "./view/people.ts";
export { queueView } from "./view/queue.ts";
export { settingsView } from "./view/settings.ts";
export { textsView } from "./view/texts.ts";
export { threadView } from "./view/thread.ts";
export { type ThreadReader, threadReader, threadViews } from "./view/thread-reader.ts";
export { todayView } from "./view/today.ts";
export type * from "./view.ts";
export * from "./words.ts";
