/**
 * Why something is not done. Refusals are values that callers must switch on; they carry ids and codes, never words
 * of a caller: but for a field that two members wrote, where both values are kept, so that neither is lost.
 */
import type { FactValue } from "./fact/value.ts";
import type { AlarmId, ConsentId, DecisionId, MailboxId, MemberId, StreamId } from "./ids.ts";
import type { Operation, OperationName } from "./operation.ts";
import type { ApplicationState } from "./relocation/operation.ts";
import type { SearchAbout, Stage } from "./words.ts";

/** One field that two members wrote without seeing each other: both values, so that a person decides. */
export type ChangedField = {
  field: string;
  theirs: string | number | readonly string[] | null;
  ours: string | number | readonly string[] | null;
};

/**
 * Why journeys cannot be pruned: there are none · one is planned or under way · an arrival's sheet, or the word that looks
 * back, is missing · a step of one can still be read in a mailbox · somebody was not heard of · others than were asked for.
 */
export type PruneLack = "none" | "open" | "arrival" | "looked-back" | "step" | "unheard" | "others";

/** What a stage still lacks. */
export type StaysBecause =
  | "nothing"
  | "not-yours"
  | "day"
  | "check-in"
  | "decision"
  | "ticket"
  | "journey"
  | "rested-on";

export type MissingCondition =
  | "verification-concluded"
  | "approved-go"
  /** One for this journey: the go that stands was used by another. */
  | "own-go"
  | "approved-decline"
  /** A plan, or the reason why there is none. */
  | "safety-plan"
  /** One, or the word that there is nobody. */
  | "referral"
  /** Settled, declined, withdrawn, or a status that ends it. */
  | "final-stage"
  /** No sign of life is waited for. */
  | "check-ins-closed"
  /** No alarm calls about a ticket: what is held is let go on or cancelled, what was changed was seen. */
  | "tickets-decided"
  /** Nobody is under way. */
  | "journey-over"
  /** Each search status looked at within a day. */
  | "search-checked"
  /** They have said no to being moved: a newer yes. */
  | "willing";

