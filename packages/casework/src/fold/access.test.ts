import { describe, expect, it } from "vitest";
import type { Entry } from "../entry.ts";
import type { MemberId, StreamId } from "../ids.ts";
import type { Operation } from "../operation.ts";
import { readOperation } from "../read/operation.ts";
import type { Role } from "../words.ts";
import { emptyState, foldEntries } from "./state.ts";

const HOUR = 3_600_000;
const id = (byte: string) => byte.repeat(16);
const LOG = id("0a") as StreamId;
const [willow, marsh, anchor] = [id("01"), id("02"), id("03")] as MemberId[] as [MemberId, MemberId, MemberId];
const opened = {
  op: "openedCompartment",
  hour: 100,
  stream: id("0b"),
  case: id("0c"),
  part: "identity",
  how: "screen",
} as const satisfies Record<string, unknown>;
const begin: Operation = { op: "begin", compartment: { about: "access", member: willow } };

type Said = [by: MemberId, role: Role, operation: unknown];

const folded = (...said: Said[]) => {
  const entries = said.map(
    ([author, role, operation], seq): Entry => ({
      stream: LOG,
      seq,
      author,
      role,
      at: 100 * HOUR,
      operation: readOperation(operation),
    }),
  );
  const stream = foldEntries(emptyState(), entries).streams.get(LOG);
  const looks = stream?.content.is === "access" ? stream.content.access.looks.length : null;
  return {
    looks,
    refused: stream?.refused.map(({ op, refusal }) => `${op} ${refusal.kind}`),
    unknown: stream?.unknown,
  };
};

describe("a member's own log", () => {
  it("takes what its member's console says, once", () => {
    const said = folded([willow, "caseworker", begin], [willow, "caseworker", opened], [willow, "caseworker", opened]);
    expect(said).toEqual({ looks: 1, refused: [], unknown: 0 });
  });

  it("[P3] takes nobody else's word: not an administrator's who began it, not a colleague's, not a checkpoint's", () => {
    expect(
      folded([anchor, "administrator", begin], [anchor, "administrator", opened], [willow, "specialist", opened]),
    ).toEqual({ looks: 1, refused: ["openedCompartment not-your-role"], unknown: 0 });
    expect(folded([marsh, "operator", begin], [willow, "caseworker", opened])).toEqual({
      looks: null,
      refused: ["begin not-your-role", "openedCompartment wrong-compartment"],
      unknown: 0,
    });
    const entries = [{ author: willow, role: "caseworker", at: 1, operation: opened }];
    const checkpoint = { op: "checkpoint", compartment: { about: "access", member: willow }, entries };
    expect(folded([anchor, "administrator", checkpoint])).toMatchObject({
      looks: null,
      refused: ["checkpoint not-your-role"],
    });
  });

  it("keeps the newest fifty thousand of a long life, and lets what is older go a few thousand at a time", () => {
    const looks = Array.from({ length: 60_001 }, (_, index): Entry => {
      const operation = { ...opened, hour: 0, stream: index.toString(16).padStart(32, "0") } as unknown as Operation;
      return { stream: LOG, seq: index + 1, author: willow, role: "caseworker", at: 100 * HOUR, operation };
    });
    const first = { ...(looks[0] as Entry), seq: 0, operation: begin };
    const log = (entries: Entry[]) => {
      const content = foldEntries(emptyState(), entries).streams.get(LOG)?.content;
      return content?.is === "access" ? content.access : null;
    };
    const kept = log([first, ...looks]);
    expect(kept?.looks.length).toBe(50_001);
    expect(kept?.looks.at(-1)?.stream).toBe((60_000).toString(16).padStart(32, "0"));
    expect(kept?.seen.size).toBe(kept?.looks.length);
    // What was said twice counts once, as long as it stands there.
    const again = { ...(looks.at(-1) as Entry), seq: 70_000 };
    expect(log([first, ...looks, again])?.looks.length).toBe(kept?.looks.length);
  });

  it("refuses an hour that has not been", () => {
    const later = { ...opened, hour: 102 };
    const desk = { op: "unlockedDesk", hour: 5_000 };
    expect(folded([willow, "caseworker", begin], [willow, "caseworker", later], [willow, "caseworker", desk])).toEqual({
      looks: 0,
      refused: ["openedCompartment incomplete", "unlockedDesk incomplete"],
      unknown: 0,
    });
  });

  it.each([
    ["no hour", { ...opened, hour: undefined }],
    ["half an hour", { ...opened, hour: 99.5 }],
    ["an hour before 1970", { ...opened, hour: -1 }],
    ["no stream", { ...opened, stream: "" }],
    ["a stream in capitals", { ...opened, stream: id("0B") }],
    ["a case that is none", { ...opened, case: "" }],
    ["a part that nobody has", { ...opened, part: "diary" }],
    ["a way that nobody has", { ...opened, how: "read" }],
    ["a part inherited from nowhere", { ...opened, part: "constructor" }],
    ["a desk without an hour", { op: "unlockedDesk" }],
    ["a log of nobody", { op: "begin", compartment: { about: "access" } }],
  ])("reads as unknown: %s", (_, operation) => {
    expect(readOperation(operation)).toMatchObject({ op: "unknown" });
  });
});
