import {
  type CaseId,
  type Hand as CaseworkHand,
  type Outcome as CaseworkOutcome,
  type DefineField,
  type FactValue,
  type RevealName,
  readableAll,
  type SetFact,
  type StreamId,
  writeFacts,
  writeField,
  writeToCase,
} from "@fairlead/casework";
import { toHex } from "@fairlead/protocol";
import { noteLook } from "./access-log.ts";
import type { Workings } from "./actions.ts";
import type { Outcome } from "./hand.ts";

/** One field of one person, over the version that its author saw (0: none). */
export type FactSaid = { person: string; fact: string; value: FactValue | null; over: number };

export interface FactActions {
  setFact(stream: StreamId, said: FactSaid): Promise<Outcome>;
  /** Several fields of one part at once: all or none. */
  setFacts(stream: StreamId, said: readonly FactSaid[]): Promise<Outcome>;
  /** How the team calls one of the party; never a name. */
  namePerson(theCase: CaseId, said: { person: string; alias: string; over: number }): Promise<Outcome>;
  /**
   * Writes down that this member looks at what is covered in this part, and why; to be shown only once this answers, and
   * no longer than `until` (ms, at most `REVEAL_FOR` ahead: named by whoever looks, so that it stays the same hour however
   * late it is sent). `recorded` is false where there is no network: it is kept, and sent when there is.
   */
  revealName(stream: StreamId, said: { reason: string; until: number }): Promise<Outcome<{ recorded: boolean }>>;
  /**
   * Coordinators and administrators: a field besides those that everybody has. Without `field` a new one, and an empty
   * `choice` a new answer.
   */
  defineField(said: Omit<DefineField, "op" | "field"> & { field?: string }): Promise<Outcome<{ field: string }>>;
  retireField(field: string, over: number): Promise<Outcome>;
}

/** What is known of a person, and what an organisation wants to know. */
export function makeFactActions({ held, appender, run }: Pick<Workings, "held" | "appender" | "run">): FactActions {
  const freshId = () => toHex(held.effects.random(16));
  const write = (command: (hand: CaseworkHand) => CaseworkOutcome): Promise<Outcome> =>
    run(async () => {
      const written = await appender.write((hand) => {
        const outcome = command(hand);
        return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
      });
      // It carries a colleague's words to the screen, as a view does.
      return written.kind === "fact-written-meanwhile" ? readableAll(written) : written;
    });
  const inPart = (stream: StreamId, operations: readonly (SetFact | RevealName)[]) =>
    write((hand) => writeFacts(held.state, stream, operations, hand));
  // These fields and no others: whatever else a form carries is not sealed into a stream for years.
  const fact = ({ person, fact, value, over }: FactSaid): SetFact => ({ op: "setFact", person, fact, value, over });

  return {
    setFact: (stream, said) => inPart(stream, [fact(said)]),
    setFacts: (stream, said) => inPart(stream, said.map(fact)),
    namePerson: (theCase, { person, alias, over }) =>
      write((hand) => writeToCase(held.state, theCase, [{ op: "namePerson", person, alias, over }], hand)),
    revealName: async (stream, { reason, until }) => {
      const written = await inPart(stream, [{ op: "revealName", reason, until }]);
      if (written.kind === "done" || written.kind === "offline") noteLook(held, stream, "names");
      return written.kind === "done" || written.kind === "offline"
        ? { kind: "done", recorded: written.kind === "done" }
        : written;
    },
    defineField: async ({ part, kind, label, hint, over, field = freshId(), ...said }) => {
      const choices = said.choices.map(({ choice, label }) => ({ choice: choice || freshId(), label }));
      const written = await write((hand) =>
        writeField(held.state, { op: "defineField", field, part, kind, label, hint, choices, over }, hand),
      );
      return written.kind === "done" ? { kind: "done", field } : written;
    },
    retireField: (field, over) => write((hand) => writeField(held.state, { op: "retireField", field, over }, hand)),
  };
}
