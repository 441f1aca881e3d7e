import type { MemberId, StreamId } from "./ids.ts";
import type { Operation } from "./operation.ts";
import type { Role } from "./words.ts";

/**
 * One operation in its place. The client makes entries from commits it has verified; what is here is signed.
 *
 * A commit with several operations gives entries with the same `seq`, in their order inside the commit.
 * `role` is the author's role at the roster head that the commit cites; the fold needs it to say who may approve.
 * An operation that this version cannot read is `{ op: "unknown" }`: see `readOperation`.
 */
export type Entry = {
  stream: StreamId;
  /** Of the commit, from 0. */
  seq: number;
  author: MemberId;
  role: Role;
  /** ms, by the author's clock. */
  at: number;
  operation: Operation | UnknownOperation;
  /**
   * The client has checked the signature that this operation carries of somebody who is no member, and it holds. Missing
   * where it does not, where there is none, and where none is asked for: signatures are not casework's to check.
   */
  proven?: boolean;
};

/** What a later version wrote, or what nobody should have: kept by the client in its commit, ignored and counted. */
export type UnknownOperation = { op: "unknown"; name: string };
