/**
 * Puts an organisation's pin into the built script and names every file by its hash. Pure.
 *
 * One build serves every organisation; the stamped script is what one organisation publishes the hash of. Whoever
 * stamps the same build with the same pin gets the same bytes.
 */
import { createHash } from "node:crypto";
import type { Pin } from "@fairlead/protocol/verify";
import { laterSteps } from "./pages/later.ts";
import type { Language, Manifest } from "./pages/place.ts";

/** What `build.ts` leaves in `dist/`; `readBuild` of "@fairlead/portal/dist" reads it. */
export type Build = {
  css: Uint8Array;
  script: Uint8Array;
  /** The parts that are fetched when somebody asks for them. */
  later: Uint8Array;
  words: { en: Uint8Array; ru: Uint8Array };
  /** The second script, for whoever adds a file. */
  files: Uint8Array;
  /** The ticket holder's script: a page of its own, which carries nothing of the caller's. */
  ticket: Uint8Array;
};

export type StampedFile = { bytes: Uint8Array; type: string };
export type StampedPortal = {
  /** By path behind the door, e.g. "/a/<sha256>.js". Immutable: cache them for ever. */
  files: Map<string, StampedFile>;
  manifest: Manifest;
};

const STEPS = /(["'`])__FAIRLEAD_STEPS__\1/g;

/** The later parts in one language: their steps stand in their script. */
const laterIn = (build: Build, language: Language): Uint8Array => {
  const source = new TextDecoder().decode(build.later);
  if (source.match(STEPS)?.length !== 1) throw new Error("the later script must have one place for its steps");
  return new TextEncoder().encode(source.replace(STEPS, () => JSON.stringify(laterSteps(language))));
};

const PLACEHOLDER = /(["'`])__FAIRLEAD_PIN__\1/g;

const hashOf = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();
const integrityOf = (bytes: Uint8Array): string => `sha256-${hashOf(bytes).toString("base64")}`;

/**
 * @param clockOffset milliseconds that the organisation's clock is ahead of real time; 0 but for demonstrations
 * @throws Error when the build does not have exactly one place for the pin
 */
export const stampPortal = (build: Build, pin: Pin, clockOffset: number): StampedPortal => {
  const files = new Map<string, StampedFile>();
  const add = (bytes: Uint8Array, ending: string, type: string): string => {
    const path = `/a/${hashOf(bytes).toString("hex")}.${ending}`;
    files.set(path, { bytes, type });
    return path;
  };
  const stamped = {
    organisation: pin.organisation,
    head: pin.head,
    administrators: pin.administrators.map(({ id, verifyKey }) => ({
      id,
      verifyKey: Buffer.from(verifyKey).toString("hex"),
    })),
    clockOffset,
    files: hashOf(build.files).toString("hex"),
    words: { en: hashOf(build.words.en).toString("hex"), ru: hashOf(build.words.ru).toString("hex") },
  };
  const style = new TextDecoder().decode(build.css);
  if (/<\/style/i.test(style)) throw new Error("the style sheet must not end its own element");
  const withPin = (built: Uint8Array): Uint8Array => {
    const source = new TextDecoder().decode(built);
    if (source.match(PLACEHOLDER)?.length !== 1) throw new Error("the built script must have one place for the pin");
    return new TextEncoder().encode(source.replace(PLACEHOLDER, () => JSON.stringify(JSON.stringify(stamped))));
  };
  const script = withPin(build.script);
  const ticket = withPin(build.ticket);
  const later = (language: Language): string => {
    const bytes = laterIn(build, language);
    return `${add(bytes, "js", "text/javascript; charset=utf-8")} ${integrityOf(bytes)}`;
  };
  return {
    manifest: {
      style,
      later: { en: later("en"), ru: later("ru"), ar: later("ar") },
      script: add(script, "js", "text/javascript; charset=utf-8"),
      ticket: add(ticket, "js", "text/javascript; charset=utf-8"),
      integrity: { style: integrityOf(build.css), script: integrityOf(script), ticket: integrityOf(ticket) },
      words: {
        en: add(build.words.en, "txt", "text/plain; charset=us-ascii"),
        ru: add(build.words.ru, "txt", "text/plain; charset=us-ascii"),
      },
      files: add(build.files, "js", "text/javascript; charset=utf-8"),
    },
    files,
  };
};

/**
 * The pin that was stamped into a script of this very build, as JSON; null where it is no script of this build, whatever
 * it may look like: nothing but the pin differs between one organisation's script and another's.
 */
export const stampIn = (build: Build, script: Uint8Array): unknown => {
  const source = new TextDecoder().decode(build.script);
  const text = new TextDecoder().decode(script);
  const place = [...source.matchAll(PLACEHOLDER)][0];
  if (place === undefined) return null;
  const [before, after] = [source.slice(0, place.index), source.slice(place.index + place[0].length)];
  if (text.length < before.length + after.length || !text.startsWith(before) || !text.endsWith(after)) return null;
  try {
    const stamped: unknown = JSON.parse(text.slice(before.length, text.length - after.length));
    return typeof stamped === "string" ? JSON.parse(stamped) : null;
  } catch {
    return null;
  }
};
