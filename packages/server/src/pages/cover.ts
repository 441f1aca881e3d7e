import { MISSING } from "@fairlead/portal/pages";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/**
 * The face of an address whose door is not known: one plain page at `/`, and one answer to everything else.
 *
 * Who scans the address, or finds it in a phone's history and tries it, sees a small site that is not finished yet. All
 * of ours, the members' calls too, lies behind the door; behind it as well, what is not there is answered by the cover.
 */
export type Cover = {
  /** E.g. "/r/garden": no slash at its end, none but letters, digits, "-" and "_" between. */
  readonly door: string;
  readonly page: Uint8Array;
};

/** Those of any small site; but no script and nothing from elsewhere, which would run at the caller's own origin. */
const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-cache",
  "content-security-policy": "default-src 'none';style-src 'unsafe-inline';img-src data:",
  "x-content-type-options": "nosniff",
} as const;

const missing = Buffer.from(MISSING);

export function coverRoutes(app: FastifyInstance, { page }: Cover): void {
  const bytes = Buffer.from(page);
  app.route({ method: ["GET", "HEAD"], url: "/", handler: (_request, reply) => reply.headers(HEADERS).send(bytes) });
}

/** Nothing is looked up for it: how long it takes tells nothing. */
export function sendMissing(reply: FastifyReply): FastifyReply {
  for (const name of Object.keys(reply.getHeaders())) {
    if (name === "connection") continue;
    reply.removeHeader(name);
    reply.raw.removeHeader(name);
  }
  return reply.code(404).headers(HEADERS).send(missing);
}

/** Whether a call is the cover's to answer, because nothing of ours is there. */
export function isCovered({ door }: Cover, request: FastifyRequest): boolean {
  return request.is404 || behindDoor(door, request.url) === null;
}

/** The path behind the door, with its slash; null in front of it. */
export function behindDoor(door: string, url: string): string | null {
  if (!url.startsWith(door)) return null;
  const rest = url.slice(door.length);
  return rest === "" || /^[/?]/.test(rest) ? rest : null;
}
