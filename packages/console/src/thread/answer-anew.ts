import type { CaseView } from "@fairlead/casework";
import type { Drafts } from "../session/drafts.ts";

/**
 * Puts words that never arrived into the answer box, where they are looked at before they go: days later the station may be another.
 * Below what stands there already; the same words twice are no second answer.
 */
export const answerAnew = (drafts: Drafts, place: string, text: string): void => {
  const draft = drafts.read(place);
  if (draft.text.includes(text)) return;
  drafts.write(place, { ...draft, text: draft.text === "" ? text : `${draft.text}\n\n${text}` });
};

/**
 * What was being typed in a thread when it went into a case, whoever took it there: it is the case's answer now, and its own
 * place is on no screen any more. @returns whether the case's draft has changed
 */
export const bringDrafts = (drafts: Drafts, one: Pick<CaseView, "case" | "mailboxes">): boolean => {
  const typed = one.mailboxes.map(({ mailbox }) => mailbox).filter((mailbox) => drafts.read(mailbox).text !== "");
  for (const mailbox of typed) {
    const draft = drafts.read(mailbox);
    if (drafts.read(one.case).text === "") drafts.write(one.case, draft);
    else answerAnew(drafts, one.case, draft.text);
    drafts.forget(mailbox);
  }
  return typed.length > 0;
};
