import { checkWork, hourOf, refuse, VOUCHER_LENGTH } from "@fairlead/protocol/verify";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Context } from "../http/context.ts";
import { Failure } from "../http/failure.ts";
import { bytes, count, hash, member, open } from "../http/route.ts";

const HOUR_MS = 3_600_000;
const LONGEST_HOURS = 31 * 24;
/** Two words are 22 bits: at this pace, over all who ask here, walking them takes eight years. Honest people mistype less. */
const MISSES_AN_HOUR = 60;

/**
 * Vouchers: under an id that only two words give, a sealed sentence of one size. The server learns neither, nor for whom. [VO1]
 */
export function voucherRoutes(app: FastifyInstance, context: Context): void {
  const { store, clock, random, challenges } = context;
  const misses = makeBudget(clock, MISSES_AN_HOUR);

  const put = z.strictObject({ id: hash, sealed: bytes(VOUCHER_LENGTH), expires: count });
  member(app, context, "/api/voucher/put", put, async ({ id, sealed, expires }, me) => {
    await requireIntake(context, me);
    const hour = hourOf(clock());
    if (sealed.length !== VOUCHER_LENGTH || expires <= hour || expires > hour + LONGEST_HOURS)
      throw new Failure("FL_BODY");
    if (!(await store.vouchers.put({ id, expires, bytes: sealed }))) throw new Failure("FL_VOUCHER_TAKEN");
    return { kept: true };
  });

  member(app, context, "/api/voucher/drop", z.strictObject({ id: hash }), async ({ id }, me) => {
    await requireIntake(context, me);
    await store.vouchers.drop(id);
    return { dropped: true };
  });

  const look = z.strictObject({ id: hash, work: z.strictObject({ challenge: bytes(64), answer: count }) });
  open(app, "/api/voucher/look", look, async ({ id, work }) => {
    if (
      !checkWork(work.challenge, id as Parameters<typeof checkWork>[1], challenges.level(work.challenge), work.answer)
    )
      refuse("FL_WORK");
    if (!challenges.takeFor("work", work.challenge, id)) refuse("FL_WORK");
    if (misses.isSpent()) throw new Failure("FL_BUSY");
    const sealed = await store.vouchers.look(id, hourOf(clock()));
    if (sealed === null) misses.spend();
    // Nothing there looks the same to whoever watches the line; whoever has the words sees that it does not open.
    return { sealed: sealed ?? random(VOUCHER_LENGTH) };
  });
}

/** Of whoever holds the desk to which new mailboxes write: that much the server knows of what the intake is. */
async function requireIntake({ store }: Context, me: string): Promise<void> {
  const card = await store.cards.newest("new");
  if (card === null || !(await store.streams.holds(me, card.desk))) throw new Failure("FL_ACCESS");
}

/** So many an hour, no more at once; nothing is kept of who spent them. */
function makeBudget(clock: () => number, anHour: number): { isSpent(): boolean; spend(): void } {
  let left = anHour;
  let at = clock();
  const refill = (): void => {
    const now = clock();
    left = Math.min(anHour, left + (Math.max(0, now - at) / HOUR_MS) * anHour);
    at = now;
  };
  return {
    isSpent() {
      refill();
      return left < 1;
    },
    spend() {
      left -= 1;
    },
  };
}
