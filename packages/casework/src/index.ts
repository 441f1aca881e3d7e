export * from "./day.ts";
export type * from "./entry.ts";
export * from "./ids.ts";
export type * from "./operation.ts";
export type * from "./outside.ts";
export { readOperation } from "./read/operation.ts";
export type * from "./refusal.ts";
export type * from "./view.ts";
export * from "./words.ts";
