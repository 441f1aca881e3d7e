import { encodeBody, type MemberId } from "@fairlead/protocol/verify";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Context } from "./context.ts";
import { type Asked, requireMember } from "./session.ts";

/** What bodies are made of. Ids are lower-case hex, everything sealed or signed is bytes. */
export const bytes = (max: number) => z.instanceof(Uint8Array).refine((value) => value.length <= max);
export const hash = z.string().regex(/^[0-9a-f]{64}$/);
export const shortId = z.string().regex(/^[0-9a-f]{32}$/);
export const count = z.int().min(0);
export const nothing = z.strictObject({});

export type Path = `/api/${string}`;

/** A call that anybody may make. Unknown fields are refused: there is one way to say a thing. */
export function open<Body>(
  app: FastifyInstance,
  path: Path,
  body: z.ZodType<Body>,
  answer: (body: Body) => Promise<object | Uint8Array>,
  limit = 16 * 1024,
): void {
  app.post(path, { bodyLimit: limit }, async (request, reply) => {
    const said = await answer(body.parse(request.body));
    return reply.type("application/cbor").send(Buffer.from(said instanceof Uint8Array ? said : encodeBody(said)));
  });
}

/** A call of an active member. Who he is is known before a byte of the body is read. */
export function member<Body>(
  app: FastifyInstance,
  context: Context,
  path: Path,
  body: z.ZodType<Body>,
  answer: (body: Body, member: MemberId, ended: AbortSignal) => Promise<object>,
  limit = 64 * 1024,
  asked: Asked = "active",
): void {
  const callers = new WeakMap<object, MemberId>();
  app.post(
    path,
    {
      bodyLimit: limit,
      onRequest: async (request) => {
        callers.set(request, await requireMember(context, request.headers.authorization, asked));
      },
    },
    async (request, reply) => {
      const caller = callers.get(request);
      if (caller === undefined) throw new TypeError("a member's call without its member");
      const ended = new AbortController();
      // Of whoever was answered nothing is left to end; and an abort makes an error, with all that led to it.
      reply.raw.once("close", () => {
        if (!reply.raw.writableFinished) ended.abort();
      });
      const said = await answer(body.parse(request.body), caller, ended.signal);
      return reply.type("application/cbor").send(Buffer.from(encodeBody(said)));
    },
  );
}
