import { type Operation, placeWritten, type StreamId, writeAgain } from "@fairlead/casework";
import { makeActions, type Workings } from "../actions.ts";
import { Appender, type Ask, type Written } from "../append.ts";
import { Halted, NotSealed } from "../writing.ts";
import type { Unsent } from "./unsent.ts";

/** Lets an action say what it would write, and writes nothing. */
class Listening extends Appender {
  heard: Ask | null = null;

  override async write(...[build, accepted = async () => undefined]: Parameters<Appender["write"]>): Promise<Written> {
    this.heard ??= { build, accepted };
    return { kind: "offline" };
  }
}

/**
 * How what another session asked for is asked again: the action is run once more, by its name, up to where it writes.
 * Only where that is needed, with everything followed: bytes that were sealed before go out as they are.
 */
export function reviver(workings: Pick<Workings, "held" | "outbox" | "asking">): (unsent: Unsent) => Ask {
  const revive = (unsent: Unsent): Ask => {
    if (unsent.reworded) return asWritten(workings.held, unsent);
    const { asked } = unsent;
    let heard: Ask | null = null;
    return {
      build: async (hand) => {
        if (heard === null) {
          const appender = new Listening(workings.held);
          const run: Workings["run"] = (work) => work();
          const actions = makeActions({ ...workings, appender, revive, run, runAlways: run });
          const act = Object.entries(actions).find(([name]) => name === asked?.action)?.[1];
          // Written by a later version, which this device has gone back from: it stays, to be read and let go of.
          if (act === undefined) throw new NotSealed("FL_UNSENT_UNKNOWN");
          const outcome = await (act as (...args: readonly unknown[]) => Promise<Written>)(...(asked?.args ?? []));
          if (appender.heard === null) {
            if (outcome.kind === "done") return { kind: "draft", writes: [] };
            if (outcome.kind === "halted") throw new Halted(outcome.code);
            // Nothing was written here: none of these says what would be.
            if (
              outcome.kind === "offline" ||
              outcome.kind === "conflict" ||
              outcome.kind === "passed-over" ||
              outcome.kind === "refused-by-server"
            )
              throw new NotSealed("code" in outcome ? outcome.code : "FL_UNSENT_UNKNOWN");
            return outcome;
          }
          heard = appender.heard;
        }
        return heard.build(hand);
      },
      // Bytes of before were taken: what follows them is mended from the record, like any other hand's.
      accepted: async () => heard?.accepted(),
    };
  };
  return revive;
}

/** A third wording, neither theirs nor mine: the operations as they stand there, over what their author saw. */
function asWritten(held: Workings["held"], { writes }: Unsent): Ask {
  const said = writes.map(({ stream, operations }) => ({
    stream,
    operations: operations.map((one) => withoutOver(held, stream, one)),
  }));
  return {
    build: (hand) => {
      const outcome = writeAgain(held.state, said, hand);
      return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
    },
    accepted: async () => undefined,
  };
}

/** What counts versions of its own is over the one that its author has seen since, or keeps the one that it names. */
function withoutOver(held: Workings["held"], stream: StreamId, operation: Operation): Operation {
  if (!("over" in operation) || placeWritten(held.state, stream, operation) === null) return operation;
  const { over: _, ...said } = operation;
  return said as Operation;
}