export type Refusal =
  /** Another member answers this thread until then. */
  | { kind: "claimed-by-another"; by: MemberId; until: number }
  /** Nobody answers without holding the claim. */
  | { kind: "not-claimed" }
  /** A claim of more than 30 minutes, or already over. */
  | { kind: "claim-too-long" }
  | { kind: "no-such-thread" }
  /** It is over, or was never planned. */
  | { kind: "no-such-shift" }
  | { kind: "no-such-known" }
  | { kind: "no-such-thing" }
  | { kind: "no-such-entry" }
  /** Or it was withdrawn before. */
  | { kind: "no-such-threat" }
  | { kind: "too-many-entries"; most: number }
  | { kind: "no-such-use" }
  | { kind: "no-such-journey" }
  /** Ended or cancelled: another is another journey. */
  | { kind: "journey-over" }
  /** Its hours and places are gone, as two have decided: nothing is written about it any more. */
  | { kind: "journey-pruned" }
  /** Journeys of the case are not over yet, or somebody has still to say or hear something of them. */
  | { kind: "not-to-be-pruned"; missing: PruneLack[] }
  | { kind: "no-such-pathway" }
  | { kind: "no-such-application" }
  /** An application in that state cannot come into the other. */
  | { kind: "application-order"; from: ApplicationState; to: ApplicationState }
  /** Nobody has said that they arrived. */
  | { kind: "journey-not-ended" }
  /** Nobody under age is taken anywhere before a lawyer was asked: a legal service stands in the case. */
  | { kind: "minor-without-lawyer" }
  /** What they would be led by may be known to a threat. */
  | { kind: "thing-compromised" }
  | { kind: "no-such-mark" }
  | { kind: "thread-closed" }
  | { kind: "thread-open" }
  | { kind: "thread-in-case" }
  /** Its words were given up: it goes on in another mailbox. */
  | { kind: "thread-continued" }
  /** Said to go on in that mailbox, and the old one's key does not stand behind it. [HO1] */
  | { kind: "not-proven"; mailbox: MailboxId; from: MailboxId }
  | { kind: "already-counted" }
  /** {Gaps} of a template stand in the answer. */
  | { kind: "gaps-open" }
  /** A colleague wrote this text meanwhile: look at theirs first. */
  | { kind: "written-meanwhile"; by: MemberId; at: number }
  /** A yes whose author had not heard of the last no to the same. */
  | { kind: "said-no-meanwhile"; by: MemberId; at: number }
  | { kind: "changed-meanwhile"; by: MemberId; at: number; fields: ChangedField[] }
  /**
   * A colleague wrote this field of this person meanwhile: `found` stands there now, as `version`; `wrote` is what was
   * refused. null: taken back. To write it all the same, name `version` as the one that was seen.
   */
  | {
      kind: "fact-written-meanwhile";
      person: string;
      fact: string;
      version: number;
      found: FactValue | null;
      wrote: FactValue | null;
      by: MemberId;
      at: number;
    }
  | { kind: "no-such-field" }
  /** A field's part and kind stay as they were defined. */
  | { kind: "field-kept" }
  | { kind: "too-many-fields"; most: number }
  | { kind: "no-such-photo" }
  /** Somebody took it out already. */
  | { kind: "photo-out"; by: MemberId; at: number }
  | { kind: "too-many-photos"; most: number }
  | { kind: "no-such-template" }
  | { kind: "too-many-templates"; most: number }
  /** Only a holding text goes to a frozen mailbox. [MB8] */
  | { kind: "mailbox-frozen" }
  | { kind: "mailbox-not-frozen" }
  | { kind: "no-such-case" }
  | { kind: "already-open" }
  | { kind: "case-closed" }
  | { kind: "case-open" }
  | { kind: "already-kept" }
  /** The stage cannot follow the present one. */
  | { kind: "stage-order"; from: Stage; to: Stage }
  | { kind: "stage-not-open"; missing: MissingCondition[] }
  /** Not to be taken back: another's, too old, or something was built on it since. */
  | { kind: "stays"; what: "stage" | "urgency" | "closing" | "status" | "consent"; why: StaysBecause }
  | { kind: "too-many-people"; most: number }
  /** Nobody decides their own proposal [P11]. */
  | { kind: "own-proposal" }
  /** … through a second account neither: `other` is this person too, or both who signed are one. [P11] */
  | { kind: "one-person"; other: MemberId }
  /** What others said of one's own accounts is unsaid by somebody else. [P11] */
  | { kind: "own-accounts" }
  /** A member is called otherwise already, and stays so. */
  | { kind: "handle-stands" }
  /** Another member is called so, or so that nobody could tell them apart. */
  | { kind: "handle-taken" }
  /** All who administer would be one person: nothing that takes two of them could be signed. */
  | { kind: "no-second-administrator" }
  /** The second source of a mark is somebody else. */
  | { kind: "own-mark" }
  /** The member who is marked says neither that it was a false alarm nor what was done about it. */
  | { kind: "marked-yourself" }
  /** A step would be handed to somebody who could not see it: they do not read where its mark stands. */
  | { kind: "does-not-read"; member: MemberId }
  | { kind: "not-your-proposal" }
  /** One member alone turns nobody away: propose it [P11]. */
  | { kind: "needs-second" }
  /** Nobody is turned away with nothing in their hands. */
  | { kind: "empty-handed"; missing: MissingCondition[] }
  | { kind: "no-such-referral" }
  /** No two people have decided it [P11]. */
  | { kind: "not-approved" }
  /** No bundle of this case is known by this. */
  | { kind: "no-such-bundle" }
  | { kind: "no-such-consent" }
  /** Withdrawn, or its last day is over: nothing new rests on it. */
  | { kind: "consent-ended"; consent: ConsentId }
  /** This member read this part on a consent that has ended, and the new sharing names none. */
  | { kind: "shared-on-ended"; consent: ConsentId }
  /** They have said no to being moved, and not yes since. */
  | { kind: "unwilling"; consent: ConsentId }
  /** They have said no to being moved since this was proposed: what they say now is decided anew. */
  | { kind: "said-no-since" }
  /** They had said yes to being moved until a day that is over: they are asked again before anybody sets out. */
  | { kind: "yes-ran-out"; consent: ConsentId }
  /** Given for something else, to somebody else, or for less. */
  | { kind: "consent-not-for-this"; consent: ConsentId }
  /** It went out on this consent, and rests on no other before it was withdrawn. */
  | { kind: "application-out"; consent: ConsentId }
  /** Nothing is told to anybody before the person has allowed it. */
  | { kind: "needs-consent" }
  /** What the person had allowed for this part has ended: nothing more is written there. */
  | { kind: "part-held" }
  /** One interpreter a thread, at one time. */
  | { kind: "already-interpreted" }
  | { kind: "not-interpreted" }
  | { kind: "no-such-letter" }
  | { kind: "no-such-request" }
  /** The author's role has no right to do this. */
  | { kind: "not-your-role" }
  | { kind: "no-such-decision"; decision: DecisionId }
  | { kind: "decision-exists" }
  | { kind: "already-decided" }
  | { kind: "expired"; at: number }
  /** Nobody sets out by what was known of a search yesterday: look again, or say why nobody can. */
  | { kind: "search-not-checked"; missing: SearchAbout[] }
  /** Nobody has looked at what is still to come. */
  | { kind: "search-in-future"; at: number }
  /** The night exception holds only at urgency *now*, before the first move, once, and once more after a refusal [P11]. */
  | { kind: "not-a-night-move" }
  | { kind: "no-such-check-in" }
  | { kind: "check-in-exists" }
  | { kind: "check-in-closed" }
  /** "I am on it" stops the calling: nobody says so long before it is due. */
  | { kind: "check-in-not-due"; due: number }
  /** A go whose sheet names a sign of life is approved while one is still to come, and by nobody once it was missed or closed. [P7] */
  | { kind: "sign-not-expected" }
  /** They said since it was set that they are in danger: whoever closes it as met says that they have seen that. [P7] */
  | { kind: "danger-said"; at: number }
  /** A case with an open check-in is not closed: that would end an alarm unasked [P7]. */
  | { kind: "check-ins-open"; alarms: AlarmId[] }
  /** A drill is set by those who answer for the case: others would train people to shrug at alarms. */
  | { kind: "not-answering" }
  | { kind: "no-such-task" }
  | { kind: "task-exists" }
  | { kind: "task-closed"; how: "done" | "dropped"; by: MemberId; at: number }
  | { kind: "task-open" }
  | { kind: "too-many-tasks"; most: number }
  /** Called off for good: give another. */
  | { kind: "ticket-cancelled" }
  | { kind: "no-such-service" }
  /** A needed word is empty, or a number outside what can be. */
  | { kind: "incomplete"; field: string }
  /** The delay of figures and the terms of erasure are made longer, never shorter, once they were founded [P10] [P11]. */
  | { kind: "terms-shortened"; field: "figuresDelayDays" | "closedThreadDays" | "closedCaseDays" }
  /** Operation in a compartment where it has no business, or before `begin`. */
  | { kind: "wrong-compartment" }
  /** This member reads it already. */
  | { kind: "already-shared" }
  /** More holds there than one commit can say: it can only be given with all that was written before. */
  | { kind: "history-too-long" }
  /** Nobody would be left who could give it on: it would be lost to all. */
  | { kind: "last-reader" }
  /** Compartments that the member does not hold. */
  | { kind: "not-held"; part: string };

export type RefusalKind = Refusal["kind"];

/** One operation that the fold refused. It changed nothing. */
export type RefusedEntry = {
  stream: StreamId;
  seq: number;
  /** Which of its commit's operations, from 0. */
  nth: number;
  author: MemberId;
  at: number;
  op: OperationName;
  refusal: Refusal;
};

/** Operations for one compartment. The client seals all of an outcome's writes in one append: all or none. */
export type Write = {
  stream: StreamId;
  operations: Operation[];
  /** It follows from the others: where this compartment has halted it is left out, so that they can still be said. */
  follows?: true;
};

/** What a command answers. */
export type Outcome = { kind: "operations"; writes: Write[] } | Refusal;
