import type { Operation } from "../operation.ts";

/**
 * The field that has to say why, where it is empty: whoever takes over at three in the morning must learn why a case moved
 * or a thread was closed. Asked of whoever writes now, and never of what stands: histories of before this rule, and of
 * clients that did not know it, fold as they always did.
 */
export const unreasoned = (operation: Operation): "reason" | "note" | null => {
  switch (operation.op) {
    case "moveStage":
      return operation.reason.trim() === "" ? "reason" : null;
    case "setStatus":
    case "closeCase":
    case "closeThread":
      return operation.note.trim() === "" ? "note" : null;
    default:
      return null;
  }
};
