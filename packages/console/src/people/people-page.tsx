import { useState } from "react";
import { ThisDevice } from "../device/this-device.tsx";
import { Scrolls } from "../parts/scrolls.tsx";
import { HOUR } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import { useNow, useSession, useView } from "../session/session.tsx";
import { EnrolDialog } from "./enrol-dialog.tsx";
import { Terms } from "./terms.tsx";
import "./people.css";

/** Who has keys, known by a handle and never a name; for administrators also what keeps the house standing. */
export const PeoplePage = () => {
  const { t } = useWords();
  const { people, me, status, settings, now } = useView();
  const [enrolling, setEnrolling] = useState(false);
  const administrator = me.role === "administrator";
  return (
    <div className="page people">
      <div className="page-head">
        <h1>{t("nav.people")}</h1>
        <p className="quiet">{t("people.members", { n: people.filter((one) => one.standing === "active").length })}</p>
        {administrator ? (
          <button type="button" className="button head-aside" data-filled onClick={() => setEnrolling(true)}>
            {t("enrol.open")}
          </button>
        ) : null}
      </div>
      <Scrolls panel label={t("nav.people")}>
        <table className="people-table">
          <thead>
            <tr>
              <th scope="col">{t("people.handle")}</th>
              <th scope="col">{t("people.role")}</th>
              <th scope="col">{t("people.standing")}</th>
              <th scope="col" className="num">
                {t("people.owns")}
              </th>
              <th scope="col" className="num">
                {t("people.stands-in")}
              </th>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr key={person.id} className={person.standing === "active" ? "" : "quiet"}>
                <td>
                  <b>{person.handle ?? t("person.unnamed", { id: person.id.slice(0, 6) })}</b>
                  {person.me ? <span className="quiet"> · {t("person.you")}</span> : null}
                </td>
                <td>{t(`role.${person.role}`)}</td>
                <td>{t(`standing.${person.standing}`)}</td>
                <td className="num">{person.owns}</td>
                <td className="num">{person.standsIn}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
      <p className="quiet small">{t("people.counts-yours")}</p>
      <section className="stack" data-tight>
        <h2>{t("people.organisation")}</h2>
        <p>
          <b>{status.organisation}</b>
        </p>
        <p className="people-words">{status.words.join(" ")}</p>
        <p className="quiet small">{t("people.words-why")}</p>
      </section>
      {settings === null ? null : <Terms settings={settings} now={now} />}
      {administrator ? <Keeping /> : null}
      <ThisDevice />
      {enrolling ? <EnrolDialog onClose={() => setEnrolling(false)} /> : null}
    </div>
  );
};

/** Backups, certificate, cards: what runs out quietly if nobody looks. */
const Keeping = () => {
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
      </dl>
    </section>
  );
};
