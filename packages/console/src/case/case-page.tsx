import type { CaseView } from "@fairlead/casework";
import { Tabs } from "@mantine/core";
import { useState } from "react";
import { Line } from "../parts/rings.tsx";
import { peopleText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useNow, useView } from "../session/session.tsx";
import { NotFound } from "../shell/not-found.tsx";
import { CaseDecisions } from "./case-decisions.tsx";
import { CaseTimeline } from "./case-timeline.tsx";
import { ClosedCase } from "./closed-case.tsx";
import { ContactTab } from "./contact-tab.tsx";
import { Facts } from "./facts.tsx";
import { NextStage } from "./next-stage.tsx";
import { ThreatTab } from "./threat-tab.tsx";
import "./case.css";

export const CasePage = ({ id }: { id: string }) => {
  const { cases } = useView();
  const one = cases.find((known) => known.case === id);
  return one === undefined ? <NotFound /> : <Case one={one} />;
};

type Tab = "contact" | "threat" | "decisions";

const TABS = ["contact", "threat", "decisions"] as const;

const Case = ({ one }: { one: CaseView }) => {
  const { t, days } = useWords();
  const now = useNow(15_000);
  const [tab, setTab] = useState<Tab>("contact");
  const holds = (part: string) => one.parts.find((held) => held.part === part);
  const readers = (name: Tab) => holds(name === "decisions" ? "contact" : name)?.readers ?? [];
  return (
    <div className="page case">
      <div className="page-head">
        <h1>{one.alias}</h1>
        <p className="quiet">{t("case.travelling", { n: one.people })}</p>
        {one.closed === null ? null : <ClosedCase one={one} closed={one.closed} />}
        {one.closed === null && tab !== "contact" ? (
          <button type="button" className="button head-aside" data-filled onClick={() => setTab("contact")}>
            {t("case.write-to", { alias: one.alias })}
          </button>
        ) : null}
      </div>
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
      <Facts one={one} now={now} />
      <NextStage one={one} />
      <Tabs
        value={tab}
        onChange={(value) => setTab(TABS.find((known) => known === value) ?? "contact")}
        classNames={{ root: "tabs", list: "tab-list", tab: "tab", panel: "tab-panel" }}
      >
        <Tabs.List>
          {TABS.map((name) => (
            <Tabs.Tab value={name} key={name}>
              <b>{t(`tab.${name}`)}</b>
              <span className="quiet small">{t("tab.readers", { who: peopleText(t, readers(name)) })}</span>
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <div className="case-columns panel">
          <div className="case-part">
            <Tabs.Panel value="contact">
              <ContactTab one={one} now={now} />
            </Tabs.Panel>
            <Tabs.Panel value="threat">
              {holds("threat") ? <ThreatTab one={one} now={now} /> : <p className="quiet">{t("part.not-yours")}</p>}
            </Tabs.Panel>
            <Tabs.Panel value="decisions">
              <CaseDecisions one={one} now={now} />
            </Tabs.Panel>
          </div>
          <CaseTimeline one={one} now={now} />
        </div>
      </Tabs>
    </div>
  );
};
