import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import type { ThreadDialog } from "./urgency-dialog.tsx";

/** As the protocol has it: one size, whatever is said. */
const LONGEST = 160;

/** Two words for somebody who was helped to pass on; shown once they are in force. [VO1] */
export const VoucherDialog = ({ thread, opened, onClose }: ThreadDialog) => {
  const { t, days } = useWords();
  const deed = useDeed();
  const [sentence, setSentence] = useState("");
  const [words, setWords] = useState<string | null>(null);
  return (
    <FormDialog
      title={t("voucher.title", { name: thread.name })}
      opened={opened}
      halfWritten={words === null && sentence.trim() !== ""}
      onClose={onClose}
      deed={deed}
      submit={t(words === null ? "voucher.make" : "voucher.another")}
      ready={sentence.trim() !== "" && sentence.length <= LONGEST}
      act={async () => {
        const language = thread.language ?? "en";
        const outcome = await deed.run((act) =>
          act.giveVoucher(thread.mailbox, { sentence: sentence.trim(), language }),
        );
        if (outcome?.kind === "done") setWords(outcome.words);
        // The words stay on the screen until somebody has read them out.
        return null;
      }}
    >
      <p>{t("voucher.means")}</p>
      <TextField
        label={t("voucher.sentence")}
        hint={t("voucher.sentence-hint")}
        value={sentence}
        onChange={setSentence}
        lines={2}
        focus
      />
      {words === null ? null : (
        <p role="status">
          <b dir="auto">{words}</b> · {t("voucher.made")}
        </p>
      )}
      {thread.vouchers.map((given) => (
        <p key={given.words} className="quiet small">
          <b dir="auto">{given.words}</b> · <span dir="auto">{given.sentence}</span> ·{" "}
          {t("voucher.until", { at: days.when(given.expires, given.at) })}
        </p>
      ))}
    </FormDialog>
  );
};
