/**
 * Stable codes for hostile or broken input. A code names the rule that failed and nothing of the
 * input: it may be logged, shown and counted.
 */
export type RefusalCode =
  | "FL_FORM_VERSION" // unknown version, suite or kind byte
  | "FL_FORM_ENCODING" // not the one deterministic encoding
  | "FL_FORM_FIELD" // a field of the wrong shape, size or range
  | "FL_SIGNATURE"
  | "FL_KEY" // not a usable public key (small order, not torsion-free, wrong length)
  | "FL_OPEN" // a ciphertext that does not open under this key and place
  | "FL_ORGANISATION" // belongs to another organisation
  | "FL_MAILBOX" // id and keys, or row and mailbox, do not match [MB1]
  | "FL_NONCE" // a challenge that is not ours, or is old
  | "FL_CARD" // a card for another mailbox, or signed by another key [MB4]
  | "FL_CERTIFICATE" // not signed as the pinned administrators must, or too long-lived [MB4]
  | "FL_ROSTER_CHAIN" // entry does not follow the one before
  | "FL_ROSTER_REGRESSED" // shorter than this reader has seen it [ST4]
  | "FL_ROSTER_FORKED" // another entry where this reader has seen one [ST4]
  | "FL_ROSTER_RIGHT" // signers may not make this entry [RO2]
  | "FL_ROSTER_MEMBER" // unknown member, or an id used twice
  | "FL_ROSTER_UNKNOWN_ENTRY" // an entry of a later version: this client must be renewed
  | "FL_COMMIT_ROSTER" // cites a roster head that this reader does not know
  | "FL_COMMIT_AUTHOR" // author not active, or not entitled to this kind, at the cited head [ST3]
  | "FL_COMMIT_CHAIN" // seq, prev or epoch does not follow [ST1] [ST2]
  | "FL_HEAD_FORKED" // another commit where this reader has seen one [ST4]
  | "FL_COMMIT_RETENTION" // an hour of erasure for a stream that has none
  | "FL_HEAD_REGRESSED" // a stream shown shorter than it was [ST4]
  | "FL_HEAD_FORKED" // another commit where one was accepted before [ST4]
  | "FL_COMMITMENT" // an epoch key that its signed commitment does not name [CO1]
  | "FL_WRAP" // a wrap that names another compartment, epoch or member
  | "FL_INVITATION" // an answer to another invitation, or by someone who does not hold it [RO4]
  | "FL_WORK" // proof of work missing or wrong [MB9]
  | "FL_PADDING"
  | "FL_BODY"; // an HTTP body of the wrong shape

/**
 * Refused input. Thrown by parsers and checks, caught at the edge, where it becomes one uniform
 * answer (server) or a halted compartment with this code (client).
 */
export class Refused extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode) {
    super(code);
    this.name = "Refused";
    this.code = code;
  }
}

export function refuse(code: RefusalCode): never {
  throw new Refused(code);
}
