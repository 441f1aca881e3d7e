export type * from "./hand.ts";
