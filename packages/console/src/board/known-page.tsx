import { type KnownView, lineOf, mayWrite } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useShown } from "../access/shown.ts";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useNow, useView } from "../session/session.tsx";
import { AddKnown } from "./add-known.tsx";
import { standingText } from "./match-words.ts";
import "./board.css";

type Asking = { kind: "add" } | { kind: "confirm" | "withdraw"; known: KnownView } | null;

/** Whom the organisation should recognise: who put them there, who confirmed it, who took it back and why. */
export const KnownPage = () => {
  const words = useWords();
  const { t } = words;
  const { board, me } = useView();
  useShown("intake");
  const now = useNow(60_000);
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const may = mayWrite(me.role, "addKnown");
  return (
    <div className="page known-page">
      <div className="page-head">
        <h1>{t("known.title")}</h1>
        <p className="quiet">{t("known.count", { n: board.known.filter((one) => one.withdrawn === null).length })}</p>
        {may ? (
          <button type="button" className="button head-aside" data-filled onClick={() => setAsking({ kind: "add" })}>
            {t("known.add")}
          </button>
        ) : null}
      </div>
      <p className="row">
        <Link to="/queue" className="button">
          <Icon name="back" />
          {t("nav.queue")}
        </Link>
      </p>
      <p className="quiet measure">{t("known.about")}</p>
      {board.known.length === 0 ? <p className="quiet">{t("known.none")}</p> : null}
      <ul className="stack">
        {board.known.map((known) => (
          <li
            key={known.known}
            className="panel known-entry"
            data-withdrawn={known.withdrawn !== null || undefined}
            data-line={lineOf("known", known.known)}
          >
            <h2>{t(`known-kind.${known.kind}`)}</h2>
            <ul className="known-names">
              {[...known.names, ...known.identifiers].map((text) => (
                <li key={text}>
                  <bdi>{text}</bdi>
                </li>
              ))}
            </ul>
            <p dir="auto">{known.reason}</p>
            <p className="small quiet">
              {t("verification.source")}: <bdi>{known.source}</bdi>
            </p>
            <p className="small">{standingText(words, known, now)}</p>
            {may && known.wroteAsAnother ? <p className="small quiet">{t("refusal.one-person")}</p> : null}
            {may && known.withdrawn === null ? (
              <p className="row">
                {known.mayConfirm ? (
                  <button type="button" className="button" onClick={() => setAsking({ kind: "confirm", known })}>
                    {t("known.confirm")}
                  </button>
                ) : null}
                <button type="button" className="button" onClick={() => setAsking({ kind: "withdraw", known })}>
                  {t("known.withdraw")}
                </button>
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      {asking?.kind === "add" ? <AddKnown thread={null} onClose={close} /> : null}
      {asking?.kind === "confirm" || asking?.kind === "withdraw" ? (
        <KnownDialog deed={asking.kind} known={asking.known} onClose={close} />
      ) : null}
    </div>
  );
};

const KnownDialog = ({
  deed: what,
  known,
  onClose,
}: {
  deed: "confirm" | "withdraw";
  known: KnownView;
  onClose(): void;
}) => {
  const { t } = useWords();
  const deed = useDeed();
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      title={t(`known.${what}-title`)}
      opened
      onClose={onClose}
      deed={deed}
      submit={t(`known.${what}`)}
      warning={t(`known.${what}-warning`)}
      ready={reason.trim() !== ""}
      act={() =>
        deed.run((act) =>
          what === "confirm"
            ? act.confirmKnown(known.known, reason.trim())
            : act.withdrawKnown(known.known, reason.trim()),
        )
      }
    >
      <p>
        <bdi>{[...known.names, ...known.identifiers].join(", ")}</bdi>
      </p>
      <TextField
        label={t("reason")}
        hint={t(`known.${what}-hint`)}
        value={reason}
        onChange={setReason}
        lines={2}
        focus
      />
    </FormDialog>
  );
};
