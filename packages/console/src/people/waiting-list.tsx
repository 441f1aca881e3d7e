import type { WaitingView } from "@fairlead/client";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Icon } from "../parts/icon.tsx";
import { peopleText, personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useNow, useView } from "../session/session.tsx";
import { Renewing } from "./renewing.tsx";
import { consequenceText, isForMe, isGrave, waitingText } from "./waiting-words.ts";
import "./people.css";

/** What one has proposed and another must sign: who asked for what, since when, and what signing does. [RO2] */
export const WaitingList = ({ waiting }: { waiting: readonly WaitingView[] }) => {
  const [asking, setAsking] = useState<{ one: WaitingView; verdict: "sign" | "unsign" } | null>(null);
  const next = waiting.find(isForMe);
  return (
    <div className="panel">
      {waiting.map((one) => (
        <WaitingRow key={one.id} one={one} next={one === next} onAsk={(verdict) => setAsking({ one, verdict })} />
      ))}
      {asking === null ? null : <SignDialog key={asking.one.id} {...asking} onClose={() => setAsking(null)} />}
    </div>
  );
};

const WaitingRow = ({
  one,
  next,
  onAsk,
}: {
  one: WaitingView;
  next: boolean;
  onAsk(verdict: "sign" | "unsign"): void;
}) => {
  const words = useWords();
  const { t, days } = words;
  const { me, cases } = useView();
  const now = useNow(60_000);
  const { does, signers, stale, mine } = one;
  const proposer = signers[0];
  const theCase = does.kind === "erase" && does.alias !== "" ? cases.find(({ alias }) => alias === does.alias) : null;
  const mayTakeBack = mine === "signed" || me.role === "administrator";
  return (
    <article className="panel-row waiting-row">
      <Icon name="two" />
      <div className="stack" data-tight>
        <h3>{waitingText(words, does)}</h3>
        <p className="quiet small">
          {proposer === undefined ? "" : `${t("waiting.asked-by", { who: personText(t, proposer) })} · `}
          {t("waiting.since", { age: days.age(now - one.at) })}
          {signers.length < 2 ? "" : ` · ${t("waiting.signed-by", { who: peopleText(t, signers) })}`}
        </p>
        {stale ? (
          <p className="small warning">
            {does.kind === "erase"
              ? t("waiting.stale-erase")
              : proposer === undefined
                ? t("waiting.stale")
                : t("waiting.stale-by", { who: personText(t, proposer) })}
          </p>
        ) : mine === "signed" ? (
          <p className="small quiet">{t("waiting.mine-signed")}</p>
        ) : mine === "not-mine" ? (
          <p className="small quiet">{t("waiting.not-mine")}</p>
        ) : does.kind === "erase" && does.alias === "" ? (
          <p className="small quiet">{t("waiting.erase-not-held")}</p>
        ) : null}
      </div>
      <div className="row waiting-deeds">
        {mine !== "may-sign" || stale ? null : theCase ? (
          <Link to="/cases/$case" params={{ case: theCase.case }} className="button">
            {t("waiting.look-at-case")}
          </Link>
        ) : does.kind === "erase" ? null : (
          <button type="button" className="button" data-filled={next || undefined} onClick={() => onAsk("sign")}>
            {t("waiting.sign")}
          </button>
        )}
        {mayTakeBack ? (
          <button type="button" className="button" onClick={() => onAsk("unsign")}>
            {t("waiting.unsign")}
          </button>
        ) : null}
      </div>
    </article>
  );
};

type SignProps = { one: WaitingView; verdict: "sign" | "unsign"; onClose(): void };

const SignDialog = ({ one, verdict, onClose }: SignProps) => {
  const words = useWords();
  const { t, days } = words;
  const now = useNow(60_000);
  const deed = useDeed({ kept: false });
  const signing = verdict === "sign";
  const proposer = one.signers[0];
  return (
    <FormDialog
      title={waitingText(words, one.does)}
      opened
      onClose={onClose}
      deed={deed}
      submit={t(signing ? "waiting.sign-do" : "waiting.unsign-do")}
      warning={signing ? consequenceText(words, one.does) : t("waiting.unsign-means")}
      grave={signing && isGrave(one.does)}
      ready
      act={() => deed.run(async (act) => (signing ? act.sign(one.id) : act.unsign(one.id)))}
    >
      <p>
        {proposer === undefined ? "" : `${t("waiting.asked-by", { who: personText(t, proposer) })} · `}
        {t("waiting.since", { age: days.age(now - one.at) })}
      </p>
      <Renewing />
    </FormDialog>
  );
};
