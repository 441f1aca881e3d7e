import { type MailboxId, type StreamId, watchedAlarm } from "@fairlead/protocol/verify";
import { armed, nextAt, type Rung, type WatchStep } from "../timers/alarm.ts";
import { alarmOf, insertAlarm, replaceAlarm } from "./alarms.ts";
import { int, text } from "./cells.ts";
import type { SqlRow, Writer } from "./engine.ts";
import { holds } from "./held.ts";
import type { NewRow } from "./port.ts";

/** Whole five minutes: a finer one would say when a letter came, which its row does not. [P9] */
const STEP = 5;
const roundedUp = (minute: number): number => Math.ceil(minute / STEP) * STEP;

type Watch = { stream: string; desk: string; minutes: number; ladder: Rung[] };

function watchOf(row: SqlRow): Watch {
  return {
    stream: text(row, "stream"),
    desk: text(row, "desk"),
    minutes: int(row, "minutes"),
    ladder: JSON.parse(text(row, "ladder")) satisfies Rung[],
  };
}

/**
 * A letter has come to a mailbox of this desk: whoever watches the desk has an alarm armed, in the very step that keeps
 * the letter, so that none is kept unwatched. One that stands already stands for this letter too. [P7]
 */
export async function armByLetter(writer: Writer, { mailbox, minute, hour }: NewRow, desk: string): Promise<void> {
  for (const row of await writer.all("SELECT * FROM watches WHERE desk = $1", desk)) {
    const watch = watchOf(row);
    const before = (await writer.all("SELECT * FROM alarms WHERE alarm = $1", idOf(watch.stream, mailbox)))[0];
    const rangOut = before?.stream === watch.stream && (await hasRungOut(writer, before));
    if (before?.stream === watch.stream && stillCalls(before) && !rangOut) continue;
    // Had, and nobody came; or nobody else has a use for this very id: who took it wanted a letter to go unnoticed.
    if (before !== undefined) await disarm(writer, watch.stream, mailbox);
    // Who has waited beyond the limit already, and called everybody in vain, does not begin to wait anew.
    const limit = rangOut && stillCalls(before) ? 0 : watch.minutes;
    await arm(writer, watch, mailbox, roundedUp((minute ?? hour * 60) + limit));
  }
}

/** "I have it" was said of what rang then; of what is written after it nobody has said anything. [CK1] */
const stillCalls = (alarm: SqlRow): boolean => alarm.state !== "cleared" && alarm.acknowledged === null;

/** Every rung was reached, every bell has rung as often as its member wants, and nobody came: it calls nobody any more. */
async function hasRungOut(writer: Writer, row: SqlRow): Promise<boolean> {
  const alarm = alarmOf(row);
  if (alarm.state !== "missed" || alarm.reached === 0 || nextAt(alarm) !== null) return false;
  return (await writer.all("SELECT 1 AS rings FROM rings WHERE alarm = $1 LIMIT 1", alarm.alarm)).length === 0;
}

/** Never refused for what it finds: an answer to a caller must not fail because an alarm is gone. */
export async function applyWatchStep(
  writer: Writer,
  { stream, author }: { stream: string; author: string },
  step: WatchStep,
): Promise<boolean> {
  switch (step.verb) {
    case "set": {
      // Whoever does not read a desk's letters does not watch it either.
      if (!(await holds(writer, author, step.desk))) return false;
      await writer.run("DELETE FROM watches WHERE stream = $1 AND desk = $2", stream, step.desk);
      await writer.run(
        "INSERT INTO watches (stream, desk, minutes, ladder) VALUES ($1, $2, $3, $4)",
        ...[stream, step.desk, step.minutes, JSON.stringify(step.ladder)],
      );
      await changeLadders(writer, stream, step);
      return true;
    }
    case "end":
      await writer.run("DELETE FROM watches WHERE stream = $1 AND desk = $2", stream, step.desk);
      return true;
    case "attend":
      await attend(writer, stream, step);
      return true;
    case "have": {
      const ringing = `state IN ('due', 'missed') AND alarm IN (SELECT alarm FROM watched_alarms WHERE stream = $1)`;
      await writer.run(`DELETE FROM rings WHERE alarm IN (SELECT alarm FROM alarms WHERE ${ringing})`, stream);
      await writer.run(`UPDATE alarms SET acknowledged = $2 WHERE ${ringing}`, stream, step.hour);
      return true;
    }
  }
}

async function attend(
  writer: Writer,
  stream: string,
  { mailbox, seen, due, minute }: Extract<WatchStep, { verb: "attend" }>,
): Promise<void> {
  const place = (await writer.all("SELECT desk, up_seq FROM mailboxes WHERE mailbox = $1", mailbox))[0];
  if (place === undefined) return;
  const sql = "SELECT * FROM watches WHERE stream = $1 AND desk = $2";
  const watch = (await writer.all(sql, stream, text(place, "desk"))).map(watchOf)[0];
  await disarm(writer, stream, mailbox);
  if (watch === undefined) return;
  // What came while he wrote is nobody's yet: it has its own time, from now on.
  const newer = int(place, "up_seq") > seen;
  if (due !== null) await arm(writer, watch, mailbox, due);
  else if (newer) await arm(writer, watch, mailbox, roundedUp(minute + watch.minutes));
}

/** Where none stands. */
async function arm(writer: Writer, watch: Watch, mailbox: string, due: number): Promise<void> {
  const alarm = idOf(watch.stream, mailbox);
  await insertAlarm(writer, armed(watch.stream, { alarm, due, grace: 0, ladder: watch.ladder }));
  await writer.run("INSERT INTO watched_alarms (alarm, stream) VALUES ($1, $2)", alarm, watch.stream);
}

/** Nothing of it stays: an alarm kept after its time would say for ever about when a letter came. [P9] */
async function disarm(writer: Writer, stream: string, mailbox: string): Promise<void> {
  for (const table of ["rings", "watched_alarms", "alarms"])
    await writer.run(`DELETE FROM ${table} WHERE alarm = $1`, idOf(stream, mailbox));
}

/**
 * Who is to be called has changed: what this desk's letters have armed, or rings already, is told to whoever it is now. A
 * stream may watch several desks, each with people of its own.
 */
async function changeLadders(
  writer: Writer,
  stream: string,
  { desk, ladder }: { desk: string; ladder: readonly Rung[] },
): Promise<void> {
  const mine = "alarm IN (SELECT alarm FROM watched_alarms WHERE stream = $1)";
  const standing = await writer.all(`SELECT * FROM alarms WHERE ${mine}`, stream);
  if (standing.length === 0) return;
  const mailboxes = await writer.all("SELECT mailbox FROM mailboxes WHERE desk = $1", desk);
  const ofDesk = new Set(mailboxes.map((row) => idOf(stream, text(row, "mailbox"))));
  for (const row of standing) {
    const { alarm, due, grace, acknowledged } = alarmOf(row);
    if (!ofDesk.has(alarm)) continue;
    await replaceAlarm(writer, { ...armed(stream, { alarm, due, grace, ladder }), acknowledged });
    await writer.run("DELETE FROM rings WHERE alarm = $1", alarm);
  }
}

function idOf(stream: string, mailbox: string): string {
  return watchedAlarm(stream as StreamId, mailbox as MailboxId);
}
