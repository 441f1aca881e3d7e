import {
  type CaseView,
  needsResponse,
  STATUSES,
  type Status,
  statusOfPerson,
  type TaskId,
  whomOf,
} from "@fairlead/casework";
import { useState } from "react";
import type { CaseDialog } from "../case/facts.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { Check, Radios, TextField } from "../parts/field.tsx";
import { whomText } from "../say/status.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession, useView } from "../session/session.tsx";
import { heldText } from "../ticket/still-held.ts";
import { type Undoable, useUndo } from "../undo/undo.tsx";
import { ResponseCard } from "./response-card.tsx";
import { fromStatus, responseLines } from "./response-tasks.tsx";
import { forbiddenLines, readLines, TaskChecks } from "./task-checks.tsx";

type StatusProps = CaseDialog & { begin?: Status; of?: readonly string[] | null };

/** `begin`: what somebody has come to say; `of`: of whom, by their numbers; null: of everybody. Each status opens what was agreed for it; its tasks are added in the same step as the status itself. */
export const StatusDialog = ({ one, opened, onClose, begin, of }: StatusProps) => {
  const words = useWords();
  const { t } = words;
  const { clock } = useSession();
  const { texts } = useView();
  const deed = useDeed({ asShown: opened });
  const offer = useUndo();
  const [now] = useState(clock);
  const party = whomOf(one, null);
  // Of several nobody is ticked for whoever is in a hurry: three who go on must not be set down as held with the fourth.
  const [chosen, setChosen] = useState<readonly string[]>(of === null || party.length < 2 ? party : (of ?? []));
  const all = party.every((person) => chosen.includes(person));
  const whom = all ? null : chosen;
  const [status, setStatus] = useState<Status | null>(
    () => begin ?? (chosen[0] === undefined ? null : (statusOfPerson(one, chosen[0])?.status ?? null)),
  );
  const [note, setNote] = useState("");
  const agreedFor = (value: Status | null) => one.plan.responses.find((known) => known.status === value);
  const [without, setWithout] = useState<ReadonlySet<number>>(() => new Set(forbiddenLines(agreedFor(status)).keys()));
  const [drops, setDrops] = useState(true);
  const agreed = agreedFor(status);
  const bad = status !== null && needsResponse(status) ? status : null;
  const written = texts.protocols.find(({ protocol }) => protocol === bad)?.written ?? null;
  const isNew = chosen.some((person) => statusOfPerson(one, person)?.status !== status);
  const lines = bad === null || !isNew ? [] : responseLines(one, bad, texts, words);
  const tasks = readLines(one, lines, now);
  const wanted = tasks.filter((_, index) => !without.has(index));
  // Of whatever status it was before: what is over is not left to nag for ever.
  const over = isNew
    ? one.plan.open.filter(
        ({ from }) =>
          from?.kind === "status" &&
          from.of !== status &&
          whomOf(one, from.whom).every((person) => chosen.includes(person)),
      )
    : [];
  const concerns = whom === null ? {} : { whom };
  /** What stood before, or nothing, with the tasks as they were. */
  const undoOf = (added: TaskId[], dropped: readonly TaskId[], now: Status): Undoable => ({
    said: t("undo.status", { alias: whom === null ? one.alias : whomText(one, whom), status: t(`status-of.${now}`) }),
    back: (act) => {
      const reason = t("undo.reason");
      const drop = added.length > 0 ? { drop: { tasks: added, reason } } : {};
      return act.setStatus(one.case, {
        ...{ status: now, note: reason, back: true, reopen: dropped },
        ...concerns,
        ...drop,
      });
    },
    left: ({ cases }) => heldText(t, cases, one.case),
  });
  const choose = (value: Status) => {
    setStatus(value);
    setWithout(new Set(forbiddenLines(agreedFor(value)).keys()));
    setDrops(value === "well");
  };
  return (
    <FormDialog
      title={t("status.title", { alias: one.alias })}
      opened={opened}
      wide
      onClose={onClose}
      deed={deed}
      submit={wanted.length === 0 ? t("save") : t("status.save-with", { n: wanted.length })}
      warning={t("status.hint")}
      ready={status !== null && chosen.length > 0 && note.trim() !== ""}
      act={async () => {
        if (status === null) return null;
        const dropped = drops ? over.map(({ task }) => task) : [];
        const outcome = await deed.run((act) =>
          act.setStatus(one.case, {
            status,
            note: note.trim(),
            ...concerns,
            tasks: wanted.map(({ unknown: _, ...task }) => ({ ...task, from: fromStatus(status, whom) })),
            ...(dropped.length > 0 ? { drop: { tasks: dropped, reason: note.trim() } } : {}),
          }),
        );
        if (outcome?.kind === "done" && isNew) offer(undoOf(outcome.tasks, dropped, status));
        return outcome;
      }}
    >
      {party.length < 2 ? null : (
        <fieldset>
          <legend>{t("status.whom")}</legend>
          <Check
            label={t("status.everybody", { n: one.people })}
            checked={all}
            onChange={(on) => setChosen(on ? party : [])}
          />
          {party.map((person) => (
            <Check
              key={person}
              checked={chosen.includes(person)}
              onChange={(on) => setChosen(party.filter((each) => (each === person ? on : chosen.includes(each))))}
              label={<PersonStatus one={one} person={person} />}
            />
          ))}
        </fieldset>
      )}
      <Radios
        legend={t("facts.status")}
        value={status}
        onChange={choose}
        options={STATUSES.map((value) => ({ value, text: t(`status-of.${value}`) }))}
      />
      {bad === null ? null : (
        <section className="panel panel-row stack" data-tight aria-live="polite">
          <h3>{t(agreed === undefined ? "response.nothing-agreed" : "response.agreed-title")}</h3>
          {agreed === undefined ? (
            <p className="quiet small">
              {t(written === null ? "response.draft-instead" : "response.protocol-instead")}
            </p>
          ) : (
            <ResponseCard one={agreed} now={now} />
          )}
          {tasks.length === 0 ? null : (
            <>
              <p>{t("response.adds")}</p>
              <TaskChecks
                one={one}
                tasks={tasks}
                without={without}
                now={now}
                forbidden={forbiddenLines(agreed)}
                onChange={setWithout}
              />
            </>
          )}
        </section>
      )}
      {over.length === 0 ? null : (
        <Check label={t("status.drop", { n: over.length })} checked={drops} onChange={setDrops} />
      )}
      <TextField label={t("status.note")} value={note} onChange={setNote} lines={2} />
    </FormDialog>
  );
};

/** Who they are and how they are now: whoever ticks them sees what it takes the place of. */
const PersonStatus = ({ one, person }: { one: CaseView; person: string }) => {
  const { t } = useWords();
  const now = statusOfPerson(one, person);
  return (
    <>
      <bdi>{whomText(one, [person])}</bdi>{" "}
      {now === null ? null : <span className="quiet small">{t(`status-of.${now.status}`)}</span>}
    </>
  );
};
