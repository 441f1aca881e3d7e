import { mayApprove, mayWrite } from "@fairlead/casework";
import type { CaseInHand } from "@fairlead/client";
import { Tabs } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useShown } from "../access/shown.ts";
import { ShortBeds } from "../beds/short-beds.tsx";
import { Consents } from "../consent/consents.tsx";
import { AskErasing } from "../erasing/ask-erasing.tsx";
import { ErasingBanner } from "../erasing/erasing-banner.tsx";
import { type Before, Gone } from "../erasing/gone.tsx";
import { MovesTab } from "../exposure/moves-tab.tsx";
import { JourneyTab } from "../journey/journey-tab.tsx";
import { Icon } from "../parts/icon.tsx";
import { Line } from "../parts/rings.tsx";
import { type Reveals, useReveals } from "../person/reveal.tsx";
import { ShownNames } from "../person/shown-names.tsx";
import { PlanTab } from "../plan/plan-tab.tsx";
import { ResponseNow } from "../plan/response-now.tsx";
import { DoubtedBanner } from "../pruning/doubted-banner.tsx";
import { Applications } from "../relocation/applications.tsx";
import { useWords } from "../say/words.tsx";
import { useWhenFound } from "../search/found.tsx";
import { type AltKey, useAltKeys } from "../session/alt-keys.ts";
import { useNow, useView } from "../session/session.tsx";
import { BeginPart } from "../sharing/begin-part.tsx";
import { partsToBegin } from "../sharing/give.ts";
import { HaltedPart, type Place, useHalt } from "../sharing/halted-part.tsx";
import { PartBody } from "../sharing/part-body.tsx";
import { readersText } from "../sharing/readers.ts";
import { ReadersRow } from "../sharing/readers-row.tsx";
import { NotFound } from "../shell/not-found.tsx";
import { TicketsTab } from "../ticket/tickets-tab.tsx";
import { CaseDecisions } from "./case-decisions.tsx";
import { type CaseDeed, DEEDS, deedsOn } from "./case-deeds.ts";
import { type CaseTab, caseTabs, tabFor } from "./case-tabs.ts";
import { CaseTimeline } from "./case-timeline.tsx";
import { ClosedCase } from "./closed-case.tsx";
import { ContactTab } from "./contact-tab.tsx";
import { DeedDialog } from "./deed-dialog.tsx";
import { Facts } from "./facts.tsx";
import { NextStage } from "./next-stage.tsx";
import { ThreatTab } from "./threat-tab.tsx";
import "./case.css";

export const CasePage = ({ id }: { id: string }) => {
  const { cases, erased, status } = useView();
  const one = cases.find((known) => known.case === id);
  /** null where no case stood here when the screen was opened. */
  const [before] = useState<Before | null>(
    one === undefined ? null : { erased: erased.length, taken: status.takenAway.length },
  );
  if (one !== undefined) return <Case one={one} />;
  return before === null ? <NotFound /> : <Gone before={before} />;
};

