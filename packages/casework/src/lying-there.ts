/**
 * Which replies a mailbox still holds, as far as the team can tell: the server counts them and names none. What stays
 * readable lies there until its hour, read or not, and is confirmed by nobody; of the others the last ones are unread. [MB5]
 */
export type Lies = {
  /** Stays readable, until this hour; null: until it is read. */
  standing: boolean;
  until: number | null;
  /** Another has taken its place. */
  replaced: boolean;
};

/** @param unread as the server counts what lies there @param hour whole hours since 1970 */
export const lyingThere = <A extends Lies>(replies: readonly A[], unread: number, hour: number): A[] => {
  const there = replies.filter(({ until, replaced }) => !replaced && (until === null || until > hour));
  const left = Math.max(0, unread - there.filter(({ standing }) => standing).length);
  const onceRead = there.filter(({ standing }) => !standing);
  const unreadOnes = new Set(left === 0 ? [] : onceRead.slice(-left));
  return there.filter((one) => one.standing || unreadOnes.has(one));
};
