import { lostAnswerOf } from "@fairlead/casework";
import type { CaseInHand } from "@fairlead/client";
import { useNavigate } from "@tanstack/react-router";
import { Icon } from "../parts/icon.tsx";
import { OthersWords } from "../say/others-words.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useSession } from "../session/session.tsx";
import { answerAnew } from "../thread/answer-anew.ts";
import { Section } from "./section.tsx";

/** What never arrived and goes out by itself no more: to be written anew by whoever knows whether it is still so. */
export const NeverCame = ({ cases, now }: { cases: readonly CaseInHand[]; now: number }) => {
  const { t, days } = useWords();
  const { drafts } = useSession();
  const navigate = useNavigate();
  if (cases.length === 0) return null;
  return (
    <Section title={t("today.never-came")} count={cases.length}>
      <div className="panel">
        {cases.map((one) => {
          const lost = lostAnswerOf(one, now);
          if (lost === null) return null;
          const anew = () => {
            answerAnew(drafts, one.case, lost.text ?? "");
            void navigate({ to: "/cases/$case", params: { case: one.case } });
          };
          return (
            <div className="panel-row row" data-top key={one.case}>
              <Icon name="warning" className="danger" />
              <div className="grow">
                <p>
                  <b>{one.alias}</b> ·{" "}
                  {t("today.never-came-by", {
                    who: lost.author === null ? "" : personText(t, lost.author),
                    at: days.when(lost.at ?? now, now),
                  })}
                </p>
                <OthersWords text={lost.text ?? ""} language={null} />
                <p className="quiet small">{t("today.never-came-why")}</p>
              </div>
              <button type="button" className="button" onClick={anew}>
                {t("message.anew")}
                <span className="hidden-visually"> {one.alias}</span>
              </button>
            </div>
          );
        })}
      </div>
    </Section>
  );
};
