/** An invented desk on which somebody has written twice, in two alphabets, and a number is on the list. Not shipped. */
import type { BoardView, KnownView, MessageView, ThreadView, VerificationLine } from "@fairlead/casework";
import type { View } from "@fairlead/client";

const HOUR = 3_600_000;

/** The newest letter of a thread, in other words. */
const saying = (thread: ThreadView, text: string, statements: VerificationLine[] = []): ThreadView => {
  const last = thread.messages.findLast(({ direction }) => direction === "to-team");
  const reworded = (message: MessageView) => (message === last ? { ...message, text } : message);
  return { ...thread, messages: thread.messages.map(reworded), statements };
};

export const boardDesk = (view: View): View => {
  const [first, second, ...others] = view.queue.threads;
  if (first === undefined || second === undefined) return view;
  const person = (handle: string) => {
    const known = view.people.find((one) => one.handle === handle);
    return { id: known?.id ?? view.me.id, handle, me: known?.me === true };
  };
  const said = { source: "the caller", against: "", concluded: false, carriedBy: null };
  const statements: VerificationLine[] = [
    {
      ...said,
      line: "one",
      statement: "Was called to the station twice in April",
      corroboration: "a friend who is abroad says the same",
      certainty: "likely",
      by: person("Heron"),
      at: view.now - 2 * HOUR,
      earlier: [
        {
          ...said,
          statement: "Was called to the station",
          corroboration: "",
          certainty: "said",
          by: person("Wren"),
          at: view.now - 20 * HOUR,
        },
      ],
    },
    {
      ...said,
      line: "two",
      statement: "Паспорт у брата",
      corroboration: "",
      against: "wrote on 3 May that it was in a drawer",
      certainty: "said",
      by: person("Wren"),
      at: view.now - 3 * HOUR,
      earlier: [],
    },
  ];
  const threads = [
    saying(first, "Меня зовут Хамзат Придуманов. Пишу снова, слова потерялись. +7 900 000-41-16", statements),
    saying(second, "اسمي حمزات بريدومانوف، رقمي ٠٠٧٩٠٠٠٠٠٤١١٦"),
    ...others,
  ];
  const known = (id: string, more: Partial<KnownView>): KnownView => ({
    known: id.repeat(32) as KnownView["known"],
    kind: "infiltrator",
    names: ["Khamzat Pridumanov"],
    identifiers: [],
    reason: "Asked three times for the driver's name; an invented story.",
    source: "Heron, in another thread",
    by: person("Heron"),
    at: view.now - 300 * HOUR,
    confirmed: null,
    confirmedAsAnother: null,
    withdrawn: null,
    mayConfirm: true,
    wroteAsAnother: false,
    ...more,
  });
  const board: BoardView = {
    known: [
      known("1", {}),
      known("2", {
        kind: "hostile-number",
        names: [],
        identifiers: ["8 900 000 41 16"],
        reason: "Rang a shelter on 2 May.",
        confirmed: { by: person("Siskin"), at: view.now - 100 * HOUR, reason: "heard it too" },
        mayConfirm: false,
      }),
      known("3", {
        kind: "lure",
        names: ["محمد المخترع"],
        withdrawn: { by: person("Wren"), at: view.now - 9 * HOUR, reason: "his account is his again" },
        mayConfirm: false,
      }),
    ],
    judgements: [],
  };
  const replaced = new Map(threads.map((thread) => [thread.mailbox, thread]));
  return {
    ...view,
    board,
    queue: { ...view.queue, threads },
    threads: view.threads.map((thread) => replaced.get(thread.mailbox) ?? thread),
  };
};
