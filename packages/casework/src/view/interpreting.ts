import type { Interpreted } from "../fold/intake.ts";
import type { InterpretingState } from "../fold/interpreting.ts";
import { intakeOf, type State, streamsOf } from "../fold/state.ts";
import type { MailboxId, StreamId } from "../ids.ts";
import type { Outside } from "../outside.ts";
import { threadName } from "../thread-name.ts";
import type { InterpretedWords, InterpretingView } from "../view.ts";
import { type Names, namesIn, noteView } from "./person.ts";

const wordsOf = ({ letters, answers, translations }: InterpretingState, names: Names): InterpretedWords[] =>
  [
    ...letters.map((letter): InterpretedWords => {
      const translation = translations.get(letter.seq)?.at(-1);
      return { kind: "letter", ...letter, translation: translation ? noteView(translation, names) : null };
    }),
    ...answers.map((answer): InterpretedWords => ({ kind: "answer", ...answer })),
  ].toSorted((a, b) => a.at - b.at);

/** Every thread given to an interpreter whose words this member holds: an operator's, or the interpreter's own. [P3] */
export const interpretingViews = (state: State, outside: Outside): InterpretingView[] => {
  const names = namesIn(state, outside);
  if (streamsOf(state, "thread").length === 0) return [];
  const given = new Map<StreamId, { mailbox: MailboxId; one: Interpreted }>();
  for (const { mailbox, interpreting } of intakeOf(state).threads.values())
    for (const one of interpreting) given.set(one.stream, { mailbox, one });
  return streamsOf(state, "thread")
    .flatMap(({ stream, content, begun }): InterpretingView[] => {
      if (content.is !== "thread" || begun === null) return [];
      const known = given.get(stream);
      const words = wordsOf(content.thread, names);
      const requests = content.thread.requests
        .filter(({ settled }) => !settled)
        .map(({ request, text, by, at, drafts }) => {
          const draft = drafts.at(-1);
          return { request, text, by: names(by), at, draft: draft ? noteView(draft, names) : null };
        })
        .toReversed();
      return [
        {
          stream,
          mailbox: known?.mailbox ?? null,
          name: known ? threadName(known.mailbox) : "",
          interpreter: known ? names(known.one.interpreter) : null,
          since: begun.at,
          ended: known?.one.ended ? { at: known.one.ended.at, by: names(known.one.ended.by) } : null,
          words,
          requests,
          waits:
            words.filter((one) => one.kind === "letter" && one.translation === null && one.text.trim() !== "").length +
            requests.filter(({ draft }) => draft === null).length,
          readers: (outside.readers.get(stream) ?? []).map(({ member, from }) => ({
            ...names(member),
            from,
            until: null,
          })),
        },
      ];
    })
    .toSorted((a, b) => b.since - a.since || (a.stream < b.stream ? -1 : 1));
};
