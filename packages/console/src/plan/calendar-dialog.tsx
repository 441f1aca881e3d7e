import { mayWrite } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { isTaken, useDeed } from "../session/deed.tsx";
import { useSession, useView } from "../session/session.tsx";
import { CALENDAR_WORD, calendarFor, canBeSaved } from "./calendar.ts";

const save = (text: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = "calendar.ics";
  document.body.append(link);
  link.click();
  link.remove();
  // The download has begun; the address would otherwise keep the times in memory until the page goes.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
};

/** A file on this machine; what it tells whoever keeps the calendar is said before it is made. */
export const CalendarDialog = ({ onClose }: { onClose(): void }) => {
  const { t } = useWords();
  const { clock } = useSession();
  const { today, cases, settings, me, status } = useView();
  const deed = useDeed();
  const standing = settings?.calendarWord || CALENDAR_WORD;
  const [word, setWord] = useState(standing);
  const mayChoose = mayWrite(me.role, "calendarWord");
  return (
    <FormDialog
      title={t("calendar.title")}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("calendar.save")}
      warning={t("calendar.learns")}
      ready={canBeSaved(word, status)}
      act={() =>
        deed.run(async (act) => {
          const chosen = word.trim() === standing ? null : await act.setCalendarWord(word.trim());
          if (chosen !== null && !isTaken(chosen)) return chosen;
          save(await calendarFor(today.tasks, cases, word.trim(), clock()));
          return chosen ?? { kind: "done" };
        })
      }
    >
      <p>{t("calendar.what", { word: word.trim() })}</p>
      <p role="status">{status.reading === null ? "" : t("calendar.reading")}</p>
      {mayChoose ? (
        <TextField label={t("calendar.word")} hint={t("calendar.word-hint")} value={word} onChange={setWord} />
      ) : null}
    </FormDialog>
  );
};
