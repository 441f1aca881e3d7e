import type { Status } from "../words.ts";

export const SERVICE_KINDS = [
  "medical",
  "psychological",
  "legal",
  "housing",
  "food",
  "travel",
  "documents",
  "money",
  "phone",
  "other",
] as const;
/** What somebody was given, as funders and reports of the field count it. */
export type ServiceKind = (typeof SERVICE_KINDS)[number];

export const TASK_SOURCES = ["plan", "status", "exposure", "risk", "own", "problem", "consent"] as const;
/**
 * What a task came from: the organisation's plan, what was agreed for a status, an exposure, an assessment, a member, a
 * problem on the way, a consent that has ended.
 */
export type TaskSource = (typeof TASK_SOURCES)[number];

export const PUBLICITIES = ["silence", "publicity", "ask"] as const;
/** What the person wants if they are taken: nothing said in public, everything said, or somebody asked first. */
export type Publicity = (typeof PUBLICITIES)[number];

export const RESPONSE_STATUSES = ["lost-contact", "detained", "abducted", "went-back", "died"] as const;
/** Statuses for which something is agreed beforehand. */
export type ResponseStatus = (typeof RESPONSE_STATUSES)[number];

export const needsResponse = (status: Status): status is ResponseStatus => status !== "well";
