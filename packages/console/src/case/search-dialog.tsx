import type { SearchView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Radios, SelectField, TextField } from "../parts/field.tsx";
import { MomentField } from "../parts/moment-field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession } from "../session/session.tsx";
import type { CaseDialog } from "./facts.tsx";
import { lookSaid } from "./look-said.ts";

const ABOUT = ["missing-person", "accusation", "travel-ban"] as const;
const KNOWN = ["none-found", "expected", "found", "unknown"] as const;

type Props = CaseDialog & { about?: SearchView["about"] };

export const SearchDialog = ({ one, opened, onClose, about: first = "missing-person" }: Props) => {
  const { t, days } = useWords();
  const { clock } = useSession();
  const deed = useDeed({ asShown: opened });
  const [about, setAbout] = useState(first);
  const [checkable, setCheckable] = useState<"yes" | "no">("yes");
  const [known, setKnown] = useState<SearchView["known"]>("none-found");
  const [source, setSource] = useState("");
  const [looked, setLooked] = useState(clock);
  const said = lookSaid(one.search, { about, checkable: checkable === "yes", at: looked }, clock());
  return (
    <FormDialog
      title={t("search.dialog", { alias: one.alias })}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      ready={source.trim() !== "" && said.at !== null}
      act={async () => {
        const { at } = lookSaid(one.search, { about, checkable: checkable === "yes", at: looked }, clock());
        if (at === null) return null;
        return deed.run((act) =>
          act.searchStatus(one.case, {
            about,
            known: checkable === "yes" ? known : "unknown",
            source: source.trim(),
            checkedAt: at,
            checkable: checkable === "yes",
          }),
        );
      }}
    >
      <SelectField
        label={t("search.about")}
        value={about}
        onChange={setAbout}
        options={ABOUT.map((value) => ({ value, text: t(`search.${value}`) }))}
      />
      <Radios
        legend={t("search.checkable")}
        value={checkable}
        onChange={setCheckable}
        options={[
          { value: "yes", text: t("search.checkable-yes") },
          { value: "no", text: t("search.checkable-no") },
        ]}
      />
      {checkable === "yes" ? (
        <>
          <MomentField
            label={t("search.looked")}
            hint={
              said.at === null
                ? t("search.looked-future")
                : said.later === null
                  ? t("search.looked-hint")
                  : t("search.looked-later", { age: days.age(clock() - said.later) })
            }
            value={looked}
            onChange={setLooked}
          />
          <SelectField
            label={t("search.known")}
            value={known}
            onChange={setKnown}
            options={KNOWN.map((value) => ({ value, text: t(`search-known.${value}`) }))}
          />
        </>
      ) : null}
      <TextField
        label={t(checkable === "yes" ? "search.source" : "search.why-not")}
        hint={t(checkable === "yes" ? "search.source-hint" : "search.why-not-hint")}
        value={source}
        onChange={setSource}
        focus
      />
    </FormDialog>
  );
};
