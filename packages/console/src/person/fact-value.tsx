import { type Contact, type FactValue, PAPERS_PRESS, PAPERS_SOON, type Paper } from "@fairlead/casework";
import { useWords, type Words } from "../say/words.tsx";
import { languageName } from "../texts/languages.ts";
import { countryName } from "./code-names.ts";
import { dateText, daysUntil } from "./fact-date.ts";
import type { Field } from "./fields.ts";

/** In one line, for a list of versions and for a conflict. */
export const valueText = (words: Words, field: Pick<Field, "choices">, value: FactValue | null): string => {
  const { t, language, days } = words;
  if (value === null) return t("fact.taken-back");
  switch (value.kind) {
    case "text":
      return value.text;
    case "date":
      return dateText(value.date, days);
    case "choice":
      return field.choices.find(({ choice }) => choice === value.choice)?.label ?? t("fact.choice-unknown");
    case "yes-no":
      return t(`yes-no.${value.answer}`);
    case "number":
      return new Intl.NumberFormat(language).format(value.number);
    case "countries":
      return value.countries.map((code) => countryName(code, language)).join(", ");
    case "languages":
      return value.languages.map((code) => languageName(code, language)).join(", ");
    case "papers":
      return value.papers.map((paper) => paperText(words, paper)).join("; ");
    case "contacts":
      return value.contacts.map((contact) => contactText(words, contact)).join("; ");
    case "left-out":
      return t("fact.left-out");
  }
};

const paperText = ({ t, language, days }: Words, paper: Paper): string =>
  [
    t(`paper.${paper.kind}`),
    paper.country === null ? "" : countryName(paper.country, language),
    paper.number,
    paper.expires === null ? "" : t("paper.expires-on", { day: dateText(paper.expires, days) }),
    paper.note,
  ]
    .filter((one) => one !== "")
    .join(" · ");

const contactText = ({ t }: Words, contact: Contact): string =>
  [t(`contact-kind.${contact.kind}`), contact.value, t(`contact-safe.${contact.safe}`), contact.note]
    .filter((one) => one !== "")
    .join(" · ");

/** How long a paper still holds, where that is near or over. */
export const Expires = ({ date, now }: { date: string; now: number }) => {
  const { t } = useWords();
  const left = daysUntil(date, now);
  if (left > PAPERS_SOON) return null;
  const text = left < 0 ? t("paper.expired", { n: -left }) : t("paper.expires-in", { n: left });
  return <b className={left < PAPERS_PRESS ? "danger" : "warning"}>{text}</b>;
};

export const FactValueView = ({ field, value, now }: { field: Field; value: FactValue; now: number }) => {
  const words = useWords();
  const { t, language, days } = words;
  if (value.kind === "papers")
    return (
      <ul className="fact-list">
        {value.papers.map((paper, index) => (
          // Their order is all that tells two papers of one kind apart.
          // biome-ignore lint/suspicious/noArrayIndexKey: a version never changes
          <li key={index}>
            <b>{t(`paper.${paper.kind}`)}</b>
            {paper.country === null ? null : ` · ${countryName(paper.country, language)}`} <bdi>{paper.number}</bdi>
            {paper.expires === null ? null : (
              <>
                {" "}
                · {t("paper.expires-on", { day: dateText(paper.expires, days) })}{" "}
                <Expires date={paper.expires} now={now} />
              </>
            )}
            {paper.note === "" ? null : (
              <>
                <br />
                <bdi className="quiet">{paper.note}</bdi>
              </>
            )}
          </li>
        ))}
      </ul>
    );
  if (value.kind === "contacts")
    return (
      <ul className="fact-list">
        {value.contacts.map((contact, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a version never changes
          <li key={index}>
            {t(`contact-kind.${contact.kind}`)}{" "}
            <b>
              <bdi>{contact.value}</bdi>
            </b>{" "}
            ·{" "}
            <span className={contact.safe === "yes" ? "well" : contact.safe === "no" ? "danger" : "warning"}>
              {t(`contact-safe.${contact.safe}`)}
            </span>
            {contact.note === "" ? null : (
              <>
                <br />
                <bdi className="quiet">{contact.note}</bdi>
              </>
            )}
          </li>
        ))}
      </ul>
    );
  const left = value.kind === "date" && field.id === "medication-until" && value.date.length === 10;
  return (
    <p className={value.kind === "left-out" ? "quiet" : "words"} dir="auto">
      {valueText(words, field, value)}
      {left ? <Lasts date={value.date} now={now} /> : null}
    </p>
  );
};

const WEEK = 7;

const Lasts = ({ date, now }: { date: string; now: number }) => {
  const { t } = useWords();
  const left = daysUntil(date, now);
  if (left > WEEK) return null;
  return <b className="danger"> · {left < 0 ? t("medication.over") : t("medication.lasts", { n: left })}</b>;
};
