import type { Hand } from "@fairlead/client";

const HOUR = 3_600_000;
const SHIFT = 8;

/** The invented team's next days: who is on when, with a gap tomorrow that nobody has noticed yet. */
export async function planRota(hands: ReadonlyMap<string, Hand>, now: number): Promise<void> {
  const coordinator = [...hands.values()].find(({ me }) => me.role === "coordinator");
  const team = [...hands.values()].filter(({ me }) => me.role === "operator" || me.role === "caseworker");
  if (coordinator === undefined || team.length === 0) return;
  await coordinator.sync();
  await coordinator.act.setLimits({ claimMinutes: 30, nowMinutes: 10, standByMinutes: 15 });
  const began = Math.floor(now / HOUR) * HOUR - 4 * HOUR;
  for (let shift = 0; shift < 9; shift++) {
    const member = team[shift % team.length];
    if (member === undefined || shift === 2) continue;
    const from = began + shift * SHIFT * HOUR;
    await coordinator.act.planShift({ member: member.me.id, from, until: from + SHIFT * HOUR });
  }
}
