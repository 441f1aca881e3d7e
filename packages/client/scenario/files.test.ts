import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { LetterFile } from "@fairlead/casework";
import { CHUNK_LENGTH } from "@fairlead/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Hand } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { DAY_MS, House, random } from "./house.ts";

/** A photo that a caller sends, and who can look at it. */
describe("a file beside a letter", () => {
  let house: House;
  let olive: Hand;
  let willow: Hand;
  let caller: Caller;
  const photo = random(CHUNK_LENGTH + 9_000);

  beforeEach(async () => {
    house = await House.found();
    olive = await house.enrol("Olive", "operator");
    willow = await house.enrol("Willow", "caseworker");
    caller = await Caller.with(house);
    await caller.write("An invented call.");
  });
  afterEach(() => house.end());

  const seen: number[] = [];
  const open = (hand: Hand, file: LetterFile) =>
    hand.file(file, (bytes) => seen.push(bytes), new AbortController().signal);
  const filesOf = (hand: Hand): LetterFile[] =>
    hand.view().threads.flatMap(({ messages }) => messages.flatMap(({ files }) => [...files]));

  it("[PAD1] is read whole by who answers, with its progress, and nothing of it lies open at the server", async () => {
    const sent = await caller.sendFile(photo, "the blue door.jpg");
    await olive.sync();
    const [file] = filesOf(olive);
    if (file === undefined) throw new Error("no file");
    expect(file).toEqual(sent);
    seen.length = 0;
    expect(await open(olive, file)).toEqual({ kind: "file", bytes: photo });
    expect(seen).toEqual([CHUNK_LENGTH, photo.length]);
    const kept = readdirSync(house.folder).map((name) => readFileSync(join(house.folder, name)));
    expect(kept.some((bytes) => bytes.includes(Buffer.from(photo.subarray(0, 32))))).toBe(false);
    expect(kept.some((bytes) => bytes.includes("the blue door"))).toBe(false);
    // What another key or place would give is not shown as if it were the file. [P4]
    expect(await open(olive, { ...file, key: "00".repeat(32) })).toEqual({ kind: "altered" });
    expect(await open(olive, { ...file, size: 10 })).toEqual({ kind: "altered" });
    expect(await open(olive, { ...file, id: "00".repeat(16) })).toEqual({ kind: "gone" });
  });

  it("[MB4] [P3] goes with its letter into the case, and is read there and nowhere else", async () => {
    const sent = await caller.sendFile(photo, "the blue door.jpg");
    await willow.sync();
    const said = { alias: "Kite", people: 1, owner: willow.me.id, standIn: null, team: [] };
    await done(willow.act.openCase(caller.keys.id, said));
    await olive.sync();
    expect(filesOf(olive)).toEqual([]);
    expect(await open(olive, sent)).toEqual({ kind: "gone" });
    await willow.sync();
    const inCase = willow.view().cases[0]?.messages ?? [];
    expect(inCase.flatMap(({ files }) => [...files])).toEqual([sent]);
    expect(await open(willow, sent)).toEqual({ kind: "file", bytes: photo });
    // What comes later is sealed to the case, and stays when its letter is kept there.
    const later = await caller.sendFile(photo.subarray(0, 500), "a second one.jpg");
    await willow.sync();
    await willow.sync();
    expect(await open(willow, later)).toEqual({ kind: "file", bytes: photo.slice(0, 500) });
    expect(await open(olive, later)).toEqual({ kind: "gone" });
  });

  it("[MB9] may be larger where a holder of the desk says so", async () => {
    await olive.sync();
    const MIB = 1024 * 1024;
    expect(await olive.act.fileLimit(caller.keys.id, null)).toMatchObject({ kind: "done", bytes: 8 * MIB });
    expect(await olive.act.fileLimit(caller.keys.id, 60 * MIB)).toMatchObject({ kind: "done", bytes: 60 * MIB });
    const specialist = await house.enrol("Heron", "specialist");
    expect(await specialist.act.fileLimit(caller.keys.id, 90 * MIB)).toEqual({
      kind: "refused-by-server",
      code: "FL_ACCESS",
    });
  });

  it("[P6] is gone with a closed thread once its time has come, and not before", async () => {
    const sent = await caller.sendFile(photo, "the blue door.jpg");
    await olive.sync();
    await done(olive.act.closeThread(caller.keys.id, { outcome: "answered", note: "as agreed" }));
    await house.pass(29 * DAY_MS);
    await olive.sync();
    expect(await open(olive, sent)).toMatchObject({ kind: "file" });
    await house.pass(2 * DAY_MS);
    await olive.sync();
    expect(await open(olive, sent)).toEqual({ kind: "gone" });
  });
});
