import { CLIENT_VERSION } from "@fairlead/client";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { HOUR } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import { useNow, useSession, useView } from "../session/session.tsx";

/** Backups, certificate, cards: what runs out quietly if nobody looks. */
export const Keeping = () => {
  const { t, days } = useWords();
  const { status } = useView();
  const { callerPage } = useSession();
  const now = useNow(60_000);
  const card = useDeed();
  const certificate = useDeed();
  const { backup } = status;
  const age = backup?.hour == null ? null : now - backup.hour * HOUR;
  const old = age === null || age > 48 * HOUR;
  return (
    <section>
      <h2 className="head">{t("keeping.title")}</h2>
      <dl className="panel keeping">
        <div className="panel-row">
          <dt>{t("keeping.backup")}</dt>
          <dd className={backup !== null && old ? "warning" : ""}>
            {backup === null
              ? t("keeping.backup-unknown")
              : age === null
                ? t("keeping.backup-never")
                : t("keeping.backup-age", { age: days.age(age) })}
          </dd>
        </div>
        <div className="panel-row">
          <dt>{t("keeping.certificate")}</dt>
          <dd className={status.certificate?.remind ? "warning" : ""}>
            {status.certificate === null
              ? t("keeping.none")
              : t("keeping.expires", { at: days.date(status.certificate.expires * HOUR) })}{" "}
            <button
              type="button"
              className="link"
              disabled={certificate.busy}
              onClick={() => void certificate.run((act) => act.renewCertificate())}
            >
              {t("certificate.renew")}
            </button>
            <Refused deed={certificate} />
          </dd>
        </div>
        <div className="panel-row">
          <dt>{t("keeping.card")}</dt>
          <dd>
            {status.card === null
              ? t("keeping.none")
              : t("keeping.expires", { at: days.date(status.card.expires * HOUR) })}{" "}
            <button
              type="button"
              className="link"
              disabled={card.busy}
              onClick={() => void card.run((act) => act.renewCard())}
            >
              {t("keeping.renew")}
            </button>
            <Refused deed={card} />
          </dd>
        </div>
        <div className="panel-row">
          <dt>{t("keeping.caller-page")}</dt>
          <dd dir="ltr">{callerPage}</dd>
        </div>
        <div className="panel-row">
          <dt>{t("version.title")}</dt>
          <dd>
            <MinimumVersion />
          </dd>
        </div>
      </dl>
    </section>
  );
};

/** Consoles that are older read and write no more: for the day on which an old one would do harm. Never goes down. [RO3] */
const MinimumVersion = () => {
  const { t } = useWords();
  const { minimumVersion } = useView().status;
  const [asking, setAsking] = useState(false);
  const required = minimumVersion === 0 ? t("version.any") : t("version.required", { version: minimumVersion });
  return (
    <>
      {required}{" "}
      {minimumVersion >= CLIENT_VERSION ? null : (
        <button type="button" className="link" onClick={() => setAsking(true)}>
          {t("version.open", { version: CLIENT_VERSION })}
        </button>
      )}
      {asking ? <RequireVersion onClose={() => setAsking(false)} /> : null}
    </>
  );
};

const RequireVersion = ({ onClose }: { onClose(): void }) => {
  const { t } = useWords();
  const deed = useDeed({ kept: false });
  return (
    <FormDialog
      title={t("version.open", { version: CLIENT_VERSION })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("version.do")}
      warning={t("version.warning")}
      grave
      ready
      act={() => deed.run((act) => act.requireVersion(CLIENT_VERSION))}
    >
      <p>{t("version.means", { version: CLIENT_VERSION })}</p>
    </FormDialog>
  );
};
