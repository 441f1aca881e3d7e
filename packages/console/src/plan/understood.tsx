import type { CaseView, ReadTask } from "@fairlead/casework";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { taskPeople } from "./people.ts";

/** What a line would become, in words. */
export const Understood = ({ one, read, now }: { one: CaseView; read: ReadTask | null; now: number }) => {
  const { t, days } = useWords();
  if (read === null) return t("task.add-hint");
  if (read.unknown !== null) return t("task.nobody-called", { who: read.unknown });
  const { readers, owner } = taskPeople(one);
  const person = readers.find(({ id }) => id === read.owner) ?? owner;
  return t(read.due === null ? "task.read-open" : "task.read", {
    who: personText(t, person),
    at: read.due === null ? "" : days.when(read.due, now),
  });
};
