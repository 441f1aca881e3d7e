import type { EntryView } from "@fairlead/casework";
import { useState } from "react";
import { entryTitle, placeNames } from "../network/entry-words.ts";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";

type Props = { view: EntryView; begin: string; onClose(): void };

/** Beside one entry of the network. `begin`: what was written in the journey; it may name what must not stand there. */
export const AskAgainDialog = ({ view, begin, onClose }: Props) => {
  const { t } = useWords();
  const { network } = useView();
  const deed = useDeed();
  const [question, setQuestion] = useState(begin.slice(0, 200));
  const { kind, id } = view.entry;
  return (
    <FormDialog
      title={t("network-ask.title", { name: entryTitle(view.entry, placeNames(network ?? [])) })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("network-ask.do")}
      warning={t("network-ask.means")}
      ready={question.trim() !== ""}
      act={() => deed.run((act) => act.questionNetwork({ kind, id, question: question.trim() }))}
    >
      <TextField label={t("network-ask.question")} value={question} onChange={setQuestion} lines={2} focus />
    </FormDialog>
  );
};
