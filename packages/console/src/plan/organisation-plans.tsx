import { type PlanTextView, taskLines } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Empty } from "../parts/empty.tsx";
import { TextField } from "../parts/field.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";

/** Plans of the organisation: steps, one a line, that a case takes over. */
export const OrganisationPlans = ({ now }: { now: number }) => {
  const { t, days } = useWords();
  const { texts } = useView();
  const [asking, setAsking] = useState<"new" | { change: PlanTextView } | { withdraw: PlanTextView } | null>(null);
  const close = () => setAsking(null);
  return (
    <section className="stack">
      <div className="spread">
        <h2>{t("plans.title")}</h2>
        <button type="button" className="button" onClick={() => setAsking("new")}>
          {t("plans.new")}
        </button>
      </div>
      <p className="quiet small">{t("plans.why")}</p>
      <div className="panel">
        {texts.plans.length === 0 ? <Empty>{t("plans.none")}</Empty> : null}
        {texts.plans.map((one) => (
          <article key={one.plan} className="panel-row stack" data-tight>
            <div className="spread">
              <h3 dir="auto">{one.title}</h3>
              <span className="row">
                <button type="button" className="button" onClick={() => setAsking({ change: one })}>
                  {t("change")}
                  <span className="hidden-visually"> {one.title}</span>
                </button>
                <button type="button" className="button" onClick={() => setAsking({ withdraw: one })}>
                  {t("template.withdraw")}
                  <span className="hidden-visually"> {one.title}</span>
                </button>
              </span>
            </div>
            <p className="words" dir="auto">
              {one.text}
            </p>
            <p className="quiet small">
              {t("protocol.written-by", { who: personText(t, one.by), at: days.when(one.at, now) })}
            </p>
          </article>
        ))}
      </div>
      {asking === "new" ? <PlanDialog one={null} onClose={close} /> : null}
      {asking !== null && asking !== "new" && "change" in asking ? (
        <PlanDialog one={asking.change} onClose={close} />
      ) : null}
      {asking !== null && asking !== "new" && "withdraw" in asking ? (
        <WithdrawPlan one={asking.withdraw} onClose={close} />
      ) : null}
    </section>
  );
};

const PlanDialog = ({ one, onClose }: { one: PlanTextView | null; onClose(): void }) => {
  const { t } = useWords();
  const deed = useDeed();
  const [over] = useState(one?.version ?? 0);
  const [title, setTitle] = useState(one?.title ?? t("plans.first-title"));
  const [text, setText] = useState(one?.text ?? t("plans.first-text"));
  return (
    <FormDialog
      title={t(one === null ? "plans.new" : "plans.change")}
      opened
      wide
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      ready={title.trim() !== "" && taskLines(text).length > 0}
      act={() =>
        deed.run((act) =>
          act.writePlan({
            ...(one === null ? {} : { plan: one.plan }),
            title: title.trim(),
            text: text.trim(),
            over,
          }),
        )
      }
    >
      <TextField label={t("plans.name")} value={title} onChange={setTitle} focus />
      <TextField label={t("plans.text")} hint={t("plans.hint")} value={text} onChange={setText} lines={9} />
    </FormDialog>
  );
};

const WithdrawPlan = ({ one, onClose }: { one: PlanTextView; onClose(): void }) => {
  const { t } = useWords();
  const deed = useDeed();
  const [over] = useState(one.version);
  return (
    <FormDialog
      title={t("template.withdraw-title", { title: one.title })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("template.withdraw")}
      warning={t("plans.withdraw-means")}
      ready
      act={() => deed.run((act) => act.withdrawPlan({ plan: one.plan, over }))}
    >
      <p className="words" dir="auto">
        {one.text}
      </p>
    </FormDialog>
  );
};
