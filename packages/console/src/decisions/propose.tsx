import type { CaseView, DecisionSubject, GoFactView, SearchAbout } from "@fairlead/casework";
import { useState } from "react";
import type { CaseDialog } from "../case/facts.tsx";
import { linesOf } from "../case/lines.ts";
import { SearchDialog } from "../case/search-dialog.tsx";
import { GiveConsentDialog } from "../consent/give-consent.tsx";
import { SaidNo } from "../consent/said-no.tsx";
import { factLine, GoFacts } from "../judging/go-facts.tsx";
import { GoSearch } from "../judging/go-search.tsx";
import { WhoIsCalled } from "../judging/night-moves.tsx";
import { GoMoney } from "../money/go-money.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { Check, SelectField, TextField } from "../parts/field.tsx";
import { useWhyNone } from "../provision/why-none.tsx";
import { HOUR } from "../say/spans.ts";
import { type Text, useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession } from "../session/session.tsx";
import { useUndo } from "../undo/undo.tsx";

/** What is looked at before a party sets out. A point that is not met is said, not hidden. */
const GO_CHECKLIST: readonly Text[] = [
  "go.route",
  "go.weather",
  "go.driver",
  "go.shelter",
  "go.host",
  "go.phone",
  "go.money",
  "go.papers",
  "go.fallback",
  "go.check-in",
  "go.consent",
];

/** Ticked by nobody where the case answers it. */
const ANSWERED: Readonly<Partial<Record<GoFactView["point"], Text>>> = {
  "check-in": "go.check-in",
  route: "go.route",
  shelter: "go.shelter",
};

const UNTIL = ["3", "6", "12", "24", "48"] as const;

/** Subjects that this member may bring up now: the night exception only at urgency *now*. [P11] */
const subjectsFor = (one: CaseView): DecisionSubject[] =>
  one.urgency.level === "now" ? ["go", "no-go", "night-move", "decline"] : ["go", "no-go", "decline"];

export const Propose = ({ one, opened, onClose }: CaseDialog) => {
  const words = useWords();
  const { t } = words;
  const { clock } = useSession();
  const deed = useDeed();
  const offer = useUndo();
  const [about, setAbout] = useState<DecisionSubject>("go");
  const [text, setText] = useState("");
  const [met, setMet] = useState<ReadonlySet<Text>>(new Set());
  const [looking, setLooking] = useState<SearchAbout | null>(null);
  const [more, setMore] = useState("");
  const [hours, setHours] = useState<(typeof UNTIL)[number]>("12");
  const whyNone = useWhyNone(one.provision);
  const declining = about === "decline";
  const listed = about === "go" || about === "night-move";
  const facts = listed ? one.goFacts : [];
  // Whoever orders at night sees what is not so, and is not held up by it.
  const unmet = about === "go" ? facts.filter((fact) => !fact.met) : [];
  const no = listed ? one.unwilling : null;
  const [hearing, setHearing] = useState(false);
  const [whys, setWhys] = useState<ReadonlyMap<GoFactView["point"], string>>(new Map());
  const whyOf = ({ point }: GoFactView): string => (whys.get(point) ?? "").trim();
  const asked = GO_CHECKLIST.filter((text) => !facts.some(({ point }) => ANSWERED[point] === text));
  // In its place while it is open: Escape must not throw away what was proposed so far.
  if (looking !== null)
    return <SearchDialog key={looking} one={one} about={looking} opened onClose={() => setLooking(null)} />;
  if (hearing) return <GiveConsentDialog one={one} again={one.unwilling} onClose={() => setHearing(false)} />;
  return (
    <FormDialog
      title={t("propose.title", { alias: one.alias })}
      opened={opened}
      halfWritten={[text, more, ...whys.values()].some((words) => words.trim() !== "")}
      onClose={onClose}
      wide
      deed={deed}
      submit={t(about === "night-move" ? "propose.order" : "propose.do")}
      warning={t(about === "night-move" ? "propose.order-warning" : "propose.warning")}
      grave={about === "night-move"}
      ready={
        text.trim() !== "" &&
        no === null &&
        (!declining || whyNone.ready) &&
        (about !== "go" || one.goSearch.every(({ fresh }) => fresh)) &&
        unmet.every((fact) => whyOf(fact) !== "")
      }
      act={async () => {
        const outcome = await deed.run((act) =>
          act.propose(one.case, {
            about,
            text: text.trim(),
            checklist: [
              ...facts.map((fact) => ({
                text: factLine(words, fact, clock()),
                met: fact.met,
                point: fact.point,
                ...(fact.met || about !== "go" ? {} : { why: whyOf(fact) }),
              })),
              ...(listed ? asked.map((point) => ({ text: t(point), met: met.has(point) })) : []),
              ...linesOf(more).map((point) => ({ text: point, met: false })),
            ],
            expires: clock() + Number(hours) * HOUR,
            ...(declining ? whyNone.said : {}),
          }),
        );
        // An order at night has called somebody already.
        if (outcome?.kind === "done" && about !== "night-move")
          offer({
            said: t("undo.proposed", { about: t(`decision.${about}`), alias: one.alias }),
            back: (act) => act.withdraw(one.case, outcome.decision, t("undo.reason")),
          });
        return outcome;
      }}
    >
      <SelectField
        label={t("propose.about")}
        value={about}
        onChange={setAbout}
        options={subjectsFor(one).map((value) => ({ value, text: t(`decision.${value}`) }))}
      />
      {no === null ? null : <SaidNo no={no} now={clock()} hear={() => setHearing(true)} />}
      <TextField
        label={t("propose.text")}
        hint={t("propose.text-hint")}
        value={text}
        onChange={setText}
        lines={3}
        focus
      />
      {about === "go" ? <GoSearch search={one.goSearch} now={clock()} look={setLooking} /> : null}
      {about === "night-move" ? <GoSearch search={one.goSearch} now={clock()} /> : null}
      <GoFacts facts={facts} now={clock()} />
      {unmet.map((fact) => (
        <TextField
          key={fact.point}
          label={t("go-fact.why", { point: t(`go-fact.${fact.point}`) })}
          hint={t("go-fact.why-hint")}
          value={whys.get(fact.point) ?? ""}
          onChange={(why) => setWhys(new Map(whys).set(fact.point, why))}
          lines={2}
        />
      ))}
      {about === "night-move" ? <WhoIsCalled night={one.night} /> : null}
      {declining ? whyNone.fields : null}
      {listed ? (
        <fieldset>
          <legend>{t("propose.checklist")}</legend>
          {asked.map((point) => (
            <Check
              key={point}
              label={
                <>
                  {t(point)}
                  {point === "go.money" ? <GoMoney of={one.case} now={clock()} /> : null}
                </>
              }
              checked={met.has(point)}
              onChange={(on) => setMet(new Set(on ? [...met, point] : [...met].filter((known) => known !== point)))}
            />
          ))}
        </fieldset>
      ) : null}
      <TextField label={t("propose.more")} hint={t("propose.more-hint")} value={more} onChange={setMore} lines={2} />
      <SelectField
        label={t("propose.until")}
        value={hours}
        onChange={setHours}
        options={UNTIL.map((value) => ({ value, text: t("answer.within-hours", { n: Number(value) }) }))}
      />
    </FormDialog>
  );
};
