import { DAY, type FigureWeek } from "@fairlead/casework";
import { axisX, axisY, line, plot, ruleY, text } from "@observablehq/plot";
import { useEffect } from "react";
import { useWidth } from "../parts/width.ts";
import { useWords } from "../say/words.tsx";

type Props = { weeks: readonly FigureWeek[]; label: string };

/**
 * Evacuated and abroad over time, as steps: nothing is known between two weeks, so nothing is drawn there.
 * The lines differ in dash and carry their own names; the table below says the same in numbers.
 */
const StepChart = ({ weeks, label }: Props) => {
  const { t, language } = useWords();
  const [holder, width] = useWidth();
  useEffect(() => {
    const { current } = holder;
    if (current === null || width === 0) return;
    const points = weeks.map((week) => ({ ...week, date: new Date(week.ends * DAY) }));
    const last = points.slice(-1);
    const top = Math.max(5, ...weeks.map((week) => week.evacuated));
    // Nobody had moved when the hotline opened, a week before the first total.
    const opened = (points[0]?.date.getTime() ?? 0) - 7 * DAY;
    const steps = [{ date: new Date(opened), evacuated: 0, abroad: 0 }, ...points];
    // Every tick is the end of a week that the table names too.
    const every = Math.ceil(points.length / (width < 460 ? 3 : 6));
    const ticks = points.filter((_, index) => (points.length - 1 - index) % every === 0).map(({ date }) => date);
    // Labels of lines that end close together stand apart, and clear of the days below.
    const close = last.some(({ evacuated, abroad }) => Math.abs(evacuated - abroad) < top * 0.1);
    const lift = last.some(({ abroad }) => abroad < top * 0.1) ? 8 : 0;
    const month = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
      day: "numeric",
      month: "short",
      timeZone: "UTC",
    });
    const drawn = plot({
      width,
      height: Math.max(220, Math.min(300, width * 0.45)),
      marginTop: 16,
      marginRight: width < 460 ? 104 : 116,
      marginBottom: 28,
      marginLeft: 36,
      className: "step-chart",
      x: { type: "utc" },
      y: { domain: [0, top * 1.08], label: null },
      marks: [
        axisY({ ticks: 5, tickSize: 0, label: null }),
        axisX({ ticks, tickSize: 4, label: null, tickFormat: (date: Date) => month.format(date) }),
        ruleY([0], { className: "base" }),
        line(steps, { x: "date", y: "evacuated", curve: "step-after", className: "evacuated" }),
        line(steps, { x: "date", y: "abroad", curve: "step-after", strokeDasharray: "6 4", className: "abroad" }),
        text(last, {
          x: "date",
          y: "evacuated",
          text: (week: FigureWeek) => `${week.evacuated} ${t("figures.evacuated-short")}`,
          textAnchor: "start",
          dx: 8,
          dy: close ? -8 - lift : 0,
          className: "label",
        }),
        text(last, {
          x: "date",
          y: "abroad",
          text: (week: FigureWeek) => `${week.abroad} ${t("figures.abroad-short")}`,
          textAnchor: "start",
          dx: 8,
          dy: (close ? 8 : 0) - lift,
          className: "label label-abroad",
        }),
      ],
    });
    // Plot brings a style element of its own, which the policy refuses; figures.css says the same.
    for (const style of drawn.querySelectorAll("style")) style.remove();
    // One picture with one name: the parts' own English names go.
    for (const part of drawn.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
    drawn.setAttribute("role", "img");
    drawn.setAttribute("aria-label", label);
    current.replaceChildren(drawn);
    return () => drawn.remove();
  }, [holder, weeks, label, width, language, t]);
  return <div ref={holder} className="chart" />;
};

export default StepChart;
