/** Members who are lied to: one is shown another list of members than everybody else, another what nobody wrote. */
import { httpTransport } from "@fairlead/client";
import {
  decodeBody,
  digestOfHeads,
  encodeBody,
  type Hash,
  hashOf,
  hourOf,
  type OrganisationId,
  openBundle,
  parseBundle,
  parseCommit,
  readCodeWords,
  signBeat,
  signLogin,
  stretch,
  unlockingKeys,
} from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import type { Page, Route } from "playwright-core";

type Config = { clockOffset?: number; pin: { organisation: string } };

/**
 * Signs and publishes a note of a roster whose newest entry is another one. No server of ours gives such a roster to one
 * member alone; what his colleagues must then see is the same whoever did it. [ST4]
 *
 * @returns the hash that he says he was shown
 */
export async function noteOfAnotherRoster(address: string, phrase: string): Promise<Hash> {
  const { origin } = new URL(address);
  const config = (await (await fetch(`${origin}/config.json`)).json()) as Config;
  const organisation = config.pin.organisation as OrganisationId;
  const words = readCodeWords(phrase, [ENGLISH]);
  if (words.kind !== "words") throw new Error(words.kind);
  const transport = httpTransport(origin);
  const ask = async (path: string, body: object, token?: string): Promise<Record<string, unknown>> => {
    const answer = await transport(path, body, token);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    return answer.body as Record<string, unknown>;
  };
  const unlocking = await unlockingKeys(await stretch(words.entropy, organisation));
  const { nonce } = await ask("/api/login/challenge", { login: unlocking.login });
  const login = signLogin(unlocking, organisation, nonce as Uint8Array);
  const { token, bundle } = await ask("/api/login", { login });
  const keys = await openBundle(parseBundle(bundle as Uint8Array), unlocking);
  const { entries } = await ask("/api/roster", { from: 0 }, token as string);
  const rosterSeq = (entries as Uint8Array[]).length - 1;
  const rosterHead = hashOf(crypto.getRandomValues(new Uint8Array(32)));
  const hour = hourOf(Date.now() + (config.clockOffset ?? 0));
  const heads = { heads: [], digest: digestOfHeads([], organisation) };
  const beat = signBeat({ organisation, hour, rosterSeq, rosterHead, ...heads }, keys);
  await ask("/api/beat", { beat }, token as string);
  return rosterHead;
}

const COMMITS = "**/api/commits";

/**
 * Of the next compartment in which a colleague writes, this page is given other bytes than were signed.
 *
 * @returns from when it is called the page is told the truth
 */
export async function alterNextFor(page: Page): Promise<() => Promise<void>> {
  let altered: string | null = null;
  const alter = async (route: Route) => {
    const response = await route.fetch();
    const answer = decodeBody(new Uint8Array(await response.body()));
    const commits = Array.isArray(answer.commits) ? answer.commits.filter((one) => one instanceof Uint8Array) : [];
    const [first] = commits;
    if (first !== undefined) altered ??= parseCommit(first).header.stream;
    if (first === undefined || parseCommit(first).header.stream !== altered) return route.fulfill({ response });
    const others = commits.map((bytes) => bytes.with(-1, (bytes.at(-1) ?? 0) ^ 1));
    await route.fulfill({ response, body: Buffer.from(encodeBody({ ...answer, commits: others })) });
  };
  await page.route(COMMITS, alter);
  return () => page.unroute(COMMITS, alter);
}
