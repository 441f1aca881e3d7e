/** One Telegram message as a letter's text: what was written, and in ⟦ ⟧ what came beside it. */
import type { Message } from "grammy/types";
import { languageOf, plainLine, plainText, said, without } from "../text.ts";

/** Things that can be sent beside words. */
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

export type FileIn = { fileId: string; name: string; type: string; size: number };

/** The file that a message carries, if any; of a photo the largest that Telegram has kept. */
export function fileIn({ photo, voice, audio, video, video_note: note, document }: Message): FileIn | null {
  const picture = photo?.at(-1);
  const found =
    (picture && { ...picture, mime_type: "image/jpeg", file_name: "photo.jpg" }) ??
    (voice && { ...voice, file_name: "voice.ogg" }) ??
    (note && { ...note, mime_type: "video/mp4", file_name: "video.mp4" }) ??
    document ??
    audio ??
    video;
  if (found?.file_id === undefined) return null;
  const { file_id: fileId, file_name: name, mime_type: type, file_size: size } = found;
  return { fileId, name: name ?? "file", type: type ?? "", size: size ?? 0 };
}

/** null for what says nothing: somebody joined, a picture changed. */
export function textOf(message: Message): string | null {
  const words = plainText(without(message.text ?? message.caption ?? ""));
  const notes: string[] = [];
  const follows = fileIn(message) !== null;
  for (const [thing, name] of Object.entries(THINGS))
    if (message[thing as keyof typeof THINGS] !== undefined)
      notes.push(said(`${name} came ${follows ? "with it, and follows" : "and was not taken over"}`));
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
