/**
 * Mails that no person wrote to us: answering one is how two machines talk to each other all night, and a thread for each would
 * bury the people in the queue. RFC 3834 and what is used instead of it.
 */
type Headers = readonly { key: string; value: string }[];

export type Automatic = "auto-reply" | "bounce" | "list" | "loop" | null;

/** @param own whether a Message-ID, or a mark, is one that this gateway gave */
export function automaticKind(headers: Headers, own: (id: string) => boolean): Automatic {
  const all = (key: string) =>
    headers.filter((header) => header.key === key).map(({ value }) => value.trim().toLowerCase());
  const one = (key: string) => all(key)[0] ?? "";
  const has = (key: string) => headers.some((header) => header.key === key);
  if (headers.some(({ key, value }) => (key === "message-id" || key === "x-desk") && own(value.trim()))) return "loop";
  if (all("return-path").includes("<>") || /^multipart\/report/.test(one("content-type"))) return "bounce";
  if (/^"?(mailer-daemon|postmaster)"?(@|\b)/.test(addressIn(one("from")))) return "bounce";
  if (all("auto-submitted").some((value) => value !== "" && !value.startsWith("no"))) return "auto-reply";
  if (
    has("x-autoreply") ||
    has("x-autorespond") ||
    (has("x-auto-response-suppress") && /^(automatic|auto:)/.test(one("subject")))
  )
    return "auto-reply";
  if (/auto_reply|auto-reply/.test(one("precedence"))) return "auto-reply";
  if (headers.some(({ key }) => key.startsWith("list-"))) return "list";
  if (/^(bulk|list|junk)/.test(one("precedence"))) return "list";
  return null;
}

const addressIn = (from: string): string => /<([^<>]*)>/.exec(from)?.[1] ?? from;
