import {
  type AssignedView,
  fallbackAt,
  fallbackChanges,
  isLegDone,
  type JourneyView,
  type LegHand,
  type LegView,
  lineOf,
  mayBeAsked,
  mayWrite,
  stepToTell,
} from "@fairlead/casework";
import type { CaseInHand } from "@fairlead/client";
import { Link } from "@tanstack/react-router";
import { Fragment, useState } from "react";
import { Aftermath } from "../arrival/aftermath.tsx";
import { JourneyMoney } from "../money/journey-money.tsx";
import { Way } from "../parts/way.tsx";
import { Pruning } from "../pruning/pruning.tsx";
import { personText } from "../say/people.ts";
import { offsetText } from "../say/there.ts";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";
import { StepDialog } from "../step/step-dialog.tsx";
import { StopDialog } from "../step/stop-dialog.tsx";
import { type TakenOut, ToldLine } from "../step/told-line.tsx";
import { AssignDialog } from "./assign-dialog.tsx";
import { EndDialog } from "./end-dialog.tsx";
import { FallbackDialog } from "./fallback-dialog.tsx";
import { JourneyMap } from "./journey-map.tsx";
import { journeyDay, minuteText, pointsOf, reasonText } from "./labels.ts";
import { RestsChanged } from "./rests-changed.tsx";
import { SetOutDialog } from "./set-out-dialog.tsx";
import { Unwatched } from "./watch-dialog.tsx";
import "./journey.css";

/** How the party travels, leg by leg: in a part of its own, since an hour and a place are enough to be waited for. */
export const JourneyTab = ({ one, now }: { one: CaseInHand; now: number }) => {
  const { t } = useWords();
  const { me } = useView();
  const may = one.closed === null && mayWrite(me.role, "writeJourney");
  return (
    <div className="stack">
      <div className="spread">
        <h2>{t("journey.title")}</h2>
        {may ? (
          <Link to="/cases/$case/journey" params={{ case: one.case }} className="button" data-filled>
            {t("journey.plan-open")}
          </Link>
        ) : null}
      </div>
      {one.journeys.length === 0 ? (
        <p className="quiet">{t(one.kept.length === 0 ? "journey.none" : "prune.none-now")}</p>
      ) : null}
      {one.journeys.map((journey) => (
        <Journey key={journey.journey} one={one} journey={journey} now={now} may={may} />
      ))}
      <Pruning one={one} now={now} />
    </div>
  );
};

type Asking =
  | { kind: "assign"; leg: LegView; as: LegHand }
  | { kind: "fallback" | "step"; leg: LegView }
  | { kind: "stop"; out: TakenOut }
  | { kind: "cancel" | "end" | "set-out" }
  | null;
type Props = { one: CaseInHand; journey: JourneyView; now: number; may: boolean };

