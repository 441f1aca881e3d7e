import { type CaseView, type JourneyView, type ToldView, toldLine, untrueStep } from "@fairlead/casework";
import { OthersWords } from "../say/others-words.tsx";
import { personText } from "../say/people.ts";
import { HOUR } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";

type Props = { one: CaseView; journey: JourneyView; now: number; may: boolean; onStop(out: TakenOut): void };

/** What goes out of their mailbox; `since`: they were told a step by another way since. */
export type TakenOut = { message: string; since: boolean };

/** What they go by: which step they were told last, and whether it holds. Nothing where they were told nothing. */
export const ToldLine = ({ one, journey, now, may, onStop }: Props) => {
  const { t, days } = useWords();
  const told = journey.told.at(-1);
  if (told === undefined) return null;
  const untrue = untrueStep(journey, one.tickets, now);
  const since = untrue?.why === "lies" || untrue?.why === "waits";
  const message = untrue?.message ?? null;
  const who = personText(t, told.by);
  const at = days.when(told.at, now);
  const before = journey.told.slice(0, -1);
  return (
    <>
      <div data-line={toldLine(journey.journey, before.length)}>
        <p className="small" dir="auto">
          {t(told.message === null ? "step.told-by-phone" : "step.told", { who, at })}{" "}
          {heardText(one, told, now, t, days)}
        </p>
        <details className="small">
          <summary>{t("step.what-told")}</summary>
          <Words told={told} />
        </details>
      </div>
      {before.length === 0 ? null : (
        <details className="small">
          <summary>{t("step.told-before", { n: before.length })}</summary>
          <ol>
            {before.map((each, index) => (
              <li key={`${each.at} ${each.leg}`} data-line={toldLine(journey.journey, index)}>
                <span className="quiet">
                  {days.when(each.at, now)}, {personText(t, each.by)}
                </span>
                <Words told={each} />
              </li>
            ))}
          </ol>
        </details>
      )}
      {told.stopped ? <p className="small">{t("step.stopped")}</p> : null}
      {untrue === null ? null : (
        <p className="danger row">
          <b>{t(`step.untrue.${untrue.why}`)}</b>
          {may && message !== null ? (
            <button type="button" className="button" onClick={() => onStop({ message, since })}>
              {t(since ? "step.take-out" : "step.stop")}
            </button>
          ) : null}
        </p>
      )}
    </>
  );
};

/** As it was read out to them; of what lies in their mailbox what it said, which is read there. */
const Words = ({ told: { words, said } }: { told: ToldView }) => (
  <OthersWords
    text={
      words === ""
        ? [said.service, said.from, said.to, said.meet, said.say, said.hear].filter((one) => one !== "").join(" · ")
        : words
    }
    language={null}
  />
);

/**
 * What stays readable is confirmed by nobody: that they have it is known from what they write after it.
 */
const heardText = (
  one: CaseView,
  told: ToldView,
  now: number,
  t: ReturnType<typeof useWords>["t"],
  days: ReturnType<typeof useWords>["days"],
): string => {
  if (told.message === null) return "";
  const message = one.messages.find(({ key }) => key === told.message);
  const since = one.messages.find(
    ({ direction, mailbox, at }) =>
      direction === "to-team" && mailbox === message?.mailbox && at !== null && at > told.at,
  );
  if (since?.at != null) return t("step.wrote-since", { at: days.when(since.at, now) });
  const isGone = message?.until != null && message.until * HOUR <= now;
  return t(isGone ? "step.gone" : "step.nothing-since");
};
