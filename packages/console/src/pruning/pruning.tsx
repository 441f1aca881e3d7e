import { type KeptJourneyView, lineOf, mayApprove, type PruneLack } from "@fairlead/casework";
import type { CaseInHand } from "@fairlead/client";
import { useState } from "react";
import { journeyDay, pointsOf } from "../journey/labels.ts";
import { peopleText, personText } from "../say/people.ts";
import { useWords, type Words } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { AskPruning } from "./ask-pruning.tsx";

type Props = { one: CaseInHand; now: number };

const lacksText = ({ t }: Words, lacks: readonly PruneLack[]): string =>
  lacks.map((lack) => t(`prune.lack.${lack}`)).join("; ");

/** How far it is that hours and places of journeys go: asked for, decided, carried out, erased. */
export const Pruning = ({ one, now }: Props) => {
  const words = useWords();
  const { t, days } = words;
  const { me } = useView();
  const [asking, setAsking] = useState(false);
  const { pruneLacks: lacks, pruning, prunings } = one;
  const ours = one.decisions.filter(({ about }) => about === "prune");
  const waiting = ours.find(({ state }) => state === "waiting");
  const approved = ours.find(({ state, spent, expires }) => state === "approved" && !spent && expires >= now);
  const may = one.closed === null && mayApprove(me.role);
  const isOver = one.journeys.length > 0 && !lacks.includes("open");
  return (
    <>
      {waiting !== undefined ? (
        <p>{t("prune.asked", { who: personText(t, waiting.proposedBy) })}</p>
      ) : approved !== undefined ? (
        <p>
          {lacks.length === 0 ? t("prune.under-way") : t("prune.not-carried-out", { missing: lacksText(words, lacks) })}
        </p>
      ) : may && isOver && lacks.length > 0 ? (
        <p className="quiet small">{t("prune.not-yet", { missing: lacksText(words, lacks) })}</p>
      ) : may && isOver ? (
        <p>
          <button type="button" className="button" onClick={() => setAsking(true)}>
            {t("prune.open")}
          </button>
        </p>
      ) : null}
      {/* Of one that this console does not sign, it stands above the case. */}
      {pruning === null || pruning.doubted ? null : (
        <p className="warning">{t("prune.still", { who: peopleText(t, pruning.waitsFor) })}</p>
      )}
      {prunings.map((pruned, index) => (
        <section key={pruned.decision} className="stack" data-tight>
          <p className="small">
            {t(pruning !== null && index === 0 ? "prune.was-still" : "prune.was", {
              at: days.when(pruned.at, now),
              asked: personText(t, pruned.asked),
              approved: personText(t, pruned.approved),
            })}
          </p>
          {one.kept
            .filter(({ journey }) => pruned.journeys.includes(journey))
            .map((journey) => (
              <Kept key={journey.journey} one={one} journey={journey} now={now} />
            ))}
        </section>
      ))}
      {asking ? <AskPruning one={one} onClose={() => setAsking(false)} /> : null}
    </>
  );
};

const Kept = ({ one, journey, now }: Props & { journey: KeptJourneyView }) => {
  const { t, days } = useWords();
  const { party, date, how, exposure, oldPhone, worked, change, used } = journey;
  const who = party.map((person) => one.persons.find((each) => each.person === person)?.alias ?? person);
  const names = used.map(({ thing, as }) =>
    t("prune.used-as", {
      name: thing.name ?? t("journey.in-register"),
      as: as.map((each) => (each === "way" ? t("prune.as.way") : t(`journey.hand.${each}`))).join(", "),
    }),
  );
  return (
    <article className="journey panel" data-state="ended" data-line={lineOf("journey", journey.journey)}>
      <div className="panel-row stack" data-tight>
        <h3>
          {journeyDay(date, days, now)} · {t(`prune.how.${how}`)}
        </h3>
        <p className="small" dir="auto">
          {who.join(", ")}
          {exposure === null
            ? null
            : ` · ${t("prune.exposure", { n: pointsOf(exposure.points), checks: exposure.checks })}`}
        </p>
        {names.length === 0 ? null : (
          <p className="small" dir="auto">
            {t("prune.used", { names: names.join("; ") })}
          </p>
        )}
        {oldPhone === null ? null : (
          <p className="small">{t("arrival.old-is", { what: t(`arrival.old.${oldPhone}`) })}</p>
        )}
        {worked === "" ? null : (
          <p className="small">
            <b>{t("look-back.worked")}:</b> <span dir="auto">{worked}</span>
          </p>
        )}
        {change === "" ? null : (
          <p className="small">
            <b>{t("look-back.change")}:</b> <span dir="auto">{change}</span>
          </p>
        )}
      </div>
    </article>
  );
};
