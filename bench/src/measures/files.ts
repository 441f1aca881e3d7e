/** What a file costs on its way: bytes beside its own, and what a closed tab costs on top. */
import { randomBytes } from "node:crypto";
import {
  CHUNK_LENGTH,
  chunksOf,
  encodeBody,
  hashOf,
  type MessageId,
  mailboxKeys,
  newFileKey,
  newId,
  paddedSize,
  signChunk,
  signOpening,
  signUpload,
} from "@fairlead/protocol";
import type { OrganisationId } from "@fairlead/protocol/seal";
import { type Figure, figureOf, type Measure, timesOf } from "../measure.ts";

const SIZES = [
  ["a photo of 300 KB", 300_000],
  ["a photo of 3 MB", 3_000_000],
  ["a film of 25 MB", 25_000_000],
] as const;
/** Bits a second; what a request and its answer add in headers, about. */
const LINE = 50_000;
const HEADERS = 700;

const random = (length: number) => new Uint8Array(randomBytes(length));

export const measure: Measure = {
  name: "files",
  run: async () => {
    const keys = await mailboxKeys(random(32));
    const organisation = hashOf(random(9)) as string as OrganisationId;
    const figures: Figure[] = [];
    for (const [name, size] of SIZES) {
      const about = { name: "a.jpg", type: "image/jpeg", size, cleaned: "cleaned" as const };
      const file = { ...newFileKey(random), ...about };
      const digest = hashOf(random(9));
      const note = { file, picked: { size, digest }, sent: digest };
      const { bytes: upload } = await signUpload(keys, { organisation, message: newId<MessageId>(random), note });
      const work = { challenge: random(32), answer: 1 };
      const begin = encodeBody({ upload, work }).length + HEADERS;
      const chunks = chunksOf(paddedSize(size));
      const part = random(CHUNK_LENGTH);
      const chunk = encodeBody({ chunk: await signChunk(keys, organisation, file, 0, part) }).length + HEADERS;
      const whole = begin + chunks * (chunk - CHUNK_LENGTH) + paddedSize(size);
      // Back with the words: asked for, answered in 16 KiB, begun again, and the chunk that was cut off once more.
      const opening = encodeBody({ opening: signOpening(keys, organisation, random(32)) }).length;
      const again = opening + 16 * 1024 + begin + 2 * HEADERS + chunk / 2;
      figures.push(
        bytesOf(`${name}: over the line`, whole, { value: size, what: "the file itself" }),
        bytesOf(`${name}: of that, padding`, paddedSize(size) - size),
        bytesOf(`${name}: a cut in the middle of a chunk, on average, adds`, again),
        { name: `${name}: at 50 kbit/s`, value: (whole * 8) / LINE, unit: "s", runs: 1 },
      );
    }
    const file = { ...newFileKey(random), size: 25_000_000 };
    const part = random(CHUNK_LENGTH);
    const taken = await timesOf(40, (run) => signChunk(keys, organisation, file, Math.abs(run), part));
    figures.push(figureOf("sealing and signing one chunk of 64 KiB, here", "ms", taken));
    return figures;
  },
};

const bytesOf = (name: string, value: number, ...beside: NonNullable<Figure["beside"]>): Figure => ({
  name,
  value: Math.round(value),
  unit: "bytes",
  runs: 1,
  ...(beside.length > 0 && { beside }),
});
