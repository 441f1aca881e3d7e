import { useId, useState } from "react";
import { SelectField } from "../parts/field.tsx";
import { useTaken } from "../parts/once-dialog.tsx";
import { useWords } from "../say/words.tsx";
import { useSession } from "../session/session.tsx";

/** Of the page; the caller's pages have no others. */
const LANGUAGES = { ru: "Русский", en: "English", ar: "العربية" } as const;
type Language = keyof typeof LANGUAGES;

/** Whoever has the link has the ticket. `waits`: it has not gone out. */
export const TicketLink = ({ secret, waits, onClose }: { secret: string; waits: boolean; onClose(): void }) => {
  const { t } = useWords();
  const { callerPage } = useSession();
  const taken = useTaken();
  const id = useId();
  const [language, setLanguage] = useState<Language>("ru");
  const [copied, setCopied] = useState<"no" | "yes" | "refused">("no");
  const link = `${callerPage.replace(/\/$/, "")}/${language}/t#${secret}`;
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => {
        setCopied("yes");
        taken("link");
      },
      () => setCopied("refused"),
    );
  return (
    <div className="stack">
      <p>{t("ticket.link-once")}</p>
      {waits ? (
        <p role="alert" className="said">
          {t("ticket.link-waits")}
        </p>
      ) : null}
      <SelectField
        label={t("ticket.link-language")}
        value={language}
        onChange={(value) => {
          setLanguage(value);
          setCopied("no");
        }}
        options={(Object.keys(LANGUAGES) as Language[]).map((value) => ({ value, text: LANGUAGES[value] }))}
      />
      <div className="field">
        <label htmlFor={id}>{t("ticket.link")}</label>
        <textarea
          id={id}
          className="input ticket-link"
          dir="ltr"
          readOnly
          rows={3}
          spellCheck={false}
          value={link}
          onFocus={(event) => event.target.select()}
          onCopy={() => taken("link")}
        />
        <div className="row">
          <button type="button" className="button" onClick={() => void copy()}>
            {t(copied === "yes" ? "export.copied" : "ticket.link-copy")}
          </button>
          {copied === "refused" ? <p role="alert">{t("ticket.link-refused")}</p> : null}
        </div>
      </div>
      {callerPage === "" ? <p className="warning">{t("ticket.link-no-page")}</p> : null}
      <p>{t("ticket.link-pass")}</p>
      <div className="row dialog-end">
        <button type="button" className="button" data-filled onClick={onClose}>
          {t("ticket.link-passed")}
        </button>
      </div>
    </div>
  );
};
