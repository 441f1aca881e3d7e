import type { CaseView } from "@fairlead/casework";
import { useState } from "react";
import { answeringCase } from "../case/contact-tab.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { HOUR } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { AnswerGuards } from "../thread/answer-guards.tsx";
import { STANDS_HOURS, stepWordsFor } from "./step-text.ts";
import { STEP_WORDS } from "./step-words.ts";
import "../thread/thread.css";

/** `since`: they were told a step by another way since, and these words say so. */
type Props = { one: CaseView; message: string; since: boolean; now: number; onClose(): void };

/** There is no other step yet: what lies in their mailbox goes out of it, and this stands there in its place. */
export const StopDialog = ({ one, message, since, now, onClose }: Props) => {
  const { t, language } = useWords();
  const deed = useDeed();
  const mailbox = one.messages.find(({ key }) => key === message)?.mailbox ?? "";
  const about = answeringCase(one, mailbox);
  const [text, setText] = useState(() => {
    const words = stepWordsFor(about.language) ?? stepWordsFor(language) ?? STEP_WORDS[0];
    return since ? words.since : words.stop;
  });
  return (
    <FormDialog
      title={t(since ? "step.take-out-title" : "step.stop-title", { alias: one.alias })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("step.stop-send")}
      warning={t(since ? "step.take-out-means" : "step.stop-means")}
      ready={text.trim() !== ""}
      act={() =>
        deed.run((act) =>
          act.answerCase(one.case, {
            ...{ text: text.trim(), standing: true, until: Math.floor(now / HOUR) + STANDS_HOURS, checkInBy: null },
            ...{ mailbox: about.mailbox, instead: message },
          }),
        )
      }
    >
      <TextField label={t("step.words")} value={text} onChange={setText} lines={4} focus />
      <AnswerGuards about={about} text={text} standing={STANDS_HOURS} checkIn={null} />
    </FormDialog>
  );
};
