import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Channels, startChannels } from "../src/index.ts";
import { PostOffice } from "./post-office.ts";

const TOKEN = "123456:invented";

/** A Bot API server as far as a gateway needs one. */
class StandIn {
  readonly sent: { chat_id: number; text: string }[] = [];
  readonly #updates: { update_id: number; message: object }[] = [];
  readonly files = new Map<string, Buffer>();
  readonly blocked = new Set<number>();
  #server!: Server;
  #next = 1;

  async start(): Promise<string> {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const file = request.url?.split(`/file/bot${TOKEN}/files/`)[1];
        if (file !== undefined) {
          const bytes = this.files.get(file);
          return void (bytes === undefined ? response.writeHead(404).end() : response.writeHead(200).end(bytes));
        }
        const method = request.url?.split(`/bot${TOKEN}/`)[1];
        const given = JSON.parse(Buffer.concat(chunks).toString() || "{}");
        const answer =
          method === undefined
            ? { ok: false, error_code: 401, description: "Unauthorized" }
            : this.#answer(method, given);
        const send = () => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
        // A long poll with nothing to say takes its time.
        setTimeout(send, method === "getUpdates" ? 100 : 0);
      });
    });
    await new Promise<void>((ready) => this.#server.listen(0, "127.0.0.1", () => ready()));
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  }

  #answer(method: string, given: { offset?: number; chat_id?: number; text?: string; file_id?: string }): object {
    if (method === "getUpdates") {
      // Kept whatever was confirmed: so a gateway that starts anew is given all of it again, as after a crash.
      return { ok: true, result: this.#updates.filter(({ update_id }) => update_id >= (given.offset ?? 0)) };
    }
    if (method === "getFile") {
      const { file_id = "" } = given;
      if (!this.files.has(file_id)) return { ok: false, error_code: 400, description: "Bad Request: file is too big" };
      return { ok: true, result: { file_id, file_unique_id: file_id, file_path: `files/${file_id}` } };
    }
    if (method !== "sendMessage" || given.chat_id === undefined)
      return { ok: false, error_code: 404, description: "Not Found" };
    if (this.blocked.has(given.chat_id))
      return { ok: false, error_code: 403, description: "Forbidden: bot was blocked by the user" };
    this.sent.push({ chat_id: given.chat_id, text: given.text ?? "" });
    return { ok: true, result: { message_id: 1, date: 1, chat: { id: given.chat_id, type: "private" } } };
  }

  say(chat: number, message: object, type = "private"): void {
    const id = this.#next++;
    const from = { id: chat, is_bot: false, first_name: "Invented", language_code: "ru" };
    this.#updates.push({
      update_id: id,
      message: { message_id: id, date: 1, chat: { id: chat, type }, from, ...message },
    });
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