const Case = ({ one }: { one: CaseInHand }) => {
  const { t, days } = useWords();
  const view = useView();
  const { me } = view;
  const now = useNow(15_000);
  const tabs = caseTabs(one);
  const [chosen, setChosen] = useState<string | null>(null);
  const [asking, setAsking] = useState<"part" | "erase" | null>(null);
  const [deed, setDeed] = useState<CaseDeed | null>(null);
  const reveals = useReveals();
  useWhenFound((found) => setChosen((before) => tabFor(tabs, found) ?? before));
  // One that was taken meanwhile gives way to the first.
  // The first wish or journey begins a part, whose tab then takes the place of the one that it was written in.
  const tab =
    tabs.find(({ key, kind }) => key === chosen && kind !== "closed") ??
    tabs.find((each) => each.kind === "part" && each.part.part === chosen) ??
    // Journeys that were pruned go on in another stream: whoever reads them stays there.
    tabs.find((each) => each.kind === "part" && each.part.part === "journey" && wasPruned(one, chosen)) ??
    tabs[0];
  const contact = one.parts.find(({ part }) => part === "contact");
  // The timeline tells of threats too, whatever tab is open.
  const threat = one.parts.find(({ part }) => part === "threat");
  useShown(contact?.stream, threat?.stream, tab?.kind === "part" ? tab.part.stream : undefined);
  const walk = useTabWalk(tabs, tab?.key, setChosen);
  useAltKeys([
    ...deedsOn(one, view).flatMap((each): [AltKey, () => void][] => {
      const { key } = DEEDS[each];
      return key === undefined ? [] : [[key, () => setDeed(each)]];
    }),
    ["Comma", () => walk(-1)],
    ["Period", () => walk(1)],
  ]);
  const close = () => setAsking(null);
  const openJourneys = () => setChosen(one.parts.find(({ part }) => part === "journey")?.stream ?? null);
  const open = one.closed === null;
  return (
    <div className="page case">
      <div className="page-head">
        <h1>{one.alias}</h1>
        <p className="quiet">{t("case.travelling", { n: one.people })}</p>
        <ShownNames one={one} reveals={reveals} />
        {one.closed === null ? null : <ClosedCase one={one} closed={one.closed} />}
        {open && tab?.key !== contact?.stream ? (
          <button
            type="button"
            className="button head-aside"
            data-filled
            onClick={() => setChosen(contact?.stream ?? null)}
          >
            {t("case.write-to", { alias: one.alias })}
          </button>
        ) : null}
      </div>
      <ErasingBanner one={one} now={now} />
      <DoubtedBanner one={one} openJourneys={openJourneys} />
      <Line
        label={t("case.stages")}
        size="stages"
        stops={one.line.map((stop) => ({
          key: stop.stage,
          ring: stop.ring,
          title: t(`stage.${stop.stage}`),
          ...(stop.at === null ? {} : { second: days.day(stop.at, now) }),
        }))}
      />
      <Facts one={one} now={now} openConsents={() => setChosen("consents")} openJourneys={openJourneys} />
      <ShortBeds one={one} now={now} />
      <ResponseNow one={one} now={now} />
      <NextStage one={one} tabs={tabs} onGo={setChosen} />
      <Tabs
        value={tab?.key ?? null}
        onChange={setChosen}
        classNames={{ root: "tabs", list: "tab-list", tab: "tab", panel: "tab-panel" }}
      >
        <div className="tabs-head">
          <Tabs.List>
            {tabs.map((each) => (
              <TabOf key={each.key} tab={each} one={one} now={now} />
            ))}
          </Tabs.List>
          {open && mayWrite(me.role, "beginPart") && partsToBegin(one).length > 0 ? (
            <button type="button" className="button begin-part" onClick={() => setAsking("part")}>
              {t("begin-part.open")}
            </button>
          ) : null}
        </div>
        <div className="case-columns panel">
          <div className="case-part">
            {tabs.map((each) =>
              each.kind === "closed" ? null : (
                <Tabs.Panel value={each.key} key={each.key}>
                  <HaltedPart {...placeOf(each, one)} />
                  <PanelOf tab={each} one={one} now={now} reveals={reveals} />
                </Tabs.Panel>
              ),
            )}
          </div>
          <CaseTimeline one={one} now={now} />
        </div>
      </Tabs>
      {one.erasing === null && mayApprove(me.role) ? (
        <p>
          <button type="button" className="button" onClick={() => setAsking("erase")}>
            {t("erase.ask-open")}
          </button>
        </p>
      ) : null}
      {deed === null ? null : <DeedDialog key={deed} deed={deed} one={one} onClose={() => setDeed(null)} />}
      {asking === "part" ? <BeginPart one={one} opened onClose={close} /> : null}
      {asking === "erase" ? <AskErasing one={one} opened onClose={close} /> : null}
    </div>
  );
};

type Of = { one: CaseInHand; now: number };

