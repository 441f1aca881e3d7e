import type { CaseId } from "@fairlead/casework";
import type { CSSProperties } from "react";
import { Icon } from "../parts/icon.tsx";
import { type Bar, freeIn, lanesOf } from "./bars.ts";
import type { Shelter } from "./shelters.ts";
import type { Telling } from "./told.ts";
import { WEEKS } from "./weeks.ts";

type Props = {
  telling: Telling;
  shelters: readonly Shelter[];
  bars: readonly Bar[];
  chosen: CaseId | null;
  onParty(party: CaseId): void;
  onUnknown(bar: Bar): void;
};

const ALL = Array.from({ length: WEEKS }, (_, week) => week);

/** Columns of a grid, from one line to another: it turns round by itself where one reads from the right. */
const across = ({ start, end }: { start: number; end: number }): CSSProperties => ({
  gridColumn: `${start + 1} / ${end + 1}`,
});

/** Shelters down, weeks across, a bar for each stay. Every bar is a button and says in words what it shows. */
export const BedChart = ({ telling, shelters, bars, chosen, onParty, onUnknown }: Props) => {
  const { t, week } = telling;
  return (
    <section className="panel bed-chart" aria-label={t("beds.chart")}>
      <div className="bed-row bed-weeks" aria-hidden="true">
        <span />
        <ol className="bed-track small quiet">
          {ALL.map((index) => (
            <li key={index} style={across({ start: index, end: index + 1 })}>
              {index === 0 ? t("beds.today") : week(index)}
            </li>
          ))}
        </ol>
      </div>
      <ul>
        {shelters.map((shelter) => (
          <ShelterRow
            key={shelter.thing}
            {...{ telling, shelter, chosen, onParty, onUnknown }}
            bars={bars.filter(({ thing }) => thing === shelter.thing)}
          />
        ))}
      </ul>
    </section>
  );
};

const ShelterRow = ({
  telling,
  shelter,
  bars,
  chosen,
  onParty,
  onUnknown,
}: Omit<Props, "shelters"> & { shelter: Shelter }) => {
  const { t, week } = telling;
  const free = freeIn(shelter, bars);
  const lanes = lanesOf(bars);
  const [least, most] = [Math.min(...shelter.beds), Math.max(...shelter.beds)];
  return (
    <li className="bed-row" data-lost={shelter.lost !== null || undefined}>
      <div className="bed-shelter">
        <b dir="auto">{shelter.name}</b>{" "}
        <span className="quiet small">
          {least === most ? t("things.beds", { n: most }) : t("beds.beds-between", { least, most })}
        </span>
        {shelter.lost === null ? null : (
          <span className="danger small bed-lost">
            <Icon name="warning" /> {t(`beds.bar.${shelter.lost}`)}
          </span>
        )}
      </div>
      <div className="bed-lanes">
        {lanes.map((lane) => (
          <ul key={lane[0]?.key} className="bed-track bed-lane">
            {lane.map((bar) => (
              <li key={bar.key} style={across(bar)}>
                <BarButton
                  {...{ telling, bar }}
                  shelter={shelter.name}
                  chosen={bar.party !== null && bar.party.case === chosen}
                  onPress={() => (bar.party === null ? onUnknown(bar) : onParty(bar.party.case))}
                />
              </li>
            ))}
          </ul>
        ))}
        <ol className="bed-track bed-free small" aria-label={t("beds.free-in", { shelter: shelter.name })}>
          {ALL.map((index) => {
            const n = free[index] ?? 0;
            return (
              <li
                key={index}
                style={across({ start: index, end: index + 1 })}
                data-none={n === 0 || undefined}
                data-over={n < 0 || undefined}
              >
                <span aria-hidden="true">{n}</span>
                <span className="hidden-visually">{t("beds.free", { n, week: week(index) })}</span>
              </li>
            );
          })}
        </ol>
      </div>
    </li>
  );
};

type BarProps = { telling: Telling; bar: Bar; shelter: string; chosen: boolean; onPress(): void };

const BarButton = ({ telling, bar, shelter, chosen, onPress }: BarProps) => {
  const { t, week } = telling;
  const who = bar.party?.alias ?? t("beds.not-yours");
  return (
    <button type="button" className="bed-bar" data-kind={bar.kind} data-chosen={chosen || undefined} onClick={onPress}>
      <span dir="auto" aria-hidden="true">
        {bar.pinned ? <Icon name="lock" /> : null}
        {who}
      </span>
      <span aria-hidden="true">{bar.people}</span>
      <span className="hidden-visually">
        {t("beds.bar-about", {
          who,
          n: bar.people,
          shelter,
          from: week(bar.start),
          until: bar.end >= WEEKS ? t("beds.further") : week(bar.end),
          kind: t(`beds.kind.${bar.kind}`),
        })}
      </span>
    </button>
  );
};
