import { type Hand as CaseworkHand, intakeOf, writeDuty } from "@fairlead/casework";
import { type Framing, toHex } from "@fairlead/protocol";
import type { Appender } from "./append.ts";
import type { Bell, DutyActions, Outcome } from "./hand.ts";
import type { Held } from "./held.ts";
import { isWatching, keepWatch } from "./watch.ts";

type Workings = {
  held: Held;
  appender: Appender;
  run: <T>(work: () => Promise<Outcome<T>>) => Promise<Outcome<T>>;
};

type Duty = Parameters<typeof writeDuty>[1];

/** Rota, limits, bells and "I have it". */
export function makeDutyActions({ held, appender, run }: Workings): DutyActions {
  const freshId = () => toHex(held.effects.random(16));

  const mine = () => intakeOf(held.state).duty.bells.get(held.keys.id);

  const append = (operations: (hand: CaseworkHand) => Duty, framing?: Framing): Promise<Outcome> =>
    appender.write((hand) => {
      const outcome = writeDuty(held.state, operations(hand), hand);
      if (outcome.kind !== "operations") return outcome;
      const writes = outcome.writes.map((one) => (framing === undefined ? one : { ...one, framing }));
      return { kind: "draft", writes };
    });

  /** The server is told at once whom to call by the rota as it is now; interrupted here, any hand does it later. */
  const duty = (operations: (hand: CaseworkHand) => Duty): Promise<Outcome> =>
    run(async () => {
      const written = await append(operations);
      if (written.kind === "done") await keepWatch(held, appender);
      return written;
    });

  const bells = async () => {
    const answer = await held.session.call("/api/bells", {});
    return {
      kinds: (["ntfy", "mail"] as const).filter((kind) => answer.flag(kind)),
      bells: answer.list("bells").map(
        (bell): Bell => ({
          bell: bell.text("bell"),
          kind: bell.oneOf("kind", ["ntfy", "mail"]),
          address: bell.text("address"),
          every: bell.uint("every"),
          most: bell.uint("most"),
          rung: bell.optionalUint("rung"),
          failed: bell.optionalUint("failed"),
        }),
      ),
    };
  };

  return {
    setLimits: (limits) => duty(() => [{ op: "setLimits", ...limits }]),
    planShift: ({ member, from, until }) => {
      const shift = freshId();
      return duty(() => [{ op: "planShift", shift, member, from, until }]);
    },
    endShift: (shift, handOver) =>
      duty(() => [
        ...(handOver.trim() === "" ? [] : [{ op: "handOver" as const, text: handOver.trim() }]),
        { op: "endShift", shift },
      ]),
    haveIt: () =>
      run(() =>
        append(() => [{ op: "haveIt" }], isWatching(held) ? { kind: "watch", step: { verb: "have" } } : undefined),
      ),
    bells: () => run(async () => ({ kind: "done", ...(await bells()) })),
    putBell: ({ bell = freshId(), standBy, ...said }) =>
      run(async () => {
        // What was set to ring the one before rings this one. [P7]
        const token = mine()?.token ?? intakeOf(held.state).duty.lastBells.get(held.keys.id) ?? freshId();
        await held.session.call("/api/bells/put", { bell, token, ...said });
        const written = await append(() => [{ op: "memberBell", token, standBy }]);
        if (written.kind === "done") await keepWatch(held, appender);
        return written;
      }),
    standBy: (standBy) => {
      const token = mine()?.token;
      return token === undefined
        ? Promise.resolve({ kind: "done" })
        : duty(() => [{ op: "memberBell", token, standBy }]);
    },
    removeBell: (bell) =>
      run(async () => {
        await held.session.call("/api/bells/remove", { bell });
        if ((await bells()).bells.length > 0) return { kind: "done" };
        const written = await append(() => [{ op: "memberBell", token: null, standBy: false }]);
        if (written.kind === "done") await keepWatch(held, appender);
        return written;
      }),
    testBell: (bell) =>
      run(async () => {
        await held.session.call("/api/bells/test", { bell });
        return { kind: "done" };
      }),
  };
}
