import {
  SHELTER_TAGS,
  THING_KINDS,
  type ThingFacts,
  type ThingId,
  type ThingKind,
  type ThingView,
} from "@fairlead/casework";
import { useState } from "react";
import { linesOf } from "../case/lines.ts";
import { FormDialog } from "../parts/dialog.tsx";
import { Check, SelectField, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";
import { isWhole, metIn, papersIn, RoadFields, roadSaid } from "./driver-fields.tsx";
import { bedsLater, isComplete, ShelterFields, ShelterTags, shelterSaid } from "./shelter-fields.tsx";

const PERSONS: readonly ThingKind[] = ["host", "driver", "escort"];
const wholeOf = (text: string): number | undefined => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : undefined);
const textOf = (text: string): string | undefined => (text.trim() === "" ? undefined : text.trim());

const isKnownTag = (tag: string): boolean => SHELTER_TAGS.some((one) => one === tag);

/** What was left empty is not written at all. */
const factsOf = (all: { [K in keyof ThingFacts]: ThingFacts[K] | undefined }): ThingFacts =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));

/** One thing of the register, new or again. By a name that says nothing to whoever does not know it. */
export const ThingDialog = ({ thing, onClose }: { thing: ThingView | null; onClose(): void }) => {
  const { t } = useWords();
  const { exposure } = useView();
  const deed = useDeed();
  const before = thing?.facts;
  const [kind, setKind] = useState<ThingKind>(thing?.kind ?? "shelter");
  const [name, setName] = useState(thing?.name ?? "");
  const [place, setPlace] = useState(before?.place ?? "");
  const [size, setSize] = useState(String((kind === "shelter" ? before?.beds : before?.seats) ?? ""));
  const [known, setKnown] = useState<readonly string[]>(() => (before?.tags ?? []).filter(isKnownTag));
  const [tags, setTags] = useState((before?.tags ?? []).filter((tag) => !isKnownTag(tag)).join("\n"));
  const [shelter, setShelter] = useState(() => shelterSaid(before));
  const [road, setRoad] = useState(() => roadSaid(before));
  const [identifier, setIdentifier] = useState(before?.identifier ?? "");
  const [others, setOthers] = useState<readonly ThingId[]>((before?.with ?? []).map((one) => one.thing));
  const [agreed, setAgreed] = useState(before?.agreed ?? "");
  const [note, setNote] = useState(before?.note ?? "");
  const offered = (exposure.things ?? []).filter((one) => one.thing !== thing?.thing && one.retired === null);
  const isPerson = PERSONS.includes(kind);
  const hasSeats = kind === "vehicle" || kind === "driver";
  const hasSize = kind === "shelter" || hasSeats;
  const hasPapers = kind === "vehicle" || isPerson;
  const isShelter = kind === "shelter";
  const allTags = [...(isShelter ? known : []), ...linesOf(tags)].slice(0, 20);
  const later = isShelter ? bedsLater(shelter) : [];
  const facts = factsOf({
    place: textOf(place),
    beds: isShelter ? wholeOf(size) : undefined,
    seats: hasSeats ? wholeOf(size) : undefined,
    bedsFrom: later.length === 0 ? undefined : later,
    tags: allTags.length === 0 ? undefined : allTags,
    rules: isShelter ? textOf(shelter.rules) : undefined,
    visited: isShelter ? (shelter.visited ?? undefined) : undefined,
    hours: isPerson ? textOf(road.hours) : undefined,
    area: isPerson ? textOf(road.area) : undefined,
    papers: hasPapers && road.papers.length > 0 ? papersIn(road).slice(0, 20) : undefined,
    met: isPerson && road.met.length > 0 ? metIn(road).slice(0, 100) : undefined,
    identifier: textOf(identifier),
    with: others.length === 0 ? undefined : [...others].slice(0, 20),
    agreed: isPerson ? textOf(agreed) : undefined,
    note: textOf(note),
  });
  return (
    <FormDialog
      title={thing === null ? t("things.add-title") : t("things.change-title", { name: thing.name })}
      opened
      onClose={onClose}
      wide
      deed={deed}
      submit={t("save")}
      ready={name.trim() !== "" && (!isShelter || isComplete(shelter)) && (!hasPapers || isWhole(road))}
      act={() =>
        deed.run((act) =>
          act.writeThing({
            ...(thing === null ? {} : { thing: thing.thing }),
            kind,
            name: name.trim(),
            facts,
            over: thing?.version ?? 0,
          }),
        )
      }
    >
      <SelectField
        label={t("things.kind")}
        value={kind}
        onChange={setKind}
        options={THING_KINDS.map((value) => ({ value, text: t(`thing-kind.${value}`) }))}
      />
      <TextField label={t("things.name")} hint={t("things.name-hint")} value={name} onChange={setName} focus />
      <TextField label={t("things.place")} hint={t("things.place-hint")} value={place} onChange={setPlace} />
      {hasSize ? (
        <TextField
          label={t(kind === "shelter" ? "things.beds-of" : "things.seats-of")}
          value={size}
          onChange={setSize}
          type="number"
          min={0}
        />
      ) : null}
      <TextField
        label={t("things.identifier")}
        hint={t("things.identifier-hint")}
        value={identifier}
        onChange={setIdentifier}
      />
      {isPerson ? (
        <TextField
          label={t("things.agreed")}
          hint={t("things.agreed-hint")}
          value={agreed}
          onChange={setAgreed}
          lines={2}
        />
      ) : null}
      {hasPapers ? (
        <RoadFields
          said={road}
          onChange={setRoad}
          isPerson={isPerson}
          persons={offered.filter((one) => PERSONS.includes(one.kind))}
        />
      ) : null}
      {isShelter ? (
        <>
          <ShelterFields said={shelter} onChange={setShelter} />
          <ShelterTags legend={t("things.suits")} chosen={known} onChange={setKnown} />
        </>
      ) : null}
      <TextField label={t("things.tags")} hint={t("one-a-line")} value={tags} onChange={setTags} lines={2} />
      <Together legend={t("things.with")} offered={offered} chosen={others} onChange={setOthers} />
      <TextField label={t("exposure.note")} value={note} onChange={setNote} lines={2} />
    </FormDialog>
  );
};

type TogetherProps = {
  legend: string;
  offered: readonly Pick<ThingView, "thing" | "name" | "kind">[];
  chosen: readonly ThingId[];
  onChange(chosen: readonly ThingId[]): void;
};

/** Others that go with it: a mark on one leads to them. */
export const Together = ({ legend, offered, chosen, onChange }: TogetherProps) => {
  const { t } = useWords();
  if (offered.length === 0) return null;
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div className="things-together">
        {offered.map(({ thing, name, kind }) => (
          <Check
            key={thing}
            checked={chosen.includes(thing)}
            onChange={(on) => onChange(on ? [...chosen, thing] : chosen.filter((one) => one !== thing))}
            label={
              <>
                <span dir="auto">{name}</span> <span className="quiet">{t(`thing-kind.${kind}`)}</span>
              </>
            }
          />
        ))}
      </div>
    </fieldset>
  );
};
