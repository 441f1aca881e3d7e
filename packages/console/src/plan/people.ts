import type { CaseView, TaskPeople } from "@fairlead/casework";
import { deviceAhead } from "../say/moment.ts";

/** Who can be named in a task: those who read where the tasks stand. */
export const taskPeople = (one: CaseView): TaskPeople => ({
  readers: one.parts.find(({ part }) => part === "contact")?.readers ?? [],
  owner: one.owner,
  standIn: one.standIn,
});

/** The clock of this device's wall. */
export const wallClock = (now: number) => ({ now, ahead: deviceAhead });
