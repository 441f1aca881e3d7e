import { dayText, type Statement } from "@fairlead/casework";
import { useState } from "react";
import { useWords } from "../say/words.tsx";

const FORMS = { text: "text/plain", json: "application/json", svg: "image/svg+xml" } as const;
const ENDINGS = { text: "txt", json: "json", svg: "svg" } as const;

type Form = keyof typeof FORMS;

/** What may go out, as files: a sentence, the numbers, a picture. All from the same approved release. */
export const Exports = ({ statement, asOf }: { statement: Statement; asOf: number }) => {
  const { t } = useWords();
  const [copied, setCopied] = useState<"no" | "yes" | "refused">("no");
  const save = (form: Form) => {
    const address = URL.createObjectURL(new Blob([statement[form]], { type: `${FORMS[form]};charset=utf-8` }));
    const link = document.createElement("a");
    link.href = address;
    link.download = `figures-${dayText(asOf)}.${ENDINGS[form]}`;
    // Some browsers follow only a link that stands on the page.
    document.body.append(link);
    link.click();
    link.remove();
    // The download has begun; the address would otherwise keep the words in memory until the page goes.
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
  const copy = () =>
    navigator.clipboard.writeText(statement.text).then(
      () => setCopied("yes"),
      () => setCopied("refused"),
    );
  return (
    <div className="row">
      <button type="button" className="button" data-filled onClick={() => void copy()}>
        {t(copied === "yes" ? "export.copied" : "export.copy")}
      </button>
      {(["text", "json", "svg"] as const).map((form) => (
        <button key={form} type="button" className="button" onClick={() => save(form)}>
          {t(`export.${form}`)}
        </button>
      ))}
      {copied === "refused" ? <p role="alert">{t("export.copy-refused")}</p> : null}
    </div>
  );
};
