import { type Glance, STAGES, type Stage, URGENCIES } from "@fairlead/casework";
import {
  type Bytes,
  concat,
  decodeBody,
  encodeBody,
  idFrom,
  idToBytes,
  refuse,
  type StreamId,
} from "@fairlead/protocol";

/** Of the form; another one is not read, but made anew. */
const FORM = 3;
const ID_BYTES = 16;
const STAGE_WORDS: readonly Stage[] = [...STAGES, "declined", "withdrawn"];

import type { Told } from "./reading-order.ts";
/**
 * Short lists of numbers: with ten thousand cases it is read before the first screen, and written every few minutes.
 *
 * @param order of reading; as one text, because there are thousands
 */
export function encodeGlance(
  { at, checkIns, danger, decisions, waiting, tasks, cases }: Glance,
  { parts, pressing, pages }: Told,
): Bytes {
  return encodeBody({
    parts: concat(...parts.map(idToBytes)),
    pressing,
    pages: [...pages],
    form: FORM,
    at,
    checkIns: checkIns.map(({ alias, due, graceUntil, drill, seen }) => [alias, due, graceUntil, drill, seen]),
    danger: danger.map(({ name, since }) => [name, since]),
    decisions: decisions.map(({ alias, expires }) => [alias, expires]),
    waiting,
    tasks,
    cases: cases.map(({ alias, stage, level, mine }) => [
      alias,
      STAGE_WORDS.indexOf(stage),
      URGENCIES.indexOf(level),
      mine,
    ]),
  });
}

/** @throws Refused FL_BODY: written by another version, or by nobody of ours */
export function readGlance(bytes: Bytes): { glance: Glance; order: Told } {
  const { form, parts, pressing, pages, at, checkIns, danger, decisions, waiting, tasks, cases } = decodeBody(bytes);
  if (form !== FORM || !(parts instanceof Uint8Array) || parts.length % ID_BYTES !== 0) return refuse("FL_BODY");
  const glance = {
    at: uint(at),
    checkIns: rows(checkIns, 5).map(([alias, due, graceUntil, drill, seen]) => ({
      ...{ alias: text(alias), due: uint(due), graceUntil: uint(graceUntil) },
      ...{ drill: flag(drill), seen: flag(seen) },
    })),
    danger: rows(danger, 2).map(([name, since]) => ({ name: text(name), since: since === null ? null : uint(since) })),
    decisions: rows(decisions, 2).map(([alias, expires]) => ({ alias: text(alias), expires: uint(expires) })),
    waiting: uint(waiting),
    tasks: uint(tasks),
    cases: rows(cases, 4).map(([alias, stage, level, mine]) => ({
      ...{ alias: text(alias), stage: oneOf(STAGE_WORDS, stage), level: oneOf(URGENCIES, level), mine: flag(mine) },
    })),
  };
  const streams = Array.from({ length: parts.length / ID_BYTES }, (_, index) =>
    idFrom<StreamId>(parts.subarray(ID_BYTES * index, ID_BYTES * (index + 1))),
  );
  if (!Array.isArray(pages)) return refuse("FL_BODY");
  return { glance, order: { parts: streams, pressing: uint(pressing), pages: pages.map(uint) } };
}

function rows(value: unknown, length: number): unknown[][] {
  if (!Array.isArray(value)) return refuse("FL_BODY");
  return value.map((row: unknown) => (Array.isArray(row) && row.length === length ? row : refuse("FL_BODY")));
}

function text(value: unknown): string {
  return typeof value === "string" ? value : refuse("FL_BODY");
}

function uint(value: unknown): number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : refuse("FL_BODY");
}

function flag(value: unknown): boolean {
  return typeof value === "boolean" ? value : refuse("FL_BODY");
}

function oneOf<T>(words: readonly T[], index: unknown): T {
  return words[uint(index)] ?? refuse("FL_BODY");
}
