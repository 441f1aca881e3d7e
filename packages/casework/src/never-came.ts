import { DAY, HOUR } from "./day.ts";
import type { CaseView, MessageView, ThreadView } from "./view.ts";
import type { Status } from "./words.ts";

/** What never arrived is sent by itself only so long (ms): by then somebody else may hold that telephone. [MB8] */
export const GOES_BY_ITSELF = 2 * DAY;
/** Where these stand of anybody in the party, whoever reads there may be somebody else: nobody knows who had the words. [MB8] */
export const MAY_BE_ANOTHER: ReadonlySet<string> = new Set<Status>(["detained", "abducted", "died"]);

/**
 * An answer that never came to its mailbox, goes out by itself no more, and that nothing written since stands for: its
 * reader waits for it, and only a person can say whether it is still so. [MB7]
 */
const isLost = (message: MessageView, messages: readonly MessageView[], now: number): boolean =>
  message.arrived === false &&
  message.replaced !== true &&
  (message.until === null || message.until * HOUR > now) &&
  !messages.some(
    (one) => one.direction === "to-mailbox" && one.mailbox === message.mailbox && (one.at ?? 0) > (message.at ?? 0),
  );

/** The newest such answer of a thread that no case has taken. */
export const lostAnswerIn = (
  { messages, standing, frozen }: Pick<ThreadView, "messages" | "standing" | "frozen">,
  now: number,
): MessageView | null =>
  standing === "in-case" || standing === "closed" || frozen !== null
    ? null
    : (messages.findLast((one) => isLost(one, messages, now) && now - (one.at ?? now) > GOES_BY_ITSELF) ?? null);

/** … of a case that is open, in mailboxes that are not frozen. */
export const lostAnswerOf = (
  { messages, closed, statuses, mailboxes }: Pick<CaseView, "messages" | "closed" | "statuses" | "mailboxes">,
  now: number,
): MessageView | null => {
  if (closed !== null) return null;
  const age = statuses.some(({ status }) => MAY_BE_ANOTHER.has(status)) ? 0 : GOES_BY_ITSELF;
  const frozen = new Set(mailboxes.flatMap(({ mailbox, frozen: by }) => (by === null ? [] : [mailbox])));
  return (
    messages.findLast((one) => isLost(one, messages, now) && now - (one.at ?? now) > age && !frozen.has(one.mailbox)) ??
    null
  );
};
