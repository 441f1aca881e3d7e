import type { CaseView } from "@fairlead/casework";
import { useState } from "react";
import { answeringCase } from "../case/contact-tab.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { HOUR } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { AnswerGuards } from "../thread/answer-guards.tsx";
import { stepWordsFor } from "./step-text.ts";
import { STEP_WORDS } from "./step-words.ts";
import "../thread/thread.css";

type Props = { one: CaseView; message: string; now: number; onClose(): void };

/** As long as somebody may still stand there. */
const HOURS = 12;

/** There is no other step yet: what lies in their mailbox goes out of it, and this stands there in its place. */
export const StopDialog = ({ one, message, now, onClose }: Props) => {
  const { t, language } = useWords();
  const deed = useDeed();
  const mailbox = one.messages.find(({ key }) => key === message)?.mailbox ?? "";
  const about = answeringCase(one, mailbox);
  const [text, setText] = useState(
    () => (stepWordsFor(about.language) ?? stepWordsFor(language) ?? STEP_WORDS[0]).stop,
  );
  return (
    <FormDialog
      title={t("step.stop-title", { alias: one.alias })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("step.stop-send")}
      warning={t("step.stop-means")}
      ready={text.trim() !== ""}
      act={() =>
        deed.run((act) =>
          act.answerCase(one.case, {
            ...{ text: text.trim(), standing: true, until: Math.floor(now / HOUR) + HOURS, checkInBy: null },
            ...{ mailbox: about.mailbox, instead: message },
          }),
        )
      }
    >
      <TextField label={t("step.words")} value={text} onChange={setText} lines={4} focus />
      <AnswerGuards about={about} text={text} standing={HOURS} checkIn={null} />
    </FormDialog>
  );
};
