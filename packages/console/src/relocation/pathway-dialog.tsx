import type { PathwayView } from "@fairlead/casework";
import { useMemo, useState } from "react";
import { placesIn } from "../network/entry-words.ts";
import { FormDialog } from "../parts/dialog.tsx";
import { SelectField, TextField } from "../parts/field.tsx";
import { MomentField } from "../parts/moment-field.tsx";
import { countryOptions } from "../person/code-names.ts";
import { downToFiveMinutes } from "../say/moment.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession, useView } from "../session/session.tsx";
import { PapersRows, papersIn, rowsOf } from "./papers-rows.tsx";
import { linesIn, quotaIn, quotaText } from "./typed.ts";

const weeksIn = (least: string, most: string): { least: number; most: number } | null | undefined => {
  if (least.trim() === "" && most.trim() === "") return null;
  const [from, to] = [Number(least), Number(most.trim() === "" ? least : most)];
  return Number.isInteger(from) && Number.isInteger(to) && from >= 0 && to >= from && to <= 520
    ? { least: from, most: to }
    : undefined;
};

/** A way abroad, as somebody said it today. No case is named here. */
export const PathwayDialog = ({ before, onClose }: { before: PathwayView | null; onClose(): void }) => {
  const { t, language } = useWords();
  const { clock } = useSession();
  const { network } = useView();
  const deed = useDeed({ asShown: true });
  const [name, setName] = useState(before?.name ?? "");
  const [country, setCountry] = useState(before?.country ?? "");
  const [partner, setPartner] = useState(before?.partner ?? "");
  const [programme, setProgramme] = useState(before?.programme ?? "");
  const [quota, setQuota] = useState(quotaText(before?.quota ?? []));
  const [requirements, setRequirements] = useState((before?.requirements ?? []).join("\n"));
  const [papers, setPapers] = useState(rowsOf(before?.papers ?? []));
  const [least, setLeast] = useState(before?.wait == null ? "" : String(before.wait.least));
  const [most, setMost] = useState(before?.wait == null ? "" : String(before.wait.most));
  const [place, setPlace] = useState(before?.place ?? "");
  const [source, setSource] = useState("");
  const [asOf, setAsOf] = useState(() => downToFiveMinutes(clock()));
  const countries = useMemo(() => countryOptions(language), [language]);
  const places = useMemo(() => placesIn(network ?? []), [network]);
  const months = quotaIn(quota);
  const asked = papersIn(papers);
  const wait = weeksIn(least, most);
  return (
    <FormDialog
      title={before === null ? t("pathway.add") : t("pathway.change-title", { name: before.name })}
      opened
      wide
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      ready={
        name.trim() !== "" && source.trim() !== "" && months !== undefined && asked !== undefined && wait !== undefined
      }
      act={() =>
        deed.run((act) =>
          act.writePathway({
            ...(before === null ? {} : { pathway: before.pathway }),
            ...{ name: name.trim(), country: country === "" ? null : country, partner: partner.trim() },
            ...{ programme: programme.trim(), quota: months ?? [], requirements: linesIn(requirements) },
            ...{ papers: asked ?? [], wait: wait ?? null, place: place === "" ? null : place },
            ...{ source: source.trim(), asOf, over: before?.version ?? 0 },
          }),
        )
      }
    >
      <TextField label={t("pathway.name")} hint={t("pathway.name-hint")} value={name} onChange={setName} focus />
      <div className="pathway-pair">
        <SelectField
          label={t("pathway.country")}
          value={country}
          onChange={setCountry}
          options={[{ value: "", text: "–" }, ...countries]}
        />
        <TextField label={t("pathway.partner")} value={partner} onChange={setPartner} />
        <TextField label={t("pathway.programme")} value={programme} onChange={setProgramme} />
      </div>
      <TextField
        label={t("pathway.quota")}
        hint={
          months === undefined ? <span className="warning">{t("pathway.quota-wrong")}</span> : t("pathway.quota-hint")
        }
        value={quota}
        onChange={setQuota}
        lines={3}
      />
      <TextField
        label={t("pathway.requirements")}
        hint={t("pathway.one-a-line")}
        value={requirements}
        onChange={setRequirements}
        lines={3}
      />
      <PapersRows rows={papers} onChange={setPapers} />
      <div className="pathway-pair">
        <TextField label={t("pathway.wait-least")} type="number" min={0} value={least} onChange={setLeast} />
        <TextField label={t("pathway.wait-most")} type="number" min={0} value={most} onChange={setMost} />
        <SelectField
          label={t("pathway.place")}
          value={place}
          onChange={setPlace}
          options={[{ value: "", text: "–" }, ...places.map(({ id, name: called }) => ({ value: id, text: called }))]}
        />
      </div>
      <TextField label={t("network.source")} hint={t("network.source-hint")} value={source} onChange={setSource} />
      <MomentField label={t("network.as-of")} value={asOf} onChange={setAsOf} />
    </FormDialog>
  );
};
