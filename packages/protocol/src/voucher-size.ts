import { BOX_OVERHEAD } from "./aead.ts";
import { paddedLength } from "./padding.ts";

/** What the server keeps for a voucher: one size, whatever is said. [VO1] */
export const VOUCHER_LENGTH = paddedLength(1) + BOX_OVERHEAD;
