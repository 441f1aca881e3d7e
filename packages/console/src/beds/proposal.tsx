import { URGENCIES, type Urgency } from "@fairlead/casework";
import { differenceOf, type Plan, type Problem, type Waiting, waitingBy } from "@fairlead/planner/placements";
import { type ReactNode, useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Scrolls } from "../parts/scrolls.tsx";
import { UrgencyMark } from "../parts/urgency.tsx";
import { useDeed } from "../session/deed.tsx";
import { useUndo } from "../undo/undo.tsx";
import { changesFor } from "./accept.ts";
import type { Party } from "./parties.ts";
import { urgencyOf } from "./problem.ts";
import type { Shelter } from "./shelters.ts";
import { differenceText, type Telling } from "./told.ts";
import type { Placing } from "./use-placing.ts";
import type { Calendar } from "./weeks.ts";

type Props = {
  telling: Telling;
  placing: Placing;
  parties: readonly Party[];
  shelters: readonly Shelter[];
  calendar: Calendar;
  now: number;
  /** The record has moved on since it was asked for. */
  outdated: boolean;
  onAgain(): void;
  onStop(): void;
  onClear(): void;
};

/** What the planner proposes: how good, for whom it changes what, who waits; to be taken or left. */
export const Proposal = (props: Props) => {
  const { telling, placing, parties, shelters, outdated, onAgain, onStop, onClear } = props;
  const { t } = telling;
  const [taking, setTaking] = useState(false);
  const { plan, problem, running, broken } = placing;
  const isPlan = plan !== null && plan.status !== "infeasible";
  return (
    <section className="panel panel-row stack bed-proposal" aria-label={t("beds.proposal")}>
      <div className="spread">
        <h2>{t("beds.proposal")}</h2>
        <div className="row">
          {running ? (
            <button type="button" className="button" onClick={onStop}>
              {t("beds.stop")}
            </button>
          ) : null}
          <button type="button" className="button" onClick={onClear}>
            {t("beds.put-away")}
          </button>
          {isPlan ? (
            <button type="button" className="button" data-filled disabled={outdated} onClick={() => setTaking(true)}>
              {t("beds.take")}
            </button>
          ) : null}
        </div>
      </div>
      <p role="status">{goodness(telling, placing)}</p>
      {running ? <progress aria-label={t("beds.looking")} /> : null}
      {broken ? <p className="warning">{t("beds.solver-broken")}</p> : null}
      {outdated ? (
        <p className="warning row">
          {t("beds.outdated")}
          <button type="button" className="button" onClick={onAgain}>
            {t("beds.propose-again")}
          </button>
        </p>
      ) : null}
      {plan?.status === "infeasible" ? <Conflict telling={telling} parties={parties} problem={problem} /> : null}
      {isPlan ? <Changes {...{ telling, plan, problem, parties }} /> : null}
      {isPlan ? <WhoWaits {...{ telling, plan, problem, parties, shelters }} /> : null}
      {taking && isPlan ? <TakeDialog {...props} plan={plan} onClose={() => setTaking(false)} /> : null}
    </section>
  );
};

const goodness = ({ t }: Telling, { plan, running }: Placing): string => {
  if (plan === null) return t(running ? "beds.looking" : "beds.none-found");
  if (plan.status === "infeasible") return t("beds.infeasible");
  if (plan.status === "optimal") return t("beds.proven", { n: plan.objective ?? 0 });
  const percent = Math.ceil((plan.gap ?? 0) * 100);
  return t(running ? "beds.so-far" : "beds.stopped-at", {
    n: plan.objective ?? 0,
    bound: Math.ceil(plan.bound),
    percent,
  });
};

/** Only pins can leave no plan: everybody may else be left without a place, at a price. */
const Conflict = ({ telling, parties, problem }: { telling: Telling; parties: readonly Party[]; problem: Problem }) => {
  const { t, shelter, week, party } = telling;
  const pins = problem.pinned.filter((pin) => parties.some((one) => one.case === pin.party));
  return (
    <ul>
      {pins.map((pin) => (
        <li key={pin.party} dir="auto">
          {t("beds.rule.pinned", { who: party(pin.party), shelter: shelter(pin.site), from: week(pin.start) })}
        </li>
      ))}
    </ul>
  );
};

type Of = { telling: Telling; plan: Plan; problem: Problem; parties: readonly Party[] };

