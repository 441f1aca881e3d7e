import type { Urgency, UrgencyView } from "@fairlead/casework";
import { personText } from "../say/people.ts";
import { useWords, type Words } from "../say/words.tsx";
import { URGENCY_SHAPE } from "./urgency-shape.ts";
import "./urgency.css";

const SIGNS = {
  octagon: (
    <>
      <path d="M4 1h4l3 3v4l-3 3H4L1 8V4z" fill="currentColor" />
      <path d="M6 3.2v3.4M6 8.3v.5" stroke="var(--sign-ground)" />
    </>
  ),
  triangle: (
    <>
      <path d="M6 1.5 11 10.5H1z" />
      <path d="M3.6 6.2h4.8L11 10.5H1z" fill="currentColor" stroke="none" />
    </>
  ),
  ring: <circle cx="6" cy="6" r="4.5" />,
  "dashed-ring": (
    <>
      <circle cx="6" cy="6" r="5" strokeDasharray="2 1.6" />
      <path d="M4.7 4.8a1.3 1.3 0 1 1 1.9 1.1c-.5.3-.6.5-.6 1M6 8.4v.3" strokeWidth="1.1" />
    </>
  ),
} as const;

export const UrgencyMark = ({ level }: { level: Urgency }) => {
  const { t } = useWords();
  const { shape, outline } = URGENCY_SHAPE[level];
  return (
    <span className="urgency" data-level={level} data-outline={outline}>
      <svg viewBox="0 0 12 12" fill="none" stroke="currentColor" strokeWidth="1.3" aria-hidden="true" focusable="false">
        {SIGNS[shape]}
      </svg>
      {t(`urgency.${level}`)}
    </span>
  );
};

/** "Heron, 9 h ago" · "said by the caller, 4 min ago" · "nobody has asked yet". */
export const urgencySource = ({ t, days }: Words, urgency: UrgencyView, now: number): string => {
  if (urgency.at === null || urgency.saidBy.kind === "nobody") return t("urgency.nobody");
  const who = urgency.saidBy.kind === "caller" ? t("person.caller") : personText(t, urgency.saidBy.person);
  return t("urgency.said", { who, age: days.age(now - urgency.at) });
};

/** When it is to be asked again, or that it is past that. null: it does not age. */
export const urgencyAge = ({ t, days }: Words, urgency: UrgencyView, now: number): string | null => {
  if (urgency.at === null || urgency.askAgainAt === null) return null;
  return urgency.aged
    ? t("urgency.aged", { age: days.age(now - urgency.at) })
    : t("urgency.ask-by", { at: days.when(urgency.askAgainAt, now) });
};
