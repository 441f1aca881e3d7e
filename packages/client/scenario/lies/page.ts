import {
  type Bytes,
  type Card,
  type Certificate,
  deskKeys,
  type Hash,
  hourOf,
  idToBytes,
  type MailboxAddress,
  type MemberKeys,
  type MessageId,
  makeEpochKey,
  makeMemberKeys,
  newId,
  type OrganisationId,
  publicKeys,
  type Row,
  sealReply,
  signCard,
  signCertificate,
  toHex,
  ZERO_HASH,
} from "@fairlead/protocol";
import { hasKey } from "../../src/card-book.ts";
import { DAY_MS, random } from "../house.ts";
import { downgraded, flipped, replaced } from "./forge.ts";
import type { Fields } from "./lying-line.ts";
import type { PageLie, PageWorld } from "./page-lie.ts";
import { type Handle, SAID, type Scene } from "./scene.ts";
import type { Words } from "./words.ts";

const stranger = makeMemberKeys(random);
const BOTH_PATHS = ["/api/door", "/api/mailbox/open"];

/** Gives the page another card, or another certificate, wherever it asks. */
const gives = (
  rule: string,
  lie: string,
  code: string,
  field: "card" | "certificate",
  make: (scene: Scene) => Bytes | Uint8Array | Promise<Bytes | Uint8Array>,
): PageLie => ({
  rule,
  lie,
  how: async ({ scene, line }) => {
    const bytes = await make(scene);
    for (const path of BOTH_PATHS) line.change(path, (answer) => ({ ...answer, [field]: bytes }));
  },
  seen: { stops: code },
});

type Certifying = (scene: Scene) => readonly (Handle | MemberKeys)[];

/** The running certificate with something else in it, signed by these. */
const certifies = (
  lie: string,
  signers: Certifying,
  over: Partial<Certificate> = {},
  code = "FL_CERTIFICATE",
): PageLie =>
  gives("MB4", lie, code, "certificate", (scene) =>
    signCertificate(
      { ...scene.certificate, ...over },
      signers(scene).map((signer) => (typeof signer === "string" ? scene.held[signer].keys : signer)),
    ),
  );

/** Gives what lies in the mailbox otherwise. */
const opens = (
  rule: string,
  lie: string,
  seen: PageLie["seen"],
  change: (page: Fields, world: PageWorld) => Fields | Promise<Fields>,
  hides?: readonly Words[],
): PageLie => ({
  rule,
  lie,
  how: (world) => world.line.change("/api/mailbox/open", (page) => change(page, world)),
  ...(hides === undefined ? {} : { hides }),
  seen,
});

const given = (page: Fields, rows: readonly Row[]): Fields => ({
  ...page,
  rows: rows.map(({ bytes }) => ({ row: bytes, until: null })),
});
const endingWith = (page: Fields, { header, hash }: Row): Fields => ({ ...page, down: { seq: header.seq, hash } });

type Forging = {
  /** Under the reply key of the running card, or of the one before the keys turned, or a stranger's. */
  under?: "the running card" | "the card before" | "a stranger's key";
  mailbox?: MailboxAddress;
  organisation?: OrganisationId;
};

/** One reply more, as a member who holds the intake's desk could make it. */
async function reply(world: PageWorld, { under = "the running card", mailbox, organisation }: Forging): Promise<Row> {
  const { scene, replies, keys, house } = world;
  const held = scene.held.Marsh;
  const card: Card = under === "the card before" ? scene.cards.old : scene.cards.now;
  const epoch = held.book.byHash(card.hash)?.epoch;
  if (!hasKey(epoch)) throw new Error("an operator holds the desk of this card");
  const last = replies.at(-1);
  return sealReply({
    mailbox: mailbox ?? keys,
    card: { ...card, organisation: organisation ?? card.organisation },
    replySeed: under === "a stranger's key" ? stranger.signSeed : (await held.book.desk(epoch)).replySeed,
    seq: (last?.header.seq ?? 0) + 1,
    previous: last?.hash ?? ZERO_HASH,
    seen: ZERO_HASH,
    message: newId<MessageId>(random),
    hour: hourOf(house.now),
    reply: { kind: "reply", text: SAID.forged, standing: false, checkInBy: null, at: house.now },
  });
}

