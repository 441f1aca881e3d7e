import type { Hand, Opened } from "@fairlead/client";
import { type ReactNode, useId, useRef, useState } from "react";
import { useWords } from "../say/words.tsx";
import { LanguageSelect } from "../shell/preferences.tsx";
import { JoinPhrase } from "./join-phrase.tsx";
import { JoinWaiting } from "./join-waiting.tsx";
import type { Identity, Joining } from "./joining.ts";
import { WhichDesk } from "./which-desk.tsx";
import "./locked.css";

export type JoinProps = {
  joining: Joining;
  identity: Identity;
  open(phrase: string): Promise<Opened>;
  onOpen(hand: Hand): void;
  /** Back to the phrase; null where there is nothing to go back to. */
  leave: (() => void) | null;
};

type Step =
  | { kind: "invitation"; said: ReactNode; busy: boolean }
  | { kind: "phrase"; phrase: string; words: string[] }
  | { kind: "waiting"; phrase: string; words: string[] };

/** From an invitation to an open desk: keys made here, a phrase written down, words compared, let in. [RO4] */
export const Join = ({ joining, identity, open, onOpen, leave }: JoinProps) => {
  const [step, setStep] = useState<Step>({ kind: "invitation", said: null, busy: false });
  return (
    <main className="locked">
      <div className="locked-form">
        {step.kind === "invitation" ? (
          <Invitation
            joining={joining}
            step={step}
            setStep={setStep}
            below={
              <>
                {leave === null ? null : <Leave leave={leave} />}
                <WhichDesk identity={identity} />
              </>
            }
          />
        ) : step.kind === "phrase" ? (
          <JoinPhrase phrase={step.phrase} joining={joining} onKept={() => setStep({ ...step, kind: "waiting" })} />
        ) : (
          <JoinWaiting phrase={step.phrase} words={step.words} open={open} onOpen={onOpen} />
        )}
      </div>
      <LanguageSelect />
    </main>
  );
};

const Leave = ({ leave }: { leave(): void }) => {
  const { t } = useWords();
  return (
    <button type="button" className="link" onClick={leave}>
      {t("join.leave")}
    </button>
  );
};

type InvitationProps = {
  joining: Joining;
  step: Extract<Step, { kind: "invitation" }>;
  setStep(step: Step): void;
  below: ReactNode;
};

const Invitation = ({ joining, step, setStep, below }: InvitationProps) => {
  const { t, language } = useWords();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const answer = async () => {
    const code = field.current?.value ?? "";
    if (code.trim() === "" || step.busy) return;
    setStep({ kind: "invitation", said: null, busy: true });
    const said = (text: string) => setStep({ kind: "invitation", said: text, busy: false });
    try {
      const joined = await joining.join(code, language);
      if (joined.kind === "joined") setStep({ kind: "phrase", phrase: joined.phrase, words: joined.words });
      else said(t(`join.${joined.kind}`));
    } catch {
      said(t("locked.fault"));
    }
  };
  return (
    <form
      className="join-step"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void answer();
      }}
    >
      <h1>
        <label htmlFor={id}>{t("join.label")}</label>
      </h1>
      <textarea
        id={id}
        ref={field}
        className="input join-field"
        rows={4}
        defaultValue={joining.code}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        readOnly={step.busy}
        dir="ltr"
        aria-describedby={`${id}-hint ${id}-said`}
      />
      <p id={`${id}-hint`} className="quiet small">
        {t("join.hint")}
      </p>
      <div id={`${id}-said`} role="alert">
        {step.said === null ? null : <p className="said">{step.said}</p>}
      </div>
      <div className="row">
        <button type="submit" className="button" data-filled disabled={step.busy}>
          {t(step.busy ? "join.making" : "join.make")}
        </button>
      </div>
      <div className="locked-below">{below}</div>
    </form>
  );
};
