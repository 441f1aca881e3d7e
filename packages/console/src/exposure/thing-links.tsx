import { dayFrom, dayOf, type ThingKind, type ThingLink, type ThingView } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { dateText } from "../person/fact-date.ts";
import { useWords } from "../say/words.tsx";
import { thingText } from "./marked-words.ts";

const PERSONS: ReadonlySet<ThingKind | null> = new Set(["host", "driver", "escort"]);
const SHOWN = 6;

/** Whose face they know, what it was used together with: each leads a raid from the one to the other. */
export const ThingLinks = ({ thing, now }: { thing: ThingView; now: number }) => {
  const met = PERSONS.has(thing.kind) ? thing.links.filter(({ other }) => PERSONS.has(other.kind)) : [];
  const used = thing.links.filter((link) => !met.includes(link));
  return (
    <>
      <Links title="things.has-met" links={met} now={now} />
      <Links title="things.used-with" links={used} now={now} />
    </>
  );
};

type Props = { title: "things.has-met" | "things.used-with"; links: readonly ThingLink[]; now: number };

const Links = ({ title, links, now }: Props) => {
  const { t } = useWords();
  if (links.length === 0) return null;
  const [first, more] = [links.slice(0, SHOWN), links.slice(SHOWN)];
  return (
    <div className="small">
      <p className="quiet">{t(title)}</p>
      <ul>
        {first.map((link) => (
          <LinkLine key={`${link.other.thing} ${link.how}`} link={link} now={now} />
        ))}
      </ul>
      {more.length === 0 ? null : (
        <details>
          <summary>{t("things.more-uses", { n: more.length })}</summary>
          <ul>
            {more.map((link) => (
              <LinkLine key={`${link.other.thing} ${link.how}`} link={link} now={now} />
            ))}
          </ul>
        </details>
      )}
    </div>
  );
};

const LinkLine = ({ link: { other, how, at, note, case: of, alias }, now }: { link: ThingLink; now: number }) => {
  const { t, days } = useWords();
  return (
    <li>
      <b dir="auto">{thingText(t, other)}</b> · {t(`thing-link.${how}`)}, {days.day(at, now)}
      {of === null ? null : (
        <>
          {" "}
          ·{" "}
          <Link to="/cases/$case" params={{ case: of }}>
            <span dir="auto">{alias}</span>
          </Link>
        </>
      )}
      {note === "" ? null : <span dir="auto"> · {note}</span>}
    </li>
  );
};

/** Kinds and days, as they stand in the register. */
export const RoadPapers = ({ papers, now }: { papers: ThingView["facts"]["papers"]; now: number }) => {
  const { t, days } = useWords();
  if (papers === undefined || papers.length === 0) return null;
  return (
    <ul className="small">
      {papers.map(({ kind, expires, note }) => (
        <li key={`${kind} ${expires ?? ""} ${note}`} dir="auto">
          {t(`paper.${kind}`)}
          {expires === null ? null : (
            <>
              ,{" "}
              <span className={dayFrom(expires) < dayOf(now) ? "danger" : undefined}>
                {t("paper.expires-on", { day: dateText(expires, days) })}
              </span>
            </>
          )}
          {note === "" ? null : ` · ${note}`}
        </li>
      ))}
    </ul>
  );
};
