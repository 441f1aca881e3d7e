import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type Bytes, concat, toBytes } from "./bytes.ts";
import { type Card, cardExpired, parseCard, readCard, signCard } from "./card.ts";
import {
  CERTIFICATE_HOURS,
  certifiers,
  type Pin,
  parseCertificate,
  readCertificate,
  signCertificate,
} from "./certificate.ts";
import { readConfirmation, readLogin, readOpening, signConfirmation, signLogin, signOpening } from "./challenge.ts";
import type { DeskKeys } from "./epoch.ts";
import { desk, HOUR, type League, paperBoatLeague, refusalOf, seededRandom } from "./fixture.ts";
import { encodeForm, KIND } from "./form.ts";
import { sealTo } from "./hpke.ts";
import { idToBytes, type MailboxId, type MessageId, newId, type OrganisationId, ZERO_HASH } from "./id.ts";
import { decodeLetter, encodeLetter, type Letter, type Reply, TEXT_LIMIT } from "./letter.ts";
import { openLetter } from "./letter-open.ts";
import { type MailboxKeys, mailboxId, mailboxKeys } from "./mailbox.ts";
import { openOnArrival, readDigits } from "./on-arrival.ts";
import { openReply } from "./reply-open.ts";
import { parseRow, type Row, type RowPlace, rowInfo, sealLetter, sealReply, verifyRow } from "./row.ts";
import { sign } from "./signature.ts";
import { stretch } from "./stretch.ts";
import { unlockingKeys } from "./unlock.ts";

const random = seededRandom("mailbox");
const LETTER: Letter = {
  kind: "letter",
  language: "en",
  text: "Two of us, in the house with the blue door.",
  answers: { danger: "soon", where: "a town that does not exist", adult: "yes" },
  tap: "none",
  at: 1_800_000_000_000,
};
const REPLY: Reply = { kind: "reply", text: "We have read this.", standing: false, checkInBy: HOUR + 5, at: 1 };

let league: League;
let organisation: OrganisationId;
let caller: MailboxKeys;
let stranger: MailboxKeys;
let intake: { keys: DeskKeys; card: Card };
let place: RowPlace;
let letter: Row;

beforeAll(async () => {
  league = await paperBoatLeague();
  organisation = league.roster.organisation;
  caller = await mailboxKeys(random(32));
  stranger = await mailboxKeys(random(32));
  intake = await desk(organisation, league.roster.head);
  place = { seq: 1, previous: ZERO_HASH, seen: ZERO_HASH, message: newId<MessageId>(random), hour: HOUR };
  letter = await sealLetter({
    ...place,
    keys: caller,
    card: intake.card,
    letter: LETTER,
    onArrival: false,
    expiredCard: false,
  });
});

/** A row with another header, sealed bytes or signature, as a hostile server might make it. */
const rowBytes = (headerBytes: Uint8Array, sealed: Uint8Array, signature: Uint8Array) =>
  encodeForm(KIND.row, [headerBytes, sealed, signature]);
const flip = (bytes: Uint8Array, at: number): Bytes => {
  const other = toBytes(bytes);
  other[at] = (other[at] ?? 0) ^ 1;
  return other;
};

describe("a mailbox", () => {
  it("[PH2] the same code words make the same mailbox in the same organisation only", async () => {
    const entropy = random(11);
    const other = "ab".repeat(32) as OrganisationId;
    const here = await mailboxKeys(await stretch(entropy, organisation));
    expect(await mailboxKeys(await stretch(entropy, organisation))).toEqual(here);
    expect((await mailboxKeys(await stretch(entropy, other))).id).not.toBe(here.id);
  });

  it("[PH2] a phrase and code words of the same letters share no key", async () => {
    const stretched = random(32);
    const mailbox = await mailboxKeys(stretched);
    const { loginSeed, wrapKey } = await unlockingKeys(stretched);
    expect(new Set([mailbox.signSeed, mailbox.kemSeed, loginSeed, wrapKey].map(String)).size).toBe(4);
  });

  it("[MB1] is named over both its keys: a server that swaps the KEM key makes another mailbox", () => {
    expect(mailboxId(caller.verifyKey, caller.kemKey)).toBe(caller.id);
    expect(mailboxId(caller.verifyKey, stranger.kemKey)).not.toBe(caller.id);
    expect(mailboxId(stranger.verifyKey, caller.kemKey)).not.toBe(caller.id);
  });
});

