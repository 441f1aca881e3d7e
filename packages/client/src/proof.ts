import type { Operation, SuccessionProof, UnknownOperation } from "@fairlead/casework";
import {
  type Bytes,
  fromHex,
  type MailboxAddress,
  type OrganisationId,
  parseSuccession,
  Refused,
  toHex,
  verifySuccession,
} from "@fairlead/protocol";

/** What a letter carried, with the keys that it stands under: whoever folds it need not hold the old thread. */
export function successionProof(succession: Bytes, old: MailboxAddress): SuccessionProof {
  return { succession: toHex(succession), verifyKey: toHex(old.verifyKey), kemKey: toHex(old.kemKey) };
}

/**
 * Whether a colleague's word that a thread goes on elsewhere has the old words behind it. Asked of each such word by each
 * client, as it opens the commit and before it folds it: whoever writes in the intake could otherwise lead the team, and
 * the next answer, into a mailbox of his own. Nothing but the operation is looked at, so all come to the same. [HO1] [MB1]
 */
export function isProven(operation: Operation | UnknownOperation, organisation: OrganisationId): boolean {
  if (operation.op !== "continueThread" || operation.proof === undefined) return false;
  const { from, mailbox: to, proof } = operation;
  try {
    const succession = parseSuccession(fromHex(proof.succession));
    const old = { verifyKey: fromHex(proof.verifyKey), kemKey: fromHex(proof.kemKey) };
    verifySuccession(succession, { organisation, to, old });
    return succession.from === from;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}
