import {
  type DraftRequestView,
  type InterpretedWords,
  type InterpretingView,
  lineOf,
  type StreamId,
} from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useShown } from "../access/shown.ts";
import { Empty } from "../parts/empty.tsx";
import { TextField } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import { useNow, useView } from "../session/session.tsx";
import "./interpreting.css";

/** The interpreter's desk: threads that were given, and nothing that says whose they are. [P3] */
export const InterpretingList = () => {
  const { t, days } = useWords();
  const { interpretings } = useView();
  const now = useNow(60_000);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("nav.interpreting")}</h1>
        <p className="quiet">{t("interpreting.what")}</p>
      </div>
      <div className="panel">
        {interpretings.length === 0 ? (
          <Empty>{t("interpreting.nothing-given")}</Empty>
        ) : (
          <ul className="part-list">
            {interpretings.map((one) => (
              <li key={one.stream}>
                <Link to="/interpreting/$stream" params={{ stream: one.stream }} className="part-row panel-row">
                  <b>{t("interpreting.thread-of", { at: days.when(one.since, now) })}</b>
                  <span className={one.waits === 0 ? "quiet" : ""}>{t("interpreting.waits", { n: one.waits })}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
};

export const InterpretingPage = ({ stream }: { stream: string }) => {
  const { t, days } = useWords();
  const { interpretings } = useView();
  const now = useNow(15_000);
  const one = interpretings.find((known) => known.stream === stream);
  useShown(one?.stream);
  return (
    <div className="page">
      <p>
        <Link to="/interpreting" className="button">
          <Icon name="back" />
          {t("nav.interpreting")}
        </Link>
      </p>
      {one === undefined ? (
        <p className="quiet">{t("interpreting.gone")}</p>
      ) : (
        <>
          <div className="page-head">
            <h1>{t("interpreting.thread-of", { at: days.when(one.since, now) })}</h1>
            <p className="quiet">{t("interpreting.rules")}</p>
          </div>
          <Requests one={one} now={now} />
          <h2>{t("interpreting.letters")}</h2>
          <ol className="stack">
            {one.words.map((word) => (
              <li
                key={word.kind === "letter" ? `letter ${word.seq}` : word.message}
                data-line={lineOf(word.kind, word.kind === "letter" ? word.seq : word.message)}
              >
                <Words stream={one.stream} word={word} now={now} />
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
};

const Requests = ({ one, now }: { one: InterpretingView; now: number }) => {
  const { t } = useWords();
  return (
    <section className="stack">
      <h2>{t("interpreting.to-draft")}</h2>
      {one.requests.length === 0 ? <p className="quiet">{t("interpreting.nothing-to-draft")}</p> : null}
      {one.requests.map((request) => (
        <Draft key={request.request} stream={one.stream} request={request} now={now} />
      ))}
    </section>
  );
};

const Draft = ({ stream, request, now }: { stream: StreamId; request: DraftRequestView; now: number }) => {
  const { t, days } = useWords();
  return (
    <article className="panel panel-row stack" data-line={lineOf("request", request.request)}>
      <p className="words" dir="auto">
        {request.text}
      </p>
      <p className="quiet small">{t("interpreting.asked-at", { at: days.when(request.at, now) })}</p>
      <Box
        label={t("interpreting.your-draft")}
        hint={t("interpreting.draft-hint")}
        said={request.draft?.text ?? ""}
        save={(act, text) => act.draftAnswer(stream, request.request, text)}
      />
    </article>
  );
};

const Words = ({ stream, word, now }: { stream: StreamId; word: InterpretedWords; now: number }) => {
  const { t, days } = useWords();
  if (word.kind === "answer")
    return (
      <article className="panel panel-row stack interpreted-answer">
        <p className="quiet small">{t("interpreting.answer-of", { at: days.when(word.at, now) })}</p>
        <p className="words" dir="auto">
          {word.text}
        </p>
      </article>
    );
  return (
    <article className="panel panel-row interpreted-letter">
      <div>
        <p className="quiet small">{t("interpreting.letter-of", { at: days.when(word.at, now) })}</p>
        <p className="words" dir="auto">
          {word.text === "" ? t("interpreting.no-words") : word.text}
        </p>
      </div>
      {word.text === "" ? null : (
        <Box
          label={t("interpreting.translation")}
          said={word.translation?.text ?? ""}
          save={(act, text) => act.translate(stream, word.seq, text)}
        />
      )}
    </article>
  );
};

type BoxProps = {
  label: string;
  hint?: string;
  said: string;
  save(
    act: Parameters<Parameters<ReturnType<typeof useDeed>["run"]>[0]>[0],
    text: string,
  ): ReturnType<Parameters<ReturnType<typeof useDeed>["run"]>[0]>;
};

/** What is typed stays until it is saved; a later version takes the place of the one before. */
const Box = ({ label, hint, said, save }: BoxProps) => {
  const { t } = useWords();
  const deed = useDeed();
  const [text, setText] = useState(said);
  const changed = text.trim() !== "" && text.trim() !== said;
  return (
    <form
      className="stack"
      data-tight
      onSubmit={(event) => {
        event.preventDefault();
        if (changed && !deed.busy) void deed.run((act) => save(act, text.trim()));
      }}
    >
      <TextField label={label} {...(hint === undefined ? {} : { hint })} value={text} onChange={setText} lines={4} />
      <Refused deed={deed} />
      <div className="row">
        <button type="submit" className="button" data-filled={changed || undefined} disabled={!changed || deed.busy}>
          {deed.busy ? t("working") : t("save")}
        </button>
        {!changed && said !== "" ? <span className="quiet small">{t("interpreting.saved")}</span> : null}
      </div>
    </form>
  );
};
