import { type CasePart, type FactValue, type FactView, lineOf, type StreamId } from "@fairlead/casework";
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { HalfWritten } from "../parts/dialog.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import { useUndo } from "../undo/undo.tsx";
import { type Draft, FactEditor, isOneLine } from "./fact-editor.tsx";
import { FactHistory } from "./fact-history.tsx";
import { FactValueView, valueText } from "./fact-value.tsx";
import type { Field } from "./fields.ts";

type Props = {
  stream: StreamId;
  part: CasePart;
  person: string;
  field: Field;
  /** undefined: nobody has written it. */
  fact: FactView | undefined;
  covered: boolean;
  /** It may be written. */
  open: boolean;
  editing: boolean;
  now: number;
  onEdit(on: boolean): void;
  /** Of its form: closed by a slip, or for another person's, its words would be lost. */
  leaving: Leaving;
};

type Leaving = {
  /** It has begun to ask. */
  asking: boolean;
  note(isHalfWritten: boolean): void;
  /** Asked to close while it asks, it goes on. */
  leave(): void;
  keep(): void;
  throwAway(): void;
};

/** One field: what it is, what stands there, who said so; and, asked for, its form in the same place. */
export const FactRow = (props: Props) => {
  const { field, fact, covered, open, editing, now, onEdit } = props;
  const words = useWords();
  const { t, days } = words;
  const again = useDeed();
  const id = useId();
  const [history, setHistory] = useState(false);
  const write = (value: FactValue | null, over: number) =>
    again.run((act) => act.setFact(props.stream, { person: props.person, fact: field.id, value, over }));
  return (
    <li
      className="fact"
      data-editing={editing || undefined}
      data-line={lineOf("fact", props.part, props.person, field.id)}
    >
      <h4 id={id}>
        {field.label}
        {field.retired ? <span className="quiet small"> · {t("fact.retired")}</span> : null}
      </h4>
      {editing ? (
        <FactForm {...props} labelledBy={id} />
      ) : (
        <>
          <div className="fact-stands">
            {fact === undefined || fact.value === null ? (
              <p className="quiet">{fact === undefined ? t("fact.not-asked") : t("fact.taken-back")}</p>
            ) : covered ? (
              <p className="fact-covered">{t("fact.covered")}</p>
            ) : (
              <FactValueView field={field} value={fact.value} now={now} />
            )}
            {fact === undefined ? null : (
              <p className="quiet small">
                {personText(t, fact.by)}, {days.when(fact.at, now)}
              </p>
            )}
          </div>
          <span className="row fact-deeds">
            {fact !== undefined && fact.earlier.length > 0 && !covered ? (
              <button type="button" className="link small" onClick={() => setHistory(true)}>
                {t("fact.earlier", { n: fact.earlier.length })}
                <span className="hidden-visually"> {field.label}</span>
              </button>
            ) : null}
            {open && !(covered && fact !== undefined && fact.value !== null) && !field.retired ? (
              <button type="button" className="button" onClick={() => onEdit(true)}>
                {t(fact === undefined ? "fact.write" : "change")}
                <span className="hidden-visually"> {field.label}</span>
              </button>
            ) : null}
          </span>
        </>
      )}
      {history && fact !== undefined && !covered ? (
        <FactHistory
          field={field}
          fact={fact}
          now={now}
          open={open}
          onClose={() => setHistory(false)}
          write={write}
          deed={again}
        />
      ) : null}
    </li>
  );
};

const same = (a: Draft, b: FactValue | null): boolean => JSON.stringify(a) === JSON.stringify(b);

const FactForm = ({
  stream,
  person,
  field,
  fact,
  covered,
  labelledBy,
  now,
  onEdit,
  leaving,
}: Props & { labelledBy: string }) => {
  const words = useWords();
  const { t, days } = words;
  const deed = useDeed();
  const offer = useUndo();
  // What a colleague writes meanwhile is not taken as seen: the rule then says so, and these words stay.
  const [seen] = useState({ value: fact?.value ?? null, over: fact?.version ?? 0 });
  const [draft, setDraft] = useState<Draft>(seen.value);
  const form = useRef<HTMLFormElement>(null);
  const meanwhile = deed.failed?.kind === "fact-written-meanwhile" ? deed.failed : null;
  const taken = deed.failed?.kind === "offline";
  // Its time is over: what stands here is covered again, and with it what was being written over it.
  const isShut = covered && fact !== undefined && fact.value !== null;
  const isHalfWritten = !taken && !same(draft, seen.value);
  const { note } = leaving;
  useEffect(() => {
    note(isHalfWritten);
    return () => note(false);
  }, [note, isHalfWritten]);
  const save = async (value: FactValue | null, over: number, before = seen.value) => {
    const said = { person, fact: field.id };
    const outcome = await deed.run((act) => act.setFact(stream, { ...said, value, over }));
    if (outcome?.kind !== "done") return;
    // What it said is in no toast: names stay covered.
    offer({
      said: t("undo.fact", { field: field.label }),
      back: (act) => act.setFact(stream, { ...said, value: before, over: over + 1 }),
    });
    onEdit(false);
  };
  const ready = draft !== "wrong" && !same(draft, seen.value) && !taken;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft !== "wrong" && ready && !deed.busy && !isShut && meanwhile === null) void save(draft, seen.over);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Escape") leaving.leave();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.current?.requestSubmit();
    }
  };
  return (
    <form ref={form} className="stack fact-form" onSubmit={submit} onKeyDown={keys}>
      {isShut ? <p className="fact-covered">{t("fact.form-covered")}</p> : null}
      {/* Kept as it is, and on no screen. */}
      <div className={isShut ? undefined : "stack"} hidden={isShut}>
        <FactEditor field={field} value={seen.value} labelledBy={labelledBy} onChange={setDraft} />
      </div>
      {field.hint === "" ? null : (
        <p className="quiet small" dir="auto">
          {field.hint}
        </p>
      )}
      {leaving.asking ? (
        <HalfWritten keep={leaving.keep} throwAway={leaving.throwAway} />
      ) : meanwhile === null ? (
        <>
          <Refused deed={deed} />
          <div className="row">
            <button type="submit" className="button" data-filled disabled={!ready || deed.busy || isShut}>
              {t("save")}
            </button>
            <button type="button" className="button" onClick={leaving.leave}>
              {t(taken ? "close" : "cancel")}
            </button>
            {seen.value === null || taken || isShut ? null : (
              <button
                type="button"
                className="link small"
                disabled={deed.busy}
                onClick={() => void save(null, seen.over)}
              >
                {t("fact.take-back")}
              </button>
            )}
            <span className="quiet small fact-keys">{t(isOneLine(field.kind) ? "fact.keys" : "fact.keys-text")}</span>
          </div>
        </>
      ) : (
        <div className="said stack" data-tight role="alert">
          <p>
            {t("fact.meanwhile", { at: days.when(meanwhile.at, now) })}{" "}
            <b dir="auto">{covered ? t("fact.covered") : valueText(words, field, meanwhile.found)}</b>
          </p>
          <p className="row">
            <button type="button" className="button" onClick={() => onEdit(false)}>
              {t("fact.keep-theirs")}
            </button>
            <button
              type="button"
              className="button"
              onClick={() => (draft === "wrong" ? undefined : void save(draft, meanwhile.version, meanwhile.found))}
            >
              {t("fact.write-mine")}
            </button>
          </p>
        </div>
      )}
    </form>
  );
};
