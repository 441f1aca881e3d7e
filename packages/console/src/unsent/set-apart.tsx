import { type FactValue, isCovered } from "@fairlead/casework";
import type { Choice, UndoneView } from "@fairlead/client";
import { type ReactNode, useId, useState } from "react";
import { Check } from "../parts/field.tsx";
import { valueText as factText } from "../person/fact-value.tsx";
import { type Field, factNamed } from "../person/fields.ts";
import { OthersWords } from "../say/others-words.tsx";
import { personText } from "../say/people.ts";
import { failedText } from "../say/refusal.ts";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import { useNow, useView } from "../session/session.tsx";
import { type Chosen, canBeMixed, type FieldApart, fieldsOf, isMixed, notChosen, wordsChosen } from "./choosing.ts";
import { PlaceLink } from "./place-link.tsx";
import { fieldText, isFree, kindText, valueText, wordsOf } from "./saying.ts";

/** Its words went with the case: there is nothing to choose, and nothing of them to read. */
export const GoneWithCase = ({ one }: { one: UndoneView }) => {
  const { t, days } = useWords();
  const now = useNow(60_000);
  const deed = useDeed();
  const written = t("unsent.mine", { at: days.when(one.at, now) });
  return (
    <li className="panel-row stack" data-tight>
      <div className="spread">
        <p>{written}</p>
        <button
          type="button"
          className="button"
          disabled={deed.busy}
          onClick={async () => {
            const outcome = await deed.run((act) => act.settle(one.id, { take: "theirs" }));
            if (outcome?.kind === "done") document.getElementById("content")?.focus();
          }}
        >
          {t("undone.read")}
          <span className="hidden-visually"> {written}</span>
        </button>
      </div>
      <Refused deed={deed} />
    </li>
  );
};

/** Something that could not stand: theirs and mine beside each other, field by field, until its author has chosen. */
export const SetApart = ({ one }: { one: UndoneView }) => {
  const words = useWords();
  const { t, days } = words;
  const now = useNow(60_000);
  const view = useView();
  const deed = useDeed();
  const fields = fieldsOf(one.differing);
  const [chosen, setChosen] = useState<Chosen>({});
  const [mixing, setMixing] = useState(false);
  const id = useId();
  const open = mixing ? notChosen(chosen, fields) : [];
  const [first] = one.differing;
  // A word and its withdrawal have no field in common that would say so.
  const theirKind = first === undefined ? "" : kindText(t, [first.theirs]);
  const fact = factNamed(one.operations, view.fields, words);
  const settle = async (choice: Choice) => {
    // By somebody who has seen theirs as it stands on this screen, and nothing later.
    const outcome = await deed.run((_, hand) => hand.actOn(view).settle(one.id, choice));
    // Its panel is gone: whoever works with the keyboard goes on from the page, not from the top.
    if (outcome?.kind === "done" || outcome?.kind === "offline") document.getElementById("content")?.focus();
  };
  return (
    <section className="panel" aria-label={kindText(t, one.operations)}>
      <div className="panel-row stack" data-tight>
        <h3>
          {fact === null ? kindText(t, one.operations) : <bdi>{fact.label}</bdi>} <PlaceLink place={one.place} />
        </h3>
        <Why one={one} now={now} />
      </div>
      {first === undefined ? (
        <div className="panel-row stack" data-tight>
          <p className="quiet small">{t("unsent.mine", { at: days.when(one.at, now) })}</p>
          <OthersWords text={wordsOf(one.operations)} language={null} />
        </div>
      ) : (
        <div className="panel-row stack">
          <div className="apart">
            <div className="apart-head">
              <p>
                {t("unsent.theirs", { who: personText(t, first.by), at: days.when(first.at, now) })}
                {theirKind === kindText(t, [first.mine]) ? null : ` · ${theirKind}`}
              </p>
              <p>{t("unsent.mine", { at: days.when(one.at, now) })}</p>
            </div>
            {fields.map((field) => (
              <FieldRow
                key={field.name}
                field={field}
                fact={fact}
                covered={isTheirsCovered(one, fact, field)}
                mixing={mixing}
                chosen={chosen}
                choose={(words) => setChosen({ ...chosen, [field.name]: words })}
              />
            ))}
          </div>
          {canBeMixed(one.differing) && (fields.length > 1 || fields.some(({ name }) => isFree(name))) ? (
            <Check label={t("unsent.by-field")} checked={mixing} onChange={setMixing} />
          ) : null}
        </div>
      )}
      <div className="panel-row stack" data-tight>
        <Refused deed={deed} />
        {open.length === 0 ? null : (
          <p id={`${id}-open`} className="warning small" role="status">
            {t("unsent.choose-each", { n: open.length })}
          </p>
        )}
        <div className="row">
          <button type="button" className="button" disabled={deed.busy} onClick={() => void settle({ take: "theirs" })}>
            {t(first === undefined ? "unsent.let-go" : "unsent.keep-theirs")}
          </button>
          <button
            type="button"
            className="button"
            // Neither is suggested: what was written first and what was seen last are both somebody's life.
            data-filled={mixing || undefined}
            disabled={deed.busy || open.length > 0}
            aria-describedby={open.length > 0 ? `${id}-open` : undefined}
            onClick={() =>
              void settle(
                mixing && isMixed(chosen, fields)
                  ? { take: "mine", words: wordsChosen(chosen, fields) }
                  : { take: "mine" },
              )
            }
          >
            {t(first === undefined ? "unsent.try-again" : mixing ? "unsent.write-chosen" : "unsent.write-mine")}
          </button>
          <span className="quiet small">{t("unsent.let-go-destroys")}</span>
        </div>
      </div>
    </section>
  );
};