const Changes = ({ telling, plan, problem, parties }: Of) => {
  const { t, party, shelter, week } = telling;
  const difference = differenceOf(problem, undefined, plan);
  const startOf = (id: string) => plan.placements.find((one) => one.party === id)?.start ?? 0;
  const isThere = (id: string) => parties.some((one) => one.case === id && one.stay?.there);
  const lines = [
    ...difference.lost.map((one) => ({
      id: one.party,
      text: t(isThere(one.party) ? "beds.line.stuck" : "beds.line.lost", { from: shelter(one.from.site) }),
    })),
    ...difference.moved.map((one) => ({
      id: one.party,
      text: t("beds.line.moved", {
        from: shelter(one.from.site),
        to: shelter(one.to.site),
        week: week(one.to.start),
      }),
    })),
    ...difference.shifted.map((one) => ({
      id: one.party,
      text: t("beds.line.shifted", { week: week(startOf(one.party)) }),
    })),
    ...difference.gained.map((one) => ({
      id: one.party,
      text: t("beds.in-from", { shelter: shelter(one.to.site), from: week(one.to.start) }),
    })),
    ...plan.unplaced
      .filter((id) => !difference.lost.some((one) => one.party === id))
      .map((id) => ({ id, text: t("beds.no-place") })),
  ];
  return (
    <>
      <p>
        <b>{differenceText(telling, difference)}</b>
      </p>
      <ul className="bed-lines">
        {lines.map(({ id, text }) => (
          <li key={id}>
            <b dir="auto">{party(id)}</b> <span dir="auto">{text}</span>
          </li>
        ))}
      </ul>
    </>
  );
};

/** A plan that is cheapest may leave one kind of people behind, the urgent or the large families: it has to be seen. */
const WhoWaits = ({ telling, plan, problem, parties, shelters }: Of & Pick<Props, "shelters">) => {
  const { t } = telling;
  const urgencies = new Map<string, Urgency>(parties.map((party) => [party.case, urgencyOf(party, shelters)]));
  const byUrgency = waitingBy(problem, plan, ({ id }) => urgencies.get(id) ?? "unknown");
  const bySize = waitingBy(problem, plan, ({ people }) => String(people));
  return (
    <div className="bed-waits">
      <WaitingTable
        {...{ t, caption: t("beds.waiting-by"), column: t("beds.col.urgency") }}
        rows={URGENCIES.flatMap((level) => byUrgency.filter(({ label }) => label === level))}
        head={(label) => <UrgencyMark level={URGENCIES.find((level) => level === label) ?? "unknown"} />}
      />
      {bySize.length < 2 ? null : (
        <WaitingTable
          {...{ t, caption: t("beds.waiting-by-size"), column: t("beds.col.size") }}
          rows={bySize}
          head={(label) => t("beds.people", { n: Number(label) })}
        />
      )}
    </div>
  );
};

type WaitingProps = {
  t: Telling["t"];
  caption: string;
  column: string;
  rows: readonly Waiting[];
  head(label: string): ReactNode;
};

const WaitingTable = ({ t, caption, column, rows, head }: WaitingProps) => (
  <Scrolls label={caption}>
    <table className="bed-waiting">
      <caption className="quiet small">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{column}</th>
          <th scope="col" className="num">
            {t("beds.col.people")}
          </th>
          <th scope="col" className="num">
            {t("beds.col.waiting")}
          </th>
          <th scope="col" className="num">
            {t("beds.col.longest")}
          </th>
          <th scope="col" className="num">
            {t("beds.col.left-out")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label}>
            <th scope="row">{head(row.label)}</th>
            <td className="num">{row.people}</td>
            <td className="num">{row.waiting}</td>
            <td className="num">{t("beds.weeks", { n: row.longestWait })}</td>
            <td className="num">{row.leftOut}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Scrolls>
);

const TakeDialog = ({
  telling,
  placing,
  parties,
  calendar,
  now,
  plan,
  onClose,
  onClear,
}: Props & { plan: Plan; onClose(): void }) => {
  const { t } = telling;
  const deed = useDeed();
  const offer = useUndo();
  const difference = differenceText(telling, differenceOf(placing.problem, undefined, plan));
  return (
    <FormDialog
      title={t("beds.take-title")}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("beds.take-do")}
      ready
      act={async () => {
        let back: ReturnType<typeof changesFor>["back"] = [];
        const outcome = await deed.run((act) => {
          const written = changesFor(
            parties,
            { problem: placing.problem, plan },
            { calendar, now, reason: t("beds.by-plan"), freshUse: act.newStay },
          );
          back = written.back;
          return act.writeStays(written.changes);
        });
        if (outcome?.kind === "done") {
          offer({ said: t("beds.undo-taken"), back: (act) => act.writeStays(back) });
          onClear();
        }
        return outcome;
      }}
    >
      <p>{difference}</p>
      <p className="quiet small">{t("beds.take-means")}</p>
    </FormDialog>
  );
};
