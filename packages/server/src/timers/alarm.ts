/**
 * An alarm, as the server understands it: a random id, a time, and rungs. It knows neither whose it is nor what for.
 *
 * armed → due (at `due`) → missed (after `grace`), and rung after rung of the ladder, whoever is online. [P7]
 * A tap acknowledges and changes nothing else; only `clear`, signed by a member's client, ends it. [CK1]
 * Times are whole minutes since 1970, delays minutes after the grace has run out.
 */
export type Rung = {
  readonly delay: number;
  readonly token: string;
  /** Counts from this minute on, and up to this one: a shift. Absent or null: no bound. */
  readonly from?: number | null;
  readonly until?: number | null;
};

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

/** What a stream's watch on a desk is told; see `WatchStep` of the protocol. */
export type WatchStep =
  | { readonly verb: "set"; readonly desk: string; readonly minutes: number; readonly ladder: readonly Rung[] }
  | { readonly verb: "end"; readonly desk: string }
  | {
      readonly verb: "attend";
      readonly mailbox: string;
      readonly seen: number;
      readonly due: number | null;
      /** Of the server's clock. */
      readonly minute: number;
    }
  | { readonly verb: "have"; readonly hour: number };

export type AlarmState = "armed" | "due" | "missed" | "cleared";

export type Alarm = {
  readonly alarm: string;
  readonly stream: string;
  readonly state: AlarmState;
  readonly due: number;
  readonly grace: number;
  /** In the order in which they are reached; one that never can be is left out. */
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

export function armed(stream: string, { alarm, due, grace, ladder }: Omit<Arm, "verb">): Alarm {
  const missed = due + grace;
  const possible = ladder.filter((rung) => rung.until == null || rung.until > timeOf(rung, missed));
  return {
    alarm,
    stream,
    state: "armed",
    due,
    grace,
    ladder: possible.toSorted((a, b) => timeOf(a, missed) - timeOf(b, missed)),
    reached: 0,
    acknowledged: null,
  };
}

type Arm = Extract<AlarmStep, { verb: "arm" }>;

/** A shift that begins while nobody has come yet is called as it begins. */
function timeOf({ delay, from }: Rung, missed: number): number {
  return Math.max(missed + delay, from ?? 0);
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
  const reached = alarm.ladder.filter((rung) => timeOf(rung, missed) <= minute).length;
  const state = minute >= missed ? "missed" : "due";
  return { ...alarm, state, reached: Math.max(alarm.reached, reached) };
}

/** Rungs that `after` has reached and `before` had not, but for those whose shift is over by now. */
export function newlyReached(before: Alarm, after: Alarm, minute: number): Rung[] {
  return after.ladder.slice(before.reached, after.reached).filter(({ until }) => until == null || until > minute);
}

/** When something will next happen to it by itself; null when nothing will. */
export function nextAt(alarm: Alarm): number | null {
  if (alarm.state === "cleared") return null;
  const missed = alarm.due + alarm.grace;
  const times = alarm.ladder.slice(alarm.reached).map((rung) => timeOf(rung, missed));
  if (alarm.state === "armed") times.push(alarm.due);
  if (alarm.state !== "missed") times.push(missed);
  return times.length === 0 ? null : Math.min(...times);
}

export function viewOf(alarm: Alarm): AlarmView {
  const { ladder, reached, ...shown } = alarm;
  return { ...shown, rungs: ladder.map((rung, index) => ({ delay: rung.delay, reached: index < reached })) };
}
