/** One mail as it lay on the server, hostile until read here: what becomes of it, and the letter that it is. */
import { FILES_LIMIT } from "@fairlead/protocol/files";
import { TEXT_LIMIT } from "@fairlead/protocol/seal";
import PostalMime, { type Email } from "postal-mime";
import { type Attachment, notTaken } from "../hand-over.ts";
import { cutTo, languageOf, plainLine, plainText, said, without } from "../text.ts";
import { type Automatic, automaticKind } from "./automatic.ts";
import { plainFromHtml } from "./plain-from-html.ts";
import { withQuotedBelow } from "./quoted.ts";

/** Of a mail so much is read: one file of the largest size as mail carries it, and words. What lies beyond is said. */
export const SOURCE_LIMIT = 36 * 1024 * 1024;
/** Of what stands for words. */
const WORDS_LIMIT = 4 * 1024 * 1024;
const BOUNDS = { maxNestingDepth: 20, maxHeadersSize: 256 * 1024 };
const HTML_LIMIT = 1024 * 1024;

export type ReadMail =
  | {
      kind: "letter";
      from: string;
      text: string;
      language: "ru" | "ar" | "en";
      subject: string;
      messageId: string;
      attachments: readonly Attachment[];
    }
  | { kind: "ignored"; why: Exclude<Automatic, null> | "no-sender" };

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
  const words = mail === null ? new TextDecoder().decode(source.subarray(0, WORDS_LIMIT)) : wordsIn(mail);
  const isCut = size > source.length;
  const came = attachmentsIn(mail);
  // Of a mail that was cut nobody knows which file has lost its end: whole, or not at all.
  const attachments = isCut ? [] : came.slice(0, FILES_LIMIT);
  const left = came.slice(attachments.length, attachments.length + 20);
  const notes = [
    ...(mail === null ? [said("This mail could not be read as one. What follows is as it came.")] : []),
    ...(isCut ? [said(`The mail has ${megabytes(size)} MB. Only its beginning was taken over.`)] : []),
    ...(attachments.length > 0
      ? [said(`Attachments came with it: ${attachments.length}. Each follows, or the reason why it does not.`)]
      : []),
    ...left.map((one) => notTaken(one.name, one.size, isCut ? "the mail is too large" : "too many in one mail")),
  ];
  const head = [...(subject === "" ? [] : [subject]), ...notes].join("\n");
  const body = withQuotedBelow(plainText(without(words)));
  const text = cutTo([head, body].filter((part) => part !== "").join("\n\n"), TEXT_LIMIT);
  const language = languageOf(`${subject} ${body.slice(0, 2_000)}`);
  return { kind: "letter", from, text, language, subject, messageId, attachments };
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

function attachmentsIn(mail: Email | null): Attachment[] {
  return (mail?.attachments ?? []).map(({ filename, mimeType, content }) => {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content);
    return { name: filename ?? mimeType.replace("/", " "), type: mimeType, size: bytes.length, bytes };
  });
}

function wordsIn({ text, html }: Email): string {
  if (text !== undefined && text.trim() !== "") return text.slice(0, WORDS_LIMIT);
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