/** From tab to tab, past those that are closed; the keyboard goes along, since what had the focus may be on the tab before. */
const useTabWalk = (tabs: readonly CaseTab[], at: string | undefined, open: (key: string) => void) => {
  const walked = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the other tab stands
  useEffect(() => {
    if (walked.current) document.querySelector<HTMLElement>(".case [role=tab][aria-selected=true]")?.focus();
    walked.current = false;
  }, [at]);
  return (step: 1 | -1) => {
    const opened = tabs.filter(({ kind }) => kind !== "closed");
    const next = opened[(opened.findIndex(({ key }) => key === at) + step + opened.length) % opened.length];
    if (next === undefined) return;
    walked.current = true;
    open(next.key);
  };
};

const wasPruned = ({ prunings }: CaseInHand, chosen: string | null): boolean =>
  prunings.some(({ from }) => from === chosen);

/** Where the words of a tab stand: all but the other parts stand in contact. */
const placeOf = (tab: CaseTab, one: CaseInHand): Place => {
  const contact = one.parts.find(({ part }) => part === "contact");
  const isContact = tab.kind === "part" && tab.part === contact;
  return {
    stream: tab.kind === "part" ? tab.part.stream : contact?.stream,
    ...(isContact ? { mailboxes: one.mailboxes.map(({ mailbox }) => mailbox) } : {}),
  };
};

const TabOf = ({ tab, one, now }: Of & { tab: CaseTab }) => {
  const words = useWords();
  const { t } = words;
  const halt = useHalt(placeOf(tab, one));
  if (tab.kind === "closed") {
    return (
      <Tabs.Tab value={tab.key} disabled>
        <b className="row">
          <Icon name="lock" />
          {t(`part-name.${tab.name}`)}
        </b>
        <span className="small">{t("tab.closed")}</span>
      </Tabs.Tab>
    );
  }
  return (
    <Tabs.Tab value={tab.key}>
      <b>{tab.kind === "part" ? t(`part-name.${tab.part.part}`) : t(`tab.${tab.kind}`)}</b>
      {halt !== null ? (
        <span className="danger small">{t("tab.halted")}</span>
      ) : tab.kind === "plan" && one.plan.open.length > 0 ? (
        <PlanCount one={one} />
      ) : (
        <span className="quiet small">
          {tab.kind === "part"
            ? t("tab.readers", { who: readersText(words, tab.part.readers, now, 2) })
            : t(tab.kind === "journey" || tab.kind === "relocation" ? "tab.not-begun" : "tab.as-contact")}
        </span>
      )}
    </Tabs.Tab>
  );
};

const PlanCount = ({ one }: { one: CaseInHand }) => {
  const { t } = useWords();
  const n = one.plan.open.length;
  const overdue = one.plan.open.filter((task) => task.overdue).length;
  return overdue === 0 ? (
    <span className="quiet small">{t("tab.plan-open", { n })}</span>
  ) : (
    <span className="danger small">{t("tab.plan-overdue", { n, overdue })}</span>
  );
};

const PanelOf = ({ tab, one, now, reveals }: Of & { tab: Exclude<CaseTab, { kind: "closed" }>; reveals: Reveals }) => {
  if (tab.kind === "plan") return <PlanTab one={one} now={now} />;
  if (tab.kind === "consents") return <Consents one={one} now={now} />;
  if (tab.kind === "decisions") return <CaseDecisions one={one} now={now} />;
  if (tab.kind === "moves") return <MovesTab one={one} now={now} />;
  if (tab.kind === "tickets") return <TicketsTab one={one} now={now} />;
  if (tab.kind === "journey") return <JourneyTab one={one} now={now} />;
  if (tab.kind === "relocation") return <Applications part={null} one={one} closed={one.closed !== null} now={now} />;
  const { part } = tab;
  const body =
    part.part === "contact" ? (
      <ContactTab one={one} now={now} />
    ) : part.part === "threat" ? (
      <ThreatTab one={one} now={now} />
    ) : part.part === "journey" ? (
      <JourneyTab one={one} now={now} />
    ) : (
      <PartBody part={part} now={now} reveal={reveals(part.stream)} one={one} closed={one.closed !== null} />
    );
  return (
    <div className="stack">
      <ReadersRow one={one} part={part} now={now} />
      {body}
    </div>
  );
};
