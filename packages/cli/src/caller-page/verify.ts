import { LANGUAGES, type Language } from "@fairlead/portal/pages";
import { type Build, stampIn, stampPortal } from "@fairlead/portal/stamp";
import {
  type Card,
  type Certificate,
  decodeBody,
  encodeBody,
  hourOf,
  organisationWords,
  type Pin,
  Refused,
  readCard,
  readCertificate,
} from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { RUSSIAN_LIST } from "@fairlead/protocol/words/russian";
import { z } from "zod";
import { PIN_SHAPE, pinFromJson, pinToJson } from "../pin-file.ts";
import { headerFaults, type Visit } from "../visit.ts";
import { readShown, type Shown } from "./shown.ts";

const STAMP = PIN_SHAPE.extend({
  clockOffset: z.number(),
  words: z.strictObject({ en: z.string(), ru: z.string() }),
  files: z.string(),
});

/** As the server sends them; the scenario holds this list against a real one. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join(";");
const HEADERS = {
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
};

export interface PageVerified {
  /** What the page does that this installation's would not, in words; empty where nothing differs. */
  differences: string[];
  /** The page's pin names another head than ours. Members change every week, so this alone is no alarm. */
  otherHead: boolean;
  /** What the organisation says of itself there: for a person to read. null where no page could be compared. */
  shown: Shown | null;
  /** Hours since 1970 in which card and certificate end; null where there is none that counts. */
  card: number | null;
  certificate: number | null;
}

/**
 * Compares a caller's page with what this installation would give out for this organisation, as any visitor is given it:
 * script, word lists, every page in every language, headers, and the chain from pin to card. [RO1] [MB4]
 *
 * @param address of the page: its path is the door that leads there, with or without a language after it
 * @param now ms
 */
export async function verifyPage(
  visit: Visit,
  address: URL,
  { build, pin, now }: { build: Build; pin: Pin; now: number },
): Promise<PageVerified> {
  const verified: PageVerified = { differences: [], otherHead: false, shown: null, card: null, certificate: null };
  const differ = (...faults: string[]) => verified.differences.push(...faults);
  const door = doorIn(address);
  const at = (path: string): URL => new URL(door + path, address);
  const first = await visit(at("/"));
  if (typeof first === "string") {
    differ(`/: ${first}`);
    return verified;
  }
  const path = /<script src="[^"]*(\/a\/[0-9a-f]{64}\.js)"/.exec(textOf(first.bytes))?.[1];
  const stamped = path === undefined ? "/: names no script of ours" : await readStamp(visit, at(path), build);
  if (typeof stamped === "string") {
    differ(stamped);
    return verified;
  }
  if (stamped.clockOffset !== 0) differ("the script: of a demonstration, or its clock is wrong on purpose");
  const [theirs, ours] = [pinToJson(pinFromJson(stamped)), pinToJson(pin)];
  if (theirs.organisation !== ours.organisation) differ("the script: another organisation");
  if (JSON.stringify(theirs.administrators) !== JSON.stringify(ours.administrators))
    differ("the script: other administrators; if yours changed, bring your pin up to date (fairlead pin)");
  verified.otherHead = theirs.head !== ours.head;
  if (verified.differences.length > 0) return verified;

  const { files, manifest } = stampPortal(build, pinFromJson(stamped), 0);
  for (const [file, { bytes }] of files) {
    const got = await visit(at(file));
    if (typeof got === "string") differ(`${file}: ${got}`);
    else if (Buffer.compare(got.bytes, bytes) !== 0) differ(`${file}: other bytes`);
    else differ(...headerFaults(file, got.headers, { ...HEADERS, "content-security-policy": POLICY }));
  }

  const chain = await readChain(visit, at("/api/door"), pin, files.get(manifest.words.en)?.bytes);
  if (typeof chain === "string") differ(`/api/door: ${chain}`);
  else {
    verified.card = chain.card.expires;
    verified.certificate = chain.certificate.expires;
    if (Math.min(verified.card, verified.certificate) < hourOf(now)) {
      // The pages say so to callers, in words that depend on the hour: there is nothing to hold them against.
      differ("card or certificate: run out, and nobody has renewed them");
      return verified;
    }
  }
  const csp = `${POLICY};style-src '${manifest.integrity.style}'`;
  for (const language of LANGUAGES)
    for (const after of ["", "/write"] as const) {
      const page = `/${language}${after}`;
      const got = await visit(at(page), { language });
      // The form without script can be switched off.
      if (got === "answered 403" && after === "/write") continue;
      if (typeof got === "string") {
        differ(`${page}: ${got}`);
        continue;
      }
      const words = organisationWords(pin.organisation, listFor(language));
      const onePerson = stamped.administrators.length === 1;
      const shown = readShown(textOf(got.bytes), after, { language, door, assets: manifest, words, onePerson });
      if (shown === null) differ(`${page}: another text`);
      else if (verified.shown !== null && JSON.stringify(shown) !== JSON.stringify(verified.shown))
        differ(`${page}: says of the organisation what other pages do not`);
      else verified.shown ??= shown;
      if (shown !== null && !/^https?:\/\//.test(shown.leaveTo)) differ(`${page}: Leave quickly leads to no site`);
      differ(...headerFaults(page, got.headers, { ...HEADERS, "content-security-policy": csp }));
    }
  if (door !== "") {
    const cover = await visit(new URL("/", address));
    if (typeof cover === "string") differ(`the cover: ${cover}`);
    else if (tells(textOf(cover.bytes), [door, verified.shown?.name ?? door, manifest.script]))
      differ("the cover: names the door, or whose it is");
  }
  return verified;
}

/** "/r/garden" of an address as people pass it on; "" where the page stands at the address itself. */
function doorIn({ pathname }: URL): string {
  const page = new RegExp(`/(${LANGUAGES.join("|")})(/write)?$`);
  return pathname.replace(/\/+$/, "").replace(page, "");
}

const tells = (text: string, words: readonly string[]): boolean =>
  words.some((word) => word !== "" && text.toLowerCase().includes(word.toLowerCase()));

async function readStamp(visit: Visit, address: URL, build: Build): Promise<z.infer<typeof STAMP> | string> {
  const got = await visit(address);
  if (typeof got === "string") return `the script: ${got}`;
  const parsed = STAMP.safeParse(stampIn(build, got.bytes));
  return parsed.success ? parsed.data : "the script: not that of this installation";
}

/** From pin to card, as the page itself does, which asks for its word list with it. [MB4] */
async function readChain(
  visit: Visit,
  address: URL,
  pin: Pin,
  list: Uint8Array | undefined,
): Promise<{ card: Card; certificate: Certificate } | string> {
  const post = { type: "application/cbor", body: encodeBody({ words: "en" }) };
  const got = await visit(address, { post });
  if (typeof got === "string") return got;
  try {
    const { certificate: signed, card: sealed, words } = decodeBody(got.bytes);
    if (!(words instanceof Uint8Array) || Buffer.compare(words, list ?? new Uint8Array()) !== 0)
      return "another word list";
    if (!(signed instanceof Uint8Array) || !(sealed instanceof Uint8Array)) return "no card: nobody can write";
    const certificate = readCertificate(signed, pin);
    const { organisation } = pin;
    return { certificate, card: readCard(sealed, certificate.intakeKeys, { organisation, mailbox: "new" }) };
  } catch (error) {
    if (error instanceof Refused) return `keys that no administrator of yours signed (${error.code})`;
    throw error;
  }
}

const listFor = (language: Language) => (language === "ru" ? RUSSIAN_LIST : ENGLISH);

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
