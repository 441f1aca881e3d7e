import type { MailboxId, StreamId } from "@fairlead/casework";
import type { Halt } from "@fairlead/client";
import { Icon } from "../parts/icon.tsx";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";

/** What somebody reads and writes in: the compartment, and whose letters are shown there. */
export type Place = { stream?: StreamId | undefined; mailboxes?: readonly MailboxId[]; queue?: boolean };

export const haltIn = (halted: readonly Halt[], { stream, mailboxes = [], queue = false }: Place): Halt | null =>
  halted.find(
    (halt) =>
      halt.stream === stream ||
      (halt.mailbox !== undefined && mailboxes.includes(halt.mailbox)) ||
      (queue && halt.about === "intake"),
  ) ?? null;

export const useHalt = (place: Place): Halt | null => haltIn(useView().status.halted, place);

/**
 * Where somebody reads and writes in what has just stopped: what of it stands, that nothing newer comes and nothing can be
 * written, what becomes of half-written words, and whom to ask. The banner above tells it of the whole desk. [P4]
 */
export const HaltedPart = (place: Place) => {
  const { t } = useWords();
  const halt = useHalt(place);
  if (halt === null) return null;
  return (
    <section className="said stack" data-tight role="alert">
      <p className="row">
        <Icon name="halted" className="danger" />
        <b>{t("halted.here")}</b>
      </p>
      <p>{t("halted.here-stands")}</p>
      <p>{t("halted.here-words")}</p>
      <p>{t("halted.here-ask", { code: halt.code })}</p>
    </section>
  );
};
