import { promisify } from "node:util";
import { brotliCompress, brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { FastifyReply } from "fastify";

/**
 * Answers in as few bytes as the browser can read. Only for what holds nothing of anybody's: the length of a packed
 * secret tells something of it (BREACH, 2013).
 *
 * | coding | for |
 * |---|---|
 * | br | browsers over https: a seventh less than gzip, a second of a slow line |
 * | gzip | onion services and old browsers |
 */
type Coding = "br" | "gzip";

const SHORTEST = 512;
/** Half a second of work for the script: done once for each of our own files, never for what a caller can ask anew. */
const BEST = constants.BROTLI_MAX_QUALITY;
/** As quick as gzip. */
const QUICK = 6;

const squeeze = promisify(brotliCompress);

const settings = (bytes: Uint8Array, quality: number) => ({
  params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
});

function codingOf(reply: FastifyReply, bytes: Uint8Array): Coding | null {
  if (bytes.length < SHORTEST) return null;
  const accepted = String(reply.request.headers["accept-encoding"] ?? "");
  return (["br", "gzip"] as const).find((coding) => takes(accepted, coding)) ?? null;
}

/** "gzip;q=0" says that it is not taken. */
function takes(accepted: string, coding: Coding): boolean {
  return accepted.split(",").some((part) => {
    const [name, weight = "1"] = part.trim().split(/\s*;\s*q=/i);
    return name === coding && Number(weight) > 0;
  });
}

/** What is made for this one answer. */
export function sendPacked(reply: FastifyReply, type: string, bytes: Uint8Array): FastifyReply {
  const coding = codingOf(reply, bytes);
  reply.type(type);
  if (coding === null) return reply.send(Buffer.from(bytes));
  const packed = coding === "br" ? brotliCompressSync(bytes, settings(bytes, QUICK)) : gzipSync(bytes, { level: 9 });
  return reply.header("content-encoding", coding).send(packed);
}

const kept = new WeakMap<Uint8Array, { [coding in Coding]?: Promise<Uint8Array> }>();

/** One of our own files, which are the same for everybody: packed as well as can be, once, off the server's thread. */
export async function sendFile(reply: FastifyReply, type: string, bytes: Uint8Array): Promise<FastifyReply> {
  const coding = codingOf(reply, bytes);
  reply.type(type);
  if (coding === null) return reply.send(Buffer.from(bytes));
  const ways = kept.get(bytes) ?? {};
  kept.set(bytes, ways);
  ways[coding] ??=
    coding === "br" ? squeeze(bytes, settings(bytes, BEST)) : Promise.resolve(gzipSync(bytes, { level: 9 }));
  return reply.header("content-encoding", coding).send(Buffer.from(await ways[coding]));
}
