/** What is under way among the members of the invented season: signatures, invitations, recovery, stubs. Not shipped. */
import type { PersonRef, PersonView } from "@fairlead/casework";
import type { Recovering, StatusView, SuspendedMember, View } from "@fairlead/client";

const HOUR = 3_600_000;
const HASH = "5f3a09c417be6d2280aa91e4c3d7f01b2c44e8a7719d05b6fe3810cc92ab47de";
const OTHER = "91c2e07d3b5a4f681d22c0ab97e4f350aa17c6d83e5b90f2417bcd6e08a1f359";

type Standing = Pick<View, "waiting" | "refusedSignings" | "invitations" | "recovering" | "erased">;

/** As an administrator of that season would find it on a Tuesday night. */
export const underWay = (people: readonly PersonView[], now: number, administrator: boolean): Standing => {
  const called = (handle: string): PersonRef =>
    people.find((one) => one.handle === handle) ?? { id: "0".repeat(32) as never, handle, me: false };
  const [heron, plover, siskin, wren] = ["Heron", "Plover", "Siskin", "Wren"].map(called) as [
    PersonRef,
    PersonRef,
    PersonRef,
    PersonRef,
  ];
  const mine = administrator ? "may-sign" : "not-mine";
  return {
    waiting: [
      {
        id: "a",
        at: now - 3 * HOUR,
        does: { kind: "rekey", member: plover },
        signers: [plover],
        stale: false,
        mine,
        own: false,
      },
      {
        id: "b",
        at: now - 26 * HOUR,
        does: { kind: "enrol", member: { ...siskin, handle: "Curlew" }, role: "caseworker" },
        signers: [heron],
        stale: true,
        mine,
        own: false,
      },
      {
        id: "c",
        at: now - 20 * 60_000,
        does: { kind: "restore", member: called("Tern") },
        signers: [wren],
        stale: false,
        mine: wren.me ? "signed" : "may-sign",
        own: wren.me,
      },
    ],
    refusedSignings: [
      {
        entry: "c".repeat(64) as never,
        asks: { kind: "rerole", members: [called("Tern")], role: "administrator", n: 0 },
        askedBy: wren,
        askedAt: now - 80 * HOUR,
        by: called("Dunlin"),
        at: now - 70 * HOUR,
        reason: "Two who share a flat would be two of three.",
        news: wren.me,
      },
    ],
    invitations: administrator
      ? [
          invitation("1", "Sanderling", "operator", "open", now),
          {
            ...invitation("2", "Redshank", "operator", "answered", now),
            words: ["copper", "violin", "harvest", "ladder", "ocean", "thimble"],
          },
          invitation("3", "Dotterel", "coordinator", "waiting", now),
          invitation("4", "Whimbrel", "operator", "spoiled", now),
        ]
      : [],
    recovering: {
      lost: false,
      threshold: 2,
      named: [heron, plover, wren].map(({ id }) => ({ id, standing: "active" as const })),
      mine: false,
      members: people.flatMap(({ id, role, standing }) => (standing === "removed" ? [] : [{ id, role, standing }])),
      waiting: [],
    },
    erased: [{ at: now - 50 * HOUR, by: [heron, wren], streams: 3, entry: 41 }],
  };
};

const invitation = (
  id: string,
  handle: string,
  role: View["me"]["role"],
  state: View["invitations"][number]["state"],
  now: number,
): View["invitations"][number] => ({
  id: id as never,
  handle,
  role,
  expires: Math.floor(now / HOUR) + 60,
  code: `AQEO${"Wm9uZGVybGluZyBjYWxscyBhdCBkYXdu".repeat(9)}`,
  state,
  words: [],
});

/** What another member could read: two cases, the organisation's own compartments, and some that only the server tells of. */
export const couldRead = (view: View, id: string) => {
  const out = view.people.find((one) => one.id === id)?.standing !== "active";
  const to = out ? view.now - 2 * HOUR : null;
  const line = (stream: string, about: object | null, from: number | null, until = to) => ({
    stream,
    about,
    from,
    to: until,
    signed: about !== null,
  });
  return [
    ...view.cases
      .slice(0, 2)
      .flatMap(({ alias, case: theCase }, index) => [
        line(`${theCase}-contact`, { alias, part: "contact" }, index === 0 ? null : view.now - 200 * HOUR),
        line(`${theCase}-threat`, { alias, part: "threat" }, null, view.now - 60 * HOUR),
      ]),
    line("commons", { common: "commons" }, null),
    line("intake", { common: "intake" }, null),
    line("x", null, null),
    line("y", null, null),
    line("z", null, null, view.now),
  ];
};

/** The day on which nothing fits: a fork, a lone console, keys in motion, an old client. */
export const alarmed = (status: StatusView, people: readonly PersonView[], now: number): StatusView => {
  const person = people.find(({ me }) => !me) ?? people[0];
  if (person === undefined) return status;
  const dispute = { member: person.id, person, hour: Math.floor(now / HOUR) - 1 };
  return {
    ...status,
    disputes: [
      { kind: "roster-forked", seq: 27, ours: HASH as never, theirs: OTHER as never, ...dispute },
      { kind: "stream-withheld-from-us", seq: 118, ours: null, theirs: OTHER as never, ...dispute },
    ],
    alarms: [
      {
        kind: "one-person-twice",
        decision: "0d" as never,
        about: "go",
        alias: "Balsam",
        members: [person, people.find(({ handle }) => handle === "Siskin") ?? person],
      },
    ],
    lonely: true,
    renewing: { done: 12, of: 40 },
    renewalsDue: 2,
    takenAway: ["case contact", "case threat"],
    outdated: true,
    minimumVersion: 3,
  };
};

/** A suspended member's screen, on the day on which everybody was suspended. */
export const suspendedHand = (people: readonly PersonView[]): SuspendedMember => {
  const members = people.flatMap(({ id, role, standing }) =>
    standing === "removed" ? [] : [{ id, role, standing: "suspended" as const }],
  );
  const ids = members.map(({ id }) => id);
  const [me, second, third] = ids as [(typeof ids)[0], (typeof ids)[0], (typeof ids)[0]];
  const recovering: Recovering = {
    lost: true,
    threshold: 2,
    named: [me, second, third].map((id) => ({ id, standing: "suspended" })),
    mine: true,
    members,
    waiting: [{ id: "w", administrators: [third], signers: [second], mine: true }],
  };
  return {
    me,
    recovering,
    refresh: async () => "suspended",
    recover: async () => "waiting",
    sign: async () => "waiting",
    lock: () => undefined,
  };
};
