/**
 * An answer that asks somebody to go on where nobody else can read along. It goes by mail or Telegram, so it says
 * nothing of who we are or what was written: an address, six words, how to tell that it is the same people.
 * In the caller's language; Russian and Arabic are drafts for a speaker to correct.
 */
const TEXTS: Record<string, (address: string, words: string) => string> = {
  en: (address, words) =>
    `Others can read this way of writing. Please go on here, in a private window: ${address}\nThe page shows these six words: ${words}`,
  ru: (address, words) =>
    `Такую переписку могут прочитать другие. Пожалуйста, продолжите здесь, в приватном окне: ${address}\nНа странице будут эти шесть слов: ${words}`,
  ar: (address, words) =>
    `يمكن لآخرين قراءة هذه الطريقة في الكتابة. نرجو المتابعة هنا في نافذة خاصة: ${address}\nتعرض الصفحة هذه الكلمات الست: ${words}`,
};

export const invitationText = (language: string | null, address: string, words: readonly string[]): string =>
  (TEXTS[language?.slice(0, 2).toLowerCase() ?? ""] ?? TEXTS.en)?.(address, words.join(" ")) ?? address;
