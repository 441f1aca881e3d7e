/**
 * The closed lists of words that operations and views share. One word per thing (docs/glossary.md);
 * the order inside a list is the order in which people meet them.
 */

export const URGENCIES = ["now", "soon", "later", "unknown"] as const;
/** now: hours · soon: days · later: weeks · unknown: nobody has asked yet, or the answer was "unsure". */
export type Urgency = (typeof URGENCIES)[number];

export const STAGES = [
  "contact",
  "verification",
  "accepted",
  "evacuating",
  "sheltered",
  "relocating",
  "abroad",
  "settled",
  "closed",
] as const;
/** The line of rings. `declined` and `withdrawn` leave it. */
export type Stage = (typeof STAGES)[number] | "declined" | "withdrawn";

export const STATUSES = ["well", "lost-contact", "detained", "abducted", "went-back", "died"] as const;
/** Stands beside the stage and never moves it. */
export type Status = (typeof STATUSES)[number];

export const CERTAINTIES = ["confirmed", "likely", "said"] as const;
/** Three, two, one block filled. `said`: nothing supports it yet. */
export type Certainty = (typeof CERTAINTIES)[number];

export const FLAGS = ["suicide-risk", "minor", "distressing", "asks-after", "phones-seized"] as const;
/** `asks-after`: someone asks after a person. `phones-seized`: telephones are taken away and read where they live. */
export type ThreadFlag = (typeof FLAGS)[number];
export const FLAG_GROUNDS = ["stated", "suspected"] as const;
/** Whether the caller said it, or a member thinks so. */
export type FlagGround = (typeof FLAG_GROUNDS)[number];

export const PROTOCOLS = [
  "suicide-risk",
  "minor",
  "danger-signal",
  "asks-after",
  "lost-contact",
  "detained",
  "abducted",
  "went-back",
  "died",
  // On the way: the words of a ticket's *problem*.
  "not-there",
  "id-check",
  "breakdown",
  "followed",
  "phone-lost",
] as const;
/**
 * What the organisation writes a text for, to be followed when it happens. Those of a status stand where nothing was
 * agreed with the person, one line one task; those of a problem on the way are its play-book, one line one task.
 */
export type Protocol = (typeof PROTOCOLS)[number];

export const COVERS = ["distressing", "abusive"] as const;
/** Why a message is covered until someone asks to see it. */
export type Cover = (typeof COVERS)[number];

export const PASS_REASONS = ["not-said", "distressing", "abusive", "language", "known", "tired", "other"] as const;
/** Why a member passes a thread on. `known`: the member may know this caller. */
export type PassReason = (typeof PASS_REASONS)[number];

/** What one member may say alone: nobody is turned away by it. */
export const SETTLED_OUTCOMES = ["answered", "duplicate", "spam"] as const;
export type SettledOutcome = (typeof SETTLED_OUTCOMES)[number];

/** "We do not help this person (any more)": proposed by one, approved by a second. [P11] */
export const DECLINING_OUTCOMES = ["referred", "no-answer", "not-credible", "abusive", "declined"] as const;
export type DecliningOutcome = (typeof DECLINING_OUTCOMES)[number];

export const THREAD_OUTCOMES = [...SETTLED_OUTCOMES, ...DECLINING_OUTCOMES] as const;
export type ThreadOutcome = (typeof THREAD_OUTCOMES)[number];

export const CASE_OUTCOMES = ["settled", "declined", "withdrawn", "went-back", "died", "no-contact"] as const;
export type CaseOutcome = (typeof CASE_OUTCOMES)[number];

export const DECISION_SUBJECTS = ["go", "no-go", "decline", "night-move", "export", "prune", "erase"] as const;
/**
 * What two people decide about a case [P11]. `night-move` is the exception: at urgency *now* one member orders the
 * first move to safety, a second reviews it within 12 hours.
 */
export type DecisionSubject = (typeof DECISION_SUBJECTS)[number];

export const CONSENT_PURPOSES = [
  "doctor",
  "psychologist",
  "lawyer",
  "referral",
  "testimony-record",
  "testimony-hand-over",
  "testimony-publish",
  "photograph",
  "money",
  "journey",
  "relative",
  "other",
] as const;
/**
 * What somebody may allow, each by itself: telling a doctor, a psychologist, a lawyer, another organisation · that a
 * testimony is written down · is given to an investigator · is published without a name · a photograph · money in their
 * name · to be moved to another place · that a relative is spoken to
 */
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

export const CONSENT_COVERS = [
  "summary",
  "letters",
  "files",
  "safety-plan",
  "threat",
  "identity",
  "needs",
  "testimony",
  "money",
  "relocation",
] as const;
/**
 * What may be told. `summary`: alias, how many, stage, status, urgency. `letters`: the words of both sides. `files`: what
 * came with them. `threat`: who threatens, where, what is checked. The others are parts of the case.
 */
export type Covered = (typeof CONSENT_COVERS)[number];

export const CONSENT_WAYS = ["letter", "telephone", "in-person"] as const;
/** How it was said. */
export type ConsentWay = (typeof CONSENT_WAYS)[number];
export const SEARCHES = ["missing-person", "accusation", "travel-ban"] as const;
/** What those who hunt may have filed. */
export type SearchAbout = (typeof SEARCHES)[number];

