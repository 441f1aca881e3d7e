import { type CaseView, mayWrite, type PartView } from "@fairlead/casework";
import { useState } from "react";
import { Icon } from "../parts/icon.tsx";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { areMany, inOrder, readersText, readerText } from "./readers.ts";
import { ShareDialog } from "./share-dialog.tsx";
import { WithdrawDialog } from "./withdraw-dialog.tsx";
import "./sharing.css";

/** Who reads a part, above its words: so that nobody writes for other eyes than are meant. */
export const ReadersLine = ({ part, now }: { part: PartView; now: number }) => {
  const words = useWords();
  if (areMany(part.readers))
    return (
      <details className="readers-many grow">
        <summary>{words.t("readers.line", { who: readersText(words, part.readers, now) })}</summary>
        <ul>
          {inOrder(part.readers).map((reader) => (
            <li key={reader.id}>{readerText(words, reader, now)}</li>
          ))}
        </ul>
      </details>
    );
  return (
    <p className="readers-line grow">
      <Icon name="person" />
      <span>{words.t("readers.line", { who: readersText(words, part.readers, now) })}</span>
    </p>
  );
};

/** The same, with what a caseworker or coordinator may change about it. */
export const ReadersRow = ({ one, part, now }: { one: CaseView; part: PartView; now: number }) => {
  const { t } = useWords();
  const { me } = useView();
  const [asking, setAsking] = useState<"share" | "withdraw" | null>(null);
  const close = () => setAsking(null);
  return (
    <div className="readers row">
      <ReadersLine part={part} now={now} />
      {mayWrite(me.role, "sharePart") ? (
        <span className="row">
          <button type="button" className="button" onClick={() => setAsking("share")}>
            {t("share.open")}
          </button>
          {part.readers.length < 2 ? null : (
            <button type="button" className="button" onClick={() => setAsking("withdraw")}>
              {t("withdraw-part.open")}
            </button>
          )}
        </span>
      ) : null}
      {asking === "share" ? <ShareDialog one={one} part={part.part} opened onClose={close} /> : null}
      {asking === "withdraw" ? <WithdrawDialog one={one} part={part} opened onClose={close} /> : null}
    </div>
  );
};
