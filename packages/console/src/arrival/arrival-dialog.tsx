import {
  ARRIVAL_LINES,
  type ArrivalLine,
  type CaseView,
  endingsOf,
  type JourneyView,
  stageOnArrival,
} from "@fairlead/casework";
import { useState } from "react";
import { Follows } from "../journey/follows.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { Check, TextField } from "../parts/field.tsx";
import { MomentField } from "../parts/moment-field.tsx";
import { downToFiveMinutes, upToFiveMinutes } from "../say/moment.ts";
import { personText } from "../say/people.ts";
import { HOUR } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession, useView } from "../session/session.tsx";
import { CheckInAgreed, OldPhoneFields, SignalsAgreed } from "./done-fields.tsx";
import { LineFields } from "./line-fields.tsx";
import { type Filled, isNew, linesOf, openLines, peopleOf, phonesOf, sheetOf } from "./sheet.ts";
import "./arrival.css";

type Props = { one: CaseView; journey: JourneyView; onClose(): void };

/** What is seen to on the first day. Its first press ends the journey and moves the case, in one word. */
export const ArrivalDialog = ({ one, journey, onClose }: Props) => {
  const { t } = useWords();
  const { clock } = useSession();
  const { exposure } = useView();
  const deed = useDeed({ asShown: true });
  const to = journey.arrival === null ? stageOnArrival(one.stage) : null;
  const others = one.journeys.some(
    ({ journey: id, state }) => id !== journey.journey && (state === "planned" || state === "moving"),
  );
  const [phones] = useState(() => phonesOf(one, exposure.things ?? []));
  const [filled, setFilled] = useState<Filled>(() => ({
    lines: linesOf(journey, (line) => t(`arrival.line.${line}`)),
    arrivedAt: journey.arrival?.arrivedAt ?? downToFiveMinutes(journey.lastHandOver?.at ?? clock()),
    moves: to !== null && !others,
    people: peopleOf(one, journey),
    oldPhone: journey.arrival?.oldPhone === "sealed" ? "sealed" : "destroyed",
    phones: phones.map(({ thing, shared }) => ({ thing, gone: !shared, known: false })),
    safe: "",
    danger: "",
    checkIn:
      one.nextCheckIn === null
        ? { due: upToFiveMinutes(clock() + 12 * HOUR), wording: t("arrival.check-in-wording") }
        : null,
  }));
  const put = (some: Partial<Filled>) => setFilled({ ...filled, ...some });
  const open = openLines(journey, filled, clock());
  const said = {
    moveReason: t("arrival.move-reason", { place: journey.to }),
    phoneReason: t("arrival.phone-reason", { what: t(`arrival.old.${filled.oldPhone}`) }),
    markSource: t("arrival.mark-source"),
  };
  const more = (line: ArrivalLine) => {
    if (!isNew(journey, filled.lines, line, "done")) return null;
    if (line === "old-phone") return <OldPhoneFields {...{ filled, put, phones }} />;
    if (line === "signals") return <SignalsAgreed {...{ one, filled, put }} />;
    return line === "check-in" ? <CheckInAgreed {...{ one, filled, put }} /> : null;
  };
  return (
    <FormDialog
      title={t("arrival.title", { alias: one.alias, place: journey.to })}
      opened
      wide
      onClose={onClose}
      deed={deed}
      submit={t(journey.arrival === null ? "arrival.do" : "save")}
      ready={open.length === 0 && (!filled.moves || (filled.people >= 1 && filled.people <= one.people))}
      act={() => deed.run((act) => act.recordArrival(one.case, sheetOf(one, journey, filled, said, clock())))}
    >
      <div className="arrival-head">
        <MomentField label={t("arrival.at")} value={filled.arrivedAt} onChange={(arrivedAt) => put({ arrivedAt })} />
        {to === null ? null : (
          <div>
            <Check
              label={t("arrival.moves", { stage: t(`stage.${to}`) })}
              checked={filled.moves}
              onChange={(moves) => put({ moves })}
            />
            {others ? <p className="quiet small">{t("arrival.others-go")}</p> : null}
            {filled.moves ? (
              <TextField
                label={t("move.people")}
                hint={t("move.people-hint", { n: one.people })}
                type="number"
                min={1}
                max={one.people}
                value={String(filled.people)}
                onChange={(people) => put({ people: Number(people) })}
              />
            ) : null}
          </div>
        )}
      </div>
      {journey.arrival === null ? (
        <Follows one={one} follows={[]} endings={endingsOf(one.tickets, journey.journey, "arrived")} now={clock()} />
      ) : null}
      <p className="quiet small">{t("arrival.each", { who: personText(t, one.owner) })}</p>
      <div className="arrival-lines">
        {ARRIVAL_LINES.map((line) => (
          <LineFields
            key={line}
            line={line}
            said={filled.lines[line]}
            onChange={(one) => put({ lines: { ...filled.lines, [line]: one } })}
          >
            {more(line)}
          </LineFields>
        ))}
      </div>
      {open.length === 0 ? null : (
        <p className="quiet small" role="status">
          {t("arrival.still", { lines: open.map((line) => t(`arrival.line.${line}`)).join("; ") })}
        </p>
      )}
    </FormDialog>
  );
};