const MEANWHILE: ReadonlySet<string> = new Set(["written-meanwhile", "changed-meanwhile", "fact-written-meanwhile"]);

const Why = ({ one, now }: { one: UndoneView; now: number }): ReactNode => {
  const words = useWords();
  const { people } = useView();
  const { why } = one;
  // Who and when stands in the columns below.
  if (one.differing.length > 0 && MEANWHILE.has(why.kind)) return null;
  return <p>{failedText(words, why, { members: people, now })}</p>;
};

/** Of a fact that this console has no name for too. */
const isTheirsCovered = (
  { operations, place }: UndoneView,
  fact: Field | null,
  { name, theirs }: FieldApart,
): boolean =>
  name === "value" &&
  operations.some(({ op }) => op === "setFact") &&
  [fact?.kind, (theirs as FactValue | null)?.kind].some((kind) => place.part !== null && isCovered(place.part, kind));

type RowProps = {
  field: FieldApart;
  fact: Field | null;
  /** Theirs is shown in the case, once its reason is in the record. */
  covered: boolean;
  mixing: boolean;
  chosen: Chosen;
  choose(words: Chosen[string]): void;
};

const FieldRow = ({ field, fact, covered, mixing, chosen, choose }: RowProps) => {
  const words = useWords();
  const { t } = words;
  const { people } = useView();
  const now = useNow(60_000);
  const name = useId();
  // Neither side is chosen for anybody: whoever presses without reading would write over somebody's word.
  const here = chosen[field.name] ?? null;
  const side = (take: "theirs" | "mine") => {
    const value = field[take];
    const text =
      covered && take === "theirs"
        ? t("fact.covered")
        : fact === null || field.name !== "value"
          ? valueText(words, field.name, value, { people, now })
          : factText(words, fact, value as FactValue | null);
    const shown = <OthersWords text={text} language={null} />;
    return (
      <div>
        <span className="apart-side quiet small">{t(take === "mine" ? "unsent.side-mine" : "unsent.side-theirs")}</span>
        {mixing ? (
          <label className="choice">
            <input type="radio" name={name} checked={here?.take === take} onChange={() => choose({ take })} />
            <span>{shown}</span>
          </label>
        ) : (
          shown
        )}
      </div>
    );
  };
  return (
    <fieldset className="apart-row">
      <legend>{fact === null ? fieldText(t, field.name) : <bdi>{fact.label}</bdi>}</legend>
      {side("theirs")}
      {side("mine")}
      {mixing && isFree(field.name) ? (
        <div className="apart-other">
          <label className="choice">
            <input
              type="radio"
              name={name}
              checked={here?.take === "other"}
              onChange={() => choose({ take: "other", text: String(field.mine ?? "") })}
            />
            <span>{t("unsent.other-words")}</span>
          </label>
          {here?.take === "other" ? (
            <textarea
              className="input"
              rows={3}
              dir="auto"
              aria-label={t("unsent.other-words")}
              value={here.text}
              onInput={(event) => choose({ take: "other", text: event.currentTarget.value })}
            />
          ) : null}
        </div>
      ) : null}
    </fieldset>
  );
};
