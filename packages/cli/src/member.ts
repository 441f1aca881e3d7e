import { type Hand, httpTransport, type Opened, openHand } from "@fairlead/client";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { RUSSIAN_LIST } from "@fairlead/protocol/words/russian";
import type { Given } from "./command.ts";
import type { Effects } from "./effects.ts";
import { Failure } from "./failure.ts";
import { PHRASE_MANUAL, readPhrase } from "./phrase.ts";
import { readPin } from "./pin-file.ts";
import { pinFileIn, writePin } from "./pin-keeping.ts";
import { folderOf } from "./where.ts";

export const MEMBER_OPTIONS = { server: { type: "string" }, pin: { type: "string" } } as const;

export const MEMBER_MANUAL = `--server URL      the case server (default FAIRLEAD_SERVER, or http://127.0.0.1:8417)
  --pin FILE        the organisation's pin (default pin.json in FAIRLEAD_DIR); brought up to date on the way

${PHRASE_MANUAL}`;

/** Unlocks a member for one command, and brings the pin file up to what he was shown and checked. @throws Failure */
export async function openMember(given: Given, effects: Effects): Promise<{ hand: Hand }> {
  const server = given.text("server") ?? effects.env.FAIRLEAD_SERVER ?? "http://127.0.0.1:8417";
  if (!/^https?:\/\//.test(server)) throw new Failure("Which server? Give --server https://…", 2);
  const pinFile = given.text("pin") ?? pinFileIn(folderOf(effects));
  const pin = await readPin(pinFile);
  const phrase = await readPhrase(effects);
  const { clock, random } = effects;
  const transport = httpTransport(server.replace(/\/+$/, ""));
  const opened = await openHand({ transport, clock, random }, pin, phrase, [ENGLISH, RUSSIAN_LIST]);
  if (opened.kind !== "open") throw new Failure(notOpened(opened), opened.kind === "unreachable" ? 1 : 2);
  const { hand } = opened;
  if (hand.pin.head !== pin.head) await writePin(pinFile, hand.pin);
  return { hand };
}

/** Never with what was typed. */
function notOpened(opened: Exclude<Opened, { kind: "open" }>): string {
  switch (opened.kind) {
    case "count":
      return `A phrase has eight words; these were ${opened.found}.`;
    case "unknown-word":
      return `Word ${opened.position + 1} is in no word list.`;
    case "checksum":
      return "One of these words is wrong, or they are in another order.";
    case "unknown-phrase":
      return "These are eight proper words, but no member's phrase at this server.";
    case "suspended":
      return "You are suspended: nothing can be opened. Two members can restore you.";
    case "stopped":
      return "It was stopped before it was open.";
    case "unreachable":
      return "The server cannot be reached.";
    case "locked-out":
      return `The server's answer was refused, or it refused ours (${opened.code}). Nothing was opened.`;
  }
}
