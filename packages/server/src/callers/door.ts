import { encodeBody } from "@fairlead/protocol/verify";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Context } from "../http/context.ts";
import { sendPacked } from "../http/packed.ts";
import { extraBits } from "./room.ts";

const asked = z.strictObject({ words: z.enum(["en", "ru"]).optional() });

/**
 * What a page needs before the first word is sealed: the chain that proves the key, and the work to be done [MB4] [MB9];
 * with them, where it is asked for, the word list: on a slow line a call of its own costs a second. The page knows its hash.
 */
export function doorRoutes(app: FastifyInstance, context: Context): void {
  const { store, challenges, settings, pages } = context;
  const listIn = (language: "en" | "ru"): Uint8Array | null =>
    pages?.asset(pages.place(language).assets.words[language])?.bytes ?? null;

  app.post("/api/door", { bodyLimit: 16 * 1024 }, async (request, reply) => {
    const { words } = asked.parse(request.body);
    const bits = settings.workBits + (await extraBits(context));
    const answer = {
      certificate: (await store.certificates.newest())?.bytes ?? null,
      card: (await store.cards.newest("new"))?.bytes ?? null,
      work: { challenge: challenges.give("work", bits), bits },
      ...(words !== undefined && { words: listIn(words) }),
    };
    // The same for everybody but for the challenge: it may be packed.
    return sendPacked(reply, "application/cbor", encodeBody(answer));
  });
}