const Journey = ({ one, journey, now, may }: Props) => {
  const { t, days } = useWords();
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const { state, route } = journey;
  const open = state === "planned" || state === "moving";
  const toTell = stepToTell(journey, one.tickets, now);
  // Of a closed case too: what lies in their mailbox can still be read.
  const mayTell = mayWrite(useView().me.role, "answer");
  // What brought them on did come, and another way from before it would lead from where they no longer are.
  const behind = journey.legs.findLastIndex(({ leg }) =>
    one.tickets.some((ticket) => ticket.leg === leg && ticket.step === "handed-over"),
  );
  // As it goes now: what a colleague moves while the words are looked at is in them.
  const telling = asking?.kind === "step" ? journey.legs.find(({ leg }) => leg === asking.leg.leg) : undefined;
  const who = journey.party.map((person) => one.persons.find((each) => each.person === person)?.alias ?? person);
  return (
    <article className="journey panel" data-state={state} data-line={lineOf("journey", journey.journey)}>
      <header className="panel-row stack" data-tight>
        <h3>
          <Way from={journey.from} to={journey.to} />
        </h3>
        <p>
          <b>{t(`journey.state.${state}`)}</b> · {journeyDay(journey.date, days, now)},{" "}
          {minuteText(journey.legs[0]?.departs ?? 0)}–{minuteText(journey.legs.at(-1)?.arrives ?? 0)}{" "}
          <span className="quiet">{t("journey.by-clocks", { clocks: offsetText(journey.offset) })}</span>
        </p>
        <p className="small" dir="auto">
          {who.join(", ")}
          {route === null ? null : (
            <>
              {" "}
              · {route.label} · {t("journey.points-of", { n: pointsOf(route.exposure) })}
            </>
          )}
        </p>
        <p className="quiet small" dir="auto">
          {t("journey.chosen-by", { who: personText(t, journey.by), at: days.when(journey.at, now) })}
          {journey.why === "" ? "" : ` ${journey.why}`}
        </p>
        {journey.taken.map(({ missed, by, at }) => (
          <p key={at} className="small" dir="auto">
            {t("fallback.taken", { missed, who: personText(t, by), at: days.when(at, now) })}
          </p>
        ))}
        {journey.unopened ? <Unopened {...{ one, journey, may }} /> : null}
        <Unwatched {...{ one, journey, now }} may={may && open} />
        <Notices journey={journey} />
        <ToldLine {...{ one, journey, now }} may={mayTell} onStop={(out) => setAsking({ kind: "stop", out })} />
      </header>
      <ol className="hours panel-row">
        {journey.legs.map((leg, index) => (
          <LegRow
            key={leg.leg}
            {...{ journey, leg, may: may && open, here: journey.now === index }}
            onAsk={(as) => setAsking({ kind: "assign", leg, as })}
            next={toTell?.leg !== leg.leg ? null : state === "moving" ? "due" : "ready"}
            onTell={may && open && !isLegDone(leg, one.tickets, now) ? () => setAsking({ kind: "step", leg }) : null}
            onMissed={may && state === "moving" && index > behind ? () => setAsking({ kind: "fallback", leg }) : null}
          />
        ))}
      </ol>
      {route === null || route.reasons.length === 0 ? null : <Reasons journey={journey} />}
      <JourneyMap journey={journey} now={now} />
      <JourneyMoney {...{ one, journey, now }} />
      <Aftermath {...{ one, journey, now, may }} />
      {may && open ? (
        <div className="panel-row row">
          {state === "planned" ? (
            <button type="button" className="button" onClick={() => setAsking({ kind: "set-out" })}>
              {t("journey.start")}
            </button>
          ) : (
            <button type="button" className="button" onClick={() => setAsking({ kind: "end" })}>
              {t("journey.end")}
            </button>
          )}
          <button type="button" className="button" onClick={() => setAsking({ kind: "cancel" })}>
            {t("journey.cancel")}
          </button>
        </div>
      ) : null}
      {asking?.kind === "assign" ? (
        <AssignDialog one={one} journey={journey} leg={asking.leg} as={asking.as} now={now} onClose={close} />
      ) : null}
      {asking?.kind === "set-out" ? <SetOutDialog one={one} journey={journey} onClose={close} /> : null}
      {asking?.kind === "cancel" || asking?.kind === "end" ? (
        <EndDialog one={one} journey={journey} how={asking.kind} now={now} onClose={close} />
      ) : null}
      {telling === undefined ? null : <StepDialog {...{ one, journey, now }} leg={telling} onClose={close} />}
      {asking?.kind === "stop" ? <StopDialog {...{ one, now, ...asking.out }} onClose={close} /> : null}
      {asking?.kind === "fallback" ? (
        <FallbackDialog one={one} journey={journey} leg={asking.leg} now={now} onClose={close} />
      ) : null}
    </article>
  );
};

/** Somebody finds out; once two have said go and the searches were looked at, that they are on the road stands like any start. */
const Unopened = ({ one, journey, may }: Pick<Props, "one" | "journey" | "may">) => {
  const { t } = useWords();
  const deed = useDeed();
  return (
    <div className="stack" data-tight>
      <p className="danger">{t("journey.unopened")}</p>
      {may ? (
        <p>
          <button
            type="button"
            className="button"
            disabled={deed.busy}
            onClick={() => void deed.run((act) => act.noteSetOut(one.case, journey.journey))}
          >
            {t("journey.note-set-out")}
          </button>{" "}
          <span className="small">{t("journey.note-set-out-means")}</span>
        </p>
      ) : null}
      <Refused deed={deed} />
    </div>
  );
};

/** What stands in the way, or has changed under it. Nothing, most of the time. */
const Notices = ({ journey }: { journey: JourneyView }) => {
  const { t } = useWords();
  const { ended, cancelled, searchMissing, lacksLawyer, yesRanOut, joined, state } = journey;
  return (
    <>
      {lacksLawyer ? <p className="danger small">{t("refusal.minor-without-lawyer")}</p> : null}
      {yesRanOut ? (
        <p className="danger small">{t(state === "moving" ? "journey.yes-ran-out" : "refusal.yes-ran-out")}</p>
      ) : null}
      {joined.length === 0 ? null : (
        <p className="warning small" dir="auto">
          {t("journey.joined", { who: joined.join(", ") })}
        </p>
      )}
      {searchMissing.length === 0 ? null : (
        <p className="warning small">
          {t("journey.only-a-plan", { missing: searchMissing.map((about) => t(`search.${about}`)).join("; ") })}
        </p>
      )}
      <RestsChanged changes={journey.changed} />
      {cancelled === null ? null : (
        <p className="small" dir="auto">
          {t("journey.cancelled-because", { reason: cancelled.reason })}
        </p>
      )}
      {ended === null ? null : (
        <p className="small" dir="auto">
          {t(`journey.ended.${ended.how}`)} {ended.note}
        </p>
      )}
    </>
  );
};

