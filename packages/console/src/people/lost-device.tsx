import type { PersonView } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { SelectField } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import type { Ring } from "../parts/rings.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { PhraseDialog } from "./phrase-dialog.tsx";
import { SuspendDialog } from "./standing-dialogs.tsx";
import "./people.css";

/** Leads through the first minutes: what to do now, what to find out, and only then how to come back. */
export const LostDevice = () => {
  const { t } = useWords();
  const { people, me } = useView();
  const [whose, setWhose] = useState<string>(me.id);
  const those = people.filter(({ standing }) => standing !== "removed");
  const person = those.find(({ id }) => id === whose);
  return (
    <div className="page people">
      <p>
        <Link to="/people" className="row people-back">
          <Icon name="back" />
          {t("nav.people")}
        </Link>
      </p>
      <div className="page-head">
        <h1>{t("lost.title")}</h1>
        <p className="quiet">{t("lost.lead")}</p>
      </div>
      <SelectField
        label={t("lost.whose")}
        value={whose}
        onChange={setWhose}
        options={those.map((one) => ({
          value: one.id,
          text: one.me ? t("lost.mine") : `${personText(t, one)} · ${t(`standing.${one.standing}`)}`,
        }))}
      />
      {person === undefined || person.me ? <Mine /> : <Anothers key={person.id} person={person} />}
    </div>
  );
};

const Step = ({ ring, title, children }: { ring: Ring; title: string; children: ReactNode }) => (
  <li data-ring={ring} {...(ring === "here" ? { "aria-current": "step" as const } : {})}>
    <span className="ring" aria-hidden="true" />
    <div className="stack">
      <h2>{title}</h2>
      {children}
    </div>
  </li>
);

const Mine = () => {
  const { t } = useWords();
  const [changing, setChanging] = useState(false);
  return (
    <ol className="guide">
      <Step ring="here" title={t("lost.mine-phrase")}>
        <p>{t("lost.mine-phrase-why")}</p>
        <div className="row">
          <button type="button" className="button" data-filled onClick={() => setChanging(true)}>
            {t("phrase.open")}
          </button>
        </div>
      </Step>
      <Step ring="to-come" title={t("lost.mine-tell")}>
        <p>{t("lost.mine-tell-why")}</p>
      </Step>
      <Step ring="to-come" title={t("lost.mine-else")}>
        <p>{t("lost.mine-else-why")}</p>
      </Step>
      {changing ? <PhraseDialog onClose={() => setChanging(false)} /> : null}
    </ol>
  );
};

const Anothers = ({ person }: { person: PersonView }) => {
  const { t } = useWords();
  const [suspending, setSuspending] = useState(false);
  const out = person.standing === "suspended";
  const who = personText(t, person);
  return (
    <ol className="guide">
      <Step ring={out ? "done" : "here"} title={t(out ? "lost.suspended" : "lost.suspend", { who })}>
        <p>{t(out ? "lost.suspended-why" : "lost.suspend-why", { who })}</p>
        {out ? null : (
          <div className="row">
            <button type="button" className="button" data-grave onClick={() => setSuspending(true)}>
              {t("suspend.open")}
            </button>
          </div>
        )}
      </Step>
      <Step ring={out ? "here" : "to-come"} title={t("lost.ask", { who })}>
        <ul className="points">
          <li>{t("lost.ask-open")}</li>
          <li>{t("lost.ask-phrase")}</li>
          <li>{t("lost.ask-pressure", { who })}</li>
        </ul>
      </Step>
      <Step ring="to-come" title={t("lost.back")}>
        <p>{t("lost.back-no")}</p>
        <p>{t("lost.back-yes", { who })}</p>
        <div className="row">
          <Link to="/people/$member" params={{ member: person.id }} className="button">
            {t("lost.to-member", { who })}
          </Link>
        </div>
      </Step>
      {suspending ? <SuspendDialog person={person} onClose={() => setSuspending(false)} /> : null}
    </ol>
  );
};
