import { type FactKind, type FactValue, YES_NO } from "@fairlead/casework";
import { type InputEvent, type ReactNode, useMemo, useState } from "react";
import { useWords } from "../say/words.tsx";
import { languageName } from "../texts/languages.ts";
import { countryName, countryOptions, languageOptions } from "./code-names.ts";
import { ContactsEditor } from "./contacts-editor.tsx";
import { readDate } from "./fact-date.ts";
import type { Field } from "./fields.ts";
import { PapersEditor } from "./papers-editor.tsx";

/** What is typed so far. null: nothing; "wrong": something that cannot be kept as it stands. */
export type Draft = FactValue | null | "wrong";

type Props = { field: Field; value: FactValue | null; labelledBy: string; onChange(draft: Draft): void };

/** One field's own form. It begins with what stands there where that is of its kind. */
export const FactEditor = ({ field, value, labelledBy, onChange }: Props): ReactNode => {
  const { t } = useWords();
  switch (field.kind) {
    case "line":
    case "text":
      return (
        <Typed
          lines={field.kind === "text" ? 3 : undefined}
          labelledBy={labelledBy}
          start={value?.kind === "text" ? value.text : ""}
          read={(text) => (text.trim() === "" ? null : { kind: "text", text: text.trim() })}
          onChange={onChange}
        />
      );
    case "date":
      return (
        <Typed
          labelledBy={labelledBy}
          start={value?.kind === "date" ? value.date : ""}
          read={(text) => {
            const date = readDate(text);
            return text.trim() === "" ? null : date === null ? "wrong" : { kind: "date", date };
          }}
          wrong={t("fact.no-such-day")}
          onChange={onChange}
        />
      );
    case "number":
      return (
        <Typed
          labelledBy={labelledBy}
          start={value?.kind === "number" ? String(value.number) : ""}
          read={(text) => {
            const number = Number(text.trim().replace(",", "."));
            return text.trim() === "" ? null : Number.isFinite(number) ? { kind: "number", number } : "wrong";
          }}
          wrong={t("fact.no-number")}
          onChange={onChange}
        />
      );
    case "yes-no":
      return (
        <Picked
          labelledBy={labelledBy}
          start={value?.kind === "yes-no" ? value.answer : ""}
          options={YES_NO.map((answer) => ({ value: answer, text: t(`yes-no.${answer}`) }))}
          read={(picked) => {
            const answer = YES_NO.find((one) => one === picked);
            return answer === undefined ? null : { kind: "yes-no", answer };
          }}
          onChange={onChange}
        />
      );
    case "choice":
      return (
        <Picked
          labelledBy={labelledBy}
          start={value?.kind === "choice" ? value.choice : ""}
          options={field.choices
            .filter(({ choice, gone }) => !gone || (value?.kind === "choice" && value.choice === choice))
            .map(({ choice, label }) => ({ value: choice, text: label }))}
          read={(choice) => (choice === "" ? null : { kind: "choice", choice })}
          onChange={onChange}
        />
      );
    case "countries":
      return (
        <Codes
          of="countries"
          labelledBy={labelledBy}
          start={value?.kind === "countries" ? value.countries : []}
          onChange={onChange}
        />
      );
    case "languages":
      return (
        <Codes
          of="languages"
          labelledBy={labelledBy}
          start={value?.kind === "languages" ? value.languages : []}
          onChange={onChange}
        />
      );
    case "papers":
      return <PapersEditor start={value?.kind === "papers" ? value.papers : []} onChange={onChange} />;
    case "contacts":
      return <ContactsEditor start={value?.kind === "contacts" ? value.contacts : []} onChange={onChange} />;
  }
};

/** Of these kinds Enter saves; in the others it makes a new line, and Ctrl+Enter saves. */
export const isOneLine = (kind: FactKind): boolean => kind !== "text";

type Of<T> = { labelledBy: string; start: T; onChange(draft: Draft): void };

const Typed = ({
  labelledBy,
  start,
  lines,
  read,
  wrong,
  onChange,
}: Of<string> & { lines?: number | undefined; read(text: string): Draft; wrong?: string }) => {
  const [text, setText] = useState(start);
  const shared = {
    className: "input",
    value: text,
    dir: "auto" as const,
    autoComplete: "off",
    spellCheck: false,
    "aria-labelledby": labelledBy,
    // Opened by a key or a click on its own button: the next key is meant for it.
    autoFocus: true,
    onInput: (event: InputEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      setText(event.currentTarget.value);
      onChange(read(event.currentTarget.value));
    },
  };
  return (
    <>
      {lines === undefined ? <input {...shared} /> : <textarea {...shared} rows={lines} />}
      {wrong !== undefined && read(text) === "wrong" ? <p className="warning small">{wrong}</p> : null}
    </>
  );
};

const Picked = ({
  labelledBy,
  start,
  options,
  read,
  onChange,
}: Of<string> & { options: { value: string; text: string }[]; read(picked: string): Draft }) => {
  const { t } = useWords();
  const [picked, setPicked] = useState(start);
  return (
    <select
      className="input"
      aria-labelledby={labelledBy}
      value={picked}
      // biome-ignore lint/a11y/noAutofocus: opened by a key or a click on its own button
      autoFocus
      onChange={(event) => {
        setPicked(event.target.value);
        onChange(read(event.target.value));
      }}
    >
      <option value="">{t("fact.not-said")}</option>
      {options.map(({ value, text }) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  );
};

/** Chosen by name, kept by code. */
const Codes = ({ of, labelledBy, start, onChange }: Of<readonly string[]> & { of: "countries" | "languages" }) => {
  const { t, language } = useWords();
  const [codes, setCodes] = useState(start);
  const options = useMemo(
    () => (of === "countries" ? countryOptions(language) : languageOptions(language)),
    [of, language],
  );
  const name = (code: string) => (of === "countries" ? countryName(code, language) : languageName(code, language));
  const change = (next: readonly string[]) => {
    setCodes(next);
    const list = [...next];
    onChange(
      list.length === 0
        ? null
        : of === "countries"
          ? { kind: "countries", countries: list }
          : { kind: "languages", languages: list },
    );
  };
  return (
    <div className="row">
      {codes.map((code) => (
        <button key={code} type="button" className="button" onClick={() => change(codes.filter((one) => one !== code))}>
          {name(code)} <span aria-hidden="true">×</span>
          <span className="hidden-visually">{t("fact.leave-out")}</span>
        </button>
      ))}
      <select
        className="input fact-add"
        aria-labelledby={labelledBy}
        value=""
        // biome-ignore lint/a11y/noAutofocus: opened by a key or a click on its own button
        autoFocus
        onChange={(event) => change([...codes, event.target.value])}
      >
        <option value="">{t(of === "countries" ? "fact.add-country" : "fact.add-language")}</option>
        {options
          .filter(({ value }) => !codes.includes(value))
          .map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
      </select>
    </div>
  );
};
