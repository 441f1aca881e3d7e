import { encodeBody, sameBytes } from "@fairlead/protocol";
import { httpTransport, type Transport } from "../../src/index.ts";
import { post } from "../post.ts";

/** What goes over the wire: the fields of one body. */
export type Fields = Record<string, unknown>;

type Change = (answer: Fields, asked: Fields) => Fields | Promise<Fields>;
type Instead = (asked: Fields) => Fields | null;

/**
 * What whoever runs a server can do to its answers. Unchanged ones go through as they are; each changed one is
 * counted, so that a lie that was never told is noticed as one.
 */
export class Tongue {
  /** Answers that were not the server's own. */
  told = 0;
  readonly #changes: { path: string; change: Change }[] = [];
  readonly #instead: { path: string; answer: Instead }[] = [];

  /** From now on this path is answered otherwise. */
  change(path: string, change: Change): void {
    this.#changes.push({ path, change });
  }

  /** This path is answered without asking the real server; null lets a call through. */
  answerInstead(path: string, answer: Instead): void {
    this.#instead.push({ path, answer });
  }

  protected invented(path: string, asked: Fields): Fields | null {
    const invented = this.#instead.filter((one) => one.path === path).map(({ answer }) => answer(asked));
    const answer = invented.find((one) => one !== null) ?? null;
    if (answer !== null) this.told++;
    return answer;
  }

  protected async retold(path: string, asked: Fields, real: Fields): Promise<Fields> {
    let answer = real;
    for (const one of this.#changes) if (one.path === path) answer = await one.change(answer, asked);
    if (!sameBytes(encodeBody(answer), encodeBody(real))) this.told++;
    return answer;
  }
}

/** Between a member's hand and the real server. */
export class LyingLine extends Tongue {
  readonly #url: () => string;

  constructor(url: () => string) {
    super();
    this.#url = url;
  }

  readonly transport: Transport = async (path, body, token) => {
    const asked = { ...body };
    const invented = this.invented(path, asked);
    if (invented !== null) return { status: 200, body: invented };
    const { status, body: real } = await httpTransport(this.#url(), post)(path, body, token);
    return { status, body: status === 200 ? await this.retold(path, asked, real) : real };
  };
}

export function bytesIn(fields: Fields, name: string): Uint8Array[] {
  const list = fields[name];
  if (!Array.isArray(list)) throw new Error(`no list of ${name}`);
  return list.map((one) => {
    if (one instanceof Uint8Array) return one;
    throw new Error(`no bytes in ${name}`);
  });
}

export function fieldsIn(fields: Fields, name: string): Fields[] {
  const list = fields[name];
  if (!Array.isArray(list)) throw new Error(`no list of ${name}`);
  return list.map((one) => ({ ...one }));
}
