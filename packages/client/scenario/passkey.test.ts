import { unlockingKeys } from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Hand, MemoryShelf, openHand, openHandByPasskey, passkeysHere } from "../src/index.ts";
import { Passkeys } from "../src/shelf/passkey.ts";
import { House, type Line, random } from "./house.ts";

/** As the browser gives it: an id, and a secret of its own for each salt. */
const passkey = () => {
  const [id, salt, secret] = [random(16), random(32), random(32)];
  // The client wipes what it is given.
  return { id, salt, give: () => ({ id, salt, secret: secret.slice() }) };
};
type Passkey = ReturnType<typeof passkey>;

async function changePhrase(hand: Hand): Promise<string> {
  const fresh = await hand.act.newPhrase("en");
  if (fresh.kind !== "done") throw new Error(fresh.kind);
  const changed = await hand.act.changePhrase(fresh.phrase);
  if (changed.kind !== "done") throw new Error(changed.kind);
  return fresh.phrase;
}

describe("a passkey beside the phrase", () => {
  let house: House;
  let shelf: MemoryShelf;
  let hand: Hand;
  const key = passkey();

  beforeAll(async () => {
    house = await House.found();
    await house.enrol("Willow", "caseworker");
    await house.enrol("Marsh", "operator");
    shelf = new MemoryShelf();
    hand = await house.open("Willow", house.line(), shelf);
    expect(hand.view().status.device?.passkey).toBe(false);
    expect(await passkeysHere(shelf, house.pin)).toEqual([]);
    expect(await hand.keepPasskey(key.give())).toEqual({ kind: "done" });
    await hand.sync();
  });
  afterAll(() => house.end());

  const unlock = (given: Passkey, { line = house.line(), on = shelf }: { line?: Line; on?: MemoryShelf } = {}) =>
    openHandByPasskey({ transport: line.transport, clock: house.clock, random, shelf: on }, house.pin, given.give(), [
      ENGLISH,
    ]);

  it("[RO4] opens the same desk without the phrase, with a network and without", async () => {
    expect(await passkeysHere(shelf, house.pin)).toEqual([{ id: key.id, salt: key.salt }]);
    const opened = await unlock(key);
    if (opened.kind !== "open") throw new Error(opened.kind);
    expect(opened.hand.me).toEqual(hand.me);
    expect(opened.hand.view().status.device).toMatchObject({ passkey: true });
    await opened.hand.sync();
    opened.hand.lock();
    const line = house.line();
    line.cut = true;
    const away = await unlock(key, { line });
    if (away.kind !== "open") throw new Error(away.kind);
    expect(away.hand.view().status).toMatchObject({ online: false, organisation: "Lantern" });
    away.hand.lock();
    // And the phrase goes on working.
    (await house.open("Willow", house.line(), shelf)).lock();
  });

  it("another passkey, another secret or another device opens nothing, and nothing is sent", async () => {
    const line = house.line();
    const wrong = { ...key, give: () => ({ ...key.give(), secret: random(32) }) };
    for (const opened of [
      await unlock(passkey(), { line }),
      await unlock(wrong, { line }),
      await unlock(key, { line, on: new MemoryShelf() }),
    ])
      expect(opened).toEqual({ kind: "unknown-passkey" });
    expect(line.sent).toEqual([]);
  });

  it("each of two members opens his own; one that is set up anew takes the old one's place", async () => {
    const other = await house.open("Marsh", house.line(), shelf);
    expect(other.view().status.device).toMatchObject({ passkey: false });
    const [theirs, newer] = [passkey(), passkey()];
    await other.keepPasskey(theirs.give());
    await hand.keepPasskey(newer.give());
    expect(await passkeysHere(shelf, house.pin)).toHaveLength(2);
    expect(await unlock(theirs)).toMatchObject({ kind: "open", hand: { me: { handle: "Marsh" } } });
    expect(await unlock(newer)).toMatchObject({ kind: "open", hand: { me: { handle: "Willow" } } });
    expect(await unlock(key)).toEqual({ kind: "unknown-passkey" });
    await other.removePasskey();
    expect(other.view().status.device).toMatchObject({ passkey: false });
    expect(await unlock(theirs)).toEqual({ kind: "unknown-passkey" });
    expect(await unlock(newer)).toMatchObject({ kind: "open" });
    await hand.keepPasskey(key.give());
  });

  it("a damaged record is none; the phrase still opens", async () => {
    for (const name of shelf.records.keys()) {
      const damaged = new MemoryShelf();
      for (const [other, record] of shelf.records)
        damaged.records.set(other, other === name ? record.slice(1) : record);
      const opened = await unlock(key, { on: damaged });
      expect(["open", "unknown-passkey"]).toContain(opened.kind);
      expect((await house.tryOpen("Willow", { shelf: damaged })).kind).toBe("open");
    }
  });

  it("ends when the phrase is changed on another device: it is removed, and what lies here does not open for it", async () => {
    const elsewhere = await house.open("Willow", house.line(), new MemoryShelf());
    await changePhrase(elsewhere);
    // In that moment a colleague sets one up in another window of this device: theirs stays.
    const marsh = await house.open("Marsh", house.line(), shelf);
    const theirs = passkey();
    const alone = new MemoryShelf();
    await new Passkeys(alone, house.pin.organisation).add(key.give(), "", await unlockingKeys(random(32)), random);
    let kept: Promise<unknown> | null = null;
    const remove = shelf.delete.bind(shelf);
    shelf.delete = async (name) => {
      if (alone.records.has(name)) {
        kept ??= marsh.keepPasskey(theirs.give());
        await Promise.race([kept, new Promise((resolve) => setTimeout(resolve, 50))]);
      }
      await remove(name);
    };
    expect(await unlock(key)).toEqual({ kind: "stale-passkey" });
    await kept;
    shelf.delete = remove;
    expect(await passkeysHere(shelf, house.pin)).toEqual([{ id: theirs.id, salt: theirs.salt }]);
    await marsh.removePasskey();
    expect(await passkeysHere(shelf, house.pin)).toEqual([]);
    expect(await unlock(key)).toEqual({ kind: "unknown-passkey" });
    const line = house.line();
    line.cut = true;
    expect(await house.tryOpen("Willow", { line, shelf })).toEqual({ kind: "unreachable" });
  });

  it("ends when the phrase is changed here; from then on the new phrase opens without a network, the old one not", async () => {
    const marsh = await house.open("Marsh", house.line(), shelf);
    await marsh.keepPasskey(passkey().give());
    await marsh.sync();
    const phrase = await changePhrase(marsh);
    expect(marsh.view().status.device).toMatchObject({ passkey: false, failing: false });
    expect(await passkeysHere(shelf, house.pin)).toEqual([]);
    await marsh.sync();
    marsh.lock();
    const line = house.line();
    line.cut = true;
    expect(await house.tryOpen("Marsh", { line, shelf })).toEqual({ kind: "unreachable" });
    const effects = { transport: line.transport, clock: house.clock, random, shelf };
    const opened = await openHand(effects, house.pin, phrase, [ENGLISH]);
    expect(opened).toMatchObject({ kind: "open", hand: { me: { handle: "Marsh" } } });
  });

  it("a hand without a place to keep it, or locked, keeps none", async () => {
    const plain = house.founder;
    expect(await plain.keepPasskey(passkey().give())).toEqual({ kind: "locked" });
    hand.lock();
    expect(await hand.keepPasskey(passkey().give())).toEqual({ kind: "locked" });
    expect(await passkeysHere(shelf, house.pin)).toEqual([]);
  });
});
