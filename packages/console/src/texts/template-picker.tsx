import { type TemplateView, templatesFor } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { Dialog } from "../parts/dialog.tsx";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { languageName } from "./languages.ts";
import "../palette/palette.css";
import "./texts.css";

type Props = {
  /** Of the caller's newest letter. */
  language: string | null;
  onClose(): void;
  onChoose(text: string): void;
};

/** Choose a text to begin with: type to find, up and down to choose, Enter to put it into the answer. */
export const TemplatePicker = ({ language, onClose, onChoose }: Props) => {
  const { t } = useWords();
  return (
    <Dialog title={t("template.choose")} opened onClose={onClose} wide>
      <Picker language={language} onChoose={onChoose} />
    </Dialog>
  );
};

const plain = (text: string): string => text.toLocaleLowerCase().replaceAll("ё", "е");

const Picker = ({ language, onChoose }: Pick<Props, "language" | "onChoose">) => {
  const { t, language: reader } = useWords();
  const { texts } = useView();
  const id = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const { own, others } = templatesFor(texts.templates, language);
  const found = [...own, ...others].filter(({ title, text }) =>
    plain(`${title} ${text}`).includes(plain(typed.trim())),
  );
  const chosen = found[Math.min(at, found.length - 1)];
  useEffect(() => {
    if (chosen !== undefined) document.getElementById(`${id}-${chosen.template}`)?.scrollIntoView({ block: "nearest" });
  }, [chosen, id]);
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((Math.min(at, found.length - 1) + step + found.length) % Math.max(1, found.length));
    } else if (event.key === "Enter" && chosen !== undefined) {
      event.preventDefault();
      onChoose(chosen.text);
    }
  };
  if (texts.templates.length === 0)
    return (
      <div className="stack">
        <p>{t("template.none")}</p>
        <p>
          <Link to="/texts" className="button">
            {t("texts.open")}
          </Link>
        </p>
      </div>
    );
  const isOwn = (one: TemplateView) => own.includes(one);
  return (
    <div className="palette">
      {own.length > 0 || language === null ? null : (
        <p className="warning" role="status">
          {t("template.other-language", { language: languageName(language, reader) })}
        </p>
      )}
      <input
        className="input"
        role="combobox"
        aria-label={t("template.find")}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen === undefined ? undefined : `${id}-${chosen.template}`}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        data-autofocus
        placeholder={t("template.find")}
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div role="listbox" id={`${id}-list`} aria-label={t("texts.templates")} className="palette-list template-list">
        {found.map((one) => (
          // The keyboard stays in the box above; the pointer may take one directly.
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above
          // biome-ignore lint/a11y/useFocusableInteractive: see above
          <div
            key={one.template}
            id={`${id}-${one.template}`}
            role="option"
            aria-selected={one.template === chosen?.template}
            onClick={() => onChoose(one.text)}
          >
            <b dir="auto" lang={one.language}>
              {one.title}
            </b>{" "}
            <span className={isOwn(one) || language === null ? "quiet small" : "warning small"}>
              {languageName(one.language, reader)}
            </span>
          </div>
        ))}
      </div>
      {found.length === 0 ? <p className="quiet">{t("palette.none")}</p> : null}
      {chosen === undefined ? null : (
        <p className="words quiet small template-preview" dir="auto" lang={chosen.language}>
          {chosen.text}
        </p>
      )}
      <p className="quiet small">{t("template.editable")}</p>
    </div>
  );
};
