import type { Choice, UndoneView } from "@fairlead/client";
import { type ReactNode, useId, useState } from "react";
import { Check } from "../parts/field.tsx";
import { OthersWords } from "../say/others-words.tsx";
import { personText } from "../say/people.ts";
import { failedText } from "../say/refusal.ts";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import { useNow, useView } from "../session/session.tsx";
import { type Chosen, type FieldApart, fieldsOf, isMixed, wordsChosen } from "./choosing.ts";
import { PlaceLink } from "./place-link.tsx";
import { fieldText, isFree, kindText, valueText, wordsOf } from "./saying.ts";

/** Something that could not stand: theirs and mine beside each other, field by field, until its author has chosen. */
export const SetApart = ({ one }: { one: UndoneView }) => {
  const { t, days } = useWords();
  const now = useNow(60_000);
  const view = useView();
  const deed = useDeed();
  const fields = fieldsOf(one.differing);
  const [chosen, setChosen] = useState<Chosen>({});
  const [mixing, setMixing] = useState(false);
  const [first] = one.differing;
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
          {kindText(t, one.operations)} <PlaceLink place={one.place} />
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
              <p>{t("unsent.theirs", { who: personText(t, first.by), at: days.when(first.at, now) })}</p>
              <p>{t("unsent.mine", { at: days.when(one.at, now) })}</p>
            </div>
            {fields.map((field) => (
              <FieldRow
                key={field.name}
                field={field}
                mixing={mixing}
                chosen={chosen}
                choose={(words) => setChosen({ ...chosen, [field.name]: words })}
              />
            ))}
          </div>
          {fields.length > 1 || fields.some(({ name }) => isFree(name)) ? (
            <Check label={t("unsent.by-field")} checked={mixing} onChange={setMixing} />
          ) : null}
        </div>
      )}
      <div className="panel-row stack" data-tight>
        <Refused deed={deed} />
        <div className="row">
          <button type="button" className="button" disabled={deed.busy} onClick={() => void settle({ take: "theirs" })}>
            {t(first === undefined ? "unsent.let-go" : "unsent.keep-theirs")}
          </button>
          <button
            type="button"
            className="button"
            data-filled
            disabled={deed.busy}
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

const Why = ({ one, now }: { one: UndoneView; now: number }): ReactNode => {
  const words = useWords();
  const { people } = useView();
  const { why } = one;
  // Who and when stands in the columns below.
  if (why.kind === "written-meanwhile" && one.differing.length > 0) return null;
  return <p>{failedText(words, why, { members: people, now })}</p>;
};

type RowProps = {
  field: FieldApart;
  mixing: boolean;
  chosen: Chosen;
  choose(words: Chosen[string]): void;
};

const FieldRow = ({ field, mixing, chosen, choose }: RowProps) => {
  const { t } = useWords();
  const { people } = useView();
  const name = useId();
  const here = chosen[field.name] ?? { take: "mine" as const };
  const side = (take: "theirs" | "mine") => {
    const text = valueText(t, field.name, field[take], people);
    const shown = <OthersWords text={text} language={null} />;
    return (
      <div>
        <span className="apart-side quiet small">{t(take === "mine" ? "unsent.side-mine" : "unsent.side-theirs")}</span>
        {mixing ? (
          <label className="choice">
            <input type="radio" name={name} checked={here.take === take} onChange={() => choose({ take })} />
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
      <legend>{fieldText(t, field.name)}</legend>
      {side("theirs")}
      {side("mine")}
      {mixing && isFree(field.name) ? (
        <div className="apart-other">
          <label className="choice">
            <input
              type="radio"
              name={name}
              checked={here.take === "other"}
              onChange={() => choose({ take: "other", text: String(field.mine ?? "") })}
            />
            <span>{t("unsent.other-words")}</span>
          </label>
          {here.take === "other" ? (
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
