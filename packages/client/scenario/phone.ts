import { openTicket, type Ticket, type TicketState } from "@fairlead/portal/ticket";
import { decodeBody, encodeBody, newId, type OpeningId, type Press } from "@fairlead/protocol";
import { type House, random } from "./house.ts";

/** A driver's telephone: the page's own code, without the page. */
export class Phone {
  readonly states: TicketState[] = [];
  readonly #ticket: Ticket;
  cut = false;
  /** What the mailbox last answered, and what a server that lies gives out in place of it. */
  opened: Uint8Array<ArrayBuffer> | null = null;
  lie: Uint8Array<ArrayBuffer> | null = null;
  #rouse: () => void = () => undefined;
  /** Calls that are not answered yet. */
  #calling = 0;

  constructor(house: House, secret: string, opening = newId<OpeningId>(random)) {
    const pin = { ...house.pin, clockOffset: 0, words: { en: "", ru: "" }, files: "" };
    const ask = async (path: string, body: object) => {
      const headers = { "content-type": "application/cbor" };
      const response = await fetch(`${house.url}${path}`, { method: "POST", headers, body: encodeBody(body) });
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (response.ok && path === "/api/mailbox/open") this.opened = bytes;
      if (this.lie !== null && path === "/api/mailbox/open") return { kind: "answer" as const, bytes: this.lie };
      if (response.ok) return { kind: "answer" as const, bytes };
      return { kind: "refused" as const, code: String(decodeBody(bytes).code) };
    };
    const transport = {
      get: async () => null,
      post: async (path: string, body: object) => {
        if (this.cut) return { kind: "offline" as const };
        this.#calling++;
        try {
          return await ask(path, body);
        } finally {
          this.#calling--;
        }
      },
    };
    const pause = () => new Promise<void>((resolve) => (this.#rouse = resolve));
    this.#ticket = openTicket(
      { pin, language: "en", secret, opening },
      { transport, now: house.clock, random, pause },
      (state) => this.states.push(state),
    );
  }

  get now(): TicketState {
    const last = this.states.at(-1);
    if (last === undefined) throw new Error("nothing was shown");
    return last;
  }

  get leg() {
    if (this.now.is !== "leg") throw new Error(`not a leg: ${this.now.is}`);
    return this.now.page;
  }

  async look(): Promise<TicketState> {
    await this.#ticket.look();
    await this.#settled();
    return this.now;
  }

  async press(press: Press): Promise<void> {
    this.#ticket.press(press);
    await this.#settled();
  }

  async back(): Promise<void> {
    this.cut = false;
    this.#rouse();
    await this.#settled();
  }

  /** Until nothing is being sent any more, for a while: what a page says of a leg that is called off shows in no state. */
  async #settled(): Promise<void> {
    const isOut = ({ is }: { is: string }) => is === "sending" || (is === "waits" && !this.cut);
    const isQuiet = () => this.#calling === 0 && !(this.now.is === "leg" && this.now.tapped.some(isOut));
    for (let quiet = 0; quiet < 6; quiet = isQuiet() ? quiet + 1 : 0)
      await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
