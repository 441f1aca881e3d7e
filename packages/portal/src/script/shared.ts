/**
 * What the script lends to the parts that are fetched only when somebody asks for them (`src/later/`). They import it by
 * this file's name; the build leaves it out of them and points them at the script that runs already, so that nothing of
 * it is carried twice.
 */
export {
  decodeBody,
  openVoucher,
  readVoucherWords,
  SHARED,
  signEnding,
  signSuccession,
  solveWork,
  voucherKeys,
} from "@fairlead/protocol/seal";
export { areRight, connectCheck, showEight, showWords, twoOf } from "./eight-words.ts";
export { makeMailbox } from "./new-mailbox.ts";
export { sayTrouble, showNote } from "./note.ts";
export { troubleOf } from "./state.ts";
