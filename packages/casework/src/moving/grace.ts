import { HOUR } from "../day.ts";

/** How long after the planned hour of a meeting or an arrival nobody worries yet. */
export const SIGN_GRACE = HOUR / 2;
