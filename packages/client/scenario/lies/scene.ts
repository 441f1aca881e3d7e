import type { CaseId, StreamId } from "@fairlead/casework";
import {
  type Bytes,
  type Card,
  CERTIFICATE_HOURS,
  type Certificate,
  hourOf,
  type MailboxId,
  makeEpochKey,
  type Pin,
  parseCertificate,
  readCodeWords,
  signCertificate,
  stretch,
  type UnlockingKeys,
  unlockingKeys,
} from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { Appender } from "../../src/append.ts";
import type { Held } from "../../src/held.ts";
import type { Hand } from "../../src/index.ts";
import { Caller } from "../caller.ts";
import { HOUR, House, random } from "../house.ts";
import { insider } from "../insider.ts";

/** Everything that was said before the lying begins, and two things that only a lie or a later hour says. */
export const SAID = {
  letter: "The red gate is open.",
  secondLetter: "The dog does not bark at night.",
  otherLetter: "We are two, and the cat.",
  reply: "Wait by the old mill.",
  secondReply: "Take the path behind the church.",
  threadNote: "Rings twice, then hangs up.",
  caseNote: "Bring the blue folder.",
  oldThreat: "an invented uncle with a grey van",
  threat: "an invented cousin at the bus station",
  forged: "Come to the station alone.",
  later: "The train is on time.",
} as const;

export const MEMBERS = ["Anchor", "Keel", "Willow", "Harbour", "Reed", "Marsh", "Beacon", "Tern"] as const;
export type Handle = (typeof MEMBERS)[number];

export type Compartments = "commons" | "intake-keys" | "intake" | "figures" | "ledger" | "case contact" | "case threat";

/**
 * An organisation that has worked for a while, stopped and ready to be copied: two administrators (Anchor, Keel), a
 * caseworker and a coordinator with a case between them (Willow, Harbour), another caseworker (Reed), an operator (Marsh), communications
 * (Beacon) and an auditor (Tern). The intake's keys have turned once, the case's threat part is in its second epoch.
 */
export type Scene = {
  house: House;
  /** What a script pins that was released today: both administrators. */
  pin: Pin;
  /** Keys and compartments of each member as they stand: whoever has turned can use them. */
  held: Readonly<Record<Handle, Held>>;
  /** What Willow's phrase becomes. Stretched once: it takes longer than all the rest of unlocking. */
  unlocking: UnlockingKeys;
  /** The roster as it stands, entry by entry. */
  entries: readonly Bytes[];
  streams: Readonly<Record<Compartments, StreamId>>;
  theCase: CaseId;
  /** Taken into the case. */
  inCase: Caller;
  /** In the intake: a letter before the keys turned and one after, a note, two replies that nobody has read. */
  inIntake: Caller;
  /** In the intake too, so that there is something to mistake one for the other. */
  other: Caller;
  /** What pages are given, and what they were given before the keys turned. */
  cards: { now: Card; old: Card; ofCase: Card };
  certificate: Certificate;
};

const plain = (text: string) => ({ text, standing: false, until: null, checkInBy: null });
export const threatNamed = (who: string) => ({
  who,
  kind: "family" as const,
  reach: [],
  certainty: "said" as const,
  source: "caller",
});

function expectDone(outcome: { kind: string }): void {
  if (outcome.kind !== "done") throw new Error(`the scene could not be set: ${JSON.stringify(outcome)}`);
}

