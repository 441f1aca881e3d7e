import type { Outcome } from "@fairlead/client";
import { Failure } from "./failure.ts";

type Done = Extract<Outcome, { kind: "done" }>;

/** What was done, or why not, for whoever typed the command. @throws Failure */
export function done<T>(outcome: Outcome<T>): Done & T {
  if (isDone(outcome)) return outcome;
  throw new Failure(refusal(outcome));
}

function isDone<T>(outcome: Outcome<T>): outcome is Done & T {
  return outcome.kind === "done";
}

function refusal(outcome: Outcome<unknown>): string {
  switch (outcome.kind) {
    case "not-your-role":
      return "Your role has no right to do this.";
    case "no-such-invitation":
      return "This invitation was closed, or has run out. Make a new one.";
    case "offline":
      return "The server cannot be reached. Nothing was done.";
    case "conflict":
      return "Others kept writing at the same time. Nothing was done; try again.";
    case "refused-by-server":
      return `The server refused it (${outcome.code}). Nothing was done.`;
    default:
      return `It was refused (${outcome.kind}). Nothing was done.`;
  }
}
