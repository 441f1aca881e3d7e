import { isCovered, isFactCovered, type PartView, type PartyPersonView } from "@fairlead/casework";
import type { CaseInHand } from "@fairlead/client";
import { useCallback, useRef, useState } from "react";
import { Photos } from "../photo/photos.tsx";
import { useWords } from "../say/words.tsx";
import { useWhenFound } from "../search/found.tsx";
import { useView } from "../session/session.tsx";
import { FactRow } from "./fact-row.tsx";
import { fieldsOf } from "./fields.ts";
import { PersonChoice } from "./person-choice.tsx";
import { type Reveal, RevealBar, RevealLog } from "./reveal.tsx";
import "./person.css";

type Props = {
  part: PartView;
  /** null for who holds nothing else of the case: no alias, only numbers. [P3] */
  one: CaseInHand | null;
  reveal: Reveal;
  open: boolean;
  now: number;
};

/** Of one whom nobody has given an alias here. */
const numbered = (part: PartView): PartyPersonView[] =>
  [...new Set(["1", ...part.persons])].map((person) => ({ person, alias: "", version: 0, counted: true }));

/** What is known of each person of the party in this part: what is known first, then what could be asked. */
export const FactSheet = ({ part, one, reveal, open, now }: Props) => {
  const words = useWords();
  const { t } = words;
  const { fields: defined } = useView();
  const [more, setMore] = useState<string[]>([]);
  const [chosen, setChosen] = useState("1");
  const [editing, setEditing] = useState<string | null>(null);
  const isHalfWritten = useRef(false);
  const note = useCallback((half: boolean) => {
    isHalfWritten.current = half;
  }, []);
  /** Where somebody was going, when the form began to ask whether its words are to be thrown away. */
  const [going, setGoing] = useState<{ go(): void } | null>(null);
  const leave = (go: () => void) => {
    if (isHalfWritten.current) setGoing(going === null ? { go } : null);
    else go();
  };
  const leaving = {
    asking: going !== null,
    note,
    leave: () => leave(() => setEditing(null)),
    keep: () => setGoing(null),
    throwAway: () => {
      setGoing(null);
      going?.go();
    },
  };
  const choose = (id: string) =>
    leave(() => {
      setChosen(id);
      setEditing(null);
    });
  const known = one === null ? numbered(part) : one.persons;
  const persons = [
    ...known,
    ...more
      .filter((id) => !known.some(({ person }) => person === id))
      .map((person) => ({ person, alias: "", version: 0, counted: one === null })),
  ];
  const person = persons.some((each) => each.person === chosen) ? chosen : "1";
  const fields = fieldsOf(part, defined, words);
  const factOf = (id: string) => part.facts.find((fact) => fact.fact === id && fact.person === person);
  const stands = fields.filter(({ id }) => factOf(id) !== undefined);
  const asks = fields.filter(({ id, retired }) => factOf(id) === undefined && !retired);
  const whole = isCovered(part.part);
  const shut = reveal.until === null;
  // Of anybody of the party: the bar does not come and go with who is chosen.
  const covers =
    (whole && part.photos.length + part.notes.length > 0) ||
    fields.some(({ id, kind }) => part.facts.some((fact) => fact.fact === id && isFactCovered(part.part, kind, fact)));
  useWhenFound(({ kind, part: of, line }) => {
    const [, , whose] = line.split(" ");
    if ((kind === "fact" || kind === "photo") && of === part.part && whose !== undefined && whose !== person)
      choose(whose);
  });
  const fieldInHand = asks.find(({ id }) => id === editing);
  if (fields.length === 0) return null;
  const shown = fieldInHand === undefined ? stands : [...stands, fieldInHand];
  return (
    <div className="stack facts-sheet">
      <PersonChoice
        persons={persons}
        chosen={person}
        one={one}
        open={open}
        onChoose={choose}
        onMore={(id) => {
          setMore([...more, id]);
          choose(id);
        }}
      />
      {covers ? <RevealBar part={part} reveal={reveal} /> : null}
      {stands.length === 0 ? (
        <p className="quiet">{t(`facts.none.${part.part === "identity" ? "identity" : "other"}`)}</p>
      ) : null}
      <ul className="fact-rows">
        {shown.map((field) => (
          <FactRow
            key={`${person} ${field.id}`}
            stream={part.stream}
            part={part.part}
            person={person}
            field={field}
            fact={factOf(field.id)}
            covered={shut && isFactCovered(part.part, field.kind, factOf(field.id))}
            open={open}
            editing={editing === field.id}
            now={now}
            onEdit={(on) => {
              if (on) return leave(() => setEditing(field.id));
              setGoing(null);
              setEditing(null);
            }}
            leaving={leaving}
          />
        ))}
      </ul>
      {whole ? <Photos {...{ part, one, person, open, now }} papers={factOf("papers") ?? null} covered={shut} /> : null}
      {open && asks.length > 0 ? (
        <div className="stack" data-tight>
          <h3>{t("facts.could-ask")}</h3>
          <p className="quiet small">{t("facts.ask-little")}</p>
          <p className="row">
            {asks
              .filter(({ id }) => id !== editing)
              .map(({ id, label }) => (
                <button key={id} type="button" className="button" onClick={() => leave(() => setEditing(id))}>
                  + <bdi>{label}</bdi>
                </button>
              ))}
          </p>
        </div>
      ) : null}
      {whole || covers || part.reveals.length > 0 ? <RevealLog part={part} now={now} /> : null}
    </div>
  );
};
