import {
  dayOf,
  isWholeDay,
  ROAD_PAPERS,
  type RoadPaper,
  type ThingFacts,
  type ThingId,
  type ThingView,
} from "@fairlead/casework";
import { DateField } from "../parts/date-field.tsx";
import { SelectField, TextField } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { readDate } from "../person/fact-date.ts";
import { useWords } from "../say/words.tsx";
import { useNow } from "../session/session.tsx";

/** What is said of those who drive, come along or take in, and of cars, as it is typed. */
export type RoadSaid = {
  hours: string;
  area: string;
  papers: readonly (Omit<RoadPaper, "expires"> & { typed: string })[];
  met: readonly { thing: ThingId | ""; on: number | null; note: string }[];
};

export const roadSaid = (facts: Pick<ThingFacts, "hours" | "area" | "papers" | "met"> | undefined): RoadSaid => ({
  hours: facts?.hours ?? "",
  area: facts?.area ?? "",
  papers: (facts?.papers ?? []).map(({ expires, ...rest }) => ({ ...rest, typed: expires ?? "" })),
  met: facts?.met ?? [],
});

const expiryOf = (typed: string): string | null | "wrong" => {
  if (typed.trim() === "") return null;
  const date = readDate(typed);
  return date !== null && isWholeDay(date) ? date : "wrong";
};

/** Half a line says nothing, and must not be lost unseen. */
export const isWhole = ({ papers, met }: RoadSaid): boolean =>
  papers.every(({ typed }) => expiryOf(typed) !== "wrong") && met.every(({ thing, on }) => thing !== "" && on !== null);

export const papersIn = ({ papers }: RoadSaid): RoadPaper[] =>
  papers.flatMap(({ typed, note, kind }): RoadPaper[] => {
    const expires = expiryOf(typed);
    return expires === "wrong" ? [] : [{ kind, expires, note: note.trim() }];
  });

export const metIn = ({ met }: RoadSaid): NonNullable<ThingFacts["met"]> =>
  met.flatMap(({ thing, on, note }) => (thing === "" || on === null ? [] : [{ thing, on, note: note.trim() }]));

type Props = {
  said: RoadSaid;
  onChange(said: RoadSaid): void;
  /** A car has met nobody, and is asked for at no hour. */
  isPerson: boolean;
  /** Whom they can have met. */
  persons: readonly Pick<ThingView, "thing" | "name">[];
};

export const RoadFields = ({ said, onChange, isPerson, persons }: Props) => {
  const { t } = useWords();
  return (
    <>
      {isPerson ? (
        <>
          <TextField
            label={t("things.hours")}
            hint={t("things.hours-hint")}
            value={said.hours}
            onChange={(hours) => onChange({ ...said, hours })}
          />
          <TextField
            label={t("things.area")}
            hint={t("things.area-hint")}
            value={said.area}
            onChange={(area) => onChange({ ...said, area })}
          />
        </>
      ) : null}
      <Papers said={said} onChange={onChange} />
      {isPerson && (persons.length > 0 || said.met.length > 0) ? (
        <MetLines said={said} onChange={onChange} persons={persons} />
      ) : null}
    </>
  );
};

const Papers = ({ said, onChange }: Pick<Props, "said" | "onChange">) => {
  const { t } = useWords();
  const set = (papers: RoadSaid["papers"]) => onChange({ ...said, papers });
  const change = (index: number, to: Partial<RoadSaid["papers"][number]>) =>
    set(said.papers.map((one, at) => (at === index ? { ...one, ...to } : one)));
  return (
    <fieldset>
      <legend>{t("things.papers")}</legend>
      <ul className="stack" data-tight>
        {said.papers.map((paper, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines that are typed have no other name
          <li key={index} className="row thing-line">
            <SelectField
              label={t("paper.kind")}
              value={paper.kind}
              onChange={(kind) => change(index, { kind })}
              options={ROAD_PAPERS.map((value) => ({ value, text: t(`paper.${value}`) }))}
            />
            <TextField
              label={t("paper.expires")}
              hint={
                expiryOf(paper.typed) === "wrong" ? (
                  <span className="warning">{t("paper.whole-day")}</span>
                ) : (
                  t("paper.expires-hint")
                )
              }
              value={paper.typed}
              onChange={(typed) => change(index, { typed })}
            />
            <TextField label={t("paper.note")} value={paper.note} onChange={(note) => change(index, { note })} />
            <RemoveLine onRemove={() => set(said.papers.filter((_, at) => at !== index))} />
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="button"
        onClick={() => set([...said.papers, { kind: "driving-licence", typed: "", note: "" }])}
      >
        {t("paper.add")}
      </button>
    </fieldset>
  );
};

const RemoveLine = ({ onRemove }: { onRemove(): void }) => {
  const { t } = useWords();
  return (
    <button type="button" className="button" aria-label={t("things.beds-remove")} onClick={onRemove}>
      <Icon name="cross" />
    </button>
  );
};

/** By hand: what journeys show of it stands on the page without. */
const MetLines = ({ said, onChange, persons }: Omit<Props, "isPerson">) => {
  const { t } = useWords();
  const now = useNow(60_000);
  const set = (met: RoadSaid["met"]) => onChange({ ...said, met });
  const change = (index: number, to: Partial<RoadSaid["met"][number]>) =>
    set(said.met.map((one, at) => (at === index ? { ...one, ...to } : one)));
  return (
    <fieldset>
      <legend>{t("things.met")}</legend>
      <p className="quiet small">{t("things.met-hint")}</p>
      <ul className="stack" data-tight>
        {said.met.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines that are typed have no other name
          <li key={index} className="row thing-line">
            <SelectField
              label={t("things.met-whom")}
              value={one.thing}
              onChange={(thing) => change(index, { thing })}
              options={[
                { value: "" as const, text: t("things.met-choose") },
                ...persons.map(({ thing, name }) => ({ value: thing, text: name })),
              ]}
            />
            <DateField label={t("things.met-since")} value={one.on} onChange={(on) => change(index, { on })} />
            <TextField label={t("exposure.note")} value={one.note} onChange={(note) => change(index, { note })} />
            <RemoveLine onRemove={() => set(said.met.filter((_, at) => at !== index))} />
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="button"
        onClick={() => set([...said.met, { thing: "", on: dayOf(now), note: "" }])}
      >
        {t("things.met-add")}
      </button>
    </fieldset>
  );
};
