/** Somebody who has written by an outside way, as far as the gateway must know to carry an answer back. */
import { z } from "zod";
import type { Secret, Way } from "./secret.ts";

export type Correspondent = {
  way: Way;
  address: string;
  /** Of the newest message: an answer takes its place in their conversation. */
  subject: string;
  messageId: string;
  language: "ru" | "ar" | "en";
  /** ms of the newest letter. */
  at: number;
  /** Standing instructions that have gone out already, by their rows' hashes: the mailbox shows them until their hour. */
  sent: string[];
};

const SHAPE = z.strictObject({
  way: z.enum(["e-mail", "telegram"]),
  address: z.string(),
  subject: z.string(),
  messageId: z.string(),
  language: z.enum(["ru", "ar", "en"]),
  at: z.number(),
  sent: z.array(z.string()),
});

/** So that its length tells neither the address's nor the subject's. */
const STEP = 1024;
const SENT_KEPT = 40;

export function sealCorrespondent(secret: Secret, one: Correspondent): string {
  const text = JSON.stringify({ ...one, sent: one.sent.slice(-SENT_KEPT) });
  const length = Buffer.byteLength(text);
  return secret.seal(text + " ".repeat(Math.ceil(length / STEP) * STEP - length));
}

/** null for what this gateway did not seal. */
export function openCorrespondent(secret: Secret, sealed: string): Correspondent | null {
  const text = secret.open(sealed);
  if (text === null) return null;
  const read = SHAPE.safeParse(JSON.parse(text));
  return read.success ? read.data : null;
}

export const nameOf = (secret: Secret, { way, address }: Pick<Correspondent, "way" | "address">): string =>
  secret.nameOf(`correspondent\0${way}\0${address}`);