export const RISK_ANSWERS = ["yes", "no", "not-known"] as const;
export type RiskAnswer = (typeof RISK_ANSWERS)[number];

export const REFERRAL_ANSWERS = ["accepted", "refused", "no-answer"] as const;
/** What a body to which somebody was referred said. */
export type ReferralAnswer = (typeof REFERRAL_ANSWERS)[number];

export const DESTRUCTION_ANSWERS = ["waiting", "destroyed", "kept", "silent"] as const;
/** What whoever has a bundle said when they were asked to destroy it; `waiting`: nothing yet, `silent`: nor will they. */
export type DestructionAnswer = (typeof DESTRUCTION_ANSWERS)[number];

/** In the order in which it is talked through, and read. */
export const SAFETY_QUESTIONS = [
  "signs",
  "places",
  "people",
  "carry",
  "papers",
  "codeWord",
  "phoneTaken",
  "nextWord",
] as const;
/**
 * warning signs · where it is safe for a while · who can be told · what to carry · which papers are copied, and where the
 * copies lie · a word with a neighbour · what to do if the telephone is taken · when we write again
 */
export type SafetyQuestion = (typeof SAFETY_QUESTIONS)[number];
export const KNOWN_KINDS = ["infiltrator", "hostile-number", "lure", "helped-elsewhere"] as const;
/**
 * Why somebody stands in the organisation's list: posed as a caller; a number that hunters use; a name or number under
 * which people were lured; someone whom another organisation helps already.
 */
export type KnownKind = (typeof KNOWN_KINDS)[number];

export const MATCH_VERDICTS = ["same", "other"] as const;
/** What a member says of a match: one person, or two. */
export type MatchVerdict = (typeof MATCH_VERDICTS)[number];

export const THREAT_KINDS = ["family", "police", "other"] as const;
export type ThreatKind = (typeof THREAT_KINDS)[number];

export const THING_KINDS = [
  "shelter",
  "host",
  "driver",
  "escort",
  "vehicle",
  "telephone",
  "card",
  "account",
  "place",
  "route",
] as const;
/** What stays and journeys rest on. `telephone`: a number or SIM; `card`: pays; `account`: books. */
export type ThingKind = (typeof THING_KINDS)[number];

export const USE_KINDS = ["stayed", "rode", "met", "passed", "rang", "paid", "booked", "carried"] as const;
/** How a case used a thing: stayed there, rode with or in it, met there or that person, went by it, … `carried`: its money. */
export type UseKind = (typeof USE_KINDS)[number];

export const STEPS_TAKEN = ["done", "handed", "not-needed"] as const;
/** What became of a step: done, given to a member, or judged not to be needed. */
export type StepTaken = (typeof STEPS_TAKEN)[number];

export const SIGNING_KINDS = [
  "enrol",
  "rerole",
  "rekey",
  "restore",
  "remove",
  "recovery",
  "recover",
  "erase",
  "minimum-version",
  "intake-keys",
  "certificate",
] as const;
/** What waits for another signature asks for. [RO2] */
export type SigningKind = (typeof SIGNING_KINDS)[number];

export const CASE_PARTS = [
  "contact",
  "threat",
  "identity",
  "needs",
  "testimony",
  "money",
  "relocation",
  "journey",
] as const;
export type CasePart = (typeof CASE_PARTS)[number];

/** What stood on a screen: a part of a case, or one of the organisation's own compartments. */
export const ACCESS_PARTS = [...CASE_PARTS, "intake", "thread", "resources"] as const;
export type AccessPart = (typeof ACCESS_PARTS)[number];

/** Opened on a screen; its covered names were uncovered; it went into a bundle that left. */
export const ACCESS_HOWS = ["screen", "names", "export"] as const;
export type AccessHow = (typeof ACCESS_HOWS)[number];

/** Where the counted move ended: another part of the country, or out of it. */
export type MovedTo = "evacuated" | "abroad";

export const ROLES = [
  "operator",
  "caseworker",
  "coordinator",
  "specialist",
  "communications",
  "administrator",
  "auditor",
] as const;
/** Same words as the roster's. */
export type Role = (typeof ROLES)[number];

export type Tap = "none" | "safe" | "danger";

/** Ways that are not sealed from end to end: on each of them others could read or hear along. */
export const OUTSIDE_WAYS = ["telephone", "e-mail", "telegram"] as const;
export type OutsideWay = (typeof OUTSIDE_WAYS)[number];

export const VIAS = ["page", ...OUTSIDE_WAYS] as const;
/** How a letter reached the team. */
export type Via = (typeof VIAS)[number];

/** What a caller answered, as the caller's page asks it; every question can be skipped. Same shape as in a letter. */
export type Answers = {
  danger?: "now" | "soon" | "no" | "unsure";
  need?: "leave" | "shelter" | "doctor" | "papers" | "advice" | "other";
  where?: string;
  /** The contact window in the caller's words: how and when it is safe to reach them. */
  reach?: string;
  company?: string;
  adult?: "yes" | "no";
};

/** What of a go's sheet the case answers by itself. */
export const GO_POINTS = ["check-in", "assessment", "consent", "papers", "route", "shelter"] as const;
export type GoPoint = (typeof GO_POINTS)[number];
