import { useId, useState } from "react";
import { useWords } from "../say/words.tsx";
import type { Written } from "../session/swept.ts";
import { useTaken } from "./once-dialog.tsx";

/** Words that were not sealed, and whose form has gone: to be read, and copied to where they are of use. */
export const KeptWords = ({ words }: { words: readonly Written[] }) => {
  const { t } = useWords();
  const taken = useTaken();
  const id = useId();
  const [copied, setCopied] = useState<"no" | "yes" | "refused">("no");
  const text =
    words.length === 1
      ? words.map((only) => only.text).join("")
      : words.map(({ label, text }) => (label === "" ? text : `${label}:\n${text}`)).join("\n\n");
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => {
        setCopied("yes");
        taken("words");
      },
      () => setCopied("refused"),
    );
  return (
    <div className="field">
      <label htmlFor={id}>{t("swept.words")}</label>
      <textarea
        id={id}
        className="input"
        dir="auto"
        readOnly
        rows={Math.min(10, text.split("\n").length + 2)}
        spellCheck={false}
        value={text}
        onCopy={() => taken("words")}
      />
      <div className="row">
        <button type="button" className="button" onClick={() => void copy()}>
          {t(copied === "yes" ? "export.copied" : "swept.copy")}
        </button>
        {copied === "refused" ? <p role="alert">{t("ticket.link-refused")}</p> : null}
      </div>
    </div>
  );
};
