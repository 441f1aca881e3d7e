import { decode, encode } from "cborg";
import { type AttachedFile, CHUNK_LENGTH, newFileKey } from "../src/attachment.ts";
import { signBeat } from "../src/beat.ts";
import { sealBundle } from "../src/bundle.ts";
import { type Bytes, concat, toBytes, toHex, utf8 } from "../src/bytes.ts";
import { signCertificate } from "../src/certificate.ts";
import { signConfirmation, signEnding, signLogin, signOpening } from "../src/challenge.ts";
import { makeCodeWords, organisationWords, readCodeWords } from "../src/code-words.ts";
import type { Framing } from "../src/commit.ts";
import { deskKeys, epochCommitment, sealLink } from "../src/epoch.ts";
import { after, desk, HOUR, paperBoatLeague, Scribe, seededRandom } from "../src/fixture.ts";
import { encodeForm, KIND, type Value } from "../src/form.ts";
import { digest, hashOf } from "../src/hash.ts";
import { type AlarmId, type MessageId, newId, type OpeningId, type OrganisationId, type StreamId, ZERO_HASH } from "../src/id.ts";
import { encodeInvitation, makeInvitation, signJoining } from "../src/invitation.ts";
import { encodeLetter, encodeReply, type Letter, type Reply } from "../src/letter.ts";
import { mailboxKeys } from "../src/mailbox.ts";
import { type MemberKeys, makeMemberKeys, publicKeys } from "../src/member.ts";
import { makeDigits } from "../src/on-arrival.ts";
import { pad, unpad } from "../src/padding.ts";
import { extendRoster, type Roster, rosterEntry } from "../src/roster.ts";
import type { RosterBody } from "../src/roster-entry.ts";
import { sealLetter, sealReply } from "../src/row.ts";
import { sign } from "../src/signature.ts";
import { stretch } from "../src/stretch.ts";
import { signSuccession } from "../src/succession.ts";
import { TICKET_SECRET_LENGTH, ticketKeys } from "../src/ticket.ts";
import { unlockingKeys } from "../src/unlock.ts";
import { encodeUploadNote, signChunk, signUpload, signUploadEnd } from "../src/upload.ts";
import { ENGLISH } from "../src/words/english.ts";
import { RUSSIAN_LIST } from "../src/words/russian-list.ts";
import { solveWork } from "../src/work.ts";
import { makeWrap } from "../src/wrap.ts";
import { type Context, plain, READERS, type VectorFile } from "./readers.ts";

/**
 * Makes the vectors, in Node and in browsers alike; `write.ts` keeps them. Seeds repeat from run to run;
 * HPKE draws its own encapsulation, so rows and wraps differ each time and are good all the same.
 * Whoever changes a byte of the protocol sees it here; what is deployed cannot change with it.
 */
type Twin = [name: string, bytes: Uint8Array, code: string];

const HEAD = 3;
const bend = (bytes: Uint8Array, at: number): Bytes => {
  const other = toBytes(bytes);
  other[at] = (other[at] ?? 0) ^ 1;
  return other;
};
const fieldsOf = (form: Uint8Array): Value[] => decode(form.subarray(HEAD));
const rebuild = (form: Uint8Array, change: (fields: Value[]) => Value[]): Bytes =>
  concat(form.subarray(0, HEAD), encode(change(fieldsOf(form))));
/** The same form with one field exchanged, signatures as they were. */
const exchange = (form: Uint8Array, index: number, value: Value) =>
  rebuild(form, (fields) => fields.with(index, value));

/** A roster's entries, and these after them. */
function entriesAfter(entries: readonly string[], roster: Roster, ...steps: readonly [RosterBody, ...MemberKeys[]][]): string[] {
  let now = roster;
  const more = steps.map(([body, ...signers]) => {
    const entry = rosterEntry(now, body, signers, HOUR);
    now = extendRoster(now, entry);
    return toHex(entry);
  });
  return [...entries, ...more];
}

/** What must be refused of every form, whatever it holds. */
function commonTwins(good: Bytes): Twin[] {
  const at = (index: number, byte: number) => toBytes(good).with(index, byte);
  const [initial = 0, ...rest] = good.subarray(HEAD);
  const open = concat(good.subarray(0, HEAD), Uint8Array.of(0x9f, ...rest, 0xff));
  const long = concat(good.subarray(0, HEAD), Uint8Array.of(0x98, initial & 0x1f, ...rest));
  return [
    ["version 2", at(0, 2), "FL_FORM_VERSION"],
    ["suite 2", at(1, 2), "FL_FORM_VERSION"],
    ["another kind", at(2, 99), "FL_FORM_VERSION"],
    ["nothing at all", new Uint8Array(0), "FL_FORM_VERSION"],
    ["its head alone", good.subarray(0, HEAD), "FL_FORM_ENCODING"],
    ["one byte more", concat(good, Uint8Array.of(0)), "FL_FORM_ENCODING"],
    ["one byte fewer", good.subarray(0, -1), "FL_FORM_ENCODING"],
    ["an array of open length", open, "FL_FORM_ENCODING"],
    ["an array length longer than needed", long, "FL_FORM_ENCODING"],
    ["one field more", rebuild(good, (fields) => [...fields, 0]), "FL_FORM_FIELD"],
    ["one field fewer", rebuild(good, (fields) => fields.slice(0, -1)), "FL_FORM_FIELD"],
    ["a first field that is text", exchange(good, 0, "text"), "FL_FORM_FIELD"],
  ];
}

async function file(
  form: string,
  reader: string,
  context: Context,
  good: Bytes,
  twins: Twin[],
  common = commonTwins(good),
): Promise<VectorFile> {
  const read = READERS[form];
  if (read === undefined) throw new TypeError(`no reader of ${form}`);
  return {
    form,
    reader,
    context,
    good: toHex(good),
    read: plain(await read(good, context)),
    malformed: [...common, ...twins].map(([twin, bytes, code]) => ({ twin, bytes: toHex(bytes), code })),
  };
}

