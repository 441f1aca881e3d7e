import { type Operation, overWhatStands } from "@fairlead/casework";
import type { Workings } from "../actions.ts";
import type { UnsentActions } from "./views.ts";

/** What its author decides about what they wrote: before it went, and where it could not stand. */
export function makeUnsentActions({ held, appender, runAlways, run, asking, revive }: Workings): UnsentActions {
  return {
    takeBack: (id) =>
      runAlways(async () => ((await appender.takeBack(id)) ? { kind: "done" } : { kind: "nothing-waits" })),
    settle: (id, choice) => {
      const seen = asking.now?.seen ?? undefined;
      return (choice.take === "theirs" ? runAlways : run)(async () => {
        const mine = held.undone.find((one) => one.id === id);
        if (mine === undefined) return { kind: "nothing-waits" };
        const letGo = () => {
          held.undone = held.undone.filter((one) => one !== mine);
        };
        if (choice.take === "theirs") {
          letGo();
          if (mine.kept) await held.device?.dropUnsent(id);
          return { kind: "done" };
        }
        const { words } = choice;
        const again = { ...mine, over: new Map<string, number>(), sealed: null, refused: null };
        const hasFacts = mine.writes.some(({ operations }) => operations.some(({ op }) => op === "setFact"));
        if (words !== undefined || hasFacts) {
          again.reworded = true;
          again.writes = mine.writes.map(({ stream, operations }) => ({
            stream,
            operations: operations.map((operation) =>
              overWhatStands(seen ?? held.state, stream, inWords(operation, words ?? {})),
            ),
          }));
        }
        const written = await appender.again(again, revive(again), seen);
        if (written.kind === "done" || written.kind === "offline") {
          letGo();
          return written;
        }
        mine.refused = { at: held.effects.clock(), why: written };
        if (mine.kept) await held.device?.keepUnsent(mine);
        return written;
      });
    },
  };
}

/** Fields of this name say this instead, in each operation that has one. */
function inWords(operation: Operation, words: Readonly<Record<string, unknown>>): Operation {
  const fields = Object.entries(operation).map(([name, value]) => [
    name,
    name !== "op" && Object.hasOwn(words, name) ? words[name] : value,
  ]);
  return Object.fromEntries(fields) as Operation;
}
