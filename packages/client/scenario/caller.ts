import { type Effects, type Line, openLine } from "@fairlead/portal/line";
import { type OwnMailbox, openWithKeys } from "@fairlead/portal/own-mailbox";
import { packParcel, upload } from "@fairlead/portal/upload";
import {
  type Answers,
  type AttachedFile,
  type Card,
  decodeBody,
  encodeBody,
  type Hash,
  hashOf,
  hourOf,
  type Letter,
  type MailboxKeys,
  type MessageId,
  mailboxKeys,
  newFileKey,
  newId,
  type Pin,
  type Reply,
  type Row,
  readCard,
  readCertificate,
  sealLetter,
  signEnding,
  signOpening,
  signSuccession,
  solveWork,
  unpadPage,
  ZERO_HASH,
} from "@fairlead/protocol";
import { type House, random } from "./house.ts";
import { post } from "./post.ts";

type Place = { seq: number; hash: Hash };

/** What a caller's page does, without the page: same forms, same order, same checks. */
export class Caller {
  readonly house: House;
  readonly keys: MailboxKeys;
  #opened: OwnMailbox | null = null;
  #erased = 0;

  constructor(house: House, keys: MailboxKeys) {
    this.house = house;
    this.keys = keys;
  }

  static async with(house: House): Promise<Caller> {
    return new Caller(house, await mailboxKeys(random(32)));
  }

  async #ask(path: string, body: object): Promise<Uint8Array> {
    const response = await post(`${this.house.url}${path}`, {
      headers: { "content-type": "application/cbor" },
      body: encodeBody(body),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (!response.ok) throw new Error(`${path} ${response.status} ${JSON.stringify(decodeBody(bytes))}`);
    return bytes;
  }

  async #open() {
    const { organisation } = this.house.pin;
    const { nonce } = decodeBody(await this.#ask("/api/mailbox/challenge", {})) as { nonce: Uint8Array };
    const opening = signOpening(this.keys, organisation, nonce);
    return decodeBody(unpadPage(await this.#ask("/api/mailbox/open", { opening }))) as {
      up: Place;
      down: Place;
      rows: { row: Uint8Array; until: number | null }[];
      card: Uint8Array;
      certificate: Uint8Array;
      nonce: Uint8Array;
    };
  }

  #card(pin: Pin, page: { card: Uint8Array; certificate: Uint8Array }): Card {
    const { intakeKeys } = readCertificate(page.certificate, pin);
    return readCard(page.card, intakeKeys, { organisation: pin.organisation, mailbox: this.keys.id });
  }

  /** The card that the page would take now. */
  async card(): Promise<Card> {
    return this.#card(this.house.pin, await this.#open());
  }

  async write(
    text: string,
    answers: Answers = {},
    tap: Letter["tap"] = "none",
    card?: Card,
    more: Partial<Pick<Letter, "continues" | "voucher" | "at">> = {},
  ): Promise<Row> {
    const page = await this.#open();
    const row = await sealLetter({
      keys: this.keys,
      card: card ?? this.#card(this.house.pin, page),
      seq: page.up.seq + 1,
      previous: page.up.seq === 0 ? ZERO_HASH : page.up.hash,
      seen: page.down.hash,
      message: newId<MessageId>(random),
      hour: hourOf(this.house.now),
      onArrival: false,
      expiredCard: false,
      letter: { kind: "letter", language: "en", text, answers, tap, at: this.house.now, ...more },
    });
    const { work } = decodeBody(await this.#ask("/api/door", {})) as { work: { challenge: Uint8Array; bits: number } };
    const { verifyKey, kemKey } = this.keys;
    await this.#ask("/api/mailbox/post", {
      keys: { verifyKey, kemKey },
      row: row.bytes,
      work: { challenge: work.challenge, answer: await solveWork(work.challenge, row.hash, work.bits) },
    });
    return row;
  }

  /** Goes on in another mailbox, as the page does: the letter that says so first, then the end of this one. [HO1] [HO2] */
  async handOverTo(next: Caller): Promise<void> {
    const { organisation } = this.house.pin;
    await next.write("", {}, "none", undefined, { continues: signSuccession(this.keys, organisation, next.keys.id) });
    await this.end();
  }

  async end(): Promise<void> {
    const { nonce } = decodeBody(await this.#ask("/api/mailbox/challenge", {})) as { nonce: Uint8Array };
    await this.#ask("/api/mailbox/end", { ending: signEnding(this.keys, this.house.pin.organisation, nonce) });
  }

  /** The page's own code from here on: what it shows and what it confirms cannot differ from this. */
  async #page(): Promise<OwnMailbox> {
    const opened = await openWithKeys(this.#line(), this.keys);
    if (typeof opened === "string") throw new Error(opened);
    return opened;
  }

  #line(): Line {
    const transport: Effects["transport"] = {
      get: async () => null,
      post: async (path, body) => {
        const bytes = await this.#ask(path, body);
        if (path === "/api/mailbox/confirm") this.#erased += (decodeBody(bytes) as { erased: number }).erased;
        return { kind: "answer", bytes };
      },
    };
    const pin = { ...this.house.pin, clockOffset: 0, words: { en: "", ru: "" }, files: "" };
    const effects = { transport, now: this.house.clock, random, pause: async () => undefined };
    return openLine(pin, "en", effects);
  }

  /** Sends a file as the page does, and the letter that names it. */
  async sendFile(bytes: Uint8Array, name: string): Promise<AttachedFile> {
    const line = this.#line();
    const own = await this.#page();
    const file = { ...newFileKey(random), name, type: "image/jpeg", size: bytes.length, cleaned: "cleaned" as const };
    const digest = hashOf(bytes);
    const message = newId<MessageId>(random);
    const note = { file, picked: { size: bytes.length, digest }, sent: digest };
    const parcel = await packParcel(line, this.keys, { note, message, bytes });
    const quiet = { onProgress: () => undefined, onWaiting: () => undefined, isStopped: () => false };
    const uploaded = await upload(parcel, { line, keys: this.keys, ...quiet });
    if (uploaded.kind !== "there") throw new Error(JSON.stringify(uploaded));
    const written = { text: "", answers: {}, tap: "none" as const, files: [file] };
    const sent = await own.answer(written, false, () => undefined, message);
    if (sent.kind !== "sent") throw new Error(JSON.stringify(sent));
    return file;
  }

  /** Opens the mailbox and reads what counts; `unconfirmed` counts what the page withholds or warns of. [MB3] */
  async read(): Promise<{ replies: Reply[]; unconfirmed: number }> {
    this.#opened = await this.#page();
    const { unread, standing, withheld } = this.#opened.replies;
    const shown = [...unread, ...standing];
    const replies = shown.filter(({ confirmable }) => confirmable);
    return { replies, unconfirmed: withheld + shown.length - replies.length };
  }

  /** Confirms what was read last. @returns how many rows the server erased */
  async confirm(): Promise<number> {
    this.#erased = 0;
    const trouble = await (this.#opened ?? (await this.#page())).confirm();
    if (trouble !== null) throw new Error(trouble);
    return this.#erased;
  }
}
