import { type SignalsView, tooAlike } from "@fairlead/casework";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";

type Said = { safe: string; danger: string };

const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());

/** As they are agreed. */
export const agreedIn = ({ safe, danger }: Said) => ({ safe: orNull(safe), danger: orNull(danger) });

type Props = { before: readonly SignalsView[]; said: Said; put(some: Partial<Said>): void; focus?: boolean };

/** The two wordings. One that would be taken for the other is told while it can still be chosen otherwise. */
export const SignalFields = ({ before, said, put, focus }: Props) => {
  const { t } = useWords();
  const alike = tooAlike(agreedIn(said), before);
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
      {alike === null ? null : (
        <p className="warning" role="status">
          {t(alike === "own" ? "signals.alike" : "signals.alike-earlier")}
        </p>
      )}
    </>
  );
};
