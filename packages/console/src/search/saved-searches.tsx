import { useEffect, useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import { useSession } from "../session/session.tsx";
import { type Asked, NAME_MOST, readSaved, type SavedSearch, withSaved } from "./filter.ts";

type Props = { asked: Asked; nothing: boolean; onTake(asked: Asked): void };

/** Searches that are made every morning: sealed on this device, and forgotten with it. */
export const SavedSearches = ({ asked, nothing, onTake }: Props) => {
  const { t } = useWords();
  const { hand } = useSession();
  const deed = useDeed({ kept: false });
  const [saved, setSaved] = useState<SavedSearch[]>([]);
  const [naming, setNaming] = useState(false);
  useEffect(() => {
    let here = true;
    void hand.keptSearches().then((text) => {
      if (here) setSaved(readSaved(text));
    });
    return () => {
      here = false;
    };
  }, [hand]);
  /** To what stands on the device by now: another window may have kept one of its own. */
  const keep = async (change: (kept: SavedSearch[]) => SavedSearch[]) => {
    const outcome = await deed.run((_, own) =>
      own.keepSearches((kept) => {
        const next = change(readSaved(kept));
        return next.length === 0 ? "" : JSON.stringify(next);
      }),
    );
    if (outcome?.kind === "done") setSaved(readSaved(await hand.keptSearches()));
    return outcome;
  };
  if (saved.length === 0 && nothing) return null;
  return (
    <div className="search-saved">
      {saved.map((one) => (
        <span key={one.name} className="search-kept">
          <button type="button" className="button" data-walk onClick={() => onTake(one.asked)}>
            {one.name}
          </button>
          <button
            type="button"
            className="link"
            aria-label={t("find.forget", { name: one.name })}
            onClick={() => void keep((kept) => kept.filter(({ name }) => name !== one.name))}
          >
            ×
          </button>
        </span>
      ))}
      {nothing ? null : (
        <button type="button" className="link" onClick={() => setNaming(true)}>
          {t("find.keep")}
        </button>
      )}
      {naming ? (
        <NameDialog
          deed={deed}
          keep={(name) => keep((kept) => withSaved(kept, { name, asked }))}
          onClose={() => setNaming(false)}
        />
      ) : (
        <Refused deed={deed} />
      )}
    </div>
  );
};

type NameProps = {
  deed: ReturnType<typeof useDeed>;
  keep(name: string): ReturnType<ReturnType<typeof useDeed>["run"]>;
  onClose(): void;
};

const NameDialog = ({ deed, keep, onClose }: NameProps) => {
  const { t } = useWords();
  const [name, setName] = useState("");
  const called = name.trim().slice(0, NAME_MOST);
  return (
    <FormDialog
      title={t("find.keep")}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      ready={called !== ""}
      act={() => keep(called)}
    >
      <TextField label={t("find.name")} hint={t("find.keep-hint")} value={name} onChange={setName} focus />
    </FormDialog>
  );
};