const LETTER: Letter = {
  kind: "letter",
  language: "en",
  text: "Two of us, in the house with the blue door. We can be at the harbour café by noon.",
  answers: { danger: "soon", need: "leave", where: "a town that does not exist", adult: "yes" },
  tap: "safe",
  at: 1_800_000_000_000,
};
const REPLY: Reply = {
  kind: "reply",
  text: "We have read this.",
  standing: true,
  checkInBy: HOUR + 5,
  at: 1_800_000_060_000,
};

const PRESSED: Letter = {
  kind: "letter",
  language: "ru",
  text: "",
  answers: {},
  tap: "none",
  at: 1_800_000_120_000,
  press: { press: "on-my-way", opening: "0d".repeat(16) as OpeningId, version: 2 },
};
const TICKET: Reply = {
  kind: "reply",
  text: "",
  standing: true,
  checkInBy: null,
  at: 1_800_000_060_000,
  ticket: {
    state: "going",
    version: 2,
    ends: 1_800_080_000_000,
    leg: {
      from: "a town that does not exist",
      to: "another",
      meet: "Under the clock of the bakery",
      at: 1_800_040_000_000,
      people: 2,
      carry: "Two bags",
      otherwise: "Drive on, come back after ten minutes",
    },
    phrase: { say: "Is the bread still warm?", hear: "Only the rye." },
  },
};

/** Keys, ids and numbers that are derived, not sent. */
async function derived(organisation: OrganisationId): Promise<unknown> {
  const random = seededRandom("derived");
  const english = makeCodeWords(random, ENGLISH);
  const russian = makeCodeWords(random, RUSSIAN_LIST);
  const read = readCodeWords(english.join(" "), [ENGLISH]);
  const entropy = read.kind === "words" ? read.entropy : new Uint8Array(0);
  const stretched = await stretch(entropy, organisation);
  const mailbox = await mailboxKeys(stretched);
  const unlocking = await unlockingKeys(stretched);
  const digits = makeDigits(random);
  const epochKey = random(32);
  const stream = newId<Parameters<typeof epochCommitment>[1]["stream"]>(random);
  const challenge = random(16);
  const row = hashOf(utf8("a row"));
  const secret = new Uint8Array(TICKET_SECRET_LENGTH).fill(5);
  return plain({
    organisation,
    organisationWords: {
      en: organisationWords(organisation, ENGLISH),
      ru: organisationWords(organisation, RUSSIAN_LIST),
    },
    codeWords: { english, entropy, stretched, mailbox, unlocking },
    codeWordsInRussian: { russian, read: readCodeWords(russian.join(" "), [RUSSIAN_LIST]) },
    onArrival: { digits, mailbox: (await mailboxKeys(await stretch(utf8(digits), organisation))).id },
    ticket: { secret, mailbox: await ticketKeys(secret, organisation) },
    epoch: {
      organisation,
      stream,
      epoch: 7,
      epochKey,
      commitment: epochCommitment(epochKey, { organisation, stream, epoch: 7 }),
    },
    desk: { epochKey, keys: await deskKeys(epochKey) },
    link: await sealLink(epochKey, new Uint8Array(32).fill(9), { organisation, stream, epoch: 7 }),
    padding: { text: "abc", padded: hashOf(pad(utf8("abc"))) },
    work: { challenge, row, bits: 10, answer: await solveWork(challenge, row, 10) },
  });
}

