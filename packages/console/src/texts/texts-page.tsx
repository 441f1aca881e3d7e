import { PROTOCOLS, type TemplateView } from "@fairlead/casework";
import { eachOf } from "@fairlead/client";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Empty } from "../parts/empty.tsx";
import { Icon } from "../parts/icon.tsx";
import { OrganisationPlans } from "../plan/organisation-plans.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import { useNow, useView } from "../session/session.tsx";
import { languageName } from "./languages.ts";
import { ProtocolText } from "./protocol-text.tsx";
import { notTaken, type Suggested } from "./suggested.ts";
import { TemplateDialog, WithdrawTemplate } from "./template-dialog.tsx";
import "./texts.css";

/** What those who answer share: how answers begin, and what is to be done when something happens. */
export const TextsPage = () => {
  const { t } = useWords();
  const { texts } = useView();
  const now = useNow(60_000);
  const [asking, setAsking] = useState<"new" | { change: TemplateView } | { withdraw: TemplateView } | null>(null);
  const close = () => setAsking(null);
  return (
    <div className="page texts">
      <div className="page-head">
        <h1>{t("texts.title")}</h1>
        <p className="quiet">{t("texts.who-reads")}</p>
        <span className="row head-aside">
          <Link to="/queue" className="button">
            <Icon name="back" />
            {t("nav.queue")}
          </Link>
          <button type="button" className="button" data-filled onClick={() => setAsking("new")}>
            {t("template.new")}
          </button>
        </span>
      </div>
      <section className="stack">
        <h2>{t("texts.templates")}</h2>
        <div className="panel">
          {texts.templates.length === 0 ? <Empty>{t("template.none")}</Empty> : null}
          {texts.templates.map((one) => (
            <TemplateRow
              key={one.template}
              one={one}
              now={now}
              onChange={() => setAsking({ change: one })}
              onWithdraw={() => setAsking({ withdraw: one })}
            />
          ))}
        </div>
        <Suggestions templates={texts.templates} />
      </section>
      <section className="stack">
        <h2>{t("texts.protocols")}</h2>
        <p className="quiet small">{t("texts.protocols-why")}</p>
        {PROTOCOLS.map((protocol) => (
          <div key={protocol} className="panel panel-row stack" data-tight>
            <h3>{t(`protocol.${protocol}`)}</h3>
            <ProtocolText protocol={protocol} now={now} />
          </div>
        ))}
      </section>
      <OrganisationPlans now={now} />
      {asking === "new" ? <TemplateDialog one={null} onClose={close} /> : null}
      {asking !== null && asking !== "new" && "change" in asking ? (
        <TemplateDialog one={asking.change} onClose={close} />
      ) : null}
      {asking !== null && asking !== "new" && "withdraw" in asking ? (
        <WithdrawTemplate one={asking.withdraw} onClose={close} />
      ) : null}
    </div>
  );
};

type RowProps = { one: TemplateView; now: number; onChange(): void; onWithdraw(): void };

const TemplateRow = ({ one, now, onChange, onWithdraw }: RowProps) => {
  const { t, days, language } = useWords();
  return (
    <article className="panel-row stack" data-tight>
      <div className="spread">
        <h3 dir="auto" lang={one.language}>
          {one.title}
        </h3>
        <span className="row">
          <button type="button" className="button" onClick={onChange}>
            {t("change")}
            <span className="hidden-visually"> {one.title}</span>
          </button>
          <button type="button" className="button" onClick={onWithdraw}>
            {t("template.withdraw")}
            <span className="hidden-visually"> {one.title}</span>
          </button>
        </span>
      </div>
      <p className="words" dir="auto" lang={one.language}>
        {one.text}
      </p>
      <p className="quiet small">
        {languageName(one.language, language)} ·{" "}
        {t("protocol.written-by", { who: personText(t, one.by), at: days.when(one.at, now) })}
      </p>
    </article>
  );
};

/** A first set, to be taken over one by one or a language at once. Nothing of it counts before. */
const Suggestions = ({ templates }: { templates: readonly TemplateView[] }) => {
  const { t, language: reader } = useWords();
  const deed = useDeed();
  const left = notTaken(templates);
  if (left.length === 0) return null;
  const take = (some: readonly Suggested[]) =>
    deed.run((act) => eachOf(some.map((one) => () => act.writeTemplate({ ...one, over: 0 }))));
  const languages = [...new Set(left.map(({ language }) => language))];
  return (
    <details className="panel suggestions" open={templates.length === 0}>
      <summary className="panel-row">
        <b>{t("template.suggested", { n: left.length })}</b>{" "}
        <span className="quiet">{t("template.suggested-why")}</span>
      </summary>
      <div className="panel-row row">
        {languages.map((language) => (
          <button
            key={language}
            type="button"
            className="button"
            disabled={deed.busy}
            onClick={() => void take(left.filter((one) => one.language === language))}
          >
            {t("template.take-all", { language: languageName(language, reader) })}
          </button>
        ))}
        <Refused deed={deed} />
      </div>
      {left.map((one) => (
        <article key={`${one.language} ${one.title}`} className="panel-row stack" data-tight>
          <div className="spread">
            <h3 dir="auto" lang={one.language}>
              {one.title} <span className="quiet small">· {languageName(one.language, reader)}</span>
            </h3>
            <button type="button" className="button" disabled={deed.busy} onClick={() => void take([one])}>
              {t("template.take")}
              <span className="hidden-visually"> {one.title}</span>
            </button>
          </div>
          <p className="words quiet" dir="auto" lang={one.language}>
            {one.text}
          </p>
        </article>
      ))}
    </details>
  );
};
