import type { ErasureAlarm } from "@fairlead/casework";
import type { Halt } from "@fairlead/client";
import { Link, useLocation } from "@tanstack/react-router";
import { NewDevice } from "../device/new-device.tsx";
import { Icon } from "../parts/icon.tsx";
import { aboutText } from "../say/compartment.ts";
import { personText } from "../say/people.ts";
import { HOUR } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import { useNow, useView } from "../session/session.tsx";
import { haltIn } from "../sharing/halted-part.tsx";
import { isGone } from "../unsent/saying.ts";
import { Disputes } from "./disputes.tsx";
import { KeysInMotion } from "./keys-in-motion.tsx";
import { Notice } from "./notice.tsx";
import { OnePersonTwice } from "./one-person-twice.tsx";
import { StillReading } from "./still-reading.tsx";
import { Unproven } from "./unproven.tsx";

type Halts = { first: Halt; all: Halt[] };

/** Many compartments halted for one reason are one thing to act on: thirty equal panels would bury the screen below. */
const together = (halted: readonly Halt[]): Halts[] => {
  const groups = new Map<string, Halts>();
  for (const halt of halted) {
    const key = [aboutText(halt.about), halt.code, halt.safe].join();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: halt, all: [halt] });
    else group.all.push(halt);
  }
  return [...groups.values()];
};

const CASES_NAMED = 6;

const HaltPanel = ({ halts: { first: halt, all } }: { halts: Halts }) => {
  const { t } = useWords();
  const { cases } = useView();
  const n = all.length;
  const reached = cases.filter((one) =>
    all.some(
      (each) =>
        haltIn([each], { mailboxes: one.mailboxes.map(({ mailbox }) => mailbox) }) !== null ||
        one.parts.some(({ stream }) => stream === each.stream),
    ),
  );
  return (
    <section className="panel banner" data-first>
      <div className="panel-row row" data-top>
        <Icon name="halted" className="danger" />
        <div className="stack" data-tight>
          <h2 className="danger">
            {t("halted.title", { about: t(aboutText(halt.about)) })}{" "}
            {n === 1 ? null : <span className="num">· {n}</span>}
          </h2>
          <p>{t("halted.why")}</p>
          <p>{t(`halted.safe.${halt.safe}`)}</p>
          {reached.length === 0 ? null : (
            <p className="row">
              {t("halted.cases", { n: reached.length })}{" "}
              {reached.slice(0, CASES_NAMED).map((one) => (
                <Link key={one.case} to="/cases/$case" params={{ case: one.case }}>
                  <span dir="auto">{one.alias}</span>
                </Link>
              ))}
            </p>
          )}
          <p className="quiet small">{t("halted.code", { code: halt.code })}</p>
        </div>
      </div>
    </section>
  );
};

/** Someone lets a compartment run out though nobody closed its case: who and when, and how to stop it. */
const ErasurePanel = ({ alarm, now }: { alarm: ErasureAlarm; now: number }) => {
  const { t, days } = useWords();
  const deed = useDeed();
  const said = { at: days.when(alarm.at, now), who: personText(t, alarm.by) };
  return (
    <section className="panel banner panel-row stack" data-first role="alert">
      <div className="row">
        <Icon name="warning" className="danger" />
        <p className="grow danger">
          {alarm.case === null ? t("alarm.erasure-no-case", said) : t("alarm.erasure", { ...said, alias: alarm.alias })}
        </p>
        <button
          type="button"
          className="button"
          data-filled
          disabled={deed.busy}
          onClick={() => void deed.run((act) => act.withdrawErasure(alarm.stream))}
        >
          {t("alarm.erasure-withdraw")}
        </button>
      </div>
      <Refused deed={deed} />
    </section>
  );
};

/** What stands above every screen: halted compartments, writes that could not stand, keys about to run out. */
export const Banners = () => {
  const { t, days } = useWords();
  const view = useView();
  const now = useNow(60_000);
  const deed = useDeed();
  const { pathname } = useLocation();
  const { halted, undone, setAside, passedOver, certificate } = view.status;
  const gone = undone.filter(isGone).length;
  const destroyed = view.status.alarms.filter((alarm) => alarm.kind === "letter-destroyed");
  const cards = view.status.alarms.filter(({ kind }) => kind === "unknown-card" || kind === "superseded-card");
  return (
    <div className="banners">
      <Disputes />
      <Unproven />
      <OnePersonTwice />
      {together(halted).map((halts) => (
        <HaltPanel key={`${halts.first.stream}-${halts.first.code}`} halts={halts} />
      ))}
      <KeysInMotion />
      <StillReading />
      {view.status.notKept === 0 || view.status.reading !== null ? null : (
        <Notice grave>{t("not-kept", { n: view.status.notKept })}</Notice>
      )}
      <NewDevice />
      {/* On its own page they stand in full. */}
      {undone.length === 0 || pathname === "/unsent" ? null : (
        <Notice
          action={
            <Link to="/unsent" className="button">
              {t("unsent.look")}
            </Link>
          }
        >
          {gone === undone.length ? null : <p role="alert">{t("unsent.banner", { n: undone.length - gone })}</p>}
          {gone === 0 ? null : <p role="alert">{t("unsent.gone-banner", { n: gone })}</p>}
        </Notice>
      )}
      {view.status.alarms.map((alarm) =>
        alarm.kind === "erasure" ? <ErasurePanel key={alarm.stream} alarm={alarm} now={now} /> : null,
      )}
      {view.status.alarms.map((alarm) =>
        alarm.kind === "unlawful-erasure" ? (
          <Notice key={alarm.about} grave>
            {t("alarm.unlawful-erasure", { what: t(aboutText(alarm.about)) })}
          </Notice>
        ) : null,
      )}
      {destroyed.length === 0 ? null : (
        <Notice grave>
          {t("alarm.letter-destroyed", {
            n: destroyed.length,
            where: [...new Set(destroyed.map(({ alias }) => alias))].join(", "),
          })}
        </Notice>
      )}
      {cards.length === 0 ? null : (
        <Notice>
          {cards.some((alarm) => alarm.kind === "unknown-card")
            ? t("alarm.unknown-card", { n: cards.length })
            : t("alarm.superseded-card", { n: cards.length })}
        </Notice>
      )}
      {view.status.clockAhead === null ? null : (
        <Notice grave>
          {t(view.status.clockAhead > 0 ? "clock.server-ahead" : "clock.server-behind", {
            n: Math.abs(view.status.clockAhead),
          })}
        </Notice>
      )}
      {setAside === 0 ? null : <Notice>{t("set-aside", { n: setAside })}</Notice>}
      {passedOver.length === 0 ? null : (
        <Notice grave>
          {t("passed-over", { code: passedOver.map(({ about, op, why }) => `${about} ${op} ${why}`).join(", ") })}
        </Notice>
      )}
      {certificate?.remind && view.me.role === "administrator" ? (
        <div className="panel banner panel-row stack">
          <div className="row">
            <Icon name="warning" className="warning" />
            <p className="grow">{t("certificate.remind", { at: days.when(certificate.expires * HOUR, now) })}</p>
            <button
              type="button"
              className="button"
              data-filled
              disabled={deed.busy}
              onClick={() => void deed.run((act) => act.renewCertificate())}
            >
              {t("certificate.renew")}
            </button>
          </div>
          <Refused deed={deed} />
        </div>
      ) : null}
    </div>
  );
};
