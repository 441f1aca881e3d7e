import type { MailboxId, ThreadView } from "@fairlead/casework";
import { useState } from "react";
import { useWords } from "../say/words.tsx";
import { isTaken, Refused, useDeed } from "../session/deed.tsx";
import { useUndo } from "../undo/undo.tsx";

type Props = {
  /** What is listed now, by the filter. */
  shown: readonly ThreadView[];
  chosen: ReadonlySet<MailboxId>;
  /** Whether those that were put aside are listed: then they are taken back. */
  back: boolean;
  onChoose(chosen: ReadonlySet<MailboxId>): void;
  onEnd(): void;
};

/** A *now* is never put aside, whoever chose it and however many were chosen with it. */
export const mayGoAside = ({ urgency, standing, claim }: ThreadView): boolean =>
  urgency.level !== "now" && claim === null && (standing === "waiting" || standing === "answered");

/** Noise out of the way, many at once, by a person and with a way back. It closes nothing and erases nothing. */
export const PutAside = ({ shown, chosen, back, onChoose, onEnd }: Props) => {
  const { t } = useWords();
  const deed = useDeed();
  const offer = useUndo();
  const [progress, setProgress] = useState(0);
  const may = shown.filter(mayGoAside);
  const put = async (mailboxes: readonly MailboxId[], on: boolean): Promise<void> => {
    setProgress(0);
    const outcome = await deed.run((act) => act.putAside(mailboxes, on, setProgress));
    if (!isTaken(outcome)) return;
    onChoose(new Set());
    offer({
      said: t(on ? "aside.done" : "aside.taken-back", { n: mailboxes.length }),
      back: (act) => act.putAside(mailboxes, !on),
    });
  };
  return (
    <div className="queue-aside stack" data-tight>
      <p className="small">{t(back ? "aside.back-what" : "aside.what")}</p>
      {may.length === shown.length ? null : (
        <p className="small quiet">{t("aside.not-these", { n: shown.length - may.length })}</p>
      )}
      <div className="row">
        <button
          type="button"
          className="button"
          disabled={deed.busy || may.length === 0}
          onClick={() => onChoose(new Set(may.map(({ mailbox }) => mailbox)))}
        >
          {t("aside.all", { n: may.length })}
        </button>
        <button
          type="button"
          className="button"
          data-filled
          disabled={deed.busy || chosen.size === 0}
          onClick={() => void put([...chosen], !back)}
        >
          {t(back ? "aside.back" : "aside.do", { n: chosen.size })}
        </button>
        <button type="button" className="button" disabled={deed.busy} onClick={onEnd}>
          {t("aside.end")}
        </button>
      </div>
      {deed.busy ? (
        <p className="small" role="status">
          {t("aside.doing", { n: progress })}
        </p>
      ) : null}
      <Refused deed={deed} />
    </div>
  );
};
