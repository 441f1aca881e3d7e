import { Caller } from "../caller.ts";
import { HOUR } from "../house.ts";
import type { Lie, World } from "./lie.ts";
import { type Fields, fieldsIn } from "./lying-line.ts";

const MINUTE = 60_000;

/** Letters are watched, and one has come that nobody has read. */
export async function watchLetters({ house, scene }: World): Promise<void> {
  const harbour = await house.open("Harbour");
  const limits = { claimMinutes: 60, nowMinutes: 10, standByMinutes: 15 };
  const set = await harbour.act.setLimits(limits);
  if (set.kind !== "done") throw new Error(set.kind);
  await harbour.sync();
  await new Caller(house, scene.other.keys).write("An invented word.");
  await harbour.sync();
  harbour.lock();
}

/** … and its time has run out. */
async function letItRunOut(world: World): Promise<void> {
  await watchLetters(world);
  await world.house.pass(2 * HOUR);
}

export const saysOfAlarms = (
  lie: string,
  change: (alarms: Fields[], world: World) => Fields[],
): Omit<Lie, "seen" | "before"> => ({
  rule: "P7",
  lie,
  place: "intake",
  hides: [],
  how: (world) =>
    world.line.change("/api/alarms", (answer) => ({ ...answer, alarms: change(fieldsIn(answer, "alarms"), world) })),
});

export const WATCHES: readonly Lie[] = [
  {
    ...saysOfAlarms("drops the alarm of a letter that waits", () => []),
    before: watchLetters,
    seen: { armsAgain: true },
  },
  {
    ...saysOfAlarms("puts the alarm of a letter off for a week", (alarms, { house }) =>
      alarms.map((alarm) => ({ ...alarm, due: Math.ceil(house.now / MINUTE / 5) * 5 + 7 * 24 * 60 })),
    ),
    before: watchLetters,
    seen: { armsAgain: true },
  },
  {
    ...saysOfAlarms("says that the alarm of a letter was answered for", (alarms) =>
      alarms.map((alarm) => ({ ...alarm, state: "cleared" })),
    ),
    before: letItRunOut,
    seen: { armsAgain: true },
  },
  {
    ...saysOfAlarms("says that the alarm of a letter is not due yet, long after its time", (alarms) =>
      alarms.map((alarm) => ({ ...alarm, state: "armed" })),
    ),
    before: letItRunOut,
    seen: { escalates: true },
  },
];
