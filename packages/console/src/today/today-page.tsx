import { expiringRoadPapers } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { BedsOver } from "../beds/beds-over.tsx";
import { ShortBedsOf } from "../beds/short-beds.tsx";
import { ConsentsDue } from "../consent/consents-due.tsx";
import { DecisionLink } from "../decisions/decision-link.tsx";
import { OnDuty } from "../duty/on-duty.tsx";
import { Ringing } from "../duty/ringing.tsx";
import { FigureReviews } from "../figures/reviews.tsx";
import { Reassess } from "../judging/ask-again.tsx";
import { NightMoves } from "../judging/night-moves.tsx";
import { MovingToday } from "../moving/moving-today.tsx";
import { Empty } from "../parts/empty.tsx";
import { Icon } from "../parts/icon.tsx";
import { Line } from "../parts/rings.tsx";
import { WaitingList } from "../people/waiting-list.tsx";
import { isForMe } from "../people/waiting-words.ts";
import { ExpiringPapers } from "../person/expiring.tsx";
import { MyTasks } from "../plan/my-tasks.tsx";
import { isPruneDoubted } from "../pruning/standing.ts";
import { useWords } from "../say/words.tsx";
import { useNow, useView } from "../session/session.tsx";
import { isWhole } from "../shell/status.ts";
import { ownRest } from "../team/rest.ts";
import { TicketsToday } from "../ticket/tickets-today.tsx";
import { ArrivalsDue } from "./arrivals-due.tsx";
import { CameToNothing } from "./came-to-nothing.tsx";
import { hasLostAnswer } from "./has-lost-answer.ts";
import { InDanger } from "./in-danger.tsx";
import { lostIn } from "./is-lost.ts";
import { LeftByOthers } from "./left-by-others.tsx";
import { Load } from "./load.tsx";
import { Lost } from "./lost.tsx";
import { needsYou } from "./needs-you.ts";
import { NeverCame } from "./never-came.tsx";
import { nextHoursText } from "./next-hours.ts";
import { LaddersOut, Overdue, UnheldToday } from "./overdue.tsx";
import { OwnSteps } from "./own-steps.tsx";
import { OwnerOut } from "./owner-out.tsx";
import { PruneDoubted } from "./prune-doubted.tsx";
import { Section } from "./section.tsx";
import "./today.css";

