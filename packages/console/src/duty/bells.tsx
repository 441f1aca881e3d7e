import type { DutyView } from "@fairlead/casework";
import type { Bell } from "@fairlead/client";
import { useCallback, useEffect, useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Check, Radios, TextField } from "../parts/field.tsx";
import { MINUTE } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { type Deed, Refused, useDeed } from "../session/deed.tsx";
import { useNow, useSession } from "../session/session.tsx";

type Told = { kinds: Bell["kind"][]; bells: Bell[] };

/** A member's own bells, asked of the server when the page is opened and after each deed. */
export const MyBells = ({ bell }: { bell: DutyView["bell"] }) => {
  const { t } = useWords();
  const { hand } = useSession();
  const deed = useDeed({ kept: false });
  const [told, setTold] = useState<Told | null>(null);
  const [adding, setAdding] = useState(false);
  const ask = useCallback(() => {
    hand.act.bells().then(
      (outcome) => outcome.kind === "done" && setTold({ kinds: outcome.kinds, bells: outcome.bells }),
      () => undefined,
    );
  }, [hand]);
  useEffect(() => {
    ask();
    // What has rung is told by the server alone; a test ring comes within seconds.
    const timer = setInterval(ask, 4_000);
    return () => clearInterval(timer);
  }, [ask]);
  return (
    <section className="stack" data-tight>
      <h2>{t("bells.title")}</h2>
      <p className="quiet small">{t("bells.hint")}</p>
      {told === null ? (
        <p className="quiet">{t("bells.asking")}</p>
      ) : told.kinds.length === 0 ? (
        <p className="warning">{t("bells.off")}</p>
      ) : (
        <>
          {told.bells.length === 0 ? <p className="warning">{t("bells.none")}</p> : null}
          <ul className="stack" data-tight>
            {told.bells.map((one) => (
              <BellRow key={one.bell} bell={one} deed={deed} ask={ask} />
            ))}
          </ul>
          {bell === null ? null : (
            <Check
              label={t("bells.stand-by")}
              checked={bell.standBy}
              disabled={deed.busy}
              onChange={(standBy) => void deed.run((act) => act.standBy(standBy))}
            />
          )}
          <Refused deed={deed} />
          <p>
            <button
              type="button"
              className="button"
              data-filled={told.bells.length === 0 || undefined}
              onClick={() => setAdding(true)}
            >
              {t("bells.add")}
            </button>
          </p>
          {adding ? (
            <AddBell
              kinds={told.kinds}
              standBy={bell?.standBy ?? true}
              onClose={() => {
                setAdding(false);
                ask();
              }}
            />
          ) : null}
        </>
      )}
    </section>
  );
};

const BellRow = ({ bell, deed, ask }: { bell: Bell; deed: Deed; ask(): void }) => {
  const { t, days } = useWords();
  const now = useNow(15_000);
  const run = async (act: Parameters<Deed["run"]>[0]) => {
    await deed.run(act);
    ask();
  };
  return (
    <li className="panel panel-row stack" data-tight>
      <p>
        <b>{t(`bells.kind.${bell.kind}`)}</b> <span dir="auto">{bell.address}</span>
      </p>
      <p className="small" role="status">
        {bell.failed !== null ? (
          <span className="warning">{t("bells.failed", { at: days.when(bell.failed * MINUTE, now) })}</span>
        ) : bell.rung === null ? (
          <span className="quiet">{t("bells.never")}</span>
        ) : (
          t("bells.rung", { at: days.when(bell.rung * MINUTE, now) })
        )}{" "}
        <span className="quiet">{t("bells.repeats", { every: bell.every, most: bell.most })}</span>
      </p>
      <p className="row">
        <button
          type="button"
          className="button"
          disabled={deed.busy}
          onClick={() => void run((act) => act.testBell(bell.bell))}
        >
          {t("bells.test")}
        </button>
        <button
          type="button"
          className="button"
          disabled={deed.busy}
          onClick={() => void run((act) => act.removeBell(bell.bell))}
        >
          {t("bells.remove")}
        </button>
      </p>
    </li>
  );
};

const AddBell = ({ kinds, standBy, onClose }: { kinds: Bell["kind"][]; standBy: boolean; onClose(): void }) => {
  const { t } = useWords();
  const deed = useDeed({ kept: false });
  const [kind, setKind] = useState<Bell["kind"]>(kinds[0] ?? "ntfy");
  const [address, setAddress] = useState("");
  const [every, setEvery] = useState("5");
  const [most, setMost] = useState("12");
  const within = (typed: string, least: number, greatest: number) =>
    /^\d{1,2}$/.test(typed) && Number(typed) >= least && Number(typed) <= greatest;
  return (
    <FormDialog
      title={t("bells.add")}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("bells.add-do")}
      warning={t(`bells.address-warning.${kind}`)}
      ready={address.trim() !== "" && within(every, 2, 60) && within(most, 1, 50)}
      act={() =>
        deed.run((act) =>
          act.putBell({ kind, address: address.trim(), every: Number(every), most: Number(most), standBy }),
        )
      }
    >
      {kinds.length > 1 ? (
        <Radios
          legend={t("bells.kind")}
          value={kind}
          onChange={setKind}
          options={kinds.map((value) => ({ value, text: t(`bells.kind.${value}`) }))}
        />
      ) : null}
      <TextField
        label={t(`bells.address.${kind}`)}
        hint={t(`bells.address-hint.${kind}`)}
        value={address}
        onChange={setAddress}
        focus
      />
      <TextField label={t("bells.every")} type="number" min={2} max={60} value={every} onChange={setEvery} />
      <TextField label={t("bells.most")} type="number" min={1} max={50} value={most} onChange={setMost} />
    </FormDialog>
  );
};
