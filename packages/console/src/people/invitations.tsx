import type { InvitationView } from "@fairlead/client";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Empty } from "../parts/empty.tsx";
import { HOUR } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import { useNow, useView } from "../session/session.tsx";
import { Section } from "../today/section.tsx";
import { InvitationCode } from "./invitation-code.tsx";

const ORDER = { answered: 0, spoiled: 1, waiting: 2, open: 3 } as const;

/** This administrator's own invitations, and how far each has come. */
export const Invitations = ({ onInvite }: { onInvite(): void }) => {
  const { t } = useWords();
  const { invitations } = useView();
  const inOrder = invitations.toSorted((a, b) => ORDER[a.state] - ORDER[b.state]);
  return (
    <Section title={t("invitations.title")} count={invitations.length || undefined}>
      <div className="panel">
        {invitations.length === 0 ? (
          <Empty
            action={
              <button type="button" className="button" onClick={onInvite}>
                {t("invite.open")}
              </button>
            }
          >
            {t("invitations.none")}
          </Empty>
        ) : (
          inOrder.map((invitation) => <Invitation key={invitation.id} invitation={invitation} />)
        )}
      </div>
    </Section>
  );
};

const Invitation = ({ invitation }: { invitation: InvitationView }) => {
  const { t, days } = useWords();
  const now = useNow(60_000);
  const [shown, setShown] = useState(false);
  const [closing, setClosing] = useState(false);
  const { state, handle, role } = invitation;
  return (
    <article className="panel-row stack">
      <div className="spread">
        <h3>
          <span dir="auto">{handle}</span> <span className="quiet">· {t(`role.${role}`)}</span>
        </h3>
        <span className={state === "spoiled" ? "danger" : ""}>
          <b>{t(`invitation.${state}`)}</b>
          {state === "open" || state === "answered" ? (
            <span className="quiet"> · {t("invitation.until", { at: days.when(invitation.expires * HOUR, now) })}</span>
          ) : null}
        </span>
      </div>
      {state === "answered" ? <Compare invitation={invitation} onDiffer={() => setClosing(true)} /> : null}
      {state === "spoiled" ? <p>{t("invitation.spoiled-why")}</p> : null}
      {state === "waiting" ? <p className="quiet">{t("invitation.waiting-why")}</p> : null}
      {shown ? <InvitationCode code={invitation.code} /> : null}
      {state === "answered" ? null : (
        <div className="row">
          {state === "open" ? (
            <button type="button" className="button" aria-expanded={shown} onClick={() => setShown(!shown)}>
              {t(shown ? "invitation.hide" : "invitation.show")}
            </button>
          ) : null}
          {state === "waiting" ? null : (
            <button type="button" className="button" onClick={() => setClosing(true)}>
              {t("invitation.close")}
            </button>
          )}
        </div>
      )}
      {closing ? (
        <CloseDialog invitation={invitation} differ={state === "answered"} onClose={() => setClosing(false)} />
      ) : null}
    </article>
  );
};

/** Six words, big: read aloud by both, over a way that did not carry the invitation. Nothing is given before. [RO4] */
const Compare = ({ invitation, onDiffer }: { invitation: InvitationView; onDiffer(): void }) => {
  const { t } = useWords();
  const deed = useDeed({ kept: false });
  return (
    <div className="stack">
      <p>{t("compare.how", { handle: invitation.handle })}</p>
      <ol className="compare-words" lang="en" aria-label={t("compare.words")}>
        {invitation.words.map((word, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word may stand twice; its place is its name
          <li key={place}>{word}</li>
        ))}
      </ol>
      <p>
        <b>{t("compare.question")}</b>
      </p>
      <div className="row">
        <button
          type="button"
          className="button"
          data-filled
          disabled={deed.busy}
          onClick={() => void deed.run((act) => act.welcome(invitation.id))}
        >
          {t(deed.busy ? "working" : "compare.match")}
        </button>
        <button type="button" className="button" disabled={deed.busy} onClick={onDiffer}>
          {t("compare.differ")}
        </button>
      </div>
      <p className="quiet small">{t("compare.then", { role: t(`role.${invitation.role}`) })}</p>
      <Refused deed={deed} />
    </div>
  );
};

type CloseProps = { invitation: InvitationView; differ: boolean; onClose(): void };

const CloseDialog = ({ invitation, differ, onClose }: CloseProps) => {
  const { t } = useWords();
  const deed = useDeed({ kept: false });
  return (
    <FormDialog
      title={t(differ ? "compare.differ-title" : "invitation.close-title", { handle: invitation.handle })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("invitation.close-do")}
      warning={t("invitation.close-warning")}
      ready
      act={() => deed.run((act) => act.closeInvitation(invitation.id))}
    >
      {differ ? (
        <>
          <p>{t("compare.differ-means")}</p>
          <p>{t("compare.differ-then")}</p>
        </>
      ) : null}
    </FormDialog>
  );
};
