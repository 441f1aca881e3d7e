import type { CaseView } from "@fairlead/casework";
import { useState } from "react";
import { CertaintyMark } from "../parts/certainty.tsx";
import { Scrolls } from "../parts/scrolls.tsx";
import { UrgencyMark } from "../parts/urgency.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { RiskDialog } from "./risk-dialog.tsx";
import { SearchDialog } from "./search-dialog.tsx";
import { ThreatDialog } from "./threat-dialog.tsx";
import { VerificationDialog } from "./verification-dialog.tsx";

type Asking = "verification" | "risk" | "threat" | "search" | null;

/** Whether the account holds, who threatens, how soon, and whether anyone is searching. */
export const ThreatTab = ({ one, now }: { one: CaseView; now: number }) => {
  const { t, days } = useWords();
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const open = one.closed === null;
  const add = (what: Exclude<Asking, null>) =>
    open ? (
      <button type="button" className="button" onClick={() => setAsking(what)}>
        {t(`threat-tab.add-${what}`)}
      </button>
    ) : null;
  return (
    <div className="stack threat-tab">
      <section>
        <div className="spread">
          <h2>{t("verification.title")}</h2>
          {add("verification")}
        </div>
        <p className={one.verified === null ? "quiet" : ""}>
          {one.verified === null
            ? t("verification.not-concluded")
            : t("verification.concluded", { how: t(`certainty.${one.verified}`) })}
        </p>
        {one.verifications.length === 0 ? null : (
          <Scrolls label={t("verification.title")}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t("verification.statement")}</th>
                  <th scope="col">{t("verification.source")}</th>
                  <th scope="col">{t("verification.certainty")}</th>
                </tr>
              </thead>
              <tbody>
                {one.verifications.map((known) => (
                  <tr key={`${known.at}-${known.statement}`}>
                    <td dir="auto">
                      <b>{known.statement}</b>
                      <br />
                      <span className="quiet small">
                        {personText(t, known.by)}, {days.when(known.at, now)}
                        {known.concluded ? ` · ${t("verification.concluding")}` : ""}
                      </span>
                    </td>
                    <td dir="auto">
                      {known.source}
                      <br />
                      <span className="quiet small">
                        {known.corroboration === "" ? t("verification.nothing-supports") : known.corroboration}
                      </span>
                    </td>
                    <td>
                      <CertaintyMark certainty={known.certainty} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scrolls>
        )}
      </section>
      <section>
        <div className="spread">
          <h2>{t("risk.title")}</h2>
          {add("risk")}
        </div>
        {one.risk === null ? (
          <p className="quiet">{t("risk.none")}</p>
        ) : (
          <div className="stack" data-tight>
            <p className="row">
              <UrgencyMark level={one.risk.urgency} />
              <span className="quiet">
                {t(`said-by.${one.risk.saidBy}`)}, {personText(t, one.risk.by)}, {days.when(one.risk.at, now)}
              </span>
            </p>
            <p dir="auto">{one.risk.factors.join(" · ")}</p>
            {one.risk.reach.length === 0 ? null : (
              <p className="quiet" dir="auto">
                {t("risk.reach", { places: one.risk.reach.join(", ") })}
              </p>
            )}
          </div>
        )}
      </section>
      <section>
        <div className="spread">
          <h2>{t("threats.title")}</h2>
          {add("threat")}
        </div>
        {one.threats.length === 0 ? (
          <p className="quiet">{t("threats.none")}</p>
        ) : (
          <Scrolls label={t("threats.title")}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t("threats.who")}</th>
                  <th scope="col">{t("threats.reach")}</th>
                  <th scope="col">{t("verification.certainty")}</th>
                </tr>
              </thead>
              <tbody>
                {one.threats.map((threat) => (
                  <tr key={threat.threat}>
                    <td dir="auto">
                      <b>{threat.who}</b>
                      <br />
                      <span className="quiet small">{t(`threat-kind.${threat.kind}`)}</span>
                    </td>
                    <td dir="auto">
                      {threat.reach.length === 0 ? t("threats.reach-unknown") : threat.reach.join(", ")}
                    </td>
                    <td>
                      <CertaintyMark certainty={threat.certainty} />
                      <br />
                      <span className="quiet small" dir="auto">
                        {threat.source}, {personText(t, threat.by)}
                      </span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scrolls>
        )}
      </section>
      <section>
        <div className="spread">
          <h2>{t("search.title")}</h2>
          {add("search")}
        </div>
        <Scrolls label={t("search.title")}>
          <table>
            <tbody>
              {one.search.map((known) => (
                <tr key={known.about}>
                  <td>{t(`search.${known.about}`)}</td>
                  <td>
                    <b>{t(`search-known.${known.known}`)}</b>
                  </td>
                  <td className="quiet" dir="auto">
                    {known.checkedAt === null
                      ? t("search.never")
                      : t("search.checked", {
                          age: days.age(now - known.checkedAt),
                          who: known.by === null ? "" : personText(t, known.by),
                          source: known.source,
                        })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolls>
      </section>
      {asking === "verification" ? <VerificationDialog one={one} opened onClose={close} /> : null}
      {asking === "risk" ? <RiskDialog one={one} opened onClose={close} /> : null}
      {asking === "threat" ? <ThreatDialog one={one} opened onClose={close} /> : null}
      {asking === "search" ? <SearchDialog one={one} opened onClose={close} /> : null}
    </div>
  );
};