export const TodayPage = () => {
  const words = useWords();
  const { t, days } = words;
  const view = useView();
  const { today, queue, duty, me, waiting, invitations, status, exposure, cases } = view;
  const forMe = waiting.filter(isForMe);
  const doubted = cases.filter(isPruneDoubted);
  const lost = lostIn(cases);
  const neverCame = cases.filter((one) => hasLostAnswer(one, view.now));
  const answered = invitations.filter(({ state }) => state === "answered" || state === "spoiled");
  const now = useNow(15_000);
  // A specialist sees no caller: "nobody is in danger" would be a word about what is not known here.
  const answers = me.role !== "communications" && me.role !== "auditor" && me.role !== "specialist";
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("nav.today")}</h1>
        <p className="quiet">
          {days.weekday(now)}, <b>{days.clock(now)}</b> · {t("today.need-you", { n: needsYou(view) })}
        </p>
      </div>
      {answers || me.role === "administrator" ? <OnDuty duty={duty} now={now} /> : null}
      <div className="today">
        <div className="stack today-first">
          {duty.ringing === null ? null : (
            <Section title={t("ringing.title")} count={duty.ringing.threads + duty.ringing.cases.length}>
              <Ringing ringing={duty.ringing} />
            </Section>
          )}
          {today.overdue.length === 0 ? null : (
            <Section title={t("today.overdue")} count={today.overdue.length}>
              <Overdue checkIns={today.overdue} unheldBelow={today.unheld.length > 0} />
            </Section>
          )}
          <UnheldToday checkIns={today.unheld} now={now} />
          <LaddersOut checkIns={today.ladders} now={now} />
          {today.tickets.length === 0 ? null : (
            <Section title={t("today.tickets")} count={today.tickets.length}>
              <TicketsToday tickets={today.tickets} now={now} />
            </Section>
          )}
          <ArrivalsDue arrivals={today.arrivals} now={now} />
          {answers ? (
            <Section
              title={t("today.in-danger")}
              count={today.inDanger.length + today.casesInDanger.length || undefined}
            >
              <div className="panel">
                {today.inDanger.length + today.casesInDanger.length === 0 ? (
                  <Empty
                    action={
                      <Link to="/queue" className="button">
                        {t("today.open-queue", { n: queue.waiting })}
                      </Link>
                    }
                  >
                    {t(isWhole(status) ? "today.nobody-in-danger" : "reading.nobody-yet")}
                  </Empty>
                ) : (
                  <InDanger threads={today.inDanger} cases={today.casesInDanger} now={now} />
                )}
              </div>
            </Section>
          ) : null}
          {today.writtenToClosed.length === 0 ? null : (
            <Section title={t("today.written-to-closed")} count={today.writtenToClosed.length}>
              <div className="panel">
                <InDanger threads={[]} cases={today.writtenToClosed} now={now} />
              </div>
            </Section>
          )}
          <OwnSteps steps={exposure.own} now={now} />
          <LeftByOthers cases={today.left} now={now} />
          <Lost lost={lost} now={now} />
          <OwnerOut cases={today.ownerOut} />
          <NeverCame cases={neverCame} now={view.now} />
          {today.nightMoves.length === 0 ? null : (
            <Section title={t("night-move.title")} count={today.nightMoves.length}>
              <NightMoves moves={today.nightMoves} />
            </Section>
          )}
          <CameToNothing outcomes={today.outcomes} papers={view.refusedSignings.filter(({ news }) => news)} now={now} />
          <PruneDoubted cases={doubted} />
          {today.waitingForMe.length + today.mineWaiting.length === 0 ? null : (
            <Section
              title={t("today.decisions")}
              count={today.waitingForMe.length || undefined}
              aside={
                today.mineWaiting.length === 0 ? undefined : t("today.mine-waiting", { n: today.mineWaiting.length })
              }
            >
              <div className="panel">
                {today.waitingForMe.length === 0 ? (
                  <Empty
                    action={
                      <Link to="/decisions" className="button">
                        {t("today.all-decisions")}
                      </Link>
                    }
                  >
                    {t("today.no-decisions")}
                  </Empty>
                ) : (
                  today.waitingForMe.map((decision) => (
                    <div className="panel-row decision-row" key={decision.decision}>
                      <Icon name="two" />
                      <div>
                        <p>
                          <b>
                            {t(`decision.${decision.about}`)} · {decision.alias}
                          </b>
                        </p>
                        <p className="quiet small">
                          {t(decision.state === "ordered" ? "decision.ordered-by" : "decision.proposed-by", {
                            who: decision.proposedBy.handle ?? "",
                            at: days.when(decision.at, now),
                          })}{" "}
                          {decision.changedSince.length === 0 ? null : (
                            <b className="changed">{t("decision.changed", { n: decision.changedSince.length })}</b>
                          )}
                        </p>
                      </div>
                      <p className="num">
                        <span className="quiet">
                          {t(decision.state === "ordered" ? "decision.review-by" : "decision.decide-by")}
                        </span>
                        <br />
                        <b>{days.when(decision.expires, now)}</b>
                      </p>
                      <Link to="/decisions" className="button">
                        {t("decision.read-first")}
                      </Link>
                    </div>
                  ))
                )}
              </div>
            </Section>
          )}
          {today.consents.length === 0 ? null : (
            <Section title={t("today.consents")} count={today.consents.length}>
              <ConsentsDue consents={today.consents} />
            </Section>
          )}
          {answers || today.tasks.due.length + today.tasks.later.length > 0 ? (
            <MyTasks tasks={today.tasks} now={now} />
          ) : null}
          <Reassess cases={today.reassess} now={now} />
          <WaitingList title={t("waiting.for-me")} waiting={forMe} />
          {answered.length === 0 ? null : (
            <Section title={t("today.newcomers")} count={answered.length}>
              <div className="panel">
                {answered.map((one) => (
                  <div className="panel-row spread" key={one.id}>
                    <p>
                      <b dir="auto">{one.handle}</b>{" "}
                      <span className={one.state === "spoiled" ? "danger" : "quiet"}>
                        · {t(`invitation.${one.state}`)}
                      </span>
                    </p>
                    <Link to="/people" className="button">
                      {t("today.compare")}
                    </Link>
                  </div>
                ))}
              </div>
            </Section>
          )}
          <BedsOver things={exposure.things ?? []} now={now} />
          <ShortBedsOf cases={cases} now={now} />
          <ExpiringPapers papers={today.papers} road={expiringRoadPapers(exposure.things ?? [], now)} />
          {today.figuresForMe.length === 0 ? null : (
            <Section title={t("today.figures")} count={today.figuresForMe.length}>
              <FigureReviews releases={today.figuresForMe} now={now} />
            </Section>
          )}
          {today.nextHours.length === 0 ? null : (
            <Section title={t("today.next-hours")}>
              <Line
                label={t("today.next-hours")}
                size="long"
                stops={today.nextHours.slice(0, 6).map((one) => ({
                  key: `${one.case ?? one.mailbox}-${one.kind}-${one.at}`,
                  ring: "to-come",
                  title: <b className="ink">{days.when(one.at, now)}</b>,
                  second: (
                    <DecisionLink decision={one} className="plain">
                      {nextHoursText(words, one)}
                    </DecisionLink>
                  ),
                }))}
              />
            </Section>
          )}
        </div>
        <div className="stack today-second">
          <MovingToday moving={today.moving} now={now} />
          {today.answering.length === 0 ? null : (
            <Section title={t("today.answering")} count={today.answering.length}>
              <div className="panel">
                {today.answering.map((thread) => (
                  <div className="panel-row spread" key={thread.mailbox}>
                    <Link to="/queue/$mailbox" params={{ mailbox: thread.mailbox }}>
                      <b>{thread.name}</b>
                    </Link>
                    <span className="quiet small">
                      {thread.claim === null ? "" : t("thread.yours-until", { at: days.clock(thread.claim.until) })}
                    </span>
                  </div>
                ))}
              </div>
            </Section>
          )}
          {answers ? (
            <Load
              load={today.load}
              handOver={queue.handOver}
              now={now}
              team={me.role === "coordinator"}
              rest={ownRest(view, now)}
            />
          ) : null}
        </div>
      </div>
    </div>
  );
};
