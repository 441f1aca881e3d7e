import { lyingThere, type MailboxId, type MessageView } from "@fairlead/casework";
import { HOUR } from "../say/spans.ts";

export type ReadState = "yes" | "no" | "unknown" | "never-came";

/**
 * Which replies were read, by the message's key. A caller confirms everything up to the newest at once [MB5], so the
 * unread ones are the last of each mailbox. Where nobody can say, nothing is claimed: so of one that stays readable, which
 * nobody confirms, for as long as it lies there.
 */
export const readState = (
  messages: readonly MessageView[],
  unread: (mailbox: MailboxId) => number | null,
  now: number,
): Map<string, ReadState> => {
  const replies = messages.filter(({ direction }) => direction === "to-mailbox");
  const states = new Map<string, ReadState>();
  for (const mailbox of new Set(replies.map((one) => one.mailbox))) {
    const written = replies.filter((one) => one.mailbox === mailbox);
    for (const { key, arrived } of written) if (arrived === false) states.set(key, "never-came");
    const its = written.filter(({ key }) => !states.has(key));
    const known = unread(mailbox);
    const said = its.map((one) => ({ ...one, replaced: one.replaced === true }));
    const there = new Set(lyingThere(said, known ?? 0, Math.floor(now / HOUR)).map(({ key }) => key));
    for (const { key, standing } of its)
      states.set(key, known === null || (standing && there.has(key)) ? "unknown" : there.has(key) ? "no" : "yes");
  }
  return states;
};
