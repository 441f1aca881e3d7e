import type { CaseView, DecisionView } from "@fairlead/casework";
import type { CaseInHand } from "@fairlead/client";
import { HOUR } from "../say/spans.ts";

/**
 * The proposal whose signatures wait now: the newest one to erase, by whoever asked. An older one was asked and the case
 * has gone on since; approving that would approve what nobody has looked at.
 */
export const askedFor = ({ erasing, decisions }: CaseInHand): DecisionView | null =>
  erasing === null
    ? null
    : (decisions
        .filter(({ about, proposedBy }) => about === "erase" && proposedBy.id === erasing.by.id)
        .toSorted((a, b) => b.at - a.at)[0] ?? null);

/**
 * Backups (hours) that still hold this case after it is erased: those made since its first letter. One who reads it from
 * a later moment on does not know when that was; then all of them may.
 */
export const backupsHolding = (one: CaseView, backups: readonly number[]): number[] => {
  const contact = one.parts.find(({ part }) => part === "contact");
  const whole = contact?.readers.some(({ me, from }) => me && from === null) === true;
  const hours = one.messages.map(({ hour }) => hour);
  const opened = one.timeline.findLast(({ what }) => what.kind === "opened");
  if (opened !== undefined) hours.push(Math.floor(opened.at / HOUR));
  return whole && hours.length > 0 ? backups.filter((hour) => hour >= Math.min(...hours)) : [...backups];
};
