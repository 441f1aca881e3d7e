import { type CaseView, OLD_PHONES } from "@fairlead/casework";
import { NotCalled } from "../case/arm-check-in.tsx";
import { calledNow } from "../case/called-now.ts";
import { Check, SelectField, TextField } from "../parts/field.tsx";
import { MomentField } from "../parts/moment-field.tsx";
import { SignalFields } from "../queue/signal-fields.tsx";
import { upToFiveMinutes } from "../say/moment.ts";
import { personText } from "../say/people.ts";
import { HOUR } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { useNow, useSession, useView } from "../session/session.tsx";
import type { Filled, phonesOf } from "./sheet.ts";

type Props = { filled: Filled; put(some: Partial<Filled>): void };

/** What became of it, and of what the register knows of it: whoever finds it must find nothing that still works. */
export const OldPhoneFields = ({ filled, put, phones }: Props & { phones: ReturnType<typeof phonesOf> }) => {
  const { t } = useWords();
  const change = (id: string, some: Partial<Filled["phones"][number]>) =>
    put({ phones: filled.phones.map((one) => (one.thing.thing === id ? { ...one, ...some } : one)) });
  return (
    <div className="stack" data-tight>
      <SelectField
        label={t("arrival.old-became")}
        value={filled.oldPhone}
        onChange={(oldPhone) => put({ oldPhone })}
        options={OLD_PHONES.filter((value) => value !== "kept").map((value) => ({
          value,
          text: t(`arrival.old.${value}`),
        }))}
      />
      <p className="quiet small">{t(phones.length === 0 ? "arrival.phones-none" : "arrival.phones")}</p>
      {filled.phones.map(({ thing, gone, known }) => {
        const shared = phones.some((one) => one.thing === thing && one.shared);
        return (
          <div key={thing.thing}>
            <Check
              label={<span dir="auto">{shared ? t("arrival.phones-shared", { name: thing.name }) : thing.name}</span>}
              checked={gone}
              onChange={(on) => change(thing.thing, { gone: on })}
            />
            {gone && thing.marked === null ? (
              <div className="arrival-inner">
                <Check
                  label={t("arrival.phones-mark")}
                  checked={known}
                  onChange={(on) => change(thing.thing, { known: on })}
                />
              </div>
            ) : null}
          </div>
        );
      })}
    </div>
  );
};

/** The old ones may have been forced out of somebody on the way. */
export const SignalsAgreed = ({ one, filled, put }: Props & { one: CaseView }) => {
  const { t } = useWords();
  if (one.mailboxes.length === 0) return <p className="warning small">{t("arrival.no-mailbox")}</p>;
  return (
    <div className="arrival-pair">
      <SignalFields before={one.signals} said={filled} put={put} />
    </div>
  );
};

export const CheckInAgreed = ({ one, filled, put }: Props & { one: CaseView }) => {
  const { t, days } = useWords();
  const { clock } = useSession();
  const now = useNow(60_000);
  const { nextCheckIn } = one;
  const { checkIn } = filled;
  const fresh = () => ({ due: upToFiveMinutes(clock() + 12 * HOUR), wording: t("arrival.check-in-wording") });
  const { called, out } = calledNow(one, useView());
  return (
    <div className="stack" data-tight>
      {nextCheckIn === null ? null : (
        <>
          <p className="small" dir="auto">
            {t("arrival.check-in-stands", { wording: nextCheckIn.wording, at: days.when(nextCheckIn.due, now) })}
          </p>
          <Check
            label={t("arrival.check-in-another")}
            checked={checkIn !== null}
            onChange={(on) => put({ checkIn: on ? fresh() : null })}
          />
        </>
      )}
      {checkIn === null ? null : (
        <>
          <MomentField
            label={t("arm.due")}
            hint={checkIn.due <= now ? <span className="warning">{t("arm.past")}</span> : t("arm.due-hint")}
            value={checkIn.due}
            onChange={(due) => put({ checkIn: { ...checkIn, due } })}
          />
          <TextField
            label={t("arm.wording")}
            value={checkIn.wording}
            onChange={(wording) => put({ checkIn: { ...checkIn, wording } })}
          />
          <p className="quiet small">
            {t("arrival.check-in-told", { who: called.map((person) => personText(t, person)).join(", ") })}
          </p>
          <NotCalled out={out} />
        </>
      )}
    </div>
  );
};
