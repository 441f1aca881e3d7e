/**
 * Three rescues from the first letter to the last word, through the real client, on both stores. What the pieces prove each
 * by itself has to hold together here: facts and needs, two people's decisions, signs of life, plans, exposure, freezing,
 * consent and export. All people are invented.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres } from "../../../script/postgres.ts";
import { ChangedMind } from "./rescues/changed-mind.ts";
import { Raid } from "./rescues/raid.ts";
import { SeizedPhone } from "./rescues/seized-phone.ts";
import { type Rescue, Team } from "./rescues/team.ts";

const postgres = await startPostgres();
afterAll(async () => {
  if ("stop" in postgres) await postgres.stop();
});

describe.each(["SQLite", "PostgreSQL"])("three rescues, on %s", (engine) => {
  const missing = engine === "PostgreSQL" && "missing" in postgres ? postgres.missing : null;
  let team: Team;
  let alder: Rescue;
  let sorrel: Rescue;
  let raid: Raid;
  let phone: SeizedPhone;
  let mind: ChangedMind;

  const story = (name: string, tell: () => Promise<void>) =>
    it(name, async (test) => {
      if (missing !== null) return test.skip(missing);
      await tell();
    });

  beforeAll(async () => {
    if (missing !== null) return;
    team = await Team.gather("url" in postgres && engine === "PostgreSQL" ? postgres.url : undefined);
  });
  afterAll(() => team?.house.end());

  story("three write in one night, are answered, and each is taken on by somebody", async () => {
    const { willow, reed, marsh } = team;
    const letter = (alias: string, people: number, danger: "now" | "soon") => ({
      ...{ alias, people, text: `An invented letter of ${alias}.` },
      answers: { danger, adult: "yes" as const },
    });
    raid = new Raid(team, await team.takeOn(willow, letter("Kite", 2, "now")));
    alder = await team.takeOn(willow, letter("Alder", 1, "soon"));
    sorrel = await team.takeOn(reed, letter("Sorrel", 1, "soon"));
    phone = new SeizedPhone(team, alder);
    mind = new ChangedMind(team, sorrel);
    await marsh.sync();
    expect(marsh.view().queue.waiting).toBe(0);
  });

  story("[P11] Kite: one orders the first move at night, another reviews it in the morning", () => raid.nightOrder());
  story("[P3] Kite: a doctor knows the need, a buyer of tickets the name, and nobody both by chance", () =>
    raid.factsForWhoNeedsThem(),
  );
  story("[P7] Kite: go by two; a sign of life that does not come is seen to; a bed at Lime", async () => {
    await raid.intoTheShelter();
    await raid.planned(alder);
  });
  story("Kite: police at Lime. Who sleeps there, who is on the way, what to do, and it is done", () =>
    raid.policeAtTheDoor(alder, sorrel),
  );
  story("Kite: away from there, abroad, settled, closed", () => raid.arrives());

  story("Alder: what is innocent, what means danger, and whom never to call, agreed in time", () => phone.agrees());
  story(
    "[MB8] Alder: the wording comes. The mailbox is frozen, what was agreed is done, the phone's holder learns nothing",
    () => phone.isTaken(),
  );
  story("[MB8] Alder: a voice that the sister knows; joined, and only the new mailbox is answered", () =>
    phone.comesBack(),
  );
  story("[P11] Alder: looked at anew, go by two, arrived, closed", () => phone.arrives());

  story("[P3] Sorrel: tells one person, who knows no more than that", () => mind.tells());
  story("[P5] Sorrel: changes their mind, and what two had approved stops; later a part of it may go, and goes", () =>
    mind.doesNotWantIt(),
  );
  story("[P11] Sorrel: helped all the same. Go by two, arrived, closed", () => mind.arrives());

  story(
    "every desk opens afresh to the same three endings; nobody reads what was kept from them, nothing is halted",
    async () => {
      for (const [hand, closed] of [
        [team.willow, ["Alder", "Kite"]],
        [team.reed, ["Sorrel"]],
        [team.harbour, ["Alder", "Kite", "Sorrel"]],
        [team.heron, []],
        [team.lark, []],
        [team.beacon, []],
        [team.marsh, []],
      ] as const) {
        const { status, cases, today } = await team.openedAfresh(hand);
        expect(status).toMatchObject({ halted: [], setAside: 0, pending: 0, undone: [], alarms: [] });
        expect(
          cases
            .filter((one) => one.closed !== null)
            .map(({ alias }) => alias)
            .toSorted(),
        ).toEqual(closed);
        expect([today.overdue, today.nightMoves, today.waitingForMe, today.casesInDanger]).toEqual([[], [], [], []]);
      }
    },
  );
});
