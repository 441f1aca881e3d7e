import {
  type ContactWindowView,
  type MailboxId,
  type Safety,
  SILENCE,
  signalIn,
  type ThreadView,
} from "@fairlead/casework";
import type { ReactNode } from "react";
import { FreezeButton } from "../freezing/mailbox-freeze.tsx";
import { Icon } from "../parts/icon.tsx";
import { HOUR } from "../say/spans.ts";
import { clockThere } from "../say/there.ts";
import { useWords } from "../say/words.tsx";
import { useNow } from "../session/session.tsx";
import { type GuardWarning, guardWarnings } from "./window-guard.ts";

/** What the answer box has to know of the thread or case that it answers. */
export type Answering = {
  mailbox: MailboxId;
  name: string;
  frozen: ThreadView["frozen"];
  language: string | null;
  contactWindow: ContactWindowView | null;
  safety: Safety;
  signals: ThreadView["signals"];
  /** The letters of whoever asks after a person; null: nobody does. */
  asked: readonly string[] | null;
};

type Props = { about: Answering; text: string; standing: number | null; checkIn: number | null };

/** What to think of before these words go out. Nothing here holds a sealed answer back. */
export const AnswerGuards = ({ about, text, standing, checkIn }: Props) => {
  const { t } = useWords();
  const now = useNow(15_000);
  const named = signalIn(text, about.signals, now);
  return (
    <>
      <SafeSignalFirst about={about} now={now} />
      {named === null ? null : (
        <Warned>
          <b>{t("guard.names-signal", { wording: named.wording })}</b> {t("guard.names-signal-why")}
        </Warned>
      )}
      {guardWarnings({ text, standing, checkIn }, about.contactWindow, now).map((warning) => (
        <WindowWarning key={warning.kind} warning={warning} window={about.contactWindow} now={now} />
      ))}
    </>
  );
};

const Warned = ({ children }: { children: ReactNode }) => (
  <div className="found row" data-top role="status">
    <Icon name="warning" className="warning" />
    <p className="small">{children}</p>
  </div>
);

/** Gone once the signal has come in what the caller writes; nothing else takes it away. */
const SafeSignalFirst = ({ about, now }: { about: Answering; now: number }) => {
  const { t, days } = useWords();
  const { ask } = about.safety;
  if (ask === null || about.frozen !== null) return null;
  return (
    <Warned>
      <b>{t("guard.safe-first")}</b>{" "}
      {t(`guard.safe-first.${ask.why}`, { at: days.when(ask.since, now), hours: SILENCE / HOUR })}{" "}
      {t((about.signals.at(-1)?.safe ?? null) === null ? "guard.safe-first.none" : "guard.safe-first.how")}
      <span className="guard-deed">
        <FreezeButton mailbox={about.mailbox} name={about.name} frozen={about.frozen} language={about.language} />
      </span>
    </Warned>
  );
};

type WarningProps = { warning: GuardWarning; window: ContactWindowView | null; now: number };

const WindowWarning = ({ warning, window, now }: WarningProps) => {
  const { t, days } = useWords();
  switch (warning.kind) {
    case "call":
      return (
        <Warned>
          <b>{t(`guard.call.${warning.state}`, { there: clockThere(window?.offset ?? null, now) ?? "" })}</b>{" "}
          {t("guard.always-sent")}
        </Warned>
      );
    case "stays":
      return (
        <Warned>
          <b>{t("guard.stays", { n: warning.hours })}</b> {t("guard.stays-why")}
        </Warned>
      );
    case "sign-of-life": {
      const there = clockThere(window?.offset ?? null, warning.due);
      const at = there === null ? days.when(warning.due, now) : there;
      return (
        <Warned>
          <b>
            {t(
              warning.inHours === false
                ? "guard.sign.outside"
                : there === null
                  ? "guard.sign.no-clock"
                  : "guard.sign.no-hours",
              { at },
            )}
          </b>{" "}
          {t("guard.always-sent")}
        </Warned>
      );
    }
  }
};
