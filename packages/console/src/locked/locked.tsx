import type { Hand, Opened, SuspendedMember } from "@fairlead/client";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { OpenedByPasskey, PasskeyDoor } from "../device/passkey-door.ts";
import { type Text, useWords, type Words } from "../say/words.tsx";
import { LanguageSelect } from "../shell/preferences.tsx";
import { Lost, type LostWrites } from "./lost.tsx";
import "./locked.css";

export type LockedProps = {
  /** Why it is locked: first start, by the member, because nobody was there, or because the keys ended. [P5] */
  why: "start" | keyof typeof WHY;
  /** How much of what this member wrote was not sent when the keys ended, and is destroyed. */
  notTaken?: number;
  demo: boolean;
  open(phrase: string): Promise<Opened>;
  /** null where this browser has no passkeys. */
  passkeys: PasskeyDoor | null;
  onOpen(hand: Hand): void;
  onSuspended(hand: SuspendedMember, lost: LostWrites): void;
  /** What else can be done here. */
  below: ReactNode;
};

const WHY = {
  locked: "locked.done",
  idle: "locked.idle",
  suspended: "locked.ended-suspended",
  removed: "locked.ended-removed",
  phrase: "locked.ended-phrase",
  restored: "locked.restored",
} as const satisfies Record<string, Text>;

type State = { kind: "asking"; said: ReactNode } | { kind: "opening" };

/** A blank page with one field. A mistyped word is named here, on this device, before anything is sent. */
export const Locked = ({ why, notTaken = 0, demo, open, passkeys, onOpen, onSuspended, below }: LockedProps) => {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [state, setState] = useState<State>({ kind: "asking", said: null });
  const [lost, setLost] = useState<LostWrites>([]);
  const hasPasskey = usePasskeyHere(passkeys);
  const unlock = async (by: () => Promise<Opened | OpenedByPasskey>) => {
    if (state.kind === "opening") return;
    setState({ kind: "opening" });
    setLost([]);
    try {
      const opened = await by();
      if (opened.kind === "open") {
        onOpen(opened.hand);
        return;
      }
      if (opened.kind === "suspended") {
        onSuspended(opened.hand, opened.lost ?? []);
        return;
      }
      setState({ kind: "asking", said: openedText(words, opened) });
      setLost(("lost" in opened && opened.lost) || []);
    } catch {
      // Ours, or a browser without what the keys need: say so, keep nothing.
      setState({ kind: "asking", said: t("locked.fault") });
    }
    // The field is the browser's, not React's state: what was typed stays for mending and nowhere else.
    field.current?.focus();
  };
  const unlockByPhrase = () => {
    const typed = field.current?.value ?? "";
    if (typed.trim() !== "") void unlock(() => open(typed));
  };
  const busy = state.kind === "opening";
  return (
    <main className="locked">
      <form
        className="locked-form"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          unlockByPhrase();
        }}
      >
        {why === "start" ? null : <p className="quiet">{t(WHY[why])}</p>}
        {notTaken === 0 ? null : <p>{t("unsent.not-taken", { n: notTaken })}</p>}
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
              unlockByPhrase();
            }
          }}
        />
        <p id={`${id}-hint`} className="quiet small">
          {t("locked.hint")} {demo ? t("locked.demo") : ""}
        </p>
        <div id={`${id}-said`} role="alert">
          {state.kind === "asking" && state.said !== null ? <p className="said">{state.said}</p> : null}
          <Lost writes={lost} />
        </div>
        <div className="row">
          <button type="submit" className="button" data-filled disabled={busy}>
            {t(busy ? "locked.opening" : "locked.open")}
          </button>
          {passkeys === null || !hasPasskey ? null : (
            <button type="button" className="button" disabled={busy} onClick={() => void unlock(passkeys.open)}>
              {t("locked.passkey")}
            </button>
          )}
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

/** Asked anew at each locking: one may have been set up, or removed, while the desk was open. */
const usePasskeyHere = (passkeys: PasskeyDoor | null): boolean => {
  const [here, setHere] = useState(false);
  useEffect(() => {
    let left = false;
    void passkeys?.isHere().then((found) => {
      if (!left) setHere(found);
    });
    return () => {
      left = true;
    };
  }, [passkeys]);
  return here;
};

const openedText = (
  { t }: Words,
  opened: Exclude<Opened | OpenedByPasskey, { kind: "open" | "suspended" }>,
): ReactNode => {
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
    case "stopped":
      return t("locked.done");
    default:
      return t(`locked.${opened.kind}`);
  }
};
