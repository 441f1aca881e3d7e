import {
  type Alarm,
  type AlarmState,
  type AlarmStep,
  acknowledged,
  advanced,
  armed,
  cleared,
  newlyReached,
  nextAt,
  type Rung,
  viewOf,
} from "../timers/alarm.ts";
import { ringFor, silence } from "./bells.ts";
import { int, optionalInt, text } from "./cells.ts";
import { drop, type Engine, keep, type SqlRow, type Writer } from "./engine.ts";
import type { Alarms } from "./port.ts";

const BATCH = 200;

export function alarmsOf(engine: Engine): Alarms {
  return {
    async advance(minute) {
      // Look before locking: on most ticks there is nothing to do.
      const due = `SELECT * FROM alarms WHERE next_at <= $1 ORDER BY next_at LIMIT ${BATCH}`;
      let moved = 0;
      while ((await engine.all(due, minute)).length > 0) {
        const claimed = await engine.write(async (writer) => {
          const alarms = (await writer.all(due, minute)).map(alarmOf);
          for (const alarm of alarms) {
            const after = advanced(alarm, minute);
            await replaceAlarm(writer, after);
            await ringFor(writer, alarm.alarm, newlyReached(alarm, after, minute), minute);
          }
          return alarms.length === 0 ? drop(0) : keep(alarms.length);
        });
        if (claimed === 0) break; // another node was faster
        moved += claimed;
      }
      return moved;
    },

    async heldBy(member) {
      const rows = await engine.all(
        `SELECT a.*, EXISTS (SELECT 1 FROM watched_alarms l WHERE l.alarm = a.alarm) AS watched
         FROM alarms a JOIN streams s ON s.stream = a.stream
         WHERE EXISTS (SELECT 1 FROM wraps w WHERE w.stream = s.stream AND w.epoch = s.epoch AND w.member = $1)
         ORDER BY a.due, a.alarm`,
        member,
      );
      // A letter's ladder is the rota: known to whoever reads the stream, and ten thousand times too long in a flood.
      return rows.map((row) => ({
        ...viewOf(alarmOf(row)),
        ...(row.watched === 0 || row.watched === false ? {} : { rungs: [] }),
      }));
    },
  };
}

/** False when the step names an alarm that this stream does not have, or that another one has. */
export async function applyAlarmStep(writer: Writer, stream: string, step: AlarmStep): Promise<boolean> {
  const found = (await writer.all("SELECT * FROM alarms WHERE alarm = $1", step.alarm))[0];
  const alarm = found === undefined ? undefined : alarmOf(found);
  if (alarm !== undefined && alarm.stream !== stream) return false;
  if (step.verb === "arm") {
    const next = armed(stream, step);
    await (alarm === undefined ? insertAlarm(writer, next) : replaceAlarm(writer, next));
  } else if (alarm === undefined) return false;
  else await replaceAlarm(writer, step.verb === "clear" ? cleared(alarm) : acknowledged(alarm, step.hour));
  // Armed anew, seen or over: what rang for it until now rings no more. Rungs still to come do. [CK1]
  await silence(writer, step.alarm);
  return true;
}

export async function insertAlarm(writer: Writer, alarm: Alarm): Promise<void> {
  await writer.run(
    `INSERT INTO alarms (alarm, stream, state, due, grace, ladder, reached, acknowledged, next_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    ...[alarm.alarm, alarm.stream, ...changing(alarm)],
  );
}

export async function replaceAlarm(writer: Writer, alarm: Alarm): Promise<void> {
  await writer.run(
    `UPDATE alarms SET state = $2, due = $3, grace = $4, ladder = $5, reached = $6, acknowledged = $7, next_at = $8
     WHERE alarm = $1`,
    ...[alarm.alarm, ...changing(alarm)],
  );
}

function changing(alarm: Alarm): (string | number | null)[] {
  const { state, due, grace, ladder, reached, acknowledged: tapped } = alarm;
  return [state, due, grace, JSON.stringify(ladder), reached, tapped, nextAt(alarm)];
}

const STATES: readonly AlarmState[] = ["armed", "due", "missed", "cleared"];

export function alarmOf(row: SqlRow): Alarm {
  const state = STATES.find((name) => name === row.state);
  if (state === undefined) throw new TypeError("an alarm in no known state");
  return {
    alarm: text(row, "alarm"),
    stream: text(row, "stream"),
    state,
    due: int(row, "due"),
    grace: int(row, "grace"),
    ladder: JSON.parse(text(row, "ladder")) satisfies Rung[],
    reached: int(row, "reached"),
    acknowledged: optionalInt(row, "acknowledged"),
  };
}
