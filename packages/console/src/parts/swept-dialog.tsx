import { useSyncExternalStore } from "react";
import { failedText } from "../say/refusal.ts";
import { useWords } from "../say/words.tsx";
import { useSession, useView } from "../session/session.tsx";
import type { SweptAway } from "../session/swept.ts";
import { KeptWords } from "./kept-words.tsx";
import { OnceDialog } from "./once-dialog.tsx";

/** Beside the screens: in the place of a dialog that went from the page, and that nobody closed. */
export const SweptDialog = () => {
  const { t } = useWords();
  const { swept } = useSession();
  const one = useSyncExternalStore(swept.subscribe, swept.shown);
  if (one === null) return null;
  return (
    <OnceDialog
      key={idOf(one)}
      title={one.title ?? t("swept.title")}
      once={one.words.length > 0 ? WORDS : NOTHING}
      ask={t("half-written.ask")}
      onClose={() => swept.close(one.key)}
    >
      {(close) => (
        // Whoever was typing must not close it with the next key.
        <div className="stack" tabIndex={-1} data-autofocus>
          <Became one={one} />
          {one.words.length > 0 ? <KeptWords words={one.words} /> : null}
          <div className="row dialog-end">
            <button type="button" className="button" onClick={close}>
              {t("close")}
            </button>
          </div>
        </div>
      )}
    </OnceDialog>
  );
};

const WORDS = ["words"] as const;
const NOTHING = [] as const;

const ids = new WeakMap<object, number>();
let last = 0;
const idOf = ({ key }: SweptAway): number => {
  const known = ids.get(key) ?? ++last;
  ids.set(key, known);
  return known;
};

const Became = ({ one: { fate } }: { one: SweptAway }) => {
  const words = useWords();
  const { t } = words;
  const { people, now } = useView();
  if (fate.kind === "under-way") return <p role="status">{t("swept.under-way")}</p>;
  if (fate.kind === "not-begun")
    return (
      <p role="alert" className="said">
        {t("swept.gone")}
      </p>
    );
  const why = failedText(words, fate.failed, { members: people, now });
  return (
    <div role="alert" className={fate.failed.kind === "offline" ? "quiet" : "said"}>
      {fate.failed.kind === "offline" ? null : <p>{t("swept.refused")}</p>}
      <p>{why}</p>
    </div>
  );
};
