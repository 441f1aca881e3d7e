import type { StatusView } from "@fairlead/client";
import { Icon } from "../parts/icon.tsx";
import { personText } from "../say/people.ts";
import { HOUR } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { hashGroups } from "./evidence.ts";

type DisputeView = StatusView["disputes"][number];

const SHOWN = 3;

/** A colleague's signed note does not fit what this console was shown: one of the two is being lied to. [ST4] [P4] */
export const Disputes = () => {
  const { t } = useWords();
  const { disputes } = useView().status;
  if (disputes.length === 0) return null;
  return (
    <section className="panel banner" data-first role="alert">
      <div className="panel-row row" data-top>
        <Icon name="halted" className="danger" />
        <div className="grow stack" data-tight>
          <h2 className="danger">{t("dispute.title")}</h2>
          <p>{t("dispute.do")}</p>
          <p>{t("dispute.until")}</p>
        </div>
      </div>
      {disputes.slice(0, SHOWN).map((one) => (
        <Evidence key={`${one.kind}-${one.member}-${one.seq}-${one.theirs}`} one={one} />
      ))}
      {disputes.length > SHOWN ? (
        <p className="panel-row quiet small">{t("dispute.more", { n: disputes.length - SHOWN })}</p>
      ) : null}
    </section>
  );
};

const Evidence = ({ one }: { one: DisputeView }) => {
  const { t, days } = useWords();
  const { now } = useView();
  const who = personText(t, one.person);
  return (
    <div className="panel-row stack" data-tight>
      <p>{t(`dispute.${one.kind}`, { who, seq: one.seq, at: days.when(one.hour * HOUR, now) })}</p>
      <dl className="evidence">
        <dt>{t("dispute.ours")}</dt>
        <dd dir="ltr">{one.ours === null ? t("dispute.nothing") : hashGroups(one.ours).join(" ")}</dd>
        <dt dir="auto">{who}</dt>
        <dd dir="ltr">{hashGroups(one.theirs).join(" ")}</dd>
      </dl>
    </div>
  );
};
