import type { SearchView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { SelectField, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession } from "../session/session.tsx";
import type { CaseDialog } from "./facts.tsx";

const ABOUT = ["missing-person", "accusation", "travel-ban"] as const;
const KNOWN = ["none-found", "expected", "found", "unknown"] as const;

export const SearchDialog = ({ one, opened, onClose }: CaseDialog) => {
  const { t } = useWords();
  const { clock } = useSession();
  const deed = useDeed();
  const [about, setAbout] = useState<SearchView["about"]>("missing-person");
  const [known, setKnown] = useState<SearchView["known"]>("none-found");
  const [source, setSource] = useState("");
  return (
    <FormDialog
      title={t("search.dialog", { alias: one.alias })}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      ready={source.trim() !== ""}
      act={() =>
        deed.run((act) => act.searchStatus(one.case, { about, known, source: source.trim(), checkedAt: clock() }))
      }
    >
      <SelectField
        label={t("search.about")}
        value={about}
        onChange={setAbout}
        options={ABOUT.map((value) => ({ value, text: t(`search.${value}`) }))}
      />
      <SelectField
        label={t("search.known")}
        value={known}
        onChange={setKnown}
        options={KNOWN.map((value) => ({ value, text: t(`search-known.${value}`) }))}
      />
      <TextField label={t("search.source")} hint={t("search.source-hint")} value={source} onChange={setSource} focus />
    </FormDialog>
  );
};
