import {
  DECLINING_OUTCOMES,
  isDeclining,
  SETTLED_OUTCOMES,
  type ThreadOutcome,
  type ThreadView,
} from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Radios, SelectField, TextField } from "../parts/field.tsx";
import { useWhyNone } from "../provision/why-none.tsx";
import { HOUR } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession } from "../session/session.tsx";
import { useUndo } from "../undo/undo.tsx";
import type { ThreadDialog } from "./urgency-dialog.tsx";

/** A second person is found by the next evening; after that somebody should look at it afresh. */
const UNTIL = ["12", "24", "48"] as const;

const needsSecond = (thread: ThreadView, outcome: ThreadOutcome): boolean =>
  isDeclining(outcome) || (outcome === "spam" && thread.messages.some((message) => message.direction === "to-mailbox"));

/** What is settled is closed by one; whoever turns somebody away proposes it, and a second decides. [P11] */
export const CloseThread = ({ thread, opened, onClose }: ThreadDialog) => {
  const { t } = useWords();
  const { clock } = useSession();
  const deed = useDeed();
  const offer = useUndo();
  const [outcome, setOutcome] = useState<ThreadOutcome | null>(null);
  const [note, setNote] = useState("");
  const [hours, setHours] = useState<(typeof UNTIL)[number]>("24");
  // What comes while this stands open was not read before closing: it must open the thread again.
  const [seen] = useState(() => Math.max(0, ...thread.messages.map((message) => message.seq ?? 0)));
  const declining = outcome !== null && isDeclining(outcome);
  const talked = outcome !== null && !declining && needsSecond(thread, outcome);
  const options = (outcomes: readonly ThreadOutcome[]) =>
    outcomes.map((value) => ({ value, text: t(`thread-outcome.${value}`) }));
  const said = note.trim();
  const whyNone = useWhyNone(thread.provision);
  return (
    <FormDialog
      title={t("close-thread.title", { name: thread.name })}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t(declining ? "decline.do" : "close-thread.do")}
      warning={t(declining ? "decline.warning" : "close-thread.destroys")}
      grave={!declining}
      ready={outcome !== null && !talked && said !== "" && (!declining || whyNone.ready)}
      act={async () => {
        if (outcome === null) return null;
        if (!isDeclining(outcome)) {
          const closed = await deed.run((act) => act.closeThread(thread.mailbox, { outcome, note: said, seen }));
          if (closed?.kind === "done")
            offer({
              said: t("undo.closed", { name: thread.name }),
              back: (act) => act.reopenThread(thread.mailbox, t("undo.reason")),
            });
          return closed;
        }
        const expires = clock() + Number(hours) * HOUR;
        const proposed = await deed.run((act) =>
          act.proposeDecline(thread.mailbox, { outcome, text: said, expires, seen, ...whyNone.said }),
        );
        if (proposed?.kind === "done")
          offer({
            said: t("undo.proposed", { about: t("decision.decline"), alias: thread.name }),
            back: (act) => act.withdrawDecline(thread.mailbox, proposed.decision, t("undo.reason")),
          });
        return proposed;
      }}
    >
      <Radios
        legend={t("close-thread.settled")}
        value={outcome}
        onChange={setOutcome}
        options={options(SETTLED_OUTCOMES)}
      />
      <Radios
        legend={t("close-thread.declining")}
        value={outcome}
        onChange={setOutcome}
        options={options(DECLINING_OUTCOMES)}
      />
      {talked ? <p className="said">{t("close-thread.talked")}</p> : null}
      <TextField
        label={t("close-thread.note")}
        hint={t(outcome === "duplicate" ? "close-thread.note-duplicate" : "close-thread.note-hint")}
        value={note}
        onChange={setNote}
        lines={2}
      />
      {declining ? whyNone.fields : null}
      {declining ? (
        <SelectField
          label={t("decline.until")}
          value={hours}
          onChange={setHours}
          options={UNTIL.map((value) => ({ value, text: t("answer.within-hours", { n: Number(value) }) }))}
        />
      ) : null}
    </FormDialog>
  );
};

export const ReopenThread = ({ thread, opened, onClose }: ThreadDialog) => {
  const { t } = useWords();
  const deed = useDeed();
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      title={t("reopen.title", { name: thread.name })}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t("reopen.do")}
      ready={reason.trim() !== ""}
      act={() => deed.run((act) => act.reopenThread(thread.mailbox, reason.trim()))}
    >
      <TextField label={t("reason")} value={reason} onChange={setReason} focus />
    </FormDialog>
  );
};
