import {
  type CaseView,
  DAY,
  dayFrom,
  dayOf,
  dayText,
  lineOf,
  SERVICE_KINDS,
  type ServiceView,
} from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { SelectField, TextField } from "../parts/field.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession } from "../session/session.tsx";
import { useUndo } from "../undo/undo.tsx";

/** What somebody of the party was given. */
export const Services = ({ one, now }: { one: CaseView; now: number }) => {
  const { t, days } = useWords();
  const [asking, setAsking] = useState<"give" | ServiceView | null>(null);
  const close = () => setAsking(null);
  return (
    <section className="stack" data-tight>
      <div className="spread">
        <h3>{t("services.title")}</h3>
        {one.closed === null ? (
          <button type="button" className="link small" onClick={() => setAsking("give")}>
            {t("services.add")}
          </button>
        ) : null}
      </div>
      {one.plan.services.length === 0 ? <p className="quiet small">{t("services.none")}</p> : null}
      <ul className="stack" data-tight>
        {one.plan.services.map((service) => (
          <li key={service.service} className="small spread" data-line={lineOf("service", service.service)}>
            <span>
              <b>{t(`service.${service.kind}`)}</b>: <span dir="auto">{service.text}</span>{" "}
              <span className="quiet">
                {days.day(service.day * DAY, now)} · {personText(t, service.by)}
              </span>
              {service.withdrawn === null ? null : (
                <span className="warning">
                  {" "}
                  {t("services.withdrawn", { who: personText(t, service.withdrawn.by) })}{" "}
                  <span dir="auto">{service.withdrawn.reason}</span>
                </span>
              )}
            </span>
            {service.withdrawn === null && one.closed === null ? (
              <button type="button" className="link" onClick={() => setAsking(service)}>
                {t("services.withdraw")}
                <span className="hidden-visually"> {service.text}</span>
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {asking === "give" ? <GiveService one={one} onClose={close} /> : null}
      {asking === null || asking === "give" ? null : <WithdrawService one={one} service={asking} onClose={close} />}
    </section>
  );
};

const GiveService = ({ one, onClose }: { one: CaseView; onClose(): void }) => {
  const { t } = useWords();
  const { clock } = useSession();
  const deed = useDeed();
  const offer = useUndo();
  const [kind, setKind] = useState<(typeof SERVICE_KINDS)[number]>("medical");
  const [text, setText] = useState("");
  const [day, setDay] = useState(() => dayText(dayOf(clock())));
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day);
  return (
    <FormDialog
      title={t("services.add-title", { alias: one.alias })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("services.add")}
      ready={text.trim() !== "" && isDay}
      act={async () => {
        const outcome = await deed.run((act) =>
          act.giveService(one.case, { kind, text: text.trim(), day: dayFrom(day), task: null }),
        );
        if (outcome?.kind === "done")
          offer({
            said: t("undo.service", { text: text.trim() }),
            back: (act) => act.withdrawService(one.case, outcome.service, t("undo.reason")),
          });
        return outcome;
      }}
    >
      <SelectField
        label={t("services.kind")}
        value={kind}
        onChange={setKind}
        options={SERVICE_KINDS.map((value) => ({ value, text: t(`service.${value}`) }))}
      />
      <TextField label={t("services.text")} value={text} onChange={setText} focus />
      <label className="field">
        <span className="label">{t("services.day")}</span>
        <input type="date" className="input" value={day} onChange={(event) => setDay(event.target.value)} />
      </label>
    </FormDialog>
  );
};

type WithdrawProps = { one: CaseView; service: ServiceView; onClose(): void };

const WithdrawService = ({ one, service, onClose }: WithdrawProps) => {
  const { t } = useWords();
  const deed = useDeed();
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      title={t("services.withdraw-title", { text: service.text })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("services.withdraw")}
      warning={t("services.withdraw-means")}
      ready={reason.trim() !== ""}
      act={() => deed.run((act) => act.withdrawService(one.case, service.service, reason.trim()))}
    >
      <TextField label={t("reason")} value={reason} onChange={setReason} focus />
    </FormDialog>
  );
};
