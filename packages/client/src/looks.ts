import type { Operation } from "@fairlead/casework";

export type Noted = Extract<Operation, { op: "unlockedDesk" | "openedCompartment" }>;

/**
 * What this console has shown and has not written yet. A console that shows nothing (a command, a test) notes nothing
 * and begins no log.
 */
export class Looks {
  noted: Noted[] = [];
  keeping = false;
  writtenAt: number | null = null;

  forget(): void {
    this.noted = [];
    this.keeping = false;
  }
}
