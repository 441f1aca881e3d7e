import { type Certainty, identifiersIn, isNamed, type Marked } from "@fairlead/casework";
import type { View } from "@fairlead/client";
import { useState } from "react";
import { CertaintyRadios } from "../board/statement-dialog.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { Radios, TextField } from "../parts/field.tsx";
import { MomentField } from "../parts/moment-field.tsx";
import { personText } from "../say/people.ts";
import { type Say, useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useNow, useView } from "../session/session.tsx";
import { useUndo } from "../undo/undo.tsx";

export type Subject = { key: string; of: Marked; name: string; what: string };

const outsider = (name: string, what: string): Subject => ({
  ...{ key: `recipient ${name}`, of: { kind: "recipient", name }, name, what },
});

/** Everything of this member's view that can be marked. */
export const subjectsIn = ({ me, cases, threads, people, exposure }: View, t: Say): Subject[] => [
  ...(exposure.things ?? []).map(({ thing, name, kind }) => ({
    key: thing,
    of: { kind: "thing" as const, thing },
    name,
    what: t(`thing-kind.${kind}`),
  })),
  ...cases.flatMap((one): Subject[] => [
    { key: one.case, of: { kind: "case", case: one.case }, name: one.alias, what: t("exposure.subject.case") },
    ...one.mailboxes.map(
      ({ mailbox, name }): Subject => ({
        key: mailbox,
        of: { kind: "mailbox", mailbox },
        name: `${one.alias} · ${name}`,
        what: t("exposure.subject.mailbox"),
      }),
    ),
  ]),
  // Threads and members are marked in the register: only by those who hold it.
  ...(exposure.things === null ? [] : threads)
    .filter(({ standing, closed }) => standing !== "in-case" && closed === null)
    .map(
      ({ mailbox, name }): Subject => ({
        key: mailbox,
        of: { kind: "mailbox", mailbox },
        name,
        what: t("exposure.subject.mailbox"),
      }),
    ),
  // Also who is out: what they held and where they wrote is looked for then most. And oneself: one's own laptop was taken.
  ...(exposure.things === null ? [] : people).map(
    (person): Subject => ({
      key: person.id,
      of: { kind: "member", member: person.id },
      // Oneself by the handle too: "you" is what nobody types here.
      name: (person.me ? me.handle : null) ?? personText(t, person),
      what: [
        ...(person.me ? [t("person.you")] : []),
        t(`role.${person.role}`),
        ...(person.standing === "active" ? [] : [t(`standing.${person.standing}`)]),
      ].join(" · "),
    }),
  ),
  // Whom consents, referrals and ways abroad name: in the register, which says of no case that they were told of it.
  ...(exposure.things === null ? [] : exposure.recipients).map((name) =>
    outsider(name, t("exposure.subject.recipient")),
  ),
];

const MOST = 8;
/** As long as a name that stands in a list may be. */
const LONGEST_NAME = 200;

export const found = (subjects: readonly Subject[], typed: string, register: boolean, t: Say): Subject[] => {
  const wanted = typed.trim().toLocaleLowerCase();
  if (wanted === "") return [];
  const named = subjects.filter(({ name, what }) => `${name} ${what}`.toLocaleLowerCase().includes(wanted));
  // Who marks at night types as they heard it: after what stands so, what sounds so.
  const similar = subjects.filter((one) => !named.includes(one) && isNamed(one.name, typed));
  const [number] = identifiersIn(typed);
  const own: Subject[] =
    number && register
      ? [
          {
            key: "identifier",
            of: { kind: "identifier", text: number.text },
            name: number.text,
            what: t("exposure.subject.identifier"),
          },
        ]
      : [];
  // Of whom no case here says anything yet: others' cases may.
  const outside: Subject[] =
    named.length === 0 && number === undefined && register && typed.trim().length <= LONGEST_NAME
      ? [outsider(typed.trim(), t("exposure.subject.recipient-new"))]
      : [];
  return [...[...own, ...named, ...similar].slice(0, MOST - outside.length), ...outside];
};

type Props = { subject?: Subject | undefined; onClose(): void; onMarked?: (mark: string) => void };

/** Something may be known to a threat: what, since when, who says so. Written down at once, judged afterwards. */
export const MarkDialog = ({ subject, onClose, onMarked }: Props) => {
  const { t } = useWords();
  const view = useView();
  const deed = useDeed();
  const offer = useUndo();
  const now = useNow(60_000);
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<Subject | null>(subject ?? null);
  const [since, setSince] = useState(now);
  const [source, setSource] = useState("");
  const [certainty, setCertainty] = useState<Certainty>("said");
  const [note, setNote] = useState("");
  const offered = subject ? [] : found(subjectsIn(view, t), typed, view.exposure.things !== null, t);
  return (
    <FormDialog
      title={subject ? t("exposure.mark-title", { name: subject.name }) : t("exposure.mark-something")}
      opened
      onClose={onClose}
      wide
      deed={deed}
      submit={t("exposure.mark-do")}
      warning={t("exposure.mark-means")}
      ready={chosen !== null && source.trim() !== ""}
      act={async () => {
        if (chosen === null) return null;
        const said = { of: chosen.of, since, source: source.trim(), certainty, note: note.trim() };
        const outcome = await deed.run((act) => act.markCompromised(said));
        if (outcome?.kind === "done") {
          onMarked?.(outcome.mark);
          // Whoever is marked judges nothing of it: nor takes it back.
          if (chosen.of.kind !== "member" || chosen.of.member !== view.me.id)
            offer({
              said: t("undo.mark", { name: chosen.name }),
              back: (act) => act.withdrawMark(outcome.mark, t("undo.reason")),
            });
        }
        return outcome;
      }}
    >
      {subject ? null : (
        <>
          <TextField
            label={t("exposure.find")}
            hint={t("exposure.find-hint")}
            value={typed}
            onChange={(text) => {
              setTyped(text);
              setChosen(null);
            }}
            focus
          />
          {offered.length === 0 ? (
            typed.trim() === "" ? null : (
              <p className="quiet">{t("exposure.find-none")}</p>
            )
          ) : (
            <Radios
              legend={t("exposure.found")}
              value={chosen?.key ?? null}
              onChange={(key) => setChosen(offered.find((one) => one.key === key) ?? null)}
              options={offered.map(({ key, name, what }) => ({
                value: key,
                text: (
                  <>
                    <b dir="auto">{name}</b> <span className="quiet">{what}</span>
                  </>
                ),
              }))}
            />
          )}
        </>
      )}
      <MomentField label={t("exposure.since")} hint={t("exposure.since-hint")} value={since} onChange={setSince} />
      <TextField
        label={t("verification.source")}
        hint={t("exposure.source-hint")}
        value={source}
        onChange={setSource}
        focus={subject !== undefined}
      />
      <CertaintyRadios value={certainty} onChange={setCertainty} />
      <TextField label={t("exposure.note")} value={note} onChange={setNote} lines={2} />
    </FormDialog>
  );
};
