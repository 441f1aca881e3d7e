import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Radios, SelectField, TextField } from "../parts/field.tsx";
import { clockThere, dayMinute, OFFSETS, offsetText, readDayMinute } from "../say/there.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useNow } from "../session/session.tsx";
import type { ReachingDialog } from "./urgency-dialog.tsx";

/** The words first; beside them, as far as they can be told, the hours by the caller's own clock. */
export const ContactWindowDialog = ({ thread, opened, onClose }: ReachingDialog) => {
  const { t } = useWords();
  const now = useNow(15_000);
  const deed = useDeed({ asShown: opened });
  const known = thread.contactWindow;
  const [text, setText] = useState(known?.text ?? "");
  const [ring, setRing] = useState<"never" | "may">(known?.mayRing ? "may" : "never");
  const [first] = known?.hours ?? [];
  const [from, setFrom] = useState(first ? dayMinute(first.from) : "");
  const [to, setTo] = useState(first ? dayMinute(first.to) : "");
  const [offset, setOffset] = useState(known?.offset == null ? "" : String(known.offset));
  const [begins, ends] = [readDayMinute(from), readDayMinute(to)];
  const noHours = from === "" && to === "";
  const whole = noHours || (begins !== null && ends !== null && begins !== ends && offset !== "");
  return (
    <FormDialog
      title={t("window.title", { name: thread.name })}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      ready={text.trim() !== "" && whole}
      act={() =>
        deed.run((act) =>
          act.setContactWindow(thread.mailbox, {
            window: text.trim(),
            mayRing: ring === "may",
            ...(begins === null || ends === null
              ? {}
              : { hours: [{ from: begins, to: ends }, ...(known?.hours ?? []).slice(1)] }),
            ...(offset === "" ? {} : { offset: Number(offset) }),
          }),
        )
      }
    >
      <TextField label={t("window.text")} hint={t("window.hint")} value={text} onChange={setText} lines={2} focus />
      <SelectField
        label={t("window.their-clock")}
        hint={t("window.their-clock-hint")}
        value={offset}
        onChange={setOffset}
        options={[
          { value: "", text: t("window.not-asked") },
          ...OFFSETS.map((value) => ({
            value: String(value),
            text: `${clockThere(value, now) ?? ""} (${offsetText(value)})`,
          })),
        ]}
      />
      <fieldset>
        <legend>{t("window.hours")}</legend>
        <div className="row window-hours">
          <TimeField label={t("window.from")} value={from} onChange={setFrom} />
          <TimeField label={t("window.to")} value={to} onChange={setTo} />
        </div>
        <p className={whole ? "quiet small" : "warning small"}>{t("window.hours-hint")}</p>
      </fieldset>
      <Radios
        legend={t("window.ring")}
        value={ring}
        onChange={setRing}
        options={[
          { value: "never", text: t("window.never-ring") },
          { value: "may", text: t("window.may-ring") },
        ]}
      />
    </FormDialog>
  );
};

const TimeField = ({ label, value, onChange }: { label: string; value: string; onChange(value: string): void }) => (
  <label className="row">
    <span>{label}</span>
    <input
      className="input"
      type="time"
      value={value}
      autoComplete="off"
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  </label>
);