describe("a letter", () => {
  it("[MB2] is read by the team as it was written", async () => {
    const row = parseRow(letter.bytes);
    verifyRow(row, caller.verifyKey);
    expect(row).toEqual(letter);
    expect(await openLetter(row, intake.keys.kemSeed)).toEqual(LETTER);
  });

  it("[MB2] is no one else's: not under another mailbox's key, nor another desk's seed", async () => {
    expect(await refusalOf(() => verifyRow(letter, stranger.verifyKey))).toBe("FL_SIGNATURE");
    const elsewhere = await desk(organisation, league.roster.head, "new", "another desk");
    expect(await refusalOf(() => openLetter(letter, elsewhere.keys.kemSeed))).toBe("FL_OPEN");
  });

  it("[MB2] stolen and posted again from another mailbox, it does not open", async () => {
    // The thief signs the stolen sealed bytes under a header of his own, as he can.
    const own = await sealLetter({
      ...place,
      keys: stranger,
      card: intake.card,
      letter: LETTER,
      onArrival: false,
      expiredCard: false,
    });
    const signature = sign(stranger.signSeed, encodeForm(KIND.row, [own.headerBytes, await sha(letter.sealed)]));
    const stolen = parseRow(rowBytes(own.headerBytes, letter.sealed, signature));
    verifyRow(stolen, stranger.verifyKey);
    expect(await refusalOf(() => openLetter(stolen, intake.keys.kemSeed))).toBe("FL_OPEN");
  });

  it("[MB2] cannot be moved: every field of the header is signed and binds the seal", async () => {
    for (let at = 3; at < letter.headerBytes.length; at++) {
      const outcome = await refusalOf(() => {
        const row = parseRow(rowBytes(flip(letter.headerBytes, at), letter.sealed, letter.signature));
        verifyRow(row, caller.verifyKey);
      });
      expect(outcome).not.toBe("accepted");
    }
  });

  it("[MB2] with a changed header does not open even for a team that forgot to check the signature", async () => {
    const moved = { ...letter, headerBytes: flip(letter.headerBytes, letter.headerBytes.length - 8) };
    expect(await refusalOf(() => openLetter(moved, intake.keys.kemSeed))).toBe("FL_OPEN");
  });

  it("[MB2] with changed sealed bytes fails its signature", async () => {
    const row = parseRow(rowBytes(letter.headerBytes, flip(letter.sealed, 2_000), letter.signature));
    expect(await refusalOf(() => verifyRow(row, caller.verifyKey))).toBe("FL_SIGNATURE");
  });

  it("[MB6] says for ever that it was written without script", async () => {
    const form = await sealLetter({
      ...place,
      keys: caller,
      card: intake.card,
      letter: LETTER,
      onArrival: true,
      expiredCard: true,
    });
    expect(parseRow(form.bytes).header).toMatchObject({ onArrival: true, expiredCard: true });
    expect(parseRow(letter.bytes).header).toMatchObject({ onArrival: false, expiredCard: false });
  });

  it("[PAD1] [P9] of one line and of half a page are equally long", async () => {
    const longer = await sealLetter({
      ...place,
      keys: caller,
      card: intake.card,
      letter: { ...LETTER, text: "x".repeat(700) },
      onArrival: false,
      expiredCard: false,
    });
    expect(longer.bytes.length).toBe(letter.bytes.length);
  });

  it("that its reader would refuse is refused before it is sealed, not lost after", async () => {
    const wrong: Letter[] = [
      { ...LETTER, text: "x".repeat(TEXT_LIMIT + 1) },
      { ...LETTER, at: 1.5 },
      { ...LETTER, language: "x".repeat(17) },
      { ...LETTER, answers: { where: "x".repeat(2_001) } },
    ];
    for (const letter of wrong)
      expect(
        await refusalOf(() =>
          sealLetter({ ...place, keys: caller, card: intake.card, letter, onArrival: false, expiredCard: false }),
        ),
      ).toBe("FL_FORM_FIELD");
  });

  it("of any text and any answers left out reads back the same", () => {
    const answers = fc.record(
      {
        danger: fc.constantFrom("now", "soon", "no", "unsure"),
        need: fc.constantFrom("leave", "shelter", "doctor", "papers", "advice", "other"),
        where: fc.string({ unit: "grapheme", maxLength: 50 }),
        reach: fc.string({ maxLength: 50 }),
        company: fc.string({ maxLength: 50 }),
        adult: fc.constantFrom("yes", "no"),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 9_000 }), answers, fc.nat(), (text, given, at) => {
        const written = { ...LETTER, text, answers: given, at } as Letter;
        expect(decodeLetter(encodeLetter(written))).toEqual(written);
      }),
    );
  });

  it("of the longest text in the widest script still fits its row", async () => {
    const text = "水".repeat(TEXT_LIMIT);
    const row = await sealLetter({
      ...place,
      keys: caller,
      card: intake.card,
      letter: { ...LETTER, text },
      onArrival: false,
      expiredCard: false,
    });
    expect((await openLetter(parseRow(row.bytes), intake.keys.kemSeed)).text).toBe(text);
  });

  it("broken off inside an emoji is kept, with a replacement mark for the half", async () => {
    const read = decodeLetter(encodeLetter({ ...LETTER, text: "run \ud83d" }));
    expect(read.text).toBe("run \ufffd");
  });
});

