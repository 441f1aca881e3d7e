import type { Answers, ThreadFlag, Urgency } from "@fairlead/casework";
import type { Call, CallBegun } from "@fairlead/client";
import type { Language } from "../say/words.tsx";

/** Of callers, not of the desk: a call is held in any of them, and the code words come from the nearest list. */
export const CALL_LANGUAGES = { ru: "Русский", ce: "Нохчийн", en: "English", ar: "العربية", tr: "Türkçe" } as const;
export type CallLanguage = keyof typeof CALL_LANGUAGES;

/** What has been typed so far of one call. It may be kept, sealed, over a lock. */
export type CallDraft = {
  begun: CallBegun | null;
  /** Whether the words were read out and said back. */
  told: boolean;
  language: CallLanguage;
  text: string;
  answers: Answers;
  mayRing: boolean;
  urgency: Urgency | "";
  reason: string;
  flags: ThreadFlag[];
};

export const emptyCall = (language: string): CallDraft => ({
  begun: null,
  told: false,
  language: language === "ru" ? "ru" : "en",
  text: "",
  answers: {},
  mayRing: false,
  urgency: "",
  reason: "",
  flags: [],
});

/** Nothing was typed yet: nothing to keep, nothing to lose. */
export const isUntouched = ({ begun, text, answers, reason }: CallDraft): boolean =>
  begun === null && text === "" && reason === "" && Object.values(answers).every((answer) => answer === "");

/** Chechen and Russian callers spell Russian words more surely than English ones; all others get English ones. */
export const listFor = (language: CallLanguage): Language => (language === "ru" || language === "ce" ? "ru" : "en");

/** A draft that this very version of the desk wrote; anything else is begun anew. */
export const readCall = (kept: string, language: string): CallDraft => {
  try {
    const draft: CallDraft = JSON.parse(kept);
    return { ...emptyCall(language), ...draft };
  } catch {
    return emptyCall(language);
  }
};

const said = (answers: Answers): Answers =>
  Object.fromEntries(
    Object.entries(answers).flatMap(([question, answer]) => (answer.trim() === "" ? [] : [[question, answer.trim()]])),
  );

/** What is sent; `note` says whether the caller has the words. */
export const callFrom = (draft: CallDraft, begun: CallBegun, note: string): Call => {
  const answers = said(draft.answers);
  return {
    ...begun,
    language: draft.language,
    text: draft.text.trim(),
    answers,
    urgency: draft.urgency === "" ? null : { urgency: draft.urgency, reason: draft.reason.trim() },
    window: answers.reach === undefined ? null : { window: answers.reach, mayRing: draft.mayRing },
    flags: draft.flags,
    note,
  };
};
