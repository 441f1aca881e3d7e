import type { CheckInView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Radios, TextField } from "../parts/field.tsx";
import { peopleText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
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

/** Not overdue, or long since: that it would call nobody must not wait until somebody should be called. */
export const Unheld = ({ checkIn }: Of) => {
  const { t } = useWords();
  const deed = useDeed();
  if (checkIn.unheld === null) return null;
  const [first] = checkIn.setAnewBy;
  return (
    <div className="stack" data-tight>
      <p className="small danger" role="alert">
        {t(`check-in.unheld.${checkIn.unheld}`)}{" "}
        {first?.me === true
          ? t("check-in.anew-means")
          : first === undefined
            ? t("check-in.anew-nobody")
            : t("check-in.anew-who", { who: peopleText(t, checkIn.setAnewBy) })}
      </p>
      {first?.me === true ? (
        <div className="row">
          <button
            type="button"
            className="button"
            disabled={deed.busy}
            onClick={() => deed.run((act) => act.setAlarmAnew(checkIn.case, checkIn.alarm))}
          >
            {t(deed.busy ? "working" : "check-in.anew")}
            <About checkIn={checkIn} />
          </button>
        </div>
      ) : null}
      <Refused deed={deed} />
    </div>
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