describe("a reply", () => {
  const sealed = (mailbox = caller) =>
    sealReply({ ...place, mailbox, card: intake.card, replySeed: intake.keys.replySeed, reply: REPLY });

  it("[MB3] is read by the mailbox's holder, under the card's reply key", async () => {
    const row = parseRow((await sealed()).bytes);
    verifyRow(row, intake.card.replyKey);
    expect(await openReply(row, caller.kemSeed)).toEqual(REPLY);
    expect(await refusalOf(() => openReply(row, stranger.kemSeed))).toBe("FL_OPEN");
  });

  it("[MB3] counts under no other key: not a member's own, not an older desk's", async () => {
    const row = await sealed();
    const older = await desk(organisation, league.roster.head, "new", "an older desk");
    expect(await refusalOf(() => verifyRow(row, older.card.replyKey))).toBe("FL_SIGNATURE");
    const { ann } = league;
    const asAnn = await sealReply({
      ...place,
      mailbox: caller,
      card: intake.card,
      replySeed: ann.signSeed,
      reply: REPLY,
    });
    expect(await refusalOf(() => verifyRow(asAnn, intake.card.replyKey))).toBe("FL_SIGNATURE");
  });

  it("[MB3] is not taken for a letter, nor a letter for a reply", async () => {
    expect(await refusalOf(() => openReply(letter, intake.keys.kemSeed))).toBe("FL_FORM_FIELD");
    expect(await refusalOf(async () => openLetter(await sealed(), caller.kemSeed))).toBe("FL_FORM_FIELD");
  });

  it("carries none of the flags that speak of how a caller wrote", async () => {
    const row = await sealed();
    const header = { ...row.header, onArrival: true };
    const headerBytes = encodeForm(KIND.rowHeader, [
      ...[header.organisation, header.mailbox].map(idToBytes),
      header.direction,
      header.seq,
      ...[header.previous, header.seen, header.message, header.card].map(idToBytes),
      header.onArrival,
      header.expiredCard,
      header.hour,
      header.length,
    ]);
    expect(await refusalOf(() => parseRow(rowBytes(headerBytes, row.sealed, row.signature)))).toBe("FL_FORM_FIELD");
  });
});

