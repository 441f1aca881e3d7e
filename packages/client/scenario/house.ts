import { randomBytes } from "node:crypto";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dayFrom, type Role } from "@fairlead/casework";
import type { Pin } from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { openStore, type RunningServer, type Store, startServer } from "@fairlead/server";
import {
  foundOrganisationAt,
  type Hand,
  httpTransport,
  type Opened,
  type Opening,
  openHand,
  type Shelf,
  type Transport,
  Unreachable,
} from "../src/index.ts";
import { post } from "./post.ts";

export const random = (length: number) => new Uint8Array(randomBytes(length));
export const HOUR = 3_600_000;
export const DAY_MS = 24 * HOUR;

/** The network between a hand and the server, which a test can cut or make forgetful. */
export class Line {
  /** Calls after which the answer gets lost, by path. */
  readonly #losing = new Map<string, number>();
  readonly sent: { path: string; body: object }[] = [];
  /** Hears every answer as it comes, and may hold it back until something else has happened. */
  listen: ((path: string, body: object) => unknown) | null = null;
  cut = false;
  readonly #refusing = new Set<string>();
  readonly #url: () => string | null;

  /** @param url null while no server runs: a round may still be under way when its console was locked and the house ended */
  constructor(url: () => string | null) {
    this.#url = url;
  }

  /** From now on this path is not reached. */
  refuse(path: string): void {
    this.#refusing.add(path);
  }

  admit(path: string): void {
    this.#refusing.delete(path);
  }

  /** The server gets the next call to this path; its answer never arrives. */
  loseAnswer(path: string, times = 1): void {
    this.#losing.set(path, times);
  }

  readonly transport: Transport = async (path, body, token) => {
    const url = this.#url();
    if (url === null || this.cut || this.#refusing.has(path)) throw new Unreachable();
    this.sent.push({ path, body });
    const answer = await httpTransport(url, post)(path, body, token);
    await this.listen?.(path, answer.body);
    const losing = this.#losing.get(path) ?? 0;
    if (losing > 0) {
      this.#losing.set(path, losing - 1);
      throw new Unreachable();
    }
    return answer;
  };
}

/** A running server with an organisation in it, all on one clock that the test moves. */
export class House {
  /** Of the code that members run here. */
  release = "an invented release";
  now = Date.parse("2017-04-01T09:00:00Z");
  readonly folder = mkdtempSync(join(tmpdir(), "fairlead-client-"));
  /** From now on it goes on between any two looks at it, as a real one does. */
  ticks = false;
  readonly clock = () => (this.ticks ? this.now++ : this.now);
  #server: RunningServer | null = null;
  #store: Store | null = null;
  readonly #phrases = new Map<string, string>();
  founder!: Hand;
  pin!: Pin;

  static async found(database?: string): Promise<House> {
    const house = new House();
    await house.start(database);
    const { hand, phrase, pin } = await foundOrganisationAt(
      { transport: house.line().transport, clock: house.clock, random },
      {
        name: "Lantern",
        founder: { handle: "Anchor" },
        list: ENGLISH,
        openedOn: dayFrom("2017-03-27"),
        figuresDelayDays: 0,
        closedThreadDays: 30,
        closedCaseDays: 60,
      },
    );
    house.founder = hand;
    house.pin = pin;
    house.#phrases.set("Anchor", phrase);
    return house;
  }

  /** The same organisation on a server of its own, from what a stopped one left on its disk. */
  async copy(): Promise<House> {
    const copy = new House();
    copyFileSync(join(this.folder, "store.db"), join(copy.folder, "store.db"));
    copy.now = this.now;
    copy.pin = this.pin;
    for (const [handle, phrase] of this.#phrases) copy.#phrases.set(handle, phrase);
    await copy.start();
    return copy;
  }

  async start(database = join(this.folder, "store.db")): Promise<void> {
    this.#store = await openStore(database);
    this.#server = await startServer({
      store: this.#store,
      clock: this.clock,
      random,
      port: 0,
      log: () => undefined,
      settings: { workBits: 4 },
    });
  }

  get url(): string {
    if (this.#server === null) throw new Error("the server does not run");
    return this.#server.url;
  }

  line(): Line {
    return new Line(() => this.#server?.url ?? null);
  }

  /** Time goes by, also for the server's alarms. */
  async pass(milliseconds: number): Promise<void> {
    this.now += milliseconds;
    await this.#server?.tick();
  }

  async enrol(handle: string, role: Role): Promise<Hand> {
    const enrolled = await this.founder.enrol({ handle, role });
    if (enrolled.kind !== "done") throw new Error(`not enrolled: ${enrolled.kind}`);
    this.#phrases.set(handle, enrolled.phrase);
    return this.open(handle);
  }

  /** Of a member enrolled here, as it stands on his paper. */
  phraseOf(handle: string): string {
    return this.#phrases.get(handle) ?? "";
  }

  /** Whatever opening says, as on a device of his own, with this shelf in it. */
  tryOpen(
    handle: string,
    { line = this.line(), shelf, told }: { line?: Pick<Line, "transport">; shelf?: Shelf; told?: Opening } = {},
  ): Promise<Opened> {
    const device = shelf === undefined ? {} : { shelf, release: this.release };
    const effects = { transport: line.transport, clock: this.clock, random, ...device };
    return openHand(effects, this.pin, this.phraseOf(handle), [ENGLISH], told);
  }

  async open(handle: string, line: Pick<Line, "transport"> = this.line(), shelf?: Shelf): Promise<Hand> {
    const opened = await this.tryOpen(handle, { line, ...(shelf === undefined ? {} : { shelf }) });
    if (opened.kind !== "open") throw new Error(`not opened: ${JSON.stringify(opened)}`);
    return opened.hand;
  }

  /** A console of theirs whose clock is so many hours fast, or slow. */
  async openAstray(handle: string, hours: number): Promise<Hand> {
    const effects = { transport: this.line().transport, clock: () => this.now + hours * HOUR, random };
    const opened = await openHand(effects, this.pin, this.phraseOf(handle), [ENGLISH]);
    if (opened.kind !== "open") throw new Error(`not opened: ${opened.kind}`);
    return opened.hand;
  }

  async stop(): Promise<void> {
    await this.#server?.close();
    await this.#store?.close();
    this.#server = null;
    this.#store = null;
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
