import type { MailboxId } from "@fairlead/casework";
import { Icon } from "../parts/icon.tsx";
import { useWords } from "../say/words.tsx";
import { useMatches } from "./use-matches.ts";

/** Above the words of a thread, so that nobody answers without having seen it. It bars nothing. */
export const MatchNotice = ({ mailbox, look }: { mailbox: MailboxId; look(): void }) => {
  const { t } = useWords();
  const found = useMatches({ kind: "thread", mailbox });
  const open = (found?.matches ?? []).filter(({ judged, strength }) => judged === null && strength !== "weak");
  if (open.length === 0) return null;
  return (
    <p className="match-notice small row" role="status">
      <Icon name="two" />
      <span>
        {t("matches.notice", { n: open.length })}{" "}
        <button type="button" className="link" onClick={look}>
          {t("matches.look")}
        </button>
      </span>
    </p>
  );
};
