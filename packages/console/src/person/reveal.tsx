import { isCovered, type PartView, REVEAL_FOR, type StreamId } from "@fairlead/casework";
import { useEffect, useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useNow, useSession } from "../session/session.tsx";

/** Whether one part stands uncovered on this screen, and until when (ms). Leaving the screen covers it, and so does locking. */
export type Reveal = { until: number | null; show(until: number): void; cover(): void };

/** Of each part by itself: a reason that stands in one part's log opens nothing of another. */
export type Reveals = (stream: StreamId) => Reveal;

export const useReveals = (): Reveals => {
  const { clock } = useSession();
  const [open, setOpen] = useState<ReadonlyMap<StreamId, number>>(new Map());
  useEffect(() => {
    if (open.size === 0) return;
    // A laptop that slept covers them when it wakes: what counts is the clock, not a timer that slept too.
    const timer = setInterval(() => {
      const now = clock();
      setOpen((before) =>
        [...before.values()].every((until) => until > now)
          ? before
          : new Map([...before].filter(([, until]) => until > now)),
      );
    }, 1_000);
    return () => clearInterval(timer);
  }, [open, clock]);
  return (stream) => ({
    until: open.get(stream) ?? null,
    show: (until) => setOpen((now) => new Map(now).set(stream, until)),
    cover: () => setOpen((now) => new Map([...now].filter(([one]) => one !== stream))),
  });
};

type Props = { part: PartView; reveal: Reveal };

/** In place of what is covered: a button that asks why; or how long they stay, and a button that covers them now. */
export const RevealBar = ({ part, reveal }: Props) => {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  if (reveal.until !== null) return <Open part={part} reveal={reveal} until={reveal.until} />;
  return (
    <div className="spread reveal">
      <p className="quiet">
        <Icon name="eye-off" /> {t(isCovered(part.part) ? "reveal.covered" : "reveal.covered-kinds")}
      </p>
      <button type="button" className="button" onClick={() => setAsking(true)}>
        {t(isCovered(part.part) ? "reveal.open" : "reveal.open-kinds")}
      </button>
      {asking ? <RevealDialog part={part} reveal={reveal} onClose={() => setAsking(false)} /> : null}
    </div>
  );
};

const Open = ({ part, reveal, until }: Props & { until: number }) => {
  const { t } = useWords();
  const now = useNow(1000);
  const left = Math.max(0, Math.ceil((until - now) / 1000));
  const recorded = part.reveals.some((one) => one.by.me && one.until === until);
  return (
    <div className="spread reveal" data-open>
      <p>
        {t("reveal.left")} <b className="num">{`${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`}</b>
        {recorded ? null : <span className="warning small"> {t("reveal.not-recorded")}</span>}
      </p>
      <button type="button" className="button" onClick={reveal.cover}>
        {t("reveal.cover")}
      </button>
    </div>
  );
};

const REASONS = ["tickets", "papers", "doctor", "same-person"] as const;

export const RevealDialog = ({ part, reveal, onClose }: Props & { onClose(): void }) => {
  const { t } = useWords();
  const { clock } = useSession();
  const deed = useDeed();
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      title={t(isCovered(part.part) ? "reveal.title" : "reveal.title-kinds")}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("reveal.show")}
      ready={reason.trim() !== ""}
      act={async () => {
        // Written down before anything is shown: without an answer from the hand nothing is uncovered.
        const until = clock() + REVEAL_FOR;
        const outcome = await deed.run((act) => act.revealName(part.stream, { reason: reason.trim(), until }));
        if (outcome?.kind === "done") reveal.show(until);
        return outcome;
      }}
    >
      <p className="quiet">{t("reveal.means")}</p>
      <p className="row">
        {REASONS.map((one) => (
          <button key={one} type="button" className="button" onClick={() => setReason(t(`reveal.reason.${one}`))}>
            {t(`reveal.reason.${one}`)}
          </button>
        ))}
      </p>
      <TextField label={t("reason")} hint={t("reveal.reason-hint")} value={reason} onChange={setReason} focus />
    </FormDialog>
  );
};

/** Who looked, and why: for everybody who reads this part. */
export const RevealLog = ({ part, now }: { part: PartView; now: number }) => {
  const { t, days } = useWords();
  return (
    <section className="stack" data-tight>
      <h3>{t(isCovered(part.part) ? "reveal.log" : "reveal.log-kinds")}</h3>
      {part.reveals.length === 0 ? <p className="quiet">{t("reveal.nobody")}</p> : null}
      <ul className="part-notes">
        {part.reveals.map((one) => (
          <li key={`${one.at}-${one.by.id}`}>
            <p>
              <b>{personText(t, one.by)}</b>, {days.when(one.at, now)}: <bdi>{one.reason}</bdi>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
};
