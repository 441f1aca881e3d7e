import type { Look, PersonRef } from "@fairlead/casework";
import { useState } from "react";
import { Empty } from "../parts/empty.tsx";
import { Scrolls } from "../parts/scrolls.tsx";
import { personText } from "../say/people.ts";
import { DAY, HOUR } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { compartmentText } from "./access-words.ts";

export type Row = Look & { person: PersonRef };

/** A page of a log: more are asked for by whoever looks for something. */
const PAGE = 50;

type Props = { rows: readonly Row[]; now: number; label: string; empty: string; whose: boolean };

/** Newest first. Hours as the console said them; what was written a day later says so. */
export const LookList = ({ rows, now, label, empty, whose }: Props) => {
  const { t, days } = useWords();
  const { cases } = useView();
  const [most, setMost] = useState(PAGE);
  const aliases = new Map<string, string>(cases.map((one) => [one.case, one.alias]));
  if (rows.length === 0)
    return (
      <div className="panel">
        <Empty>{empty}</Empty>
      </div>
    );
  return (
    <>
      <Scrolls panel label={label}>
        <table className="people-table access-table">
          <thead>
            <tr>
              <th scope="col">{t("access.hour")}</th>
              {whose ? <th scope="col">{t("access.member")}</th> : null}
              <th scope="col">{t("could-read.compartment")}</th>
              <th scope="col">{t("access.how")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, most).map((row) => (
              <tr key={`${row.person.id}-${row.hour}-${row.stream}-${row.how}`}>
                <td className="num">{days.when(row.hour * HOUR, now)}</td>
                {whose ? (
                  <td>
                    <bdi>{personText(t, row.person)}</bdi>
                  </td>
                ) : null}
                <td>
                  <bdi>{compartmentText(t, row, aliases)}</bdi>
                </td>
                <td>
                  {t(`access.how.${row.how}`)}
                  {row.written - row.hour * HOUR > DAY ? (
                    <span className="quiet small"> · {t("access.late", { at: days.when(row.written, now) })}</span>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
      {rows.length > most ? (
        <button type="button" className="link" onClick={() => setMost(most + PAGE * 4)}>
          {t("access.more", { n: rows.length - most })}
        </button>
      ) : null}
    </>
  );
};
