import { dayFrom, type Entry, emptyState, foldEntries, playSeason, type StreamId, season } from "@fairlead/casework";
import { describe, expect, it } from "vitest";
import { pack, unpack } from "./packed.ts";

const { entries, state } = playSeason(season(1, dayFrom("2017-04-14")));
const again = (value: unknown) => unpack(pack(value) ?? "nothing");

describe("what was folded, written down", () => {
  it("comes back as it was, every field of every compartment of a season", () => {
    for (const [stream, folded] of state.streams) expect(again(folded), stream).toStrictEqual(folded);
  });

  it("goes on from where it was written down as if it never had been", () => {
    const seen = new Map<StreamId, number>();
    const isEarly = ({ stream, seq }: Entry) => {
      const last = entries.findLast((entry) => entry.stream === stream)?.seq ?? 0;
      if (!seen.has(stream)) seen.set(stream, Math.floor(last / 2));
      return seq <= (seen.get(stream) ?? 0);
    };
    const early = foldEntries(
      emptyState(),
      entries.filter((entry) => isEarly(entry)),
    );
    const taken = { streams: again(early.streams) as typeof early.streams };
    const whole = foldEntries(taken, entries);
    for (const [stream, folded] of state.streams) expect(whole.streams.get(stream), stream).toStrictEqual(folded);
  });

  it("keeps maps, sets, bytes and what is undefined; what would come back as something else is not written", () => {
    const odd = {
      map: new Map([[1, new Set(["a"])]]),
      bytes: new Uint8Array([0, 255]),
      none: undefined,
      list: [undefined],
    };
    expect(again(odd)).toStrictEqual(odd);
    for (const wrong of [Number.NaN, -0, 1n, () => 0, new Date(0), { "\0m": [] }, [Symbol("x")]])
      expect(pack({ wrong }), String(typeof wrong)).toBeNull();
    for (const text of ["{", '{"\\u0000m":1}', '{"\\u0000x":[]}']) expect(() => unpack(text)).toThrow("FL_BODY");
  });
});
