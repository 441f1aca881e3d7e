import {
  type Commit,
  epochCommitment,
  epochContinuation,
  extendRoster,
  type Framing,
  foundOrganisation,
  type MemberKeys,
  makeEpochKey,
  makeMemberKeys,
  makeWrap,
  newId,
  publicKeys,
  type Roster,
  readRoster,
  rosterEntry,
  type StreamId,
  sealCommit,
  sealLink,
  ZERO_HASH,
} from "@fairlead/protocol";
import { beforeAll, describe, expect, it } from "vitest";
import { Compartment } from "./compartment.ts";
import { encodeEnvelope } from "./envelope.ts";

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

describe("following a compartment", () => {
  let roster: Roster;
  let anchor: MemberKeys;
  let marsh: MemberKeys;
  const stream = newId<StreamId>(random);
  const key = makeEpochKey(random);

  beforeAll(async () => {
    [anchor, marsh] = [makeMemberKeys(random), makeMemberKeys(random)];
    roster = readRoster([await foundOrganisation([anchor], 1, random)]);
    const member = await publicKeys(marsh);
    roster = extendRoster(roster, rosterEntry(roster, { kind: "enrol", member, role: "operator" }, [anchor], 2));
  });

  type Place = { before?: Commit; epoch?: number; epochKey?: Uint8Array<ArrayBuffer>; framing?: Framing; at?: Roster };

  function commit(keys: MemberKeys, { before, epoch = 1, epochKey = key, framing, at = roster }: Place = {}) {
    return sealCommit({
      place: {
        organisation: at.organisation,
        stream,
        seq: (before?.header.seq ?? -1) + 1,
        prev: before?.hash ?? ZERO_HASH,
        epoch,
        rosterHead: at.head,
      },
      framing: framing ?? { kind: "write" },
      epochKey,
      keys,
      operations: encodeEnvelope({ at: 1000, operations: [{ op: "handOver", text: "an invented word" }] }),
      random,
    });
  }

  const placeOf = (epoch: number) => ({ organisation: roster.organisation, stream, epoch });
  const beginning = (): Framing => ({
    kind: "epoch",
    commitment: epochCommitment(key, placeOf(1)),
    continuation: null,
    link: null,
    keeping: "lasting",
  });
  const wrapFor = async (keys: MemberKeys, epochKey: Uint8Array<ArrayBuffer>, epoch = 1) =>
    makeWrap({
      place: placeOf(epoch),
      epochKey,
      to: await publicKeys(keys),
      keys: anchor,
      rosterHead: roster.head,
    });

  async function follow(commits: Commit[], wraps: Uint8Array<ArrayBuffer>[], at = roster) {
    const compartment = new Compartment(stream);
    await compartment.follow(
      commits.map(({ bytes }) => bytes),
      at,
      marsh,
      async () => wraps,
    );
    return compartment;
  }

  it("[ST3] [CO1] takes a chain whose key its signed commitment names", async () => {
    const first = await commit(anchor, { framing: beginning() });
    const second = await commit(marsh, { before: first });
    const compartment = await follow([first, second], [await wrapFor(marsh, key)]);
    expect(compartment).toMatchObject({ halted: null, head: { seq: 1, hash: second.hash } });
    expect(compartment.accepted.flatMap(({ entries }) => entries)).toMatchObject([
      { seq: 0, author: anchor.id, role: "administrator" },
      { seq: 1, author: marsh.id, role: "operator" },
    ]);
  });

  it("[CO1] a wrap that carries another key opens nothing and halts with its code", async () => {
    const first = await commit(anchor, { framing: beginning() });
    const compartment = await follow([first], [await wrapFor(marsh, makeEpochKey(random))]);
    expect(compartment.halted).toBe("FL_COMMITMENT");
    expect(compartment.accepted).toEqual([]);
  });

  it("[CO2] an older epoch is found by the back-link alone", async () => {
    const first = await commit(anchor, { framing: beginning() });
    const newer = makeEpochKey(random);
    const commitment = epochCommitment(newer, placeOf(2));
    const framing: Framing = {
      kind: "epoch",
      commitment,
      continuation: epochContinuation(key, placeOf(2), commitment),
      link: await sealLink(newer, key, placeOf(2)),
      keeping: "lasting",
    };
    const second = await commit(anchor, { before: first, epoch: 2, epochKey: newer, framing });
    const compartment = await follow([first, second], [await wrapFor(marsh, newer, 2)]);
    expect(compartment.halted).toBeNull();
    expect(compartment.accepted.map(({ entries }) => entries.length)).toEqual([1, 1]);
  });

  it("[CO1] an epoch whose author did not hold the one before is not followed", async () => {
    const first = await commit(anchor, { framing: beginning() });
    const foreign = makeEpochKey(random);
    const commitment = epochCommitment(foreign, placeOf(2));
    const continuation = epochContinuation(foreign, placeOf(2), commitment);
    const framing: Framing = { kind: "epoch", commitment, continuation, link: null, keeping: "lasting" };
    const second = await commit(anchor, { before: first, epoch: 2, epochKey: foreign, framing });
    const compartment = await follow([first, second], [await wrapFor(marsh, key), await wrapFor(marsh, foreign, 2)]);
    expect(compartment.halted).toBe("FL_COMMITMENT");
    expect(compartment.head.seq).toBe(0);
  });

  it("[ST3] what does not follow halts there; what came before stands, and the head with it", async () => {
    const first = await commit(anchor, { framing: beginning() });
    const second = await commit(marsh, { before: first });
    const skipped = await commit(marsh, { before: second });
    const compartment = await follow([first, skipped], [await wrapFor(marsh, key)]);
    expect(compartment).toMatchObject({ halted: "FL_COMMIT_CHAIN", head: { seq: 0, hash: first.hash } });
    expect(compartment.accepted).toHaveLength(1);
  });

  it("[ST3] a removed member's last commits are set aside until somebody vouches for them", async () => {
    const first = await commit(anchor, { framing: beginning() });
    const second = await commit(marsh, { before: first });
    const removal = rosterEntry(roster, { kind: "remove", member: marsh.id }, [anchor], 3);
    const later = extendRoster(roster, removal);
    const compartment = await follow([first, second], [await wrapFor(marsh, key)], later);
    expect(compartment.halted).toBeNull();
    expect(compartment.vouched(roster)).toBe(2);
    expect(compartment.vouched(later)).toBe(1);
    const third = await commit(anchor, { before: second, at: later });
    await compartment.follow([third.bytes], later, marsh, async () => []);
    expect(compartment.vouched(later)).toBe(3);
  });
});
