import { lineOf, mayWrite, THING_KINDS, type ThingView } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useShown } from "../access/shown.ts";
import { noonOf } from "../parts/date-field.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { Empty } from "../parts/empty.tsx";
import { TextField } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useNow, useView } from "../session/session.tsx";
import { MarkButton } from "./mark-button.tsx";
import { thingText } from "./marked-words.ts";
import { tagText } from "./shelter-fields.tsx";
import { ThingDialog } from "./thing-dialog.tsx";
import { RoadPapers, ThingLinks } from "./thing-links.tsx";
import "./exposure.css";

type Asking = { kind: "add" } | { kind: "edit" | "retire"; thing: ThingView } | null;

/** Shelters, drivers, cars, cards: what stays and journeys rest on. No case stands in it, and the page says so. */
export const ThingsPage = () => {
  const { t } = useWords();
  const { exposure, me } = useView();
  const now = useNow(60_000);
  const [typed, setTyped] = useState("");
  const [asking, setAsking] = useState<Asking>(null);
  useShown("resources");
  const close = () => setAsking(null);
  const { things } = exposure;
  const may = things !== null && mayWrite(me.role, "writeThing");
  const wanted = typed.trim().toLocaleLowerCase();
  const shown = (things ?? []).filter(({ name, facts }) =>
    `${name} ${facts.place ?? ""} ${facts.area ?? ""} ${(facts.tags ?? []).join(" ")} ${facts.identifier ?? ""}`
      .toLocaleLowerCase()
      .includes(wanted),
  );
  const add = (
    <button type="button" className="button" data-filled onClick={() => setAsking({ kind: "add" })}>
      {t("things.add")}
    </button>
  );
  return (
    <div className="page exposure-page">
      <p>
        <Link to="/exposure" className="row people-back">
          <Icon name="back" />
          {t("nav.exposure")}
        </Link>
      </p>
      <div className="page-head">
        <h1>{t("things.title")}</h1>
        <p className="quiet">{t("things.count", { n: (things ?? []).filter(({ retired }) => !retired).length })}</p>
        {may && shown.length > 0 ? <div className="head-aside">{add}</div> : null}
      </div>
      <p className="quiet measure">{t("things.about")}</p>
      {things === null ? (
        <p className="panel panel-row quiet">{t("things.not-held")}</p>
      ) : things.length === 0 ? (
        <div className="panel">
          <Empty action={may ? add : null}>{t("things.none")}</Empty>
        </div>
      ) : (
        <>
          <div className="things-find">
            <TextField label={t("things.find")} value={typed} onChange={setTyped} />
          </div>
          {shown.length === 0 ? <p className="quiet">{t("things.find-none")}</p> : null}
        </>
      )}
      {THING_KINDS.map((kind) => {
        const ofKind = shown.filter((thing) => thing.kind === kind);
        return ofKind.length === 0 ? null : (
          <section key={kind}>
            <h2>{t(`things.of.${kind}`)}</h2>
            <ul className="panel">
              {ofKind.map((thing) => (
                <ThingRow key={thing.thing} thing={thing} now={now} may={may} onAsk={setAsking} />
              ))}
            </ul>
          </section>
        );
      })}
      {asking?.kind === "add" ? <ThingDialog thing={null} onClose={close} /> : null}
      {asking?.kind === "edit" ? <ThingDialog thing={asking.thing} onClose={close} /> : null}
      {asking?.kind === "retire" ? <RetireDialog thing={asking.thing} onClose={close} /> : null}
    </div>
  );
};

type RowProps = { thing: ThingView; now: number; may: boolean; onAsk(asking: Asking): void };

