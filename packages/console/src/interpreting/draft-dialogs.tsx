import type { DraftRequestView, InterpretingView, ThreadView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { isTaken, useDeed } from "../session/deed.tsx";

type AskProps = { one: InterpretingView; onClose(): void };

/** What the team wants to say, for the interpreter to put into the caller's language. */
export const AskDraft = ({ one, onClose }: AskProps) => {
  const { t } = useWords();
  const deed = useDeed();
  const [text, setText] = useState("");
  return (
    <FormDialog
      title={t("interpreting.ask-title")}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("interpreting.ask-do")}
      warning={t("interpreting.ask-warning")}
      ready={text.trim() !== ""}
      act={() => deed.run((act) => act.askDraft(one.stream, text.trim()))}
    >
      <TextField label={t("interpreting.ask-text")} value={text} onChange={setText} lines={4} focus />
    </FormDialog>
  );
};

type SendProps = { thread: ThreadView; one: InterpretingView; request: DraftRequestView; onClose(): void };

/** The operator sends it, and no interpreter; what stands beside it is what was asked for. */
export const SendDraft = ({ thread, one, request, onClose }: SendProps) => {
  const { t } = useWords();
  const deed = useDeed();
  const [text, setText] = useState(request.draft?.text ?? "");
  return (
    <FormDialog
      title={t("interpreting.send-title", { name: thread.name })}
      opened
      onClose={onClose}
      wide
      deed={deed}
      submit={t("answer.seal")}
      warning={t("interpreting.send-warning")}
      ready={text.trim() !== ""}
      act={async () => {
        const reply = { text: text.trim(), standing: false, until: null, checkInBy: null };
        const outcome = await deed.run((act) => act.answer(thread.mailbox, reply));
        // Sent is sent: that the request is done with is said after it, and may be said again.
        if (isTaken(outcome)) await deed.run((act) => act.settleDraft(one.stream, request.request));
        return outcome;
      }}
    >
      <p className="quiet small">{t("interpreting.asked-for")}</p>
      <p className="words" dir="auto">
        {request.text}
      </p>
      <TextField label={t("interpreting.words")} value={text} onChange={setText} lines={5} focus />
    </FormDialog>
  );
};