describe("by Telegram, through a stand-in of its Bot API", () => {
  const telegram = new StandIn();
  let office: PostOffice;
  let channels: Channels;
  let told = "";
  const begin = async (ahead = 0) => {
    const { pin } = office.hand;
    return startChannels(
      {
        server: office.url,
        page: "https://lantern.example",
        firstAnswer: true,
        pin,
        secret: SECRET,
        email: null,
        telegram: { token: TOKEN, api, lettersPerHour: 8 },
      },
      {
        clock: () => Date.now() + ahead,
        random: (length) => new Uint8Array(randomBytes(length)),
        tell: (line) => {
          told += `${line}\n`;
        },
        every: 200,
      },
    );
  };
  const SECRET = new Uint8Array(randomBytes(32));
  let api: string;
  const threadWith = (text: string) =>
    office.until((hand) =>
      hand.view().threads.find(({ messages }) => messages.some((one) => one.text?.includes(text))),
    );

  beforeAll(async () => {
    office = await PostOffice.open();
    api = await telegram.start();
    channels = await begin();
  });
  afterAll(async () => {
    await channels.stop();
    await office.end();
    telegram.stop();
  });

  it("/start is greeted and makes no thread; a message becomes one that says so, and is greeted no second time", async () => {
    telegram.say(7, { text: "/start" });
    await office.until(() => telegram.sent.length === 1);
    expect(telegram.sent[0]?.text).toMatch(/https:\/\/lantern\.example/);
    telegram.say(7, { text: "Придумано: они знают улицу." });
    const thread = await threadWith("они знают улицу");
    expect(thread).toMatchObject({ via: "telegram", outsideWays: ["telegram"], language: "ru" });
    expect(telegram.sent).toHaveLength(1);
    expect(office.hand.view().threads).toHaveLength(1);
  });

  it("photos and voices are named, a contact is taken down, groups and bots are left alone", async () => {
    telegram.say(7, { photo: [], caption: "the gate\u202e" });
    telegram.say(7, { voice: {} });
    telegram.say(7, { contact: { phone_number: "+7 900 000 00 00", first_name: "Invented" } });
    telegram.say(-5, { text: "words of a group" }, "group");
    await threadWith("A contact: Invented, +7 900 000 00 00");
    const [thread] = office.hand.view().threads;
    const texts = thread?.messages.map(({ text }) => text);
    expect(texts).toContain("the gate\n⟦A photo came and was not taken over⟧");
    expect(texts).toContain("⟦A voice message came and was not taken over⟧");
    expect(office.hand.view().threads).toHaveLength(1);
  });

  it("[PAD1] a photo is taken over at its largest and opens as it was; what Telegram does not give is named", async () => {
    const photo = randomBytes(70_000);
    telegram.files.set("large", photo);
    const sizes = ["small", "large"].map((file_id, at) => ({
      file_id,
      file_unique_id: file_id,
      width: at,
      height: at,
    }));
    telegram.say(7, { photo: sizes, caption: "the blue gate" });
    telegram.say(7, { video: { file_id: "film", file_name: "film.mp4", file_size: 30_000_000 } });
    await threadWith("was not taken over: film.mp4, 29297 KB: Telegram does not give it to a bot");
    const letters = office.hand.view().threads.flatMap(({ messages }) => messages);
    expect(letters.map(({ text }) => text)).toContain("the blue gate\n⟦A photo came with it, and follows⟧");
    const files = letters.flatMap((letter) => letter.files);
    expect(files).toMatchObject([{ name: "photo.jpg", type: "image/jpeg", size: 70_000, cleaned: "not-cleanable" }]);
    const [file] = files;
    if (file === undefined) throw new Error("no file");
    const opened = await office.hand.file(file, () => undefined, new AbortController().signal);
    expect(opened).toEqual({ kind: "file", bytes: new Uint8Array(photo) });
  });

  it("what the operator answers comes back to the chat and is confirmed; whoever has blocked us is said to the team", async () => {
    const { mailbox } = await threadWith("они знают улицу");
    const reply = (text: string) => ({ text, standing: false, until: null, checkInBy: null });
    await office.hand.act.claim(mailbox);
    await office.hand.act.answer(mailbox, reply("Мы прочли."));
    await office.until(() => telegram.sent.some(({ chat_id, text }) => chat_id === 7 && text === "Мы прочли."));
    await office.until((hand) => hand.view().threads[0]?.unreadReplies === 0);
    telegram.blocked.add(7);
    await office.hand.act.answer(mailbox, reply("Никто не увидит."));
    await threadWith("could not be delivered");
  });

  it("[P6] handed in twice after a crash, a message is one letter; a flood is cut and others come through", async () => {
    await channels.stop();
    telegram.say(8, { text: "Сказано один раз." });
    channels = await begin();
    await threadWith("Сказано один раз.");
    await channels.stop();
    // As if killed before it had confirmed anything: Telegram gives all of it out again.
    const before = office.hand.view().threads.flatMap(({ messages }) => messages).length;
    channels = await begin();
    await office.until(() => channels.counts.get("letters") >= 5);
    await office.hand.sync();
    expect(office.hand.view().threads.flatMap(({ messages }) => messages)).toHaveLength(before);
    for (let n = 0; n < 12; n++) telegram.say(9, { text: `Flood ${n}` });
    telegram.say(10, { text: "Не часть потока." });
    await threadWith("Не часть потока.");
    const letters = office.hand.view().threads.flatMap(({ messages }) => messages.map(({ text }) => text));
    expect(letters.filter((text) => text === "Сказано один раз.")).toHaveLength(1);
    expect(letters.filter((text) => text?.startsWith("Flood"))).toHaveLength(8);
    expect(told).not.toMatch(/Сказано|Flood|123456/);
  });

  it("[MB4] with a card that nobody has renewed nothing is sealed: that is said, and the message waits", async () => {
    await channels.stop();
    channels = await begin(20 * 86_400_000);
    telegram.say(11, { text: "Пока карта старая." });
    await office.until(() => /Nobody has renewed the card/.test(told));
    expect(channels.counts.get("letters")).toBe(0);
    await channels.stop();
    channels = await begin();
    await threadWith("Пока карта старая.");
  });
});
