import type { State } from "@fairlead/casework";
import type { Actions } from "../hand.ts";

/** What a person asked for, by name and arguments; `seen`: the picture that they had before their eyes. */
export type Asked = { action: keyof Actions; args: readonly unknown[]; at: number; seen: State | null };

/**
 * Not written down for a later session: what holds a phrase, a code or code words, what is several steps of which the
 * first need an answer, and what means this very moment. Without a network most of these are not done at all.
 */
const NOT_KEPT: ReadonlySet<keyof Actions> = new Set<keyof Actions>([
  // Means now.
  "claim",
  "release",
  "haveIt",
  "standBy",
  "takeBack",
  "settle",
  "setAlarmAnew",
  // Secrets that are nobody's but the caller's or the member's.
  "beginCall",
  "takeCall",
  "giveVoucher",
  "giveTicket",
  "newPhrase",
  "changePhrase",
  "invite",
  // Several steps, or keys made on the way.
  "putAside",
  "openCase",
  "importCase",
  "importIntoCase",
  "giveInterpreting",
  "withdrawInterpreting",
  "beginPart",
  "share",
  "withdrawPart",
  "handCaseOver",
  "putBell",
  "removeBell",
  "renewCard",
  "rotateIntake",
  "publishFigures",
]);

export const isKept = ({ action }: Asked): boolean => !NOT_KEPT.has(action);

/** Knows which action is being called, so that whatever writes for it can be told. */
export class Asking {
  #now: Asked | null = null;

  /** The same actions, each under its name; `seen` as in {@link Asked}. */
  named(actions: Actions, clock: () => number, seen: State | null = null): Actions {
    const named = Object.entries(actions).map(([name, act]: [string, (...args: never[]) => unknown]) => [
      name,
      (...args: never[]) => {
        this.#now = { action: name as keyof Actions, args, at: clock(), seen };
        try {
          return act(...args);
        } finally {
          this.#now = null;
        }
      },
    ]);
    return Object.fromEntries(named) as Actions;
  }

  /** To be asked before anything is waited for: afterwards another action may be called. */
  get now(): Asked | null {
    return this.#now;
  }
}
