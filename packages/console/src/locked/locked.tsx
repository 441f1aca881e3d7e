import type { Hand, Opened } from "@fairlead/client";
import { type ReactNode, useId, useRef, useState } from "react";
import { useWords, type Words } from "../say/words.tsx";
import { LanguageSelect } from "../shell/preferences.tsx";
import "./locked.css";

export type LockedProps = {
  /** Why it is locked: first start, by the member, or because nobody was there. */
  why: "start" | "locked" | "idle";
  demo: boolean;
  open(phrase: string): Promise<Opened>;
  onOpen(hand: Hand): void;
  /** What else can be done here. */
  below: ReactNode;
};

type State = { kind: "asking"; said: ReactNode } | { kind: "opening" } | { kind: "broken" };

/** A blank page with one field. A mistyped word is named here, on this device, before anything is sent. */
export const Locked = ({ why, demo, open, onOpen, below }: LockedProps) => {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [state, setState] = useState<State>({ kind: "asking", said: null });
  const unlock = async () => {
    const typed = field.current?.value ?? "";
    if (typed.trim() === "" || state.kind === "opening") return;
    setState({ kind: "opening" });
    try {
      const opened = await open(typed);
      if (opened.kind === "open") {
        onOpen(opened.hand);
        return;
      }
      setState({ kind: "asking", said: openedText(words, opened) });
    } catch {
      // Ours, or a browser without what the keys need: say so, keep nothing.
      setState({ kind: "asking", said: t("locked.fault") });
    }
    // The field is the browser's, not React's state: what was typed stays for mending and nowhere else.
    field.current?.focus();
  };
  const busy = state.kind === "opening";
  return (
    <main className="locked">
      <form
        className="locked-form"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void unlock();
        }}
      >
        {why === "start" ? null : <p className="quiet">{t(why === "idle" ? "locked.idle" : "locked.done")}</p>}
        <h1>
          <label htmlFor={id}>{t("locked.label")}</label>
        </h1>
        <textarea
          id={id}
          ref={field}
          className="input locked-field"
          rows={2}
          // biome-ignore lint/a11y/noAutofocus: the page has nothing else
          autoFocus
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          readOnly={busy}
          dir="auto"
          aria-describedby={`${id}-hint ${id}-said`}
          onKeyDown={(event) => {
            if (event.key === "Enter") {
              event.preventDefault();
              void unlock();
            }
          }}
        />
        <p id={`${id}-hint`} className="quiet small">
          {t("locked.hint")} {demo ? t("locked.demo") : ""}
        </p>
        <div id={`${id}-said`} role="alert">
          {state.kind === "asking" && state.said !== null ? <p className="said">{state.said}</p> : null}
        </div>
        <div className="row">
          <button type="submit" className="button" data-filled disabled={busy}>
            {t(busy ? "locked.opening" : "locked.open")}
          </button>
          <p className="quiet small" role="status">
            {busy ? t("locked.takes") : ""}
          </p>
        </div>
        <div className="locked-below">{below}</div>
      </form>
      <LanguageSelect />
    </main>
  );
};

const openedText = ({ t }: Words, opened: Exclude<Opened, { kind: "open" }>): ReactNode => {
  switch (opened.kind) {
    case "count":
      return t("locked.count", { n: opened.found });
    case "unknown-word":
      return (
        <>
          {t("locked.unknown-word", { n: opened.position + 1 })} <b dir="auto">{opened.word}</b>
        </>
      );
    case "locked-out":
      return t("locked.locked-out", { code: opened.code });
    default:
      return t(`locked.${opened.kind}`);
  }
};
