/**
 * Operations of a case's plan: what is to be done, what was given, and what was agreed for the day on which somebody is
 * taken. All of them stand on the spine, for those who answer for the case.
 */
import type { MailboxId, MemberId, TaskId, TemplateId } from "../ids.ts";
import type { Publicity, ResponseStatus, ServiceKind, TaskSource } from "./words.ts";

/**
 * `of` says which: a plan's title, a status, the id of an exposure, what went wrong, a bundle that is out. `whom`: of a status
 * that is not the whole party's, by their numbers.
 */
export type TaskFrom = { kind: TaskSource; of?: string; whom?: readonly string[] };

/** One step, with who does it and who does it in their absence. `due` in ms; null: whenever there is time. */
export type AddTask = {
  op: "addTask";
  task: TaskId;
  text: string;
  owner: MemberId;
  standIn: MemberId | null;
  due: number | null;
  from: TaskFrom | null;
};

/** `over`: how often it had been given, as its author saw it. */
export type GiveTask = { op: "giveTask"; task: TaskId; owner: MemberId; standIn: MemberId | null; over: number };

/** Another deadline, and why. `over`: how often it had been moved, as its author saw it. */
export type MoveTask = { op: "moveTask"; task: TaskId; due: number | null; reason: string; over: number };

/** Done; `note` says what came of it. */
export type DoTask = { op: "doTask"; task: TaskId; note: string };
/** Not to be done any more, and why. */
export type DropTask = { op: "dropTask"; task: TaskId; reason: string };
/** It was not done after all: also the way in which *done* is undone. */
export type ReopenTask = { op: "reopenTask"; task: TaskId; reason: string };

/** Something was given to somebody of the party, on that day; `task`: by doing it. */
export type GiveService = {
  op: "giveService";
  service: string;
  kind: ServiceKind;
  text: string;
  day: number;
  task: TaskId | null;
};
/** It was recorded wrongly. */
export type WithdrawService = { op: "withdrawService"; service: string; reason: string };

/**
 * What is done if this happens, agreed with the person while they could still be asked. Each version takes the place of
 * the one before; `over`: the version its author saw, 0 for none.
 *
 * On the spine and not in the threat part: whoever answers at night must see whom never to call before dialling, and
 * someone who does not hold the threat part would call the father first.
 */
export type AgreeResponse = {
  op: "agreeResponse";
  status: ResponseStatus;
  lawyer: string;
  publicity: Publicity;
  /** Whom to tell, and who is asked before anything is said in public. */
  tell: string;
  /** Names and numbers that are never called: those who would do it, or tell those who would. */
  neverCall: string[];
  text: string;
  /** One line one task, as {@link readTaskLine} reads it. */
  tasks: string[];
  /** Who of the party agreed to it, as they are called here. */
  agreedBy: string;
  agreedAt: number;
  /** In which thread; null: by word of mouth. */
  thread: MailboxId | null;
  over: number;
};

/** A plan of the organisation: one line one task. Among the team's texts, in the intake. `over` as in a template. */
export type WritePlan = { op: "writePlan"; plan: TemplateId; title: string; text: string; over: number };
export type WithdrawPlan = { op: "withdrawPlan"; plan: TemplateId; over: number };

/** What events of an exported calendar are called; the last one counts. In the commons, by those who set the terms. */
export type SetCalendarWord = { op: "calendarWord"; word: string };

export type TaskOperation = AddTask | GiveTask | MoveTask | DoTask | DropTask | ReopenTask;
export type PlanOperation = TaskOperation | GiveService | WithdrawService | AgreeResponse;
