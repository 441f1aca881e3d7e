import type { MemberId } from "@fairlead/casework";
import type { Recovering, SuspendedMember } from "@fairlead/client";
import { useState } from "react";
import { Check } from "../parts/field.tsx";
import { type Text, useWords } from "../say/words.tsx";
import { LanguageSelect } from "../shell/preferences.tsx";
import type { LockedProps } from "./locked.tsx";
import { Lost, type LostWrites } from "./lost.tsx";
import "./locked.css";

type Props = { hand: SuspendedMember; lost: LostWrites; lockAs(why: LockedProps["why"]): void };
type Doing = { busy: boolean; said: Text | null };

/** The roster has ids and no handles, and the book with the handles is closed to whoever is suspended. */
const numberOf = (id: MemberId): string => id.slice(0, 6);

/** A suspended member reads nothing, and may still sign that administration is brought back: all may be suspended. [RO2] */
export const Suspended = ({ hand, lost, lockAs }: Props) => {
  const { t } = useWords();
  const [{ busy, said }, setDoing] = useState<Doing>({ busy: false, said: null });
  const doing = async (act: () => Promise<Text | null>) => {
    setDoing({ busy: true, said: null });
    try {
      const text = await act();
      const standing = await hand.refresh();
      if (standing === "active") return lockAs("restored");
      if (standing === "removed") return lockAs("removed");
      setDoing({ busy: false, said: text });
    } catch {
      // No network, or the server refused: either way it is not known to be done.
      setDoing({ busy: false, said: "suspended.not-done" });
    }
  };
  const { recovering } = hand;
  return (
    <main className="locked">
      <div className="locked-form suspended">
        <h1>{t("suspended.title")}</h1>
        <p>{t("suspended.means")}</p>
        <Lost writes={lost} />
        <p>
          {t("suspended.number")} <b dir="ltr">{numberOf(hand.me)}</b>
        </p>
        <RecoveringState recovering={recovering} />
        {recovering.lost && recovering.mine ? (
          <>
            {recovering.waiting.map((one) => (
              <Proposal
                key={one.id}
                one={one}
                threshold={recovering.threshold ?? 0}
                busy={busy}
                onSign={() => void doing(async () => signedText(await hand.sign(one.id)))}
              />
            ))}
            <Propose
              recovering={recovering}
              me={hand.me}
              busy={busy}
              onPropose={(chosen) => void doing(async () => signedText(await hand.recover(chosen)))}
            />
          </>
        ) : null}
        <p role="status">{said === null ? "" : t(said)}</p>
        <div className="row">
          <button
            type="button"
            className="button"
            data-filled
            disabled={busy}
            onClick={() => void doing(async () => null)}
          >
            {t(busy ? "working" : "suspended.again")}
          </button>
          <button type="button" className="button" onClick={() => lockAs("locked")}>
            {t("lock.now")}
          </button>
        </div>
      </div>
      <LanguageSelect />
    </main>
  );
};

const signedText = (state: "standing" | "waiting" | "stale" | "nothing-waits"): Text => `suspended.${state}`;

const RecoveringState = ({ recovering: { lost, threshold, named } }: { recovering: Recovering }) => {
  const { t } = useWords();
  if (!lost) return <p>{t("suspended.not-lost")}</p>;
  if (threshold === null) return <p className="said">{t("suspended.lost-nobody")}</p>;
  return (
    <>
      <p className="said">{t("suspended.lost", { k: threshold })}</p>
      <ul className="recovery-named">
        {named.map(({ id, standing }) => (
          <li key={id}>
            <b dir="ltr">{numberOf(id)}</b> <span className="quiet">· {t(`standing.${standing}`)}</span>
          </li>
        ))}
      </ul>
      <p className="quiet small">{t("suspended.numbers")}</p>
    </>
  );
};

type ProposalProps = { one: Recovering["waiting"][number]; threshold: number; busy: boolean; onSign(): void };

const Proposal = ({ one, threshold, busy, onSign }: ProposalProps) => {
  const { t } = useWords();
  return (
    <div className="panel panel-row stack">
      <p>{t("suspended.proposal", { who: one.administrators.map(numberOf).join(", ") })}</p>
      <p className="quiet small">
        {t("suspended.signed", { n: one.signers.length, k: threshold, who: one.signers.map(numberOf).join(", ") })}
      </p>
      {one.mine ? (
        <div className="row">
          <button type="button" className="button" disabled={busy} onClick={onSign}>
            {t("waiting.sign-do")}
          </button>
        </div>
      ) : (
        <p className="quiet small">{t("waiting.mine-signed")}</p>
      )}
    </div>
  );
};

type ProposeProps = { recovering: Recovering; me: MemberId; busy: boolean; onPropose(chosen: MemberId[]): void };

const Propose = ({ recovering, me, busy, onPropose }: ProposeProps) => {
  const { t } = useWords();
  const [chosen, setChosen] = useState<MemberId[]>([]);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen.length > 0 && !busy) onPropose(chosen);
      }}
    >
      <fieldset>
        <legend>{t("recover.who")}</legend>
        {recovering.members.map(({ id, role, standing }) => (
          <Check
            key={id}
            checked={chosen.includes(id)}
            onChange={(on) => setChosen(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
            label={
              <>
                <b dir="ltr">{numberOf(id)}</b>{" "}
                <span className="quiet">
                  · {t(`role.${role}`)} · {t(`standing.${standing}`)}
                  {id === me ? ` · ${t("person.you")}` : ""}
                </span>
              </>
            }
          />
        ))}
      </fieldset>
      <p className="quiet small">{t("recover.warning")}</p>
      <div className="row">
        <button type="submit" className="button" disabled={busy || chosen.length === 0}>
          {t("recover.do")}
        </button>
      </div>
    </form>
  );
};
