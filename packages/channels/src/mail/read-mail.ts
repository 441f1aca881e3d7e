/** One mail as it lay on the server, hostile until read here: what becomes of it, and the letter that it is. */
import { TEXT_LIMIT } from "@fairlead/protocol/seal";
import PostalMime, { type Email } from "postal-mime";
import { cutTo, languageOf, plainLine, plainText } from "../text.ts";
import { type Automatic, automaticKind } from "./automatic.ts";
import { plainFromHtml } from "./plain-from-html.ts";
import { withQuotedBelow } from "./quoted.ts";

/** Of a mail so much is read; what lies beyond is said, and not taken over. */
export const SOURCE_LIMIT = 4 * 1024 * 1024;
const BOUNDS = { maxNestingDepth: 20, maxHeadersSize: 256 * 1024 };
const HTML_LIMIT = 1024 * 1024;

export type ReadMail =
  | { kind: "letter"; from: string; text: string; language: "ru" | "ar" | "en"; subject: string; messageId: string }
  | { kind: "ignored"; why: Exclude<Automatic, null> | "no-sender" };

/** Lines that the gateway adds stand in brackets of their own kind, which no mail can have: they are taken out of it. */
const said = (text: string): string => `⟦${text}⟧`;
const without = (text: string): string => text.replace(/[⟦⟧]/gu, "");

export async function readMail(
  source: Uint8Array,
  { size, own }: { size: number; own: (id: string) => boolean },
): Promise<ReadMail> {
  const mail = await parsed(source);
  const headers = mail?.headers ?? roughHeaders(source);
  const automatic = automaticKind(headers, own);
  if (automatic !== null) return { kind: "ignored", why: automatic };
  const from = senderIn(mail, headers);
  if (from === null) return { kind: "ignored", why: "no-sender" };
  const subject = plainLine(without(mail?.subject ?? ""));
  const messageId = plainLine(mail?.messageId ?? "", 300);
  const words = mail === null ? new TextDecoder().decode(source) : wordsIn(mail);
  const notes = [
    ...(mail === null ? [said("This mail could not be read as one. What follows is as it came.")] : []),
    ...(size > source.length ? [said(`The mail has ${megabytes(size)} MB. Only its beginning was taken over.`)] : []),
    ...(mail?.attachments ?? []).slice(0, 20).map(({ filename, mimeType, content }) => {
      const length = typeof content === "string" ? content.length : content.byteLength;
      const name = plainLine(without(filename ?? mimeType), 80);
      return said(`An attachment came and was not taken over: ${name}, ${Math.ceil(length / 1024)} KB`);
    }),
  ];
  const head = [...(subject === "" ? [] : [subject]), ...notes].join("\n");
  const body = withQuotedBelow(plainText(without(words)));
  const text = cutTo([head, body].filter((part) => part !== "").join("\n\n"), TEXT_LIMIT);
  return { kind: "letter", from, text, language: languageOf(`${subject} ${body.slice(0, 2_000)}`), subject, messageId };
}

const megabytes = (bytes: number): string => (bytes / 1_048_576).toFixed(1);

async function parsed(source: Uint8Array): Promise<Email | null> {
  try {
    return await PostalMime.parse(source, BOUNDS);
  } catch {
    // Deeper, or with more headers, than any person's mail: it is taken as it came.
    return null;
  }
}

function wordsIn({ text, html }: Email): string {
  if (text !== undefined && text.trim() !== "") return text;
  return html === undefined ? "" : plainFromHtml(html.slice(0, HTML_LIMIT));
}

/** One address, and a plain one: answers go there and nowhere else. */
function senderIn(mail: Email | null, headers: readonly { key: string; value: string }[]): string | null {
  const given =
    mail?.from?.address ??
    /<([^<>\s]+)>|^\s*([^<>\s]+@[^<>\s]+)\s*$/
      .exec(headers.find(({ key }) => key === "from")?.value ?? "")
      ?.slice(1)
      .find((found) => found !== undefined);
  const address = given?.trim().toLowerCase() ?? "";
  return /^[^\s<>"(),:;@\\[\]\p{C}]{1,64}@[a-z0-9.\p{L}-]{1,253}$/u.test(address) ? address : null;
}

/** Enough to tell a machine's mail from a person's where the parser gave up. */
function roughHeaders(source: Uint8Array): { key: string; value: string }[] {
  const head =
    new TextDecoder("latin1").decode(source.subarray(0, BOUNDS.maxHeadersSize)).split(/\r?\n\r?\n/, 1)[0] ?? "";
  return head
    .replace(/\r?\n[ \t]+/g, " ")
    .split(/\r?\n/)
    .slice(0, 500)
    .flatMap((line) => {
      const colon = line.indexOf(":");
      return colon > 0 ? [{ key: line.slice(0, colon).trim().toLowerCase(), value: line.slice(colon + 1).trim() }] : [];
    });
}
