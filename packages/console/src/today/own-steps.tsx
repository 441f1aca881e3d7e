import type { OwnStep } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { markedText, markTitle, stepText } from "../exposure/marked-words.ts";
import { Due } from "../plan/task-line.tsx";
import { useWords } from "../say/words.tsx";
import { Section } from "./section.tsx";
import "../plan/plan.css";

/** Steps of what is marked that no case's plan holds, and that fall to whoever looks: done or handed on, they are gone from here. */
export const OwnSteps = ({ steps, now }: { steps: readonly OwnStep[]; now: number }) => {
  const { t } = useWords();
  if (steps.length === 0) return null;
  return (
    <Section title={t("today.own-steps")} count={steps.length}>
      <ul className="panel">
        {steps.map(({ mark, of, step }) => (
          <li className="panel-row task" key={`${mark} ${step.key}`}>
            <Due task={{ due: step.by, overdue: step.by < now }} now={now} />
            <div>
              <p>
                <Link to="/exposure/$mark" params={{ mark }}>
                  <b dir="auto">{stepText(t, step, markedText(t, of))}</b>
                </Link>
              </p>
              <p className="quiet small" dir="auto">
                {markTitle(t, of)}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
};
