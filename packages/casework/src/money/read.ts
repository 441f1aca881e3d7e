import { isHex, type JourneyId, type MemberId, type MoneyId, type ThingId, type UseId } from "../ids.ts";
import { type Fields, type Guard, listOf, oneOf, orNull, text, whole } from "../read/guard.ts";
import { AMOUNT_MOST, isCurrency } from "./amount.ts";
import { MONEY_KINDS, MONEY_PURPOSES, type MoneyOperation } from "./operation.ts";

const id =
  <T extends string>(bytes: number): Guard<T> =>
  (value): value is T =>
    isHex(value, bytes);
const line: Guard<string> = (value): value is string => text(value) && value.length <= 300;
const note: Guard<string> = (value): value is string => text(value) && value.length <= 2_000;
const amount: Guard<number> = (value): value is number => whole(value) && value <= AMOUNT_MOST;
const currency: Guard<string> = (value): value is string => text(value) && isCurrency(value);

type Body<N extends MoneyOperation["op"]> = Omit<Extract<MoneyOperation, { op: N }>, "op">;

export const MONEY_SHAPES: { readonly [N in MoneyOperation["op"]]: Fields<Body<N>> } = {
  writeMoney: {
    line: id<MoneyId>(16),
    journey: id<JourneyId>(16),
    is: oneOf(MONEY_KINDS),
    purpose: oneOf(MONEY_PURPOSES),
    amount,
    currency,
    when: whole,
    thing: orNull(id<ThingId>(16)),
    words: line,
    member: orNull(id<MemberId>(16)),
    means: orNull(id<ThingId>(16)),
    uses: listOf(id<UseId>(16), 4),
    receipt: line,
    note,
    instead: orNull(id<MoneyId>(16)),
    reason: note,
  },
  strikeMoney: { line: id<MoneyId>(16), reason: note },
};
