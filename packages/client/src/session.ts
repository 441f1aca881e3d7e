import {
  type Bytes,
  type MemberId,
  type OrganisationId,
  refuse,
  signLogin,
  type UnlockingKeys,
} from "@fairlead/protocol";
import { Answer } from "./answer.ts";
import type { Transport } from "./hand.ts";

/** The server understood and said no. `code` is stable. */
export class ServerRefused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string) {
    super(code);
    this.name = "ServerRefused";
    this.status = status;
    this.code = code;
  }
}

export async function ask(transport: Transport, path: string, body: object, token?: string): Promise<Answer> {
  const { status, body: fields } = await transport(path, body, token);
  if (status >= 200 && status < 300) return new Answer(fields);
  const code = fields.code;
  throw new ServerRefused(status, typeof code === "string" ? code.slice(0, 60) : "FL_UNNAMED");
}

/**
 * A login. The token lives in memory only and is renewed silently by the login key when it runs
 * out; there is no cookie and nothing to steal from a disk. [RO4]
 */
export class Session {
  readonly #transport: Transport;
  readonly #organisation: OrganisationId;
  #unlocking: UnlockingKeys | null;
  #token: string | null = null;
  #renewing: Promise<void> | null = null;

  constructor(transport: Transport, organisation: OrganisationId, unlocking: UnlockingKeys) {
    this.#transport = transport;
    this.#organisation = organisation;
    this.#unlocking = unlocking;
  }

  /** @throws ServerRefused where no member has this login */
  async login(): Promise<{ member: MemberId; bundle: Bytes }> {
    const unlocking = this.#unlocking ?? refuse("FL_NONCE");
    const challenge = await ask(this.#transport, "/api/login/challenge", { login: unlocking.login });
    const login = signLogin(unlocking, this.#organisation, challenge.bytes("nonce"));
    const answer = await ask(this.#transport, "/api/login", { login });
    this.#token = answer.text("token");
    return { member: answer.shortId<MemberId>("member"), bundle: answer.bytes("bundle") };
  }

  /** A member's call. @throws Unreachable, ServerRefused */
  async call(path: string, body: object): Promise<Answer> {
    const token = this.#token;
    if (token !== null) {
      try {
        return await ask(this.#transport, path, body, token);
      } catch (error) {
        if (!(error instanceof ServerRefused) || error.status !== 401) throw error;
      }
    }
    // Several calls may meet the end of the token at once; one login serves them all.
    if (this.#token === token) {
      this.#renewing ??= this.login().then(() => undefined);
      try {
        await this.#renewing;
      } finally {
        this.#renewing = null;
      }
    }
    return ask(this.#transport, path, body, this.#token ?? "");
  }

  /** null after {@link forget}. */
  get unlocking(): UnlockingKeys | null {
    return this.#unlocking;
  }

  /** From now on this session logs in with the keys of a new phrase. */
  unlockWith(unlocking: UnlockingKeys): void {
    this.#unlocking?.loginSeed.fill(0);
    this.#unlocking?.wrapKey.fill(0);
    this.#unlocking = unlocking;
  }

  /** A call that needs no login. */
  open(path: string, body: object): Promise<Answer> {
    return ask(this.#transport, path, body);
  }

  /** Ends the session here and, if it can be reached, at the server. */
  forget(): void {
    if (this.#token !== null) void this.#transport("/api/logout", {}, this.#token).catch(() => undefined);
    this.#unlocking?.loginSeed.fill(0);
    this.#unlocking?.wrapKey.fill(0);
    this.#unlocking = null;
    this.#token = null;
  }
}