describe("rows as framing", () => {
  it("[MB7] start at 1 and name the length of what is sealed", async () => {
    const zero = await sealLetter({
      ...place,
      seq: 0,
      keys: caller,
      card: intake.card,
      letter: LETTER,
      onArrival: false,
      expiredCard: false,
    });
    expect(await refusalOf(() => parseRow(zero.bytes))).toBe("FL_FORM_FIELD");
    const short = rowBytes(letter.headerBytes, letter.sealed.subarray(1), letter.signature);
    expect(await refusalOf(() => parseRow(short))).toBe("FL_FORM_FIELD");
    expect(await refusalOf(() => parseRow(concat(letter.bytes, Uint8Array.of(0))))).toBe("FL_FORM_ENCODING");
  });

  it("[MB2] the same sealed text has another info for each direction, organisation, mailbox and card", () => {
    const { header } = letter;
    const others = [
      header,
      { ...header, direction: "to-mailbox" as const },
      { ...header, organisation: "01".repeat(32) as OrganisationId },
      { ...header, mailbox: stranger.id },
      { ...header, card: ZERO_HASH },
    ];
    expect(new Set(others.map((one) => String(rowInfo(one)))).size).toBe(others.length);
  });

  it("a team's reply padded wrongly by a colleague's broken client is refused by its reader", async () => {
    const row = await sealReply({
      ...place,
      mailbox: caller,
      card: intake.card,
      replySeed: intake.keys.replySeed,
      reply: REPLY,
    });
    const sealed = await sealTo(caller.kemKey, rowInfo(row.header), row.headerBytes, new Uint8Array(1024));
    expect(await refusalOf(() => openReply({ ...row, sealed }, caller.kemSeed))).toBe("FL_PADDING");
  });
});

describe("the no-script form", () => {
  it("[MB6] seals flagged letters and opens replies to the same digits", async () => {
    const digits = readDigits("9 1234 5678 9012 3456 7890") ?? "";
    const mailbox = await openOnArrival(digits, organisation);
    const row = await mailbox.seal({ ...place, card: intake.card, letter: LETTER, expiredCard: false });
    expect(row.header).toMatchObject({ onArrival: true, mailbox: mailbox.address.id });
    const reply = await sealReply({
      ...place,
      mailbox: mailbox.address,
      card: intake.card,
      replySeed: intake.keys.replySeed,
      reply: REPLY,
    });
    expect(await mailbox.open(reply, intake.card)).toEqual(REPLY);
    const elsewhere = await desk(organisation, league.roster.head, "new", "another desk");
    expect(await refusalOf(() => mailbox.open(reply, elsewhere.card))).toBe("FL_SIGNATURE");
  });
});

describe("an address card", () => {
  const reader = (mailbox: "new" | MailboxId = "new") => ({ organisation, mailbox });

  it("[MB4] is taken under the intake key, for a new mailbox or its own", async () => {
    const { signKey } = intake.keys;
    expect(readCard(intake.card.bytes, [signKey], reader()).hash).toBe(intake.card.hash);
    expect(readCard(intake.card.bytes, [signKey], reader(caller.id)).hash).toBe(intake.card.hash);
    const own = (await desk(organisation, league.roster.head, caller.id)).card;
    expect(readCard(own.bytes, [signKey], reader(caller.id)).mailbox).toBe(caller.id);
  });

  it("[MB4] of another mailbox is refused: it would hand one caller's words to another's team", async () => {
    const theirs = (await desk(organisation, league.roster.head, stranger.id)).card;
    expect(await refusalOf(() => readCard(theirs.bytes, [intake.keys.signKey], reader(caller.id)))).toBe("FL_CARD");
    expect(await refusalOf(() => readCard(theirs.bytes, [intake.keys.signKey], reader()))).toBe("FL_CARD");
  });

  it("[MB4] of another organisation, or signed by another key, is refused", async () => {
    const other = { organisation: "02".repeat(32) as OrganisationId, mailbox: "new" as const };
    expect(await refusalOf(() => readCard(intake.card.bytes, [intake.keys.signKey], other))).toBe("FL_ORGANISATION");
    expect(await refusalOf(() => readCard(intake.card.bytes, [intake.keys.replyKey], reader()))).toBe("FL_SIGNATURE");
  });

  it("[MB4] has no field that can be changed under its signature", () => {
    const { card, keys } = intake;
    const other = signCard({ ...card, counter: card.counter + 1 }, keys.signSeed);
    const values = (parsed: Card) => JSON.stringify({ ...parsed, bytes: 0, hash: 0 });
    for (let at = 3; at < card.bytes.length - 64; at += 5) {
      let taken: Card | null = null;
      try {
        taken = readCard(flip(card.bytes, at), [keys.signKey], reader());
      } catch {
        // refused, as it should be
      }
      expect(taken).toBeNull();
    }
    expect(values(parseCard(card.bytes))).not.toBe(values(parseCard(other.bytes)));
  });

  it("[MB4] counts through its last hour", () => {
    expect(cardExpired(intake.card, intake.card.expires)).toBe(false);
    expect(cardExpired(intake.card, intake.card.expires + 1)).toBe(true);
  });
});

