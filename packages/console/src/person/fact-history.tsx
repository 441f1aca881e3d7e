import type { FactValue, FactView } from "@fairlead/casework";
import type { Outcome } from "@fairlead/client";
import { Dialog } from "../parts/dialog.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { type Deed, isTaken, Refused } from "../session/deed.tsx";
import { valueText } from "./fact-value.tsx";
import type { Field } from "./fields.ts";

type Props = {
  field: Field;
  fact: FactView;
  now: number;
  open: boolean;
  deed: Deed;
  write(value: FactValue | null, over: number): Promise<Outcome | null>;
  onClose(): void;
};

/** Every version of one field, newest first. An earlier one is written again as a new one: nothing is ever gone. */
export const FactHistory = ({ field, fact, now, open, deed, write, onClose }: Props) => {
  const words = useWords();
  const { t, days } = words;
  return (
    <Dialog title={field.label} opened onClose={onClose}>
      <ol className="fact-versions">
        {[fact, ...fact.earlier].map((one) => (
          <li key={one.version} className="spread">
            <div>
              <p className="words" dir="auto">
                {valueText(words, field, one.value)}
              </p>
              <p className="quiet small">
                {personText(t, one.by)}, {days.when(one.at, now)}
                {one === fact ? ` · ${t("fact.stands-now")}` : ""}
              </p>
            </div>
            {one === fact || !open || one.value?.kind === "left-out" ? null : (
              <button
                type="button"
                className="button"
                disabled={deed.busy}
                onClick={async () => {
                  if (isTaken(await write(one.value, fact.version))) onClose();
                }}
              >
                {t("fact.again")}
              </button>
            )}
          </li>
        ))}
      </ol>
      <Refused deed={deed} />
    </Dialog>
  );
};
