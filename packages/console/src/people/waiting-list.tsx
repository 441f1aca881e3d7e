import type { WaitingView } from "@fairlead/client";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { peopleText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useNow, useView } from "../session/session.tsx";
import { Section } from "../today/section.tsx";
import { Renewing } from "./renewing.tsx";
import {
  askedText,
  consequenceText,
  isForMe,
  isGrave,
  isSignable,
  keysText,
  nowOf,
  pruningText,
  staleText,
  waitingText,
} from "./waiting-words.ts";
import "./people.css";

type Verdict = "sign" | "unsign";

/** What one has proposed and another must sign: who asked for what, since when, and what signing does. [RO2] */
export const WaitingList = ({ title, waiting }: { title: string; waiting: readonly WaitingView[] }) => {
  const all = useView().waiting;
  const [asking, setAsking] = useState<{ one: WaitingView; verdict: Verdict } | null>(null);
  const next = waiting.find(isForMe);
  return (
    <>
      {waiting.length === 0 ? null : (
        <Section title={title} count={waiting.length}>
          <div className="panel">
            {waiting.map((one) => (
              <WaitingRow key={one.id} one={one} next={one === next} onAsk={(verdict) => setAsking({ one, verdict })} />
            ))}
          </div>
        </Section>
      )}
      {/* Stands by itself: what is being read must not vanish because a round has just emptied the list behind it. */}
      {asking === null ? null : (
        <SignDialog one={nowOf(asking.one, all)} verdict={asking.verdict} onClose={() => setAsking(null)} />
      )}
    </>
  );
};

const WaitingRow = ({ one, next, onAsk }: { one: WaitingView; next: boolean; onAsk(verdict: Verdict): void }) => {
  const words = useWords();
  const { t } = words;
  const { me, cases } = useView();
  const now = useNow(60_000);
  const { does, signers, stale, mine, own } = one;
  const theCase = does.kind === "erase" && does.alias !== "" ? cases.find(({ alias }) => alias === does.alias) : null;
  const pruning = pruningText(words, does);
  // A console that signs by itself would sign it again with the next round.
  const isUnasked = does.kind === "erase-journeys" && does.signing === "by-itself";
  const mayTakeBack = !isUnasked && (mine === "signed" || me.role === "administrator");
  return (
    <article className="panel-row waiting-row">
      <Icon name="two" />
      <div className="stack" data-tight>
        <h3>{waitingText(words, does)}</h3>
        <p className="quiet small">
          {askedText(words, one, now)}
          {signers.length < 2 ? "" : ` · ${t("waiting.signed-by", { who: peopleText(t, signers) })}`}
        </p>
        {stale ? (
          <p className="small warning">{staleText(words, one)}</p>
        ) : mine !== "signed" && "seen" in does && does.seen === "other" ? (
          <p className="small warning">{keysText(words, one)}</p>
        ) : mine === "signed" ? (
          <p className="small quiet">{t("waiting.mine-signed")}</p>
        ) : mine === "not-mine" ? (
          <p className="small quiet">{t("waiting.not-mine")}</p>
        ) : does.kind === "erase" && does.alias === "" ? (
          <p className="small quiet">{t("waiting.erase-not-held")}</p>
        ) : does.kind === "erase-journeys" && pruning !== null ? (
          <p className={`small ${does.signing === "doubted" ? "warning" : "quiet"}`}>{pruning}</p>
        ) : null}
      </div>
      <div className="row waiting-deeds">
        {mine !== "may-sign" || stale ? null : theCase ? (
          <Link to="/cases/$case" params={{ case: theCase.case }} className="button">
            {t("waiting.look-at-case")}
          </Link>
        ) : does.kind === "erase" ? null : (
          <>
            {does.kind === "erase-journeys" ? (
              <Link to="/cases/$case" params={{ case: does.case }} className="button">
                {t("waiting.look-at-case")}
              </Link>
            ) : null}
            <button type="button" className="button" data-filled={next || undefined} onClick={() => onAsk("sign")}>
              {t("waiting.sign")}
            </button>
          </>
        )}
        {mayTakeBack ? (
          <button type="button" className="button" onClick={() => onAsk("unsign")}>
            {t(own ? "waiting.unsign" : "refused.open")}
          </button>
        ) : null}
      </div>
    </article>
  );
};

type SignProps = { one: WaitingView; verdict: Verdict; onClose(): void };

const SignDialog = ({ one, verdict, onClose }: SignProps) => {
  const words = useWords();
  const { t } = words;
  const now = useNow(60_000);
  const deed = useDeed({ kept: false });
  const signing = verdict === "sign";
  const refusing = !signing && !one.own;
  const [reason, setReason] = useState("");
  const keys = keysText(words, one);
  return (
    <FormDialog
      title={waitingText(words, one.does)}
      opened
      onClose={onClose}
      deed={deed}
      submit={t(signing ? "waiting.sign-do" : refusing ? "refused.do" : "waiting.unsign-do")}
      warning={signing ? consequenceText(words, one.does) : t(refusing ? "refused.means" : "waiting.unsign-means")}
      grave={signing && isGrave(one.does)}
      ready={signing ? isSignable(one) : !refusing || reason.trim() !== ""}
      act={() => deed.run(async (act) => (signing ? act.sign(one.id) : act.unsign(one.id, reason.trim())))}
    >
      <p>{askedText(words, one, now)}</p>
      {signing && keys !== null ? (
        <p className={"seen" in one.does && one.does.seen === "same" ? "quiet" : "warning"}>{keys}</p>
      ) : null}
      {signing && one.stale && !deed.busy ? <p className="warning">{staleText(words, one)}</p> : null}
      {refusing ? (
        <TextField
          label={t("reason")}
          hint={t("refused.reason-hint")}
          value={reason}
          onChange={setReason}
          lines={2}
          focus
        />
      ) : null}
      <Renewing />
    </FormDialog>
  );
};
