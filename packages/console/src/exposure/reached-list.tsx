import type { MarkView, NodeView, ReachedView } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { Icon } from "../parts/icon.tsx";
import { Way } from "../parts/way.tsx";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { JourneyRow } from "./journey-row.tsx";
import { howText, markedText, nodeText, thingText } from "./marked-words.ts";
import { SureMark } from "./sure-mark.tsx";

/** Nothing beyond is read in the first minutes: it stands folded. */
const NEAR = 3;

/** Who and what a mark reaches, soonest and surest first, each with the way that leads there. */
export const ReachedList = ({ mark, now }: { mark: MarkView; now: number }) => {
  const { t } = useWords();
  const near = mark.reached.filter(({ distance, sureness }) => sureness !== "possible" || distance < NEAR);
  const far = mark.reached.filter((one) => !near.includes(one));
  return (
    <section>
      <div className="head">
        <h2>{t("exposure.reaches")}</h2>
        <span className="quiet">{t("exposure.reaches-count", { n: mark.count })}</span>
      </div>
      {mark.reached.length === 0 ? (
        <p className="panel panel-row quiet">{t("exposure.reaches-none")}</p>
      ) : (
        <div className="panel">
          <div className="reached-row reached-head small quiet" aria-hidden="true">
            <span />
            <span>{t("exposure.who")}</span>
            <span>{t("exposure.how-reached")}</span>
            <span>{t("exposure.how-sure")}</span>
          </div>
          <ol aria-label={t("exposure.reaches")}>
            {near.map((one, index) => (
              <Row key={one.key} one={one} index={index} mark={mark} now={now} />
            ))}
          </ol>
          {far.length === 0 ? null : (
            <details className="reached-far">
              <summary>{t("exposure.further", { n: far.length + mark.count - mark.reached.length })}</summary>
              <ol>
                {far.map((one, index) => (
                  <Row key={one.key} one={one} index={near.length + index} mark={mark} now={now} />
                ))}
              </ol>
            </details>
          )}
        </div>
      )}
    </section>
  );
};

type RowProps = { one: ReachedView; index: number; mark: MarkView; now: number };

const Row = ({ one, index, mark, now }: RowProps) => {
  const words = useWords();
  const { t } = words;
  const named = useNames();
  const hops = one.path.map(({ how, to }, at) => ({
    key: `${at}-${nodeText(t, to)}`,
    from: at === 0 ? markedText(t, mark.of) : nodeText(t, one.path[at - 1]?.to ?? to),
    to: nodeText(t, to),
    said: howText(words, how, named, now),
  }));
  const last = hops.at(-1);
  return (
    <li className="reached-row panel-row">
      <span className={index === 0 ? "reached-number danger" : "reached-number"}>{index + 1}</span>
      <div>
        <Who node={one.node} />
        <HarmLine one={one} now={now} />
      </div>
      <div>
        <p dir="auto">
          {one.distance > 1 && last ? (
            <span className="quiet">{t("exposure.through", { name: last.from })} </span>
          ) : null}
          {last?.said}
        </p>
        {one.distance > 1 ? (
          <details className="small">
            <summary>{t("exposure.path")}</summary>
            <ol className="reached-path">
              {hops.map((hop) => (
                <li key={hop.key} dir="auto">
                  <b>
                    <Way from={hop.from} to={hop.to} />
                  </b>{" "}
                  {hop.said}
                </li>
              ))}
            </ol>
          </details>
        ) : null}
      </div>
      <div>
        <SureMark sureness={one.sureness} />
      </div>
    </li>
  );
};

/** Aliases and names of what this member holds. */
export const useNames = () => {
  const { t } = useWords();
  const { cases, exposure } = useView();
  return {
    case: (id: string) => cases.find((one) => one.case === id)?.alias ?? t("exposure.unnamed-case"),
    thing: (id: string) => thingText(t, { name: exposure.things?.find((one) => one.thing === id)?.name ?? null }),
  };
};

const Who = ({ node }: { node: NodeView }) => {
  const { t } = useWords();
  const name = nodeText(t, node);
  switch (node.kind) {
    case "case":
      return (
        <p>
          <Link to="/cases/$case" params={{ case: node.case }}>
            <b dir="auto">{name}</b>
          </Link>
          , {node.closed ? t("closed") : t("people", { n: node.people })}
        </p>
      );
    case "thread":
      return (
        <p>
          <Link to="/queue/$mailbox" params={{ mailbox: node.mailbox }}>
            <b dir="auto">{name}</b>
          </Link>
          , {t("exposure.a-thread")}
        </p>
      );
    case "thing":
      return (
        <p>
          <b dir="auto">{name}</b>
          {node.thingKind === null ? null : `, ${t(`thing-kind.${node.thingKind}`)}`}
        </p>
      );
    case "journey":
      return <JourneyRow node={node} />;
    case "common":
      return (
        <p>
          <b>{name}</b>
        </p>
      );
  }
};

const HarmLine = ({ one: { harm, node, sureness }, now }: { one: ReachedView; now: number }) => {
  const { t, days } = useWords();
  const named = useNames();
  if (node.kind === "thing") {
    const { planned, there, moving } = node;
    if (planned + there + moving === 0) return null;
    return <p className="quiet small">{t("exposure.rests", { planned, there, moving })}</p>;
  }
  if (harm === null) return null;
  const pressing = sureness !== "possible";
  const said =
    harm.kind === "there-now"
      ? t("exposure.harm.there-now", { thing: named.thing(harm.thing) })
      : harm.kind === "under-way"
        ? t("exposure.harm.under-way")
        : t(`exposure.harm.${harm.kind}`, { at: days.when(harm.at, now) });
  return (
    <p className={pressing ? "row danger small" : "quiet small"}>
      {pressing ? <Icon name="warning" /> : null}
      <b>{said}</b>
    </p>
  );
};
