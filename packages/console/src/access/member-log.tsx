import type { AccessLog, PersonView } from "@fairlead/casework";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useNow, useView } from "../session/session.tsx";
import { rowsOf } from "./filter.ts";
import { LookList } from "./look-list.tsx";
import { Proves } from "./proves.tsx";
import "./access.css";

/** What one member's console says it has shown: one's own, or for auditors anybody's. Nothing for anybody else. */
export const MemberLog = ({ person }: { person: PersonView }) => {
  const { access } = useView();
  const log = person.me ? access.own : access.logs?.find((one) => one.person.id === person.id);
  return log === undefined || log === null ? null : <Log log={log} />;
};

const Log = ({ log }: { log: AccessLog }) => {
  const { t } = useWords();
  const { access } = useView();
  const now = useNow(60_000);
  const { me } = log.person;
  const title = me ? t("access.own") : t("access.of", { who: personText(t, log.person) });
  const readers = access.readers.map((one) => personText(t, one)).join(", ");
  return (
    <section className="stack" data-tight>
      <h2>{title}</h2>
      {me ? <p>{readers === "" ? t("access.read-by-nobody") : t("access.read-by", { who: readers })}</p> : null}
      {log.gap === null ? null : <p className="warning">{t(`access.gap.${log.gap}`)}</p>}
      <LookList
        rows={rowsOf([log])}
        now={now}
        label={title}
        empty={t(log.since === null ? "access.not-begun" : "access.nothing-opened")}
        whose={false}
      />
      <Proves />
    </section>
  );
};