const addsReply = (rule: string, lie: string, seen: PageLie["seen"], forging: (world: PageWorld) => Forging): PageLie =>
  opens(
    rule,
    lie,
    seen,
    async (page, world) => {
      const forged = await reply(world, forging(world));
      return endingWith(given(page, [...world.replies, forged]), forged);
    },
    [],
  );

const anyHash = () => toHex(random(32)) as Hash;

export const PAGE: readonly PageLie[] = [
  gives("MB4", "gives a card with keys of its own", "FL_SIGNATURE", "card", async ({ cards, house }) => {
    const { kemKey, replyKey } = await deskKeys(makeEpochKey(random));
    return signCard({ ...cards.now, kemKey, replyKey, expires: hourOf(house.now) + 100 }, stranger.signSeed).bytes;
  }),
  gives("MB4", "puts its own KEM key into the card", "FL_SIGNATURE", "card", async ({ cards }) =>
    replaced(cards.now.bytes, cards.now.kemKey, (await publicKeys(stranger)).kemKey),
  ),
  gives("MB4", "swaps the card for another mailbox's", "FL_CARD", "card", ({ cards }) => cards.ofCase.bytes),
  gives("MB4", "downgrades the card's suite byte", "FL_FORM_VERSION", "card", ({ cards }) =>
    downgraded(cards.now.bytes),
  ),
  certifies(
    "gives another organisation's certificate",
    () => [stranger],
    { organisation: toHex(random(32)) as OrganisationId },
    "FL_ORGANISATION",
  ),
  certifies("gives a certificate that one administrator signed, where there are two", () => ["Anchor"]),
  certifies("gives a certificate that one administrator signed twice", () => ["Anchor", "Anchor"]),
  certifies("gives a certificate that one administrator signed under both names", ({ held }) => [
    "Anchor",
    { ...held.Anchor.keys, id: held.Keel.keys.id },
  ]),
  certifies("gives a certificate that two others signed", () => ["Willow", "Harbour"]),
  certifies("gives a certificate that nobody signed", () => []),
  gives(
    "MB4",
    "puts its own key into the certificate",
    "FL_CERTIFICATE",
    "certificate",
    async ({ certificate, held }) => {
      const bytes = signCertificate(certificate, [held.Anchor.keys, held.Keel.keys]);
      return replaced(bytes, certificate.intakeKeys[0] ?? bytes, (await publicKeys(stranger)).verifyKey);
    },
  ),
  {
    ...certifies("gives a certificate that lives for a year", () => ["Anchor", "Keel"]),
    how: ({ scene, line }) => {
      const { certificate, held } = scene;
      const expires = certificate.issued + 365 * 24;
      const bytes = signCertificate({ ...certificate, expires }, [held.Anchor.keys, held.Keel.keys]);
      for (const path of BOTH_PATHS) line.change(path, (answer) => ({ ...answer, certificate: bytes }));
    },
  },
  gives("MB4", "downgrades the certificate's suite byte", "FL_FORM_VERSION", "certificate", ({ certificate, held }) =>
    downgraded(signCertificate(certificate, [held.Anchor.keys, held.Keel.keys])),
  ),
  {
    rule: "MB4",
    lie: "withholds the renewal of a card that has run out",
    before: async ({ house }) => {
      await house.pass(15 * DAY_MS);
      const willow = await house.open("Willow");
      await willow.sync();
      willow.lock();
    },
    how: ({ scene, line }) => {
      for (const path of BOTH_PATHS) line.change(path, (answer) => ({ ...answer, card: scene.cards.now.bytes }));
    },
    hides: [],
    seen: { asksFirst: true },
  },
  {
    rule: "MB4",
    lie: "gives no card at all",
    how: ({ line }) => {
      for (const path of BOTH_PATHS) line.change(path, (answer) => ({ ...answer, card: null }));
    },
    seen: { closed: true },
  },

  opens("MB7", "gives the replies in the other order", { stops: "FL_ROWS" }, (page, { replies }) =>
    given(page, replies.toReversed()),
  ),
  opens("MB7", "gives a reply twice", { stops: "FL_ROWS" }, (page, { replies }) =>
    given(page, [...replies.slice(0, 1), ...replies]),
  ),
  opens("MB7", "gives a reply that comes after the newest", { stops: "FL_ROWS" }, (page, { replies }) => {
    const [first] = replies;
    return first === undefined ? page : endingWith(page, first);
  }),
  opens("MB7", "names another row as the newest than it gives", { stops: "FL_ROWS" }, (page, { replies }) => ({
    ...page,
    down: { seq: replies.length, hash: anyHash() },
  })),
  opens("MB7", "gives a place that cannot be", { stops: "FL_ROWS" }, (page) => ({
    ...page,
    up: { seq: 0, hash: anyHash() },
  })),
  opens("MB7", "gives no challenge for the next step", { stops: "FL_ROWS" }, (page) => ({ ...page, nonce: null })),
  addsReply("MB2", "gives another mailbox's reply", { stops: "FL_ROWS" }, ({ scene }) => ({
    mailbox: scene.other.keys,
  })),
  addsReply("MB2", "gives another organisation's reply", { stops: "FL_ROWS" }, () => ({
    organisation: toHex(random(32)) as OrganisationId,
  })),
  opens("MB2", "gives the caller's own letter back as a reply", { stops: "FL_ROWS" }, (page, { letters }) =>
    given(page, letters),
  ),
  opens("MB2", "says that a reply is another mailbox's", { stops: "FL_ROWS" }, (page, { replies, scene, keys }) => {
    const theirs = replies.map(({ bytes }) => replaced(bytes, idToBytes(keys.id), idToBytes(scene.other.keys.id)));
    return { ...page, rows: theirs.map((row) => ({ row, until: null })) };
  }),
  opens("MB3", "downgrades a reply's suite byte", { stops: "FL_FORM_VERSION" }, (page, { replies }) => ({
    ...page,
    rows: replies.map(({ bytes }) => ({ row: downgraded(bytes), until: null })),
  })),
  opens("MB3", "changes a reply", { stops: "FL_ROWS" }, (page, { replies }) => ({
    ...page,
    rows: replies.map(({ bytes, header }) => ({ row: header.seq === 1 ? flipped(bytes, 90) : bytes, until: null })),
  })),
  addsReply("MB3", "writes a reply itself", { withholds: 1 }, () => ({ under: "a stranger's key" })),
  addsReply("MB3", "gives a reply under a key that is no longer ours", { withholds: 1 }, () => ({
    under: "the card before",
  })),
  {
    rule: "PAD1",
    lie: "answers with a page of another size",
    how: ({ line }) => {
      line.unpadded = true;
    },
    seen: { stops: "FL_PADDING" },
  },
];

/** What a page cannot know that keeps nothing on the phone. */
export const PAGE_UNNOTICED: readonly PageLie[] = [
  opens(
    "MB7",
    "keeps back a reply in the middle",
    { unnoticed: "To a page that keeps nothing, a reply kept back looks like one that was confirmed." },
    (page, { replies }) => given(page, replies.slice(1)),
    ["reply"],
  ),
  opens(
    "MB7",
    "keeps back the newest reply, and its place",
    { unnoticed: "Nobody has told the page how many replies there are." },
    (page, { replies }) => {
      const [first] = replies;
      return first === undefined ? page : endingWith(given(page, [first]), first);
    },
    ["secondReply"],
  ),
];
