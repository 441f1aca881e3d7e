import { expect, it } from "vitest";
import { checkpointOf } from "../command/checkpoint.ts";
import {
  type Entry,
  emptyState,
  foldEntries,
  type MemberId,
  type Operation,
  PHOTO_BYTES_MOST,
  PHOTOS_MOST,
  type PhotoId,
  readOperation,
  refusedOf,
  type StreamId,
  writePhotos,
} from "../index.ts";

const stream = "5".repeat(32) as StreamId;
const plover = "1".repeat(32) as MemberId;
const NOON = 1_500_000_000_000;
const hand = { by: plover, role: "caseworker" as const, at: NOON + 999 };

const compartment = { about: "case" as const, case: "c".repeat(32) as never, part: "identity" as const };
const begun: Operation = { op: "begin", compartment };
const id = (n: number) => n.toString(16).padStart(32, "0") as PhotoId;
const PICTURE = "/9j/2Q==";
const add = (n: number, picture: string | null = PICTURE): Operation & { op: "addPhoto" } => ({
  ...{ op: "addPhoto", photo: id(n), person: "1", shows: "passport", paper: "SECRET-70", picture },
});
const out = (n: number, reason = "SECRET-why"): Operation & { op: "removePhoto" } => ({
  ...{ op: "removePhoto", photo: id(n), reason },
});
const entriesOf = (operations: readonly Operation[]): Entry[] =>
  operations.map((operation, seq) => ({ stream, seq, author: plover, role: "caseworker", at: NOON + seq, operation }));
const fold = (...operations: Operation[]) => foldEntries(emptyState(), entriesOf([begun, ...operations]));
const photosIn = (state: ReturnType<typeof fold>) => {
  const content = state.streams.get(stream)?.content;
  return content?.is === "part" ? [...content.part.photos.values()] : [];
};

it("the fold knows that a picture is there and how large, and carries none: a face is read when somebody looks", () => {
  const state = fold(add(1), out(1), add(2), add(2), out(9), out(1));
  expect(photosIn(state)).toMatchObject([
    { photo: id(1), shows: "passport", bytes: 4, removed: { by: plover, reason: "SECRET-why" } },
    { photo: id(2), removed: null },
  ]);
  expect(JSON.stringify([...state.streams.values()].map(({ content }) => content))).not.toContain(PICTURE);
  expect(refusedOf(state).map(({ refusal }) => refusal.kind)).toEqual(["already-kept", "no-such-photo", "photo-out"]);
  expect(refusedOf(fold(add(1), out(1, " ")))).toMatchObject([{ refusal: { kind: "incomplete", field: "reason" } }]);
});

it("[CO2] who reads from now on learns that one stands and can take it out, not what is on it or whose number", () => {
  const before = entriesOf([begun, add(1), add(2), out(2)]);
  const said = checkpointOf(compartment, before);
  for (const word of [PICTURE, "SECRET"]) expect(JSON.stringify(said)).not.toContain(word);
  const state = foldEntries(
    emptyState(),
    entriesOf([said, out(1)]).map((one) => ({ ...one, seq: one.seq + before.length })),
  );
  expect(photosIn(state)).toMatchObject([
    { photo: id(1), bytes: null, removed: { by: plover } },
    { photo: id(2), bytes: null, removed: {} },
  ]);
  expect(refusedOf(state)).toEqual([]);
});

it("as many as a person needs and no more; one in the place of another is one step; none is added without its picture", () => {
  const full = fold(...Array.from({ length: PHOTOS_MOST }, (_, n) => add(n)));
  const more = add(PHOTOS_MOST);
  expect(writePhotos(full, stream, [more], hand)).toEqual({ kind: "too-many-photos", most: PHOTOS_MOST });
  expect(writePhotos(full, stream, [out(0), more], hand).kind).toBe("operations");
  expect(writePhotos(full, stream, [out(0), add(PHOTOS_MOST, null)], hand)).toEqual({
    ...{ kind: "incomplete", field: "picture" },
  });
});

it("[P4] what is no JPEG, or larger than a photo, is not read: by a stranger's client it may be anything", () => {
  const read = (picture: unknown) => readOperation({ ...add(1), picture }).op;
  const large = (bytes: number) => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(bytes - 3)]);
  expect(read(large(PHOTO_BYTES_MOST).toString("base64"))).toBe("addPhoto");
  for (const bad of [
    large(PHOTO_BYTES_MOST + 3).toString("base64"),
    Buffer.from("<svg onload=alert(1)>").toString("base64"),
    ...["", "/9j/2Q=", "/9j/2Q\n=", "/9j/====", 7, undefined],
  ])
    expect([bad, read(bad)]).toEqual([bad, "unknown"]);
});
