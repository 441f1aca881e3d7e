import type { PersonView } from "@fairlead/casework";
import type { Readable } from "@fairlead/client";
import { type ReactNode, useEffect, useState } from "react";
import { Scrolls } from "../parts/scrolls.tsx";
import { aboutText } from "../say/compartment.ts";
import { personText } from "../say/people.ts";
import type { Failed } from "../say/refusal.ts";
import { type Text, useWords } from "../say/words.tsx";
import { Refused } from "../session/deed.tsx";
import { useSession, useView } from "../session/session.tsx";
import { inGroups } from "./readable.ts";

export type Told = { readable: Readable[] | null; failed: Failed | null };

/** `readable` null: asked and not yet told, or refused. */
export const useCouldRead = ({ id, standing, role }: Pick<PersonView, "id" | "standing" | "role">): Told => {
  const { hand } = useSession();
  const [told, setTold] = useState<Told>({ readable: null, failed: null });
  // Asked again when roster or epochs have changed: then the answer is another one.
  const settled = useView().status.renewing === null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: standing and role are what the answer rests on
  useEffect(() => {
    if (!settled) return;
    let here = true;
    hand.act.couldRead(id).then(
      (outcome) => {
        if (!here) return;
        if (outcome.kind === "done") setTold({ readable: outcome.readable, failed: null });
        else setTold({ readable: null, failed: outcome.kind === "offline" ? { kind: "no-answer" } : outcome });
      },
      () => {
        if (here) setTold({ readable: null, failed: { kind: "fault" } });
      },
    );
    return () => {
      here = false;
    };
  }, [hand, id, standing, role, settled]);
  return told;
};

const PART: Record<string, Text> = {
  contact: "part.contact",
  threat: "part.threat",
  identity: "part.identity",
  needs: "part.needs",
  testimony: "part.testimony",
  money: "part.money",
  relocation: "part.relocation",
};

type Props = { person: PersonView; told: Told };

/** Exactly what a member could read, and until when. What is listed may have been copied, and the screen says so. [P5] */
export const CouldRead = ({ person, told: { readable, failed } }: Props) => {
  const { t } = useWords();
  const { me } = useView();
  const who = person.handle ?? personText(t, person);
  const active = person.standing === "active";
  const title = person.me
    ? t("could-read.title-mine")
    : t(active ? "could-read.title-active" : "could-read.title-out", { who });
  const groups = readable === null ? null : inGroups(readable);
  const lines = groups === null ? 0 : groups.common.length + groups.cases.length;
  return (
    <section className="stack" data-tight>
      <h2>{title}</h2>
      {active ? null : <p className="could-read-copied">{t("could-read.copied", { who })}</p>}
      {groups === null ? (
        <p className="quiet" role="status">
          {failed === null ? t("could-read.asking") : ""}
        </p>
      ) : (
        <>
          {lines === 0 ? (
            <p className="panel panel-row quiet">{t("could-read.none-shared")}</p>
          ) : (
            <Scrolls panel label={title}>
              <table className="people-table">
                <thead>
                  <tr>
                    <th scope="col">{t("could-read.compartment")}</th>
                    <th scope="col">{t("could-read.from")}</th>
                    <th scope="col">{t("could-read.until")}</th>
                  </tr>
                </thead>
                <tbody>
                  {groups.cases.map(({ alias, parts }) =>
                    parts.map((one) => (
                      <Line key={`${one.stream}-${one.to ?? "now"}`} one={one}>
                        <b dir="auto">{alias === "" ? t("could-read.unnamed-case") : alias}</b> · {partText(t, one)}
                      </Line>
                    )),
                  )}
                  {groups.common.map((one) => (
                    <Line key={`${one.stream}-${one.to ?? "now"}`} one={one}>
                      {partText(t, one)}
                    </Line>
                  ))}
                </tbody>
              </table>
            </Scrolls>
          )}
          {groups.others.open === 0 ? null : (
            <p className="small">
              {t(active ? "could-read.others-open" : "could-read.others-due", { n: groups.others.open })}
            </p>
          )}
          {groups.others.ended === 0 ? null : (
            <p className="small">{t("could-read.others-ended", { n: groups.others.ended })}</p>
          )}
          <p className="quiet small">
            {t(me.role === "administrator" ? "could-read.source-administrator" : "could-read.source-member")}
          </p>
        </>
      )}
      <Refused deed={{ failed }} />
    </section>
  );
};

const partText = (t: ReturnType<typeof useWords>["t"], { about }: Readable): string => {
  if (about === null) return "";
  return "common" in about ? t(aboutText(about.common)) : t(PART[about.part] ?? "about.compartment");
};

const Line = ({ one, children }: { one: Readable; children: ReactNode }) => {
  const { t, days } = useWords();
  const { now } = useView();
  return (
    <tr>
      <td>{children}</td>
      <td>{one.from === null ? t("could-read.beginning") : days.when(one.from, now)}</td>
      <td>{one.to === null ? <b>{t("could-read.still")}</b> : days.when(one.to, now)}</td>
    </tr>
  );
};
