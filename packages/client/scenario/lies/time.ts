import { DAY_MS, HOUR } from "../house.ts";
import { note } from "./colleagues.ts";
import type { Lie, World } from "./lie.ts";
import { type Fields, fieldsIn } from "./lying-line.ts";

/** A check-in that was armed, and nobody came. */
async function missCheckIn({ house, scene }: World): Promise<void> {
  const harbour = await house.open("Harbour");
  const armed = await harbour.act.armCheckIn(scene.theCase, {
    due: house.now + HOUR,
    graceMinutes: 30,
    expectedFrom: "party",
    wording: "a word about the weather",
    ladder: [{ afterMinutes: 30, member: harbour.me.id }],
  });
  if (armed.kind !== "done") throw new Error(armed.kind);
  harbour.lock();
  await house.pass(5 * HOUR);
}

const saysOfAlarm = (lie: string, change: (alarms: Fields[]) => Fields[]): Lie => ({
  rule: "CK1",
  lie,
  place: "contact",
  hides: [],
  before: missCheckIn,
  how: ({ line }) =>
    line.change("/api/alarms", (answer) => ({ ...answer, alarms: change(fieldsIn(answer, "alarms")) })),
  seen: { standsOverdue: true },
});

/** Cards are due for renewal; the server's clock and ours are far apart. */
const clockOff = (lie: string, days: number): Lie => ({
  rule: "MB4",
  lie,
  place: "intake-keys",
  hides: [],
  before: async (world) => {
    await world.house.pass(5 * DAY_MS);
    note(world, "Harbour");
  },
  how: ({ line }) =>
    line.change("/api/status", (answer) => ({ ...answer, clock: Number(answer.clock) + days * DAY_MS })),
  seen: { keepsCards: "FL_CLOCK" },
});

export const TIME: readonly Lie[] = [
  clockOff("says that it is two months later", 60),
  clockOff("says that it is the day before yesterday", -2),
  saysOfAlarm("says that a missed check-in was closed", (alarms) =>
    alarms.map((alarm) => ({ ...alarm, state: "cleared" })),
  ),
  saysOfAlarm("says that a missed check-in is not due yet", (alarms) =>
    alarms.map((alarm) => ({ ...alarm, state: "armed" })),
  ),
  saysOfAlarm("says nothing of a missed check-in", () => []),
];
