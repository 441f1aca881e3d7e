import { type CaseView, type ThingId, USE_KINDS, type UseKind, type UseView } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Check, SelectField, TextField } from "../parts/field.tsx";
import { MomentField } from "../parts/moment-field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useNow, useView } from "../session/session.tsx";
import { useUndo } from "../undo/undo.tsx";
import { thingText } from "./marked-words.ts";
import { Together } from "./thing-dialog.tsx";

type Props = { one: CaseView; use: UseView | null; onClose(): void };

/** What the party used, or will: planned ones are recorded too, so that a raid tonight finds tomorrow's. */
export const UseDialog = ({ one, use, onClose }: Props) => {
  const { t } = useWords();
  const { exposure } = useView();
  const now = useNow(60_000);
  const deed = useDeed();
  const offer = useUndo();
  const things = (exposure.things ?? []).filter(({ retired }) => retired === null);
  const [thing, setThing] = useState<ThingId | "">(use?.thing.thing ?? things[0]?.thing ?? "");
  const [as, setAs] = useState<UseKind>(use?.as ?? "stayed");
  const [from, setFrom] = useState(use?.from ?? now);
  const [ends, setEnds] = useState(use !== null && (use.until !== null || use.state === "now"));
  const [until, setUntil] = useState(use?.until ?? now);
  const [others, setOthers] = useState<readonly ThingId[]>((use?.with ?? []).map((other) => other.thing));
  const [note, setNote] = useState(use?.note ?? "");
  const marked = things.find((known) => known.thing === thing)?.marked ?? null;
  if (things.length === 0)
    return (
      <FormDialog
        title={t("moves.record")}
        opened
        onClose={onClose}
        deed={deed}
        submit={t("save")}
        ready={false}
        act={async () => null}
      >
        <p>{t("moves.no-things")}</p>
        <p>
          <Link to="/things">{t("things.title")}</Link>
        </p>
      </FormDialog>
    );
  return (
    <FormDialog
      title={
        use === null ? t("moves.record-title", { alias: one.alias }) : t("moves.change-title", { alias: one.alias })
      }
      opened
      onClose={onClose}
      wide
      deed={deed}
      submit={t("save")}
      {...(marked === null ? {} : { warning: t("moves.is-marked"), grave: true })}
      ready={thing !== "" && (!ends || until >= from)}
      act={async () => {
        if (thing === "") return null;
        const outcome = await deed.run((act) =>
          act.recordUse(one.case, {
            ...(use === null ? {} : { use: use.use }),
            thing,
            as,
            from,
            until: ends ? until : null,
            with: others.filter((other) => other !== thing),
            note: note.trim(),
            over: use?.version ?? 0,
          }),
        );
        if (outcome?.kind === "done" && use === null)
          offer({
            said: t("undo.use", { name: things.find((known) => known.thing === thing)?.name ?? "" }),
            back: (act) => act.withdrawUse(one.case, outcome.use, t("undo.reason"), 1),
          });
        return outcome;
      }}
    >
      {use === null ? (
        <>
          <SelectField
            label={t("moves.as")}
            value={as}
            onChange={setAs}
            options={USE_KINDS.map((value) => ({ value, text: t(`use-kind.${value}`) }))}
          />
          <SelectField
            label={t("moves.what")}
            value={thing}
            onChange={setThing}
            options={things.map((known) => ({
              value: known.thing,
              text: `${known.name} · ${t(`thing-kind.${known.kind}`)}`,
            }))}
          />
        </>
      ) : (
        <p>
          {t(`use-kind.${use.as}`)} <b dir="auto">{thingText(t, use.thing)}</b>
        </p>
      )}
      <MomentField label={t("moves.from")} hint={t("moves.from-hint")} value={from} onChange={setFrom} />
      <Check label={t("moves.has-end")} checked={ends} onChange={setEnds} />
      {ends ? <MomentField label={t("moves.until")} value={until} onChange={setUntil} /> : null}
      <Together
        legend={t("moves.together")}
        offered={things.filter((known) => known.thing !== thing)}
        chosen={others}
        onChange={setOthers}
      />
      <TextField label={t("exposure.note")} value={note} onChange={setNote} lines={2} />
    </FormDialog>
  );
};
