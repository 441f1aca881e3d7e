import { tooAlike } from "@fairlead/casework";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";

type Said = { safe: string; danger: string };

const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());

/** As they are agreed. */
export const agreedIn = ({ safe, danger }: Said) => ({ safe: orNull(safe), danger: orNull(danger) });

/** The two wordings. One that would be taken for the other is told while it can still be chosen otherwise. */
export const SignalFields = ({ said, put, focus }: { said: Said; put(some: Partial<Said>): void; focus?: boolean }) => {
  const { t } = useWords();
  return (
    <>
      <TextField
        label={t("signals.safe-label")}
        value={said.safe}
        onChange={(safe) => put({ safe })}
        focus={focus ?? false}
      />
      <TextField
        label={t("signals.danger-label")}
        hint={t("signals.same")}
        value={said.danger}
        onChange={(danger) => put({ danger })}
      />
      {tooAlike(agreedIn(said)) ? (
        <p className="warning" role="status">
          {t("signals.alike")}
        </p>
      ) : null}
    </>
  );
};
