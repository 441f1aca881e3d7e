/**
 * What a client says to the server's watch when it comes by. The server cannot tell a call for help at once from any
 * other letter; whoever can read it has its alarm brought forward. It cannot tell either that a tap wants no answer.
 */
import { MINUTE } from "../day.ts";
import type { Limits } from "../fold/duty.ts";
import type { MailboxId } from "../ids.ts";
import type { Outside, WatchSeen } from "../outside.ts";
import type { ThreadView } from "../view.ts";

/** `due` in minutes since 1970, a multiple of five; null: nothing waits there. */
export type Attending = { mailbox: MailboxId; due: number | null };

/** What of a thread, or of a case's mailbox, says whether anybody is to be called for it. */
export type Waiting = Pick<ThreadView, "mailbox" | "standing" | "aside"> & {
  claim: Pick<NonNullable<ThreadView["claim"]>, "until"> | null;
  urgency: Pick<ThreadView["urgency"], "level">;
};

const STEP = 5;
/** Minutes by which clocks of server and consoles may differ before one sets right what another has said. */
const ASTRAY = 30;
export const dueAfter = (now: number, minutes: number): number => Math.ceil((now / MINUTE + minutes) / STEP) * STEP;

/** @param threads as this member reads them: of the watched desk, and any for which an alarm stands */
export const attendingsDue = (
  limits: Limits,
  { now, watches = new Map() }: Pick<Outside, "now" | "watches">,
  threads: readonly Waiting[],
): Attending[] => {
  const soon = dueAfter(now, limits.nowMinutes);
  const calls = (watch: WatchSeen | undefined): boolean =>
    watch !== undefined && (watch.state === "armed" ? watch.due <= soon : watch.acknowledged === null);
  // All that a call says is that something waits: one alarm in time is enough, however many letters a flood brings. A
  // claimed one calls nobody yet, and may putOff.
  let calling = threads.some(({ mailbox, claim }) => claim === null && calls(watches.get(mailbox)));
  return threads.flatMap(({ mailbox, standing, claim, urgency, aside }): Attending[] => {
    const watch = watches.get(mailbox);
    if (standing !== "waiting" || aside !== null) return watch === undefined ? [] : [{ mailbox, due: null }];
    const urgent = urgency.level === "now";
    // Put off further than any limit: a clock that is wrong, or somebody who wants it to wait. [P7]
    const putOff =
      watch?.state === "armed" && watch.due > dueAfter(Math.max(now, claim?.until ?? 0), limits.claimMinutes + ASTRAY);
    if (claim !== null) return watch === undefined || putOff ? [{ mailbox, due: dueAfter(claim.until, 0) }] : [];
    if (watch === undefined || putOff) return [{ mailbox, due: urgent ? soon : dueAfter(now, limits.claimMinutes) }];
    if (!urgent || calling || watch.state !== "armed" || watch.due <= soon) return [];
    calling = true;
    return [{ mailbox, due: soon }];
  });
};
