import type { ReactNode } from "react";
import "./rings.css";

/** Filled: done. Thick: here. Hollow: to come. Diamond: decided by two, hollow while one is missing. */
export type Ring = "done" | "here" | "to-come" | "decided" | "undecided";

export type Stop = { key: string; ring: Ring; title: ReactNode; second?: ReactNode; strong?: boolean; grave?: boolean };

/** The line with rings on it, across. On a phone long ones turn and run down; of stages only the present one is named. */
export const Line = ({
  stops,
  label,
  size,
}: {
  stops: readonly Stop[];
  label: string;
  size?: "short" | "long" | "stages";
}) => (
  <ol className="line" data-size={size ?? "short"} aria-label={label}>
    {stops.map((stop) => (
      <li
        key={stop.key}
        data-ring={stop.ring}
        data-grave={stop.grave || undefined}
        {...(stop.ring === "here" ? { "aria-current": "step" as const } : {})}
      >
        <span className="ring" aria-hidden="true" />
        <span className="stop">
          <span className={stop.strong || stop.ring === "here" ? "strong" : "quiet"}>{stop.title}</span>
          {stop.second === undefined ? null : <span className="quiet small">{stop.second}</span>}
        </span>
      </li>
    ))}
  </ol>
);

export type Moment = { key: string; ring: Ring; when: string; title: ReactNode; second?: ReactNode; line?: string };

/** The same line, down: a timeline, or releases. */
export const Timeline = ({ moments, label }: { moments: readonly Moment[]; label: string }) => (
  <ol className="timeline" aria-label={label}>
    {moments.map((moment) => (
      <li key={moment.key} data-ring={moment.ring} data-line={moment.line}>
        <span className="when quiet small">{moment.when}</span>
        <span className="ring" aria-hidden="true" />
        <span className="stop">
          <span>{moment.title}</span>
          {moment.second ? <span className="quiet small words">{moment.second}</span> : null}
        </span>
      </li>
    ))}
  </ol>
);
