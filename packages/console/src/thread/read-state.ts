import type { MailboxId, MessageView } from "@fairlead/casework";

export type ReadState = "yes" | "no" | "unknown";

/**
 * Which replies were read, by the message's key. A caller confirms everything up to the newest at once [MB5], so the
 * unread ones are the last of each mailbox. Where nobody can say, nothing is claimed.
 */
export const readState = (
  messages: readonly MessageView[],
  unread: (mailbox: MailboxId) => number | null,
): Map<string, ReadState> => {
  const states = new Map<string, ReadState>();
  const left = new Map<MailboxId, number | null>();
  for (const message of [...messages].reverse()) {
    if (message.direction !== "to-mailbox") continue;
    const known = left.has(message.mailbox) ? left.get(message.mailbox) : unread(message.mailbox);
    states.set(message.key, known == null ? "unknown" : known > 0 ? "no" : "yes");
    left.set(message.mailbox, known == null ? null : known - 1);
  }
  return states;
};