const ThingRow = ({ thing, now, may, onAsk }: RowProps) => {
  const { t, days } = useWords();
  const { facts, retired, uses } = thing;
  const facts_ = [
    facts.place,
    facts.beds === undefined ? undefined : t("things.beds", { n: facts.beds }),
    facts.seats === undefined ? undefined : t("things.seats", { n: facts.seats }),
    ...(facts.bedsFrom ?? []).map(({ day, beds }) =>
      t("things.beds-then", { n: beds, day: days.day(noonOf(day), now) }),
    ),
    ...(facts.tags ?? []).map((tag) => tagText(t, tag)),
    facts.hours,
    facts.area,
    facts.identifier,
  ].filter((one) => one !== undefined && one !== "");
  return (
    <li
      className="panel-row thing-row"
      data-retired={retired !== null || undefined}
      data-line={lineOf("thing", thing.thing)}
    >
      <div className="stack" data-tight>
        <p>
          <b dir="auto">{thing.name}</b>
        </p>
        <p className="small" dir="auto">
          {facts_.join(" · ")}
        </p>
        {facts.with.length === 0 ? null : (
          <p className="quiet small" dir="auto">
            {t("things.goes-with", { names: facts.with.map((one) => thingText(t, one)).join(", ") })}
          </p>
        )}
        <RoadPapers papers={facts.papers} now={now} />
        {facts.agreed === undefined ? null : (
          <p className="small" dir="auto">
            <span className="quiet">{t("things.agreed")}:</span> {facts.agreed}
          </p>
        )}
        {facts.rules === undefined ? null : (
          <p className="small words" dir="auto">
            <span className="quiet">{t("things.rules")}:</span> {facts.rules}
          </p>
        )}
        {facts.visited === undefined ? null : (
          <p className="quiet small">{t("things.visited-on", { day: days.day(noonOf(facts.visited), now) })}</p>
        )}
        {facts.note === undefined ? null : (
          <p className="small words" dir="auto">
            {facts.note}
          </p>
        )}
        {retired === null ? null : (
          <p className="small">
            {t("things.retired", { who: personText(t, retired.by), at: days.when(retired.at, now) })}{" "}
            <span dir="auto">{retired.reason}</span>
          </p>
        )}
      </div>
      <div className="stack" data-tight>
        <ThingUses uses={uses} now={now} />
        <ThingLinks thing={thing} now={now} />
      </div>
      <div className="row thing-deeds">
        <MarkButton of={{ kind: "thing", thing: thing.thing }} name={thing.name} />
        {may && retired === null ? (
          <>
            <button type="button" className="button" onClick={() => onAsk({ kind: "edit", thing })}>
              {t("change")}
              <span className="hidden-visually"> {thing.name}</span>
            </button>
            <button type="button" className="button" onClick={() => onAsk({ kind: "retire", thing })}>
              {t("things.retire")}
              <span className="hidden-visually"> {thing.name}</span>
            </button>
          </>
        ) : null}
      </div>
    </li>
  );
};

const USES_SHOWN = 3;

const ThingUses = ({ uses, now }: { uses: ThingView["uses"]; now: number }) => {
  const { t, days } = useWords();
  if (uses.length === 0) return <p className="quiet small">{t("things.unused")}</p>;
  return (
    <ul className="small">
      {uses.slice(0, USES_SHOWN).map((use) => (
        <li key={`${use.case} ${use.from} ${use.as}`}>
          <Link to="/cases/$case" params={{ case: use.case }}>
            <span dir="auto">{use.alias}</span>
          </Link>{" "}
          {t(`use-state.${use.state}`)} · {days.when(use.from, now)}
          {use.until === null ? "" : ` – ${days.when(use.until, now)}`}
        </li>
      ))}
      {uses.length > USES_SHOWN ? (
        <li className="quiet">{t("things.more-uses", { n: uses.length - USES_SHOWN })}</li>
      ) : null}
    </ul>
  );
};

const RetireDialog = ({ thing, onClose }: { thing: ThingView; onClose(): void }) => {
  const { t } = useWords();
  const deed = useDeed();
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      title={t("things.retire-title", { name: thing.name })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("things.retire-do")}
      warning={t("things.retire-means")}
      ready={reason.trim() !== ""}
      act={() => deed.run((act) => act.retireThing(thing.thing, reason.trim(), thing.version))}
    >
      <TextField label={t("reason")} value={reason} onChange={setReason} lines={2} focus />
    </FormDialog>
  );
};
