import { FLAG_GROUNDS, FLAGS, type FlagGround, type ThreadFlag, type ThreadView } from "@fairlead/casework";
import { Check, SelectField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";

/** Of these it counts whether somebody said it or somebody thinks so. */
const GROUNDED: ReadonlySet<ThreadFlag> = new Set(["suicide-risk", "minor"]);

/** What is to be watched for in this thread. What a flag opens stands above the words. */
export const Flags = ({ thread }: { thread: ThreadView }) => {
  const { t } = useWords();
  const deed = useDeed();
  const { mailbox } = thread;
  return (
    <fieldset>
      <legend>{t("flags.label")}</legend>
      {FLAGS.map((flag) => {
        const set = thread.flagged.find((one) => one.flag === flag);
        const change = (on: boolean, ground?: FlagGround) =>
          void deed.run((act) => act.flag(mailbox, flag, on, ground));
        return (
          <div key={flag} className="stack" data-tight>
            <Check
              label={t(`flag.${flag}`)}
              checked={set !== undefined}
              disabled={deed.busy || thread.closed !== null}
              // Whoever flags it without having been told thinks so.
              onChange={(on) => (on && GROUNDED.has(flag) ? change(on, "suspected") : change(on))}
            />
            {set === undefined || !GROUNDED.has(flag) ? null : (
              <SelectField<FlagGround | "">
                label={t("flags.ground", { flag: t(`flag.${flag}`) })}
                value={set.ground ?? ""}
                onChange={(ground) => (ground === "" ? change(true) : change(true, ground))}
                options={[
                  ...(set.ground === null ? [{ value: "" as const, text: t("ground.unsaid") }] : []),
                  ...FLAG_GROUNDS.map((value) => ({ value, text: t(`ground.${value}-short`) })),
                ]}
              />
            )}
          </div>
        );
      })}
      <Refused deed={deed} />
    </fieldset>
  );
};
