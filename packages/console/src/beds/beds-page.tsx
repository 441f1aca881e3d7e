import { type CaseId, type CaseView, mayWrite, type ThingId } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useShown } from "../access/shown.ts";
import { FormDialog } from "../parts/dialog.tsx";
import { Empty } from "../parts/empty.tsx";
import { Icon } from "../parts/icon.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useNow, useView } from "../session/session.tsx";
import { type Bar, barsOf } from "./bars.ts";
import { BedChart } from "./bed-chart.tsx";
import { roofsOf } from "./parties.ts";
import { PartyDialog } from "./party-dialog.tsx";
import { PartyTable, Unasked } from "./party-table.tsx";
import { type Pins, problemOf, unsafeBar } from "./problem.ts";
import { Proposal } from "./proposal.tsx";
import { sheltersOf } from "./shelters.ts";
import { ShortBedsOf } from "./short-beds.tsx";
import { TermsDialog } from "./terms-dialog.tsx";
import { barText, type Telling, tellingOf } from "./told.ts";
import { usePlacing } from "./use-placing.ts";
import { calendarFrom } from "./weeks.ts";
import "../exposure/exposure.css";
import "./beds.css";

type Asking = { kind: "party"; case: CaseId } | { kind: "terms"; case: CaseId } | { kind: "unknown"; bar: Bar } | null;

