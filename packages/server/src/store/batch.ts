import type { Outcome, Reader, Writer } from "./engine.ts";

/** Writes that are kept by one commit: an fsync costs the same for one letter as for thirty. */
const TOGETHER = 32;

type Work<T> = (writer: Writer) => Promise<Outcome<T>>;

/** A write that waits for its turn. Its answer is given only when the commit that holds it is on the disk. [ST5] */
export type Job = {
  readonly run: (writer: Writer) => Promise<{ kept: boolean; answer: () => void }>;
  readonly fail: (error: unknown) => void;
};

/** An open transaction. */
export interface Session extends Reader {
  exec(sql: string): Promise<void>;
  run: Writer["run"];
  /** False when the engine has given up the transaction by itself. */
  alive(): boolean;
}

/**
 * Collects the writes of one turn of the event loop.
 *
 * @param commit keeps or fails every job that it is given, and never throws
 * @param named an engine's error as the port names it
 */
export function collectWrites(
  commit: (jobs: readonly Job[]) => Promise<void>,
  named: (error: unknown) => unknown,
): <T>(work: Work<T>) => Promise<T> {
  const waiting: Job[] = [];
  let busy = false;

  async function drain(): Promise<void> {
    while (waiting.length > 0) await commit(waiting.splice(0, TOGETHER));
    busy = false;
  }

  return <T>(work: Work<T>) =>
    new Promise<T>((resolve, reject) => {
      const run: Job["run"] = async (writer) => {
        const { kept, value } = await work(writer);
        return { kept, answer: () => resolve(value) };
      };
      waiting.push({ run, fail: (error) => reject(named(error)) });
      if (busy) return;
      busy = true;
      // Not at once: calls that came in together are kept together.
      setImmediate(() => void drain());
    });
}

/**
 * Runs jobs one after the other inside one transaction, each so that it can be undone alone. Later ones see what
 * earlier ones wrote, so no answer may be given before the commit: it would vouch for what might not be kept.
 *
 * @param again whether an error means that the whole transaction should be tried anew
 * @returns whether anything is to be committed, and how to give the answers afterwards
 */
export async function runTogether(
  session: Session,
  jobs: readonly Job[],
  again: (error: unknown) => boolean,
): Promise<{ kept: boolean; answer: () => void }> {
  const answers: (() => void)[] = [];
  let anyKept = false;
  for (const job of jobs) {
    await session.exec("SAVEPOINT one");
    try {
      const counted = await session.all("UPDATE change_counter SET value = value + 1 RETURNING value");
      const { kept, answer } = await job.run({ ...session, change: Number(counted[0]?.value) });
      if (!kept) await session.exec("ROLLBACK TO SAVEPOINT one");
      anyKept ||= kept;
      answers.push(answer);
    } catch (error) {
      if (again(error) || !session.alive()) throw error;
      await session.exec("ROLLBACK TO SAVEPOINT one");
      answers.push(() => job.fail(error));
    }
    await session.exec("RELEASE SAVEPOINT one");
  }
  return {
    kept: anyKept,
    answer: () => {
      for (const answer of answers) answer();
    },
  };
}
