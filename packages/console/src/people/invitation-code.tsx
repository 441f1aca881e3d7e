import { useId, useState } from "react";
import { useWords } from "../say/words.tsx";

type Form = "link" | "text";

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/**
 * What is handed over, as a link and as bare text. Whoever has it first can answer it, and the six words are what tells
 * the two apart: so it goes neither through this server nor together with the words.
 */
export const InvitationCode = ({ code }: { code: string }) => {
  const { t } = useWords();
  const here = LOOPBACK.includes(location.hostname);
  return (
    <div className="stack">
      <p>{t("invite.way")}</p>
      {/* A console on this machine alone is nowhere else: its link would lead the newcomer to nothing. */}
      {here ? (
        <>
          <Copied form="text" text={code} />
          <Copied form="link" text={`${location.origin}/#join=${code}`} hint={t("invite.link-here")} />
        </>
      ) : (
        <>
          <Copied form="link" text={`${location.origin}/#join=${code}`} />
          <Copied form="text" text={code} />
        </>
      )}
    </div>
  );
};

const Copied = ({ form, text, hint }: { form: Form; text: string; hint?: string }) => {
  const { t } = useWords();
  const id = useId();
  const [copied, setCopied] = useState<"no" | "yes" | "refused">("no");
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied("yes"),
      () => setCopied("refused"),
    );
  return (
    <div className="field">
      <label htmlFor={id}>{t(`invite.as-${form}`)}</label>
      <textarea
        id={id}
        className="input invitation-code"
        dir="ltr"
        readOnly
        rows={4}
        spellCheck={false}
        value={text}
        onFocus={(event) => event.target.select()}
      />
      <div className="row">
        <button type="button" className="button" onClick={() => void copy()}>
          {t(copied === "yes" ? "export.copied" : "invite.copy")}
        </button>
        {hint === undefined ? null : <span className="quiet small">{hint}</span>}
        {copied === "refused" ? <p role="alert">{t("invite.copy-refused")}</p> : null}
      </div>
    </div>
  );
};
