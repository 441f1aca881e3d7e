import { type ExpiringPaper, type ExpiringRoadPaper, PAPERS_PRESS } from "@fairlead/casework";
import type { CaseInHand } from "@fairlead/client";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useWords, type Words } from "../say/words.tsx";
import { Section } from "../today/section.tsx";
import { dateText } from "./fact-date.ts";

const leftText = ({ t }: Words, { days }: { days: number }): string =>
  days < 0 ? t("paper.expired", { n: -days }) : t("paper.expires-in", { n: days });

type Props = {
  papers: readonly ExpiringPaper[];
  /** Of those who drive, come along or take in, and of their cars. */
  road: readonly ExpiringRoadPaper[];
};

/** Whose it is, of what kind, by when: no name, and no number. */
export const ExpiringPapers = ({ papers, road }: Props) => {
  const { t } = useWords();
  if (papers.length + road.length === 0) return null;
  return (
    <Section title={t("today.papers")} count={papers.length + road.length}>
      <div className="panel">
        {papers.map((paper) => (
          <PaperRow key={`${paper.case} ${paper.person} ${paper.kind} ${paper.expires}`} paper={paper}>
            <Link to="/cases/$case" params={{ case: paper.case }}>
              <Called name={paper.called} />
            </Link>
          </PaperRow>
        ))}
        {road.map((paper) => (
          <PaperRow key={`${paper.thing} ${paper.kind} ${paper.expires}`} paper={paper}>
            <Link to="/things">
              <Called name={paper.name} />
            </Link>
          </PaperRow>
        ))}
      </div>
    </Section>
  );
};

const Called = ({ name }: { name: string }) => (
  <b>
    <bdi>{name}</bdi>
  </b>
);

type Row = { paper: Pick<ExpiringPaper | ExpiringRoadPaper, "kind" | "expires" | "days">; children: ReactNode };

const PaperRow = ({ paper, children }: Row) => {
  const words = useWords();
  const { t, days } = words;
  return (
    <div className="panel-row spread">
      <p>
        {children} · {t(`paper.${paper.kind}`)}, {t("paper.expires-on", { day: dateText(paper.expires, days) })}
      </p>
      <b className={paper.days < PAPERS_PRESS ? "danger" : "warning"}>{leftText(words, paper)}</b>
    </div>
  );
};

/** In the strip of a case: the paper that runs out first, if that is near. */
export const PapersLine = ({ one }: { one: Pick<CaseInHand, "papers"> }) => {
  const words = useWords();
  const [first] = one.papers;
  if (first === undefined) return null;
  return (
    <p className={first.days < PAPERS_PRESS ? "danger small" : "warning small"}>
      {words.t(first.days < 0 ? "paper.ran-out" : "paper.runs-out", {
        paper: words.t(`paper.${first.kind}`),
        left: leftText(words, first),
      })}
    </p>
  );
};
