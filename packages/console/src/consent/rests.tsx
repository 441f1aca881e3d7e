import { type CaseView, type ConsentView, mayWrite, type RestsView, serves } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { AgreeDialog } from "../plan/agree-dialog.tsx";
import { StepDialog } from "../relocation/step-dialog.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";
import { OfBundle, OfExport } from "./bundles.tsx";
import { byHandText } from "./say-consent.ts";

type Props = { one: CaseView; consent: ConsentView; now: number };

/** What was done because of a consent; where it has ended, what is to be stopped, each with its one press. */
export const Rests = ({ one, consent, now }: Props) => {
  const { t } = useWords();
  const byHand = byHandText(t, consent.purpose);
  const unseen = one.closedParts.includes("relocation") && serves(consent.purpose, "application");
  return (
    <>
      {byHand === null ? null : <p className="small">{byHand}</p>}
      {consent.rests.length > 0 ? (
        <List one={one} consent={consent} now={now} />
      ) : byHand === null && !unseen ? (
        <p className="quiet small">{t("consent.rests-nothing")}</p>
      ) : null}
      {unseen ? <p className="quiet small">{t("consent.application-unseen")}</p> : null}
    </>
  );
};

const List = ({ one, consent, now }: Props) => (
  <ul className="rests">
    {consent.rests.map((rest) => (
      <li key={keyOf(rest)} data-due={rest.due || undefined}>
        {rest.kind === "share" ? <Share one={one} rest={rest} now={now} /> : null}
        {rest.kind === "referral" ? <Referral one={one} rest={rest} now={now} /> : null}
        {rest.kind === "application" ? <OfApplication one={one} rest={rest} now={now} /> : null}
        {rest.kind === "export" ? <OfExport rest={rest} now={now} /> : null}
        {rest.kind === "bundle" ? <OfBundle one={one} to={consent.recipient} rest={rest} now={now} /> : null}
        {rest.kind === "response" ? <OfResponse one={one} rest={rest} /> : null}
        {rest.kind === "ticket" ? <OfTicket rest={rest} now={now} /> : null}
        {rest.kind === "photo" ? <OfPhoto one={one} rest={rest} now={now} /> : null}
      </li>
    ))}
  </ul>
);

const keyOf = (rest: RestsView): string => {
  if (rest.kind === "share") return `${rest.part}-${rest.person.id}`;
  if (rest.kind === "bundle") return `${rest.bundle}-${rest.at}`;
  if (rest.kind === "export") return rest.decision;
  if (rest.kind === "response") return rest.status;
  if (rest.kind === "photo") return rest.photo;
  if (rest.kind === "application") return rest.application;
  return rest.kind === "referral" ? rest.referral : rest.ticket;
};

/** That there is one, of whom and since when. It stops by itself; for good it is taken out where it stands. */
const OfPhoto = ({ one, rest, now }: { one: CaseView; rest: Extract<RestsView, { kind: "photo" }>; now: number }) => {
  const { t, days } = useWords();
  const alias = one.persons.find(({ person }) => person === rest.person)?.alias ?? "";
  const said = {
    of: alias === "" ? t("person.nth", { n: rest.person }) : alias,
    part: t(`part.${rest.part}`),
    who: personText(t, rest.by),
    at: days.when(rest.at, now),
  };
  return (
    <>
      <p>{t(rest.shown ? "consent.photo" : "consent.photo-stopped", said)}</p>
      {rest.named ? null : <p className="quiet small">{t("consent.photo-unnamed")}</p>}
    </>
  );
};

/** Agreed while they still allowed it: what is done on that day is agreed anew, with them. */
const OfResponse = ({ one, rest }: { one: CaseView; rest: Extract<RestsView, { kind: "response" }> }) => {
  const { t } = useWords();
  const [agreeing, setAgreeing] = useState(false);
  const status = t(`status-of.${rest.status}`);
  return (
    <>
      <p className="row">
        {rest.due ? <Icon name="warning" className="danger" /> : null}
        <span className={rest.due ? "danger" : undefined}>
          {t(rest.due ? "consent.response-due" : "consent.response", { status })}
        </span>
      </p>
      {rest.due ? (
        <button type="button" className="button" data-filled onClick={() => setAgreeing(true)}>
          {t("consent.response-agree", { status })}
        </button>
      ) : null}
      {agreeing ? <AgreeDialog one={one} status={rest.status} onClose={() => setAgreeing(false)} /> : null}
    </>
  );
};

/** What becomes of it is decided at the ticket itself. */
const OfTicket = ({ rest, now }: { rest: Extract<RestsView, { kind: "ticket" }>; now: number }) => {
  const { t, days } = useWords();
  return (
    <p className="row" data-top>
      {rest.due ? <Icon name="warning" className="danger" /> : null}
      <span className={rest.due ? "grow danger" : "grow"}>
        {t(rest.held ? "consent.ticket-held" : "consent.ticket", { who: rest.who, at: days.when(rest.at, now) })}
      </span>
    </p>
  );
};