describe("a certificate", () => {
  const certificate = () => ({
    organisation,
    rosterHead: league.roster.head,
    intakeKeys: [intake.keys.signKey],
    issued: HOUR,
    expires: HOUR + CERTIFICATE_HOURS,
  });
  const pin = (...ids: ("ann" | "bea")[]): Pin => ({
    organisation,
    head: league.roster.head,
    administrators: ids.map((name) => {
      const { id, verifyKey } = league.roster.members.get(league[name].id)!;
      return { id, verifyKey };
    }),
  });
  const twoPin = () => pin("ann", "bea");

  it("[MB4] signed by two administrators is taken; by one, where there are two, it is not", async () => {
    const { ann, bea } = league;
    expect(readCertificate(signCertificate(certificate(), [ann, bea]), twoPin()).intakeKeys[0]).toEqual(
      intake.keys.signKey,
    );
    expect(await refusalOf(() => readCertificate(signCertificate(certificate(), [ann]), twoPin()))).toBe(
      "FL_CERTIFICATE",
    );
    expect(await refusalOf(() => readCertificate(signCertificate(certificate(), []), twoPin()))).toBe("FL_CERTIFICATE");
  });

  it("[MB4] signed twice by one administrator counts once", async () => {
    const { ann } = league;
    const twice = signCertificate(certificate(), [ann, ann]);
    expect(certifiers(parseCertificate(twice), twoPin().administrators)).toBe(1);
    expect(await refusalOf(() => readCertificate(twice, twoPin()))).toBe("FL_CERTIFICATE");
  });

  it("[MB4] one key under two names, or a caseworker's signature, makes no second administrator", async () => {
    const { ann, bea, cleo } = league;
    const asBea = { id: bea.id, signSeed: ann.signSeed };
    for (const second of [asBea, cleo])
      expect(await refusalOf(() => readCertificate(signCertificate(certificate(), [ann, second]), twoPin()))).toBe(
        "FL_CERTIFICATE",
      );
  });

  it("[MB4] a one-person organisation's needs that one", async () => {
    const { ann, bea } = league;
    expect(await refusalOf(() => readCertificate(signCertificate(certificate(), [ann]), pin("ann")))).toBe("accepted");
    expect(await refusalOf(() => readCertificate(signCertificate(certificate(), [bea]), pin("ann")))).toBe(
      "FL_CERTIFICATE",
    );
    const nobody = { ...pin(), administrators: [] };
    expect(await refusalOf(() => readCertificate(signCertificate(certificate(), [ann]), nobody))).toBe(
      "FL_CERTIFICATE",
    );
  });

  it("[MB4] of more than 35 days, or that ends before it begins, is refused", async () => {
    const { ann, bea } = league;
    for (const expires of [HOUR + CERTIFICATE_HOURS + 1, HOUR - 1])
      expect(
        await refusalOf(() => readCertificate(signCertificate({ ...certificate(), expires }, [ann, bea]), twoPin())),
      ).toBe("FL_CERTIFICATE");
  });

  it("of another organisation is refused", async () => {
    const other = { ...certificate(), organisation: "03".repeat(32) as OrganisationId };
    const bytes = signCertificate(other, [league.ann, league.bea]);
    expect(await refusalOf(() => readCertificate(bytes, twoPin()))).toBe("FL_ORGANISATION");
  });

  it("with one field changed under its signatures is refused", async () => {
    const { ann, bea } = league;
    const bytes = signCertificate(certificate(), [ann, bea]);
    for (let at = 3; at < bytes.length - 170; at += 3)
      expect(await refusalOf(() => readCertificate(flip(bytes, at), twoPin()))).not.toBe("accepted");
  });
});