/** Who sleeps where and when: the record as it stands, and what a plan would make of it. */
export const BedsPage = () => {
  const words = useWords();
  const { t } = words;
  const { cases, exposure, me } = useView();
  const now = useNow(60_000);
  const { placing, propose, stop, clear } = usePlacing();
  const [pins, setPins] = useState<Pins>(() => new Map());
  const [asking, setAsking] = useState<Asking>(null);
  useShown("resources");
  const { things } = exposure;
  const first = calendarFrom(now).first;
  const { roofs, shelters, telling } = useMemo(() => {
    const calendar = { first };
    const found = roofsOf(cases, things ?? [], calendar);
    const houses = sheltersOf(things ?? [], found, calendar);
    return {
      roofs: found,
      shelters: houses,
      telling: tellingOf(words, { parties: found.parties, shelters: houses, calendar }),
    };
  }, [cases, things, first, words]);
  const may = things !== null && mayWrite(me.role, "recordUse");
  const { parties } = roofs;
  const problemWith = (wanted: Pins) => problemOf(parties, shelters, { first }, wanted, (bar) => barText(words, bar));
  const problem = useMemo(
    () => JSON.stringify(problemOf(parties, shelters, { first }, pins, (bar) => barText(words, bar))),
    [parties, shelters, first, pins, words],
  );
  const outdated = placing !== null && JSON.stringify(placing.problem) !== problem;
  const begin = (wanted: Pins = pins) => propose(problemWith(wanted));
  const shown =
    placing === null || placing.plan === null || placing.plan.status === "infeasible"
      ? null
      : { plan: placing.plan, problem: placing.problem };
  const bars = barsOf(roofs, shelters, shown, (party) => pins.has(party));
  const lost = parties.filter((party) => unsafeBar(party, shelters) !== null);
  const waiting = parties.filter(({ stay }) => stay === null);
  const pin = (party: CaseId, to: { site: ThingId; start: number } | null) => {
    const next = new Map(pins);
    if (to === null) next.delete(party);
    else next.set(party, to);
    setPins(next);
    begin(next);
  };
  const caseOf = (id: CaseId): CaseView | undefined => cases.find((one) => one.case === id);
  const chosen =
    asking !== null && asking.kind === "party" ? parties.find((one) => one.case === asking.case) : undefined;
  const termsOf = asking !== null && asking.kind === "terms" ? caseOf(asking.case) : undefined;
  const proposing = (
    <button type="button" className="button" data-filled disabled={placing?.running} onClick={() => begin()}>
      {t(placing === null ? "beds.propose" : "beds.propose-again")}
    </button>
  );
  return (
    <div className="page beds-page">
      <div className="page-head">
        <h1>{t("beds.title")}</h1>
        <p className="quiet">
          {t("beds.counts", {
            placed: people(parties.filter(({ stay }) => stay !== null)),
            waiting: people(waiting),
          })}
        </p>
        {may && parties.length > 0 && shelters.length > 0 ? <div className="head-aside">{proposing}</div> : null}
      </div>
      {things === null ? (
        <p className="panel panel-row quiet">{t("things.not-held")}</p>
      ) : (
        <>
          <p className="quiet measure">{t("beds.about")}</p>
          <ShortBedsOf cases={cases} now={now} />
          {lost.length === 0 ? null : (
            <div className="panel panel-row bed-alarm" role="alert">
              <p>
                <Icon name="warning" />{" "}
                <b>{t("beds.lost", { n: people(lost), names: lost.map(({ alias }) => alias).join(", ") })}</b>
              </p>
              {may ? (
                <button type="button" className="button" disabled={placing?.running} onClick={() => begin()}>
                  {t("beds.replan")}
                </button>
              ) : null}
            </div>
          )}
          {placing === null ? null : (
            <Proposal
              {...{ telling, placing, parties, shelters, now, outdated }}
              calendar={{ first }}
              onAgain={() => begin()}
              onStop={stop}
              onClear={() => {
                clear();
                setPins(new Map());
              }}
            />
          )}
          {shelters.length === 0 ? (
            <div className="panel">
              <Empty
                action={
                  <Link to="/things" className="button">
                    {t("things.title")}
                  </Link>
                }
              >
                {t("beds.no-shelters")}
              </Empty>
            </div>
          ) : (
            <BedChart
              {...{ telling, shelters, bars }}
              chosen={asking?.kind === "party" ? asking.case : null}
              onParty={(id) => setAsking({ kind: "party", case: id })}
              onUnknown={(bar) => setAsking({ kind: "unknown", bar })}
            />
          )}
          <PartyTable
            {...{ telling, parties, shelters, shown }}
            onParty={(id) => setAsking({ kind: "party", case: id })}
          />
          <Unasked cases={roofs.unasked} may={may} onTerms={(id) => setAsking({ kind: "terms", case: id })} />
        </>
      )}
      {chosen === undefined ? null : (
        <PartyDialog
          {...{ telling, shelters, placing, pins, may }}
          party={chosen}
          one={caseOf(chosen.case)}
          onPin={(to) => pin(chosen.case, to)}
          onTerms={() => setAsking({ kind: "terms", case: chosen.case })}
          onClose={() => setAsking(null)}
        />
      )}
      {termsOf === undefined ? null : (
        <TermsDialog one={termsOf} shelters={shelters} first={first} onClose={() => setAsking(null)} />
      )}
      {asking !== null && asking.kind === "unknown" ? (
        <UnknownDialog telling={telling} bar={asking.bar} shelters={shelters} onClose={() => setAsking(null)} />
      ) : null}
    </div>
  );
};

const people = (parties: readonly { people: number }[]): number => parties.reduce((n, one) => n + one.people, 0);

type UnknownProps = {
  telling: Telling;
  bar: Bar;
  shelters: ReturnType<typeof sheltersOf>;
  onClose(): void;
};

/** Beds of a case that is not this reader's: who took them can be asked, and nothing else is to be seen. */
const UnknownDialog = ({ telling, bar, shelters, onClose }: UnknownProps) => {
  const { t, days } = telling;
  const deed = useDeed();
  const hold = shelters.flatMap(({ unknown }) => unknown).find((one) => one.hold.hold === bar.key)?.hold;
  if (hold === undefined) return null;
  return (
    <FormDialog
      title={t("beds.unknown-title", { shelter: telling.shelter(bar.thing) })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("beds.give-back")}
      warning={t("beds.give-back-means")}
      ready
      act={() => deed.run((act) => act.giveBackBeds(hold.hold))}
    >
      <p>{t("beds.unknown-about", { n: hold.beds, who: personText(t, hold.by), at: days.date(hold.at) })}</p>
    </FormDialog>
  );
};
