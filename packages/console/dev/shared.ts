/** An invented desk on which parts are shared, a case is about to be erased, a mailbox is frozen. Not shipped. */
import type { CasePart, PartView } from "@fairlead/casework";
import type { View } from "@fairlead/client";
import { knownIdentity, knownNeeds, NOTHING_KNOWN, persons } from "./known.ts";

const HOUR = 3_600_000;

const stream = (part: CasePart) => `part-${part}` as PartView["stream"];

/** A doctor's desk: two parts, of which one has a title. */
export const specialistsDesk = (view: View): View => {
  const team = view.people
    .filter(({ handle }) => handle === "Wren")
    .map((one) => ({ ...one, from: null, until: null }));
  const me = view.people.find((one) => one.me) ?? { ...view.me, me: true };
  const part = (name: CasePart, title: string, notes: PartView["notes"]): PartView => ({
    part: name,
    stream: stream(name),
    title,
    notes,
    ...(name === "needs" ? knownNeeds(view.now, me) : NOTHING_KNOWN),
    held: null,
    readers: [...team, { ...me, from: view.now - 50 * HOUR, until: null }],
  });
  const by = team[0] ?? me;
  const parts = [
    part("needs", "Knee, and glasses", [
      { at: view.now - 3 * HOUR, by: me, text: "An invented note: the knee holds for two hours, not for a night." },
      { at: view.now - 50 * HOUR, by, text: "An invented note: walks with a stick, glasses broken." },
    ]),
    part("testimony", "", []),
  ];
  return { ...view, parts };
};

export type Shared = "shared" | "erasing" | "frozen";

/** The first case of the list, and the first thread of the queue, as `mood` says. */
export const sharedDesk = (view: View, mood: Shared): View => {
  const [first, ...others] = view.cases.filter(({ closed }) => closed === null);
  const [thread, ...threads] = view.queue.threads;
  if (first === undefined || thread === undefined) return view;
  const me = { id: view.me.id, handle: view.me.handle ?? "", me: true };
  const person = (handle: string) => {
    const known = view.people.find((one) => one.handle === handle);
    return { id: known?.id ?? view.me.id, handle, me: known?.me === true };
  };
  const [heron, siskin, curlew] = [person("Heron"), person("Siskin"), person("Curlew")];
  const reader = (of: ReturnType<typeof person>, from: number | null = null, until: number | null = null) => ({
    ...of,
    from,
    until,
  });
  const held = first.parts.map((part) => ({
    ...part,
    readers: [
      reader(me),
      reader(heron, part.part === "contact" ? null : view.now - 200 * HOUR),
      ...(part.part === "contact" ? [reader(siskin, null, view.now + 6 * HOUR)] : []),
    ],
  }));
  const needs: PartView = {
    part: "needs",
    stream: stream("needs"),
    title: "Knee, and glasses",
    readers: [reader(me), reader(person("Godwit"), view.now - 50 * HOUR)],
    notes: [{ at: view.now - 50 * HOUR, by: heron, text: "An invented note: walks with a stick, glasses broken." }],
    ...knownNeeds(view.now, heron),
    held: null,
  };
  const identity: PartView = {
    part: "identity",
    stream: stream("identity"),
    title: "",
    readers: [reader(me), reader(heron)],
    notes: [
      {
        at: view.now - 40 * HOUR,
        by: heron,
        text: "An invented remark from an old list: the brother is Umar Pridumanov.",
      },
    ],
    ...knownIdentity(view.now, heron),
    held: null,
  };
  const frozen = {
    at: view.now - 5 * HOUR,
    by: curlew,
    reason: "An invented reason: the phone was taken at the station.",
  };
  const shared = {
    ...first,
    parts: [...held, identity, needs],
    persons: persons(first.alias),
    papers: [
      {
        case: first.case,
        alias: first.alias,
        called: "Linnet",
        person: "2",
        kind: "visa" as const,
        expires: "2017-05-20",
        days: 11,
      },
    ],
    closedParts: ["testimony" as const],
  };
  const erasing = {
    ...shared,
    closedParts: [],
    erasing: { id: "waiting", by: heron, at: view.now - 2 * HOUR, goneOn: false, mine: "may-sign" as const },
    decisions: [
      {
        decision: "erase" as (typeof first.decisions)[number]["decision"],
        case: first.case,
        alias: first.alias,
        mailbox: null,
        outcome: null,
        export: null,
        about: "erase" as const,
        text: "An invented wish: nothing of this is to be kept anywhere.",
        checklist: [],
        proposedBy: heron,
        at: view.now - 2 * HOUR,
        expires: view.now + 300 * HOUR,
        state: "waiting" as const,
        spent: false,
        verdict: null,
        mine: "may-decide" as const,
        news: null,
        changedSince: [],
      },
      ...first.decisions,
    ],
  };
  const cold = {
    ...shared,
    mailboxes: first.mailboxes.map((one) => ({ ...one, frozen })),
    messages: first.messages.map((message, index) =>
      message.direction === "to-team" && index >= first.messages.length - 2
        ? { ...message, whileFrozen: true }
        : message,
    ),
  };
  const one = { shared, erasing, frozen: cold }[mood];
  const icy = { ...thread, frozen };
  return {
    ...view,
    cases: [one, ...others],
    decisions: [...one.decisions, ...others.flatMap(({ decisions }) => decisions)],
    threads: mood === "frozen" ? view.threads.map((each) => (each.mailbox === icy.mailbox ? icy : each)) : view.threads,
    queue: mood === "frozen" ? { ...view.queue, threads: [icy, ...threads] } : view.queue,
    status: { ...view.status, backups: [4, 28, 52].map((ago) => Math.floor(view.now / HOUR) - ago) },
  };
};
