import {
  type BoardMatch,
  type Judged,
  type KnownView,
  type MatchedWith,
  type MatchReason,
  type MatchVerdict,
  mayWrite,
} from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Icon } from "../parts/icon.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { JoinDialog } from "./join-dialog.tsx";
import { JudgeDialog } from "./judge-dialog.tsx";
import { adviceText, identifierText, standingText } from "./match-words.ts";
import { useMatches } from "./use-matches.ts";
import "./board.css";

type Asked = { there: MatchedWith; name: string; verdict: MatchVerdict };

/** Who else this may be, why, and what to do. A match decides nothing. */
export const Matches = ({ subject, now }: { subject: Judged; now: number }) => {
  const words = useWords();
  const { t } = words;
  const { board } = useView();
  const found = useMatches(subject);
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <section
      id="matches"
      tabIndex={-1}
      className="stack matches"
      data-tight
      aria-label={t("matches.title")}
      aria-busy={found === null}
    >
      <div className="spread">
        <h3>{t("matches.title")}</h3>
        <Link to="/known" className="link small">
          {t("known.open")}
        </Link>
      </div>
      <p className="quiet small">{t("matches.about")}</p>
      {found === null ? <p className="quiet small">{t("matches.reading")}</p> : null}
      {found !== null && found.matches.length === 0 ? <p className="quiet small">{t("matches.none")}</p> : null}
      {found === null || found.matches.length === 0 ? null : (
        <ul className="stack" data-tight>
          {found.matches.map((match) => (
            <MatchRow
              key={match.id}
              match={match}
              known={board.known.find((one) => match.subject.kind === "known" && one.known === match.subject.known)}
              now={now}
              ask={(verdict, name) => setAsked({ there: match.subject, name, verdict })}
              here={subject}
            />
          ))}
        </ul>
      )}
      {found === null || found.more === 0 ? null : (
        <p className="quiet small">{t("matches.more", { n: found.more })}</p>
      )}
      {asked === null ? null : <JudgeDialog here={subject} {...asked} onClose={() => setAsked(null)} />}
    </section>
  );
};

type RowProps = {
  here: Judged;
  match: BoardMatch;
  known: KnownView | undefined;
  now: number;
  ask(verdict: MatchVerdict, name: string): void;
};

const MatchRow = ({ here, match, known, now, ask }: RowProps) => {
  const words = useWords();
  const { t, days } = words;
  const name = useName(match.subject, known);
  const { judged } = match;
  const isOther = judged?.verdict === "other";
  const marked = known !== undefined && known.withdrawn === null && known.kind !== "helped-elsewhere";
  return (
    <li className="match" data-other={isOther || undefined}>
      <p className="row">
        {marked && !isOther ? <Icon name="warning" className="warning" /> : null}
        <b>
          <NameOf subject={match.subject} name={name} />
        </b>
        <span className="quiet small">{t(`match.${match.strength}`)}</span>
      </p>
      <ul className="small">
        {match.reasons.map((reason) => (
          <li key={`${reason.kind} ${reason.kind === "covered" ? reason.what : reason.there}`}>
            <Why reason={reason} />
          </li>
        ))}
      </ul>
      {known === undefined ? null : <p className="small quiet">{standingText(words, known, now)}</p>}
      {judged === null ? null : (
        <p className="small">
          {t(`judged.${judged.verdict}`, { who: personText(t, judged.by), at: days.when(judged.at, now) })}{" "}
          <bdi>{judged.reason}</bdi>
        </p>
      )}
      {isOther ? null : <p className="small said-calm">{adviceText(words, match, known)}</p>}
      <p className="row">
        {isOther ? null : (
          <button type="button" className="button" onClick={() => ask("other", name)}>
            {t("judge.other")}
            <span className="hidden-visually">: {name}</span>
          </button>
        )}
        {judged?.verdict === "same" ? null : (
          <button type="button" className="button" onClick={() => ask("same", name)}>
            {t("judge.same")}
            <span className="hidden-visually">: {name}</span>
          </button>
        )}
        {isOther ? null : <JoinButton here={here} there={match.subject} />}
      </p>
    </li>
  );
};

/** One of the two is a case of the reader's, the other a thread that is nobody's yet. */
const JoinButton = ({ here, there }: { here: Judged; there: MatchedWith }) => {
  const { t } = useWords();
  const { me, cases, queue } = useView();
  const [opened, setOpened] = useState(false);
  const sides = [here, there];
  const theCase = cases.find((one) => sides.some((side) => side.kind === "case" && side.case === one.case));
  const thread = queue.threads.find((one) =>
    sides.some((side) => side.kind === "thread" && side.mailbox === one.mailbox),
  );
  if (theCase === undefined || thread === undefined || theCase.closed !== null) return null;
  if (!mayWrite(me.role, "linkMailbox")) return null;
  const { mailbox, name } = thread;
  return (
    <>
      <button type="button" className="button" onClick={() => setOpened(true)}>
        {t("join.do")}
        <span className="hidden-visually">: {theCase.alias}</span>
      </button>
      {opened ? (
        <JoinDialog
          {...{ mailbox, name }}
          theCase={theCase.case}
          alias={theCase.alias}
          onClose={() => setOpened(false)}
        />
      ) : null}
    </>
  );
};

/** How the other side is called on this screen. */
const useName = (subject: MatchedWith, known: KnownView | undefined): string => {
  const { t } = useWords();
  const { threads, cases } = useView();
  switch (subject.kind) {
    case "thread":
      return t("match.thread", { name: threads.find((one) => one.mailbox === subject.mailbox)?.name ?? "" });
    case "case":
      return t("match.case", { alias: cases.find((one) => one.case === subject.case)?.alias ?? "" });
    case "known":
      return known === undefined ? "" : t(`known-kind.${known.kind}`);
  }
};

const NameOf = ({ subject, name }: { subject: MatchedWith; name: string }) => {
  const { threads } = useView();
  if (subject.kind === "case")
    return (
      <Link to="/cases/$case" params={{ case: subject.case }} className="link">
        {name}
      </Link>
    );
  const thread = subject.kind === "thread" ? threads.find((one) => one.mailbox === subject.mailbox) : undefined;
  if (thread === undefined || thread.standing === "in-case") return <bdi>{name}</bdi>;
  return (
    <Link to="/queue/$mailbox" params={{ mailbox: thread.mailbox }} className="link">
      {name}
    </Link>
  );
};

/** Names and numbers stand as they were written, each in its own direction; of what stands covered only what it is. [P3] */
const Why = ({ reason }: { reason: MatchReason }) => {
  const words = useWords();
  const { t } = words;
  if (reason.kind === "covered") return t(`match-covered.${reason.what}`);
  if (reason.kind === "identifier")
    return (
      <>
        {identifierText(words, reason)} <bdi>{reason.here}</bdi>
        {reason.here === reason.there ? null : (
          <>
            {" ~ "}
            <bdi>{reason.there}</bdi>
          </>
        )}
      </>
    );
  return (
    <>
      {reason.words.map(({ here, there, reason: why }, index) => (
        <span key={`${here} ${there}`}>
          {index === 0 ? "" : "; "}
          <bdi>{here}</bdi> ~ <bdi>{there}</bdi>
          {/* Said once for a row of words that fit alike. */}
          {reason.words[index + 1]?.reason === why ? null : <span className="quiet"> ({t(`word-reason.${why}`)})</span>}
        </span>
      ))}
      {reason.caveats.map((caveat) => (
        <span key={caveat} className="quiet">
          {"; "}
          {t(`match-caveat.${caveat}`)}
        </span>
      ))}
    </>
  );
};
