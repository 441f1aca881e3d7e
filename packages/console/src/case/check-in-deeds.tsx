import type { CheckInView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Check, Radios, TextField } from "../parts/field.tsx";
import { peopleText, personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import { useSession, useView } from "../session/session.tsx";
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

/** "Seen, I am on it." Ends nothing, and says so. What a colleague has is taken over by name, and not from oneself. */
export const AcknowledgeButton = ({ checkIn }: Of) => {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  return (
    <>
      {checkIn.acknowledged?.by.me ? null : (
        <button type="button" className="button" onClick={() => setAsking(true)}>
          {t(checkIn.acknowledged === null ? "acknowledge.open" : "acknowledge.take-over-open")}
          <About checkIn={checkIn} />
        </button>
      )}
      {asking ? <Acknowledge checkIn={checkIn} onClose={() => setAsking(false)} /> : null}
    </>
  );
};

const Acknowledge = ({ checkIn, onClose }: Asking) => {
  const { t, days } = useWords();
  const { clock } = useSession();
  const { people } = useView();
  // Who presses knows of whom it said when it was opened that they have it, and of nobody who came between.
  const deed = useDeed({ asShown: true });
  const [had] = useState(checkIn.acknowledged);
  const [note, setNote] = useState("");
  const between = deed.failed?.kind === "written-meanwhile" ? deed.failed : null;
  const by = between === null ? had?.by : people.find(({ id }) => id === between.by);
  const at = between?.at ?? had?.at;
  return (
    <FormDialog
      title={[
        ...(checkIn.drill === null ? [] : [t("drill.mark")]),
        t(by === undefined ? "acknowledge.title" : "acknowledge.take-over-title", { alias: checkIn.alias }),
      ].join(" · ")}
      opened
      onClose={onClose}
      deed={between === null ? deed : { ...deed, failed: null }}
      submit={t(by === undefined ? "acknowledge.do" : "acknowledge.take-over")}
      warning={t("acknowledge.ends-nothing")}
      ready={note.trim() !== ""}
      act={() => deed.run((act) => act.acknowledgeCheckIn(checkIn.case, checkIn.alarm, note.trim()))}
    >
      {by === undefined || at === undefined ? null : (
        <p role={between === null ? undefined : "alert"} className={between === null ? "quiet" : "said"}>
          {t(between === null ? "acknowledge.has-it" : "acknowledge.has-it-now", {
            who: personText(t, by),
            at: days.when(at, clock()),
          })}
        </p>
      )}
      <TextField label={t("acknowledge.note")} value={note} onChange={setNote} lines={2} focus />
    </FormDialog>
  );
};

/**
 * Not overdue, or long since: that it would call nobody must not wait until somebody should be called.
 *
 * @param short what it means stands once above the list
 */
export const Unheld = ({ checkIn, short = false }: Of & { short?: boolean }) => {
  const { t } = useWords();
  const deed = useDeed();
  if (checkIn.unheld === null) return null;
  const [first] = checkIn.setAnewBy;
  const who =
    first === undefined
      ? t("check-in.anew-nobody")
      : first.me
        ? null
        : t("check-in.anew-who", { who: peopleText(t, checkIn.setAnewBy) });
  const anew =
    who === null ? (
      <button
        type="button"
        className="button"
        disabled={deed.busy}
        onClick={() => deed.run((act) => act.setAlarmAnew(checkIn.case, checkIn.alarm))}
      >
        {t(deed.busy ? "working" : "check-in.anew")}
        <About checkIn={checkIn} />
      </button>
    ) : null;
  return (
    <div className="stack" data-tight>
      {short ? (
        <div className="spread">
          <p className="small" role="alert">
            <b className="danger">{t(`check-in.unheld-short.${checkIn.unheld}`)}</b>
            {who === null ? null : <> {who}</>}
          </p>
          {anew}
        </div>
      ) : (
        <>
          <p className="small danger" role="alert">
            {t(`check-in.unheld.${checkIn.unheld}`)} {who ?? t("check-in.anew-means")}
          </p>
          {anew === null ? null : <div className="row">{anew}</div>}
        </>
      )}
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
  const [seen, setSeen] = useState(false);
  // One that comes while this is open: the command refuses it, and this shows it.
  const danger = drill ? null : checkIn.danger;
  const overDanger = danger !== null && (done === "met" || done === "met-late");
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
      grave={done === "no-sign" || overDanger}
      ready={done !== null && note.trim() !== "" && (!overDanger || seen)}
      act={async () =>
        done === null
          ? null
          : deed.run((act) =>
              act.closeCheckIn(checkIn.case, checkIn.alarm, {
                done,
                note: note.trim(),
                ...(overDanger && seen ? { overDanger: true } : {}),
              }),
            )
      }
    >
      {danger === null ? null : (
        <p className="danger" role="alert">
          <b>{t(`said-danger.${danger.how}`, { at: days.when(danger.at, clock()) })}</b>
        </p>
      )}
      {drill ? null : (
        <Radios
          legend={t("close-check-in.how")}
          value={done}
          onChange={setDone}
          options={DONE.map((value) => ({ value, text: t(`done.${value}`) }))}
        />
      )}
      {overDanger ? <Check label={t("close-check-in.over-danger")} checked={seen} onChange={setSeen} /> : null}
      <TextField label={t(drill ? "drill.note" : "close-check-in.note")} value={note} onChange={setNote} lines={2} />
    </FormDialog>
  );
};
