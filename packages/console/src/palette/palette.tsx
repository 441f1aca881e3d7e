import { mayWrite } from "@fairlead/casework";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { Dialog } from "../parts/dialog.tsx";
import { personText } from "../say/people.ts";
import { isLanguage, LANGUAGES, speak, useWords } from "../say/words.tsx";
import { useSession, useView } from "../session/session.tsx";
import { placesFor } from "../shell/places.ts";
import { type Find, findIn, namesIn } from "./find.ts";
import "./palette.css";

/** Ctrl+K: go somewhere, find a thread, a case or a member by name, lock, speak another language. */
export const Palette = ({ opened, onClose }: { opened: boolean; onClose(): void }) => {
  const { t } = useWords();
  return (
    <Dialog title={t("palette.title")} opened={opened} onClose={onClose}>
      <Finder onDone={onClose} />
    </Dialog>
  );
};

const useFinds = (): Find[] => {
  const { t, language } = useWords();
  const view = useView();
  const { lock } = useSession();
  const navigate = useNavigate();
  return [
    ...placesFor(view)
      .flat()
      .map((place) => ({
        key: place.to,
        text: t(place.text),
        second: t("palette.go"),
        go: () => void navigate({ to: place.to }),
      })),
    ...namesIn(view, t, {
      toCase: (id) => void navigate({ to: "/cases/$case", params: { case: id } }),
      toPart: (stream) => void navigate({ to: "/parts/$stream", params: { stream } }),
      toThread: (mailbox) => void navigate({ to: "/queue/$mailbox", params: { mailbox } }),
    }),
    ...view.people.map((one) => ({
      key: one.id,
      text: personText(t, { ...one, me: false }),
      second: one.standing === "active" ? t(`role.${one.role}`) : t(`standing.${one.standing}`),
      go: () => void navigate({ to: "/people/$member", params: { member: one.id } }),
    })),
    ...(mayWrite(view.me.role, "answerThread")
      ? [
          { key: "texts", text: t("texts.title"), second: t("palette.go"), go: () => void navigate({ to: "/texts" }) },
          { key: "call", text: t("call.title"), second: t("palette.go"), go: () => void navigate({ to: "/call" }) },
          { key: "known", text: t("known.title"), second: t("palette.go"), go: () => void navigate({ to: "/known" }) },
        ]
      : []),
    { key: "fields", text: t("fields.title"), second: t("palette.go"), go: () => void navigate({ to: "/fields" }) },
    {
      key: "lost-device",
      text: t("lost.open"),
      second: t("palette.go"),
      go: () => void navigate({ to: "/people/lost-device" }),
    },
    ...Object.entries(LANGUAGES)
      .filter(([code]) => code !== language)
      .map(([code, name]) => ({
        key: code,
        text: name,
        second: t("preference.language"),
        go: () => {
          if (isLanguage(code)) speak(code);
        },
      })),
    { key: "lock", text: t("lock.now"), second: t("lock.destroys"), go: lock },
  ];
};

const Finder = ({ onDone }: { onDone(): void }) => {
  const { t } = useWords();
  const id = useId();
  const all = useFinds();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const found = findIn(all, typed);
  const chosen = found[Math.min(at, found.length - 1)];
  useEffect(() => {
    document.getElementById(`${id}-${chosen?.key}`)?.scrollIntoView({ block: "nearest" });
  }, [chosen?.key, id]);
  const take = (find: Find) => {
    onDone();
    find.go();
  };
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((at + step + found.length) % Math.max(1, found.length));
    } else if (event.key === "Enter" && chosen !== undefined) {
      event.preventDefault();
      take(chosen);
    }
  };
  return (
    <div className="palette">
      <input
        className="input"
        role="combobox"
        aria-label={t("palette.open")}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen === undefined ? undefined : `${id}-${chosen.key}`}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        data-autofocus
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div role="listbox" id={`${id}-list`} aria-label={t("palette.found")} className="palette-list">
        {found.map((find) => (
          // The keyboard stays in the box above; the pointer may take one directly.
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above
          // biome-ignore lint/a11y/useFocusableInteractive: see above
          <div
            key={find.key}
            id={`${id}-${find.key}`}
            role="option"
            aria-selected={find.key === chosen?.key}
            onClick={() => take(find)}
          >
            <b>{find.text}</b> <span className="quiet small">{find.second}</span>
          </div>
        ))}
      </div>
      {found.length === 0 ? <p className="quiet">{t("palette.none")}</p> : null}
      <p className="quiet small">{t("palette.on-device")}</p>
    </div>
  );
};
