import {
  type AttachedFile,
  CHUNK_LENGTH,
  chunksOf,
  concat,
  decodeBody,
  type Hash,
  hashOf,
  type MailboxKeys,
  type MessageId,
  newFileKey,
  newId,
  openChunk,
  openUploadNote,
  paddedSize,
  readUpload,
  sealLetter,
  signChunk,
  signEnding,
  signOpening,
  signUpload,
  signUploadEnd,
  solveWork,
  unpadPage,
} from "@fairlead/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bytesOf, caller, Organisation, post, random } from "./organisation.ts";

/** Four chunks of an invented photo, the last of them short. */
const PHOTO = random(3 * CHUNK_LENGTH + 777);
const CHUNKS = chunksOf(paddedSize(PHOTO.length));

describe("files on their way to a letter", () => {
  let organisation: Organisation;
  beforeAll(async () => {
    organisation = await Organisation.found({ settings: { callsPerMinute: 100_000 } });
  });
  afterAll(() => organisation.close());

  /** Someone who has written once, and whether the team has answered. */
  async function written(answered = true): Promise<{ keys: MailboxKeys; first: Hash }> {
    const keys = await caller();
    const row = await organisation.letter(keys, "an invented call");
    await organisation.send(keys, row);
    if (answered) await organisation.reply(keys, "an invented answer");
    return { keys, first: row.hash };
  }

  const fileOf = (size = PHOTO.length): AttachedFile => ({
    ...newFileKey(random),
    name: "an invented photo.jpg",
    type: "image/jpeg",
    size,
    cleaned: "cleaned",
  });

  async function begin(keys: MailboxKeys, file: AttachedFile, message = newId<MessageId>(random)) {
    const picked = { size: file.size, digest: hashOf(PHOTO) };
    const note = { file, picked, sent: hashOf(PHOTO) };
    const { bytes } = await signUpload(keys, { organisation: organisation.roster.organisation, message, note });
    const answer = await beginAgain(bytes);
    return { answer, message, bytes };
  }

  async function beginAgain(upload: Uint8Array) {
    const { work } = (await post(organisation.url, "/api/door", {})).body as {
      work: { challenge: Uint8Array; bits: number };
    };
    const answer = await solveWork(work.challenge, hashOf(upload), work.bits);
    return post(organisation.url, "/api/file/begin", { upload, work: { challenge: work.challenge, answer } });
  }

  const chunkOf = (keys: MailboxKeys, file: AttachedFile, index: number): Promise<Uint8Array> =>
    signChunk(
      keys,
      organisation.roster.organisation,
      file,
      index,
      PHOTO.subarray(index * CHUNK_LENGTH, (index + 1) * CHUNK_LENGTH),
    );
  const sendChunk = async (keys: MailboxKeys, file: AttachedFile, index: number) =>
    post(organisation.url, "/api/file/chunk", { chunk: await chunkOf(keys, file, index) });

  async function name(keys: MailboxKeys, first: Hash, file: AttachedFile, message: MessageId) {
    const letter = { kind: "letter" as const, language: "en", text: "", answers: {}, tap: "none" as const };
    const place = { seq: 2, previous: first, seen: first, message, hour: 490_000 };
    const flags = { onArrival: false, expiredCard: false };
    const card = organisation.card;
    const row = await sealLetter({ keys, card, ...place, ...flags, letter: { ...letter, at: 1, files: [file] } });
    const { verifyKey, kemKey } = keys;
    const work = await organisation.work(row);
    const body = { keys: { verifyKey, kemKey }, row: row.bytes, work, files: [file.id] };
    return { row, answer: await post(organisation.url, "/api/mailbox/post", body) };
  }

  /** What comes back with the eight words alone. */
  async function unfinished(keys: MailboxKeys) {
    const opening = signOpening(keys, organisation.roster.organisation, await organisation.nonce());
    const { bytes } = await post(organisation.url, "/api/file/unfinished", { opening });
    expect(bytes).toHaveLength(16 * 1024);
    const found = decodeBody(unpadPage(bytes)).unfinished as { upload: Uint8Array; have: number } | null;
    if (found === null) return null;
    const upload = readUpload(found.upload, keys.verifyKey);
    return { have: found.have, bytes: found.upload, upload, note: await openUploadNote(upload, keys.kemSeed) };
  }

  async function fetchFile(file: AttachedFile, token = organisation.operator.token): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    for (let index = 0; index < CHUNKS; index++) {
      const { body } = await post(organisation.url, "/api/file", { file: file.id, index }, token);
      parts.push(await openChunk(file, index, bytesOf(body.chunk)));
    }
    return concat(...parts);
  }

  it.each(Array.from({ length: CHUNKS + 1 }, (_, cut) => cut))(
    "[P6] [P8] cut after %i chunks, it goes on with the words alone, and the team reads the whole",
    async (cut) => {
      const { keys, first } = await written();
      const file = fileOf();
      const begun = await begin(keys, file);
      expect(begun.answer.body).toEqual({ have: 0 });
      for (let index = 0; index < cut; index++) await sendChunk(keys, file, index);
      if (cut < CHUNKS) {
        // The line breaks within the next one: half of it arrives, and must leave nothing.
        const whole = await chunkOf(keys, file, cut);
        expect((await post(organisation.url, "/api/file/chunk", { chunk: whole.subarray(0, -300) })).status).toBe(400);
      }
      expect((await organisation.open(keys)).body).toMatchObject({ unfinished: true });
      const back = await unfinished(keys);
      if (back === null) throw new Error("nothing to go on with");
      expect(back.have).toBe(cut);
      expect(back.note.file).toEqual(file);
      expect((await beginAgain(back.bytes)).body).toEqual({ have: cut });
      for (let index = back.have; index < CHUNKS; index++)
        expect((await sendChunk(keys, back.note.file, index)).body).toEqual({ have: index + 1 });
      expect((await name(keys, first, back.note.file, back.upload.message)).answer.status).toBe(200);
      expect(await fetchFile(file)).toEqual(new Uint8Array(PHOTO));
      expect((await organisation.open(keys)).body).toMatchObject({ unfinished: false });
      expect(await unfinished(keys)).toBeNull();
    },
  );

  it("[HO2] [P9] ended, a mailbox takes files as one that never was: none, and then no larger ones", async () => {
    const { keys, first } = await written();
    const file = fileOf();
    const { message } = await begin(keys, file);
    for (let index = 0; index < CHUNKS; index++) await sendChunk(keys, file, index);
    await name(keys, first, file, message);
    const ending = signEnding(keys, organisation.roster.organisation, await organisation.nonce());
    await post(organisation.url, "/api/mailbox/end", { ending });
    const never = await caller();
    const asked = async (of: MailboxKeys, size?: number) => (await begin(of, fileOf(size))).answer.body;
    expect(await asked(keys)).toEqual(await asked(never));
    for (const each of [keys, never]) await organisation.send(each, await organisation.letter(each, "by these words"));
    for (const size of [20 * 1024 * 1024, 1000, PHOTO.length])
      expect(await asked(keys, size)).toEqual(await asked(never, size));
    expect(await asked(keys, 1000)).toEqual(await asked(never, 1000));
  });

  it("[MB8] [P8] frozen, a mailbox no longer says what was being sent from it", async () => {
    const { keys } = await written();
    await begin(keys, fileOf());
    const freeze = { mailbox: keys.id, frozen: true };
    expect((await post(organisation.url, "/api/thread/freeze", freeze, organisation.operator.token)).status).toBe(200);
    expect(await unfinished(keys)).toBeNull();
  });

  it("[P6] a letter that names a file which is not here whole is refused, and stands once it is", async () => {
    const { keys, first } = await written();
    const file = fileOf();
    const { message } = await begin(keys, file);
    for (let index = 0; index < CHUNKS - 1; index++) await sendChunk(keys, file, index);
    expect((await name(keys, first, file, message)).answer.body).toEqual({ code: "FL_FILE" });
    await sendChunk(keys, file, CHUNKS - 1);
    // Under another message id it would be nobody's.
    expect((await name(keys, first, file, newId<MessageId>(random))).answer.body).toEqual({ code: "FL_FILE" });
    expect((await name(keys, first, file, message)).answer.status).toBe(200);
  });

  it("[P3] only who holds the desk is given its chunks, and nobody before a letter names it", async () => {
    const { keys, first } = await written();
    const file = fileOf();
    const { message } = await begin(keys, file);
    for (let index = 0; index < CHUNKS; index++) await sendChunk(keys, file, index);
    const asked = { file: file.id, index: 0 };
    const outsider = await organisation.enrol("specialist");
    expect((await post(organisation.url, "/api/file", asked, organisation.operator.token)).status).toBe(403);
    await name(keys, first, file, message);
    expect((await post(organisation.url, "/api/file", asked, organisation.operator.token)).status).toBe(200);
    expect((await post(organisation.url, "/api/file", asked, outsider.token)).body).toEqual({ code: "FL_ACCESS" });
    expect((await post(organisation.url, "/api/file", asked)).status).toBe(401);
  });

  it("nobody else's chunk, ending or upload is taken, nor one without work", async () => {
    const [{ keys }, { keys: other }] = [await written(), await written()];
    const file = fileOf();
    const { bytes } = await begin(keys, file);
    expect((await sendChunk(other, file, 0)).body).toEqual({ code: "FL_FILE" });
    const end = signUploadEnd(other, organisation.roster.organisation, file.id);
    expect((await post(organisation.url, "/api/file/end", { end })).body).toEqual({ ended: false });
    const idle = { challenge: random(32), answer: 0 };
    expect((await post(organisation.url, "/api/file/begin", { upload: bytes, work: idle })).body).toEqual({
      code: "FL_WORK",
    });
    expect((await begin(await caller(), fileOf())).answer.body).toEqual({ code: "FL_REFUSED" });
    const own = signUploadEnd(keys, organisation.roster.organisation, file.id);
    expect((await post(organisation.url, "/api/file/end", { end: own })).body).toEqual({ ended: true });
    expect((await sendChunk(keys, file, 0)).body).toEqual({ code: "FL_FILE" });
  });

  it("[MB9] little before the team has answered; twenty-five MiB then; more where the team says so", async () => {
    const { keys } = await written(false);
    const MIB = 1024 * 1024;
    expect((await organisation.open(keys)).body).toMatchObject({ fileLimit: 8 * MIB });
    expect((await begin(keys, fileOf(9 * MIB))).answer.body).toEqual({ code: "FL_FILE_LARGE" });
    expect((await begin(keys, fileOf(7 * MIB))).answer.status).toBe(200);
    expect((await begin(keys, fileOf(7 * MIB))).answer.body).toEqual({ code: "FL_QUOTA" });
    await organisation.reply(keys, "an invented answer");
    expect((await begin(keys, fileOf(25 * MIB))).answer.status).toBe(200);
    expect((await begin(keys, fileOf(26 * MIB))).answer.body).toEqual({ code: "FL_FILE_LARGE" });
    const raise = (bytes: number | null, token?: string) =>
      post(organisation.url, "/api/mailbox/limit", { mailbox: keys.id, bytes }, token);
    const outsider = await organisation.enrol("specialist");
    expect((await raise(60 * MIB, outsider.token)).body).toEqual({ code: "FL_ACCESS" });
    expect((await raise(null, outsider.token)).body).toEqual({ code: "FL_ACCESS" });
    expect((await raise(null, organisation.operator.token)).body).toEqual({ bytes: 25 * MIB });
    expect((await raise(60 * MIB, organisation.operator.token)).body).toEqual({ bytes: 60 * MIB });
    expect((await begin(keys, fileOf(60 * MIB))).answer.status).toBe(200);
    // Two days later nothing is left of what no letter has named.
    organisation.now += 48 * 3_600_000;
    await organisation.server.tick();
    expect(await unfinished(keys)).toBeNull();
  });
});
