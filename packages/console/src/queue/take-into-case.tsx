import type { MemberId } from "@fairlead/casework";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { SelectField, TextField } from "../parts/field.tsx";
import { TeamChecks } from "../people/team-checks.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";
import { mayHoldCases } from "./team.ts";
import type { ThreadDialog } from "./urgency-dialog.tsx";

/** From here on, what the caller writes reaches the case's team alone. [MB4] */
export const TakeIntoCase = ({ thread, opened, onClose }: ThreadDialog) => {
  const { t } = useWords();
  const view = useView();
  const navigate = useNavigate();
  const deed = useDeed();
  const [alias, setAlias] = useState("");
  const [people, setPeople] = useState("1");
  const [owner, setOwner] = useState<MemberId>(view.me.id);
  const [standIn, setStandIn] = useState<MemberId | "">("");
  const [team, setTeam] = useState<ReadonlySet<MemberId>>(new Set());
  const holders = view.people.filter(mayHoldCases);
  const options = holders.map((person) => ({ value: person.id, text: personText(t, person) }));
  const number = Number(people);
  const taken = view.cases.some((one) => one.alias.toLocaleLowerCase() === alias.trim().toLocaleLowerCase());
  const always: MemberId[] = [view.me.id, owner, ...(standIn === "" ? [] : [standIn])];
  return (
    <FormDialog
      title={t("take.title", { name: thread.name })}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t("take.do")}
      warning={t("take.what-happens")}
      ready={alias.trim() !== "" && !taken && Number.isInteger(number) && number >= 1}
      act={async () => {
        const outcome = await deed.run((act) =>
          act.openCase(thread.mailbox, {
            alias: alias.trim(),
            people: number,
            owner,
            standIn: standIn === "" ? null : standIn,
            team: [...team],
          }),
        );
        if (outcome?.kind === "done") void navigate({ to: "/cases/$case", params: { case: outcome.case } });
        return outcome;
      }}
    >
      <TextField
        label={t("take.alias")}
        hint={taken ? <span className="warning">{t("take.alias-taken")}</span> : t("take.alias-hint")}
        value={alias}
        onChange={setAlias}
        focus
      />
      <TextField label={t("take.people")} type="number" min={1} max={50} value={people} onChange={setPeople} />
      <SelectField label={t("take.owner")} value={owner} onChange={setOwner} options={options} />
      <SelectField<MemberId | "">
        label={t("take.stand-in")}
        value={standIn}
        onChange={setStandIn}
        options={[{ value: "", text: t("take.nobody") }, ...options.filter(({ value }) => value !== owner)]}
      />
      <fieldset>
        <legend>{t("take.team")}</legend>
        <p className="quiet small">{t("take.team-hint")}</p>
        <TeamChecks holders={holders} always={always} team={team} onChange={setTeam} />
      </fieldset>
    </FormDialog>
  );
};
