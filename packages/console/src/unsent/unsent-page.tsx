import type { UnsentView } from "@fairlead/client";
import { Empty } from "../parts/empty.tsx";
import { OthersWords } from "../say/others-words.tsx";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import { useNow, useView } from "../session/session.tsx";
import { Section } from "../today/section.tsx";
import { PlaceLink } from "./place-link.tsx";
import { isGone, kindText, wordsOf } from "./saying.ts";
import { GoneWithCase, SetApart } from "./set-apart.tsx";
import "./unsent.css";

/** Enough to know which it is; the rest is a press away. */
const EXCERPT = 280;

/** What this member wrote that is not on the server: what waits, and what could not stand and waits for them. */
export const UnsentPage = () => {
  const { t } = useWords();
  const { unsent, undone } = useView().status;
  const gone = undone.filter(isGone);
  const apart = undone.filter((one) => !isGone(one));
  return (
    <div className="page unsent">
      <div className="page-head">
        <h1>{t("unsent.nav")}</h1>
      </div>
      {apart.length === 0 ? null : (
        <Section title={t("unsent.apart")} count={apart.length}>
          <p className="quiet unsent-why">{t("unsent.apart-why")}</p>
          <div className="stack">
            {apart.map((one) => (
              <SetApart key={one.id} one={one} />
            ))}
          </div>
        </Section>
      )}
      {gone.length === 0 ? null : (
        <Section title={t("unsent.gone")} count={gone.length}>
          <p className="quiet unsent-why">{t("unsent.gone-why")}</p>
          <ol className="panel">
            {gone.map((one) => (
              <GoneWithCase key={one.id} one={one} />
            ))}
          </ol>
        </Section>
      )}
      <Section title={t("unsent.waits")} count={unsent.length || undefined}>
        {unsent.length === 0 ? (
          <div className="panel">
            <Empty>{t("unsent.none")}</Empty>
          </div>
        ) : (
          <>
            <p className="quiet unsent-why">{t("unsent.waits-why")}</p>
            <ol className="panel">
              {unsent.map((one) => (
                <Waiting key={one.id} one={one} />
              ))}
            </ol>
          </>
        )}
      </Section>
    </div>
  );
};

const Waiting = ({ one }: { one: UnsentView }) => {
  const { t, days } = useWords();
  const now = useNow(60_000);
  const deed = useDeed();
  const words = wordsOf(one.operations);
  return (
    <li className="panel-row stack" data-tight>
      <div className="spread">
        <p>
          <b>{kindText(t, one.operations)}</b> <PlaceLink place={one.place} />{" "}
          <span className="quiet small">{t("unsent.written", { at: days.when(one.at, now) })}</span>
        </p>
        {one.look ? (
          <span className="quiet small">{t("unsent.look-stays")}</span>
        ) : (
          <button
            type="button"
            className="button"
            disabled={deed.busy}
            onClick={() => void deed.run((act) => act.takeBack(one.id))}
          >
            {t("unsent.take-back")}
          </button>
        )}
      </div>
      {words === "" ? null : <OthersWords text={words} language={null} most={EXCERPT} />}
      {one.kept ? null : <p className="warning small">{t("unsent.memory-alone")}</p>}
      <Refused deed={deed} />
    </li>
  );
};