export async function makeVectors(): Promise<{ files: VectorFile[]; derived: unknown }> {
  const random = seededRandom("vectors");
  const league = await paperBoatLeague();
  const { roster, entries, ann, bea, cleo, otto, udo } = league;
  const { organisation } = roster;
  const rosterHex = entries.map(toHex);
  const none = new Uint8Array(64);

  const founding = entries[0] ?? new Uint8Array(0);
  const newcomer = makeMemberKeys(random);
  const member = await publicKeys(newcomer);
  const enrolment = { kind: "enrol" as const, member, role: "coordinator" as const };
  const entry = rosterEntry(roster, enrolment, [ann, bea], HOUR + 1);

  const mailbox = await mailboxKeys(random(32));
  const stranger = await mailboxKeys(random(32));
  const intake = await desk(organisation, roster.head);
  const theirs = await desk(organisation, roster.head, stranger.id);
  const { card } = intake;
  const place = {
    seq: 2,
    previous: hashOf(utf8("row 1")),
    seen: ZERO_HASH,
    message: newId<MessageId>(random),
    hour: HOUR,
  };
  const flags = { onArrival: false, expiredCard: false };
  const letter = await sealLetter({ ...place, ...flags, keys: mailbox, card, letter: LETTER });
  const asStranger = await sealLetter({ ...place, ...flags, keys: stranger, card, letter: LETTER });
  const reply = await sealReply({ ...place, mailbox, card, replySeed: intake.keys.replySeed, reply: REPLY });
  const signedRow = (row: typeof letter, sealed: Bytes, seed: Uint8Array) =>
    encodeForm(KIND.row, [
      row.headerBytes,
      sealed,
      sign(seed, encodeForm(KIND.row, [row.headerBytes, digest(sealed)])),
    ]);

  const certificate = {
    organisation,
    rosterHead: roster.head,
    intakeKeys: [intake.keys.signKey],
    issued: HOUR,
    expires: HOUR + 35 * 24,
  };
  const certified = signCertificate(certificate, [ann, bea]);
  const [annPublic, beaPublic] = await Promise.all([publicKeys(ann), publicKeys(bea)]);

  const nonce = random(32);
  const asked = { organisation, nonce: toHex(nonce) };
  const opening = signOpening(mailbox, organisation, nonce);
  const confirmation = signConfirmation(mailbox, organisation, nonce, [reply.hash]);
  const ending = signEnding(mailbox, organisation, nonce);
  const unlocking = await unlockingKeys(random(32));
  const login = signLogin(unlocking, organisation, nonce);
  const answerTwins = (form: Bytes): Twin[] => [
    ["another organisation", exchange(form, 0, random(32)), "FL_ORGANISATION"],
    ["another nonce", exchange(form, 1, random(32)), "FL_NONCE"],
    ["no signature", rebuild(form, (fields) => fields.with(-1, none)), "FL_SIGNATURE"],
  ];

  const scribe = new Scribe("vectors", "perishable");
  await scribe.begin(roster, ann);
  const commit = await scribe.write(roster, cleo);
  const alarm: Framing = {
    kind: "alarm",
    step: {
      verb: "arm",
      alarm: newId<AlarmId>(random),
      due: 30_000_000,
      grace: 30,
      ladder: [{ delay: 0, token: random(16) }],
    },
  };
  const armed = await scribe.write(roster, cleo, roster.head, alarm);
  const watching: Framing = {
    kind: "watch",
    step: {
      verb: "set",
      desk: newId<StreamId>(random),
      minutes: 15,
      ladder: [
        { delay: 0, token: random(16), from: 30_000_000, until: 30_000_480 },
        { delay: 20, token: random(16), from: null, until: null },
      ],
    },
  };
  const watched = await scribe.write(roster, cleo, roster.head, watching);
  const retained = await scribe.write(roster, ann, roster.head, { kind: "retention", eraseAt: HOUR + 720 });
  const firstKey = toHex(scribe.epochKeys[0] ?? none);
  const begun = await scribe.begin(roster, otto);
  const byAuditor = await new Scribe("auditor").begin(roster, udo);
  const epochKey = scribe.epochKeys[1] ?? new Uint8Array(32);
  const epochPlace = { organisation, stream: scribe.stream, epoch: 2 };
  const commitTwins = (form: typeof commit): Twin[] => [
    ["its header changed", exchange(form.bytes, 0, bend(form.headerBytes, 40)), "FL_COMMIT_AUTHOR"],
    ["its sealed part changed", exchange(form.bytes, 1, bend(form.sealed, 5)), "FL_SIGNATURE"],
    ["its signature changed", exchange(form.bytes, 2, bend(form.signature, 5)), "FL_SIGNATURE"],
    ["sealed part shorter than its header says", exchange(form.bytes, 1, form.sealed.subarray(1)), "FL_FORM_FIELD"],
    ["an author who may not write", byAuditor.bytes, "FL_COMMIT_AUTHOR"],
  ];
  // Byte 40 of the header lies in the stream's id: the author stays, the signature fails.
  const commitFile = (form: string, of: typeof commit, key: string) =>
    file(
      form,
      "parseCommit, verifyCommit under the roster, openCommit with the epoch key",
      { roster: rosterHex, epochKey: key },
      of.bytes,
      commitTwins(of).map(([name, bytes, code]) => [
        name,
        bytes,
        name === "its header changed" ? "FL_SIGNATURE" : code,
      ]),
    );

  const wrap = await makeWrap({
    place: epochPlace,
    epochKey,
    to: await publicKeys(otto),
    keys: ann,
    rosterHead: roster.head,
  });
  const planted = await makeWrap({
    place: epochPlace,
    epochKey: random(32),
    to: await publicKeys(otto),
    keys: ann,
    rosterHead: roster.head,
  });
  const fromAuditor = await makeWrap({
    place: epochPlace,
    epochKey,
    to: await publicKeys(otto),
    keys: udo,
    rosterHead: roster.head,
  });
  const toCleo = await makeWrap({
    place: epochPlace,
    epochKey,
    to: await publicKeys(cleo),
    keys: ann,
    rosterHead: roster.head,
  });
  const bundle = await sealBundle(cleo, unlocking, organisation, 1, random);
  const forgedBundle = await sealBundle({ ...otto, id: cleo.id }, unlocking, organisation, 1, random);

  const changing = await sealBundle({ ...cleo, otherKemSeed: random(32) }, unlocking, organisation, 2, random);

  // Administration is lost where a hostile member has suspended both administrators; Otto and Cleo bring it back.
  const recovery = { kind: "recovery" as const, threshold: 2, members: [ann.id, cleo.id, otto.id] };
  const recoveryEntry = rosterEntry(roster, recovery, [ann, bea], HOUR + 1);
  const losses: [RosterBody, ...MemberKeys[]][] = [
    [recovery, ann, bea],
    [{ kind: "suspend", member: ann.id }, udo],
    [{ kind: "suspend", member: otto.id }, udo],
  ];
  const lost = after(roster, ...losses);
  const lostHex = entriesAfter(rosterHex, roster, ...losses);
  const recover = { kind: "recover" as const, administrators: [cleo.id] };
  // Cleo is suspended, and Otto has changed his keys once.
  const newKeys = seededRandom("turned keys");
  const suspend = { kind: "suspend" as const, member: otto.id };
  const rekeyTo = async (kemSeed: Bytes) => ({
    kind: "rekey" as const,
    member: await publicKeys({ ...otto, kemSeed }),
  });
  const turns: [RosterBody, ...MemberKeys[]][] = [
    [{ kind: "suspend", member: cleo.id }, udo],
    [await rekeyTo(newKeys(32)), otto, ann],
  ];
  const turned = after(roster, ...turns);
  const turnedHex = entriesAfter(rosterHex, roster, ...turns);
  const rekey = await rekeyTo(newKeys(32));
  const last = { stream: scribe.stream, seq: commit.header.seq, hash: commit.hash };
  const erase = { kind: "erase" as const, streams: [last] };
  const seen = { organisation, hour: HOUR, rosterSeq: roster.seq, rosterHead: roster.head, heads: [last], digest: commit.hash };
  const beat = signBeat(seen, otto);
  const pin = { organisation, head: roster.head, administrators: [ann, bea].map(({ id }, index) => ({ id, verifyKey: (index === 0 ? annPublic : beaPublic).verifyKey })) };
  const invitation = makeInvitation(pin, "operator", HOUR + 72, random);
  const link = encodeInvitation(invitation);
  const joining = signJoining(invitation, member, newcomer);
  const elsewhere = signJoining({ ...invitation, secret: random(16) }, member, newcomer);
  const forgotten = await (async () => {
    const turning = new Scribe("turning", "turning");
    await turning.begin(roster, ann);
    await turning.begin(roster, ann, roster.head, false);
    return { commit: await turning.write(roster, ann, roster.head, { kind: "forget", before: 2 }), key: toHex(turning.epochKeys[1] ?? none) };
  })();

  /** Letters and replies lie padded inside a seal. */
  const inside = (padded: Bytes, twins: Twin[], { lastMayBeMissing = false } = {}) => {
    const form = unpad(padded);
    const repadded = commonTwins(form).map(([name, bytes, code]): Twin => [name, pad(bytes), code]);
    const fitting = ["a first field that is text", ...(lastMayBeMissing ? ["one field fewer"] : [])];
    return [
      ...repadded.filter(([name]) => !fitting.includes(name)),
      ...twins,
      ["no padding", form, "FL_PADDING"] as Twin,
      ["four times the padding", concat(padded, new Uint8Array(3 * padded.length)), "FL_PADDING"] as Twin,
      ["zeros only", new Uint8Array(padded.length), "FL_PADDING"] as Twin,
    ];
  };
  const letterText = encodeLetter(LETTER);
  const letterByMail = encodeLetter({ ...LETTER, via: "e-mail" });

  // A file of two chunks; the second is shown, with the zeros that stand behind the file.
  const attached: AttachedFile = {
    ...newFileKey(random),
    name: "the blue door.jpg",
    type: "image/jpeg",
    size: CHUNK_LENGTH + 5,
    cleaned: "cleaned",
  };
  const withFiles = encodeLetter({ ...LETTER, files: [attached, { ...attached, ...newFileKey(random) }] });
  const fileFieldsOf = (form: Bytes): Value[] => (fieldsOf(form)[6] as Value[][])[0] ?? [];
  const otherFile = (index: number, value: Value): Bytes =>
    pad(exchange(unpad(withFiles), 6, [fileFieldsOf(unpad(withFiles)).with(index, value)]));
  const note = { file: attached, picked: { size: 70_000, digest: hashOf(utf8("picked")) }, sent: hashOf(utf8("sent")) };
  const noteText = encodeUploadNote(note);
  const begunUpload = (await signUpload(mailbox, { organisation, message: place.message, note })).bytes;
  const tail = utf8("tail.");
  const chunk = await signChunk(mailbox, organisation, attached, 1, tail);
  const elsewhereChunk = await signChunk(mailbox, organisation, { ...attached, size: 3 * CHUNK_LENGTH }, 1, tail);
  const first = await signChunk(mailbox, organisation, attached, 0, tail);
  const swapped = await signChunk(mailbox, organisation, { ...attached, ...newFileKey(random) }, 1, tail);
  /** Sealed bytes of one form in the place of another's, signed anew: what a server that had the mailbox's key could do. */
  const inPlaceOf = (form: Bytes, other: Bytes): Bytes => {
    const fields = fieldsOf(form).with(4, fieldsOf(other)[4] as Value).slice(0, -1);
    const signed = fields.with(4, digest(fields[4] as Uint8Array));
    return encodeForm(KIND.chunk, [...fields, sign(mailbox.signSeed, encodeForm(KIND.chunk, signed))]);
  };
  const end = signUploadEnd(mailbox, organisation, attached.id);
  const signedByMailbox = { verifyKey: toHex(mailbox.verifyKey) };
  const uploadTwins = (form: Bytes): Twin[] => [
    ["another organisation", exchange(form, 0, random(32)), "FL_SIGNATURE"],
    ["another mailbox", exchange(form, 1, random(32)), "FL_SIGNATURE"],
    ["another file", exchange(form, 2, random(16)), "FL_SIGNATURE"],
    ["no signature", rebuild(form, (fields) => fields.with(-1, none)), "FL_SIGNATURE"],
  ];
  const succession = signSuccession(mailbox, organisation, stranger.id);
  const letterThatContinues = encodeLetter({ ...LETTER, continues: succession, voucher: "kettle orchard" });
  const replyText = encodeReply(REPLY);
  const letterThatPresses = encodeLetter(PRESSED);
  const pressed = fieldsOf(unpad(letterThatPresses))[9] as [Value, Value, Value];
  const replyThatShows = encodeReply(TICKET);
  const shown = fieldsOf(unpad(replyThatShows))[4] as [Value, Value, Value, Value];

  const files = await Promise.all([
    file("roster-founding", "readRoster", {}, founding, [
      [
        "one founder's signature",
        rebuild(founding, (fields) => fields.with(5, (fields[5] as Value[]).slice(0, 1))),
        "FL_ROSTER_RIGHT",
      ],
      ["an organisation named", exchange(founding, 0, random(32)), "FL_ROSTER_CHAIN"],
      ["not the first", exchange(founding, 1, 1), "FL_ROSTER_CHAIN"],
      ["a predecessor", exchange(founding, 2, random(32)), "FL_ROSTER_CHAIN"],
      ["an unknown body", exchange(founding, 4, ["dissolve", [1]]), "FL_ROSTER_UNKNOWN_ENTRY"],
    ]),
    file("roster-entry", "readRoster, extendRoster", { roster: rosterHex }, entry, [
      ["one administrator's signature", rosterEntry(roster, enrolment, [ann], HOUR), "FL_ROSTER_RIGHT"],
      ["one administrator's signature twice", rosterEntry(roster, enrolment, [ann, ann], HOUR), "FL_ROSTER_RIGHT"],
      ["a caseworker's as the second", rosterEntry(roster, enrolment, [ann, cleo], HOUR), "FL_ROSTER_RIGHT"],
      [
        "an id used before",
        rosterEntry(roster, { ...enrolment, member: { ...member, id: otto.id } }, [ann, bea], HOUR),
        "FL_ROSTER_MEMBER",
      ],
      [
        "another member's signing key",
        rosterEntry(roster, { ...enrolment, member: { ...member, verifyKey: beaPublic.verifyKey } }, [ann, bea], HOUR),
        "FL_KEY",
      ],
      [
        "another member's KEM key",
        rosterEntry(roster, { ...enrolment, member: { ...member, kemKey: beaPublic.kemKey } }, [ann, bea], HOUR),
        "FL_KEY",
      ],
      [
        "a signing key of small order",
        rosterEntry(roster, { ...enrolment, member: { ...member, verifyKey: new Uint8Array(32) } }, [ann, bea], HOUR),
        "FL_KEY",
      ],
      ["another organisation", exchange(entry, 0, random(32)), "FL_ORGANISATION"],
      ["a gap", exchange(entry, 1, roster.seq + 2), "FL_ROSTER_CHAIN"],
      ["another predecessor", exchange(entry, 2, random(32)), "FL_ROSTER_CHAIN"],
      ["another hour under the same signatures", exchange(entry, 3, HOUR + 2), "FL_SIGNATURE"],
      [
        "a caseworker's name under a signature that is not his, beside the two that it takes",
        rosterEntry(roster, enrolment, [ann, bea, { ...cleo, signSeed: otto.signSeed }], HOUR),
        "FL_SIGNATURE",
      ],
      ["the newcomer's own, whom nobody knows yet", rosterEntry(roster, enrolment, [ann, bea, newcomer], HOUR), "FL_SIGNATURE"],
    ]),
    file("roster-recovery", "readRoster, extendRoster", { roster: rosterHex }, recoveryEntry, [
      ["one administrator's signature", rosterEntry(roster, recovery, [ann], HOUR), "FL_ROSTER_RIGHT"],
      ["a threshold of one", rosterEntry(roster, { ...recovery, threshold: 1 }, [ann, bea], HOUR), "FL_FORM_FIELD"],
      ["more than there are", rosterEntry(roster, { ...recovery, threshold: 4 }, [ann, bea], HOUR), "FL_FORM_FIELD"],
      [
        "one member twice",
        rosterEntry(roster, { ...recovery, members: [ann.id, cleo.id, cleo.id] }, [ann, bea], HOUR),
        "FL_FORM_FIELD",
      ],
      [
        "somebody unknown",
        rosterEntry(roster, { ...recovery, members: [ann.id, newcomer.id] }, [ann, bea], HOUR),
        "FL_ROSTER_MEMBER",
      ],
    ]),
    file(
      "roster-recover",
      "readRoster, extendRoster",
      { roster: lostHex },
      rosterEntry(lost, recover, [cleo, otto], HOUR + 1),
      [
        ["one of the two that it takes", rosterEntry(lost, recover, [cleo], HOUR), "FL_ROSTER_RIGHT"],
        ["one of them twice", rosterEntry(lost, recover, [cleo, cleo], HOUR), "FL_ROSTER_RIGHT"],
        ["a second who was not named", rosterEntry(lost, recover, [cleo, udo], HOUR), "FL_ROSTER_RIGHT"],
        [
          "somebody unknown",
          rosterEntry(lost, { ...recover, administrators: [newcomer.id] }, [cleo, otto], HOUR),
          "FL_ROSTER_MEMBER",
        ],
        ["nobody", rosterEntry(lost, { ...recover, administrators: [] }, [cleo, otto], HOUR), "FL_FORM_FIELD"],
      ],
    ),
    file("roster-suspend", "readRoster, extendRoster", { roster: turnedHex }, rosterEntry(turned, suspend, [udo], HOUR + 1), [
      ["nobody's signature", rosterEntry(turned, suspend, [], HOUR), "FL_ROSTER_RIGHT"],
      ["a suspended member's", rosterEntry(turned, suspend, [cleo], HOUR), "FL_ROSTER_RIGHT"],
      [
        "somebody who is suspended",
        rosterEntry(turned, { kind: "suspend", member: cleo.id }, [ann, bea], HOUR),
        "FL_ROSTER_MEMBER",
      ],
      [
        "a return of somebody who is not suspended",
        rosterEntry(turned, { kind: "restore", member: otto.id }, [ann, bea], HOUR),
        "FL_ROSTER_MEMBER",
      ],
    ]),
    file("roster-rekey", "readRoster, extendRoster", { roster: turnedHex }, rosterEntry(turned, rekey, [otto, ann], HOUR + 1), [
      ["without the member's own signature", rosterEntry(turned, rekey, [ann, bea], HOUR), "FL_ROSTER_RIGHT"],
      ["without an administrator's", rosterEntry(turned, rekey, [otto, udo], HOUR), "FL_ROSTER_RIGHT"],
      [
        "his KEM key of before",
        rosterEntry(turned, await rekeyTo(otto.kemSeed), [otto, ann], HOUR),
        "FL_KEY",
      ],
      ["another member's KEM key", rosterEntry(turned, await rekeyTo(udo.kemSeed), [otto, ann], HOUR), "FL_KEY"],
      [
        "another member's signing key",
        rosterEntry(turned, { ...rekey, member: { ...rekey.member, verifyKey: beaPublic.verifyKey } }, [otto, ann], HOUR),
        "FL_KEY",
      ],
    ]),
    file("roster-erase", "readRoster, extendRoster", { roster: rosterHex }, rosterEntry(roster, erase, [ann, cleo], HOUR), [
      ["one signature", rosterEntry(roster, erase, [cleo], HOUR), "FL_ROSTER_RIGHT"],
      ["one member's signature twice", rosterEntry(roster, erase, [cleo, cleo], HOUR), "FL_ROSTER_RIGHT"],
      ["a second who may not decide", rosterEntry(roster, erase, [cleo, otto], HOUR), "FL_ROSTER_RIGHT"],
      ["no stream", rosterEntry(roster, { ...erase, streams: [] }, [ann, cleo], HOUR), "FL_FORM_FIELD"],
      ["one stream twice", rosterEntry(roster, { ...erase, streams: [last, last] }, [ann, cleo], HOUR), "FL_FORM_FIELD"],
    ]),
    file("beat", "parseBeat, verifyBeat under the roster", { roster: rosterHex }, beat, [
      ["another's signature", signBeat({ ...seen }, { ...otto, signSeed: cleo.signSeed }), "FL_SIGNATURE"],
      ["of somebody unknown", signBeat(seen, newcomer), "FL_ROSTER_MEMBER"],
      ["a later hour under the same signature", exchange(beat, 2, HOUR + 48), "FL_SIGNATURE"],
      ["another roster head under the same signature", exchange(beat, 4, random(32)), "FL_SIGNATURE"],
      ["another organisation", exchange(beat, 0, random(32)), "FL_ORGANISATION"],
      ["nine heads", signBeat({ ...seen, heads: Array(9).fill(last) }, otto), "FL_FORM_FIELD"],
    ]),
    file("invitation", "parseInvitation", {}, link, [
      ["its secret mistyped", exchange(link, 3, random(16)), "FL_FORM_FIELD"],
      ["another organisation", exchange(link, 0, random(32)), "FL_FORM_FIELD"],
      ["a role that there is not", exchange(link, 4, "owner"), "FL_FORM_FIELD"],
      ["nobody who administers", encodeInvitation({ ...invitation, pin: { ...pin, administrators: [] } }), "FL_FORM_FIELD"],
    ]),
    file("joining", "parseJoining, checkJoining with the invitation", { invitation: toHex(link) }, joining, [
      ["to another invitation", elsewhere, "FL_INVITATION"],
      ["another KEM key under the same signature", exchange(joining, 4, stranger.kemKey), "FL_SIGNATURE"],
      ["its proof changed", exchange(joining, 5, random(32)), "FL_SIGNATURE"],
      ["a signing key of small order", exchange(joining, 3, new Uint8Array(32)), "FL_KEY"],
      ["another organisation", exchange(joining, 0, random(32)), "FL_SIGNATURE"],
    ]),
    file(
      "certificate",
      "readCertificate under a pin with two administrators",
      {
        organisation,
        head: roster.head,
        firstAdministrator: ann.id,
        firstAdministratorKey: toHex(annPublic.verifyKey),
        secondAdministrator: bea.id,
        secondAdministratorKey: toHex(beaPublic.verifyKey),
      },
      certified,
      [
        ["one signature", signCertificate(certificate, [ann]), "FL_CERTIFICATE"],
        ["one administrator's signature twice", signCertificate(certificate, [ann, ann]), "FL_CERTIFICATE"],
        ["a caseworker's as the second", signCertificate(certificate, [ann, cleo]), "FL_CERTIFICATE"],
        ["36 days", signCertificate({ ...certificate, expires: HOUR + 36 * 24 }, [ann, bea]), "FL_CERTIFICATE"],
        ["ends before it begins", signCertificate({ ...certificate, expires: HOUR - 1 }, [ann, bea]), "FL_CERTIFICATE"],
        [
          "another intake key under the same signatures",
          exchange(certified, 2, [[intake.keys.replyKey]]),
          "FL_CERTIFICATE",
        ],
        ["another organisation", exchange(certified, 0, random(32)), "FL_ORGANISATION"],
      ],
    ),
    file("card", "readCard", { organisation, mailbox: mailbox.id, intakeKey: toHex(intake.keys.signKey) }, card.bytes, [
      ["another mailbox's", theirs.card.bytes, "FL_CARD"],
      ["another organisation", exchange(card.bytes, 0, random(32)), "FL_ORGANISATION"],
      ["another KEM key under the same signature", exchange(card.bytes, 2, stranger.kemKey), "FL_SIGNATURE"],
      ["another reply key under the same signature", exchange(card.bytes, 3, random(32)), "FL_SIGNATURE"],
      ["a later end under the same signature", exchange(card.bytes, 6, HOUR + 5_000), "FL_SIGNATURE"],
      ["a KEM key of another length", exchange(card.bytes, 2, random(32)), "FL_FORM_FIELD"],
    ]),
    file(
      "row-letter",
      "parseRow, verifyRow with the mailbox's key, openLetter with the desk's seed",
      { verifyKey: toHex(mailbox.verifyKey), deskKemSeed: toHex(intake.keys.kemSeed) },
      letter.bytes,
      [
        ["its header changed", exchange(letter.bytes, 0, bend(letter.headerBytes, 200)), "FL_SIGNATURE"],
        ["its sealed part changed", exchange(letter.bytes, 1, bend(letter.sealed, 1_500)), "FL_SIGNATURE"],
        ["signed by another mailbox", asStranger.bytes, "FL_SIGNATURE"],
        [
          "sealed bytes stolen from another mailbox's row",
          signedRow(letter, asStranger.sealed, mailbox.signSeed),
          "FL_OPEN",
        ],
        ["a header of another version", exchange(letter.bytes, 0, letter.headerBytes.with(0, 2)), "FL_FORM_VERSION"],
        ["a reply in a letter's place", reply.bytes, "FL_SIGNATURE"],
      ],
    ),
    file(
      "row-reply",
      "parseRow, verifyRow with the card's reply key, openReply with the mailbox's seed",
      { replyKey: toHex(intake.keys.replyKey), mailboxKemSeed: toHex(mailbox.kemSeed) },
      reply.bytes,
      [
        ["signed by a member's own key", signedRow(reply, reply.sealed, ann.signSeed), "FL_SIGNATURE"],
        ["its sealed part changed", exchange(reply.bytes, 1, bend(reply.sealed, 1_500)), "FL_SIGNATURE"],
        [
          "sealed for another mailbox",
          (await sealReply({ ...place, mailbox: stranger, card, replySeed: intake.keys.replySeed, reply: REPLY }))
            .bytes,
          "FL_OPEN",
        ],
      ],
    ),
    file("opening", "readOpening", asked, opening, [
      ...answerTwins(opening),
      ["another KEM key", exchange(opening, 3, stranger.kemKey), "FL_SIGNATURE"],
      ["a confirmation in its place", confirmation, "FL_FORM_VERSION"],
    ]),
    file("confirmation", "readConfirmation", asked, confirmation, [
      ...answerTwins(confirmation),
      ["another row", exchange(confirmation, 4, [[random(32)]]), "FL_SIGNATURE"],
      ["65 rows", signConfirmation(mailbox, organisation, nonce, Array(65).fill(reply.hash)), "FL_FORM_FIELD"],
    ]),
    file("ending", "readEnding", asked, ending, [
      ...answerTwins(ending),
      ["another KEM key", exchange(ending, 3, stranger.kemKey), "FL_SIGNATURE"],
      ["an opening in its place", opening, "FL_FORM_VERSION"],
    ]),
    file(
      "succession",
      "parseSuccession, verifySuccession with the old mailbox's keys",
      { organisation, to: stranger.id, verifyKey: toHex(mailbox.verifyKey), kemKey: toHex(mailbox.kemKey) },
      succession,
      [
        ["for another mailbox", signSuccession(mailbox, organisation, mailbox.id), "FL_MAILBOX"],
        [
          "signed by the new mailbox itself",
          signSuccession({ ...stranger, id: mailbox.id }, organisation, stranger.id),
          "FL_SIGNATURE",
        ],
        ["from the new mailbox itself", signSuccession(stranger, organisation, stranger.id), "FL_MAILBOX"],
        ["from another mailbox", exchange(succession, 1, random(32)), "FL_MAILBOX"],
        ["another organisation", exchange(succession, 0, random(32)), "FL_ORGANISATION"],
      ],
    ),
    file("login", "readLogin", asked, login, [
      ...answerTwins(login),
      ["another login's key", exchange(login, 2, annPublic.verifyKey), "FL_SIGNATURE"],
      ["an opening in its place", opening, "FL_FORM_VERSION"],
    ]),
    commitFile("commit-write", commit, firstKey),
    commitFile("commit-alarm", armed, firstKey),
    commitFile("commit-watch", watched, firstKey),
    commitFile("commit-retention", retained, firstKey),
    commitFile("commit-forget", forgotten.commit, forgotten.key),
    commitFile("commit-epoch", begun, toHex(epochKey)),
    file(
      "wrap",
      "parseWrap, verifyWrap under the roster, openWrap",
      {
        roster: rosterHex,
        member: otto.id,
        kemSeed: toHex(otto.kemSeed),
        commitment: epochCommitment(epochKey, epochPlace),
      },
      wrap,
      [
        ["a key that the epoch commit does not name", planted, "FL_COMMITMENT"],
        ["from a member who begins no epochs", fromAuditor, "FL_COMMIT_AUTHOR"],
        ["another member's", toCleo, "FL_WRAP"],
        ["epoch 0", exchange(wrap, 2, 0), "FL_FORM_FIELD"],
        ["another epoch under the same signature", exchange(wrap, 2, 3), "FL_SIGNATURE"],
        ["to a key that is not the member's", exchange(wrap, 4, random(32)), "FL_WRAP"],
        ["at a head that nobody knows", exchange(wrap, 6, random(32)), "FL_COMMIT_ROSTER"],
        ["another organisation", exchange(wrap, 0, random(32)), "FL_ORGANISATION"],
      ],
    ),
    file(
      "bundle",
      "parseBundle, verifyBundle under the roster, openBundle with the wrapping key",
      { roster: rosterHex, wrapKey: toHex(unlocking.wrapKey) },
      bundle,
      [
        ["signed by another member", forgedBundle, "FL_SIGNATURE"],
        ["of a member whom nobody knows", exchange(bundle, 1, random(16)), "FL_ROSTER_MEMBER"],
        ["another login key", exchange(bundle, 2, annPublic.verifyKey), "FL_SIGNATURE"],
        ["its counter turned on", exchange(bundle, 3, 2), "FL_SIGNATURE"],
        ["another organisation", exchange(bundle, 0, random(32)), "FL_ORGANISATION"],
      ],
    ),
    file(
      "bundle-changing",
      "parseBundle, verifyBundle under the roster, openBundle with the wrapping key",
      { roster: rosterHex, wrapKey: toHex(unlocking.wrapKey) },
      changing,
      [["sixteen bytes more than two keys", exchange(changing, 5, random(96)), "FL_FORM_FIELD"]],
    ),
    file(
      "letter-files",
      "decodeLetter",
      {},
      withFiles,
      [
        ["no files, as a list", pad(exchange(unpad(withFiles), 6, [])), "FL_FORM_FIELD"],
        ["one file twice", pad(rebuild(unpad(withFiles), (f) => f.with(6, [fileFieldsOf(unpad(withFiles)), fileFieldsOf(unpad(withFiles))]))), "FL_FORM_FIELD"],
        ["a name that turns its direction", otherFile(2, "photo\u202egpj.exe"), "FL_FORM_FIELD"],
        ["a name with a line break", otherFile(2, "photo\n.jpg"), "FL_FORM_FIELD"],
        ["a name that is a path", otherFile(2, "../photo.jpg"), "FL_FORM_FIELD"],
        ["a name that hides itself", otherFile(2, ".photo.jpg"), "FL_FORM_FIELD"],
        ["no name", otherFile(2, ""), "FL_FORM_FIELD"],
        ["a name of 121 units", otherFile(2, "x".repeat(121)), "FL_FORM_FIELD"],
        ["a media type that is none", otherFile(3, "text/html; charset=x"), "FL_FORM_FIELD"],
        ["more than a file may hold", otherFile(4, 100 * 1024 * 1024 + 1), "FL_FORM_FIELD"],
        ["a word that is not said of cleaning", otherFile(5, "unknown"), "FL_FORM_FIELD"],
        ["a short key", otherFile(1, random(31)), "FL_FORM_FIELD"],
      ],
      inside(withFiles, []),
    ),
    file("upload", "readUpload, openUploadNote", { ...signedByMailbox, mailboxKemSeed: toHex(mailbox.kemSeed) }, begunUpload, [
      ...uploadTwins(begunUpload),
      ["another letter", exchange(begunUpload, 3, random(16)), "FL_SIGNATURE"],
      ["a size that padding does not give", exchange(begunUpload, 4, 70_000), "FL_FORM_FIELD"],
      ["no size", exchange(begunUpload, 4, 0), "FL_FORM_FIELD"],
      ["its note changed", exchange(begunUpload, 5, bend(fieldsOf(begunUpload)[5] as Uint8Array, 1_200)), "FL_SIGNATURE"],
    ]),
    file("chunk", "readChunk, openChunk", { ...signedByMailbox, fileKey: attached.key, size: String(attached.size) }, chunk, [
      ...uploadTwins(chunk),
      ["another place", exchange(chunk, 3, 0), "FL_SIGNATURE"],
      ["its bytes changed", exchange(chunk, 4, bend(fieldsOf(chunk)[4] as Uint8Array, 7)), "FL_SIGNATURE"],
      ["a chunk that is not the last of its file", inPlaceOf(chunk, elsewhereChunk), "FL_OPEN"],
      ["the bytes of the chunk before it", inPlaceOf(chunk, first), "FL_OPEN"],
      ["the bytes of another file", inPlaceOf(chunk, swapped), "FL_OPEN"],
    ]),
    file("upload-end", "readUploadEnd", signedByMailbox, end, uploadTwins(end)),
    file(
      "upload-note",
      "decodeUploadNote",
      {},
      noteText,
      [["a name that is a path", pad(exchange(unpad(noteText), 0, fileFieldsOf(unpad(withFiles)).with(2, "a/b"))), "FL_FORM_FIELD"]],
      inside(noteText, []),
    ),
    file(
      "letter",
      "unpad, decode",
      {},
      letterText,
      [
        ["a tap that there is not", pad(exchange(unpad(letterText), 3, "maybe")), "FL_FORM_FIELD"],
        ["a time that is no whole number", pad(exchange(unpad(letterText), 4, -1)), "FL_FORM_FIELD"],
        ["five answers", pad(exchange(unpad(letterText), 2, [null, null, null, null, null])), "FL_FORM_FIELD"],
        ["60,001 units of text", pad(exchange(unpad(letterText), 1, "x".repeat(60_001))), "FL_FORM_FIELD"],
        ["a reply in its place", replyText, "FL_FORM_VERSION"],
      ],
      inside(letterText, []),
    ),
    file(
      "letter-via",
      "unpad, decode; later fields stand at the end and are left out while they say nothing",
      {},
      letterByMail,
      [
        ["a way that there is not", pad(exchange(unpad(letterByMail), 5, "pigeon")), "FL_FORM_FIELD"],
        ["the page, which is not named", pad(exchange(unpad(letterByMail), 5, "page")), "FL_FORM_FIELD"],
        ["an end that says nothing", pad(exchange(unpad(letterByMail), 5, null)), "FL_FORM_FIELD"],
      ],
      inside(letterByMail, [], { lastMayBeMissing: true }),
    ),
    file(
      "letter-continues",
      "unpad, decode; a field that says nothing may stand between two that do",
      {},
      letterThatContinues,
      [
        ["a succession longer than any", pad(exchange(unpad(letterThatContinues), 7, random(513))), "FL_FORM_FIELD"],
        ["two words longer than any", pad(exchange(unpad(letterThatContinues), 8, "x".repeat(101))), "FL_FORM_FIELD"],
        ["an end that says nothing", pad(exchange(unpad(letterThatContinues), 8, null)), "FL_FORM_FIELD"],
      ],
      inside(letterThatContinues, [], { lastMayBeMissing: true }),
    ),
    file(
      "reply",
      "unpad, decode",
      {},
      replyText,
      [
        ["standing neither true nor false", pad(exchange(unpad(replyText), 1, null)), "FL_FORM_FIELD"],
        ["a letter in its place", letterText, "FL_FORM_VERSION"],
      ],
      inside(replyText, []),
    ),
    file(
      "letter-press",
      "unpad, decode; a tap on a ticket",
      {},
      letterThatPresses,
      [
        ["a button that there is not", pad(exchange(unpad(letterThatPresses), 9, ["lost", pressed[1], 2])), "FL_FORM_FIELD"],
        ["an opening too short", pad(exchange(unpad(letterThatPresses), 9, ["opened", random(15), 2])), "FL_FORM_FIELD"],
        ["an end that says nothing", pad(exchange(unpad(letterThatPresses), 9, null)), "FL_FORM_FIELD"],
      ],
      inside(letterThatPresses, [], { lastMayBeMissing: true }),
    ),
    file(
      "reply-ticket",
      "unpad, decode; what a ticket shows",
      {},
      replyThatShows,
      [
        ["held, and the leg all the same", pad(exchange(unpad(replyThatShows), 4, ["held", 2, 3, shown[3], null])), "FL_FORM_FIELD"],
        ["going, and no leg", pad(exchange(unpad(replyThatShows), 4, ["going", 2, 3, null, null])), "FL_FORM_FIELD"],
        ["a state that there is not", pad(exchange(unpad(replyThatShows), 4, ["lost", 2, 3, null, null])), "FL_FORM_FIELD"],
        [
          "a meeting point that turns round what follows",
          pad(exchange(unpad(replyThatShows), 4, ["going", 2, 3, ["a", "b", "House \u202E12", 4, 2, "", ""], null])),
          "FL_FORM_FIELD",
        ],
        ["an end that says nothing", pad(exchange(unpad(replyThatShows), 4, null)), "FL_FORM_FIELD"],
      ],
      inside(replyThatShows, [], { lastMayBeMissing: true }),
    ),
  ]);
  return { files, derived: await derived(organisation) };
}
