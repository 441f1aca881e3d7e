/**
 * An alarm, as the server understands it: a random id, a time, and rungs. It knows neither whose it is nor what for.
 *
 * armed → due (at `due`) → missed (after `grace`), and rung after rung of the ladder, whoever is online. [P7]
 * A tap acknowledges and changes nothing else; only `clear`, signed by a member's client, ends it. [CK1]
 * Times are whole minutes since 1970, delays minutes after the grace has run out.
 */
export type Rung = { readonly delay: number; readonly token: string };

export type AlarmStep =
  | {
      readonly verb: "arm";
      readonly alarm: string;
      readonly due: number;
      readonly grace: number;
      readonly ladder: readonly Rung[];
    }
  | { readonly verb: "acknowledge"; readonly alarm: string; readonly hour: number }
  | { readonly verb: "clear"; readonly alarm: string };

export type AlarmState = "armed" | "due" | "missed" | "cleared";

export type Alarm = {
  readonly alarm: string;
  readonly stream: string;
  readonly state: AlarmState;
  readonly due: number;
  readonly grace: number;
  /** By growing delay. */
  readonly ladder: readonly Rung[];
  /** How many rungs of the ladder have been reached. */
  readonly reached: number;
  readonly acknowledged: number | null;
};

/** What members of the stream are shown; the tokens of the rungs are not theirs to see. */
export type AlarmView = {
  readonly alarm: string;
  readonly stream: string;
  readonly state: AlarmState;
  readonly due: number;
  readonly grace: number;
  readonly acknowledged: number | null;
  readonly rungs: readonly { readonly delay: number; readonly reached: boolean }[];
};

export function armed(stream: string, step: Extract<AlarmStep, { verb: "arm" }>): Alarm {
  const ladder = [...step.ladder].sort((a, b) => a.delay - b.delay);
  return {
    alarm: step.alarm,
    stream,
    state: "armed",
    due: step.due,
    grace: step.grace,
    ladder,
    reached: 0,
    acknowledged: null,
  };
}

export function acknowledged(alarm: Alarm, hour: number): Alarm {
  return alarm.state === "cleared" ? alarm : { ...alarm, acknowledged: hour };
}

export function cleared(alarm: Alarm): Alarm {
  return { ...alarm, state: "cleared" };
}

/** The alarm as it stands at `minute`; also after hours without any server. */
export function advanced(alarm: Alarm, minute: number): Alarm {
  if (alarm.state === "cleared" || minute < alarm.due) return alarm;
  const missed = alarm.due + alarm.grace;
  const reached = alarm.ladder.filter((rung) => missed + rung.delay <= minute).length;
  const state = minute >= missed ? "missed" : "due";
  return { ...alarm, state, reached: Math.max(alarm.reached, reached) };
}

/** When something will next happen to it by itself; null when nothing will. */
export function nextAt(alarm: Alarm): number | null {
  if (alarm.state === "cleared") return null;
  const missed = alarm.due + alarm.grace;
  const times = alarm.ladder.slice(alarm.reached).map((rung) => missed + rung.delay);
  if (alarm.state === "armed") times.push(alarm.due);
  if (alarm.state !== "missed") times.push(missed);
  return times.length === 0 ? null : Math.min(...times);
}

export function viewOf(alarm: Alarm): AlarmView {
  const { ladder, reached, ...shown } = alarm;
  return { ...shown, rungs: ladder.map((rung, index) => ({ delay: rung.delay, reached: index < reached })) };
}
