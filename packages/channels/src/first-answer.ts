/**
 * What a machine answers, once, to somebody's first message: that others can read it here, and where they cannot. It goes the
 * same way, so it says nothing of who we are or what was written. Russian and Arabic are drafts for a speaker to correct.
 */
import type { Correspondent } from "./correspondent.ts";

const TEXTS: Record<Correspondent["language"], (page: string, words: string) => string> = {
  en: (page, words) =>
    `Your message has arrived; a person will read it. Others can read this way of writing. If you can, go on here, in a private window: ${page}\nThe page shows these six words: ${words}\nDo not write names or places here. Delete this message if somebody looks at your telephone.`,
  ru: (page, words) =>
    `Ваше сообщение пришло, его прочтёт человек. Такую переписку могут прочитать другие. Если можете, продолжите здесь, в приватном окне: ${page}\nНа странице будут эти шесть слов: ${words}\nНе пишите здесь имён и мест. Удалите это сообщение, если ваш телефон смотрят.`,
  ar: (page, words) =>
    `وصلت رسالتك وسيقرأها إنسان. يمكن لآخرين قراءة هذه الطريقة في الكتابة. إن أمكن فتابع هنا في نافذة خاصة: ${page}\nتعرض الصفحة هذه الكلمات الست: ${words}\nلا تكتب هنا أسماء أو أماكن. احذف هذه الرسالة إذا كان أحد يفتّش هاتفك.`,
};

export const firstAnswer = (language: Correspondent["language"], page: string, words: readonly string[]): string =>
  TEXTS[language](page, words.join(" "));
