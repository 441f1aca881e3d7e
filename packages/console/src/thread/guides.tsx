import type { Protocol, ThreadView } from "@fairlead/casework";
import type { ReactNode } from "react";
import { FreezeButton } from "../freezing/mailbox-freeze.tsx";
import { Icon } from "../parts/icon.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import { ProtocolText } from "../texts/protocol-text.tsx";
import "./guides.css";

/** What must be done now, above the words it is about: the danger signal first. Each can be folded away. */
export const Guides = ({ thread, now }: { thread: ThreadView; now: number }) => {
  const { t, days } = useWords();
  const { danger } = thread.safety;
  const flagged = (["suicide-risk", "minor", "asks-after"] as const).flatMap(
    (flag) => thread.flagged.find((one) => one.flag === flag) ?? [],
  );
  if (danger === null && flagged.length === 0 && thread.suggested.length === 0) return null;
  return (
    <section className="guides" aria-label={t("guides.label")}>
      {danger === null ? null : (
        <Guide
          protocol="danger-signal"
          grave
          now={now}
          about={t("guides.danger-signal", { wording: danger.wording, at: days.when(danger.at, now) })}
        >
          <p className="small">{t("guides.this-screen-only")}</p>
          <FreezeButton mailbox={thread.mailbox} name={thread.name} frozen={thread.frozen} language={thread.language} />
        </Guide>
      )}
      {flagged.map(({ flag, ground, by, at }) => (
        <Guide
          key={flag}
          protocol={flag as Protocol}
          grave={flag === "suicide-risk"}
          now={now}
          about={t(`ground.${ground ?? "not-said"}`, { who: personText(t, by), at: days.when(at, now) })}
        />
      ))}
      <SuggestedFlags thread={thread} now={now} />
    </section>
  );
};

type GuideProps = { protocol: Protocol; grave?: boolean; now: number; about: string; children?: ReactNode };

const Guide = ({ protocol, grave, now, about, children }: GuideProps) => {
  const { t } = useWords();
  return (
    <details className="guide" data-grave={grave || undefined} open>
      <summary>
        <Icon name={protocol === "minor" || protocol === "asks-after" ? "person" : "warning"} />{" "}
        <b>{t(`protocol.${protocol}`)}</b> <span className="small">{about}</span>
      </summary>
      <ProtocolText protocol={protocol} now={now} />
      {children}
    </details>
  );
};

/** What the letters say by themselves. A member decides; either answer ends the question. */
const SuggestedFlags = ({ thread, now }: { thread: ThreadView; now: number }) => {
  const { t, days } = useWords();
  const deed = useDeed();
  return (
    <>
      {thread.suggested.map(({ flag, at }) => (
        <div key={flag} className="guide row" role="status">
          <Icon name="flag" />
          <p className="guide-asks">
            <b>{t("guides.suggested")}</b>{" "}
            {t(flag === "minor" ? "guides.says-minor" : "guides.says-seized", { at: days.when(at, now) })}
          </p>
          <button
            type="button"
            className="button"
            disabled={deed.busy}
            onClick={() => void deed.run((act) => act.flag(thread.mailbox, flag, true, "stated"))}
          >
            {t("guides.flag-it", { flag: t(`flag.${flag}`) })}
          </button>
          <button
            type="button"
            className="button"
            disabled={deed.busy}
            onClick={() => void deed.run((act) => act.flag(thread.mailbox, flag, false))}
          >
            {t("guides.not-so")}
            <span className="hidden-visually"> {t(`flag.${flag}`)}</span>
          </button>
        </div>
      ))}
      <Refused deed={deed} />
    </>
  );
};
