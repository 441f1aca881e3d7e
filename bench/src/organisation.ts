/** An invented organisation, as real as the server can tell: founded, certified, with a card for new mailboxes. */
import { randomBytes } from "node:crypto";
import { readBuild } from "@fairlead/portal/dist";
import type { Language } from "@fairlead/portal/pages";
import { stampPortal } from "@fairlead/portal/stamp";
import {
  type Bytes,
  type Card,
  type DeskKeys,
  deskKeys,
  foundOrganisation,
  hourOf,
  type MemberId,
  makeEpochKey,
  makeMemberKeys,
  newId,
  organisationWords,
  type Pin,
  publicKeys,
  readRoster,
  type StreamId,
  signCard,
  signCertificate,
  ZERO_HASH,
} from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { RUSSIAN_LIST } from "@fairlead/protocol/words/russian";
import {
  type CallerPages,
  type NewCommit,
  type NewWrap,
  type RunningServer,
  type Settings,
  type Store,
  startServer,
} from "@fairlead/server";

export type BenchOrganisation = {
  pin: Pin;
  founding: Bytes;
  certificate: { bytes: Bytes; hash: string; issued: number; expires: number };
  card: Card;
  desk: DeskKeys;
};

export const random = (length: number): Bytes => new Uint8Array(randomBytes(length));

/** Two administrators, so that the certificate carries two signatures, as in earnest. [MB4] */
export async function foundBenchOrganisation(): Promise<BenchOrganisation> {
  const hour = hourOf(Date.now());
  const founders = [makeMemberKeys(random), makeMemberKeys(random)];
  const founding = await foundOrganisation(founders, hour, random);
  const { organisation, head } = readRoster([founding]);
  const administrators = await Promise.all(
    founders.map(async (keys) => ({ id: keys.id, verifyKey: (await publicKeys(keys)).verifyKey })),
  );
  const desk = await deskKeys(makeEpochKey(random));
  const until = { issued: hour, expires: hour + 35 * 24 };
  const certified = { organisation, rosterHead: head, intakeKeys: [desk.signKey], ...until };
  const card = signCard(
    {
      organisation,
      mailbox: "new",
      kemKey: desk.kemKey,
      replyKey: desk.replyKey,
      counter: 1,
      previous: ZERO_HASH,
      expires: hour + 14 * 24,
      rosterHead: head,
    },
    desk.signSeed,
  );
  return {
    pin: { organisation, head, administrators },
    founding,
    certificate: { bytes: signCertificate(certified, founders), hash: newId<StreamId>(random), ...until },
    card,
    desk,
  };
}

const NOISE = new Uint8Array(64);
const place = (stream: StreamId) => ({ stream, epoch: 1, hash: stream.repeat(2), bytes: NOISE });

/** A desk that leads to nobody: the store opens nothing, so it cannot tell. */
const deskBegun = (stream: StreamId, author: MemberId): NewCommit => ({
  ...place(stream),
  seq: 0,
  prev: ZERO_HASH,
  author,
  rosterSeq: 0,
  effect: { kind: "epoch", commitment: ZERO_HASH, keeping: "lasting", linked: true },
});
const deskWrap = (stream: StreamId, member: MemberId): NewWrap => ({ ...place(stream), member, commitment: ZERO_HASH });

/** The case server of this organisation, on a store that is still empty, at any free port. */
export async function serve(
  store: Store,
  { founding, certificate, card }: BenchOrganisation,
  options: { portal?: CallerPages; settings?: Partial<Settings> } = {},
): Promise<RunningServer> {
  const server = await startServer({ store, founding, clock: Date.now, random, port: 0, log: () => {}, ...options });
  const { hash, issued, expires, bytes } = certificate;
  await store.certificates.put(hash, issued, expires, bytes);
  const [desk, member] = [newId<StreamId>(random), newId<MemberId>(random)];
  await store.streams.append(member, [deskBegun(desk, member)], [deskWrap(desk, member)]);
  await store.cards.put(member, { ...card, desk });
  return server;
}

/** The built caller's pages with this organisation's pin stamped in. @throws ENOENT when they were not built */
export async function pagesOf({ pin }: Pick<BenchOrganisation, "pin">): Promise<CallerPages> {
  const { files, manifest } = stampPortal(await readBuild(), pin, 0);
  const words = (language: Language) => organisationWords(pin.organisation, language === "ru" ? RUSSIAN_LIST : ENGLISH);
  return {
    place: (language) => ({
      language,
      door: "",
      organisation: {
        name: "Invented Crossing",
        words: words(language),
        elsewhere: "crossing.example, @crossing.example",
        onePerson: false,
        zone: "Europe/Moscow",
      },
      leaveTo: "https://www.wikipedia.org/",
      assets: manifest,
    }),
    asset: (path) => files.get(path) ?? null,
  };
}
