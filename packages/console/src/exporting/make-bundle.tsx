import type { Bundle } from "@fairlead/client";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { Dialog } from "../parts/dialog.tsx";
import { OnceDialog, useTaken } from "../parts/once-dialog.tsx";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import type { ExportDecision } from "./export-summary.tsx";

const Making = createContext<(decision: ExportDecision) => void>(() => {});

/**
 * Opens the dialog that makes a bundle. It stands beside the screens: what is made is written down at once, and with it the line
 * that was pressed goes to another list, from which the sealed bytes and the passphrase must not go too.
 */
export const useMaking = () => useContext(Making);

export const MakingProvider = ({ children }: { children: ReactNode }) => {
  const [decision, setDecision] = useState<ExportDecision | null>(null);
  return (
    <Making value={setDecision}>
      {children}
      {decision === null ? null : (
        <MakeBundle key={decision.decision} decision={decision} onClose={() => setDecision(null)} />
      )}
    </Making>
  );
};

/** Made in memory; only the sealed bytes are ever given to the browser to save. The passphrase is shown here and nowhere else. */
const MakeBundle = ({ decision, onClose }: { decision: ExportDecision; onClose(): void }) => {
  const { t } = useWords();
  const deed = useDeed({ kept: false });
  const [bytes, setBytes] = useState(0);
  const [bundle, setBundle] = useState<Bundle | null>(null);
  const make = async () => {
    const { case: theCase } = decision;
    if (theCase === null) return;
    const made = await deed.run((act) => act.makeExport(theCase, decision.decision, setBytes));
    if (made?.kind === "done") setBundle(made);
  };
  const title = t("bundle.make-title", { to: decision.export.recipient });
  if (bundle !== null)
    return (
      <OnceDialog
        title={title}
        once={bundle.passphrase === null ? FILE : FILE_AND_WORDS}
        ask={t(bundle.passphrase === null ? "once.ask-file" : "once.ask-bundle")}
        onClose={onClose}
        wide
      >
        {(close) => (
          <div className="stack">
            <Made bundle={bundle} onClose={close} />
          </div>
        )}
      </OnceDialog>
    );
  return (
    <Dialog title={title} opened onClose={onClose} wide holds>
      <div className="stack">
        <p>{t("bundle.make-means")}</p>
        {deed.busy ? (
          <p role="status">{bytes === 0 ? t("working") : t("bundle.fetching", { n: Math.ceil(bytes / 1024) })}</p>
        ) : null}
        <Refused deed={deed} />
        <div className="row dialog-end">
          <button type="button" className="button" onClick={onClose}>
            {t("cancel")}
          </button>
          <button type="button" className="button" data-filled disabled={deed.busy} onClick={() => void make()}>
            {t("bundle.make-do")}
          </button>
        </div>
      </div>
    </Dialog>
  );
};

const FILE = ["file"] as const;
const FILE_AND_WORDS = ["file", "words"] as const;

const Made = ({ bundle, onClose }: { bundle: Bundle; onClose(): void }) => {
  const { t } = useWords();
  const taken = useTaken();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bundle.bytes], { type: "application/octet-stream" }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bundle]);
  return (
    <>
      <p>
        {url === null ? null : (
          <a className="button" data-filled href={url} download={bundle.name} onClick={() => taken("file")}>
            {t("bundle.save")}
          </a>
        )}{" "}
        <span className="quiet small">
          <code dir="ltr">{bundle.name}</code> · {t("bundle.size", { n: Math.ceil(bundle.bytes.length / 1024) })}
        </span>
      </p>
      {bundle.missing === 0 ? null : <p className="warning">{t("bundle.missing", { n: bundle.missing })}</p>}
      {bundle.passphrase === null ? null : (
        <div className="said">
          <p>{t("bundle.passphrase")}</p>
          <p onCopy={() => taken("words")}>
            <b lang="en" dir="ltr" className="bundle-passphrase">
              {bundle.passphrase}
            </b>
          </p>
          <p>{t("bundle.passphrase-once")}</p>
        </div>
      )}
      <p className="small">
        {t("bundle.open-with")}{" "}
        <code dir="ltr">
          age -d {bundle.passphrase === null ? "-i key.txt " : ""}
          {bundle.name} | tar -x
        </code>
      </p>
      <p className="quiet small">
        {t("bundle.hash")} <code dir="ltr">{bundle.bundle}</code>
      </p>
      <div className="row dialog-end">
        <button type="button" className="button" onClick={onClose}>
          {t("close")}
        </button>
      </div>
    </>
  );
};