describe("answers to the server's challenges", () => {
  const nonce = random(32);
  const asked = () => ({ organisation, nonce });

  it("[PH3] an opening proves both keys of a mailbox that the server may never have seen", () => {
    expect(readOpening(signOpening(caller, organisation, nonce), asked())).toEqual({
      id: caller.id,
      verifyKey: caller.verifyKey,
      kemKey: caller.kemKey,
    });
  });

  it("to another challenge, or for another organisation, count for nothing", async () => {
    const opening = signOpening(caller, organisation, nonce);
    expect(await refusalOf(() => readOpening(opening, { organisation, nonce: random(32) }))).toBe("FL_NONCE");
    const elsewhere = { organisation: "04".repeat(32) as OrganisationId, nonce };
    expect(await refusalOf(() => readOpening(opening, elsewhere))).toBe("FL_ORGANISATION");
  });

  it("[MB1] an opening with the KEM key exchanged is refused", async () => {
    const swapped = signOpening({ ...caller, kemKey: stranger.kemKey }, organisation, nonce);
    expect(readOpening(swapped, asked()).id).not.toBe(caller.id); // his own signature, another mailbox
    const forged = signOpening({ ...caller, signSeed: stranger.signSeed }, organisation, nonce);
    expect(await refusalOf(() => readOpening(forged, asked()))).toBe("FL_SIGNATURE");
  });

  it("[MB5] a confirmation names what was read, and no other row can be put in its place", async () => {
    const confirmation = signConfirmation(caller, organisation, nonce, [letter.hash]);
    expect(readConfirmation(confirmation, asked()).read).toEqual([letter.hash]);
    expect(readConfirmation(signConfirmation(caller, organisation, nonce, []), asked()).read).toEqual([]);
    const at = confirmation.length - 66 - 16; // inside the hash
    expect(await refusalOf(() => readConfirmation(flip(confirmation, at), asked()))).toBe("FL_SIGNATURE");
    const many = signConfirmation(caller, organisation, nonce, Array(65).fill(letter.hash));
    expect(await refusalOf(() => readConfirmation(many, asked()))).toBe("FL_FORM_FIELD");
  });

  it("of one kind are never read as another, though the same key signs the same nonce", async () => {
    const unlocking = await unlockingKeys(random(32));
    const forms = [
      signOpening(caller, organisation, nonce),
      signConfirmation(caller, organisation, nonce, []),
      signLogin(unlocking, organisation, nonce),
    ];
    const readers = [readOpening, readConfirmation, readLogin];
    for (const [i, form] of forms.entries())
      for (const [j, read] of readers.entries())
        expect(await refusalOf(() => read(form, asked()))).toBe(i === j ? "accepted" : "FL_FORM_VERSION");
    // Kind byte exchanged as well: the signature is over it.
    const relabelled = toBytes(forms[0] ?? new Uint8Array());
    relabelled[2] = KIND.login;
    expect(await refusalOf(() => readLogin(relabelled, asked()))).not.toBe("accepted");
  });

  it("[RO4] a login proves the phrase's key", async () => {
    const unlocking = await unlockingKeys(random(32));
    expect(readLogin(signLogin(unlocking, organisation, nonce), asked()).login).toBe(unlocking.login);
    const forged = signLogin({ ...unlocking, loginSeed: random(32) }, organisation, nonce);
    expect(await refusalOf(() => readLogin(forged, asked()))).toBe("FL_SIGNATURE");
  });
});

async function sha(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}
