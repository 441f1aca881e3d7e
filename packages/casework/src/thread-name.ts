import type { MailboxId } from "./ids.ts";

/**
 * Two words by which a team speaks of a thread: "Grey kettle". Derived from the mailbox id, so that everyone says the
 * same and nobody has to invent one at night; harmless things only, nothing about a person, a place or a faith.
 * 64 × 64 names: two threads may share one, the screen then adds the beginning of the id.
 */
const FIRST =
  "Grey Blue Thin Dry Late Copper Salt Paper Quiet Amber Round Tall Plain Slow Narrow Pale Early Silver Wooden Tin " +
  "Linen Velvet Woollen Brass Iron Glass Stone Clay Chalk Cedar Maple Birch Walnut Winter Autumn Summer Morning " +
  "Evening Sunday Distant Open Folded Painted Borrowed Spare Hollow Heavy Light Soft Bright Mossy Sandy Rainy Windy " +
  "Foggy Frosty Misty Little Large Second Third Double Single Striped";
const SECOND =
  "kettle ladder fountain bridge orchard lane window kite barrel lantern teapot saucer basket bench button candle " +
  "carpet chimney compass cupboard curtain drawer envelope fence ferry garden gate glove hammer harbour hinge island " +
  "jacket jar kiosk ledge locket mirror needle notebook oar oven pantry pencil pepper pillow plough pocket quilt " +
  "ribbon saddle shelf shovel spoon staircase stool thimble trunk umbrella vase violin wagon whistle yard";

const first = FIRST.split(" ");
const second = SECOND.split(" ");

export const threadName = (mailbox: MailboxId): string => {
  const at = (offset: number, words: readonly string[]): string =>
    words[Number.parseInt(mailbox.slice(offset, offset + 4), 16) % words.length] ?? "";
  return `${at(0, first)} ${at(4, second)}`;
};
