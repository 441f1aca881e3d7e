import type { MemberId } from "@fairlead/casework";
import { type ReactNode, useLayoutEffect, useRef } from "react";
import { SelectField, TextField } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { MINUTE } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { MINUTES_MOST, minutesIn, RUNGS_MOST, type Rung, type RungFault, withOneMore } from "./rungs.ts";

type Props = {
  rungs: readonly Rung[];
  fault: RungFault | null;
  grace: number;
  due: number;
  now: number;
  people: readonly { value: MemberId; text: string }[];
  onChange(rungs: Rung[]): void;
};

/** Who is told, one after the other: in minutes past due, and by the clock, since nobody counts 190 minutes at night. */
export const LadderFields = ({ rungs, fault, grace, due, now, people, onChange }: Props) => {
  const { t } = useWords();
  const change = (place: number, said: Partial<Rung>) =>
    onChange(rungs.map((rung, index) => (index === place ? { ...rung, ...said } : rung)));
  // Whoever works with the keyboard goes on at the rung that came, or at the one that took the place of what went.
  const list = useRef<HTMLOListElement>(null);
  const next = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (next.current === null) return;
    list.current?.querySelectorAll("select")[Math.min(next.current, rungs.length - 1)]?.focus();
    next.current = null;
  }, [rungs]);
  const changeAt = (place: number, all: Rung[]) => {
    next.current = place;
    onChange(all);
  };
  return (
    <>
      <ol className="rungs" ref={list}>
        {rungs.map((rung, index) => (
          <li key={rung.key}>
            {/* Its number is in its name: the fields of a rung are called alike. */}
            <fieldset className="rung" aria-label={t("arm.rung", { n: index + 1 })}>
              <SelectField<MemberId | "">
                label={t("arm.rung-who", { n: index + 1 })}
                value={rung.member}
                onChange={(member) => change(index, { member })}
                options={[{ value: "", text: t("take.nobody") }, ...people]}
              />
              <TextField
                label={t("arm.rung-after")}
                type="number"
                min={0}
                max={MINUTES_MOST}
                value={rung.after}
                onChange={(after) => change(index, { after })}
                hint={<When rung={rung} fault={fault?.rung === index ? fault : null} due={due} now={now} />}
              />
              {rungs.length < 2 ? null : (
                <button
                  type="button"
                  className="button"
                  aria-label={t("arm.rung-out", { n: index + 1 })}
                  onClick={() =>
                    changeAt(
                      index,
                      rungs.filter((_, place) => place !== index),
                    )
                  }
                >
                  <Icon name="cross" />
                </button>
              )}
            </fieldset>
          </li>
        ))}
      </ol>
      {rungs.length >= RUNGS_MOST ? null : (
        <button type="button" className="link" onClick={() => changeAt(rungs.length, withOneMore(rungs, grace))}>
          {t("arm.rung-more")}
        </button>
      )}
    </>
  );
};

type WhenProps = { rung: Rung; fault: RungFault | null; due: number; now: number };

const When = ({ rung, fault, due, now }: WhenProps): ReactNode => {
  const { t, days } = useWords();
  const minutes = minutesIn(rung.after);
  if (fault === null) return minutes === null ? null : days.when(due + minutes * MINUTE, now);
  return (
    <span className="warning">
      {fault.kind === "no-minutes" ? t("arm.no-minutes") : t(`arm.rung-${fault.kind}`, { n: fault.than })}
    </span>
  );
};
