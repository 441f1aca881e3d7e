import type { DraftRequestView, StreamId, ThreadView } from "@fairlead/casework";
import { useState } from "react";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";
import { AskDraft, SendDraft } from "./draft-dialogs.tsx";
import { GiveInterpreting, WithdrawInterpreting } from "./give-dialog.tsx";
import "./interpreting.css";

type Asking = "give" | "withdraw" | "ask" | DraftRequestView | null;

/** The team's side of one thread with its interpreter: who reads it, what was translated, what is ready to send. */
export const Interpreted = ({ thread, open, now }: { thread: ThreadView; open: boolean; now: number }) => {
  const { t, days } = useWords();
  const { interpretings } = useView();
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const all = interpretings.filter(({ mailbox }) => mailbox === thread.mailbox);
  const one = all.find(({ ended }) => ended === null);
  const who = one?.interpreter ? personText(t, one.interpreter) : "";
  const translated = all.flatMap(({ words }) =>
    words.flatMap((word) => (word.kind === "letter" && word.translation !== null ? [word] : [])),
  );
  return (
    <section className="stack" data-tight>
      <div className="spread">
        <h3>{t("interpreting.label")}</h3>
        {open ? (
          <button
            type="button"
            className="link small"
            onClick={() => setAsking(one === undefined ? "give" : "withdraw")}
          >
            {t(one === undefined ? "interpreting.give" : "interpreting.withdraw")}
          </button>
        ) : null}
      </div>
      {one === undefined ? (
        <p className="quiet small">{t(all.length === 0 ? "interpreting.none" : "interpreting.over")}</p>
      ) : (
        <p className="small">
          {t("interpreting.reads", { who, at: days.when(one.since, now) })}{" "}
          <span className="quiet">{t("interpreting.waits", { n: one.waits })}</span>
        </p>
      )}
      {translated.length === 0 ? null : (
        <ol className="stack interpreted" data-tight>
          {translated.map((word) => (
            <li key={word.seq} className="small">
              <p className="quiet">{t("interpreting.letter-of", { at: days.when(word.at, now) })}</p>
              <p className="words" dir="auto">
                {word.translation?.text}
              </p>
            </li>
          ))}
        </ol>
      )}
      {one === undefined || !open ? null : (
        <>
          {one.requests.map((request) => (
            <Request key={request.request} stream={one.stream} request={request} onSend={() => setAsking(request)} />
          ))}
          <button type="button" className="button" onClick={() => setAsking("ask")}>
            {t("interpreting.ask")}
          </button>
        </>
      )}
      {asking === "give" ? <GiveInterpreting thread={thread} onClose={close} /> : null}
      {asking === "withdraw" ? <WithdrawInterpreting thread={thread} who={who} onClose={close} /> : null}
      {asking === "ask" && one !== undefined ? <AskDraft one={one} onClose={close} /> : null}
      {typeof asking === "object" && asking !== null && one !== undefined ? (
        <SendDraft thread={thread} one={one} request={asking} onClose={close} />
      ) : null}
    </section>
  );
};

type RequestProps = { stream: StreamId; request: DraftRequestView; onSend(): void };

const Request = ({ stream, request, onSend }: RequestProps) => {
  const { t } = useWords();
  const deed = useDeed();
  return (
    <div className="interpreted-request small">
      <p className="quiet">{t("interpreting.asked-for")}</p>
      <p className="words" dir="auto">
        {request.text}
      </p>
      {request.draft === null ? (
        <p className="quiet">{t("interpreting.no-draft")}</p>
      ) : (
        <p className="words" dir="auto">
          <b>{request.draft.text}</b>
        </p>
      )}
      <div className="row">
        {request.draft === null ? null : (
          <button type="button" className="button" onClick={onSend}>
            {t("interpreting.send")}
          </button>
        )}
        <button
          type="button"
          className="button"
          disabled={deed.busy}
          onClick={() => void deed.run((act) => act.settleDraft(stream, request.request))}
        >
          {t("interpreting.drop")}
        </button>
      </div>
      <Refused deed={deed} />
    </div>
  );
};
