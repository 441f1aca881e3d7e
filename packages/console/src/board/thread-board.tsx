import { mayWrite, type ThreadView, type VerificationLine } from "@fairlead/casework";
import { useState } from "react";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { AddKnown } from "./add-known.tsx";
import { Matches } from "./matches.tsx";
import { StatementDialog } from "./statement-dialog.tsx";
import { Statements } from "./statements.tsx";

type Asking = { kind: "statement"; line: VerificationLine | null } | { kind: "known" } | null;

/** The verification board of a thread that is in no case yet. It moves along when the thread is taken into one. */
export const ThreadBoard = ({ thread, now }: { thread: ThreadView; now: number }) => {
  const { t } = useWords();
  const { me } = useView();
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const may = thread.takenInto === null && mayWrite(me.role, "verifyThread");
  return (
    <div className="stack board" data-tight>
      <div className="spread">
        <h3>{t("verification.title")}</h3>
        {may ? (
          <button type="button" className="link small" onClick={() => setAsking({ kind: "statement", line: null })}>
            {t("verification.add")}
          </button>
        ) : null}
      </div>
      {thread.statements.length === 0 ? <p className="quiet small">{t("verification.none")}</p> : null}
      <Statements
        statements={thread.statements}
        now={now}
        change={may ? (line) => setAsking({ kind: "statement", line }) : null}
      />
      <Matches subject={{ kind: "thread", mailbox: thread.mailbox }} now={now} />
      {mayWrite(me.role, "addKnown") ? (
        <button type="button" className="button" onClick={() => setAsking({ kind: "known" })}>
          {t("known.add")}
        </button>
      ) : null}
      {asking?.kind === "statement" ? (
        <StatementDialog
          title={t("verification.dialog", { alias: thread.name })}
          line={asking.line}
          concludes={false}
          save={(act, { concluded: _, ...said }) => act.verifyThread(thread.mailbox, said)}
          onClose={close}
        />
      ) : null}
      {asking?.kind === "known" ? <AddKnown thread={thread} onClose={close} /> : null}
    </div>
  );
};
