import type { PersonView, SamePersonView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { SelectField, TextField } from "../parts/field.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useNow, useView } from "../session/session.tsx";

/** Which other accounts are this person's: they count as one wherever two must agree. [P11] */
export const SamePerson = ({ person }: { person: PersonView }) => {
  const { t, days } = useWords();
  const { me, samePeople } = useView();
  const now = useNow(60_000);
  const [asking, setAsking] = useState<Asking | null>(null);
  const said = samePeople.filter(({ members }) => members.some(({ id }) => id === person.id));
  const administrator = me.role === "administrator";
  if (said.length === 0 && !administrator) return null;
  return (
    <section className="stack" data-tight>
      <h2>{t("same-person.title")}</h2>
      {said.length === 0 ? <p className="quiet">{t("same-person.none")}</p> : null}
      {said.length === 0 ? null : (
        <ul className="panel">
          {said.map((one) => (
            <li className="panel-row spread" key={one.members.map(({ id }) => id).join()}>
              <div>
                <p>
                  <b>
                    {t(one.same ? "same-person.is" : "same-person.is-not", {
                      first: personText(t, one.members[0]),
                      second: personText(t, one.members[1]),
                    })}
                  </b>
                </p>
                <p className="quiet small">
                  {t("same-person.said", { who: personText(t, one.by), at: days.when(one.at, now) })}{" "}
                  <span dir="auto">{one.reason}</span>
                </p>
                {one.lapsed ? <p className="warning small">{t("same-person.lapsed")}</p> : null}
              </div>
              {one.same && one.ofMe && !one.lapsed ? (
                <p className="quiet small">{t("same-person.not-yours")}</p>
              ) : administrator ? (
                <div className="row">
                  {one.same && !one.lapsed ? (
                    <button type="button" className="button" onClick={() => setAsking({ about: one, same: false })}>
                      {t("same-person.undo")}
                    </button>
                  ) : null}
                  {/* What a second one has said does not end when the first one leaves. */}
                  {one.same && !one.lapsed && one.by.me ? null : (
                    <button type="button" className="button" onClick={() => setAsking({ about: one, same: true })}>
                      {t(one.same && !one.lapsed ? "same-person.also" : "same-person.redo")}
                    </button>
                  )}
                </div>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {administrator ? (
        <p>
          <button type="button" className="button" onClick={() => setAsking({ about: null, same: true })}>
            {t("same-person.open")}
          </button>
        </p>
      ) : null}
      {asking === null ? null : <SamePersonDialog person={person} {...asking} onClose={() => setAsking(null)} />}
    </section>
  );
};

/** What is to be said, of two of whom nothing was said yet (null), or something. */
type Asking = { about: SamePersonView | null; same: boolean };

type Props = Asking & { person: PersonView; onClose(): void };

const SamePersonDialog = ({ person, about, same, onClose }: Props) => {
  const { t } = useWords();
  const { people, samePeople } = useView();
  const deed = useDeed();
  const of = (id: string) =>
    samePeople.find(({ members }) => members.every((one) => one.id === id || one.id === person.id));
  const others = people.filter(({ id }) => id !== person.id && of(id) === undefined);
  const known = about?.members.find(({ id }) => id !== person.id);
  const [other, setOther] = useState<string>(known?.id ?? "");
  const [reason, setReason] = useState("");
  const chosen = known ?? others.find(({ id }) => id === other);
  return (
    <FormDialog
      title={t(same ? "same-person.open" : "same-person.undo")}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("same-person.do")}
      warning={t(same ? "same-person.means" : "same-person.undo-means")}
      grave={same}
      ready={chosen !== undefined && reason.trim() !== ""}
      act={() =>
        chosen === undefined
          ? Promise.resolve(null)
          : deed.run((act) =>
              act.samePerson({
                member: person.id,
                other: chosen.id,
                same,
                reason: reason.trim(),
                over: about?.version ?? 0,
              }),
            )
      }
    >
      {known === undefined ? (
        <SelectField
          label={t("same-person.other", { who: personText(t, person) })}
          value={other}
          onChange={setOther}
          options={[
            { value: "", text: t("same-person.choose") },
            ...others.map((one) => ({
              value: one.id,
              text: `${personText(t, one)} · ${t(`standing.${one.standing}`)}`,
            })),
          ]}
        />
      ) : null}
      <TextField label={t("same-person.reason")} value={reason} onChange={setReason} lines={2} />
    </FormDialog>
  );
};
