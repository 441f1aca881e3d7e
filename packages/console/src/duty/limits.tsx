import type { DutyView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";

const USUAL = { claimMinutes: 30, nowMinutes: 10, standByMinutes: 15 };
const FIELDS = ["claimMinutes", "nowMinutes", "standByMinutes"] as const;

/** Within what time a letter is to be claimed before members are called. */
export const Limits = ({ limits }: { limits: DutyView["limits"] }) => {
  const { t } = useWords();
  const { me } = useView();
  const [opened, setOpened] = useState(false);
  const sets = me.role === "coordinator" || me.role === "administrator";
  return (
    <section className="stack" data-tight>
      <h2>{t("limits.title")}</h2>
      {limits === null ? (
        <p className="warning">{t("duty.no-limits")}</p>
      ) : (
        FIELDS.map((field) => <p key={field}>{t(`limits.said.${field}`, { n: limits[field] })}</p>)
      )}
      <p className="quiet small">{t("limits.hint")}</p>
      {sets ? (
        <p>
          <button
            type="button"
            className="button"
            data-filled={limits === null || undefined}
            onClick={() => setOpened(true)}
          >
            {t(limits === null ? "limits.set" : "limits.change")}
          </button>
        </p>
      ) : null}
      {opened ? <LimitsDialog limits={limits ?? USUAL} onClose={() => setOpened(false)} /> : null}
    </section>
  );
};

const LimitsDialog = ({ limits, onClose }: { limits: NonNullable<DutyView["limits"]>; onClose(): void }) => {
  const { t } = useWords();
  const deed = useDeed();
  const [typed, setTyped] = useState({
    claimMinutes: String(limits.claimMinutes),
    nowMinutes: String(limits.nowMinutes),
    standByMinutes: String(limits.standByMinutes),
  });
  const number = (field: (typeof FIELDS)[number]) =>
    /^\d{1,4}$/.test(typed[field]) ? Number(typed[field]) : Number.NaN;
  const said = {
    claimMinutes: number("claimMinutes"),
    nowMinutes: number("nowMinutes"),
    standByMinutes: number("standByMinutes"),
  };
  const ready = said.claimMinutes >= 1 && said.nowMinutes >= 1 && said.standByMinutes >= 0;
  return (
    <FormDialog
      title={t("limits.title")}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("limits.do")}
      ready={ready}
      act={() => deed.run((act) => act.setLimits(said))}
    >
      {FIELDS.map((field) => (
        <TextField
          key={field}
          label={t(`limits.${field}`)}
          type="number"
          min={field === "standByMinutes" ? 0 : 1}
          max={1440}
          value={typed[field]}
          onChange={(value) => setTyped({ ...typed, [field]: value })}
        />
      ))}
    </FormDialog>
  );
};
