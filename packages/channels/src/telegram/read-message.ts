/** One Telegram message as a letter's text: what was written, and in ⟦ ⟧ what came beside it. */
import type { Message } from "grammy/types";
import { languageOf, plainLine, plainText } from "../text.ts";

const said = (text: string): string => `⟦${text}⟧`;
const without = (text: string): string => text.replace(/[⟦⟧]/gu, "");

/** Things that can be sent and are named, not taken over. */
const THINGS = {
  photo: "A photo",
  voice: "A voice message",
  audio: "A recording",
  video: "A video",
  video_note: "A video message",
  document: "A document",
  sticker: "A sticker",
  animation: "An animation",
  poll: "A poll",
  story: "A story",
} as const satisfies Partial<Record<keyof Message, string>>;

/** null for what says nothing: somebody joined, a picture changed. */
export function textOf(message: Message): string | null {
  const words = plainText(without(message.text ?? message.caption ?? ""));
  const notes: string[] = [];
  for (const [thing, name] of Object.entries(THINGS))
    if (message[thing as keyof typeof THINGS] !== undefined) notes.push(said(`${name} came and was not taken over`));
  const { contact, location } = message;
  if (contact !== undefined) {
    const name = plainLine(without([contact.first_name, contact.last_name ?? ""].join(" ")), 80);
    notes.push(said(`A contact: ${name}, ${plainLine(without(contact.phone_number), 30)}`));
  }
  if (location !== undefined) notes.push(said(`A place: ${location.latitude}, ${location.longitude}`));
  const text = [words, ...notes].filter((part) => part !== "").join("\n");
  return text === "" ? null : text;
}

export function languageIn(message: Message): "ru" | "ar" | "en" {
  const written = message.text ?? message.caption ?? "";
  if (/\p{L}/u.test(written)) return languageOf(written);
  const code = message.from?.language_code?.slice(0, 2);
  return code === "ru" || code === "ar" ? code : "en";
}
