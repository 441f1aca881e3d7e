import type { Excerpt, Hit, Piece, Place, PlaceRef } from "@fairlead/casework";
import { Link, type LinkProps } from "@tanstack/react-router";
import { useDeferredValue } from "react";
import { Icon } from "../parts/icon.tsx";
import { UrgencyMark } from "../parts/urgency.tsx";
import { personText } from "../say/people.ts";
import { useWords, type Words } from "../say/words.tsx";
import { useNow } from "../session/session.tsx";
import type { Found } from "./found.tsx";
import type { Result } from "./use-search.ts";

type Way = Pick<LinkProps, "to" | "params" | "state">;

/** Where each place is read; with a hit, the line in it where that stands. */
export const wayTo = (ref: PlaceRef, hit?: Hit): Way => {
  const found = hit === undefined ? null : foundIn(hit.piece);
  return { ...placeOf(ref), ...(found === null ? {} : { state: { found } }) };
};

const foundIn = ({ line, kind, part }: Piece): Found | null => (line === null ? null : { line, kind, part });

const placeOf = (ref: PlaceRef): Pick<LinkProps, "to" | "params"> => {
  switch (ref.kind) {
    case "case":
      return { to: "/cases/$case", params: { case: ref.case } };
    case "thread":
      return { to: "/queue/$mailbox", params: { mailbox: ref.mailbox } };
    case "part":
      return { to: "/parts/$stream", params: { stream: ref.stream } };
    case "interpreting":
      return { to: "/interpreting/$stream", params: { stream: ref.stream } };
    case "thing":
      return { to: "/things" };
    case "known":
      return { to: "/known" };
  }
};

/** Names are shown nowhere but where they were asked for. */
export const placeName = ({ t }: Words, { name, ref }: Place): string =>
  name !== "" ? name : ref.kind === "part" ? t("parts.untitled") : t(`find.place.${ref.kind}`);

/** "Letter, Contact · the caller · Sun 23:10" */
export const hitWords = ({ t, days }: Words, { piece }: Hit, now: number): string => {
  const what = t(`find.piece.${piece.kind}`);
  const who = piece.by === null ? null : personText(t, piece.by);
  const part = piece.part === null ? null : t(`part-name.${piece.part}`);
  const when = piece.at === null ? null : days.when(piece.at, now);
  return [what, part, who, when].filter((one) => one !== null).join(" · ");
};

/** As many as a screen holds. */
const AT_ONCE = 6;

/** What the eye sees first is there first; the rest follows when no other key has come. */
export const ResultList = ({ results }: { results: readonly Result[] }) => {
  const now = useNow(60_000);
  const whole = useDeferredValue(results, []) === results;
  return (
    <ul className="search-results">
      {results.slice(0, whole ? results.length : AT_ONCE).map((one) => (
        <ResultRow key={one.place.id} {...one} now={now} />
      ))}
    </ul>
  );
};

const ResultRow = ({ place, of, explained, now }: Result & { now: number }) => {
  const words = useWords();
  const { t } = words;
  return (
    <li>
      <Link {...wayTo(place.ref)} className="panel-row search-result" data-walk>
        <span className="spread">
          <b dir="auto">{placeName(words, place)}</b>
          <span className="quiet small">
            <Standing place={place} of={of} />
          </span>
        </span>
      </Link>
      {/* Each leads to its own line. What a place is called leads nowhere else than the place. */}
      {explained?.hits
        .filter(({ piece }) => piece.kind !== "alias" || piece.line !== null)
        .map((hit) => (
          <Link
            key={`${hit.piece.kind} ${hit.piece.line} ${hit.piece.at} ${hit.piece.text.length}`}
            {...wayTo(place.ref, hit)}
            className="panel-row search-hit"
            data-walk
          >
            <span className="quiet small">{hitWords(words, hit, now)}</span>
            {hit.excerpt === null ? (
              <span className="quiet">
                <Icon name="eye-off" /> {t("find.covered")}
              </span>
            ) : (
              <Marked excerpt={hit.excerpt} />
            )}
          </Link>
        ))}
      {explained === null || explained.more === 0 ? null : (
        <span className="panel-row quiet small search-more">{t("find.more-in", { n: explained.more })}</span>
      )}
    </li>
  );
};

const Standing = ({ place: { ref, closed }, of: one }: Pick<Result, "place" | "of">) => {
  const { t } = useWords();
  if (closed) return t("closed");
  if (one === undefined) return t(`find.place.${ref.kind}`);
  return (
    <>
      <UrgencyMark level={one.urgency.level} /> {t(`stage.${one.stage}`)}
    </>
  );
};

const Marked = ({ excerpt: { text, marks, before, after } }: { excerpt: Excerpt }) => {
  let at = 0;
  const parts = marks.flatMap(({ start, end }) => {
    const plain = text.slice(at, start);
    at = end;
    return [plain, <mark key={start}>{text.slice(start, end)}</mark>];
  });
  return (
    <span className="search-excerpt" dir="auto">
      {before ? "…" : ""}
      {parts}
      {text.slice(at)}
      {after ? "…" : ""}
    </span>
  );
};
