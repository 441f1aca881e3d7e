import { type CalendarEvent, type CaseView, calendarOf, type MyTasksView } from "@fairlead/casework";
import type { View } from "@fairlead/client";

/** What events say where the organisation has chosen nothing. */
export const CALENDAR_WORD = "Fairlead";

/** What is not read yet would be a task of which nobody is reminded. */
export const canBeSaved = (word: string, { reading }: Pick<View["status"], "reading">): boolean =>
  word.trim() !== "" && reading === null;

/** My tasks with a deadline, and the signs of life for which I am called or answer. */
export const calendarFor = async (
  tasks: MyTasksView,
  cases: readonly CaseView[],
  word: string,
  now: number,
): Promise<string> => {
  const checkIns = cases.flatMap((one) =>
    one.checkIns.filter(
      ({ state, drill, ladder }) =>
        state === "waiting" && drill === null && (one.mine || ladder.some(({ person }) => person.me)),
    ),
  );
  const events: CalendarEvent[] = [
    // Sealed with the task: nobody but those who read the case knows it.
    ...[...tasks.due, ...tasks.later].flatMap(({ task, due }) => (due === null ? [] : [{ uid: task, at: due }])),
    ...(await Promise.all(checkIns.map(async (one) => ({ uid: await uidOf(one), at: one.due })))),
  ];
  return calendarOf(events, word, now);
};

/** The server knows an alarm's id, and no case's: without that, this name leads back to no alarm. */
const uidOf = async ({ case: theCase, alarm }: { case: string; alarm: string }): Promise<string> => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`calendar ${theCase} ${alarm}`));
  return [...new Uint8Array(digest).subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};
