import type { StreamId } from "@fairlead/casework";
import { type Hash, parseCommit } from "@fairlead/protocol";
import { bytesIn, type Fields, fieldsIn, type LyingLine } from "./lying-line.ts";

export function changeRoster(line: LyingLine, change: (entries: Uint8Array[], from: number) => Uint8Array[]): void {
  line.change("/api/roster", (answer, asked) => ({
    ...answer,
    entries: change(bytesIn(answer, "entries"), Number(asked.from)),
  }));
}

export function changeCommits(line: LyingLine, stream: StreamId, change: (commits: Uint8Array[]) => Uint8Array[]) {
  line.change("/api/commits", (answer, asked) =>
    asked.stream === stream ? { ...answer, commits: change(bytesIn(answer, "commits")) } : answer,
  );
}

export function changeWraps(line: LyingLine, stream: StreamId, change: (wraps: Uint8Array[]) => Uint8Array[]) {
  line.change("/api/wraps", (answer, asked) =>
    asked.stream === stream ? { ...answer, wraps: change(bytesIn(answer, "wraps")) } : answer,
  );
}

/** What the list of compartments says of one; null leaves it out. */
export function changeListed(line: LyingLine, stream: StreamId, change: (listed: Fields) => Fields | null): void {
  line.change("/api/compartments", (answer) => ({
    ...answer,
    compartments: fieldsIn(answer, "compartments").flatMap((one) =>
      one.stream === stream ? (change(one) ?? []) : one,
    ),
  }));
}

export function changeThread(line: LyingLine, mailbox: string, change: (thread: Fields) => Fields | null): void {
  line.change("/api/threads", (answer) => {
    const threads = fieldsIn(answer, "threads");
    if (!threads.some((one) => one.mailbox === mailbox)) return answer;
    return { ...answer, threads: threads.flatMap((one) => (one.mailbox === mailbox ? (change(one) ?? []) : one)) };
  });
}

/** A whole compartment as it stood at this commit, and nothing anywhere that says more. */
export function cutOff(line: LyingLine, stream: StreamId, head: { seq: number; hash: Hash }): void {
  changeListed(line, stream, (listed) => ({ ...listed, ...head }));
  changeCommits(line, stream, (commits) => commits.filter((one) => parseCommit(one).header.seq <= head.seq));
  line.change("/api/commits", (answer, asked) => (asked.stream === stream ? { ...answer, head } : answer));
}
