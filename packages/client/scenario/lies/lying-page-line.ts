import type { Effects } from "@fairlead/portal/line";
import { decodeBody, encodeBody, padPage, unpadPage } from "@fairlead/protocol";
import { type Fields, Tongue } from "./lying-line.ts";

const OPEN = "/api/mailbox/open";

/** Between a caller's page and the real server. */
export class LyingPageLine extends Tongue {
  readonly #url: () => string;
  /** Answers to an opened mailbox lose their padding. */
  unpadded = false;

  constructor(url: () => string) {
    super();
    this.#url = url;
  }

  readonly transport: Effects["transport"] = {
    get: async () => null,
    post: async (path, body) => {
      const response = await fetch(`${this.#url()}${path}`, {
        method: "POST",
        headers: { "content-type": "application/cbor" },
        body: encodeBody(body),
      });
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (!response.ok) return { kind: "refused", code: String(decodeBody(bytes).code) };
      const asked: Fields = { ...body };
      if (path !== OPEN)
        return { kind: "answer", bytes: encodeBody(await this.retold(path, asked, decodeBody(bytes))) };
      const page = encodeBody(await this.retold(path, asked, decodeBody(unpadPage(bytes))));
      if (!this.unpadded) return { kind: "answer", bytes: padPage(page) };
      this.told++;
      return { kind: "answer", bytes: page };
    },
  };
}
