import { timingSafeEqual } from "node:crypto";
import { type Pin, toHex } from "@fairlead/protocol";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Effects } from "../effects.ts";
import { PIN_SHAPE, pinFromJson } from "../pin-file.ts";
import { keepFirstPin } from "../pin-keeping.ts";
import type { DeskPlace } from "./desk-routes.ts";

const BODY_LIMIT = 16 * 1024;

/**
 * The one thing that a page may have its host write: the first pin of this machine, out of the member's invitation.
 *
 * A page of another site cannot: its origin is another, a JSON body needs leave that is never given, and the token
 * stands in an answer that it cannot read. Another account on this machine can read that token and be first; then the
 * member's own invitation is refused as another organisation's, in plain sight, and nothing of his was sent. That is
 * why a pin is never replaced from here, and why the host says on its terminal whose it has kept.
 */
export function pinDoor(
  app: FastifyInstance,
  place: DeskPlace,
  { file, random, kept }: { file: string; random: Effects["random"]; kept(pin: Pin): void },
): void {
  const token = toHex(random(32));
  place.keepPin = token;
  const body = z.strictObject({ token: z.string(), pin: PIN_SHAPE });

  app.post("/pin", { bodyLimit: BODY_LIMIT }, async (request, reply) => {
    if (request.headers.origin !== `http://${request.headers.host}`) return reply.code(403).send();
    const asked = body.safeParse(request.body);
    if (!asked.success) return reply.code(400).send();
    if (!same(asked.data.token, token)) return reply.code(403).send();
    const pin = pinFromJson(asked.data.pin);
    const outcome = await keepFirstPin(file, pin);
    if (outcome === "another") return reply.code(409).send({ kept: false });
    if (outcome === "kept") {
      place.pin = pin;
      kept(pin);
    }
    return reply.send({ kept: true });
  });
}

function same(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
