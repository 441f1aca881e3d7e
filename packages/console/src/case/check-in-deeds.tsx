import type { CheckInView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Radios, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession } from "../session/session.tsx";
import { expectedText } from "./expected-text.ts";

type Of = { checkIn: CheckInView };
type Asking = Of & { onClose(): void };

/** Two of one case stand beneath each other: what the button is about has to be heard too. */
const About = ({ checkIn }: Of) => (
  <span className="hidden-visually">
    {" "}
    {checkIn.alias}, {expectedText(useWords(), checkIn)}
  </span>
);

/** "Seen, I am on it." Ends nothing, and says so. */
export const AcknowledgeButton = ({ checkIn }: Of) => {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button type="button" className="button" onClick={() => setAsking(true)}>
        {t("acknowledge.open")}
        <About checkIn={checkIn} />
      </button>
      {asking ? <Acknowledge checkIn={checkIn} onClose={() => setAsking(false)} /> : null}
    </>
  );
};

const Acknowledge = ({ checkIn, onClose }: Asking) => {
  const { t } = useWords();
  const deed = useDeed();
  const [note, setNote] = useState("");
  return (
    <FormDialog
      title={[
        ...(checkIn.drill === null ? [] : [t("drill.mark")]),
        t("acknowledge.title", { alias: checkIn.alias }),
      ].join(" · ")}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("acknowledge.do")}
      warning={t("acknowledge.ends-nothing")}
      ready={note.trim() !== ""}
      act={() => deed.run((act) => act.acknowledgeCheckIn(checkIn.case, checkIn.alarm, note.trim()))}
    >
      <TextField label={t("acknowledge.note")} value={note} onChange={setNote} lines={2} focus />
    </FormDialog>
  );
};

const DONE = ["met", "met-late", "replaced", "no-sign"] as const;

export const CloseCheckInButton = ({ checkIn }: Of) => {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button type="button" className="button" onClick={() => setAsking(true)}>
        {t(checkIn.drill === null ? "close-check-in.open" : "drill.close")}
        <About checkIn={checkIn} />
      </button>
      {asking ? <CloseCheckIn checkIn={checkIn} onClose={() => setAsking(false)} /> : null}
    </>
  );
};

const CloseCheckIn = ({ checkIn, onClose }: Asking) => {
  const { t, days } = useWords();
  const { clock } = useSession();
  const deed = useDeed();
  const drill = checkIn.drill !== null;
  // Nobody was expected in a drill: there is nothing to say of how it was met.
  const [done, setDone] = useState<(typeof DONE)[number] | null>(drill ? "met" : null);
  const [note, setNote] = useState("");
  return (
    <FormDialog
      title={t(drill ? "drill.close-title" : "close-check-in.title", { alias: checkIn.alias })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("close-check-in.do")}
      warning={
        drill ? t("drill.takes", { age: days.age(Math.max(0, clock() - checkIn.due)) }) : t("close-check-in.warning")
      }
      grave={done === "no-sign"}
      ready={done !== null && note.trim() !== ""}
      act={async () =>
        done === null
          ? null
          : deed.run((act) => act.closeCheckIn(checkIn.case, checkIn.alarm, { done, note: note.trim() }))
      }
    >
      {drill ? null : (
        <Radios
          legend={t("close-check-in.how")}
          value={done}
          onChange={setDone}
          options={DONE.map((value) => ({ value, text: t(`done.${value}`) }))}
        />
      )}
      <TextField label={t(drill ? "drill.note" : "close-check-in.note")} value={note} onChange={setNote} lines={2} />
    </FormDialog>
  );
};
