import { type ContactWindowView, opensIn, windowAt } from "@fairlead/casework";
import { MINUTE } from "../say/spans.ts";
import { clockThere, dayMinute } from "../say/there.ts";
import { useWords } from "../say/words.tsx";

/** What time it is there, and whether that is inside; or what nobody has asked yet. */
export const WindowNow = ({ window, now }: { window: ContactWindowView; now: number }) => {
  const { t, days } = useWords();
  const there = clockThere(window.offset, now);
  const state = windowAt(window, now);
  const opens = opensIn(window, now);
  const hours = window.hours.map(({ from, to }) => `${dayMinute(from)}–${dayMinute(to)}`).join(", ");
  if (there === null && hours === "" && !window.mayRing) return null;
  return (
    <p className="small">
      {hours === "" ? null : <b dir="ltr">{hours}</b>}{" "}
      {there === null ? t("window.no-clock") : t("window.there", { at: there })}{" "}
      {state === "inside" ? <b className="well">{t("window.inside")}</b> : null}
      {state === "outside" ? (
        <b className="warning">{t("window.outside", { in: opens === null ? "" : days.age(opens * MINUTE) })}</b>
      ) : null}
      {state === "unknown" ? <b className="warning">{t("window.unknown")}</b> : null}
    </p>
  );
};
