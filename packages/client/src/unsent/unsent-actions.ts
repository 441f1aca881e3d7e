import { type Operation, versionsSeen } from "@fairlead/casework";
import type { Workings } from "../actions.ts";
import { isGone } from "./erased.ts";
import type { UnsentActions } from "./views.ts";

/** What its author decides about what they wrote: before it went, and where it could not stand. */
export function makeUnsentActions({ held, appender, runAlways, run, asking, revive }: Workings): UnsentActions {
  return {
    takeBack: (id) => runAlways(() => appender.takeBack(id)),
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
        // Of its words there is nothing left that could be written.
        if (isGone(mine)) return { kind: "gone-with-case" };
        const { words } = choice;
        // What counts versions is over the one that stands before their eyes; the rest is filled in from there.
        const over = versionsSeen(seen ?? held.state, mine.writes);
        const again = { ...mine, over, sealed: null, refused: null };
        if (words !== undefined) {
          again.reworded = true;
          again.writes = mine.writes.map(({ stream, operations }) => ({
            stream,
            operations: operations.map((operation) => inWords(operation, words)),
          }));
        }
        const written = await appender.again(again, revive(again), seen);
        // Passed over, it stands apart anew, as what of it does not count.
        if (written.kind === "done" || written.kind === "offline" || written.kind === "passed-over") {
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

/** Fields of this name say this instead, in each operation that has one; `facts.place`: inside. */
function inWords(operation: Operation, words: Readonly<Record<string, unknown>>): Operation {
  const said = rewritten(operation, words, "");
  if (operation.op !== "writeThing") return said as Operation;
  return { ...said, facts: rewritten(operation.facts, words, "facts.") } as Operation;
}

function rewritten(fields: object, words: Readonly<Record<string, unknown>>, within: string): object {
  const names = new Set(Object.keys(fields));
  // What only theirs says is a field of mine from now on.
  if (within !== "")
    for (const name of Object.keys(words)) if (name.startsWith(within)) names.add(name.slice(within.length));
  const said = [...names].map((name) => {
    const chosen = name !== "op" && Object.hasOwn(words, within + name);
    return [name, chosen ? words[within + name] : Object.entries(fields).find(([key]) => key === name)?.[1]];
  });
  // An inner field that says nothing is left out: its form has no null.
  return Object.fromEntries(within === "" ? said : said.filter(([, value]) => value !== null));
}
