import {
  emptyState,
  HOUR,
  type MemberId,
  MINUTE,
  type Outside,
  queueView,
  type RowSeen,
  type StreamId,
  surge,
  type ThreadSeen,
  threadReader,
} from "@fairlead/casework";
import { type Figure, figureOf, type Measure, medianOf, timesOf } from "../measure.ts";

const THREADS = 10_000;
const LETTERS = 40;
const DESK = "0".repeat(32) as StreamId;

/** What a console works out of ten thousand open threads, in Node: all of them, then one more letter, then a minute. */
export const measure: Measure = {
  name: "queue",
  run: async () => {
    const from = Date.UTC(2017, 3, 3, 6);
    const threads = new Map<number, ThreadSeen>();
    for (const letter of surge(2017, { threads: THREADS, from, hours: 24 }).letters)
      threads.set(...withLetter(threads, letter));
    let now = from + 24 * HOUR;
    const outside = (): Outside => ({
      now,
      me: "1".repeat(32) as MemberId,
      members: [],
      threads: [...threads.values()],
      alarms: [],
      readers: new Map(),
      erasures: new Map(),
    });
    const state = emptyState();
    const anew = await timesOf(5, () => queueView(state, outside(), threadReader()(state, outside())));
    const read = threadReader();
    const look = () => queueView(state, outside(), read(state, outside()));
    look();
    const letter = await timesOf(LETTERS, (run) => {
      now += 1;
      threads.set(...withLetter(threads, { caller: THREADS + run, seq: 1, at: now, phone: now, text: "One more." }));
      look();
    });
    const minute = await timesOf(LETTERS, () => {
      now += MINUTE;
      look();
    });
    const whole = { value: medianOf(anew), what: "made from nothing" };
    const figures: Figure[] = [
      figureOf(`queue of ${THREADS} threads, made from nothing, Node`, "ms", anew),
      figureOf("one more letter in it, Node", "ms", letter, whole),
      figureOf("a minute later, every age and score, Node", "ms", minute, whole),
    ];
    return figures;
  },
};

type Said = Pick<ReturnType<typeof surge>["letters"][number], "caller" | "seq" | "at" | "phone" | "text"> &
  Partial<Pick<ReturnType<typeof surge>["letters"][number], "answers" | "tap" | "language">>;

function withLetter(threads: ReadonlyMap<number, ThreadSeen>, said: Said): [number, ThreadSeen] {
  const { caller, seq, at, phone, text, answers = {}, tap = "none", language = "en" } = said;
  const mailbox = caller.toString(16).padStart(64, "0") as ThreadSeen["mailbox"];
  const row: RowSeen = {
    seq,
    hash: `${caller}/${seq}` as RowSeen["hash"],
    direction: "to-team",
    hour: Math.floor(at / HOUR),
    onArrival: false,
    expiredCard: false,
    letter: { language, text, answers, tap, at: phone },
  };
  return [caller, { mailbox, desk: DESK, unread: 0, rows: [...(threads.get(caller)?.rows ?? []), row] }];
}
