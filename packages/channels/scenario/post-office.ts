/** An organisation on a real server, with an operator at work, and the gateway as the command that people run. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { foundOrganisationAt, type Hand, httpTransport } from "@fairlead/client";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { openStore, type RunningServer, type Store, startServer } from "@fairlead/server";
import type { MailServers } from "../../../script/mail-servers.ts";

const random = (length: number) => new Uint8Array(randomBytes(length));
const CLI = join(import.meta.dirname, "../../cli/src/main.ts");

export class PostOffice {
  readonly folder = mkdtempSync(join(tmpdir(), "fairlead-channels-"));
  #store!: Store;
  #server!: RunningServer;
  #door!: Server;
  hand!: Hand;
  #child: ChildProcess | null = null;
  /** Told of each call that the gateway makes, before its answer goes back; `false` keeps the answer back. */
  onAnswer: (path: string) => boolean = () => true;
  told = "";
  shut = false;

  static async open(): Promise<PostOffice> {
    const office = new PostOffice();
    office.#store = await openStore(join(office.folder, "store.db"));
    office.#server = await startServer({
      store: office.#store,
      clock: Date.now,
      random,
      port: 0,
      log: () => undefined,
      settings: { workBits: 4 },
    });
    const transport = httpTransport(office.#server.url);
    const { hand, pin } = await foundOrganisationAt(
      { transport, clock: Date.now, random },
      {
        name: "Lantern",
        founder: { handle: "Anchor" },
        list: ENGLISH,
        openedOn: 17_000,
        figuresDelayDays: 0,
        closedThreadDays: 30,
        closedCaseDays: 60,
      },
    );
    const enrolled = await hand.enrol({ handle: "Marsh", role: "operator" });
    if (enrolled.kind !== "done") throw new Error(enrolled.kind);
    const { openHand } = await import("@fairlead/client");
    const opened = await openHand({ transport, clock: Date.now, random }, pin, enrolled.phrase, [ENGLISH]);
    if (opened.kind !== "open") throw new Error(opened.kind);
    office.hand = opened.hand;
    const administrators = pin.administrators.map(({ id, verifyKey }) => ({
      id,
      verifyKey: Buffer.from(verifyKey).toString("hex"),
    }));
    writeFileSync(join(office.folder, "pin.json"), JSON.stringify({ ...pin, administrators }));
    return office;
  }

  get url(): string {
    return this.#server.url;
  }

  /** Between gateway and server stands a door of the test's, which can be shut and can lose an answer. */
  async #openDoor(): Promise<string> {
    this.#door = createServer((request, response) => {
      if (this.shut) return void response.destroy();
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", async () => {
        const path = request.url ?? "";
        const answer = await fetch(`${this.#server.url}${path}`, {
          method: "POST",
          headers: { "content-type": "application/cbor" },
          body: Buffer.concat(chunks),
        });
        const bytes = Buffer.from(await answer.arrayBuffer());
        if (!this.onAnswer(path)) return void response.destroy();
        response.writeHead(answer.status, { "content-type": "application/cbor" }).end(bytes);
      });
    });
    await new Promise<void>((ready) => this.#door.listen(0, "127.0.0.1", () => ready()));
    const address = this.#door.address();
    return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  }

  async writeConfig(mail: MailServers): Promise<void> {
    const secret = (name: string, text: string) => writeFileSync(join(this.folder, name), text, { mode: 0o600 });
    secret("secret", randomBytes(32).toString("hex"));
    secret("password", mail.password);
    const at = { host: "127.0.0.1", secure: false, passwordFile: "password" };
    const config = {
      server: await this.#openDoor(),
      pin: "pin.json",
      secretFile: "secret",
      page: "https://lantern.example",
      email: {
        address: "desk@team.test",
        imap: { ...at, port: mail.imap, user: "desk" },
        smtp: { ...at, port: mail.smtp, user: "-" },
        lettersPerHour: 5,
      },
    };
    writeFileSync(join(this.folder, "channels.json"), JSON.stringify(config));
  }

  start(): void {
    const args = [CLI, "channels", "--config", join(this.folder, "channels.json"), "--every", "0.3"];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        this.told += text;
      });
    this.#child = child;
  }

  /** kill -9: nothing is tidied up. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }

  async stopGateway(): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await gone;
  }

  /** Threads as the operator sees them, once what is asked for is there. */
  async until<T>(look: (hand: Hand) => T | undefined | false | null, seconds = 45): Promise<T> {
    for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
      await this.hand.sync();
      const found = look(this.hand);
      if (found !== undefined && found !== false && found !== null) return found;
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    throw new Error(`it did not come about. The gateway said:\n${this.told}`);
  }

  async end(): Promise<void> {
    await this.kill();
    this.#door?.close();
    this.#door?.closeAllConnections();
    await this.#server.close();
    await this.#store.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What lies in an account's inbox, as files: the whole mails, their soft line breaks undone. */
export function mailsOf(mail: MailServers, account: string): string[] {
  return ["new", "cur"].flatMap((part) => {
    const folder = join(mail.mail, account, part);
    try {
      return readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8").replace(/=\r?\n/g, ""));
    } catch {
      return [];
    }
  });
}
