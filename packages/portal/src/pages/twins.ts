/**
 * One reply, signed more than once. [MB3]
 *
 * At a rotation, and when a case takes a thread over, the team's clients sign unread replies again under the key that
 * counts from then on. Such a twin keeps the first twelve bytes of its message id, which are random: no two replies
 * share them by chance. Whoever reads sees the reply once, and confirms all of it. [MB5]
 */
const KEPT_DIGITS = 24;

/** A row as it was read; `reply` is null where nothing vouches for it. */
type Read = { message: string; reply: { text: string; at: number; confirmable: boolean } | null };

type Once<Row extends Read> = Row & { reply: NonNullable<Row["reply"]>; twins: Row[] };

const isTwin = (a: Read, b: Read): boolean => {
  const sameId = a.message.slice(0, KEPT_DIGITS) === b.message.slice(0, KEPT_DIGITS);
  // Another text under such an id is another reply: nothing that can be read is ever hidden behind it.
  return a.reply && b.reply ? a.reply.text === b.reply.text && (sameId || a.reply.at === b.reply.at) : sameId;
};

const rank = ({ reply }: Read): number => (reply ? Number(!reply.confirmable) : 2);

/**
 * Each reply once, in the order of writing. `withheld` counts the rows that nothing vouches for, but for those
 * whose twin is shown.
 */
export const onceEach = <Row extends Read>(rows: readonly Row[]): { shown: Once<Row>[]; withheld: number } => {
  const shown: Once<Row>[] = [];
  let withheld = 0;
  // Newest first, and what counts before what does not: that one is shown, the others are its twins.
  for (const row of [...rows].reverse().sort((a, b) => rank(a) - rank(b))) {
    const twin = shown.find((one) => isTwin(one, row));
    if (twin) twin.twins.push(row);
    else if (row.reply) shown.unshift({ ...row, reply: row.reply, twins: [] });
    else withheld++;
  }
  shown.sort((a, b) => a.reply.at - b.reply.at);
  return { shown, withheld };
};
