import { intakeOf, type State } from "../fold/state.ts";
import type { Outside } from "../outside.ts";
import { readableAll } from "../readable.ts";
import type { QueueView, ThreadView } from "../view.ts";
import { namesIn, noteView } from "./person.ts";
import { isOpen } from "./thread.ts";
import { threadReader } from "./thread-reader.ts";

export const queueView = (
  state: State,
  outside: Outside,
  all: readonly ThreadView[] = threadReader()(state, outside),
): QueueView => {
  const threads = all.filter(isOpen);
  const { handOver } = intakeOf(state);
  return {
    threads,
    waiting: threads.filter((thread) => thread.standing === "waiting" && thread.aside === null).length,
    aside: threads.filter((thread) => thread.aside !== null).length,
    handOver: handOver && readableAll(noteView(handOver, namesIn(state, outside))),
  };
};
