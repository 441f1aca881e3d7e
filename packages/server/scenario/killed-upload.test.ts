/** A file on its way while the server is killed, again and again, or its disk fills up. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type AttachedFile,
  CHUNK_LENGTH,
  chunksOf,
  concat,
  hashOf,
  type MessageId,
  newFileKey,
  newId,
  openChunk,
  paddedSize,
  sealLetter,
  signChunk,
  signUpload,
  solveWork,
} from "@fairlead/protocol";
import { afterAll, describe, expect, it } from "vitest";
import { smallDisk } from "../src/store/small-disk.ts";
import { bytesOf, caller, Organisation, post, random } from "./organisation.ts";

/** Three chunks: each start of a server takes seconds. The other fills what a disk has kept in reserve. */
const VOICE_NOTE = random(2 * CHUNK_LENGTH + 4_321);
const FILM = random(5 * CHUNK_LENGTH + 4_321);

type Process = { url: string; kill: () => Promise<void> };
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill("SIGKILL");
});

async function start(place: string, now: number): Promise<Process> {
  const script = new URL("./child.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [script, place, String(now)], { stdio: ["ignore", "pipe", "inherit"] });
  running.add(child);
  const [line] = (await once(child.stdout.setEncoding("utf8"), "data")) as [string];
  return {
    url: line.trim(),
    kill: async () => {
      child.kill("SIGKILL");
      await once(child, "exit");
      running.delete(child);
    },
  };
}

/** A mailbox that the team has answered, and a film that goes into it. */
async function prepare(place: string, bytes: Uint8Array) {
  const organisation = await Organisation.found({ place });
  const keys = await caller();
  const first = await organisation.letter(keys, "an invented call");
  await organisation.send(keys, first);
  await organisation.reply(keys, "an invented answer");
  await organisation.server.close();
  await organisation.store.close();
  const about = { name: "invented.mp4", type: "video/mp4", size: bytes.length, cleaned: "cleaned" as const };
  const file: AttachedFile = { ...newFileKey(random), ...about };
  const message = newId<MessageId>(random);
  const digest = hashOf(bytes);
  const note = { file, picked: { size: bytes.length, digest }, sent: digest };
  const signed = await signUpload(keys, { organisation: organisation.roster.organisation, message, note });
  return {
    organisation,
    keys,
    first: first.hash,
    file,
    message,
    bytes,
    chunks: chunksOf(paddedSize(bytes.length)),
    form: signed.bytes,
  };
}
type Going = Awaited<ReturnType<typeof prepare>>;

/** @returns how many chunks are there */
async function begin({ form }: Going, url: string): Promise<number> {
  const { work } = (await post(url, "/api/door", {})).body as { work: { challenge: Uint8Array; bits: number } };
  const answer = await solveWork(work.challenge, hashOf(form), work.bits);
  const { body } = await post(url, "/api/file/begin", { upload: form, work: { challenge: work.challenge, answer } });
  return Number(body.have);
}

async function sendChunk({ organisation, keys, file, bytes }: Going, url: string, index: number) {
  const part = bytes.subarray(index * CHUNK_LENGTH, (index + 1) * CHUNK_LENGTH);
  const chunk = await signChunk(keys, organisation.roster.organisation, file, index, part);
  return post(url, "/api/file/chunk", { chunk });
}

/** The letter that makes it the team's, and what the team reads then. */
async function nameAndRead(going: Going, url: string): Promise<Uint8Array> {
  const { organisation, keys, first, file, message } = going;
  const letter = { kind: "letter" as const, language: "en", text: "", answers: {}, tap: "none" as const, at: 1 };
  const place = { seq: 2, previous: first, seen: first, message, hour: 490_000 };
  const flags = { onArrival: false, expiredCard: false };
  const row = await sealLetter({
    keys,
    card: organisation.card,
    ...place,
    ...flags,
    letter: { ...letter, files: [file] },
  });
  const { verifyKey, kemKey } = keys;
  const work = await organisation.work(row, url);
  const body = { keys: { verifyKey, kemKey }, row: row.bytes, work, files: [file.id] };
  expect((await post(url, "/api/mailbox/post", body)).status).toBe(200);
  const parts: Uint8Array[] = [];
  for (let index = 0; index < going.chunks; index++) {
    const answer = await post(url, "/api/file", { file: file.id, index }, organisation.operator.token);
    parts.push(await openChunk(file, index, bytesOf(answer.body.chunk)));
  }
  return concat(...parts);
}

describe("an upload", () => {
  it("[P6] [PAD1] survives kill -9 at every chunk's boundary and within it: what was answered is there, and the whole is", async () => {
    const folder = mkdtempSync(join(tmpdir(), "fairlead-upload-"));
    const place = join(folder, "store.sqlite");
    const going = await prepare(place, VOICE_NOTE);
    let server = await start(place, going.organisation.now);
    let answered = await begin(going, server.url);
    for (let round = 0; answered < going.chunks; round++) {
      if (round % 2 === 0) {
        // Between two chunks.
        const { body } = await sendChunk(going, server.url, answered);
        expect(body).toEqual({ have: answered + 1 });
        answered++;
        await server.kill();
      } else {
        // While one is on its way, or its answer.
        const lost = sendChunk(going, server.url, answered).then(
          ({ body }) => Number(body.have),
          () => null,
        );
        await new Promise((resolve) => setTimeout(resolve, 2 * round));
        await server.kill();
        answered = (await lost) ?? answered;
      }
      server = await start(place, going.organisation.now);
      const have = await begin(going, server.url);
      // Nothing that was answered is missing; one whose answer was lost may be there.
      expect([answered, answered + 1]).toContain(have);
      answered = have;
    }
    expect(hashOf(await nameAndRead(going, server.url))).toBe(hashOf(VOICE_NOTE));
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
    rmSync(going.organisation.folder, { recursive: true, force: true });
  });

  it("[P6] waits out a disk that is really full, killed while it is, and goes on when there is room", async (test) => {
    const folder = mkdtempSync(join(tmpdir(), "fairlead-upload-"));
    const path = join(folder, "disk");
    const disk = smallDisk(path, "size=6m");
    if ("missing" in disk) return test.skip(disk.missing);
    try {
      const place = join(path, "store.sqlite");
      const going = await prepare(place, FILM);
      let server = await start(place, going.organisation.now);
      let answered = await begin(going, server.url);
      answered = Number((await sendChunk(going, server.url, answered)).body.have);
      spawnSync("dd", ["if=/dev/zero", `of=${join(path, "ballast")}`, "bs=4096"]);
      let code: unknown;
      while (code === undefined && answered < going.chunks) {
        const { body } = await sendChunk(going, server.url, answered);
        code = body.code;
        answered = Number(body.have ?? answered);
      }
      expect(code).toBe("FL_STORE_FULL");
      await server.kill();
      rmSync(join(path, "ballast"));
      server = await start(place, going.organisation.now);
      expect(await begin(going, server.url)).toBe(answered);
      for (; answered < going.chunks; answered++)
        expect((await sendChunk(going, server.url, answered)).body).toEqual({ have: answered + 1 });
      expect(hashOf(await nameAndRead(going, server.url))).toBe(hashOf(FILM));
      await server.kill();
      rmSync(going.organisation.folder, { recursive: true, force: true });
    } finally {
      disk.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
