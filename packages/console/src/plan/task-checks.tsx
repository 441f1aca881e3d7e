import { type CaseView, type ReadTask, type ResponseView, taskOf } from "@fairlead/casework";
import { Check } from "../parts/field.tsx";
import { taskPeople, wallClock } from "./people.ts";
import { ForbiddenSince } from "./response-card.tsx";
import { Understood } from "./understood.tsx";

/** Lines as the tasks that they would be; somebody named who is not here falls to the owner of the case. */
export const readLines = (one: CaseView, lines: readonly string[], now: number): ReadTask[] =>
  lines.map((line) => taskOf(line, wallClock(now), taskPeople(one))).filter(({ text }) => text !== "");

/** Tasks that ring or tell whoever they have said no to since: offered, and wanted by nobody unasked. */
export const forbiddenLines = (agreed: ResponseView | undefined): Map<number, Forbidden> =>
  new Map((agreed?.forbidden ?? []).flatMap((each) => (each.where === "tasks" ? [[each.line, each] as const] : [])));

type Forbidden = ResponseView["forbidden"][number];

type Props = {
  one: CaseView;
  tasks: readonly ReadTask[];
  without: ReadonlySet<number>;
  now: number;
  /** By its place among them. */
  forbidden?: ReadonlyMap<number, Forbidden>;
  onChange(without: ReadonlySet<number>): void;
};

/** Each can be left out before anything is written. */
export const TaskChecks = ({ one, tasks, without, now, forbidden = new Map(), onChange }: Props) => (
  <div className="task-checks">
    {tasks.map((task, index) => (
      <Check
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text, in its order
        key={index}
        checked={!without.has(index)}
        onChange={(wanted) => {
          const next = new Set(without);
          if (wanted) next.delete(index);
          else next.add(index);
          onChange(next);
        }}
        label={
          <>
            <span dir="auto">{task.text}</span>{" "}
            <span className="quiet small">
              <Understood one={one} read={{ ...task, unknown: null }} now={now} />
            </span>
            <Forbid line={forbidden.get(index)} now={now} />
          </>
        }
      />
    ))}
  </div>
);

const Forbid = ({ line, now }: { line: Forbidden | undefined; now: number }) =>
  line === undefined ? null : <ForbiddenSince forbidden={line} now={now} />;
