import { type CaseView, lineOf, mayWrite, type Overbooked, type UseView } from "@fairlead/casework";
import { useState } from "react";
import { OverText } from "../beds/beds-over.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";
import { MarkButton } from "./mark-button.tsx";
import { thingText } from "./marked-words.ts";
import { UseDialog } from "./use-dialog.tsx";
import "./exposure.css";

type Asking = { kind: "record" } | { kind: "change" | "withdraw"; use: UseView } | null;

/** Where the party stayed, with whom they rode, what paid: known to those who hold the case, and to no register. */
export const MovesTab = ({ one, now }: { one: CaseView; now: number }) => {
  const { t } = useWords();
  const { me, exposure } = useView();
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const may = mayWrite(me.role, "recordUse") && exposure.things !== null;
  const overOf = ({ as, state, thing }: UseView): Overbooked | null =>
    as === "stayed" && (state === "now" || state === "planned")
      ? (exposure.things?.find((one) => one.thing === thing.thing)?.overbooked ?? null)
      : null;
  return (
    <div className="stack">
      <section className="stack" data-tight>
        <div className="spread">
          <h2>{t("moves.title")}</h2>
          {may ? (
            <button type="button" className="button" onClick={() => setAsking({ kind: "record" })}>
              {t("moves.record")}
            </button>
          ) : null}
        </div>
        <p className="quiet small">{t("moves.about")}</p>
        {one.uses.length === 0 ? <p className="quiet">{t("moves.none")}</p> : null}
        <ul>
          {one.uses.map((use) => (
            <UseRow key={use.use} use={use} over={overOf(use)} now={now} may={may} onAsk={setAsking} />
          ))}
        </ul>
      </section>
      <section className="stack" data-tight>
        <h2>{t("moves.if-compromised")}</h2>
        <div className="row">
          {one.mailboxes.map(({ mailbox, name }) => (
            <MarkButton
              key={mailbox}
              of={{ kind: "mailbox", mailbox }}
              name={one.alias}
              label={t("moves.mark-phone", { name })}
            />
          ))}
          <MarkButton of={{ kind: "case", case: one.case }} name={one.alias} label={t("moves.mark-party")} />
        </div>
      </section>
      {asking?.kind === "record" ? <UseDialog one={one} use={null} onClose={close} /> : null}
      {asking?.kind === "change" ? <UseDialog one={one} use={asking.use} onClose={close} /> : null}
      {asking?.kind === "withdraw" ? <WithdrawUse one={one} use={asking.use} onClose={close} /> : null}
    </div>
  );
};

type RowProps = { use: UseView; over: Overbooked | null; now: number; may: boolean; onAsk(asking: Asking): void };

const UseRow = ({ use, over, now, may, onAsk }: RowProps) => {
  const { t, days } = useWords();
  const { state, withdrawn } = use;
  const name = thingText(t, use.thing);
  return (
    <li
      className="panel-row use-row"
      data-withdrawn={state === "withdrawn" || undefined}
      data-line={lineOf("use", use.use)}
    >
      <div className="stack" data-tight>
        <p>
          {t(`use-kind.${use.as}`)} <b dir="auto">{name}</b>
          {use.with.length === 0 ? null : (
            <span dir="auto">
              {" "}
              {t("moves.with", { names: use.with.map((other) => thingText(t, other)).join(", ") })}
            </span>
          )}
        </p>
        <p className="small">
          <b>{t(`use-state.${state}`)}</b> · {days.when(use.from, now)}
          {use.until === null ? "" : ` – ${days.when(use.until, now)}`}{" "}
          <span className="quiet">
            {t("exposure.by-at", { who: personText(t, use.by), at: days.when(use.at, now) })}
          </span>
        </p>
        {over === null ? null : (
          <p className="danger">
            <OverText over={over} now={now} />
          </p>
        )}
        {use.note === "" ? null : (
          <p className="small words" dir="auto">
            {use.note}
          </p>
        )}
        {withdrawn === null ? null : (
          <p className="small" dir="auto">
            {withdrawn.reason}
          </p>
        )}
      </div>
      {may && withdrawn === null ? (
        <div className="row">
          <button type="button" className="button" onClick={() => onAsk({ kind: "change", use })}>
            {t(use.as === "stayed" && state === "now" ? "moves.end" : "change")}
            <span className="hidden-visually"> {name}</span>
          </button>
          <button type="button" className="button" onClick={() => onAsk({ kind: "withdraw", use })}>
            {t(state === "planned" ? "moves.cancel" : "moves.withdraw")}
            <span className="hidden-visually"> {name}</span>
          </button>
        </div>
      ) : null}
    </li>
  );
};

const WithdrawUse = ({ one, use, onClose }: { one: CaseView; use: UseView; onClose(): void }) => {
  const { t } = useWords();
  const deed = useDeed();
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      title={t("moves.withdraw-title", { name: thingText(t, use.thing) })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t(use.state === "planned" ? "moves.cancel-do" : "moves.withdraw-do")}
      warning={t("moves.withdraw-means")}
      ready={reason.trim() !== ""}
      act={() => deed.run((act) => act.withdrawUse(one.case, use.use, reason.trim(), use.version))}
    >
      <TextField label={t("reason")} value={reason} onChange={setReason} lines={2} focus />
    </FormDialog>
  );
};
