import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { NetworkEntry } from "@fairlead/casework";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOUR, House } from "./house.ts";
import { LawlessConsole } from "./policy/console.ts";

/** An organisation from before there was a register: the server has nothing of that compartment, and never had. */
describe("an organisation that was founded earlier", () => {
  let house: House;

  beforeAll(async () => {
    house = await House.found();
    const { held } = await LawlessConsole.open(house, "Anchor");
    const stream = held.compartment("resources")?.stream;
    if (stream === undefined) throw new Error("not begun");
    await house.stop();
    const db = new DatabaseSync(join(house.folder, "store.db"));
    for (const table of ["wraps", "stream_changes", "epochs", "unlinked_epochs", "commits", "streams"])
      db.prepare(`DELETE FROM ${table} WHERE stream = ?`).run(stream);
    db.close();
    await house.start();
  });
  afterAll(() => house?.end());

  it("[CO5] is given the register by its first administrator's client, once, for those whose role holds it", async () => {
    const anchor = await house.open("Anchor");
    expect(anchor.view().exposure.things).toBeNull();
    await anchor.sync();
    expect(anchor.view().exposure.things).toEqual([]);
    house.founder = anchor;
    const willow = await house.enrol("Willow", "caseworker");
    const coordinator = await house.enrol("Harbour", "coordinator");
    const marsh = await house.enrol("Marsh", "operator");
    const second = await house.enrol("Quay", "administrator");
    for (const hand of [second, anchor, willow, marsh, second, anchor]) await hand.sync();
    const { held } = await LawlessConsole.open(house, "Anchor");
    const registers = [...held.compartments.values()].filter(({ about }) => about?.about === "resources");
    expect(registers).toHaveLength(1);
    expect(marsh.view().exposure.things).toBeNull();

    const lime = { kind: "shelter" as const, name: "Lime", facts: { beds: 3 }, over: 0 };
    const written = await willow.act.writeThing(lime);
    if (written.kind !== "done") throw new Error(written.kind);
    const said = { since: house.now - HOUR, source: "a neighbour", certainty: "said" as const, note: "" };
    expect(await willow.act.markCompromised({ of: { kind: "thing", thing: written.thing }, ...said })).toMatchObject({
      kind: "done",
    });
    for (const hand of [anchor, marsh]) await hand.sync();
    expect(anchor.view().exposure).toMatchObject({
      things: [{ name: "Lime", facts: { beds: 3 } }],
      marks: [{ of: { kind: "thing", name: "Lime" }, reached: [], withdrawn: null }],
    });
    expect(marsh.view().exposure.marks).toEqual([]);

    // Whoever is marked: exactly what he could read is known from the compartments' own records, and ends with him.
    const { id } = willow.me;
    await coordinator.act.markCompromised({ of: { kind: "member", member: id }, ...said });
    const steps = () =>
      coordinator
        .view()
        .exposure.marks.find(({ of }) => of.kind === "member")
        ?.steps.map(({ kind, count, done }) => [kind, count, done?.how ?? null]);
    expect(steps()).toEqual([
      ["suspend", 0, null],
      ["silence", 0, null],
      ["revoke", 6, null],
    ]);
    await coordinator.act.suspend(id);
    await coordinator.sync();
    expect(steps()).toEqual([
      ["suspend", 0, "seen"],
      ["silence", 0, null],
      ["revoke", 0, "seen"],
    ]);
  });

  it("[P3] is the network's place too: read by who carries cases, and never written over unseen", async () => {
    const [anchor, harbour, marsh] = await Promise.all(["Anchor", "Harbour", "Marsh"].map((one) => house.open(one)));
    if (!anchor || !harbour || !marsh) throw new Error("nobody");
    for (const hand of [anchor, harbour, marsh]) await hand.sync();
    const at = { lat: null, lon: null, watch: 0, shelter: false, curfew: [], thing: null };
    const place = (id: string, watch = 0) => ({ kind: "place" as const, id, name: id, ...at, watch });
    const walk = { kind: "walk" as const, id: "a>b", from: "a", to: "b", minutes: 9 };
    const said = { source: "a colleague who was there", asOf: house.now };
    const write = (entry: NetworkEntry, over = 0) => ({ ...said, entries: [{ entry, over }] });
    // A walk to nowhere is no walk; with its places it is, whatever the order in the file.
    expect(await harbour.act.writeNetwork(write(walk))).toEqual({ kind: "incomplete", field: "stops" });
    const all = [walk, place("a"), place("b")].map((entry) => ({ entry, over: 0 }));
    expect(await harbour.act.writeNetwork({ ...said, entries: all })).toEqual({ kind: "done" });
    expect(await marsh.act.writeNetwork(write(place("c")))).toMatchObject({ kind: "not-held" });

    await anchor.sync();
    expect(anchor.view().network?.map(({ entry, version }) => [entry.id, version])).toEqual([
      ["a>b", 1],
      ["a", 1],
      ["b", 1],
    ]);
    expect(marsh.view().network).toBeNull();
    expect(await harbour.act.writeNetwork(write(place("a", 4), 1))).toEqual({ kind: "done" });
    expect(await harbour.act.writeNetwork(write(place("a", 0), 1))).toMatchObject({
      kind: "changed-meanwhile",
      fields: [{ field: "watch", theirs: "4", ours: "0" }],
    });
    expect(await harbour.act.retireNetwork([{ kind: "walk", id: "a>b", over: 1 }], "a gate is locked")).toEqual({
      kind: "done",
    });
    expect(harbour.view().network?.find(({ entry }) => entry.id === "a>b")?.retired).toMatchObject({
      reason: "a gate is locked",
    });
  });
});