const Share = ({ one, rest, now }: { one: CaseView; rest: Extract<RestsView, { kind: "share" }>; now: number }) => {
  const { t, days } = useWords();
  const { me } = useView();
  const deed = useDeed();
  const who = personText(t, rest.person);
  const part = t(`part.${rest.part}`);
  const what =
    rest.from === null
      ? t("consent.reads-all", { who, part })
      : t("consent.reads-from", { who, part, since: days.when(rest.from, now) });
  return (
    <>
      <p className="row" data-top>
        {rest.due ? <Icon name="warning" className="danger" /> : null}
        <span className="grow">{rest.reads ? what : t("consent.read-before", { who, part })}</span>
      </p>
      {rest.due ? (
        <>
          <p className="quiet small">{t("consent.stays-read", { who })}</p>
          {mayWrite(me.role, "withdrawPart") && !rest.person.me ? (
            <button
              type="button"
              className="button"
              data-filled
              disabled={deed.busy}
              onClick={() =>
                void deed.run((act) => act.withdrawPart(one.case, { part: rest.part, member: rest.person.id }))
              }
            >
              {deed.busy ? t("working") : t("consent.take-back", { who })}
            </button>
          ) : null}
          <Refused deed={deed} />
        </>
      ) : null}
    </>
  );
};

const Referral = ({
  one,
  rest,
  now,
}: {
  one: CaseView;
  rest: Extract<RestsView, { kind: "referral" }>;
  now: number;
}) => {
  const { t, days } = useWords();
  const [telling, setTelling] = useState(false);
  const { to, stopped } = rest;
  return (
    <>
      <p className="row" data-top>
        {rest.due ? <Icon name="warning" className="danger" /> : null}
        <span className="grow">
          {rest.due ? <b className="danger">{t("referral.stop", { to })}</b> : t("consent.referred", { to })},{" "}
          <span className="quiet">{days.when(rest.at, now)}</span>
        </span>
      </p>
      {stopped === null ? null : (
        <p className="quiet small">
          {t("referral.told", { who: personText(t, stopped.by), at: days.when(stopped.at, now) })}
          {stopped.note === "" ? null : (
            <>
              : <span dir="auto">{stopped.note}</span>
            </>
          )}
        </p>
      )}
      {rest.due ? (
        <button type="button" className="button" data-filled onClick={() => setTelling(true)}>
          {t("referral.were-told")}
        </button>
      ) : null}
      {telling ? <StopDialog one={one} rest={rest} onClose={() => setTelling(false)} /> : null}
    </>
  );
};

type ApplicationProps = { one: CaseView; rest: Extract<RestsView, { kind: "application" }>; now: number };

/** Taken back where it stands, in one press; what is noted there is what the partner was told. */
const OfApplication = ({ one, rest, now }: ApplicationProps) => {
  const { t, days } = useWords();
  const { me } = useView();
  const [taking, setTaking] = useState(false);
  const { name, state, told, due } = rest;
  const part = one.parts.find((held) => held.part === "relocation");
  const of = part?.applications.find(({ application }) => application === rest.application);
  return (
    <>
      <p className="row" data-top>
        {due ? <Icon name="warning" className="danger" /> : null}
        <span className="grow" dir="auto">
          {due ? (
            <b className="danger">{t("consent.application-due", { name })}</b>
          ) : (
            t("consent.application", { name })
          )}
          , <span className="quiet">{t(`application.state.${state}`)}</span>
        </span>
      </p>
      {told === null ? null : (
        <p className="quiet small">
          {t("consent.application-told", { who: personText(t, told.by), at: days.when(told.at, now) })}:{" "}
          <span dir="auto">{told.note}</span>
        </p>
      )}
      {due && part !== undefined && of !== undefined && mayWrite(me.role, "moveApplication") ? (
        <button type="button" className="button" data-filled onClick={() => setTaking(true)}>
          {t("consent.application-take-back")}
          <span className="hidden-visually"> {name}</span>
        </button>
      ) : null}
      {taking && part !== undefined && of !== undefined ? (
        <StepDialog one={one} part={part} of={of} to="withdrawn" onClose={() => setTaking(false)} />
      ) : null}
    </>
  );
};

type StopProps = { one: CaseView; rest: Extract<RestsView, { kind: "referral" }>; onClose(): void };

const StopDialog = ({ one, rest, onClose }: StopProps) => {
  const { t } = useWords();
  const deed = useDeed();
  const [note, setNote] = useState("");
  return (
    <FormDialog
      title={t("referral.stop", { to: rest.to })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("referral.were-told")}
      warning={t("referral.stop-warning")}
      ready
      act={() => deed.run((act) => act.stopReferral(one.case, rest.referral, note.trim()))}
    >
      <TextField
        label={t("referral.stop-note")}
        hint={t("referral.stop-hint")}
        value={note}
        onChange={setNote}
        lines={2}
        focus
      />
    </FormDialog>
  );
};