export async function setScene(): Promise<Scene> {
  const house = await House.found();
  const willow = await house.enrol("Willow", "caseworker");
  const harbour = await house.enrol("Harbour", "coordinator");
  await house.enrol("Reed", "caseworker");
  await house.enrol("Marsh", "operator");
  await house.enrol("Beacon", "communications");
  await house.enrol("Tern", "auditor");
  const [inCase, inIntake, other] = [await Caller.with(house), await Caller.with(house), await Caller.with(house)];

  await inCase.write("An invented call.");
  await inIntake.write(SAID.letter, { danger: "soon" });
  const old = await inIntake.card();
  expectDone(await house.founder.act.rotateIntake());
  await house.pass(2 * HOUR);
  await inIntake.write(SAID.secondLetter);
  await other.write(SAID.otherLetter);
  const now = await inIntake.card();
  await willow.sync();

  const theCase = await openCase(willow, harbour, inCase.keys.id);
  const ofCase = await inCase.card();
  expectDone(await willow.act.noteCase(theCase, SAID.caseNote));
  expectDone(await willow.act.addThreat(theCase, threatNamed(SAID.oldThreat)));
  await beginEpoch(await insider(house, house.phraseOf("Harbour")), "threat");
  expectDone(await willow.act.addThreat(theCase, threatNamed(SAID.threat)));
  expectDone(await willow.act.claim(inIntake.keys.id));
  expectDone(await willow.act.answer(inIntake.keys.id, plain(SAID.reply)));
  expectDone(await willow.act.answer(inIntake.keys.id, plain(SAID.secondReply)));
  expectDone(await willow.act.note(inIntake.keys.id, SAID.threadNote));

  await house.enrol("Keel", "administrator");
  const { certificate, pin } = await certifyByBoth(house);
  for (const hand of [house.founder, willow, harbour, willow]) await hand.sync();

  const hands = await Promise.all(
    MEMBERS.map(async (handle) => [handle, await insider(house, house.phraseOf(handle))] as const),
  );
  const held = Object.fromEntries(hands) as Record<Handle, Held>;
  house.pin = { ...pin, head: held.Anchor.roster.head };
  const entries = (await held.Anchor.session.call("/api/roster", { from: 0 })).bytesList("entries");
  const unlocking = await unlockingOf(house, "Willow");
  await house.stop();
  const streams = streamsOf(held.Willow);
  return {
    house,
    pin,
    held,
    unlocking,
    entries,
    streams,
    theCase,
    inCase,
    inIntake,
    other,
    cards: { now, old, ofCase },
    certificate,
  };
}

async function unlockingOf(house: House, handle: Handle): Promise<UnlockingKeys> {
  const words = readCodeWords(house.phraseOf(handle), [ENGLISH]);
  if (words.kind !== "words") throw new Error(words.kind);
  return unlockingKeys(await stretch(words.entropy, house.pin.organisation));
}

async function openCase(owner: Hand, colleague: Hand, mailbox: MailboxId): Promise<CaseId> {
  const team = { owner: owner.me.id, standIn: null, team: [colleague.me.id] };
  const opened = await owner.act.openCase(mailbox, { alias: "Grey kettle", people: 1, ...team });
  if (opened.kind !== "done") throw new Error(opened.kind);
  return opened.case;
}

/** New keys for one part of the case, with a back-link: who gets them can read what came before. [CO2] */
async function beginEpoch(held: Held, part: "threat" | "contact"): Promise<void> {
  const stream = streamsOf(held)[`case ${part}`];
  const ids = [...(held.compartments.get(stream)?.readers.keys() ?? [])];
  const readers = ids.flatMap((id) => held.roster.members.get(id) ?? []);
  const begins = { key: makeEpochKey(random), readers, link: true };
  const writes = [{ stream, operations: [], begins }];
  expectDone(await new Appender(held).write(() => ({ kind: "draft", writes })));
}

async function certifyByBoth(house: House): Promise<{ certificate: Certificate; pin: Pin }> {
  const [anchor, keel] = [await insider(house, house.phraseOf("Anchor")), await insider(house, house.phraseOf("Keel"))];
  const issued = hourOf(house.now) + 1;
  const { roster, known } = anchor;
  const certificate = {
    organisation: roster.organisation,
    rosterHead: roster.head,
    intakeKeys: known.intakeKeys.toReversed(),
    issued,
    expires: issued + CERTIFICATE_HOURS,
  };
  const bytes = signCertificate(certificate, [anchor.keys, keel.keys]);
  await anchor.session.call("/api/certificate", { certificate: bytes });
  const administrators = [anchor, keel].map(({ keys: { id } }) => {
    const member = roster.members.get(id);
    if (member === undefined) throw new Error("an administrator who is not in the roster");
    return { id, verifyKey: member.verifyKey };
  });
  return { certificate: parseCertificate(bytes), pin: { ...house.pin, head: roster.head, administrators } };
}

function streamsOf(held: Held): Record<Compartments, StreamId> {
  const found = new Map<string, StreamId>();
  for (const { about, stream } of held.compartments.values())
    found.set(about?.about === "case" ? `case ${about.part}` : (about?.about ?? ""), stream);
  return Object.fromEntries(found) as Record<Compartments, StreamId>;
}
