import { type ApplicationView, type ConsentId, FITS, type Fit, type PartView } from "@fairlead/casework";
import type { CaseInHand } from "@fairlead/client";
import { useState } from "react";
import { ConsentChoice, consentsFor } from "../consent/consent-choice.tsx";
import { GiveConsentDialog } from "../consent/give-consent.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { Check, Radios, SelectField, TextField } from "../parts/field.tsx";
import { dateText } from "../person/fact-date.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";

type Props = { one: CaseInHand | null; before: ApplicationView | null; part: PartView | null; onClose(): void };

/** By which way they would go, which wish it is, and whether they meet what is asked. */
export const ApplicationDialog = ({ one, before, part, onClose }: Props) => {
  const { t, days } = useWords();
  const { pathways } = useView();
  const deed = useDeed({ asShown: true });
  const open = (pathways ?? []).filter(({ retired }) => retired === null);
  const [pathway, setPathway] = useState<string>(before?.pathway ?? open[0]?.pathway ?? "");
  const persons = (one?.persons ?? []).slice(0, one?.people).map(({ person, alias }) => ({ person, alias }));
  const [party, setParty] = useState<readonly string[]>(before?.party ?? persons.map(({ person }) => person));
  const [rank, setRank] = useState(String(before?.rank ?? (part?.applications.length ?? 0) + 1));
  const [fit, setFit] = useState<Fit>(before?.fit ?? "meets");
  const [why, setWhy] = useState(before?.why ?? "");
  const [month, setMonth] = useState(before?.month ?? "");
  const [note, setNote] = useState(before?.note ?? "");
  const [giving, setGiving] = useState(false);
  const allowing = one === null ? [] : consentsFor(one, "application");
  const named = allowing.find(({ consent }) => consent === before?.rests)?.consent ?? "";
  const [rests, setRests] = useState<ConsentId | "">(named);
  // What went out on one goes out on no other; and one that has ended stays named until another is.
  const isFixed = one === null || (before?.out === true && before.rests != null);
  const leaves = isFixed || (before !== null && rests === "" && named === "");
  const way = (pathways ?? []).find((each) => each.pathway === pathway);
  const months = [...new Set([...(way?.quota ?? []).map((each) => each.month), ...(month === "" ? [] : [month])])];
  const said = {
    ...{ party: [...party], rank: Number(rank), fit, why: fit === "meets" ? "" : why.trim() },
    ...{ month: month === "" ? null : month, note: note.trim() },
    ...(leaves ? {} : { rests: rests === "" ? null : rests }),
  };
  return (
    <>
      <FormDialog
        title={before === null ? t("application.add") : t("application.change-title", { name: before.name })}
        opened
        onClose={onClose}
        deed={deed}
        submit={t("save")}
        ready={
          pathway !== "" &&
          party.length > 0 &&
          Number.isInteger(said.rank) &&
          said.rank >= 1 &&
          said.rank <= 99 &&
          (fit === "meets" || said.why !== "")
        }
        act={() =>
          deed.run(async (act) => {
            if (before !== null && part !== null)
              // What is asked for today; who does not hold the pathways leaves what was asked then.
              return act.writeApplication(part.stream, {
                ...{ application: before.application, pathway: before.pathway, ...said, over: before.version },
                ...{ name: way?.name ?? before.name, papers: way?.papers ?? before.papers },
              });
            if (one === null || way === undefined) return { kind: "no-such-pathway" };
            return act.beginApplication(one.case, {
              ...{ pathway: way.pathway, name: way.name, papers: way.papers, ...said },
            });
          })
        }
      >
        {before !== null ? null : (
          <SelectField
            label={t("application.pathway")}
            value={pathway}
            onChange={setPathway}
            options={open.map((each) => ({ value: each.pathway as string, text: each.name }))}
          />
        )}
        {persons.length < 2 ? null : (
          <fieldset>
            <legend>{t("application.party")}</legend>
            {persons.map(({ person, alias }) => (
              <Check
                key={person}
                label={<bdi>{alias}</bdi>}
                checked={party.includes(person)}
                onChange={(on) =>
                  setParty(on ? [...party, person].toSorted() : party.filter((each) => each !== person))
                }
              />
            ))}
          </fieldset>
        )}
        <TextField
          label={t("application.rank")}
          hint={t("application.rank-hint")}
          type="number"
          min={1}
          max={99}
          value={rank}
          onChange={setRank}
        />
        {way === undefined || way.requirements.length === 0 ? null : (
          <p className="small" dir="auto">
            {t("pathway.requires", { what: way.requirements.join("; ") })}
          </p>
        )}
        <Radios
          legend={t("application.fits")}
          value={fit}
          onChange={setFit}
          options={FITS.map((value) => ({ value, text: t(`application.fit.${value}`) }))}
        />
        {fit === "meets" ? null : <TextField label={t("application.why")} value={why} onChange={setWhy} lines={2} />}
        <SelectField
          label={t("application.month-label")}
          hint={t("application.month-hint")}
          value={month}
          onChange={setMonth}
          options={[
            { value: "", text: "–" },
            ...months.toSorted().map((each) => ({ value: each, text: dateText(each, days) })),
          ]}
        />
        {isFixed ? null : (
          <>
            <ConsentChoice
              consents={allowing}
              value={rests}
              onChange={setRests}
              none={t("application.rests-none")}
              hint={t(allowing.length === 0 ? "application.rests-missing" : "application.rests-hint")}
            />
            <p>
              <button type="button" className="button" onClick={() => setGiving(true)}>
                {t("consent.give")}
              </button>
            </p>
          </>
        )}
        <TextField label={t("notes.text")} value={note} onChange={setNote} lines={2} />
      </FormDialog>
      {giving && one !== null ? <GiveConsentDialog one={one} again={null} onClose={() => setGiving(false)} /> : null}
    </>
  );
};
