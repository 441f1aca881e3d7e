import { type Operation, readOperation, type StreamId } from "@fairlead/casework";
import { type Bytes, decodeBody, encodeBody, parseCommit, refuse, toBytes } from "@fairlead/protocol";
import { Answer } from "../answer.ts";
import { base64Of, bytesOf } from "../base64.ts";
import { readEnvelope } from "../envelope.ts";
import type { Outcome } from "../hand.ts";
import type { Sealed } from "../writing.ts";

export type NotDone = Exclude<Outcome, { kind: "done" }>;
export type UnsentWrite = { stream: StreamId; operations: readonly Operation[] };

/**
 * One deed that the server has not answered for: what was asked for, so that it can be asked again on top of what others
 * wrote, and the bytes that went out, so that they go out again as they are. [ST1] [ST5]
 */
export type Unsent = {
  /** Stands inside the seal too: whichever device or tab sends it, it is written once. 32 hex digits */
  readonly id: string;
  /** ms: when its author wrote it, which is not when it is sent. */
  readonly at: number;
  /** Name of the action and what it was given; null: this hand's own housekeeping, derived again if lost. */
  readonly asked: { action: string; args: readonly unknown[] } | null;
  /** Its author chose other words since: what it comes to is what is written, and not what the action would. */
  readonly reworded: boolean;
  /** It outlives this session. Else it goes when the desk is locked, and the screen says so. */
  kept: boolean;
  /** What the author had before their eyes of what this writes over. */
  over: Map<string, number>;
  /** What it comes to, as last asked. */
  writes: readonly UnsentWrite[];
  sealed: Sealed | null;
  /** It could not stand: it waits for its author to choose. `at` in ms. */
  refused: { at: number; why: NotDone } | null;
};

/** Somebody saw what is covered. That it happened must reach the record, and is not theirs to take out of it. */
export const isLook = ({ asked, writes }: Pick<Unsent, "asked" | "writes">): boolean =>
  asked?.action === "revealName" || writes.some(({ operations }) => operations.some(({ op }) => op === "revealName"));

/** @throws where what was asked for is no plain data: then it is not kept */
export function encodeUnsent({ id, at, asked, reworded, over, writes, sealed, refused }: Unsent): Bytes {
  return encodeBody({
    id,
    at,
    asked: asked === null ? null : { action: asked.action, args: JSON.stringify(withoutTail(asked.args), inWords) },
    reworded,
    over: [...over],
    writes: writes.map(({ stream, operations }) => ({ stream, operations: JSON.stringify(operations) })),
    sealed:
      sealed === null
        ? null
        : {
            parts: sealed.parts.map(({ commit, text, key }) => ({ commit: commit.bytes, text, key: toBytes(key) })),
            wraps: sealed.wraps,
          },
    refused: refused === null ? null : { at: refused.at, why: JSON.stringify(refused.why) },
  });
}

/** @throws Refused FL_BODY, and what a commit's parser throws: then it stands here no more */
export function readUnsent(bytes: Bytes): Unsent {
  const record = new Answer(decodeBody(bytes));
  const asked = record.has("asked") ? record.part("asked") : null;
  const refused = record.has("refused") ? record.part("refused") : null;
  return {
    id: record.text("id"),
    at: record.uint("at"),
    asked:
      asked === null ? null : { action: asked.text("action"), args: list(JSON.parse(asked.text("args"), fromWords)) },
    reworded: record.flag("reworded"),
    kept: true,
    over: new Map(list(record.fields.over).map(seenFrom)),
    writes: record.list("writes").map((write) => ({
      stream: write.shortId<StreamId>("stream"),
      operations: list(JSON.parse(write.text("operations"))).map(knownOperation),
    })),
    sealed: record.has("sealed") ? sealedFrom(record.part("sealed")) : null,
    refused: refused === null ? null : { at: refused.uint("at"), why: JSON.parse(refused.text("why")) as NotDone },
  };
}

function sealedFrom(given: Answer): Sealed {
  return {
    parts: given.list("parts").map((part) => {
      const text = part.bytes("text");
      return { commit: parseCommit(part.bytes("commit")), text, envelope: readEnvelope(text), key: part.bytes("key") };
    }),
    wraps: given.bytesList("wraps"),
  };
}

function knownOperation(value: unknown): Operation {
  const operation = readOperation(value);
  return operation.op === "unknown" ? refuse("FL_BODY") : operation;
}

function seenFrom(value: unknown): [string, number] {
  const [place, at]: unknown[] = list(value);
  return typeof place === "string" && typeof at === "number" ? [place, at] : refuse("FL_BODY");
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : refuse("FL_BODY");
}

/** A picture among what was asked for: as numbered fields it would come back as no bytes, and could not be asked for again. */
const inWords = (_: string, value: unknown): unknown =>
  value instanceof Uint8Array ? { base64: base64Of(value) } : value;

/** No action is given anything else with this one field. */
function fromWords(_: string, value: unknown): unknown {
  const { base64, ...rest } = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  return typeof base64 === "string" && Object.keys(rest).length === 0 ? bytesOf(base64) : value;
}

/** An argument left out at the end stays left out: as null it would be one. */
function withoutTail(args: readonly unknown[]): unknown[] {
  return args.slice(0, args.findLastIndex((arg) => arg !== undefined) + 1);
}
