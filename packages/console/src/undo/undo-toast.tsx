import { useEffect, useState } from "react";
import { Icon } from "../parts/icon.tsx";
import { KeySign } from "../parts/key-sign.tsx";
import { useWords } from "../say/words.tsx";
import { useAltKeys } from "../session/alt-keys.ts";
import { isTaken, Refused, useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";
import type { Undoable } from "./undo.tsx";

/** Long enough to read a line and reach for it; counted anew after a hand or the keyboard was on it. */
const STAYS = 10_000;

/** One line that goes by itself. A refusal stays until it was read. */
export const UndoToast = ({ one, onEnd }: { one: Undoable; onEnd(): void }) => {
  const { t } = useWords();
  const view = useView();
  // What a colleague wrote after the deed is not taken back with it: refused once, and said by whom.
  const deed = useDeed({ asShown: true });
  const [back, setBack] = useState(false);
  const [held, setHeld] = useState(false);
  const stays = held || deed.busy || deed.failed !== null;
  useEffect(() => {
    if (stays) return;
    const timer = setTimeout(onEnd, STAYS);
    return () => clearTimeout(timer);
  }, [stays, onEnd]);
  const undo = async () => {
    if (back) return;
    const outcome = await deed.run(one.back);
    if (isTaken(outcome)) setBack(true);
  };
  useAltKeys([["KeyU", () => void undo()]]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it waits while somebody is at it, and does nothing else
    <div
      className="undo panel"
      data-refused={deed.failed === null ? undefined : true}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div>
        <p dir="auto">{back ? (one.left?.(view) ?? t("undo.done")) : one.said}</p>
        <Refused deed={deed} />
      </div>
      {back ? null : (
        <button
          type="button"
          className="button"
          disabled={deed.busy}
          aria-keyshortcuts="Alt+U"
          onClick={() => void undo()}
        >
          {t(deed.busy ? "working" : "undo.do")} <KeySign keys="Alt U" />
        </button>
      )}
      <button type="button" className="undo-close" aria-label={t("close")} onClick={onEnd}>
        <Icon name="cross" />
      </button>
    </div>
  );
};