type LegProps = {
  journey: JourneyView;
  leg: LegView;
  may: boolean;
  here: boolean;
  onAsk(as: LegHand): void;
  /** It is the one to tell of: now, or once they may set out. null: another is. */
  next: "due" | "ready" | null;
  /** null: it is behind them, or this member only reads. */
  onTell: (() => void) | null;
  /** null: they are not on their way, or this member only reads. */
  onMissed: (() => void) | null;
};

const LegRow = ({ journey, leg, may, here, next, onTell, onAsk, onMissed }: LegProps) => {
  const { t } = useWords();
  const fallback = journey.route?.fallbacks.find((one) => one.leg === leg.leg);
  const hands = (["driver", "escort", "host"] as const).filter((as) => mayBeAsked(leg, as));
  return (
    <li data-here={here || undefined} data-line={lineOf("leg", leg.leg)}>
      <span className="clock">{minuteText(leg.departs)}</span>
      <div className="stack" data-tight>
        <p>
          {here ? <b>{t("journey.here")} </b> : null}
          {leg.kind === "stay" ? (
            t("journey.stay", { place: leg.from })
          ) : (
            <>
              <bdi>{leg.kind === "walk" ? t("journey.walk") : leg.service}</bdi>, <Way from={leg.from} to={leg.to} />
            </>
          )}{" "}
          <span className="quiet">
            – <bdi dir="ltr">{minuteText(leg.arrives)}</bdi>
          </span>
        </p>
        {hands.map((as) => {
          const word = leg.assigned.find((one) => one.as === as);
          if (word === undefined && !may) return null;
          return (
            <p key={as} className="small row">
              <span dir="auto">
                {t(`journey.hand.${as}`)}: {word === undefined ? t("journey.nobody") : <Asked word={word} />}
              </span>
              {may ? (
                <button type="button" className="link small" onClick={() => onAsk(as)}>
                  {t(word === undefined ? "journey.name-one" : "change")}
                  <span className="hidden-visually">
                    {" "}
                    {t(`journey.hand.${as}`)}, {leg.from} – {leg.to}
                  </span>
                </button>
              ) : null}
            </p>
          );
        })}
        {fallback === undefined ? null : (
          <p className="small">
            <b>{t("journey.if-not", { ride: leg.service, at: minuteText(fallback.at) })}</b>{" "}
            {fallback.leads === "none"
              ? t("journey.no-other-way")
              : fallback.legs.map(({ departs, service, to }, index) => (
                  <Fragment key={departs}>
                    {index === 0 ? null : ", "}
                    {minuteText(departs)} <Way from={service === "" ? t("journey.on-foot") : service} to={to} />
                  </Fragment>
                ))}
          </p>
        )}
        <RestsChanged changes={fallbackChanges(journey, leg.leg)} />
        {onMissed === null || fallbackAt(journey, leg.leg) === null ? null : (
          <p>
            <button type="button" className="button" onClick={onMissed}>
              {t("fallback.take")}
              <span className="hidden-visually"> {leg.service}</span>
            </button>
          </p>
        )}
        {onTell === null ? null : (
          <p>
            <button
              type="button"
              className={next === null ? "link small" : "button"}
              data-filled={next === "due" || undefined}
              onClick={onTell}
            >
              {t(
                journey.told.at(-1)?.leg === leg.leg
                  ? "step.tell-again"
                  : next === null
                    ? "step.tell-this"
                    : "step.tell",
              )}
              <span className="hidden-visually">
                {" "}
                {leg.from} – {leg.to}
              </span>
            </button>
          </p>
        )}
      </div>
    </li>
  );
};

const Asked = ({ word }: { word: AssignedView }) => {
  const { t } = useWords();
  return (
    <>
      <b>{word.thing === null ? word.words : (word.thing.name ?? t("journey.in-register"))}</b>
      {word.thing !== null && word.words !== "" ? ` (${word.words})` : null}
      {word.lost === null ? null : <b className="danger"> {t(`journey.lost.${word.lost}`)}</b>}
    </>
  );
};

const Reasons = ({ journey }: { journey: JourneyView }) => {
  const words = useWords();
  const { route, legs } = journey;
  return (
    <details className="panel-row">
      <summary>{words.t("journey.what-it-costs")}</summary>
      <ul className="small">
        {(route?.reasons ?? []).map((reason) => (
          <li key={`${reason.part} ${reason.leg ?? ""} ${reason.place}`} dir="auto">
            {reasonText(words, reason, legs.find(({ leg }) => leg === reason.leg)?.service ?? "")}
          </li>
        ))}
      </ul>
    </details>
  );
};
