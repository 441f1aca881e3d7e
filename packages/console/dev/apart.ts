/** What an invented member wrote without a network: some of it waits, some could not stand. Not shipped. */
import type { AddThreat, ConsentId, GiveConsent, PersonView, SetOwner, SetStatus } from "@fairlead/casework";
import type { StatusView, View } from "@fairlead/client";

const HOUR = 3_600_000;

export const apartStatus = (view: Omit<View, "status">, apart: boolean): Pick<StatusView, "unsent" | "undone"> => {
  const { now, people } = view;
  const [one, other] = view.cases;
  const by = people.find(({ me }) => !me) ?? (people[0] as PersonView);
  if (one === undefined) return { unsent: [], undone: [] };
  const place = { case: { id: one.case, alias: one.alias }, part: "contact" as const, mailbox: null };
  const elsewhere = { ...place, case: other === undefined ? null : { id: other.case, alias: other.alias } };
  const waiting = { kept: true, place, look: false };
  const unsent: StatusView["unsent"] = [
    {
      ...waiting,
      id: "w1",
      at: now - 3 * HOUR,
      action: "noteCase",
      operations: [{ op: "note", text: "An invented note: his aunt rings on Sundays." }],
    },
    {
      ...waiting,
      place: elsewhere,
      id: "w2",
      at: now - 2 * HOUR,
      action: "setUrgency",
      kept: false,
      operations: [{ op: "setCaseUrgency", urgency: "soon", reason: "An invented reason.", saidBy: "team" }],
    },
    {
      ...waiting,
      place: { ...place, part: "identity" as const },
      id: "w4",
      at: now - 1.5 * HOUR,
      action: "revealName",
      look: true,
      operations: [{ op: "revealName", reason: "to buy tickets", until: now - 1.4 * HOUR }],
    },
    {
      ...waiting,
      id: "w3",
      at: now - HOUR,
      action: "noteCase",
      operations: [{ op: "note", text: "A long invented sentence, said again and again. ".repeat(900) }],
    },
  ];
  if (!apart) return { unsent, undone: [] };
  const mine: SetStatus = { op: "setStatus", status: "well", note: "His aunt rang: he is with her." };
  const theirs: SetStatus = { op: "setStatus", status: "detained", note: "Seen at the station, an invented one." };
  const owner: SetOwner = { op: "setOwner", owner: view.me.id, standIn: null };
  const threat: AddThreat = {
    op: "addThreat",
    threat: "t",
    who: "an invented uncle",
    kind: "family",
    reach: ["Grozny", "Rostov"],
    certainty: "likely",
    source: "caller",
  };
  const yes: GiveConsent = {
    ...{
      op: "giveConsent",
      consent: "c1".repeat(16) as ConsentId,
      purpose: "journey",
      recipient: "the team of the hill",
    },
    ...{ words: "Yes, an invented one: take me tonight.", how: "telephone", covers: [], until: null, over: 0 },
  };
  const no = { ...yes, recipient: "this team", words: "Her invented brother waits there.", refused: true };
  const refused = { refusedAt: now - 600_000, why: { kind: "written-meanwhile" as const, by: by.id, at: now - HOUR } };
  return {
    unsent,
    undone: [
      {
        ...refused,
        ...waiting,
        id: "a1",
        at: now - 26 * HOUR,
        action: "setStatus",
        operations: [mine],
        differing: [{ mine, theirs, by, at: now - HOUR, fields: ["status", "note"] }],
      },
      {
        ...refused,
        ...waiting,
        place: elsewhere,
        id: "a2",
        at: now - 5 * HOUR,
        action: "setOwner",
        operations: [owner],
        differing: [{ mine: owner, theirs: { ...owner, owner: by.id }, by, at: now - 2 * HOUR, fields: ["owner"] }],
      },
      {
        ...refused,
        ...waiting,
        id: "a6",
        at: now - 3 * HOUR,
        action: "giveConsent",
        why: { kind: "said-no-meanwhile", by: by.id, at: now - HOUR },
        operations: [yes],
        differing: [{ mine: yes, theirs: no, by, at: now - HOUR, fields: ["recipient", "words", "refused"] }],
      },
      {
        ...refused,
        ...waiting,
        id: "a3",
        at: now - 4 * HOUR,
        action: "addThreat",
        why: { kind: "case-closed" },
        operations: [threat],
        differing: [],
      },
      // Two whose case was erased before they were sent: nothing of them is left but the hour.
      ...["a4", "a5"].map((id, index) => ({
        ...refused,
        id,
        at: now - (30 + index) * HOUR,
        action: "noteCase" as const,
        why: { kind: "gone-with-case" as const },
        place: { case: null, part: null, mailbox: null },
        kept: true,
        look: false,
        operations: [],
        differing: [],
      })),
    ],
  };
};
